package console

// The board: what stands in the channel now, and the numbers of its buttons. It is rebuilt from the transcript,
// so the same transcript gives the same numbers.

import (
	"fmt"
	"slices"
	"strings"

	"syncbot/workflow"
)

// offer is what a number stands for. It keeps its number for ever.
type offer struct {
	Case   workflow.CaseRef
	Action workflow.ActionID
	Turn   int
}

// button is an offer with its number and how it was drawn last.
type button struct {
	offer
	number int
	label  string
	input  workflow.Input
	thread workflow.Ref // where the message stands that has it
}

// standing is a message as it stands.
type standing struct {
	entry
	drawn int // grows with every post and edit
}

type board struct {
	messages []*standing // in the order of posting
	byRef    map[workflow.Ref]*standing
	byKey    map[string]*standing
	buttons  []*button // the one with number n at n-1
	byOffer  map[offer]*button
	turns    map[workflow.CaseRef]int // the newest turn of each case
	pressed  map[offer]bool           // pressed since it was drawn last
	drawn    int
}

func newBoard() *board {
	return &board{
		byRef: map[workflow.Ref]*standing{}, byKey: map[string]*standing{}, byOffer: map[offer]*button{},
		turns: map[workflow.CaseRef]int{}, pressed: map[offer]bool{},
	}
}

// nextRef names the next message.
func (b *board) nextRef() workflow.Ref { return workflow.Ref(fmt.Sprintf("m%d", len(b.messages)+1)) }

// apply does what the entry says. An entry that makes no sense changes nothing.
func (b *board) apply(e entry) {
	switch e.Kind {
	case posted:
		s := &standing{}
		b.messages, b.byRef[e.Ref], b.byKey[e.Key] = append(b.messages, s), s, s
		b.draw(s, e)
	case edited:
		if s := b.byRef[e.Ref]; s != nil {
			b.draw(s, e)
		}
	case pressed:
		b.pressed[offer{e.Case, e.Action, e.Turn}] = true
	}
}

// draw makes e what stands at s and numbers its buttons. A button that was not on the message before is fresh:
// that it was pressed earlier no longer counts.
func (b *board) draw(s *standing, e entry) {
	before := s.offers()
	b.drawn++
	s.entry, s.drawn = e, b.drawn
	b.turns[e.Case] = max(b.turns[e.Case], e.Turn)
	for _, a := range e.Actions {
		if a.ID == workflow.OpenLink {
			continue
		}
		o := offer{e.Case, a.ID, e.Turn}
		if !slices.Contains(before, o) {
			delete(b.pressed, o)
		}
		k := b.byOffer[o]
		if k == nil {
			k = &button{offer: o, number: len(b.buttons) + 1}
			b.buttons, b.byOffer[o] = append(b.buttons, k), k
		}
		k.label, k.input, k.thread = a.Label, a.Input, e.Thread
	}
}

func (s *standing) offers() []offer {
	var all []offer
	for _, a := range s.Actions {
		if a.ID != workflow.OpenLink {
			all = append(all, offer{s.Case, a.ID, s.Turn})
		}
	}
	return all
}

// of gives the buttons of a message.
func (b *board) of(e entry) []button {
	var all []button
	for _, o := range (&standing{entry: e}).offers() {
		all = append(all, *b.byOffer[o])
	}
	return all
}

// live says whether the message is of its case's newest turn, so that its buttons mean something.
func (b *board) live(s *standing) bool { return s.Turn >= b.turns[s.Case] }

// numbered gives the button with that number. Its message may be of an earlier turn: the bot's answer says so.
func (b *board) numbered(n int) (button, bool) {
	if n < 1 || n > len(b.buttons) {
		return button{}, false
	}
	return *b.buttons[n-1], true
}

// labelled gives the button with that label on the live message that was drawn last.
func (b *board) labelled(label string) (button, bool) {
	return b.find(label, func(button) bool { return true })
}

// fresh is labelled for those not pressed since they were drawn. Looking once more is always fresh.
func (b *board) fresh(label string) (button, bool) {
	return b.find(label, func(k button) bool { return k.Action == workflow.CheckNow || !b.pressed[k.offer] })
}

func (b *board) find(label string, wanted func(button) bool) (button, bool) {
	for _, s := range b.newest(len(b.messages)) {
		if !b.live(s) {
			continue
		}
		for _, k := range b.of(s.entry) {
			if plainLabel(k.label) == plainLabel(label) && wanted(k) {
				return k, true
			}
		}
	}
	return button{}, false
}

// knows says whether a button ever had that label.
func (b *board) knows(label string) bool {
	return slices.ContainsFunc(b.buttons, func(k *button) bool { return plainLabel(k.label) == plainLabel(label) })
}

// newest gives the n messages that were drawn last, the last one first.
func (b *board) newest(n int) []*standing {
	all := slices.SortedFunc(slices.Values(b.messages), func(x, y *standing) int { return y.drawn - x.drawn })
	return all[:min(n, len(all))]
}

// titleOf names a thread by its root: the number, which stands first in every message.
func (b *board) titleOf(thread workflow.Ref) string {
	s := b.byRef[thread]
	if s == nil {
		return string(thread)
	}
	first, _, _ := strings.Cut(s.Text, "\n")
	title, _, _ := strings.Cut(first, " · ")
	return cleanLine(title)
}

// plainLabel forgives keyboards that have no … and phones that turn quotes.
func plainLabel(label string) string {
	return strings.NewReplacer("...", "…", "’", "'").Replace(strings.TrimSpace(label))
}
