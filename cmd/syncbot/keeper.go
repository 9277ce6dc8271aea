package main

// Who answers the commands about cases: a store, which the running bot or nobody holds.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/storage"
	"syncbot/workflow"
	"syncbot/workflow/replay"
)

// keeper answers questions about cases. A case that there is not is errNoCase.
type keeper interface {
	// list lists every open case, ordered by workshop and id.
	list(ctx context.Context) ([]caseLine, error)
	// show gives all that is known of a case, open or closed.
	show(ctx context.Context, id string) (caseFile, error)
	// stop stops following a case. One that is closed stays as it is.
	stop(ctx context.Context, id, by string) (stopped, error)
	// export gives a case's journal as a story; wait is how long the hour lasted, 0: as it is set now.
	export(ctx context.Context, id string, wait time.Duration) (exported, error)
}

// errNoCase says that there is no such case.
var errNoCase = errors.New("there is no such case")

// stopped is a case that is not followed any more.
type stopped struct {
	caseLine
	Already bool   `json:"already"` // it was closed before
	Offline bool   `json:"offline"` // no bot runs: what is to be said in the chat waits for the next one
	Answer  string `json:"answer"`  // what the bot answers
}

// exported is a case as a story.
type exported struct {
	ID      string `json:"id"`
	Story   string `json:"story"`             // a file for workflow/testdata
	Differs string `json:"differs,omitempty"` // a sentence, where the story does not go as the case went
}

// operators are those who run commands on the bot's machine: the socket and the store are theirs alone.
var operators = workflow.Listed{ID: "operators of syncbot"}

// storeKeeper answers from a store, with a bot that need not run.
type storeKeeper struct {
	bot     *bot.Bot
	store   storage.Store
	machine *workflow.Machine
}

func (k storeKeeper) list(ctx context.Context) ([]caseLine, error) {
	cases, err := k.bot.Cases(ctx, "")
	list := make([]caseLine, len(cases))
	for i, c := range cases {
		list[i] = lineOf(c, k.machine)
	}
	return list, err
}

// find finds a case by its id, at whatever workshop.
func (k storeKeeper) find(ctx context.Context, id string) (workflow.Case, error) {
	open, err := k.bot.Cases(ctx, "")
	if err != nil {
		return workflow.Case{}, err
	}
	for _, c := range open { // the workshop may have been taken out of the settings
		if string(c.ID) == id {
			return c, nil
		}
	}
	for _, w := range slices.Sorted(maps.Keys(k.machine.Workshops)) {
		record, err := k.store.Get(ctx, storage.CaseKey(workflow.CaseRef{Workshop: w, ID: workflow.CaseID(id)}))
		if err == nil {
			return record.Body.(workflow.Case), nil
		}
		if !errors.Is(err, storage.ErrNotFound) {
			return workflow.Case{}, err
		}
	}
	return workflow.Case{}, errNoCase
}

func (k storeKeeper) show(ctx context.Context, id string) (caseFile, error) {
	c, err := k.find(ctx, id)
	if err != nil {
		return caseFile{}, err
	}
	journal, err := k.store.Journal(ctx, storage.CaseKey(c.Ref()))
	return fileOf(c, journal, k.machine), err
}

// stop does what a press of Stop following does, in the operator's name. Repeated, it is the same deed.
func (k storeKeeper) stop(ctx context.Context, id, by string) (stopped, error) {
	c, err := k.find(ctx, id)
	if err != nil {
		return stopped{}, err
	}
	if !c.Open() {
		return stopped{lineOf(c, k.machine), true, false, k.machine.Status(c, time.Now()).Text()}, nil
	}
	answer, err := k.bot.Handle(ctx, chat.Request{
		Key:   fmt.Sprintf("operator/%s.%d", c.ID, c.Rev),
		Place: c.Place, By: workflow.User{ID: workflow.UserID("operator " + by), Name: by}, Groups: []string{operators.ID},
		Press: &chat.Press{Case: c.Ref(), Action: workflow.Stop},
	})
	if err != nil {
		return stopped{}, err
	}
	if c, err = k.find(ctx, id); err == nil && c.Open() {
		err = fmt.Errorf("%s is still followed: %s", c.Doc.Title(), answer.Text)
	}
	return stopped{caseLine: lineOf(c, k.machine), Answer: answer.Text.Text()}, err
}

func (k storeKeeper) export(ctx context.Context, id string, wait time.Duration) (exported, error) {
	c, err := k.find(ctx, id)
	if err != nil {
		return exported{}, err
	}
	journal, err := k.store.Journal(ctx, storage.CaseKey(c.Ref()))
	if err != nil {
		return exported{}, err
	}
	var events []workflow.Event
	for _, e := range journal {
		events = append(events, e.Event)
	}
	story := replay.Of(k.machine, c.Workshop, events)
	if wait > 0 {
		story.Wait = wait
	}
	x := exported{ID: id, Differs: differs(story, c)}
	x.Story, err = story.File(k.heading(c, x.Differs))
	return x, err
}

// heading is the comment of an exported story.
func (k storeKeeper) heading(c workflow.Case, differs string) string {
	w := k.machine.Workshops[c.Workshop]
	road := "the bot can force syncs"
	if w.Road != workflow.ByGateway {
		road = "people press sync"
	}
	zone := w.Zone
	if zone == nil {
		zone = time.UTC
	}
	text := fmt.Sprintf("An exported incident: %s at %s, case %s, where %s.\nExported %s. It holds customer data.",
		c.Doc.Title(), w.Name, c.ID, road, moment(time.Now().In(zone)))
	if len(c.Same) > 0 {
		text += "\nAnother case explained some of its errors then. Here it explains them itself."
	}
	if differs != "" {
		text += "\n" + differs
	}
	return text
}

// differs says, in a sentence, that the events do not do today what they did: each of them has changed the case.
func differs(s replay.Story, c workflow.Case) string {
	told := replay.Replay(s.Machine(), s.Events)
	if told.Rev == c.Rev && told.Phase == c.Phase && told.Verdict == c.Verdict && told.Turn == c.Turn {
		return ""
	}
	return "Told again it does not go as it went: the program or its settings have changed since. If the hour was another one then, give it with --wait."
}
