package bot

// Typed commands: reading one, and whose workshops it may be about.

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// command handles a typed command.
func (b *Bot) command(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	cmd, misread := workflow.ParseCommand(r.Text)
	refusal := b.cfg.Policy.Refusal(asker(r), workflow.MayAsk)
	if refusal == "" {
		if answer, was, err := b.pasted(ctx, r, misread); was {
			return answer, err
		}
	}
	switch {
	case misread != nil && r.Aside:
		return workflow.Answer{}, nil
	case refusal != "":
		return says(refusal), nil
	case misread != nil:
		return says(misread.Error()), nil
	}
	return b.understood(ctx, r, cmd)
}

// understood does what the command says.
func (b *Bot) understood(ctx context.Context, r chat.Request, cmd workflow.Command) (workflow.Answer, error) {
	served := b.serves(r)
	onSystem, offSystem := b.cfg.Machine.OnSystem(cmd, served)
	switch {
	case cmd.Verb == workflow.VerbHelp:
		return says(b.cfg.Machine.Help(cmd.Text, b.right(r), len(served) > 1)), nil
	case cmd.Verb == workflow.VerbExplain:
		return says(b.cfg.Machine.Explain(b.systemOf(served), cmd.Text)), nil
	case len(served) == 0:
		return says(b.notSetUp(r)), nil
	case offSystem != nil:
		return says(offSystem.Error()), nil
	case cmd.Verb == workflow.VerbList:
		return b.list(ctx, cmd, onSystem)
	case cmd.Verb == workflow.VerbSync:
		return b.follow(ctx, r, cmd, onSystem)
	case len(cmd.Docs) == 0:
		return b.onThread(ctx, r, cmd, onSystem)
	}
	return b.onCase(ctx, r, cmd, onSystem)
}

// serves says which workshops may be asked about where the request was made: those of its channel; where nobody else reads
// it, those of the person's channels, too.
func (b *Bot) serves(r chat.Request) []workflow.WorkshopID {
	all := b.cfg.Serves(r.Place)
	if !r.Private {
		return all
	}
	all = slices.Clone(all)
	for _, channel := range r.Channels {
		all = append(all, b.cfg.Serves(workflow.Place{Platform: r.Place.Platform, Channel: channel})...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// says is an answer without choices.
func says[T string | workflow.Words](text T) workflow.Answer {
	return workflow.Answer{Text: workflow.Words(text)}
}

// notSetUp says what is missing in a channel that serves no workshop, and who can add it.
func (b *Bot) notSetUp(r chat.Request) string {
	who := cmp.Or(b.cfg.Policy.AdminNames(), "Whoever runs me")
	if r.Private {
		return "I know of no channel of yours that is set up for a workshop. " + who + " can do that."
	}
	return fmt.Sprintf("This channel isn't set up for a workshop yet. %s can do that: SYNCBOT_CHANNELS has to name %s:%s.", who, r.Place.Platform, r.Place.Channel)
}

// systemOf is the accounting system of all the workshops; empty where they have several.
func (b *Bot) systemOf(served []workflow.WorkshopID) workflow.System {
	var all workflow.System
	for i, w := range served {
		system := b.systemAt(w)
		if i > 0 && system != all {
			return ""
		}
		all = system
	}
	return all
}

// list answers with the open cases of the workshop that was named, else of all that the channel serves.
func (b *Bot) list(ctx context.Context, cmd workflow.Command, served []workflow.WorkshopID) (workflow.Answer, error) {
	var one workflow.WorkshopID
	if cmd.Workshop != "" || len(served) == 1 {
		w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, served)
		if err != nil {
			return says(err.Error()), nil
		}
		one, served = w, []workflow.WorkshopID{w}
	}
	cases, err := b.servedCases(ctx, served)
	if err != nil {
		return workflow.Answer{}, err
	}
	return says(b.cfg.Machine.List(cases, one, b.now())), nil
}
