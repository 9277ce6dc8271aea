package discord

// A line of words as Discord's markdown. A message of the log, and lines to copy, stand in code blocks: there nothing becomes a
// link or a picture, and on a phone a long press copies it.

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// longestLine is how many characters of a line are drawn. The bot's own are far shorter.
const longestLine = 1500

// block is lines that stand together.
type block struct {
	kind  workflow.SpanKind // Quoted, Copied: a code block; else Said: markdown
	lines []string
}

// formats are how a time is shown in the reader's zone: https://docs.discord.com/developers/reference#message-formatting.
var formats = map[workflow.SpanKind]string{workflow.Clock: "t", workflow.Seconds: "T", workflow.DateTime: "f", countdown: "R"}

// blocksOf draws lines. Each message of the log is a block by itself, lines to copy are one.
func blocksOf(lines [][]workflow.Span) []block {
	var all []block
	numbered := steps(lines)
	for i, line := range lines {
		if len(line) == 0 && i > 0 && i+1 < len(lines) && isKind(lines[i-1], workflow.Copied) && isKind(lines[i+1], workflow.Copied) {
			last := &all[len(all)-1]
			last.lines = append(last.lines, "")
			continue
		}
		parts := parted(clipped(line))
		for j, part := range parts {
			drawn := draw(part)
			switch isText := drawn.kind == workflow.Said; {
			case isText && drawn.lines[0] == "" && len(parts) > 1: // only a space beside a message of the log
				continue
			case isText && numbered[i] && j == 0:
				drawn.lines[0] = item(drawn.lines[0])
			case isText:
				drawn.lines[0] = flat(drawn.lines[0])
			}
			all = joined(all, drawn)
		}
	}
	return all
}

// joined puts a block behind the others, in the last one where that is of the kind; a message of the log stands alone.
func joined(all []block, next block) []block {
	if n := len(all); n > 0 && all[n-1].kind == next.kind && next.kind != workflow.Quoted {
		all[n-1].lines = append(all[n-1].lines, next.lines...)
		return all
	}
	return append(all, next)
}

func isKind(line []workflow.Span, k workflow.SpanKind) bool {
	return len(line) > 0 && line[0].Kind == k
}

// clipped is the line, cut where it is too long.
func clipped(line []workflow.Span) []workflow.Span {
	room := longestLine
	for i, s := range line {
		if chars.Length(s.Text) > room {
			line = slices.Clone(line[:i+1])
			line[i].Text = chars.Cut(s.Text, max(room, 1))
			break
		}
		room -= chars.Length(s.Text)
	}
	return line
}

// parted takes a line apart at what stands in code blocks. An empty line has one part.
func parted(line []workflow.Span) [][]workflow.Span {
	parts := [][]workflow.Span{nil}
	for i, s := range line {
		last := len(parts) - 1
		if i > 0 && (kindOf(s) != kindOf(line[i-1]) || s.Kind == workflow.Quoted) {
			parts = append(parts, nil)
			last++
		}
		parts[last] = append(parts[last], s)
	}
	return parts
}

// kindOf is the kind of the block that a span belongs to.
func kindOf(s workflow.Span) workflow.SpanKind {
	if s.Kind == workflow.Quoted || s.Kind == workflow.Copied {
		return s.Kind
	}
	return workflow.Said
}

// draw draws a part of a line.
func draw(part []workflow.Span) block {
	if len(part) > 0 && kindOf(part[0]) != workflow.Said {
		return block{part[0].Kind, []string{unfenced(textOf(part))}}
	}
	var b strings.Builder
	for _, s := range part {
		b.WriteString(markdown(s))
	}
	return block{workflow.Said, []string{strings.TrimSpace(b.String())}}
}

func textOf(line []workflow.Span) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(s.Text)
	}
	return b.String()
}

// markdown draws a span that stands in no code block.
func markdown(s workflow.Span) string {
	switch s.Kind {
	case workflow.Clock, workflow.Seconds, workflow.DateTime, countdown:
		return fmt.Sprintf("<t:%d:%s>", s.At.Unix(), formats[s.Kind])
	case workflow.Label, workflow.Menu:
		return bold(s.Text)
	case workflow.Link:
		switch {
		case isAddress(s.URL) && s.Text == s.URL: // it is whole where it is copied
			return "<" + s.URL + ">"
		case isAddress(s.URL):
			return "[" + escaped(s.Text) + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(s.URL) + ")"
		}
	}
	return escaped(s.Text)
}

// bold leaves spaces at both ends outside, where Discord takes them.
func bold(text string) string {
	text = escaped(text)
	inner := strings.TrimSpace(text)
	if inner == "" {
		return text
	}
	before, after, _ := strings.Cut(text, inner)
	return before + "**" + inner + "**" + after
}

// isAddress says whether Discord takes it as the address of a link.
func isAddress(address string) bool {
	u, err := url.Parse(address)
	clean := chars.Visible(address) == address && !strings.ContainsAny(address, " \t\n<>\\")
	return err == nil && clean && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && chars.Length(address) <= maxURL
}

// steps says which lines are numbered 1, 2, 3 and so on: those Discord draws as a list, whose lines hang beside their numbers.
// Others it would number anew.
func steps(lines [][]workflow.Span) map[int]bool {
	all := map[int]bool{}
	number := 0
	for i, line := range lines {
		number++
		if !isStep(line, number) {
			number = 0
			if isStep(line, 1) {
				number = 1
			}
		}
		all[i] = number > 1 || number == 1 && i+1 < len(lines) && isStep(lines[i+1], 2)
	}
	return all
}

func isStep(line []workflow.Span, number int) bool {
	return isKind(line, workflow.Said) && strings.HasPrefix(line[0].Text, fmt.Sprint(number, ". "))
}
