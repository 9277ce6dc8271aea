package workflow_test

import (
	"testing"
	"time"

	"syncbot/workflow"
)

// A sync counts only for what came before it, also when the clock has been set back between the two.
func TestASyncFromBeforeTheClockWasSetBackServesNobody(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	last := w.now
	w.applyAccount(workflow.SyncReported{At: w.at(), Started: last, By: user("Dave")})
	w.now = w.now.Add(-time.Hour)
	w.applyAccount(workflow.SyncWanted{At: w.at(), Case: "a", Since: w.now})
	if _, ok := w.outbox[""][0].(workflow.ForceSync); !ok || len(w.outbox[""]) != 1 {
		t.Errorf("instead of a sync: %v", w.outbox[""])
	}
}

// At most one sync is forced in five minutes, also when the one who wanted it stops while it is being started.
func TestOneForcedSyncInFiveMinutes(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	w.applyAccount(workflow.SyncWanted{At: w.at(), Case: "a", Since: w.now})
	force := w.outbox[""][0].(workflow.ForceSync)
	w.outbox[""] = nil
	w.applyAccount(workflow.SyncUnwanted{At: w.at(), Case: "a"}) // while the call is under way
	w.applyAccount(workflow.SyncForced{At: w.at(), Key: force.Key})
	w.now = w.now.Add(3 * time.Second)
	w.applyAccount(workflow.SyncWanted{At: w.at(), Case: "b", Since: w.now})
	if len(w.outbox[""]) != 0 {
		t.Errorf("a second sync after 3 seconds: %v", w.outbox[""])
	}
	if want := w.now.Add(-3 * time.Second).Add(5 * time.Minute); !w.account.WakeAt().Equal(want) {
		t.Errorf("the next at %v, want %v", w.account.WakeAt(), want)
	}
}

// Nobody waits any more: what is not under way is not forced, and the account has nothing left to do.
func TestWithdrawnWishForcesNothing(t *testing.T) {
	w := newWorld(t, workflow.ByGateway, workflow.Xero)
	w.applyAccount(workflow.SyncWanted{At: w.at(), Case: "a", Since: w.now})
	w.applyAccount(workflow.SyncUnwanted{At: w.at(), Case: "a"})
	w.settle()
	if len(w.begun) != 0 || w.account.Open() {
		t.Errorf("%d syncs, account %+v", len(w.begun), w.account)
	}
	w.applyAccount(workflow.SyncWanted{At: w.at(), Case: "b", Since: w.now})
	w.settle()
	if len(w.begun) != 1 {
		t.Errorf("%d syncs for the next one who wants one", len(w.begun))
	}
}
