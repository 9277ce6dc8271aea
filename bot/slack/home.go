package slack

// App Home: the open cases of whoever looks.

import (
	"fmt"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// homeRoom is how many characters App Home holds; a view may have 250 KB of JSON.
const homeRoom = 40_000

// home draws the page: a line, then each case with its state, its due time and its buttons. A button is coloured only where
// a single case is the person's own: several would all lead.
func (d drawing) home(h chat.Home) slack.HomeTabViewRequest {
	p := sheet{most: maxViewBlocks - 1, room: homeRoom}
	p.words(&run{}, h.Text.Lines())
	alone := countMine(h.Cases) == 1
	for i, c := range h.Cases {
		choices := d.homeChoices(c)
		under := d.row(choices, nil, homeRoom/4)
		if alone && c.Mine {
			under = under.colour(choices)
		}
		part := standing(c, under)
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

func countMine(all []chat.Standing) int {
	n := 0
	for _, c := range all {
		if c.Mine {
			n++
		}
	}
	return n
}

// append puts all of the part on the sheet, or nothing of it.
func (p *sheet) append(part sheet) bool {
	if len(p.blocks)+len(part.blocks) > p.most || part.room > p.room {
		return false
	}
	p.blocks, p.room = append(p.blocks, part.blocks...), p.room-part.room
	return true
}

// heading is what stands above a case: a line, and where both the person's own and others are shown, whose those are that
// follow.
func heading(all []chat.Standing, i int) []slack.Block {
	line := []slack.Block{slack.NewDividerBlock()}
	switch {
	case all[0].Mine == all[len(all)-1].Mine || i > 0 && all[i].Mine == all[i-1].Mine:
		return line
	case all[i].Mine:
		return append(line, slack.NewHeaderBlock(plainText("Yours", maxHeader)))
	}
	return append(line, slack.NewHeaderBlock(plainText("In your channels", maxHeader)))
}

// homeChoices are what can be pressed about a case, as under its message, then the way to its thread.
func (d drawing) homeChoices(c chat.Standing) []workflow.Choice {
	choices := choicesOf(workflow.Buttons(c.Note.Actions()), c.Case, c.Turn)
	if d.permalink(c.Root) != "" {
		choices = append(choices, workflow.Choice{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open the thread", Message: c.Root}})
	}
	return choices
}

// standing draws a case above its row. The room of the sheet that it gives is what it takes.
func standing(c chat.Standing, under row) sheet {
	p := sheet{most: 4, room: maxSection}
	p.put(stateOf(c))
	p.small(under.asides()...)
	p.blocks = append(p.blocks, under.blocks()...)
	p.room = maxSection - p.room + under.size
	return p
}

// stateOf is the number and the state, and on a line of its own when the bot looks next or asks again.
func stateOf(c chat.Standing) *run {
	r := &run{}
	r.text(chars.Cut(chars.Blankless(chars.Visible(textOf(c.Note.Words().Lines()[0]))), maxHeader), true)
	if !c.Due.IsZero() {
		r.text("\nNext from me: ", false)
		r.span(workflow.Span{Kind: workflow.DateTime, Text: c.Due.Format("Mon 2 Jan, 3:04 pm"), At: c.Due}, false)
	}
	return r
}
