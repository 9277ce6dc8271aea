package slack

// Words as rich text.
//
// The lines of a message are rich_text and not mrkdwn, because names, numbers and workshops from outside stand in the middle
// of our sentences: in mrkdwn a * or _ in them would format, a :smile: would become a picture, and only < > & can be escaped.
// In rich_text nothing of a text element is read as markup, while dates in the reader's zone, bold and mentions are elements
// of their own.
//
// Numbered steps are a rich_text_list: on a phone their lines hang beside the number.
//
// A message of the log is rich_text_preformatted: it keeps its spaces and line, wraps on a phone, nothing in it becomes a
// link or a picture, a long press copies the whole of it, and nobody takes it for our words. A quote would do all but the
// first and the last.

import (
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

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
		if len(last.parts) > 0 && (kindOf(s) != last.kind || kindOf(s) == workflow.Quoted || last.size+chars.Length(s.Text) > maxSection/2) {
			last = &run{}
			all = append(all, last)
		}
		last.kind = kindOf(s)
		last.span(s, false)
	}
	all[len(all)-1].end()
	return all
}

// pieces are the spans, those with a long text in several; without the space and the stop that only part a message of the
// log from what stands beside it.
func pieces(line []workflow.Span) []workflow.Span {
	var all []workflow.Span
	for i, s := range line {
		s.Text = chars.Visible(s.Text)
		beside := func(n int) bool { return n >= 0 && n < len(line) && line[n].Kind == workflow.Quoted }
		if s.Kind != workflow.Quoted && beside(i+1) {
			s.Text = strings.TrimRight(s.Text, " ")
		}
		if s.Kind != workflow.Quoted && beside(i-1) {
			s.Text = strings.TrimLeft(s.Text, " ")
		}
		most := maxSection / 2
		if kindOf(s) != workflow.Said {
			most = maxSection // one block as long as it can be
		}
		for chars.Length(s.Text) > most {
			first := s
			first.Text = chars.Head(s.Text, most)
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
	for lines = trimmed(lines); len(lines) > 0; {
		if list := steps(lines, min(maxSection, p.room-block.size)); list != nil {
			p.put(block)
			p.list(list)
			block, lines = &run{}, lines[len(list):]
			continue
		}
		for _, r := range runsOf(lines[0]) {
			if !block.takes(r) || block.size+block.ends+r.size > min(maxSection, p.room) {
				p.put(block)
				block = &run{}
			}
			block.join(r)
		}
		lines = lines[1:]
	}
	p.put(block)
}

// put is for a run, which may be empty.
func (p *sheet) put(r *run) {
	if p.full || len(r.parts) > 0 {
		p.place(richText(r), r.size, r.lines)
	}
}

// place adds a block of so many characters and lines, or counts the lines.
func (p *sheet) place(b slack.Block, size, lines int) {
	p.full = p.full || !p.add(b, size)
	if p.full {
		p.lost += lines
	}
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
