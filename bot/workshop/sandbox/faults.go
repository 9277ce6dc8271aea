package sandbox

// What can go wrong around the documents.

import (
	"errors"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

// Faults are what goes wrong at a workshop, until they are set again. The zero value: nothing.
type Faults struct {
	Refuse        bool          // a manual sync is refused: the accounting system isn't authorised
	Unreachable   bool          // the gateway does not answer; nothing is done
	LoseAnswers   bool          // a sync starts, but its answer is lost: the caller is in doubt
	LogUnreadable bool          // the event log cannot be read
	LogBehind     time.Duration // the event log that is read ends so long ago
	BooksAway     bool          // the books cannot be looked into
}

// SetFaults sets what goes wrong at the workshop from now on. It is not kept in the file.
func (s *Sandbox) SetFaults(w workflow.WorkshopID, f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[w] = f
}

func (s *Sandbox) faultsOf(w workflow.WorkshopID) Faults {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults[w]
}

func (f Faults) reach() error {
	if !f.Unreachable {
		return nil
	}
	return notNow("Workshop Software didn't answer")
}

func (f Faults) readLog() error {
	if !f.LogUnreadable {
		return nil
	}
	return notNow("Workshop Software didn't give its event log")
}

func notNow(text string) error {
	return outcome.Later(&workshop.Failure{Reason: workflow.Reason{Code: workflow.Unreachable, Text: text}}, 0)
}

func notAuthorised(system workflow.System) error {
	reason := workflow.Reason{Code: workflow.NotAuthorised, Text: system.Name() + " isn't authorised"}
	return outcome.Refused(&workshop.Failure{Reason: reason})
}

var errLost = errors.New("the connection broke before Workshop Software answered")

// lose gives what the caller learns of an answer to a sync.
func (f Faults) lose(answer error) error {
	if f.LoseAnswers {
		return errLost
	}
	return answer
}
