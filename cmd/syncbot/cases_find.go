package main

// Which case a command means, and who keeps it.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"syncbot/bot/workshop/sandbox"
	"syncbot/storage/bolt"
	"syncbot/workflow"
)

// errNoStore says that nothing has been followed there yet.
var errNoStore = errors.New("there is no store yet")

// demoWait is how long an hour of the demo lasts, unless it was told otherwise.
const demoWait = 20 * time.Second

// withKeepers opens the keeper of the configured store, or those of the demos on both roads, and closes them after use.
func withKeepers(ctx context.Context, demo bool, use func([]keeper) error) (err error) {
	all, err := keptParts(demo)
	if err != nil {
		return err
	}
	var keepers []keeper
	for _, p := range all {
		k, done, failed := p.keeper(ctx)
		if demo && errors.Is(failed, errNoStore) {
			continue
		}
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, done()) }()
		keepers = append(keepers, k)
	}
	return use(keepers)
}

// keptParts are the parts of the bots whose cases are meant.
func keptParts(demo bool) ([]parts, error) {
	if demo {
		return demoParts()
	}
	c, err := readConfig(os.Environ(), ".")
	if err != nil {
		return nil, listed(err)
	}
	p, err := c.parts("")
	return []parts{p}, err
}

// demoParts are those of the demos: the workshop's and the desk's, on both roads.
func demoParts() ([]parts, error) {
	pretend, err := sandbox.Open("", time.Now)
	if err != nil {
		return nil, err
	}
	var all []parts
	for _, o := range []demoOptions{
		{road: workflow.ByGateway}, {road: workflow.ByPeople}, {road: workflow.ByGateway, desk: true}, {road: workflow.ByPeople, desk: true},
	} {
		o.wait = demoWait
		all = append(all, parts{
			machine: o.machine(pretendWorkshops(pretend, o.road)), storePath: filepath.Join(o.folder(), storeFile),
			gateway: pretend, heading: practiceHeading,
		})
	}
	return all, nil
}

// keeper is the running bot that holds the store, or the store itself, which done closes.
func (p parts) keeper(ctx context.Context) (k keeper, done func() error, err error) {
	remote := botKeeper{p.storePath}
	runs, err := remote.running(ctx)
	if runs || err != nil {
		return remote, func() error { return nil }, err
	}
	if _, err := os.Stat(p.storePath); err != nil {
		return nil, nil, fmt.Errorf("%w at %s, so nothing has been followed; for the cases of the demos add --demo", errNoStore, p.storePath)
	}
	if p.store, err = bolt.Open(p.storePath, bolt.Options{}); err != nil {
		return nil, nil, err
	}
	p.log = newLog(os.Stderr, "warn")
	b, err := p.newBot()
	if err != nil {
		return nil, nil, errors.Join(err, p.store.Close())
	}
	return offlineKeeper{storeKeeper{b, p.store, p.machine}}, p.store.Close, nil
}

// offlineKeeper is a store that no running bot holds.
type offlineKeeper struct{ storeKeeper }

func (k offlineKeeper) stop(ctx context.Context, id, by string) (stopped, error) {
	done, err := k.storeKeeper.stop(ctx, id, by)
	done.Offline = !done.Already
	return done, err
}

// onCase finds the case that was typed, an open one by its number or any by its id, and does something with it.
func onCase(ctx context.Context, demo bool, typed string, do func(k keeper, id string) error) error {
	return withKeepers(ctx, demo, func(keepers []keeper) error {
		found, err := findOpen(ctx, keepers, typed)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			return do(found[0].keeper, found[0].line.ID)
		}
		if len(found) > 1 {
			return severalOpen(typed, found)
		}
		for _, k := range keepers {
			if err := do(k, strings.ToLower(typed)); !errors.Is(err, errNoCase) {
				return err
			}
		}
		return notFound(demo, typed)
	})
}

// notFound says what is not there, and how a closed case is found: the store finds those by their ids alone.
func notFound(demo bool, typed string) error {
	log := "the bot's log"
	if demo {
		log = filepath.Join(stateHome(), "syncbot", "demo*", logFile)
	}
	return fmt.Errorf("%w: %s is neither an id nor a number that is being followed; a closed case is found by its id only, "+
		"the record=ID of its line \"case opened\" in %s", errNoCase, typed, log)
}

// kept is an open case with its keeper.
type kept struct {
	keeper keeper
	line   caseLine
}

// findOpen finds the open cases that were meant: the one with the id, else those about the document, else those with the number.
func findOpen(ctx context.Context, keepers []keeper, typed string) ([]kept, error) {
	var byID, byDocument, byNumber []kept
	doc := documentOf(typed)
	for _, k := range keepers {
		list, err := k.list(ctx)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			switch {
			case strings.EqualFold(c.ID, typed):
				byID = append(byID, kept{k, c})
			case c.document().Key() == doc.Key():
				byDocument = append(byDocument, kept{k, c})
			case doc.Kind == workflow.Invoice && workflow.MatchNumber(c.Number, doc.Number) != workflow.NoMatch:
				byNumber = append(byNumber, kept{k, c})
			}
		}
	}
	for _, found := range [][]kept{byID, byDocument, byNumber} {
		if len(found) > 0 {
			return found, nil
		}
	}
	return nil, nil
}

// documentOf reads a number as people type it to the bot; the zero Document where it is none.
func documentOf(typed string) workflow.Document {
	c, err := workflow.ParseCommand(joinedPrefix.ReplaceAllString(typed, "INV-$1"))
	if err != nil || c.Verb != workflow.VerbSync || len(c.Docs) != 1 || c.Workshop != "" {
		return workflow.Document{}
	}
	return c.Doc()
}

// severalOpen says in a sentence that a number is followed more than once.
func severalOpen(typed string, found []kept) error {
	var ids []string
	for _, f := range found {
		ids = append(ids, fmt.Sprintf("%s (%s at %s)", f.line.ID, f.line.document().Title(), f.line.Workshop))
	}
	return badUse("%s is followed more than once; give the id: %s", typed, strings.Join(ids, ", "))
}
