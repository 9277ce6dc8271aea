package slack

// Answers: what only the person who acted reads, with everything that can be chosen under it.

import (
	"encoding/json"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// answer draws a as a message, small enough for an acknowledgement. The zero content stands for an answer that says nothing.
func (d drawing) answer(a workflow.Answer, mentions []workflow.User) content {
	if a.Text == "" && len(a.Choices) == 0 {
		return content{}
	}
	lines := d.lines(a.Text)
	for room := maxAll; ; room -= room / 8 {
		c := content{text: notice("", plainly(lines)), blocks: d.answered(lines, a.Choices, mentions, room)}
		if b, err := json.Marshal(c.blocks); err != nil || len(b)+jsonSize(c.text) <= maxAck {
			return c
		}
	}
}

func jsonSize(text string) int {
	b, _ := json.Marshal(text)
	return len(b)
}

// answered are the blocks of an answer, with so many characters over all of them.
func (d drawing) answered(lines [][]workflow.Span, choices []workflow.Choice, mentions []workflow.User, room int) []slack.Block {
	under := d.row(choices, mentions, room/2)
	p := above(under, room)
	p.words(&run{}, lines)
	return p.over(under)
}

// answerView is the answer in a modal. meta comes back with whatever is pressed there.
func (d drawing) answerView(a workflow.Answer, mentions []workflow.User, meta string) slack.ModalViewRequest {
	c := d.answer(a, mentions)
	if len(c.blocks) == 0 {
		c = d.answer(workflow.Answer{Text: "Done."}, nil)
	}
	return modal(answerCallback, botTitle, meta, c.blocks)
}
