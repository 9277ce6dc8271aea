package bot

// Commands about one open case.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// onCase handles a command about the case of a document that is followed.
func (b *Bot) onCase(ctx context.Context, r chat.Request, cmd workflow.Command, served []workflow.WorkshopID) (workflow.Answer, error) {
	if cmd.Workshop != "" {
		w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, served)
		if err != nil {
			return says(err.Error()), nil
		}
		served = []workflow.WorkshopID{w}
	}
	cases, err := b.followedAt(ctx, served, cmd.Doc())
	switch {
	case err != nil:
		return workflow.Answer{}, err
	case len(cases) == 0:
		return notFollowed(cmd.Doc()), nil
	case len(cases) > 1:
		return b.whichWorkshop(ctx, r, workshopsOf(cases))
	}
	return b.toCase(ctx, r, cmd, cases[0])
}

// followedAt are the open cases for the document. Where only one of the workshops follows it, nobody need say which.
func (b *Bot) followedAt(ctx context.Context, at []workflow.WorkshopID, d workflow.Document) ([]workflow.Case, error) {
	var open []workflow.Case
	for _, w := range at {
		c, err := b.watching(ctx, w, d)
		if err != nil {
			return nil, err
		}
		if c.Open() {
			open = append(open, c)
		}
	}
	return open, nil
}

func workshopsOf(cases []workflow.Case) []workflow.WorkshopID {
	all := make([]workflow.WorkshopID, len(cases))
	for i, c := range cases {
		all[i] = c.Workshop
	}
	return all
}

// toCase does what the command says to the case. One that means the same as a press means it in whatever turn the case is.
func (b *Bot) toCase(ctx context.Context, r chat.Request, cmd workflow.Command, c workflow.Case) (workflow.Answer, error) {
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Place: r.Place}
	switch cmd.Verb {
	case workflow.VerbStatus:
		return says(b.cfg.Machine.Status(c, b.now())), nil
	case workflow.VerbGive:
		return b.give(ctx, r, cmd, c)
	case workflow.VerbAgain:
		return b.again(ctx, r, c)
	case workflow.VerbCheck:
		pressed.Action = workflow.CheckNow
	case workflow.VerbStop:
		pressed.Action = workflow.Stop
	case workflow.VerbTake:
		pressed.Action = workflow.Take
	case workflow.VerbSnooze:
		pressed.Action = workflow.Snooze
	}
	return b.pressOn(ctx, r, c, pressed, cmd.Text)
}

// give hands the case over to somebody whom the command mentions.
func (b *Bot) give(ctx context.Context, r chat.Request, cmd workflow.Command, c workflow.Case) (workflow.Answer, error) {
	if no := elsewhere(r, c); no != "" {
		return says(no), nil
	}
	if cmd.Text == "" {
		return says("Give it to whom? Mention the person: give " + typed(c.Doc) + " @mei."), nil
	}
	i := slices.IndexFunc(r.Mentions, func(u workflow.User) bool { return sameWords(u.Name, cmd.Text) })
	if i < 0 {
		return says(fmt.Sprintf("I can't tell who %q is. Mention one person who is here: /syncstatus give %s @name.", cmd.Text, typed(c.Doc))), nil
	}
	return b.act(ctx, r, c.Ref(), workflow.Given{At: b.takenIn(r), By: r.By, To: r.Mentions[i]})
}

// sameWords compares what people read as the same, whatever stands between the words.
func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// elsewhere says why nobody here can own the case: an owner is mentioned in the case's thread, by that chat service's own id.
// Empty: somebody here can.
func elsewhere(r chat.Request, c workflow.Case) string {
	if r.Place.Platform == c.Place.Platform {
		return ""
	}
	return fmt.Sprintf("%s is followed on another chat service, where I couldn't mention anybody from here. Somebody there can take it.", c.Doc.Title())
}

func notFollowed(d workflow.Document) workflow.Answer {
	return says(fmt.Sprintf("I'm not following %s. To start: /syncstatus %s.", d.Title(), typed(d)))
}

// typed is the document as a command names it.
func typed(d workflow.Document) string {
	if d.Kind == workflow.Invoice {
		return d.Number
	}
	return string(d.Kind) + " " + d.Number
}
