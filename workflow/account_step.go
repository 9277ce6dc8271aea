package workflow

// The account's machine: at most one forced sync in Machine.Pause, shared by all who wait for one.

import (
	"fmt"
	"reflect"
	"slices"
	"time"
)

const (
	// busyPause is how long the account waits for a sync that somebody else runs.
	busyPause = time.Minute
	// busyTries is after how many such waits people are told.
	busyTries = 3
	// keyLife is how long a key may be repeated; the contract keeps keys for 24 hours.
	keyLife = 23 * time.Hour
)

// accountStep is one application of an event, under way.
type accountStep struct {
	m       *Machine
	a       Account
	at      time.Time
	effects []Effect
}

// StepAccount applies an event to an account; the zero Account of a workshop and system is one not yet used.
// An event that changes nothing gives the account back as it was, without effects.
func (m *Machine) StepAccount(a Account, ev Event) (Account, []Effect) {
	s := &accountStep{m: m, a: a, at: ev.Time()}
	s.a.Wishes = slices.Clone(a.Wishes)
	if s.a.Last.Asked.After(s.at) {
		s.a.Last = Sync{} // from before the clock was set back: its time says nothing any more
	}
	s.apply(ev)
	if len(s.effects) == 0 && reflect.DeepEqual(a, s.a) {
		return a, nil
	}
	s.a.Rev++
	return s.a, s.effects
}

func (s *accountStep) apply(ev Event) {
	switch ev := ev.(type) {
	case SyncWanted:
		s.wanted(ev)
	case SyncUnwanted:
		s.a.Wishes = slices.DeleteFunc(s.a.Wishes, func(w Wish) bool { return w.Case == ev.Case })
		s.rest()
	case SyncReported:
		s.began(Sync{Asked: ev.Started, Started: ev.Started, By: ev.By, Stated: ev.Stated})
	case SyncForced:
		s.forced(ev)
	case SyncBusy:
		s.busy(ev)
	case ForceFailed:
		s.failed(ev)
	case ForceDropped:
		s.dropped(ev)
	case Woke:
		s.woke()
	}
}

// wanted serves a wish from the newest sync, if that was asked for late enough, or keeps it.
func (s *accountStep) wanted(ev SyncWanted) {
	if s.a.Last.Asked.After(ev.Since) {
		s.tell(ev.Case, SyncStarted{At: At{s.at}, Sync: s.a.Last})
		return
	}
	s.a.Wishes = slices.DeleteFunc(s.a.Wishes, func(w Wish) bool { return w.Case == ev.Case })
	s.a.Wishes = append(s.a.Wishes, Wish{ev.Case, ev.Since})
	s.force()
}

// rest: with nobody left who waits, nothing is to be forced or tried again. A ForceSync under way keeps its key until it is
// answered, so that no second one starts beside it.
func (s *accountStep) rest() {
	if len(s.a.Wishes) > 0 {
		return
	}
	s.a.Wishes = nil
	if !s.a.NextAt.IsZero() {
		s.a.NextAt = time.Time{}
		s.forget()
	}
}

// forget ends what has to do with the present key.
func (s *accountStep) forget() { s.a.Key, s.a.KeyAt, s.a.Tries = "", time.Time{}, 0 }

// force starts a sync for those who wait, unless one is on its way or the last is too fresh. On the people road people do.
func (s *accountStep) force() {
	if len(s.a.Wishes) == 0 || s.a.Key != "" || !s.a.NextAt.IsZero() || s.m.workshop(s.a.Workshop).Road == ByPeople {
		return
	}
	if next := s.a.Forced.Add(s.m.Pause); next.After(s.at) && !s.a.Forced.After(s.at) {
		s.a.NextAt = next
		return
	}
	s.a.Key, s.a.KeyAt = s.newKey(), s.at
	for _, w := range s.a.Wishes {
		if w.Since.After(s.a.KeyAt) { // the clock was set back since; all these wishes came first
			s.a.KeyAt = w.Since
		}
	}
	s.effects = append(s.effects, ForceSync{s.a.Key})
}

// newKey names a sync for ever: 16 to 128 characters, as the contract has it.
func (s *accountStep) newKey() string {
	return fmt.Sprintf("syncbot-%s-%s-%d-%d", s.a.Workshop, s.a.System, s.a.Rev, s.at.Unix())
}

func (s *accountStep) forced(ev SyncForced) {
	s.a.Forced = s.at
	if ev.Key != s.a.Key {
		return
	}
	sync := Sync{Asked: s.a.KeyAt, Started: s.at}
	s.forget()
	s.began(sync)
}

// began notes a sync and tells those whom it serves: a sync counts only for what was asked before it.
func (s *accountStep) began(sync Sync) {
	if sync.Asked.After(s.a.Last.Asked) {
		s.a.Last = sync
	}
	var left []Wish
	for _, w := range s.a.Wishes {
		if w.Since.After(sync.Asked) {
			left = append(left, w)
			continue
		}
		s.tell(w.Case, SyncStarted{At: At{s.at}, Sync: sync})
	}
	s.a.Wishes = left
	s.rest()
	s.force()
}

// dropped: the ForceSync under way was not performed. Whoever has come to want one meanwhile gets one.
func (s *accountStep) dropped(ev ForceDropped) {
	if ev.Key != s.a.Key {
		return
	}
	s.forget()
	s.force()
}

// busy adopts a running sync for those whom it serves; the others wait for its end, then get their own. Those who have
// waited for long are told.
func (s *accountStep) busy(ev SyncBusy) {
	if ev.Key != s.a.Key {
		return
	}
	s.a.Key, s.a.KeyAt = "", time.Time{}
	s.a.Tries++
	s.a.NextAt = s.at.Add(busyPause)
	if running := ev.Running; !running.IsZero() {
		started := running
		if started.After(s.at) {
			started = s.at
		}
		s.began(Sync{Asked: running.Add(-clockSkew), Started: started})
	}
	if s.a.Tries >= busyTries && !s.a.NextAt.IsZero() {
		s.tellAll(SyncFailed{At: At{s.at}, Reason: Reason{Declined, "Workshop Software says that another sync is still running"}, Next: s.a.NextAt})
	}
}

// failed tells everyone who waits. A refusal is final; anything else is tried again under the same key.
func (s *accountStep) failed(ev ForceFailed) {
	if ev.Key != s.a.Key {
		return
	}
	if ev.Final {
		s.tellAll(SyncFailed{At: At{s.at}, Reason: ev.Reason})
		s.a.Wishes = nil
		s.forget()
		return
	}
	s.a.Tries++
	s.a.NextAt = s.at.Add(max(ev.After, forceBackOff(s.a.Tries)))
	s.tellAll(SyncFailed{At: At{s.at}, Reason: ev.Reason, Next: s.a.NextAt})
	s.rest()
}

// forceBackOff is the pause before the next try of the same sync.
func forceBackOff(tries int) time.Duration {
	return min(time.Minute<<min(tries-1, 4), 15*time.Minute)
}

func (s *accountStep) woke() {
	if s.a.NextAt.IsZero() || s.a.NextAt.After(s.at) {
		return
	}
	s.a.NextAt = time.Time{}
	if s.a.Key != "" && s.at.Sub(s.a.KeyAt) < keyLife {
		s.effects = append(s.effects, ForceSync{s.a.Key})
		return
	}
	s.a.Key, s.a.KeyAt = "", time.Time{}
	s.force()
}

func (s *accountStep) tell(c CaseID, ev Event) {
	s.effects = append(s.effects, Tell{Case: c, Event: ev})
}

func (s *accountStep) tellAll(ev Event) {
	for _, w := range s.a.Wishes {
		s.tell(w.Case, ev)
	}
}
