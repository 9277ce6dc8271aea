package bot

// Presses of what a message or an answer offers.

import (
	"context"
	"errors"
	"slices"
	"time"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// press handles a press of an action.
func (b *Bot) press(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	if refusal := b.cfg.Policy.Refusal(asker(r), r.Press.Action.Needs()); refusal != "" {
		return says(refusal), nil
	}
	c, err := b.getCase(ctx, r.Press.Case)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return says("That message is too old: I no longer have its case. To follow the number again: /syncstatus and the number."), nil
	case err != nil:
		return workflow.Answer{}, err
	case !b.reaches(r, c):
		return says("That belongs to a workshop that this channel isn't set up for, so nothing was done."), nil
	case r.Press.Action == workflow.Follow && !slices.Contains(b.cfg.Serves(r.Place), c.Workshop):
		return says("I tell news only in channels that are set up for the workshop. Press it in one of them."), nil
	}
	if r.Press.Action == workflow.Reopen {
		if other, err := b.watching(ctx, c.Workshop, c.Doc); err != nil || other.Open() {
			return b.ask(ctx, question{request: r, workshop: c.Workshop, docs: []workflow.Document{c.Doc}}) // it is followed in another case, which answers
		}
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Action: r.Press.Action, Turn: r.Press.Turn, Place: r.Place, Desk: b.isDesk(r)}
	return b.pressOn(ctx, r, c, pressed, r.Press.Text)
}

// isDesk says whether several workshops are served where the request was made.
func (b *Bot) isDesk(r chat.Request) bool { return len(b.serves(r)) > 1 }

// reaches says whether what is pressed in the request's place may be about the case. It may where the channel serves the
// workshop. Elsewhere a press must stand under what the bot itself says there about the case, or one workshop could reach
// another's: in the case's own channel and those that follow it, which may have served the workshop before, in the support
// lead's, and the owner wherever they are on the case's service: what they alone read has no channel to tell it by.
func (b *Bot) reaches(r chat.Request, c workflow.Case) bool {
	if slices.Contains(b.serves(r), c.Workshop) {
		return true
	}
	here := func(p workflow.Place) bool { return p.Platform == r.Place.Platform && p.Channel == r.Place.Channel }
	follows := slices.ContainsFunc(c.Followers, func(f workflow.Follower) bool { return here(f.Place) })
	owns := r.Place.Platform == c.Place.Platform && r.By.ID == c.Owner.ID
	return here(c.Place) || follows || owns || here(b.cfg.Machine.Leads)
}

// pressOn does a press, or the command that means the same, with what was typed.
func (b *Bot) pressOn(ctx context.Context, r chat.Request, c workflow.Case, p workflow.Pressed, typed string) (workflow.Answer, error) {
	if no := elsewhere(r, c); p.Action == workflow.Take && no != "" {
		return says(no), nil
	}
	if err := b.readInput(c, typed, &p); err != nil {
		return says(err.Error()), nil
	}
	if p.Pasted != nil {
		b.share(ctx, r.Key, c.Ref(), *p.Pasted)
		own := p.Pasted.About(c.Doc)
		p.Pasted = &own
	}
	also, err := b.renewOthers(ctx, r, c, p)
	if err != nil {
		return workflow.Answer{}, err
	}
	p.Also = also
	return b.act(ctx, r, c.Ref(), p)
}

// readInput reads what was typed with the press. Its errors are sentences for the person.
func (b *Bot) readInput(c workflow.Case, typed string, p *workflow.Pressed) (err error) {
	now := p.Time().In(b.cfg.Machine.ZoneOf(c))
	switch p.Action {
	case workflow.PasteLog:
		var r workflow.Reading
		if r, err = b.cfg.ReadText(typed, b.zone(c.Workshop), c.Doc.Number, now); err == nil {
			r = foreignReading(r)
			p.Pasted = &r
		}
	case workflow.PressedEarlier:
		p.Stated, err = workflow.ParseClock(typed, now)
	case workflow.Snooze:
		p.Until, err = b.cfg.Machine.SnoozeUntil(c, typed, now)
	}
	return err
}

// zone is that of the workshop's event log.
func (b *Bot) zone(w workflow.WorkshopID) *time.Location {
	if z := b.cfg.Machine.Workshops[w].Zone; z != nil {
		return z
	}
	return time.UTC
}
