// Package accountingtest is the conformance suite of accounting.Books. The names of its tests are the sentences of
// the port's comments; the sandbox passes it, and every accounting system has to.
package accountingtest

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/accounting"
	"syncbot/workflow"
)

// Look is a document and what a look for it has to show. Of Want the fields At, Reason and URL are not compared.
type Look struct {
	Doc  workflow.Document
	Want workflow.BooksLook
}

// World is books with documents that a test knows. Every test of the suite has one of its own.
type World struct {
	Books    accounting.Books
	Workshop workflow.WorkshopID
	Looks    []Look // each verdict that the system can give at least once
	Exact    Look   // its invoice's number is in the books, and an equivalent one (INV-641 and 641) too
	Unpaid   Look   // asks for the payment on an invoice that is there unpaid, and wants ArrivedUnpaid

	Now  func() time.Time
	Away func() // from now on the books cannot be reached
}

// Test runs the suite. Each test begins with a World that open makes.
func Test(t *testing.T, open func(t *testing.T) World) {
	for name, test := range suite {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

var suite = map[string]func(t *testing.T, w World){
	"LookUp looks for the document": func(t *testing.T, w World) {
		for _, l := range w.Looks {
			w.want(t, l)
		}
	},
	"whole numbers": func(t *testing.T, w World) {
		n := w.Exact.Doc.Number
		for _, number := range []string{"1" + n, n + "0", n + "-b"} {
			w.want(t, Look{workflow.Document{Kind: w.Exact.Doc.Kind, Number: number}, workflow.BooksLook{Verdict: workflow.NotFound}})
		}
	},
	"the exact one before its equivalent":                         func(t *testing.T, w World) { w.want(t, w.Exact) },
	"for a payment the invoice that carries it":                   func(t *testing.T, w World) { w.want(t, w.Unpaid) },
	"what could not be checked is BooksUnknown with a reason":     away,
	"it never fails: an unknown workshop could not be checked":    nowhere,
	"it keeps to the context's deadline: it could not check":      late,
	"a reason goes with BooksUnknown and with nothing else":       reasons,
	"At is when it was looked":                                    times,
	"looking changes nothing: the same look shows the same again": twice,
}

func away(t *testing.T, w World) {
	w.Away()
	for _, l := range w.Looks {
		wantUnknown(t, w.Books.LookUp(t.Context(), w.Workshop, l.Doc))
	}
}

func nowhere(t *testing.T, w World) {
	wantUnknown(t, w.Books.LookUp(t.Context(), "no-such-workshop", w.Exact.Doc))
}

func late(t *testing.T, w World) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	wantUnknown(t, w.Books.LookUp(ended, w.Workshop, w.Exact.Doc))
}

func reasons(t *testing.T, w World) {
	for _, l := range w.Looks {
		got := w.Books.LookUp(t.Context(), w.Workshop, l.Doc)
		if (got.Reason != "") != (got.Verdict == workflow.BooksUnknown) {
			t.Errorf("LookUp(%+v) gives %q with the reason %q", l.Doc, got.Verdict, got.Reason)
		}
	}
}

func times(t *testing.T, w World) {
	for _, l := range w.Looks {
		began := w.Now()
		got := w.Books.LookUp(t.Context(), w.Workshop, l.Doc)
		if got.At.Before(began) || got.At.After(w.Now()) {
			t.Errorf("LookUp(%+v) at %v says %v", l.Doc, began, got.At)
		}
	}
}

func twice(t *testing.T, w World) {
	for range 2 {
		for _, l := range w.Looks {
			w.want(t, l)
		}
	}
}

func (w World) want(t *testing.T, l Look) {
	t.Helper()
	got := w.Books.LookUp(t.Context(), w.Workshop, l.Doc)
	got.At, got.Reason, got.URL = l.Want.At, l.Want.Reason, l.Want.URL
	if diff := cmp.Diff(l.Want, got); diff != "" {
		t.Errorf("LookUp(%+v): -want +got\n%s", l.Doc, diff)
	}
}

func wantUnknown(t *testing.T, got workflow.BooksLook) {
	t.Helper()
	if got.Verdict != workflow.BooksUnknown || got.Reason == "" || got.Number != "" {
		t.Errorf("the look is %+v, want BooksUnknown with a reason and nothing else", got)
	}
}
