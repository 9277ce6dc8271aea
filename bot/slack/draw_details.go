package slack

// Notes that can say more than fits a phone's screen: in a channel there is room for it.

import (
	"slices"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// wordsOf are the words of a note that are drawn. whole says that nothing is left for the action ShowMore.
func wordsOf(n workflow.Note) (w workflow.Words, whole bool) {
	if n, ok := n.(workflow.Detailed); ok {
		return n.Details()
	}
	return n.Words(), false
}

// apart puts an empty line before each line that introduces a message of the log, but the first: so each error stands by itself.
func apart(lines [][]workflow.Span) [][]workflow.Span {
	var all [][]workflow.Span
	quoted := false
	for i, line := range lines {
		introduces := i+1 < len(lines) && !isQuote(line) && isQuote(lines[i+1])
		if quoted && introduces && len(line) > 0 {
			all = append(all, nil)
		}
		quoted = quoted || isQuote(line)
		all = append(all, line)
	}
	return all
}

func isQuote(line []workflow.Span) bool { return len(line) > 0 && line[0].Kind == workflow.Quoted }

// blocks draws the message: without the button ShowMore where all that it shows is drawn.
func (d drawing) blocks(m chat.Message) []slack.Block {
	w, whole := wordsOf(m.Note)
	if whole {
		under := d.under(m, slices.DeleteFunc(slices.Clone(m.Actions()), func(a workflow.Action) bool { return a.ID == workflow.ShowMore }))
		if p := d.words(m, w, under); p.lost == 0 {
			return p.over(under)
		}
	}
	under := d.under(m, m.Actions())
	p := d.words(m, w, under)
	return p.over(under)
}

// under is the row of the actions under the message.
func (d drawing) under(m chat.Message, actions []workflow.Action) row {
	choices := choicesOf(actions, m.Case, m.Turn)
	return d.row(choices, nil, maxAll/2).colour(choices)
}
