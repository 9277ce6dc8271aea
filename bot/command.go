package bot

// Typed commands.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// command handles a typed command.
func (b *Bot) command(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	cmd, err := workflow.ParseCommand(r.Text)
	if err != nil {
		return workflow.Answer{Text: err.Error()}, nil
	}
	home := b.cfg.Home(r.Place)
	among := b.among(home)
	if cmd.Workshop != "" {
		among = b.among("")
	}
	switch cmd.Verb {
	case workflow.VerbHelp:
		return workflow.Answer{Text: b.cfg.Machine.Help(cmd.Text, workflow.MaySync)}, nil
	case workflow.VerbExplain:
		return workflow.Answer{Text: b.cfg.Machine.Explain(b.systemOf(home), cmd.Text)}, nil
	case workflow.VerbList:
		return b.list(ctx, cmd, home)
	}
	w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, among)
	if err != nil {
		return workflow.Answer{Text: err.Error()}, nil
	}
	if cmd.Verb == workflow.VerbSync {
		return b.ask(ctx, r, w, cmd.Doc())
	}
	c, err := b.watching(ctx, w, cmd.Doc())
	switch {
	case err != nil:
		return workflow.Answer{}, err
	case !c.Open():
		return notFollowed(cmd.Doc()), nil
	case cmd.Verb == workflow.VerbStatus:
		return workflow.Answer{Text: b.cfg.Machine.Status(c, b.now())}, nil
	}
	// A command that means the same as a press means it in whatever turn the case is.
	return b.act(ctx, r, c.Ref(), workflow.Pressed{At: b.takenIn(r), By: r.By, Action: actionOf[cmd.Verb]})
}

var actionOf = map[workflow.Verb]workflow.ActionID{
	workflow.VerbCheck: workflow.CheckNow,
	workflow.VerbStop:  workflow.Stop,
}

// systemOf is the accounting system of the channel's workshop, or of the only one; empty if it is not known.
func (b *Bot) systemOf(home workflow.WorkshopID) workflow.System {
	w, err := b.cfg.Machine.FindWorkshop("", b.among(home))
	if err != nil {
		return ""
	}
	return b.systemAt(w)
}

// among are the workshops that a command may mean: the channel's own, or all.
func (b *Bot) among(home workflow.WorkshopID) []workflow.WorkshopID {
	if home != "" {
		return []workflow.WorkshopID{home}
	}
	return slices.Sorted(maps.Keys(b.cfg.Machine.Workshops))
}

// list answers with the open cases of the workshop that was named, else of the channel's, else of all.
func (b *Bot) list(ctx context.Context, cmd workflow.Command, home workflow.WorkshopID) (workflow.Answer, error) {
	if cmd.Workshop != "" {
		w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, b.among(""))
		if err != nil {
			return workflow.Answer{Text: err.Error()}, nil
		}
		home = w
	}
	cases, err := b.Cases(ctx, home)
	if err != nil {
		return workflow.Answer{}, err
	}
	return workflow.Answer{Text: b.cfg.Machine.List(cases, home, b.now())}, nil
}

// ask follows the document: it opens a case, or asks again on the one that is open.
func (b *Bot) ask(ctx context.Context, r chat.Request, w workflow.WorkshopID, d workflow.Document) (workflow.Answer, error) {
	asked := workflow.Asked{
		At: b.takenIn(r), Case: workflow.CaseRef{Workshop: w, ID: workflow.NewCaseID(w, r.Key)},
		By: r.By, Place: r.Place, Doc: d, Reply: r.Reply,
	}
	for range maxDecides {
		c, err := b.watching(ctx, w, d)
		if err != nil {
			return workflow.Answer{}, err
		}
		if c.Open() {
			asked.Case = c.Ref()
		}
		next, err := b.decide(ctx, c, asked)
		if err != nil {
			return workflow.Answer{}, err
		}
		err = b.commitUnlessEmpty(ctx, next.into(storage.Commit{Key: r.Key, At: asked.Time(), Event: asked}))
		if !errors.Is(err, storage.ErrConflict) {
			return b.orSeen(ctx, r, next.answer, err)
		}
	}
	return workflow.Answer{}, fmt.Errorf("%w, %d times", storage.ErrConflict, maxDecides)
}

// watching is the open case for the document; the zero Case if there is none.
func (b *Bot) watching(ctx context.Context, w workflow.WorkshopID, d workflow.Document) (workflow.Case, error) {
	id, err := b.cfg.Store.Watching(ctx, w, d)
	if errors.Is(err, storage.ErrNotFound) {
		return workflow.Case{}, nil
	}
	if err != nil {
		return workflow.Case{}, err
	}
	c, err := b.getCase(ctx, workflow.CaseRef{Workshop: w, ID: id})
	if err != nil || !c.Open() { // closed in between
		return workflow.Case{}, err
	}
	return c, nil
}

func notFollowed(d workflow.Document) workflow.Answer {
	return workflow.Answer{Text: fmt.Sprintf("I'm not following %s. To start: /syncstatus %s.", d.Title(), typed(d))}
}

// typed is the document as a command names it.
func typed(d workflow.Document) string {
	if d.Kind == workflow.Invoice {
		return d.Number
	}
	return string(d.Kind) + " " + d.Number
}
