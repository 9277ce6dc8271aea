package slack

// Numbered steps as a list, whose lines hang beside their numbers on a phone.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// steps are the lines at the beginning of lines that are numbered 1, 2, 3 and so on, without their numbers. They are nil where
// there is no second one, and where they have more characters than there is room: then they are lines like others.
func steps(lines [][]workflow.Span, room int) []*run {
	var all []*run
	for i, line := range lines {
		item, ok := step(line, i+1)
		if !ok {
			break
		}
		if room -= item.size; room < 0 {
			return nil
		}
		all = append(all, item)
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// step is the line behind its number. A message of the log stands alone, so a line with one is no step.
func step(line []workflow.Span, number int) (*run, bool) {
	if len(line) == 0 || line[0].Kind != workflow.Said {
		return nil, false
	}
	point := fmt.Sprint(number, ". ")
	rest, numbered := strings.CutPrefix(line[0].Text, point)
	if !numbered || strings.TrimSpace(rest+textOf(line[1:])) == "" {
		return nil, false
	}
	line = slices.Clone(line)
	line[0].Text = rest
	runs := runsOf(line)
	runs[0].size += chars.Length(point)
	return runs[0], len(runs) == 1 && runs[0].kind == workflow.Said
}

// numbered is a rich_text_list without the offset that slack-go always sends: npm's @slack/types does not know it.
type numbered struct {
	*slack.RichTextList
	Offset int `json:"offset,omitempty"`
}

// list puts the steps on the sheet as a numbered list.
func (p *sheet) list(steps []*run) {
	list := numbered{RichTextList: slack.NewRichTextList(slack.RTEListOrdered, 0)}
	size := 0
	for _, item := range steps {
		list.Elements = append(list.Elements, slack.NewRichTextSection(item.parts...))
		size += item.size
	}
	p.place(slack.NewRichTextBlock("", list), size, len(steps))
}
