package workflow

// Words: what the bot says, with what a chat service may draw.

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Words are what the bot says. Their [Words.Text] is plain; [Words.Lines] also tell what in it is a time, a message of the log,
// a label or a place in menus, for whoever can draw it. The marks for that stand in the string itself, as noncharacters of
// Unicode (https://www.unicode.org/faq/private_use.html#noncharacters), which nobody outside may send: see [Foreign].
type Words string

// SpanKind says what a part of a line is.
type SpanKind byte

// The kinds of spans.
const (
	Said     SpanKind = 0   // nothing but its text
	Clock    SpanKind = 't' // a time of day, such as "11:04 am", of the instant At
	Seconds  SpanKind = 's' // a time of day with seconds, of the instant At
	DateTime SpanKind = 'd' // a day and a time of day, such as "Wed 25 Nov, 9 am", of the instant At
	Quoted   SpanKind = 'q' // a message of the log, word for word
	Label    SpanKind = 'l' // stands before what it is about, such as "What it means:"
	Menu     SpanKind = 'm' // a place in menus, such as "Reports › Log Reports"
	Copied   SpanKind = 'c' // whole lines that are a text to copy and pass on
	Link     SpanKind = 'u' // leads to URL
)

// Span is a part of a line.
type Span struct {
	Kind SpanKind
	Text string    // as the workshop's people read it
	At   time.Time // of a time
	URL  string    // of a link
}

// The marks: markOpen, the kind, for a time its Unix seconds, for a link its address, markText, the text, markEnd.
const (
	markOpen = '\uFDD0'
	markText = '\uFDD1'
	markEnd  = '\uFDD2'
)

// mark says what text is. Marks do not nest: those in text are taken away.
func mark(k SpanKind, text string) string { return marked(string(rune(k)), text) }

func markTime(k SpanKind, t time.Time, text string) string {
	return marked(string(rune(k))+strconv.FormatInt(t.Unix(), 10), text)
}

func markLink(url, text string) string {
	return marked(string(rune(Link))+Foreign(url), text)
}

func marked(about, text string) string {
	return string(markOpen) + about + string(markText) + Words(text).bare() + string(markEnd)
}

// Foreign is text from outside as valid UTF-8, without what could be taken for a mark.
func Foreign(text string) string {
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r // utf8.RuneError for a byte that is none
	}, text)
}

func isMark(r rune) bool { return r >= markOpen && r <= markEnd }

// Text is the words as plain text: a message of the log stands between backquotes.
func (w Words) Text() string {
	var b strings.Builder
	for _, s := range w.spans() {
		if s.Kind == Quoted {
			b.WriteString("`" + s.Text + "`")
			continue
		}
		b.WriteString(s.Text)
	}
	return b.String()
}

// String is Text, so that words that are printed never show their marks.
func (w Words) String() string { return w.Text() }

// bare is the text without the backquotes of messages.
func (w Words) bare() string {
	var b strings.Builder
	for _, s := range w.spans() {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Lines are the lines of the words, each as its spans. An empty line has none.
func (w Words) Lines() [][]Span {
	lines := [][]Span{nil}
	for _, s := range w.spans() {
		for i, text := range strings.Split(s.Text, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if text == "" {
				continue
			}
			last := len(lines) - 1
			s.Text = text
			lines[last] = append(lines[last], s)
		}
	}
	return lines
}

// spans takes the words apart. What is no whole mark is taken as text, without what is left of the mark.
func (w Words) spans() []Span {
	var all []Span
	rest := strings.ToValidUTF8(string(w), string(utf8.RuneError)) // else what is left around a mark could make another one
	for rest != "" {
		before, after, open := strings.Cut(rest, string(markOpen))
		all = appendText(all, before)
		if !open {
			break
		}
		body, behind, closed := strings.Cut(after, string(markEnd))
		span, ok := readSpan(body)
		if !closed || !ok {
			rest = after
			continue
		}
		all, rest = append(all, span), behind
	}
	return all
}

func appendText(all []Span, text string) []Span {
	if text = Foreign(text); text == "" {
		return all
	}
	return append(all, Span{Text: text})
}

// readSpan reads what stands between markOpen and markEnd.
func readSpan(body string) (Span, bool) {
	about, text, ok := strings.Cut(body, string(markText))
	if !ok || about == "" || strings.ContainsFunc(text, isMark) {
		return Span{}, false
	}
	s := Span{Kind: SpanKind(about[0]), Text: text}
	switch s.Kind {
	case Quoted, Label, Menu, Copied:
		return s, len(about) == 1
	case Link:
		s.URL = about[1:]
		return s, s.URL != ""
	case Clock, Seconds, DateTime:
		unix, err := strconv.ParseInt(about[1:], 10, 64)
		s.At = time.Unix(unix, 0).UTC()
		return s, err == nil
	}
	return Span{}, false
}
