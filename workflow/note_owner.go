package workflow

// Notes about who owns a case.

// TakenNote says who owns the case from now on.
type TakenNote struct {
	Subject
	By string `json:"by"`
}

func (TakenNote) note() {}

// Words are the whole message.
func (n TakenNote) Words() Words { return Words(n.head(n.By + " has it now")) }

// Actions are none: it is a line.
func (TakenNote) Actions() []Action { return nil }

// GivenNote tells the new owner of a case what there is to do, as if it had just been found.
type GivenNote struct {
	Subject
	By    string    `json:"by"`
	State string    `json:"state"`
	Found []Finding `json:"found,omitempty"` // the errors that it waits for, explained here whatever another case does
	Offer []Action  `json:"offer"`
}

func (GivenNote) note() {}

// Words are the whole message.
func (n GivenNote) Words() Words {
	page := []part{must(n.head("Yours now")), must("From " + n.By + ". Where it stands: " + n.State + ".")}
	if len(n.Found) > 0 {
		page = append(append(page, quoted(n.Found[0].Explanation.Message)), n.Found[0].explained(n.Subject)...)
		page = append(page, n.others(n.Found[1:]))
	}
	text, _ := fit(page)
	return text
}

// Actions are those that make sense now.
func (n GivenNote) Actions() []Action { return n.Offer }

// LeadsGoneNote says that the support lead's channel could not be reached.
type LeadsGoneNote struct {
	Subject
}

func (LeadsGoneNote) note() {}

// Words are the whole message.
func (n LeadsGoneNote) Words() Words {
	return words(n.head("Not handed on"), "The support lead's channel refused my message. Please pass the summary on yourself.")
}

// Actions are those that make sense now.
func (LeadsGoneNote) Actions() []Action { return []Action{copyText} }
