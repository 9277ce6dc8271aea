package main

// The page that a play becomes: Markdown, with what people do and what the console prints as code.

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// page is written to by the console, and by the play while the console is silent.
type page struct {
	mu     sync.Mutex
	text   strings.Builder
	inCode bool
	muted  bool
	said   []string // every message that the console has printed
	minute []string // those of the last minute that are not on the page yet
	drawn  []string // the buttons that stand on the page
}

// Write takes a message from the console. The script says better what was typed than its echo.
func (p *page) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	message := string(b)
	if p.muted || strings.HasPrefix(message, "> ") {
		return len(b), nil
	}
	if len(p.minute) > 0 && clockOf(p.minute[0]) != clockOf(message) {
		p.flush()
	}
	p.said, p.minute = append(p.said, message), append(p.minute, message)
	return len(b), nil
}

// aside leaves out what is printed while do runs.
func (p *page) aside(do func()) {
	p.mute(true)
	do()
	p.mute(false)
}

func (p *page) mute(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.muted = on
}

// person adds what somebody does.
func (p *page) person(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flush()
	p.write(true, "> "+line+"\n")
}

// prose adds a line of Markdown.
func (p *page) prose(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flush()
	p.write(false, line+"\n")
}

// end gives the whole page.
func (p *page) end() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flush()
	p.write(false, "")
	return p.text.String()
}

func (p *page) write(code bool, text string) {
	if code != p.inCode {
		p.text.WriteString("```\n")
	}
	p.inCode = code
	p.text.WriteString(text)
}

// flush puts the minute's messages on the page.
func (p *page) flush() {
	for i, message := range p.minute {
		if !p.worthless(message, i) {
			p.write(true, message)
			p.drawn = append(p.drawn, buttons.FindAllString(message, -1)...)
		}
	}
	p.minute = nil
}

var (
	buttons = regexp.MustCompile(`\[\d+\]`)
	edit    = regexp.MustCompile(`(?m)^.{10}(\S.*) · [^·]+  \(updated\)$`)
)

// worthless says that the i-th message of the minute is an edit that the minute's next edit replaces, or that brings no
// button that isn't on the page already.
func (p *page) worthless(message string, i int) bool {
	title := edited(message)
	if title == "" {
		return false
	}
	drawn := slices.Clone(p.drawn)
	for j, other := range p.minute {
		switch edited(other) {
		case "":
			drawn = append(drawn, buttons.FindAllString(other, -1)...)
		case title:
			if j > i {
				return true
			}
		}
	}
	return !slices.ContainsFunc(buttons.FindAllString(message, -1), func(b string) bool { return !slices.Contains(drawn, b) })
}

// edited is what the message is about, if it is an edit.
func edited(message string) string {
	if m := edit.FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}

// clockOf is the time before a message.
func clockOf(message string) string { return message[:min(len(message), 8)] }

// button is the number of the newest button with that label, on what was said of the document if one is given.
func (p *page) button(t *testing.T, label, document string) string {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	about := regexp.MustCompile(`(?m)(^|[ (])` + regexp.QuoteMeta(document) + ` · `)
	button := regexp.MustCompile(`(?m)\[(\d+)\] ` + regexp.QuoteMeta(label) + `($|   )`)
	for _, message := range slices.Backward(p.said) {
		if m := button.FindStringSubmatch(message); m != nil && (document == "" || about.MatchString(message)) {
			return m[1]
		}
	}
	t.Fatalf("nothing that was said of %q has the button %q:\n%s", document, label, &p.text)
	return ""
}
