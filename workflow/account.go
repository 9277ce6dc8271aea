package workflow

import "time"

// Account is a workshop's link to its accounting system. A sync is account-wide, so the account owns it
// and its cases share it.
type Account struct {
	Workshop WorkshopID `json:"workshop"`
	System   System     `json:"system"`
	Rev      uint64     `json:"rev"` // events applied so far

	Wishes []Wish    `json:"wishes,omitempty"` // cases that wait for a sync
	Last   Sync      `json:"last,omitzero"`    // the newest sync that has begun
	Key    string    `json:"key,omitempty"`    // of the ForceSync under way or to be repeated
	KeyAt  time.Time `json:"key_at,omitzero"`  // when the bot decided on it; it serves the wishes up to here
	Tries  int       `json:"tries,omitempty"`  // failed tries of Key
	NextAt time.Time `json:"next_at,omitzero"` // when to force the next sync
	Forced time.Time `json:"forced,omitzero"`  // when the last forced sync was accepted; the pause runs from here

	Explained []Explained `json:"explained,omitempty"` // which case explains which error
}

// Wish is a case's wish for a sync that is asked for at or after Since.
type Wish struct {
	Case  CaseID    `json:"case"`
	Since time.Time `json:"since"`
}

// Open says whether the account still owes a sync to somebody by itself.
func (a Account) Open() bool { return a.Key != "" || !a.NextAt.IsZero() }

// WakeAt is when the account acts next by itself; zero: it does not.
func (a Account) WakeAt() time.Time { return a.NextAt }
