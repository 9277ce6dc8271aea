package sandbox

// What a person repairs before pressing "I've fixed it".

import (
	"fmt"
	"time"

	"syncbot/workflow"
)

// Mend does what a person would do in Workshop Software or in the books so that the next sync takes the document:
// it processes a draft, removes what the log complains of (for every document that it keeps out), reduces a payment that
// is too large. An invoice and its payment are mended together, as the log shows them under one number.
// It starts no sync. Mending what needs no mending changes nothing.
//
// A supplier invoice whose number is held by a void one is entered again under a new number (123456 becomes 123456-b).
// That is another document: the books go on answering for 123456 that it is void, and Workshop Software says nothing
// more of it; who wants to know whether the new one is across asks for 123456-b.
//
// The error is a sentence: the workshop has no such document.
func (s *Sandbox) Mend(w workflow.WorkshopID, d workflow.Document) error {
	return s.change(w, func(sh *shop, _ time.Time) error {
		known := false
		for _, kind := range mendedWith(d.Kind) {
			if r := sh.find(workflow.Document{Kind: kind, Number: d.Number}); r != nil {
				known = true
				sh.mend(r)
			}
		}
		if !known {
			return fmt.Errorf("%s has no document %q of the kind %s in the practice data", sh.Name, d.Number, d.Kind)
		}
		return nil
	})
}

// mendedWith are the kinds that a person repairs in one go.
func mendedWith(k workflow.Kind) []workflow.Kind {
	if side(k) == workflow.Invoice {
		return []workflow.Kind{workflow.Invoice, workflow.Payment}
	}
	return []workflow.Kind{k}
}

func (sh *shop) mend(r *record) {
	if r.Progress == draft {
		r.Progress = pending
	}
	if r.Progress != pending {
		return
	}
	r.Failed = false
	delete(sh.Causes, r.Cause)
	if c := sh.contact(r.Name); c != nil {
		delete(sh.Causes, c.Cause)
	}
	if p := sh.payable(r.Number); r.Kind == workflow.Payment && p != nil {
		r.Amount = min(r.Amount, p.owing())
	}
	if sh.numberTaken(r) {
		r.Number = sh.freeNumber(r)
	}
}

// freeNumber is the record's number with a suffix, as the guide for a used number advises: 123456-b for 123456.
func (sh *shop) freeNumber(r *record) string {
	number := r.Number + "-b"
	for sh.find(workflow.Document{Kind: r.Kind, Number: number}) != nil {
		number += "-b"
	}
	return number
}
