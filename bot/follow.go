package bot

// Following documents: a command opens a case for each that it names, all of them or none. Whoever may not open any is told of
// those that are open.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
)

// question asks after documents of a workshop.
type question struct {
	request  chat.Request
	workshop workflow.WorkshopID
	docs     []workflow.Document
}

// follow handles a command that names documents. Nothing is opened until it is known at which workshop.
func (b *Bot) follow(ctx context.Context, r chat.Request, cmd workflow.Command, served []workflow.WorkshopID) (workflow.Answer, error) {
	w, err := b.cfg.Machine.FindWorkshop(cmd.Workshop, served)
	switch {
	case errors.Is(err, workflow.ErrWhichWorkshop):
		return b.whichWorkshop(ctx, r, served)
	case err != nil:
		return says(err.Error()), nil
	}
	return b.ask(ctx, question{request: r, workshop: w, docs: cmd.Docs})
}

// whichWorkshop asks back, with the workshops first that the person has asked about lately.
func (b *Bot) whichWorkshop(ctx context.Context, r chat.Request, among []workflow.WorkshopID) (workflow.Answer, error) {
	p, err := b.person(ctx, r)
	return b.cfg.Machine.WhichWorkshop(r.Text, among, p.Latest), err
}

// person is what is remembered of who did it.
func (b *Bot) person(ctx context.Context, r chat.Request) (workflow.Person, error) {
	record, err := b.cfg.Store.Get(ctx, storage.PersonKey(r.Place.Platform, r.By.ID))
	if errors.Is(err, storage.ErrNotFound) {
		return workflow.Person{Platform: r.Place.Platform, ID: r.By.ID}, nil
	}
	if err != nil {
		return workflow.Person{}, err
	}
	return record.Body.(workflow.Person), nil
}

// ask opens a case for each document, or asks again on the one that is open. It is one batch under the request's key: all of
// it happens, once, or nothing does. To be refused altogether leaves no trace.
func (b *Bot) ask(ctx context.Context, q question) (workflow.Answer, error) {
	for range maxDecides {
		batch, answer, err := b.answerTo(ctx, q)
		if err != nil {
			return workflow.Answer{}, err
		}
		err = b.commit(ctx, batch...)
		if !errors.Is(err, storage.ErrConflict) {
			return b.orSeen(ctx, q.request, answer, err)
		}
	}
	return workflow.Answer{}, fmt.Errorf("%w, %d times", storage.ErrConflict, maxDecides)
}

// answerTo decides on a question. The first commit of the batch holds the key, the answer and what is remembered of the person.
func (b *Bot) answerTo(ctx context.Context, q question) ([]storage.Commit, workflow.Answer, error) {
	batch := []storage.Commit{{Key: q.request.Key, At: b.takenIn(q.request).Time()}}
	var all []followed
	for i := range q.docs {
		f, commit, err := b.askAfter(ctx, q, i)
		if err != nil {
			return nil, workflow.Answer{}, err
		}
		all, batch = append(all, f), append(batch, commit)
	}
	answer := joined(all)
	if !slices.ContainsFunc(all, func(f followed) bool { return !f.refused }) {
		return nil, answer, nil
	}
	p, err := b.person(ctx, q.request)
	if next := p.Asks(q.workshop, q.docs...); next.Rev != p.Rev {
		batch[0].Records = []storage.Record{storage.PersonRecord(next)}
	}
	batch[0].Answer = answer
	return batch, answer, err
}

// askAfter decides on the n-th document. The commit is empty where nothing changes.
func (b *Bot) askAfter(ctx context.Context, q question, n int) (followed, storage.Commit, error) {
	asked, c, err := b.asked(ctx, q, n)
	if err != nil {
		return followed{}, storage.Commit{}, err
	}
	if no := b.mayNotOpen(q.request); no != "" && !c.Open() {
		return followed{doc: asked.Doc, refused: true, answer: says(no)}, storage.Commit{}, nil
	}
	d, err := b.decide(ctx, c, asked)
	told := asked
	told.Reply = "" // whoever has it can answer for the bot: the journal is kept for long, and exported
	return followed{doc: asked.Doc, opened: !c.Open(), answer: d.answer}, d.into(storage.Commit{At: asked.Time(), Event: told}), err
}

// asked is the question after the n-th document, and the open case that it is about; the zero Case: it opens one.
func (b *Bot) asked(ctx context.Context, q question, n int) (workflow.Asked, workflow.Case, error) {
	r, key := q.request, q.request.Key
	if n > 0 {
		key = fmt.Sprintf("%s/%d", key, n)
	}
	e := workflow.Asked{
		At: b.takenIn(r), Case: workflow.CaseRef{Workshop: q.workshop, ID: workflow.NewCaseID(q.workshop, key)},
		By: r.By, Place: r.Place, Doc: q.docs[n], Reply: r.Reply,
		Desk: b.isDesk(r),
	}
	c, err := b.watching(ctx, q.workshop, e.Doc)
	if c.Open() {
		e.Case = c.Ref()
	}
	return e, c, err
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

// followed is what came of asking after one document.
type followed struct {
	doc     workflow.Document
	opened  bool // else it was open already, or the person may not open it
	refused bool
	answer  workflow.Answer
}

// joined makes one answer of several: what was opened in one sentence, then a line for each that is followed already, then once
// why the others were not opened. A choice says which document it is about.
func joined(all []followed) workflow.Answer {
	if len(all) == 1 {
		return all[0].answer
	}
	var opened, lines, refusal []string
	var choices []workflow.Choice
	for _, f := range all {
		switch {
		case f.opened:
			opened = append(opened, f.doc.Title())
		case f.refused:
			refusal = []string{string(f.answer.Text)}
		default:
			lines = append(lines, string(f.answer.Text))
		}
		for _, c := range f.answer.Choices {
			if !c.Action.IsLink() { // a link is called after its document anyway
				c.Action.Label += " · " + f.doc.Title()
			}
			choices = append(choices, c)
		}
	}
	return workflow.Answer{Text: workflow.Words(strings.Join(slices.Concat(onIt(opened), lines, refusal), "\n")), Choices: choices}
}

// onIt says what was opened; nothing where nothing was.
func onIt(opened []string) []string {
	switch n := len(opened); n {
	case 0:
		return nil
	case 1:
		return []string{"On it: " + opened[0] + ". The message below keeps you up to date."}
	default:
		return []string{"On it: " + strings.Join(opened[:n-1], ", ") + " and " + opened[n-1] + ". The messages below keep you up to date."}
	}
}
