package workshoptest

// Calls that must succeed.

import (
	"testing"
	"time"

	"syncbot/workflow"
)

func (w World) force(t *testing.T, key string) (id string) {
	t.Helper()
	id, err := w.Gateway.ForceSync(t.Context(), w.Account, key)
	if err != nil || id == "" {
		t.Fatalf("ForceSync(%q) = %q, %v; want an id", key, id, err)
	}
	return id
}

func (w World) read(t *testing.T, since time.Time) workflow.Reading {
	t.Helper()
	r, err := w.Gateway.ReadLog(t.Context(), w.Account, since)
	if err != nil {
		t.Fatalf("ReadLog(%v): %v", since, err)
	}
	return r
}

// failing are all entries about Failing.
func (w World) failing(t *testing.T) []workflow.LogEntry {
	t.Helper()
	return w.read(t, time.Time{}).About(w.Failing).Entries
}

// wantSyncs checks how many manual syncs there have been: each wrote one entry about Failing.
func (w World) wantSyncs(t *testing.T, want int) {
	t.Helper()
	if log := w.failing(t); len(log) != want {
		t.Errorf("%d syncs have run, want %d; the log: %+v", len(log), want, log)
	}
}

func (w World) wantStatus(t *testing.T, d workflow.Document, want workflow.DocumentStatus) {
	t.Helper()
	got, err := w.Gateway.Status(t.Context(), w.Account, d)
	if err != nil || got != want {
		t.Errorf("Status(%+v) = %q, %v; want %q", d, got, err, want)
	}
}
