package slack

// Words as rich text.
//
// The lines of a message are rich_text and not mrkdwn, because names, numbers and workshops from outside stand in the middle
// of our sentences: in mrkdwn a * or _ in them would format, a :smile: would become a picture, and only < > & can be escaped.
// In rich_text nothing of a text element is read as markup, while dates in the reader's zone, bold and mentions are elements
// of their own.
//
// A message of the log is rich_text_preformatted: it keeps its spaces and line, wraps on a phone, nothing in it becomes a
// link or a picture, a long press copies the whole of it, and nobody takes it for our words. A quote would do all but the
// first and the last.

import (
	"strings"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// run is a piece of a line, or several lines: the elements of one rich_text block.
type run struct {
	kind  workflow.SpanKind // Quoted: one message of the log; Copied: lines to copy; else Said
	parts []slack.RichTextSectionElement
	size  int // characters of them
	lines int // lines that end in it
	ends  int // of those, how many have ended since its last part
}

// add puts an element of so many characters behind the others; plain text joins plain text.
func (r *run) add(e slack.RichTextSectionElement, size int) {
	r.size += size
	if last, more := len(r.parts)-1, unstyled(e); last >= 0 && more != "" {
		if text := unstyled(r.parts[last]); text != "" {
			r.parts[last] = slack.NewRichTextSectionTextElement(text+more, nil)
			return
		}
	}
	r.parts = append(r.parts, e)
}

// unstyled is the text of an element that is only that.
func unstyled(e slack.RichTextSectionElement) string {
	if t, ok := e.(*slack.RichTextSectionTextElement); ok && t.Style == nil {
		return t.Text
	}
	return ""
}

func (r *run) text(text string, bold bool) {
	if text == "" {
		return
	}
	r.add(slack.NewRichTextSectionTextElement(text, weight(bold)), length(text))
}

func weight(bold bool) *slack.RichTextSectionTextStyle {
	if !bold {
		return nil
	}
	return &slack.RichTextSectionTextStyle{Bold: true}
}

// richText is the block of a run.
func richText(r *run) slack.Block {
	if r.kind != workflow.Said {
		return slack.NewRichTextBlock("", &slack.RichTextPreformatted{Type: slack.RTEPreformatted, Elements: r.parts})
	}
	return slack.NewRichTextBlock("", slack.NewRichTextSection(r.parts...))
}

// dates are how a time is shown in the reader's zone: https://docs.slack.dev/reference/block-kit/block-elements/date-element.
// The forms with "today" and "tomorrow" do not fit into our sentences: "I'll be back at tomorrow".
var dates = map[workflow.SpanKind]string{
	workflow.Clock:    "{time}",
	workflow.Seconds:  "{time_secs}",
	workflow.DateTime: "{date}, {time}",
}

// span adds a span, bold where it is a label or a menu, or where all is bold.
func (r *run) span(s workflow.Span, bold bool) {
	s.Text = visible(s.Text)
	format, isTime := dates[s.Kind]
	if !isTime {
		r.text(s.Text, bold || s.Kind == workflow.Label || s.Kind == workflow.Menu)
		return
	}
	date := slack.NewRichTextSectionDateElement(s.At.Unix(), format, nil, &s.Text)
	date.Style = weight(bold)
	r.add(date, length(s.Text)+length(format))
}

// kindOf is the kind of the run that a span belongs to.
func kindOf(s workflow.Span) workflow.SpanKind {
	if s.Kind == workflow.Quoted || s.Kind == workflow.Copied {
		return s.Kind
	}
	return workflow.Said
}

// runsOf takes a line apart: each message of the log by itself, whatever is longer than a block in pieces. The last one ends
// the line.
func runsOf(line []workflow.Span) []*run {
	all := []*run{{}}
	for _, s := range pieces(line) {
		last := all[len(all)-1]
		if len(last.parts) > 0 && (kindOf(s) != last.kind || kindOf(s) == workflow.Quoted || last.size+length(s.Text) > maxSection/2) {
			last = &run{}
			all = append(all, last)
		}
		last.kind = kindOf(s)
		last.span(s, false)
	}
	end := all[len(all)-1]
	end.lines, end.ends = 1, 1
	return all
}

// pieces are the spans, those with a long text in several; without the space and the stop that only part a message of the
// log from what stands beside it.
func pieces(line []workflow.Span) []workflow.Span {
	var all []workflow.Span
	for i, s := range line {
		s.Text = visible(s.Text)
		beside := func(n int) bool { return n >= 0 && n < len(line) && line[n].Kind == workflow.Quoted }
		if s.Kind != workflow.Quoted && beside(i+1) {
			s.Text = strings.TrimRight(s.Text, " ")
		}
		if s.Kind != workflow.Quoted && beside(i-1) {
			s.Text = strings.TrimLeft(s.Text, " ")
		}
		for length(s.Text) > maxSection/2 {
			first := s
			first.Text = head(s.Text, maxSection/2)
			s.Text = s.Text[len(first.Text):]
			all = append(all, first)
		}
		if s.Text != "" {
			all = append(all, s)
		}
	}
	return all
}

// words puts the lines on the sheet, several in one block, the first behind what stands in block. From the first that has no
// room all are left out and counted.
func (p *sheet) words(block *run, lines [][]workflow.Span) {
	for _, line := range trimmed(lines) {
		for _, r := range runsOf(line) {
			if !block.takes(r) || block.size+block.ends+r.size > min(maxSection, p.room) {
				p.put(block)
				block = &run{}
			}
			block.join(r)
		}
	}
	p.put(block)
}

func (p *sheet) put(r *run) {
	if !p.full && len(r.parts) > 0 {
		p.full = !p.add(richText(r), r.size)
	}
	if p.full {
		p.lost += r.lines
	}
}

// takes says whether next may stand in the same block: a message of the log stands alone, an empty line anywhere.
func (r *run) takes(next *run) bool {
	if len(r.parts) == 0 || len(next.parts) == 0 {
		return true
	}
	return r.kind == next.kind && r.kind != workflow.Quoted
}

// join puts next behind what is there: on a new line where one has ended.
func (r *run) join(next *run) {
	if len(next.parts) > 0 {
		if len(r.parts) > 0 {
			r.text(strings.Repeat("\n", r.ends), false)
		}
		r.ends, r.kind = 0, next.kind
	}
	for _, e := range next.parts {
		r.add(e, 0)
	}
	r.size += next.size
	r.lines, r.ends = r.lines+next.lines, r.ends+next.ends
}

// trimmed leaves out empty lines at both ends.
func trimmed(lines [][]workflow.Span) [][]workflow.Span {
	for len(lines) > 0 && len(lines[0]) == 0 {
		lines = lines[1:]
	}
	for len(lines) > 0 && len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}
