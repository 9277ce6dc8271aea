// Package outcome holds errors that say what to do next. Services return them; the shell obeys.
// Any other error means: in doubt, nobody knows whether it was done.
package outcome

import (
	"errors"
	"time"
)

type refused struct{ err error }

func (e *refused) Error() string { return e.err.Error() }
func (e *refused) Unwrap() error { return e.err }

// Refused says: not done, and asking again would not help.
func Refused(err error) error { return &refused{err} }

// IsRefused reports whether err, or an error it wraps, is Refused.
func IsRefused(err error) bool {
	var r *refused
	return errors.As(err, &r)
}

type later struct {
	err   error
	after time.Duration
}

func (e *later) Error() string { return e.err.Error() }
func (e *later) Unwrap() error { return e.err }

// Later says: certainly not done; worth trying again after d. With d 0 the caller chooses.
func Later(err error, d time.Duration) error { return &later{err, d} }

// IsLater reports whether err, or an error it wraps, is Later, and after how long.
func IsLater(err error) (time.Duration, bool) {
	var l *later
	if errors.As(err, &l) {
		return l.after, true
	}
	return 0, false
}
