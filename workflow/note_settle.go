package workflow

// The note about a document that is in the books, but not as it should be.

import ()

// NotSettledNote is there, not settled: void, a draft, several, or a part payment.
type NotSettledNote struct {
	Subject
	Seen
	Found    []Finding `json:"found,omitempty"`
	Rejected bool      `json:"rejected,omitempty"` // a person has said that this one is another document
}

func (NotSettledNote) note() {}

// Words are the whole message.
func (n NotSettledNote) Words() Words {
	text, _ := n.screen()
	return text
}

func (n NotSettledNote) screen() (text Words, whole bool) {
	page := []part{must(n.head("There, not settled")), must(n.late(n.Seen)), must(n.booksLine(n.Books)), must(n.follows())}
	if len(n.Found) > 0 {
		page = append(page, must("The event log says:"), quoted(n.Found[0].Explanation.Message), n.others(n.Found[1:]))
	}
	return fit(page)
}

func (n NotSettledNote) reenter() string {
	if n.Doc.Kind != SupplierInvoice {
		return "If it was entered again, it needs another number."
	}
	return "If it was entered again, give it a slightly different number, such as " + n.bare() + "-b for " + n.bare() + "."
}

func (n NotSettledNote) follows() string {
	if n.Rejected {
		return "That's the one that isn't yours, as you said, and I see no other under this number. Check the number in Workshop Software; if another document has it, ask for that one."
	}
	switch n.Books.Verdict {
	case ArrivedVoid:
		return "A void document keeps its number in " + n.System.Name() + ", so the same number can't come across again. " + n.reenter()
	case ArrivedNotPosted:
		return "Someone in " + n.System.Name() + " has to approve it. Payments can't go onto it before that."
	case Several:
		return "I can't tell which one is yours. Compare the dates and totals in " + n.System.Name() + "."
	default:
		return "A payment is on it, but not all of it, and I can't tell whether it's the one you mean."
	}
}

// Actions are those that make sense now.
func (n NotSettledNote) Actions() []Action {
	_, whole := n.screen()
	likely := []Action{itsThere, done}
	if n.Rejected || n.Books.Verdict == ArrivedVoid {
		likely = []Action{done, itsThere}
	}
	return standing(likely, showMore(n.Found, whole), guides(n.System, n.Found))
}
