package bot

// Reading a record, letting the core decide and committing the decision.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/sirupsen/logrus"

	"syncbot/storage"
	"syncbot/workflow"
)

// maxDecides bounds how often one event is decided anew because its record changed meanwhile.
const maxDecides = 50

// decision is what the core made of an event.
type decision struct {
	record  storage.Record
	also    []storage.Record // other records that change with it
	effects []storage.Effect
	answer  workflow.Answer
	changed bool // else nothing of the record is to be committed
}

// into adds the decision to what is committed with it.
func (d decision) into(c storage.Commit) storage.Commit {
	c.Answer = d.answer
	if d.changed {
		c.Records, c.Effects = append([]storage.Record{d.record}, d.also...), d.effects
	} else {
		c.Event = nil // nothing happened to any record
	}
	return c
}

// subject is a record that an event happens to.
type subject struct {
	key    storage.Key
	unused any // its body where it is not stored yet; nil: it must be stored
}

func caseOf(r workflow.CaseRef) subject { return subject{key: storage.CaseKey(r)} }

// accountOf is a workshop's account. One that is not stored has done nothing yet.
func (b *Bot) accountOf(w workflow.WorkshopID) subject {
	system := b.systemAt(w)
	return subject{storage.AccountKey(w, system), workflow.Account{Workshop: w, System: system}}
}

// channelOf is the channel of a place. In one that is not stored nothing has been said yet.
func channelOf(p workflow.Place) subject {
	return subject{storage.ChannelKey(p), workflow.Channel{Place: p}}
}

// apply lets the event c.Event happen to the record, together with what else stands in c, and decides anew when the
// record has changed meanwhile. storage.ErrSeen, storage.ErrNotFound.
func (b *Bot) apply(ctx context.Context, s subject, c storage.Commit) (workflow.Answer, error) {
	for range maxDecides {
		body, err := b.body(ctx, s)
		if err != nil {
			return workflow.Answer{}, err
		}
		d, err := b.decide(ctx, body, c.Event)
		if err != nil {
			return workflow.Answer{}, err
		}
		err = b.commit(ctx, d.into(c))
		if !errors.Is(err, storage.ErrConflict) {
			return d.answer, err
		}
	}
	return workflow.Answer{}, fmt.Errorf("record %s: %w, %d times", s.key.ID, storage.ErrConflict, maxDecides)
}

// body reads the case, account or channel.
func (b *Bot) body(ctx context.Context, s subject) (any, error) {
	record, err := b.cfg.Store.Get(ctx, s.key)
	if errors.Is(err, storage.ErrNotFound) && s.unused != nil {
		return s.unused, nil
	}
	return record.Body, err
}

// systemAt is the workshop's accounting system; empty for a workshop that was taken out of the configuration.
func (b *Bot) systemAt(w workflow.WorkshopID) workflow.System {
	return b.cfg.Machine.Workshops[w].System
}

// decide asks the core, and puts into the decision what must be committed with it.
func (b *Bot) decide(ctx context.Context, body any, e workflow.Event) (decision, error) {
	switch old := body.(type) {
	case workflow.Case:
		next, effects, answer := b.cfg.Machine.Step(old, e)
		if next.Rev == old.Rev {
			return decision{answer: answer}, nil
		}
		d, err := b.withAccount(ctx, old, next, effects)
		d.answer = answer
		return d, err
	case workflow.Account:
		next, effects := b.cfg.Machine.StepAccount(old, e)
		return decided(storage.AccountRecord(next), storage.Inside, effects, next.Rev != old.Rev), nil
	case workflow.Channel:
		next, effects := b.cfg.Machine.StepChannel(old, e)
		return decided(storage.ChannelRecord(next), storage.Lane(next.Place.Platform), effects, next.Rev != old.Rev), nil
	default:
		panic(fmt.Sprintf("a record of %T", body)) // nothing happens to any other
	}
}

// decided is a step of the record; speak is the lane of its chat service.
func decided(r storage.Record, speak storage.Lane, effects []workflow.Effect, changed bool) decision {
	return decision{record: r, effects: outbox(r, speak, effects), changed: changed}
}

// outbox makes entries of what a step of the record decided; speak is the lane of the record's chat service.
func outbox(r storage.Record, speak storage.Lane, effects []workflow.Effect) []storage.Effect {
	out := make([]storage.Effect, len(effects))
	for i, e := range effects {
		out[i] = storage.Effect{ID: effectID(r, i), Record: r.Key, Lane: laneOf(e, speak), Effect: e}
		_, out[i].Replaces = e.(workflow.Show)
	}
	return out
}

// effectID names the n-th effect of a record's revision.
func effectID(r storage.Record, n int) storage.EffectID {
	return storage.EffectID(fmt.Sprintf("%s.%d.%d", r.Key.ID, r.Rev, n))
}

func laneOf(e workflow.Effect, speak storage.Lane) storage.Lane {
	switch e.(type) {
	case workflow.Say, workflow.Show:
		return speak
	case workflow.ReadLog, workflow.ForceSync:
		return laneWorkshop
	case workflow.LookUp:
		return laneBooks
	default:
		return storage.Inside
	}
}

// commit commits what there is to be remembered of the batch, if anything is, and wakes the lanes.
func (b *Bot) commit(ctx context.Context, batch ...storage.Commit) error {
	batch = slices.DeleteFunc(batch, func(c storage.Commit) bool {
		return c.Key == "" && c.Done == "" && c.Retry == nil && len(c.Records) == 0
	})
	if len(batch) == 0 {
		return nil
	}
	if err := b.cfg.Store.Commit(ctx, batch...); err != nil {
		return err
	}
	b.commits.Add(1)
	b.wakeLanes()
	for _, c := range batch {
		b.logCommit(c)
	}
	return nil
}

// closedBy says that it was the event which closed the case. That its last message stands is told in the same instant at times.
func closedBy(c workflow.Case, e workflow.Event) bool {
	_, posted := e.(workflow.Posted)
	return e != nil && !posted && c.Since.Equal(e.Time())
}

// logCommit tells operators what happened to cases: beginnings and ends, and with debug every event's type.
func (b *Bot) logCommit(c storage.Commit) {
	for _, r := range c.Records {
		log := b.cfg.Log.WithField(fieldRecord, r.Key.ID)
		now, ok := r.Body.(workflow.Case)
		switch {
		case ok && now.Rev == 1:
			log.WithField(fieldNumber, now.Doc.Number).Info("case opened")
		case ok && !now.Open() && closedBy(now, c.Event):
			log.WithFields(logrus.Fields{fieldNumber: now.Doc.Number, fieldVerdict: now.Verdict}).Info("case closed")
		default:
			log.WithField(fieldSort, fmt.Sprintf("%T", c.Event)).Debug("event applied")
		}
	}
}
