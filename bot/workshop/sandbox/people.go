package sandbox

// What people, and Workshop Software by itself, do without the gateway.

import (
	"fmt"
	"time"

	"syncbot/workflow"
)

// PressSync is what a person does with the logo at the top right: a manual sync. A *workshop.Busy if one runs,
// a refused *workshop.Failure if the accounting system isn't authorised.
func (s *Sandbox) PressSync(w workflow.WorkshopID) error {
	return s.change(w, func(sh *shop, now time.Time) error {
		_, err := s.start(sh, "", now)
		return err
	})
}

// AutomaticSync is what Workshop Software does by itself: it tries what is pending and says nothing of what fails.
func (s *Sandbox) AutomaticSync(w workflow.WorkshopID) error {
	return s.change(w, func(sh *shop, _ time.Time) error {
		if !sh.Barred {
			sh.try()
		}
		return nil
	})
}

// Authorise is what someone in the ADMIN group does in the integration settings: syncs are no longer refused.
func (s *Sandbox) Authorise(w workflow.WorkshopID) error {
	return s.change(w, func(sh *shop, _ time.Time) error {
		sh.Barred = false
		return nil
	})
}

// Paper is a document for [Sandbox.Enter].
type Paper struct {
	Doc    workflow.Document
	Name   string // of the customer or supplier
	Amount workflow.Cents
	Draft  bool
	Error  string // what every sync logs until [Sandbox.Mend]; empty: nothing stands in its way
}

// Enter puts a document into Workshop Software, as entered now.
func (s *Sandbox) Enter(w workflow.WorkshopID, p Paper) error {
	return s.change(w, func(sh *shop, now time.Time) error {
		r := record{Kind: p.Doc.Kind, Number: p.Doc.Number, Name: p.Name, Entered: now, Amount: p.Amount}
		if p.Draft {
			r.Progress = draft
		}
		if p.Error != "" {
			r.Cause = fmt.Sprintf("entered %d", len(sh.Records))
			sh.Causes[r.Cause] = cause{Message: p.Error}
		}
		sh.Records = append(sh.Records, r)
		return nil
	})
}
