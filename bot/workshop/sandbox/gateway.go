package sandbox

// The sandbox as a workshop.Gateway.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

// ForceSync keeps the contract of workshop.Gateway. A key is remembered through restarts.
func (s *Sandbox) ForceSync(ctx context.Context, a workshop.Account, key string) (string, error) {
	f := s.faultsOf(a.Workshop)
	if err := errors.Join(ctx.Err(), f.reach()); err != nil {
		return "", err
	}
	if key == "" {
		return "", declined("Workshop Software starts no sync without a key")
	}
	var id string
	err := s.change(a.Workshop, func(sh *shop, now time.Time) (err error) {
		if err := sh.linkedTo(a.System); err != nil {
			return err
		}
		id, err = s.startOnce(sh, key, now)
		return err
	})
	return id, f.lose(named(err, a.Workshop))
}

// startOnce starts a sync unless the key has started one.
func (s *Sandbox) startOnce(sh *shop, key string, now time.Time) (string, error) {
	if id, ok := sh.remembered(key, now); ok {
		return id, nil
	}
	return s.start(sh, key, now)
}

// start starts a manual sync; the sandbox is locked.
func (s *Sandbox) start(sh *shop, key string, now time.Time) (string, error) {
	if s.faults[sh.ID].Refuse || sh.Barred {
		return "", notAuthorised(sh.System)
	}
	return sh.begin(key, now, s.takes)
}

// ReadLog keeps the contract of workshop.Gateway. The log goes by number alone: it tells an invoice
// from a supplier invoice with the same number no better than people can.
func (s *Sandbox) ReadLog(ctx context.Context, a workshop.Account, since time.Time) (workflow.Reading, error) {
	f := s.faultsOf(a.Workshop)
	if err := errors.Join(ctx.Err(), f.reach(), f.readLog()); err != nil {
		return workflow.Reading{}, err
	}
	var out workflow.Reading
	err := s.readLinked(a, func(sh *shop, now time.Time) {
		out = sh.reading(since, now.Add(-f.LogBehind))
	})
	return out, err
}

// reading is the log at and after since, up to asOf.
func (sh *shop) reading(since, asOf time.Time) workflow.Reading {
	out := workflow.Reading{AsOf: asOf}
	for _, e := range sh.Log {
		if !e.At.Before(since) && !e.At.After(asOf) {
			out.Entries = append(out.Entries, e.LogEntry)
		}
	}
	slices.SortStableFunc(out.Entries, func(a, b workflow.LogEntry) int { return a.At.Compare(b.At) }) // the clock may have been set back
	return out
}

// Status keeps the contract of workshop.Gateway. Of a document that is void it says nothing.
func (s *Sandbox) Status(ctx context.Context, a workshop.Account, d workflow.Document) (workflow.DocumentStatus, error) {
	if err := errors.Join(ctx.Err(), s.faultsOf(a.Workshop).reach()); err != nil {
		return "", err
	}
	var status workflow.DocumentStatus
	err := s.readLinked(a, func(sh *shop, _ time.Time) { status = sh.status(d) })
	return status, err
}

// readLinked shows the account's workshop as it stands now.
func (s *Sandbox) readLinked(a workshop.Account, do func(sh *shop, now time.Time)) error {
	var wrong error
	err := s.read(a.Workshop, func(sh *shop, now time.Time) {
		if wrong = sh.linkedTo(a.System); wrong == nil {
			do(sh, now)
		}
	})
	return errors.Join(wrong, named(err, a.Workshop))
}

func (sh *shop) status(d workflow.Document) workflow.DocumentStatus {
	r := sh.find(d)
	switch {
	case r == nil || r.Progress == voided:
		return ""
	case r.Progress == draft:
		return workflow.StatusNotProcessed
	case r.Progress == synced:
		return workflow.StatusSynced
	case r.Failed:
		return workflow.StatusError
	default:
		return workflow.StatusPending
	}
}

// find is the record for the document: the exact number before an equivalent one, a living record before a void one.
func (sh *shop) find(d workflow.Document) *record {
	var found *record
	best := workflow.NoMatch
	for i := range sh.Records {
		r := &sh.Records[i]
		m := workflow.MatchNumber(d.Number, r.Number)
		if r.Kind != d.Kind || m == workflow.NoMatch {
			continue
		}
		if m > best || (m == best && found.Progress == voided) {
			found, best = r, m
		}
	}
	return found
}

// linkedTo refuses a system that is not the workshop's.
func (sh *shop) linkedTo(system workflow.System) error {
	if sh.System == system {
		return nil
	}
	return declined(fmt.Sprintf("%s isn't linked to %s", sh.Name, system.Name()))
}

// named turns the sandbox's own error for an unknown workshop into a final no.
func named(err error, w workflow.WorkshopID) error {
	if errors.Is(err, errNoWorkshop) {
		return declined(fmt.Sprintf("Workshop Software knows no workshop %s", w))
	}
	return err
}

func declined(text string) error {
	return outcome.Refused(&workshop.Failure{Reason: workflow.Reason{Code: workflow.Declined, Text: text}})
}
