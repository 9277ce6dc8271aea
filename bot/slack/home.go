package slack

// App Home: the open cases of whoever looks.

import (
	"fmt"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// homeRoom is how many characters App Home holds; a view may have 250 KB of JSON.
const homeRoom = 40_000

// home draws the page: a line, then each case with its state, when the bot is back, and its buttons.
func (d drawing) home(h chat.Home) slack.HomeTabViewRequest {
	p := sheet{most: maxViewBlocks - 1, room: homeRoom}
	p.words(&run{}, h.Text.Lines())
	p.lost = 0
	mine, mixed := false, mixed(h.Cases)
	for i, c := range h.Cases {
		part := d.standing(c)
		if mixed && (i == 0 || c.Mine != mine) {
			part.blocks = append([]slack.Block{slack.NewHeaderBlock(plainText(whose(c), maxHeader))}, part.blocks...)
		}
		mine = c.Mine
		if !p.append(part) {
			p.most, p.room = maxViewBlocks, spare
			p.small(fmt.Sprintf("and %d more: /syncstatus list", len(h.Cases)-i))
			break
		}
	}
	if len(p.blocks) == 0 {
		p.small("Nothing is being followed. Start with a number: /syncstatus INV-123")
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: p.blocks}}
}

// append puts all of the part on the sheet, or nothing of it.
func (p *sheet) append(part sheet) bool {
	if len(p.blocks)+len(part.blocks) > p.most || part.room > p.room {
		return false
	}
	p.blocks, p.room = append(p.blocks, part.blocks...), p.room-part.room
	return true
}

func mixed(all []chat.Standing) bool {
	for _, c := range all {
		if c.Mine != all[0].Mine {
			return true
		}
	}
	return false
}

// whose is the heading above the cases that are the person's own, or not.
func whose(c chat.Standing) string {
	if c.Mine {
		return "Yours"
	}
	return "In your channels"
}

// standing draws a case. The room of the sheet that it gives is what it takes.
func (d drawing) standing(c chat.Standing) sheet {
	choices := choicesOf(workflow.Buttons(c.Note.Actions()), c.Case, c.Turn)
	if c.Root != (workflow.MessageRef{}) {
		choices = append(choices, workflow.Choice{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open the thread", Message: c.Root}})
	}
	under := d.row(choices, nil, homeRoom/4)
	lines := [][]workflow.Span{emphasised(c.Note.Words().Lines()[0])}
	if !c.Due.IsZero() {
		lines = append(lines, []workflow.Span{{Text: "I'm back: "}, {Kind: workflow.DateTime, Text: c.Due.Format("Mon 2 Jan, 3:04 pm"), At: c.Due}})
	}
	p := sheet{most: 2, room: maxSection}
	p.words(&run{}, lines)
	p.most, p.room = 3, maxSection
	p.small(under.asides()...)
	p.blocks = append(p.blocks, under.blocks()...)
	p.room = maxSection + under.size
	return p
}
