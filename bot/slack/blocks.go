package slack

// Blocks, and how much of them Slack takes. A sheet gathers the blocks of a message or a view and keeps to the limits: what
// has no room is left out, and a line says how much.

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
)

// The limits of Slack, in characters as package chars counts them, from https://docs.slack.dev/reference/block-kit.
const (
	maxHeader  = 150
	maxSection = 3000 // also of a rich_text block, for which no limit is documented
	maxLabel   = 75   // of a button and of an option
	maxValue   = 2000 // of a button
	maxID      = 255  // action_id, block_id, callback_id
	maxURL     = 3000
	maxTitle   = 24   // title and buttons of a modal
	maxTyped   = 3000 // of an input
	maxOption  = 150  // value of an option
	maxOptions = 100

	maxBlocks     = 50  // of a message
	maxViewBlocks = 100 // of a modal or App Home
)

// Limits of ours, under those of Slack.
const (
	maxText = 3000   // of the fallback; an edit with more than 4000 is refused
	maxAll  = 12_000 // over all blocks: msg_blocks_too_long is reported at about 13,200 (bolt-js issue 2509)
	maxAck  = 19_000 // bytes of an answer: an acknowledgement of 20 KB vanishes
	inRow   = 5      // buttons of one actions block, which may hold 25
	spare   = 100    // for the line that says what had no room
)

// sheet is what is drawn so far, and how much more may be.
type sheet struct {
	blocks []slack.Block
	most   int  // blocks
	room   int  // characters over all blocks
	full   bool // the first that had no room has come: all after it is left out
	lost   int  // lines that had no room
}

// add puts a block of so many characters on the sheet if it has room there.
func (p *sheet) add(b slack.Block, size int) bool {
	if len(p.blocks) >= p.most || size > p.room {
		return false
	}
	p.blocks = append(p.blocks, b)
	p.room -= size
	return true
}

// small is a line of small print. It is plain_text: a context block takes no rich text, and in mrkdwn a name could format.
func (p *sheet) small(texts ...string) {
	texts = slices.DeleteFunc(texts, func(t string) bool { return t == "" })
	if len(texts) == 0 {
		return
	}
	var all []slack.MixedElement
	size := 0
	for _, t := range texts {
		text := plainText(t, maxSection/len(texts))
		size += chars.Length(text.Text)
		all = append(all, text)
	}
	p.add(slack.NewContextBlock("", all...), size)
}

// header is the line in large letters.
func (p *sheet) header(text string) {
	t := plainText(text, maxHeader)
	p.add(slack.NewHeaderBlock(t), chars.Length(t.Text))
}

// above is an empty sheet for what stands above the row, which takes its part of the room.
func above(under row, room int) sheet {
	return sheet{most: maxBlocks - len(under.blocks()) - 2, room: room - under.size - spare - 2*maxHeader}
}

// over is what was drawn, then what was left out by name, then the row.
func (p *sheet) over(under row) []slack.Block {
	p.most, p.room = maxBlocks, spare+2*maxHeader
	p.tellLost()
	p.small(under.asides()...)
	return append(p.blocks, under.blocks()...)
}

// tellLost says how many lines had no room.
func (p *sheet) tellLost() {
	switch p.lost {
	case 0:
		return
	case 1:
		p.say("1 more line has no room here.")
	default:
		p.say(fmt.Sprintf("%d more lines have no room here.", p.lost))
	}
}

// say is a line of ours.
func (p *sheet) say(text string) {
	r := &run{}
	r.text(text, false)
	p.add(richText(r), r.size)
}
