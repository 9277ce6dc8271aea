package sandbox_test

import (
	"sync"
	"testing"
	"time"

	"syncbot/bot/workshop"
	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

var start = time.Date(2026, 11, 24, 10, 4, 0, 0, time.FixedZone("Sydney", 11*3600))

// clock is moved by hand.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: start} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

var (
	northside = workshop.Account{Workshop: "northside", System: workflow.Xero}
	bayview   = workshop.Account{Workshop: "bayview", System: workflow.MYOB}
)

func invoice(number string) workflow.Document {
	return workflow.Document{Kind: workflow.Invoice, Number: number}
}

func payment(number string) workflow.Document {
	return workflow.Document{Kind: workflow.Payment, Number: number}
}

func supplier(number string) workflow.Document {
	return workflow.Document{Kind: workflow.SupplierInvoice, Number: number}
}

// open gives a sandbox in memory whose workshops begin with the practice documents, and where Bayview is authorised.
func open(t *testing.T) (*sandbox.Sandbox, *clock) {
	t.Helper()
	c := newClock()
	s := openFile(t, "", c)
	must(t, s.Authorise("bayview"))
	return s, c
}

func openFile(t *testing.T, path string, c *clock) *sandbox.Sandbox {
	t.Helper()
	s, err := sandbox.Open(path, c.now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// must fails the test on an error of a step that has to work.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// messages are what the event log says of the document's number.
func messages(t *testing.T, s *sandbox.Sandbox, a workshop.Account, d workflow.Document) []string {
	t.Helper()
	var list []string
	for _, e := range entries(t, s, a, d) {
		list = append(list, e.Message)
	}
	return list
}

// entries are those of the event log with the document's number.
func entries(t *testing.T, s *sandbox.Sandbox, a workshop.Account, d workflow.Document) []workflow.LogEntry {
	t.Helper()
	r, err := s.ReadLog(t.Context(), a, time.Time{})
	must(t, err)
	return r.About(d).Entries
}
