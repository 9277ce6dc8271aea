package workflow

// One cause, one explanation; one fix for all. An account's cases often wait for the same thing: a locked date, an account
// that is archived. It is explained in full by one of them, the others name that one.

import (
	"reflect"
	"slices"
	"strings"

	"syncbot/workflow/diagnosis"
)

// Explained says which case explains a cause, and which owners have been asked to see to it.
type Explained struct {
	Cause string   `json:"cause"`
	Case  CaseID   `json:"case"`
	Asked []UserID `json:"asked,omitempty"`
}

// causeOf names what has to be fixed: the same error about the same account, date or name has the same cause.
func causeOf(x diagnosis.Explanation) string {
	return x.ID + " " + strings.ToLower(strings.Join(strings.Fields(x.Message), " "))
}

// causes are what somebody has to see to in a case that stands with errors found, or whose sync was refused; none of any other.
func (m *Machine) causes(c Case) []string {
	switch {
	case c.Phase != Asking:
		return nil
	case c.Verdict == SyncNotStarted:
		return []string{"refused " + string(c.Reason.Code) + " " + c.Reason.Text}
	case c.Verdict != ErrorsFound:
		return nil
	}
	var all []string
	for _, f := range m.findings(m.shopOf(c), c.Found) {
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

// ShareCauses is asked after a step that decides to say which errors were found, or that a sync was refused,
// with the account and those of its cases that Account.Explained names. What one of them explains already is not explained
// again, and an owner who has been asked for all of it is not asked again; what nobody explains yet is this case's from now
// on. A case that waits for nothing of the kind any more explains nothing either. All that it returns is committed together.
func (m *Machine) ShareCauses(c Case, effects []Effect, a Account, standing []Case) (Case, []Effect, Account) {
	causes := m.causes(c)
	switch {
	case len(causes) == 0:
		return c, effects, a.without(c.ID)
	case !slices.ContainsFunc(effects, saysCauses):
		return c, effects, a
	}
	told := m.stillExplained(a.Explained, c.ID, standing)
	c.Same = nil
	asksAnew := false
	for _, cause := range causes {
		i := slices.IndexFunc(told, func(e Explained) bool { return e.Cause == cause })
		if i < 0 {
			told = append(told, Explained{cause, c.ID, []UserID{c.Owner.ID}})
			asksAnew = true
			continue
		}
		other := standing[slices.IndexFunc(standing, func(o Case) bool { return o.ID == told[i].Case })]
		c.Same = append(c.Same, Same{Cause: cause, Doc: other.Doc, Root: other.RootMessage()})
		if !slices.Contains(told[i].Asked, c.Owner.ID) {
			told[i].Asked = append(slices.Clone(told[i].Asked), c.Owner.ID)
			asksAnew = true
		}
	}
	if !reflect.DeepEqual(told, a.Explained) {
		a.Explained = told
		a.Rev++
	}
	return c, m.naming(c, effects, asksAnew), a
}

// SharesCauses says whether ShareCauses has something to do after a step from old to next with the effects.
func (m *Machine) SharesCauses(old, next Case, effects []Effect) bool {
	return slices.ContainsFunc(effects, saysCauses) || len(m.causes(old)) > 0 && len(m.causes(next)) == 0
}

// without is the account when the case explains nothing any more.
func (a Account) without(c CaseID) Account {
	if slices.ContainsFunc(a.Explained, func(e Explained) bool { return e.Case == c }) {
		a.Explained = slices.DeleteFunc(slices.Clone(a.Explained), func(e Explained) bool { return e.Case == c })
		a.Rev++
	}
	return a
}

// saysCauses says that the effect tells of something that somebody has to see to, and that other cases may wait for, too.
func saysCauses(e Effect) bool {
	say, _ := e.(Say)
	switch n := say.Note.(type) {
	case ErrorsNote:
		return !n.Auto
	case SyncNotStartedNote:
		return n.Next.IsZero()
	default:
		return false
	}
}

// stillExplained leaves out what is no longer explained: by a case that has moved on, or by the one that asks anew.
func (m *Machine) stillExplained(all []Explained, but CaseID, standing []Case) []Explained {
	return slices.DeleteFunc(slices.Clone(all), func(e Explained) bool {
		i := slices.IndexFunc(standing, func(c Case) bool { return c.ID == e.Case })
		return e.Case == but || i < 0 || !slices.Contains(m.causes(standing[i]), e.Cause)
	})
}

// naming puts into what is about to be said that another case explains it. Only who is asked anew is mentioned.
func (m *Machine) naming(c Case, effects []Effect, asksAnew bool) []Effect {
	out := slices.Clone(effects)
	for i, e := range out {
		switch e := e.(type) {
		case Say:
			if saysCauses(e) && !asksAnew {
				e.Mention = ""
			}
			e.Note = m.named(c, e.Note)
			out[i] = e
		case Inform:
			e.Note = m.named(c, e.Note)
			out[i] = e
		}
	}
	return out
}

// named is the note with what another case explains.
func (m *Machine) named(c Case, n Note) Note {
	switch n := n.(type) {
	case ErrorsNote:
		n.Found = m.found(c)
		return n
	case SyncNotStartedNote:
		n.Same = c.sameRefusal()
		return n
	default:
		return n
	}
}

// sameRefusal is the case that explains why the sync was refused; nil: this one does.
func (c Case) sameRefusal() *Same {
	if c.Verdict != SyncNotStarted || len(c.Same) == 0 {
		return nil
	}
	return &c.Same[0]
}

// found are the findings that the case's verdict is about, with those marked that another case explains.
func (m *Machine) found(c Case) []Finding {
	all := m.findings(m.shopOf(c), c.Found)
	for i, f := range all {
		cause := causeOf(f.Explanation)
		if j := slices.IndexFunc(c.Same, func(s Same) bool { return s.Cause == cause }); j >= 0 {
			all[i].Same = &c.Same[j]
		}
	}
	return all
}
