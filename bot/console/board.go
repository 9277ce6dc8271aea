package console

// The board: what stands in the channel now, and the numbers of its buttons. It is rebuilt from the transcript,
// so the same transcript gives the same numbers. Only the choices of answers are forgotten with the process.

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
	choice int // of a choice its number, for each is an offer of its own; 0: a message offers it
}

// button is an offer with its number and how it was drawn last.
type button struct {
	offer
	number int
	sends  workflow.Choice // what a press of it says
	only   string          // who alone can press it, as printed; empty: everybody
	thread workflow.Ref    // where the message stands that has it, or the deed was done that was answered with it
}

func (k button) label() string { return k.sends.Action.Label }

// isFor says whether the reader, as printed, can press it.
func (k button) isFor(reader string) bool {
	return k.only == "" || k.only == you || strings.EqualFold(k.only, reader)
}

// standing is a message as it stands.
type standing struct {
	entry
	drawn int // grows with every post and edit
}

// answered are the choices of an answer.
type answered struct {
	buttons []button
	drawn   int // as of a message
}

type board struct {
	messages []*standing // in the order of posting
	byRef    map[workflow.Ref]*standing
	byKey    map[string]*standing
	answers  []answered // those with choices
	buttons  map[int]*button
	last     int // the highest number given
	kept     int // what last is where only the transcript is known
	byOffer  map[offer]*button
	turns    map[workflow.CaseRef]int // the newest turn of each case
	pressed  map[offer]bool           // pressed since it was drawn last
	drawn    int
}

func newBoard() *board {
	return &board{
		byRef: map[workflow.Ref]*standing{}, byKey: map[string]*standing{},
		buttons: map[int]*button{}, byOffer: map[offer]*button{},
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
		b.pressed[offer{Case: e.Case, Action: e.Action, Turn: e.Turn}] = true
	}
}

// draw makes e what stands at s and numbers its buttons. A button that was not on the message before is fresh:
// that it was pressed earlier no longer counts.
func (b *board) draw(s *standing, e entry) {
	before := s.offers()
	b.drawn++
	s.entry, s.drawn = e, b.drawn
	b.turns[e.Case] = max(b.turns[e.Case], e.Turn)
	b.last = max(b.last, e.First-1)
	for _, a := range e.Actions {
		if a.IsLink() {
			continue
		}
		o := offer{Case: e.Case, Action: a.ID, Turn: e.Turn}
		if !slices.Contains(before, o) {
			delete(b.pressed, o)
		}
		k := b.byOffer[o]
		if k == nil {
			k = b.number(o)
			k.only = e.Only
			b.byOffer[o] = k
		}
		k.sends, k.thread = workflow.Choice{Action: a, Case: e.Case, Turn: e.Turn}, e.Thread
		if e.Only == "" {
			k.only = ""
		}
	}
	b.kept = b.last
}

// number gives the offer the next number.
func (b *board) number(o offer) *button {
	b.last++
	k := &button{offer: o, number: b.last}
	b.buttons[k.number] = k
	return k
}

// first is what the next entry has as First.
func (b *board) first() int {
	if b.last == b.kept {
		return 0
	}
	return b.last + 1
}

// answer numbers the choices of an answer that only one reads. They are gone with the process.
func (b *board) answer(choices []workflow.Choice, only string, thread workflow.Ref) []button {
	var all []button
	for _, c := range choices {
		if c.Action.IsLink() {
			continue
		}
		k := b.number(offer{Case: c.Case, Action: c.Action.ID, Turn: c.Turn, choice: b.last + 1})
		k.sends, k.only, k.thread = c, only, thread
		all = append(all, *k)
	}
	if len(all) > 0 {
		b.drawn++
		b.answers = append(b.answers, answered{all, b.drawn})
	}
	return all
}

func (s *standing) offers() []offer {
	var all []offer
	for _, a := range s.Actions {
		if !a.IsLink() {
			all = append(all, offer{Case: s.Case, Action: a.ID, Turn: s.Turn})
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
	if k := b.buttons[n]; k != nil {
		return *k, true
	}
	return button{}, false
}

// labelled gives the reader's buttons with that label: of each case the one on the live message that was drawn last, the
// newest first. A choice that was drawn after them all is meant alone.
func (b *board) labelled(label, reader string) []button {
	return b.find(label, func(k button) bool { return k.isFor(reader) })
}

// fresh is labelled for those not pressed since they were drawn. Looking once more is always fresh.
func (b *board) fresh(label, reader string) []button {
	return b.find(label, func(k button) bool {
		return k.isFor(reader) && (k.Action == workflow.CheckNow || !b.pressed[k.offer])
	})
}

func (b *board) find(label string, wanted func(button) bool) []button {
	var all []button
	for _, k := range b.liveButtons() {
		known := slices.ContainsFunc(all, func(o button) bool { return o.Case == k.Case })
		switch {
		case plainLabel(k.label()) != plainLabel(label) || !wanted(k) || known:
		case k.choice == 0:
			all = append(all, k)
		case len(all) == 0:
			return []button{k}
		}
	}
	return all
}

// liveButtons are those of the newest turns, message by message and answer by answer, those drawn last first.
func (b *board) liveButtons() []button {
	all := slices.Clone(b.answers)
	for _, s := range b.messages {
		all = append(all, answered{b.of(s.entry), s.drawn})
	}
	slices.SortFunc(all, func(x, y answered) int { return y.drawn - x.drawn })
	var live []button
	for _, a := range all {
		for _, k := range a.buttons {
			if k.Turn >= b.turns[k.Case] {
				live = append(live, k)
			}
		}
	}
	return live
}

// knows says whether a button ever had that label.
func (b *board) knows(label string) bool {
	for _, k := range b.buttons {
		if plainLabel(k.label()) == plainLabel(label) {
			return true
		}
	}
	return false
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

// document names what the case is about, on a desk with its workshop, as the first line of each of its messages does.
func (b *board) document(c workflow.CaseRef) string {
	for _, s := range b.messages {
		if end := strings.LastIndex(s.state(), " · "); end > 0 && s.Case == c {
			return cleanLine(s.state()[:end])
		}
	}
	return string(c.ID)
}

// plainLabel forgives keyboards that have no … and phones that turn quotes.
func plainLabel(label string) string {
	return strings.NewReplacer("...", "…", "’", "'").Replace(strings.TrimSpace(label))
}
