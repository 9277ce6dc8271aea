// Package workshop says what Workshop Software must do for the bot. No public interface of it is known,
// so this port is small and every implementation replaceable.
package workshop

import (
	"context"
	"time"

	"syncbot/workflow"
)

// Account addresses a workshop's link to its accounting system.
type Account struct {
	Workshop workflow.WorkshopID
	System   workflow.System
}

// Gateway forces syncs and reads the event log. Every method keeps to the context's deadline.
// Errors: a [*Busy], a [*Failure] (inside an outcome.Refused: a final no; inside an outcome.Later: not now);
// any other error is in doubt.
type Gateway interface {
	// ForceSync starts an account-wide sync and returns its id. The same key never starts a second one within 24 hours:
	// it returns the first one's id. *Busy if another sync runs.
	ForceSync(ctx context.Context, a Account, key string) (id string, err error)
	// ReadLog reads the account's whole event log at and after since, oldest first: one reading serves every open case
	// of the account. AsOf of the reading is set. No entry is not an error. Of more than 10,000 entries the newest are given.
	ReadLog(ctx context.Context, a Account, since time.Time) (workflow.Reading, error)
	// Status is what Workshop Software says of the document itself; the empty status if it does not know it.
	Status(ctx context.Context, a Account, d workflow.Document) (workflow.DocumentStatus, error)
}

// Busy says that another sync is running.
type Busy struct {
	ID      string
	Started time.Time // by Workshop Software's clock; zero if unknown
}

// Error is for operators.
func (*Busy) Error() string { return "another sync is running" }

// Failure carries a reason that people can read.
type Failure struct {
	Reason workflow.Reason
}

// Error is the reason as a clause for people.
func (f *Failure) Error() string { return f.Reason.Text }
