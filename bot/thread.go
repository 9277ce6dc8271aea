package bot

// What is said in the thread of a case: commands there need not name its number, and what is no command is its event log.

import (
	"cmp"
	"context"
	"slices"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// onThread handles a command about one case that names none: in a thread with one, it is that. onSystem are the workshops served
// there that copy to the system that the command names.
func (b *Bot) onThread(ctx context.Context, r chat.Request, cmd workflow.Command, onSystem []workflow.WorkshopID) (workflow.Answer, error) {
	if r.Place.Thread == "" {
		return says(cmd.WhichOne().Error()), nil
	}
	cases, err := b.casesIn(ctx, r.Place)
	if err != nil {
		return workflow.Answer{}, err
	}
	if cases, err = b.atNamed(cmd, onSystem, cases); err != nil {
		return says(err.Error()), nil
	}
	switch len(cases) {
	case 0:
		return says("I'm not following anything in this thread. " + cmd.WhichOne().Error()), nil
	case 1:
		return b.toCase(ctx, r, cmd, cases[0])
	}
	return says(cmd.WhichOne().Error()), nil
}

// atNamed are those of the cases that are at the workshop or on the system that the command names; all where it names neither. Its
// errors are sentences for the person.
func (b *Bot) atNamed(cmd workflow.Command, onSystem []workflow.WorkshopID, cases []workflow.Case) ([]workflow.Case, error) {
	if cmd.Workshop != "" {
		w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, onSystem)
		if err != nil {
			return nil, err
		}
		onSystem = []workflow.WorkshopID{w}
	} else if cmd.System == "" {
		return cases, nil
	}
	return slices.DeleteFunc(cases, func(c workflow.Case) bool { return !slices.Contains(onSystem, c.Workshop) }), nil
}

// casesIn are the open cases whose story goes in that thread.
func (b *Bot) casesIn(ctx context.Context, p workflow.Place) ([]workflow.Case, error) {
	if p.Thread == "" {
		return nil, nil
	}
	cases, err := b.Cases(ctx, "")
	return slices.DeleteFunc(cases, func(c workflow.Case) bool {
		return c.Thread != p.Thread || c.Place.Platform != p.Platform || c.Place.Channel != p.Channel
	}), err
}

// What is said of what could be pasted, and is not taken as that.
const (
	fileElsewhere = "I read files in the thread of a case that I follow, so nothing was done. Send it there."
	whoseLog      = "I follow more than one number in this thread, so I can't tell whose log that is. Press the button for it under the number's message."
	maybeLog      = "If that's from the event log, write its date and time with it, or send it as a file."
)

// pasted takes a file, or what is no command and surely from the event log, as pasted for the thread's case. It says whether it
// has the answer.
func (b *Bot) pasted(ctx context.Context, r chat.Request, misread error) (answer workflow.Answer, was bool, err error) {
	if r.Attached == nil && (misread == nil || r.Place.Thread == "") {
		return workflow.Answer{}, false, nil
	}
	cases, err := b.casesIn(ctx, r.Place)
	if err != nil {
		return workflow.Answer{}, true, err
	}
	if r.Attached == nil {
		switch maybe, surely := b.readsAsLog(r.Text, cases); {
		case !maybe:
			return workflow.Answer{}, false, nil
		case !surely:
			return says(misread.Error() + " " + maybeLog), true, nil
		}
	}
	answer, err = b.pasteFor(ctx, r, cases)
	return answer, true, err
}

// pasteFor takes what came as the event log of the only one of the cases.
func (b *Bot) pasteFor(ctx context.Context, r chat.Request, cases []workflow.Case) (workflow.Answer, error) {
	switch {
	case len(cases) == 0 && len(b.serves(r)) == 0:
		return says(b.notSetUp(r)), nil
	case len(cases) == 0:
		return says(fileElsewhere), nil
	case len(cases) > 1:
		return says(whoseLog), nil
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Place: r.Place, Action: workflow.PasteLog, Turn: cases[0].Turn}
	return b.pressOn(ctx, r, cases[0], pressed, cmp.Or(string(r.Attached), r.Text))
}

// readsAsLog says whether the text may be from the event log of one of the cases, and whether it surely is. People talk in the
// thread, too, and nothing that they say may become an error: surely from the log is what has its time, or says what is known.
func (b *Bot) readsAsLog(text string, cases []workflow.Case) (maybe, surely bool) {
	for _, c := range cases {
		reading, err := b.cfg.ReadText(text, b.zone(c.Workshop), c.Doc.Number, b.now())
		maybe = maybe || err == nil
		surely = surely || slices.ContainsFunc(reading.Entries, func(e workflow.LogEntry) bool {
			return !e.At.IsZero() || b.cfg.Machine.Knows(c.Workshop, e.Message)
		})
	}
	return maybe, surely
}

// again does what the case offers to have done: a fix, or another sync. Where it offers nothing of the kind, it says how it stands.
func (b *Bot) again(ctx context.Context, r chat.Request, c workflow.Case) (workflow.Answer, error) {
	if refusal := b.mayNotOpen(r); refusal != "" {
		return says(refusal), nil
	}
	action, offered := b.cfg.Machine.Again(c)
	if !offered {
		return says("No sync to start for it now. " + b.cfg.Machine.Status(c, b.now())), nil
	}
	pressed := workflow.Pressed{At: b.takenIn(r), By: r.By, Place: r.Place, Action: action, Turn: c.Turn}
	return b.pressOn(ctx, r, c, pressed, "")
}
