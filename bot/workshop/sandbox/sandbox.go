// Package sandbox is a pretend Workshop Software with pretend books, for the demo and the tests.
//
// It behaves as Workshop Software is known to behave: a sync is account-wide and takes only processed documents,
// a customer goes across before its invoices and an invoice before its payments, only a manual sync writes to the
// event log, and an entry carries the invoice number even where the payment failed. What is not known of
// Workshop Software is left out rather than invented.
//
// Two workshops live in it. At northside (Northside Autos, Xero):
//
//	123          the customer's e-mail address isn't valid; goes across once that is mended
//	600 to 606   in the books: paid, part paid, unpaid, a draft, void, there twice, and one that cannot be looked up
//	payment 602  passed by without a word at the first sync, across at the second
//	payment 638  larger than what is owing
//	639, 641     a wrong tax type on account 630, mended for both at once; the payment on 641 waits for its invoice
//	640, credit 88  just work
//	642, payment 643  need two syncs: what they hang on was entered after them
//	650          a draft
//	653          an error that nobody has explained
//	655, 657, 658  one locked date, mended for all at once
//	656          an archived contact, already in the log since yesterday
//	supplier 123456  voided and entered again under its old number; see [Sandbox.Mend]
//
// At bayview (Bayview Motors, MYOB) every sync is refused until [Sandbox.Authorise]. Then 641 just works, 702 has a locked
// period, 703 a credit hold, 704 a rate limit that passes, 705 is paid in the books, 706 a draft.
package sandbox

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"syncbot/bot/accounting"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

var (
	_ workshop.Gateway = (*Sandbox)(nil)
	_ accounting.Books = (*Sandbox)(nil)
)

// Workshop is one of the pretend workshops.
type Workshop struct {
	ID     workflow.WorkshopID `json:"id"`
	Name   string              `json:"name"`
	System workflow.System     `json:"system"`
	Zone   string              `json:"zone"` // a name of the time zone database, such as Australia/Sydney
}

// Sandbox is the pretend Workshop Software and the pretend books of all its workshops.
// It may be used by many goroutines of one process; its file by one process at a time.
// The same calls at the same times give the same answers.
type Sandbox struct {
	path string // empty: in memory only
	now  func() time.Time
	zone map[workflow.WorkshopID]*time.Location

	mu     sync.Mutex
	state  *state
	takes  time.Duration
	faults map[workflow.WorkshopID]Faults
}

// Open reads the sandbox's state from the JSON file at path; if there is none, it begins with the practice documents,
// entered in the days before now, and writes it (mode 0600; the folder must exist). With an empty path the state lives in memory.
// The error is a sentence for people. The clock is asked at every call.
func Open(path string, now func() time.Time) (*Sandbox, error) {
	s := &Sandbox{
		path: path, now: now,
		zone:   map[workflow.WorkshopID]*time.Location{},
		faults: map[workflow.WorkshopID]Faults{},
	}
	var err error
	if s.state, err = load(path); err != nil {
		return nil, err
	}
	if s.state == nil {
		s.state = practice(s.instant())
		if err := save(path, s.state); err != nil {
			return nil, err
		}
	}
	return s, s.loadZones()
}

func (s *Sandbox) loadZones() error {
	for _, sh := range s.state.Shops {
		zone, err := time.LoadLocation(sh.Zone)
		if err != nil {
			return fmt.Errorf("the practice workshop %s has no clock: %w", sh.Name, err)
		}
		s.zone[sh.ID] = zone
	}
	return nil
}

// SyncTakes sets how long every sync runs from now on; at first none takes any time.
// What a sync does shows when it is over; what is mended while it runs, it takes along. The setting is not kept in the file.
func (s *Sandbox) SyncTakes(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.takes = d
}

// Workshops lists the workshops in a fixed order. The slice is the caller's.
func (s *Sandbox) Workshops() []Workshop {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Workshop, 0, len(s.state.Shops))
	for _, sh := range s.state.Shops {
		list = append(list, sh.Workshop)
	}
	return list
}

var errNoWorkshop = errors.New("no such workshop")

// read shows the workshop as it stands now. What read saw must not leave it uncopied.
func (s *Sandbox) read(id workflow.WorkshopID, do func(sh *shop, now time.Time)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	sh := s.state.shop(id)
	if sh == nil {
		return fmt.Errorf("%w: %s", errNoWorkshop, id)
	}
	now := s.instant()
	sh.settle(now)
	do(sh, now)
	return nil
}

// change lets do change the workshop, and keeps the change once it is on the disk. After an error nothing has changed.
func (s *Sandbox) change(id workflow.WorkshopID, do func(sh *shop, now time.Time) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next, err := s.state.clone()
	if err != nil {
		return err
	}
	sh := next.shop(id)
	if sh == nil {
		return fmt.Errorf("%w: %s", errNoWorkshop, id)
	}
	now := s.instant()
	sh.settle(now)
	if err := do(sh, now); err != nil {
		return err
	}
	if err := save(s.path, next); err != nil {
		return err
	}
	s.state = next
	return nil
}

// instant is the present time in the form that survives the file.
func (s *Sandbox) instant() time.Time { return s.now().UTC().Round(0) }
