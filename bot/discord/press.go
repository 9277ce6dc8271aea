package discord

// Presses of buttons, under messages and answers.

import (
	"cmp"
	"context"
	"strings"

	"syncbot/workflow"
)

// pressed answers a press. A button that asks for something opens a modal for it, whose submission is the deed.
func (r *run) pressed(ctx context.Context, d deed, i interaction) reaction {
	choice, mentions, err := r.choiceIn(ctx, i)
	switch {
	case err != nil:
		return r.telling(ctx, says(err.Error()))
	case choice.Action.Input != "":
		return asking(inputForm(i.Data.CustomID, choice.Action))
	}
	return r.choose(ctx, d, i, choosing(choice, mentions, ""))
}

// choose lets the bot decide on what was pressed. A button in an answer that was sent to the person alone is pressed where the
// deed was done that was answered.
func (r *run) choose(ctx context.Context, d deed, i interaction, what making) reaction {
	there, err := r.whereAnswered(ctx, d, i.Message)
	if err != nil {
		r.log().WithError(err).Warn("a press was refused: nobody could say where its message was written")
		return r.telling(ctx, saysUndone(unknownPlace))
	}
	if !r.serves(there.guild) {
		return r.telling(ctx, says(notHere))
	}
	return r.telling(ctx, r.decide(ctx, there, what))
}

// choiceIn is what was pressed, or what asked for what was filled in, with the people whom its command names.
func (r *run) choiceIn(ctx context.Context, i interaction) (workflow.Choice, []workflow.User, error) {
	c, err := choiceOf(i.Data.CustomID, i.Message.footers())
	if err != nil {
		return c, nil, err
	}
	c.Action.Label = wordsOn(i.Message.Components, i.Data.CustomID)
	there, _ := i.Message.answers()
	people := r.peopleIn(ctx, cmp.Or(i.Guild, there), marksIn(c.Command))
	c.Command = unmarked(c.Command, people)
	return c, people, nil
}

// footers is the small print of the message.
func (m seenMessage) footers() string {
	var all []string
	for _, e := range m.Embeds {
		all = append(all, e.Footer.Text)
	}
	return strings.Join(all, "\n")
}

// wordsOn is the words on the button.
func wordsOn(all []component, customID string) string {
	for _, c := range all {
		if c.CustomID == customID {
			return c.Label
		}
		if words := wordsOn(c.Components, customID); words != "" {
			return words
		}
	}
	return ""
}

// peopleIn are those people by the names that they have in the guild, where Discord says them in time.
func (r *run) peopleIn(ctx context.Context, guild string, ids []workflow.UserID) []workflow.User {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	var all []workflow.User
	for _, id := range ids {
		var m member // without a name it stands by its id
		if guild != "" {
			m, _ = r.book.member(ctx, guild, string(id))
		}
		m.User.ID = string(id)
		all = append(all, m.User.named(m.Nick))
	}
	return all
}
