package workshoptest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

var failures = map[string]func(t *testing.T, w World){
	"a Failure inside an outcome.Refused: a final no": func(t *testing.T, w World) {
		w.Inject(Refusing)
		_, err := w.Gateway.ForceSync(t.Context(), w.Account, "the-first-key-0001")
		if !outcome.IsRefused(err) {
			t.Errorf("ForceSync = %v, want it refused", err)
		}
		wantReason(t, err, workflow.NotAuthorised)
		w.Inject(NoFault)
		w.finish()
		w.wantSyncs(t, 0)
	},
	"a refused key starts its sync once it is allowed": func(t *testing.T, w World) {
		w.Inject(Refusing)
		if _, err := w.Gateway.ForceSync(t.Context(), w.Account, "the-first-key-0001"); err == nil {
			t.Fatal("not refused")
		}
		w.Inject(NoFault)
		w.force(t, "the-first-key-0001")
		w.finish()
		w.wantSyncs(t, 1)
	},
	"a Failure inside an outcome.Later: not now": func(t *testing.T, w World) {
		w.Inject(Unreachable)
		for name, call := range w.calls() {
			err := call(t.Context())
			if _, later := outcome.IsLater(err); !later || outcome.IsRefused(err) {
				t.Errorf("%s = %v, want Later", name, err)
			}
			wantReason(t, err, workflow.Unreachable)
		}
		w.Inject(NoFault)
		w.finish()
		w.wantSyncs(t, 0)
	},
	"a log that can't be read now is Later, and says nothing": func(t *testing.T, w World) {
		w.Inject(LogUnreadable)
		r, err := w.Gateway.ReadLog(t.Context(), w.Account, time.Time{})
		if _, later := outcome.IsLater(err); !later {
			t.Errorf("ReadLog = %v, want Later", err)
		}
		wantReason(t, err, workflow.Unreachable)
		if len(r.Entries) != 0 || !r.AsOf.IsZero() {
			t.Errorf("ReadLog failed and gave %+v", r)
		}
		w.Inject(NoFault)
		w.read(t, time.Time{})
	},
	"any other error is in doubt, and the key finds the sync": func(t *testing.T, w World) {
		w.Inject(LosingAnswers)
		_, err := w.Gateway.ForceSync(t.Context(), w.Account, "the-first-key-0001")
		_, later := outcome.IsLater(err)
		var busy *workshop.Busy
		if err == nil || later || outcome.IsRefused(err) || errors.As(err, &busy) {
			t.Errorf("ForceSync = %v, want an error that leaves it in doubt", err)
		}
		w.Inject(NoFault)
		w.force(t, "the-first-key-0001")
		w.finish()
		w.wantSyncs(t, 1)
	},
	"every method keeps to the context's deadline": func(t *testing.T, w World) {
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		for name, call := range w.calls() {
			if err := call(ended); err == nil {
				t.Errorf("%s answers although the context has ended", name)
			}
		}
	},
	"a workshop that is not there is refused": func(t *testing.T, w World) {
		w.Account.Workshop = "no-such-workshop"
		for name, call := range w.calls() {
			err := call(t.Context())
			if !outcome.IsRefused(err) {
				t.Errorf("%s = %v, want it refused", name, err)
			}
			wantReason(t, err, workflow.Declined)
		}
	},
}

// calls are the methods of the gateway, each called once.
func (w World) calls() map[string]func(ctx context.Context) error {
	return map[string]func(ctx context.Context) error{
		"ForceSync": func(ctx context.Context) error {
			_, err := w.Gateway.ForceSync(ctx, w.Account, "the-first-key-0001")
			return err
		},
		"ReadLog": func(ctx context.Context) error {
			_, err := w.Gateway.ReadLog(ctx, w.Account, time.Time{})
			return err
		},
		"Status": func(ctx context.Context) error {
			_, err := w.Gateway.Status(ctx, w.Account, w.Failing)
			return err
		},
	}
}

// wantReason checks that the error carries a reason that people can read: a sentence without a full stop.
func wantReason(t *testing.T, err error, code workflow.ReasonCode) {
	t.Helper()
	var f *workshop.Failure
	if !errors.As(err, &f) {
		t.Errorf("%v carries no Failure", err)
		return
	}
	if f.Reason.Code != code {
		t.Errorf("the reason's code is %q, want %q", f.Reason.Code, code)
	}
	if text := f.Reason.Text; text == "" || text != strings.TrimRight(text, ". \n") {
		t.Errorf("the reason's text is %q, want a sentence without a full stop", text)
	}
}
