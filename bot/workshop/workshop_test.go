package workshop_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

func TestAFailureIsFoundInsideItsOutcomeAndReadsAsItsReason(t *testing.T) {
	failure := &workshop.Failure{Reason: workflow.Reason{Code: workflow.NotAuthorised, Text: "Xero isn't authorised"}}
	for name, err := range map[string]error{
		"refused": outcome.Refused(failure),
		"later":   outcome.Later(failure, time.Minute),
		"wrapped": fmt.Errorf("force a sync: %w", outcome.Refused(failure)),
	} {
		var got *workshop.Failure
		if !errors.As(err, &got) || got.Reason != failure.Reason || got.Error() != "Xero isn't authorised" {
			t.Errorf("%s: found %v", name, got)
		}
	}
}

func TestBusyIsNeitherRefusedNorLater(t *testing.T) {
	err := fmt.Errorf("force a sync: %w", &workshop.Busy{ID: "sync-7"})
	var busy *workshop.Busy
	if !errors.As(err, &busy) || busy.ID != "sync-7" {
		t.Errorf("found %v", busy)
	}
	if _, later := outcome.IsLater(err); later || outcome.IsRefused(err) {
		t.Error("a running sync is neither a no nor a not now: it is waited for")
	}
}
