package discord

// Sections of a message: each error, or each thing that is said of one alone, stands below the others under a name of its own.

import (
	"slices"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// section is lines under a name. The first of a message has none, and stands under its title.
type section struct {
	name  string
	lines [][]workflow.Span
}

// words draws the lines section by section, then what is added at the end.
func (p *sheet) words(lines, added [][]workflow.Span) {
	all := sections(lines)
	if len(all) > 1 && len(added) > 0 {
		added = append([][]workflow.Span{nil}, added...)
	}
	last := &all[len(all)-1]
	last.lines = append(last.lines, added...)
	p.describe(blocksOf(all[0].lines))
	for _, s := range all[1:] {
		p.field(s.name, blocksOf(s.lines))
	}
}

// sections takes the lines apart at the title of each error; where there is none, but an empty line that ends the last, at each
// label. What stands behind that line stays with the last, below it: a field without a name would stand further off than another.
func sections(lines [][]workflow.Span) []section {
	begins := beginning(lines)
	all := []section{{}}
	for i, line := range lines {
		switch last := &all[len(all)-1]; {
		case begins(i):
			name, rest := labelled(line)
			all = append(all, section{name: name, lines: rest})
		default:
			last.lines = append(last.lines, line)
		}
	}
	for i := range all {
		all[i].lines = trimmed(all[i].lines)
	}
	return all
}

// beginning says at which lines a section begins.
func beginning(lines [][]workflow.Span) func(i int) bool {
	isLabelled, ended := false, false
	for i := range lines {
		if isTitled(lines, i) {
			return func(i int) bool { return isTitled(lines, i) }
		}
		isLabelled = isLabelled || isKind(lines[i], workflow.Label)
		ended = ended || isLabelled && len(lines[i]) == 0
	}
	return func(i int) bool { return ended && isKind(lines[i], workflow.Label) }
}

// isTitled says whether the line is the title of an error: a label, and below it the message of the log.
func isTitled(lines [][]workflow.Span, i int) bool {
	return isKind(lines[i], workflow.Label) && i+1 < len(lines) && isKind(lines[i+1], workflow.Quoted)
}

// labelled is the label of a line as a name, and what stands behind it.
func labelled(line []workflow.Span) (name string, rest [][]workflow.Span) {
	name = flat(escaped(chars.Blankless(strings.TrimSuffix(chars.Cut(line[0].Text, maxTitle/2-1), ":"))))
	behind := slices.Clone(line[1:])
	if len(behind) > 0 {
		behind[0].Text = strings.TrimLeft(strings.TrimPrefix(behind[0].Text, " · "), " ")
		if behind[0].Text == "" {
			behind = behind[1:]
		}
	}
	if len(behind) > 0 {
		rest = append(rest, behind)
	}
	return name, rest
}

// trimmed leaves out empty lines at both ends.
func trimmed(lines [][]workflow.Span) [][]workflow.Span {
	for len(lines) > 0 && isBlank(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && isBlank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return lines
}

func isBlank(line []workflow.Span) bool {
	return !slices.ContainsFunc(line, func(s workflow.Span) bool { return s.Kind == countdown || !chars.IsBlank(s.Text) })
}
