package workshoptest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"syncbot/bot/workshop"
	"syncbot/workflow"
)

var syncs = map[string]func(t *testing.T, w World){
	"ForceSync starts an account-wide sync": func(t *testing.T, w World) {
		w.force(t, "the-first-key-0001")
		w.finish()
		w.wantSyncs(t, 1)
		w.wantStatus(t, w.Healthy, workflow.StatusSynced)
	},
	"and returns its id": func(t *testing.T, w World) {
		first := w.force(t, "the-first-key-0001")
		w.finish()
		if second := w.force(t, "another-key-00002"); second == first {
			t.Errorf("two syncs have the id %q", first)
		}
	},
	"the same key never starts a second one within 24 hours: it returns the first one's id": func(t *testing.T, w World) {
		first := w.force(t, "the-first-key-0001")
		for _, pause := range []time.Duration{0, w.Runs, 23 * time.Hour} {
			w.Pass(pause)
			if again := w.force(t, "the-first-key-0001"); again != first {
				t.Errorf("%v later the key returns %q, want %q", pause, again, first)
			}
		}
		w.finish()
		w.wantSyncs(t, 1)
	},
	"the same key keeps its sync when others have run since": func(t *testing.T, w World) {
		first := w.force(t, "the-first-key-0001")
		w.finish()
		w.force(t, "another-key-00002")
		w.finish()
		if again := w.force(t, "the-first-key-0001"); again != first {
			t.Errorf("the key returns %q, want %q", again, first)
		}
		w.wantSyncs(t, 2)
	},
	"many calls with one key at once start one sync": func(t *testing.T, w World) {
		ids := make(map[string]int)
		var mu sync.Mutex
		var calls sync.WaitGroup
		for range 8 {
			calls.Go(func() {
				id, err := w.Gateway.ForceSync(t.Context(), w.Account, "the-first-key-0001")
				mu.Lock()
				defer mu.Unlock()
				ids[fmt.Sprint(id, err)]++
			})
		}
		calls.Wait()
		w.finish()
		if len(ids) != 1 {
			t.Errorf("the calls were answered differently: %v", ids)
		}
		w.wantSyncs(t, 1)
	},
	"Busy if another sync runs": func(t *testing.T, w World) {
		began := w.Now()
		first := w.force(t, "the-first-key-0001")
		_, err := w.Gateway.ForceSync(t.Context(), w.Account, "another-key-00002")
		var busy *workshop.Busy
		if !errors.As(err, &busy) {
			t.Fatalf("ForceSync = %v, want a Busy", err)
		}
		if busy.ID != "" && busy.ID != first {
			t.Errorf("the running sync is said to be %q, want %q", busy.ID, first)
		}
		if !busy.Started.IsZero() && busy.Started.Before(began) {
			t.Errorf("the running sync is said to have begun at %v, before it was asked for at %v", busy.Started, began)
		}
		w.finish()
		w.wantSyncs(t, 1)
	},
	"a key that was told Busy starts its sync later": func(t *testing.T, w World) {
		first := w.force(t, "the-first-key-0001")
		if _, err := w.Gateway.ForceSync(t.Context(), w.Account, "another-key-00002"); err == nil {
			t.Fatal("two syncs run at once")
		}
		w.finish()
		if id := w.force(t, "another-key-00002"); id == first {
			t.Errorf("the key was given the sync that ran before: %q", id)
		}
		w.finish()
		w.wantSyncs(t, 2)
	},
}
