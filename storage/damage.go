package storage

import "fmt"

// DamagedError says that something stored is not what was written. Nothing read from the store can be trusted then.
type DamagedError struct {
	What string // a clause: what was found
}

// Error is one sentence that says what to do.
func (e *DamagedError) Error() string {
	return "the store is damaged: " + e.What +
		"; stop syncbot, keep the file for a closer look and put the last good copy in its place"
}

// Damaged makes a [DamagedError] from a format and its arguments.
func Damaged(format string, args ...any) error {
	return &DamagedError{fmt.Sprintf(format, args...)}
}

// NewerError says that a stored value was written by a version of syncbot that this one cannot read.
type NewerError struct {
	Form    string // what the value holds
	Version byte
	Cause   error // set: the version is known, but the value holds something that is not
}

// Error is one sentence that says what to do.
func (e *NewerError) Error() string {
	what := fmt.Sprintf("form %d of %s", e.Version, e.Form)
	if e.Cause != nil {
		what += ": " + e.Cause.Error()
	}
	return "this store was written by a newer syncbot (" + what + "); install that version or newer"
}

// Unwrap gives the cause.
func (e *NewerError) Unwrap() error { return e.Cause }
