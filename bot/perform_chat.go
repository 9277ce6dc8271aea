package bot

// Speaking: posting messages once and keeping the root message up to date.

import (
	"context"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/storage"
	"syncbot/workflow"
)

// message is the Say as its chat service gets it.
func (b *Bot) message(ctx context.Context, w storage.Work, c workflow.Case, say workflow.Say) chat.Message {
	m := chat.Message{
		Key:     string(w.Effect.ID),
		Place:   workflow.Place{Platform: c.Place.Platform, Channel: c.Place.Channel},
		To:      say.To,
		Case:    c.Ref(),
		Turn:    say.Turn,
		Note:    say.Note,
		Heading: b.cfg.Heading,
		Closed:  !c.Open() && b.isLastIn(ctx, c),
	}
	if say.Mention != "" { // whoever owns it by now
		m.Mention, m.Name = c.Owner.ID, c.Owner.Name
	}
	switch say.To {
	case workflow.ToRoot: // always the present state, with the present buttons
		m.Note, m.Turn, m.Next = b.cfg.Machine.Root(c), c.Turn, c.NextLook()
		m.Place.Thread = rootThread(c)
	case workflow.ToThread:
		m.Place.Thread = c.Thread
	case workflow.ToOwner:
		m.Person = c.Owner.ID
	case workflow.ToReply:
		m.Reply = c.Reply
	}
	return m
}

// isLastIn says that no open case has its story in the thread of the one that has ended. What can't be found out is not so.
func (b *Bot) isLastIn(ctx context.Context, ended workflow.Case) bool {
	others, err := b.casesIn(ctx, workflow.Place{Platform: ended.Place.Platform, Channel: ended.Place.Channel, Thread: ended.Thread})
	return err == nil && len(others) == 0
}

// rootThread is the thread that the root message stands in, or that somebody asked in, where it is not posted yet; empty: none.
func rootThread(c workflow.Case) workflow.Ref {
	if c.Root == "" {
		return c.Place.Thread
	}
	return c.RootMessage().Place.Thread
}

// saying is a message on its way.
type saying struct {
	work     storage.Work
	say      workflow.Say
	platform chat.Platform
	message  chat.Message
	rev      uint64 // the revision of the case that a root message shows; 0: an earlier try may show an older one
}

// sayInCase says something of a case, in its own place.
func (b *Bot) sayInCase(ctx context.Context, w storage.Work, c workflow.Case, say workflow.Say) result {
	s := saying{work: w, say: say, platform: b.platforms[c.Place.Platform], message: b.message(ctx, w, c, say)}
	if !w.InDoubt {
		s.rev = c.Rev
	}
	return b.say(ctx, s)
}

// say posts a message, or finds out that it stands there already.
func (b *Bot) say(ctx context.Context, s saying) result {
	switch courseOf(s.work, s.platform.Traits(), b.now()) {
	case lookLater:
		return b.waitOut(s.work)
	case lookFirst:
		return b.lookThenPost(ctx, s)
	case postAgain:
		s.message.Again = true
	}
	return b.post(ctx, s)
}

// lookThenPost looks for a message in doubt and posts it if it is not there.
func (b *Bot) lookThenPost(ctx context.Context, s saying) result {
	looking, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	posted, found, err := s.platform.Find(looking, s.message, searchFrom(s.work, b.now()))
	switch {
	case err == nil && found:
		return b.posted(s, posted)
	case err == nil:
		s.work.InDoubt = false // it is not there, and too late to appear
	case ctx.Err() != nil:
		return result{}
	case outcome.IsRefused(err): // it can never be looked for
		s.message.Again = true
	default:
		b.workLog(s.work).WithError(err).Warn("could not look for a message in doubt; trying again later")
		after, _ := outcome.IsLater(err)
		return b.putOff(s.work, after)
	}
	return b.post(ctx, s)
}

func (b *Bot) post(ctx context.Context, s saying) result {
	calling, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	posted, err := s.platform.Post(calling, s.message)
	switch {
	case err == nil:
		return b.posted(s, posted)
	case outcome.IsRefused(err):
		b.workLog(s.work).WithError(err).Warn("the chat service refused a message")
		return done(workflow.PostRefused{At: b.at(), Say: s.say, Reason: err.Error()})
	}
	return b.chatFailed(ctx, s.work, err, 0)
}

// posted is the result of a message that stands. A channel need not know where: nothing there is ever edited.
func (b *Bot) posted(s saying, p chat.Posted) result {
	if s.message.To == workflow.ToPlace {
		return done(nil)
	}
	return done(workflow.Posted{At: b.at(), To: s.message.To, Turn: s.message.Turn, Ref: p.Ref, Thread: p.Thread, Rev: s.rev})
}

// show brings the root message up to date. An edit in doubt can still land over a newer one, so that is waited out.
func (b *Bot) show(ctx context.Context, w storage.Work, c workflow.Case) result {
	if c.Root == "" {
		return dropped() // posting it will show the present state
	}
	if !w.InDoubt && c.Opened.Before(b.began) { // the edit of an earlier process whose place this one took
		w.InDoubt, w.TriedAt = true, b.began
	}
	if now := b.now(); w.InDoubt && now.Before(lookAt(w, now)) {
		return b.waitOut(w)
	}
	m := b.message(ctx, w, c, workflow.Say{To: workflow.ToRoot})
	calling, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	err := b.platforms[c.Place.Platform].Show(calling, c.Root, m)
	switch {
	case err == nil:
		return done(nil)
	case outcome.IsRefused(err):
		b.workLog(w).WithError(err).Warn("the chat service refused an edit")
		return done(workflow.ShowRefused{At: b.at(), Reason: err.Error()})
	}
	return b.chatFailed(ctx, w, err, lateness) // also for an edit that takes this one's place
}

// waitOut puts a message or an edit in doubt off until it can no longer appear by itself.
func (b *Bot) waitOut(w storage.Work) result {
	now := b.now()
	return result{retry: &storage.Retry{
		Effect: w.Effect.ID, NotBefore: lookAt(w, now), InDoubt: true, TriedAt: triedAt(w, now),
	}}
}

// chatFailed puts a message or an edit off that was neither taken nor refused; one in doubt at least for doubt.
func (b *Bot) chatFailed(ctx context.Context, w storage.Work, err error, doubt time.Duration) result {
	log := b.workLog(w).WithError(err)
	if after, ok := outcome.IsLater(err); ok {
		log.Debug("the chat service asks to wait")
		return b.putOff(w, after)
	}
	if ctx.Err() != nil {
		return result{}
	}
	log.Warn("the chat service said neither yes nor no; trying again later")
	return b.inDoubt(w, doubt)
}
