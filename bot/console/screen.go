package console

// The screen: messages and the prompt on one output, never mixed.

import "io"

// screen writes blocks of whole lines. Its owner calls one method at a time.
type screen struct {
	out     io.Writer
	prompts bool   // a person types on the same terminal
	prompt  string // stands on the last line now; empty: none
	err     error  // the first write that failed
}

// print writes a block above the prompt and draws the prompt again. What was typed so far stays in the
// terminal's own line and still counts.
func (s *screen) print(block string) {
	if s.prompt != "" {
		block = "\r\x1b[K" + block + s.prompt
	}
	s.write(block)
}

// ask draws the prompt.
func (s *screen) ask(prompt string) {
	if s.prompts {
		s.prompt = prompt
		s.write(prompt)
	}
}

// answered says that the person has pressed Enter.
func (s *screen) answered() { s.prompt = "" }

// leave ends the prompt's line, so that the shell's own prompt begins a new one.
func (s *screen) leave() {
	if s.prompt != "" {
		s.prompt = ""
		s.write("\n")
	}
}

func (s *screen) write(text string) {
	if _, err := io.WriteString(s.out, text); err != nil && s.err == nil {
		s.err = err
	}
}
