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
	for i, c := range h.Cases {
		part := d.standing(c)
		part.blocks = append(heading(h.Cases, i), part.blocks...)
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

// heading is what stands above a case: where both the person's own and others are shown, whose those are that follow.
func heading(all []chat.Standing, i int) []slack.Block {
	switch {
	case all[0].Mine == all[len(all)-1].Mine || i > 0 && all[i].Mine == all[i-1].Mine:
		return []slack.Block{slack.NewDividerBlock()}
	case all[i].Mine:
		return []slack.Block{slack.NewHeaderBlock(plainText("Yours", maxHeader))}
	}
	return []slack.Block{slack.NewHeaderBlock(plainText("In your channels", maxHeader))}
}

// standing draws a case. The room of the sheet that it gives is what it takes.
func (d drawing) standing(c chat.Standing) sheet {
	choices := choicesOf(workflow.Buttons(c.Note.Actions()), c.Case, c.Turn)
	if d.permalink(c.Root) != "" {
		choices = append(choices, workflow.Choice{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open the thread", Message: c.Root}})
	}
	under := d.row(choices, nil, homeRoom/4)
	p := sheet{most: 4, room: maxSection}
	p.put(stateOf(c))
	p.small(under.asides()...)
	p.blocks = append(p.blocks, under.blocks()...)
	p.room = maxSection - p.room + under.size
	return p
}

// stateOf is the number and the state, and on a line of its own when the bot is back.
func stateOf(c chat.Standing) *run {
	r := &run{}
	r.text(cut(blankless(visible(textOf(c.Note.Words().Lines()[0]))), maxHeader), true)
	if !c.Due.IsZero() {
		r.text("\nI'm back: ", false)
		r.span(workflow.Span{Kind: workflow.DateTime, Text: c.Due.Format("Mon 2 Jan, 3:04 pm"), At: c.Due}, false)
	}
	return r
}
