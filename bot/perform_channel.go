package bot

// What a channel says and hands back: copies, summaries, lists of reminders, beside the threads of cases.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// asWantedThere asks the core what is left to be said of a channel's effect, by the cases as they stand. A case that cannot be
// read is no case that is gone: the error puts the effect off.
func (b *Bot) asWantedThere(ctx context.Context, w storage.Work) (storage.Work, bool, error) {
	var failed error
	left, wanted := b.cfg.Machine.WantsChannel(w.Effect.Effect, b.now(), func(r workflow.CaseRef) (workflow.Case, bool) {
		c, err := b.getCase(ctx, r)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			failed = errors.Join(failed, err)
		}
		return c, err == nil
	})
	e := *w.Effect
	e.Effect = left
	w.Effect = &e
	return w, wanted, failed
}

func (b *Bot) doForChannel(ctx context.Context, w storage.Work, c workflow.Channel) result {
	switch e := w.Effect.Effect.(type) {
	case workflow.Say:
		if !b.mayHear(c.Place, e.Case) {
			return told(caseOf(e.Case), workflow.Bounced{At: b.at(), Place: c.Place})
		}
		return b.say(ctx, saying{work: w, say: e, platform: b.platforms[c.Place.Platform], message: b.messageThere(w, c, e)})
	case workflow.Nudge:
		return told(caseOf(e.Reminder.Case), workflow.Nudged{At: b.at(), Reminder: e.Reminder})
	case workflow.Bounce:
		return told(caseOf(e.Case), workflow.Bounced{At: b.at(), Place: e.Place})
	}
	panic(fmt.Sprintf("a channel's effect of %T", w.Effect.Effect))
}

// mayHear says whether the place may be told of the case; what is said of none, such as a list of reminders, may be said
// anywhere. The channel of somebody who follows may have been bound to another workshop since: then the case leaves it out, as if
// the place had refused. The support lead's place need serve nobody.
func (b *Bot) mayHear(p workflow.Place, of workflow.CaseRef) bool {
	return of == (workflow.CaseRef{}) || p == b.cfg.Machine.Leads || slices.Contains(b.cfg.Serves(p), of.Workshop)
}

// messageThere is the Say as the channel's chat service gets it.
func (b *Bot) messageThere(w storage.Work, c workflow.Channel, say workflow.Say) chat.Message {
	m := chat.Message{
		Key: string(w.Effect.ID), Place: c.Place, To: say.To, Case: say.Case, Turn: say.Turn,
		Note: say.Note, Mention: say.Mention, Heading: b.cfg.Heading,
	}
	if list, ok := say.Note.(workflow.RemindersNote); ok && len(list.Reminders) > 0 {
		m.Name = list.Reminders[0].Owner.Name // all are of one owner
	}
	return m
}
