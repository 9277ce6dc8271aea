package sandbox

// The sandbox as accounting.Books.

import (
	"context"
	"fmt"
	"slices"
	"time"

	"syncbot/workflow"
)

// LookUp keeps the contract of accounting.Books. Its looks carry no address: there is no page to open.
func (s *Sandbox) LookUp(ctx context.Context, w workflow.WorkshopID, d workflow.Document) workflow.BooksLook {
	away := s.faultsOf(w).BooksAway
	look := unknown("the sandbox has no books for " + string(w))
	look.At = s.instant()
	_ = s.read(w, func(sh *shop, now time.Time) { // fails only for an unknown workshop, whose look stands above
		switch {
		case ctx.Err() != nil:
			look = unknown("there was no time to ask " + sh.System.Name())
		case away:
			look = unknown(sh.System.Name() + " didn't answer")
		default:
			look = sh.look(d)
		}
		look.At = now
	})
	return look
}

func unknown(reason string) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.BooksUnknown, Reason: reason}
}

func (sh *shop) look(d workflow.Document) workflow.BooksLook {
	if slices.ContainsFunc(sh.Unseen, func(n string) bool { return workflow.MatchNumber(d.Number, n) != workflow.NoMatch }) {
		return unknown(fmt.Sprintf("%s's answer makes no sense", sh.System.Name()))
	}
	found := sh.postings(d)
	switch len(found) {
	case 0:
		return workflow.BooksLook{Verdict: workflow.NotFound}
	case 1:
		return found[0].look()
	default:
		return workflow.BooksLook{Verdict: workflow.Several, Number: found[0].Number, Count: len(found)}
	}
}

// postings are those with exactly the document's number, else those with an equivalent one.
// A payment is looked for on its invoice.
func (sh *shop) postings(d workflow.Document) []posting {
	var found []posting
	best := workflow.EquivalentMatch
	for _, p := range sh.Books {
		m := workflow.MatchNumber(d.Number, p.Number)
		if p.Kind != side(d.Kind) || m < best {
			continue
		}
		if m > best {
			found, best = nil, m
		}
		found = append(found, p)
	}
	return found
}

func (p posting) look() workflow.BooksLook {
	return workflow.BooksLook{Verdict: p.verdict(), Number: p.Number, Total: p.Total, Owing: p.owing()}
}

func (p posting) owing() workflow.Cents { return p.Total - p.Paid }

func (p posting) verdict() workflow.BooksVerdict {
	switch {
	case p.Status == notPosted:
		return workflow.ArrivedNotPosted
	case p.Status == void:
		return workflow.ArrivedVoid
	case p.owing() <= 0:
		return workflow.ArrivedPaid
	case p.Paid > 0:
		return workflow.ArrivedPartPaid
	default:
		return workflow.ArrivedUnpaid
	}
}
