package main

// Wiring: the parts of a running bot, put together once for serve and demo.

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/sirupsen/logrus"
	"golang.org/x/sync/errgroup"

	"syncbot/bot"
	"syncbot/bot/accounting"
	"syncbot/bot/chat"
	"syncbot/bot/workshop"
	"syncbot/bot/workshop/report"
	"syncbot/storage/bolt"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// forcePause is the least time between two forced syncs; the proposed contract suggests five minutes.
const forcePause = 5 * time.Minute

// practiceHeading stands above everything that is said of the sandbox.
const practiceHeading = "Practice data"

// parts are what differs between serve and demo.
type parts struct {
	machine   *workflow.Machine
	store     *bolt.Store // closed by its opener, after run
	storePath string
	platforms []chat.Platform
	gateway   workshop.Gateway                           // nil: people press sync
	books     accounting.Books                           // nil: nobody can look into them
	serves    func(workflow.Place) []workflow.WorkshopID // nil: all in every channel
	policy    workflow.Policy                            // for chats; operators may do everything
	heading   string
	log       logrus.FieldLogger
}

// running is a bot with its store and its socket.
type running struct {
	bot    *bot.Bot
	store  *bolt.Store
	socket *socket
}

// assemble puts the bot together. Whoever gets it calls run.
func (p parts) assemble() (*running, error) {
	b, err := p.newBot()
	if err != nil {
		return nil, err
	}
	s, err := listenSocket(socketPath(p.storePath), routes(storeKeeper{b, p.store, p.machine}, p.platforms))
	if err != nil {
		return nil, err
	}
	return &running{bot: b, store: p.store, socket: s}, nil
}

// newBot makes the bot, which only run runs.
func (p parts) newBot() (*bot.Bot, error) {
	policy := p.policy
	policy.Admins = append(slices.Clone(policy.Admins), operators)
	return bot.New(bot.Config{
		Machine: p.machine, Store: p.store, Platforms: p.platforms, Gateway: p.gateway, Books: p.books,
		ReadText: readPasted, Serves: p.serves, Policy: policy, Heading: p.heading, Log: p.log,
	})
}

// run serves until ctx ends and everything has stopped. It leaves the store open.
func (r *running) run(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return r.bot.Run(ctx) })
	group.Go(func() error { return r.socket.serve(ctx) })
	return group.Wait()
}

// newMachine knows the workshops. At most one sync is forced in pause.
func newMachine(wait, pause time.Duration, workshops []workflow.Workshop) *workflow.Machine {
	m := &workflow.Machine{Wait: wait, Pause: pause, Catalogue: diagnosis.Default(), Workshops: map[workflow.WorkshopID]workflow.Workshop{}}
	for _, w := range workshops {
		m.Workshops[w.ID] = w
	}
	return m
}

// readPasted reads event log lines as a person pasted them. Lines without any number are about the case they were pasted for.
func readPasted(text string, zone *time.Location, about string, now time.Time) (workflow.Reading, error) {
	log, err := report.Read(strings.NewReader(text), report.Options{Zone: zone, Numbers: []string{about}, About: about})
	if err != nil {
		return workflow.Reading{}, err
	}
	reading := log.Reading()
	if reading.AsOf.After(now) {
		reading.AsOf = now
	}
	return reading, nil
}

// newLog writes to w, in the form that operators and machines can both read.
func newLog(w io.Writer, level string) logrus.FieldLogger {
	log := logrus.New()
	log.SetOutput(w)
	log.SetFormatter(&logrus.TextFormatter{DisableColors: true, FullTimestamp: true})
	if l, err := logrus.ParseLevel(level); err == nil {
		log.SetLevel(l)
	}
	return log
}
