package sandbox

// Manual syncs: starting them, ending them, and what they write to the event log.

import (
	"fmt"
	"slices"
	"time"

	"syncbot/bot/workshop"
	"syncbot/workflow"
)

const (
	// keyLife is how long a key starts no second sync (workshop.Gateway).
	keyLife = 24 * time.Hour
	// keepLog bounds the event log, below what a reading may hold (workshop.Gateway).
	// How long Workshop Software keeps its own is not known.
	keepLog = 2000
)

// remembered finds the sync that the key has started.
func (sh *shop) remembered(key string, now time.Time) (id string, ok bool) {
	for _, r := range sh.Runs {
		if r.Key == key && now.Sub(r.Started) < keyLife {
			return r.ID, true
		}
	}
	return "", false
}

// begin starts a manual sync. A *workshop.Busy if one runs.
func (sh *shop) begin(key string, now time.Time, takes time.Duration) (id string, err error) {
	if last := sh.lastRun(); last != nil && !last.Done {
		return "", &workshop.Busy{ID: last.ID, Started: last.Started}
	}
	sh.Started++
	id = fmt.Sprintf("%s-sync-%d", sh.ID, sh.Started)
	sh.Runs = slices.DeleteFunc(sh.Runs, func(r run) bool { return now.Sub(r.Started) >= keyLife })
	sh.Runs = append(sh.Runs, run{ID: id, Key: key, Started: now, Ends: now.Add(takes)})
	sh.settle(now)
	return id, nil
}

func (sh *shop) lastRun() *run {
	if len(sh.Runs) == 0 {
		return nil
	}
	return &sh.Runs[len(sh.Runs)-1]
}

// settle ends the running sync if its time has come. It does the same whenever it is called,
// so a state that was only read need not be written.
func (sh *shop) settle(now time.Time) {
	last := sh.lastRun()
	if last == nil || last.Done || now.Before(last.Ends) {
		return
	}
	last.Done = true
	for _, f := range sh.try() {
		f.Failed = true
		sh.log(f, last.Ends)
	}
}

// log writes what one sync has to say of one number into one entry.
func (sh *shop) log(f failure, at time.Time) {
	id := fmt.Sprintf("%s-%d-%s-%s", sh.ID, sh.Started, side(f.Kind), f.Number)
	for i := range sh.Log {
		if e := &sh.Log[i]; e.ID == id {
			e.Message += "; " + f.message
			return
		}
	}
	sh.Log = append(sh.Log, entry{
		LogEntry: workflow.LogEntry{ID: id, At: at, Number: f.Number, Message: f.message},
		Name:     f.Name,
	})
	sh.Log = sh.Log[max(0, len(sh.Log)-keepLog):]
}

// side is the kind whose numbers the kind shares: a payment goes by its invoice's.
func side(k workflow.Kind) workflow.Kind {
	if k == workflow.Payment {
		return workflow.Invoice
	}
	return k
}
