package console

// The screen: messages and the prompt on one output, never mixed.

import "io"

// screen writes blocks of whole lines. Its owner calls one method at a time.
type screen struct {
	out     io.Writer
	prompts bool   // a person types on the same terminal
	prompt  string // waits for an answer; empty: none
	drawn   bool   // a prompt may stand on the last line, answered or not
	err     error  // the first write that failed
}

// clearLine takes the prompt off the last line; of an empty line it changes nothing.
const clearLine = "\r\x1b[K"

// print writes a block above the prompt and draws the prompt again. What was typed so far stays in the
// terminal's own line and still counts.
func (s *screen) print(block string) {
	s.write(s.cleared() + block + s.prompt)
	s.drawn = s.prompt != ""
}

// ask draws the prompt.
func (s *screen) ask(prompt string) {
	if s.prompts {
		s.write(s.cleared() + prompt)
		s.prompt, s.drawn = prompt, true
	}
}

// answered says that the person has pressed Enter. Whether before or after the prompt was drawn last, nobody knows: so it
// may still stand there.
func (s *screen) answered() { s.prompt = "" }

// leave ends the prompt's line, so that the shell's own prompt begins a new one.
func (s *screen) leave() {
	switch {
	case s.prompt != "":
		s.write("\n")
	case s.drawn:
		s.write(clearLine)
	}
	s.prompt, s.drawn = "", false
}

// cleared is what must be written first, so that nothing lands beside a prompt.
func (s *screen) cleared() string {
	if s.drawn {
		return clearLine
	}
	return ""
}

func (s *screen) write(text string) {
	if _, err := io.WriteString(s.out, text); err != nil && s.err == nil {
		s.err = err
	}
}
