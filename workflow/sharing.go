package workflow

// One cause, one explanation; one fix for all. An account's cases often wait for the same thing: a locked date, an account
// that is archived. It is explained in full by one of them, the others name that one.

import (
	"reflect"
	"slices"
	"strings"

	"syncbot/workflow/diagnosis"
)

// Explained says which case explains a cause.
type Explained struct {
	Cause string `json:"cause"`
	Case  CaseID `json:"case"`
}

// causeOf names what has to be fixed: the same error about the same account, date or name has the same cause.
func causeOf(x diagnosis.Explanation) string {
	return x.ID + " " + strings.ToLower(strings.Join(strings.Fields(x.Message), " "))
}

// causes are what has to be fixed in a case that stands with errors found; none of any other.
func (m *Machine) causes(c Case) []string {
	if c.Phase != Asking || c.Verdict != ErrorsFound {
		return nil
	}
	var all []string
	for _, f := range m.findings(m.workshop(c.Workshop), c.Found) {
		if !f.clearsByItself() {
			all = append(all, causeOf(f.Explanation))
		}
	}
	return all
}

// RenewedBy says whether a fix that is reported on one case is one for the other, too: all that the other waits for is
// among what the pressed case waits for.
func (m *Machine) RenewedBy(pressed, other Case) bool {
	fixed, open := m.causes(pressed), m.causes(other)
	if len(open) == 0 || other.ID == pressed.ID || other.Workshop != pressed.Workshop {
		return false
	}
	return !slices.ContainsFunc(open, func(cause string) bool { return !slices.Contains(fixed, cause) })
}

// ShareCauses is asked after a step that decides to say which errors were found, with the account and those of its cases
// that Account.Explained names. What one of them explains already is not explained again; what nobody explains yet is this
// case's from now on. All that it returns is committed together. Where no errors are said it changes nothing.
func (m *Machine) ShareCauses(c Case, effects []Effect, a Account, standing []Case) (Case, []Effect, Account) {
	causes := m.causes(c)
	if len(causes) == 0 || !slices.ContainsFunc(effects, saysErrors) {
		return c, effects, a
	}
	told := m.stillExplained(a.Explained, c.ID, standing)
	c.Same = nil
	for _, cause := range causes {
		i := slices.IndexFunc(told, func(e Explained) bool { return e.Cause == cause })
		if i < 0 {
			told = append(told, Explained{cause, c.ID})
			continue
		}
		other := standing[slices.IndexFunc(standing, func(o Case) bool { return o.ID == told[i].Case })]
		c.Same = append(c.Same, Same{Cause: cause, Doc: other.Doc, Root: other.RootMessage()})
	}
	if !reflect.DeepEqual(told, a.Explained) {
		a.Explained = told
		a.Rev++
	}
	return c, m.naming(c, effects, standing), a
}

// saysErrors says that the effect tells of errors that somebody has to fix.
func saysErrors(e Effect) bool {
	say, _ := e.(Say)
	n, ok := say.Note.(ErrorsNote)
	return ok && !n.Auto
}

// stillExplained leaves out what is no longer explained: by a case that has moved on, or by the one that asks anew.
func (m *Machine) stillExplained(all []Explained, but CaseID, standing []Case) []Explained {
	return slices.DeleteFunc(slices.Clone(all), func(e Explained) bool {
		i := slices.IndexFunc(standing, func(c Case) bool { return c.ID == e.Case })
		return e.Case == but || i < 0 || !slices.Contains(m.causes(standing[i]), e.Cause)
	})
}

// naming puts into what is about to be said that another case explains it. Where the owner has been asked for all of it
// already, nobody is asked again.
func (m *Machine) naming(c Case, effects []Effect, standing []Case) []Effect {
	out := slices.Clone(effects)
	for i, e := range out {
		switch e := e.(type) {
		case Say:
			if n, ok := e.Note.(ErrorsNote); ok {
				n.Found = m.found(c)
				e.Note = n
				if m.askedAlready(c, standing) {
					e.Mention = ""
				}
				out[i] = e
			}
		case Inform:
			if n, ok := e.Note.(ErrorsNote); ok {
				n.Found = m.found(c)
				e.Note = n
				out[i] = e
			}
		}
	}
	return out
}

// askedAlready says that the case's owner has been asked to fix all that it waits for, on other cases.
func (m *Machine) askedAlready(c Case, standing []Case) bool {
	if len(c.Same) < len(m.causes(c)) {
		return false
	}
	return !slices.ContainsFunc(c.Same, func(s Same) bool {
		return !slices.ContainsFunc(standing, func(o Case) bool { return o.Doc.Key() == s.Doc.Key() && o.Owner.ID == c.Owner.ID })
	})
}

// found are the findings that the case's verdict is about, with those marked that another case explains.
func (m *Machine) found(c Case) []Finding {
	all := m.findings(m.workshop(c.Workshop), c.Found)
	for i, f := range all {
		cause := causeOf(f.Explanation)
		if j := slices.IndexFunc(c.Same, func(s Same) bool { return s.Cause == cause }); j >= 0 {
			all[i].Same = &c.Same[j]
		}
	}
	return all
}
