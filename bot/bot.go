// Package bot is the durable shell round the pure core of package workflow: it takes in what people do, lets the core
// decide, commits the decision, performs what was decided and commits what came of it.
//
// Nothing is acknowledged before it is on disk, nothing is done before it is decided on disk, and what was decided stays
// in the outbox until its result is on disk. The package knows no chat service, no store and no accounting system.
package bot

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/accounting"
	"syncbot/bot/chat"
	"syncbot/bot/workshop"
	"syncbot/storage"
	"syncbot/workflow"
)

// ReadText reads event log lines that a person pasted; about is the number that it is pasted for.
// Its errors are sentences for that person.
type ReadText func(text string, zone *time.Location, about string, now time.Time) (workflow.Reading, error)

// Config is what a Bot is made of. The bot closes none of it.
type Config struct {
	Machine   *workflow.Machine
	Store     storage.Store
	Platforms []chat.Platform                            // their names differ
	Gateway   workshop.Gateway                           // nil where every workshop is on the people road
	Books     accounting.Books                           // nil: every look says that the accounting system isn't connected
	ReadText  ReadText                                   // for what people paste
	Serves    func(workflow.Place) []workflow.WorkshopID // whose documents can be asked after in the channel; nil: all workshops' in every channel
	Policy    workflow.Policy                            // who may do what; the zero Policy keeps only outsiders out
	Heading   string                                     // stands above every message; may be empty
	Now       func() time.Time                           // the wall clock, which may jump; nil: time.Now
	Log       logrus.FieldLogger                         // nil: logrus.StandardLogger
}

// Bot is the shell. Handle, Cases and Idle may be used by many goroutines; Run runs once.
type Bot struct {
	cfg       Config
	platforms map[string]chat.Platform
	lanes     []*lane
	began     time.Time     // what an earlier process sent, it sent before this
	commits   atomic.Uint64 // made by this process, so that a lane knows whether it has looked since
	handling  atomic.Int64  // requests under way
}

// New makes a bot. Nothing runs before Run. The error says what is missing.
func New(c Config) (*Bot, error) {
	if err := check(c); err != nil {
		return nil, err
	}
	b := &Bot{cfg: withDefaults(c), platforms: map[string]chat.Platform{}}
	b.began = b.now()
	for _, name := range []storage.Lane{storage.Inside, laneWorkshop, laneBooks} {
		b.lanes = append(b.lanes, newLane(b, name))
	}
	for _, p := range c.Platforms {
		b.platforms[p.Name()] = p
		b.lanes = append(b.lanes, newLane(b, storage.Lane(p.Name())))
	}
	return b, nil
}

func withDefaults(c Config) Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = logrus.StandardLogger()
	}
	if c.Serves == nil {
		all := slices.Sorted(maps.Keys(c.Machine.Workshops))
		c.Serves = func(workflow.Place) []workflow.WorkshopID { return all }
	}
	if c.Gateway == nil {
		c.Gateway = noGateway{}
	}
	if c.Books == nil {
		c.Books = noBooks{c.Now}
	}
	return c
}

// check looks at the configuration as it was given.
func check(given Config) error {
	if given.Machine == nil || given.Store == nil || given.ReadText == nil {
		return errors.New("a bot needs a machine, a store and a reader of pasted logs")
	}
	for _, w := range given.Machine.Workshops {
		if w.Road == workflow.ByGateway && given.Gateway == nil {
			return fmt.Errorf("workshop %q is on the gateway road, but no gateway is configured", w.ID)
		}
	}
	taken := map[storage.Lane]bool{storage.Inside: true, laneWorkshop: true, laneBooks: true}
	for _, p := range given.Platforms {
		if taken[storage.Lane(p.Name())] {
			return fmt.Errorf("the name %q of a chat service is taken", p.Name())
		}
		taken[storage.Lane(p.Name())] = true
	}
	return nil
}

// now is the wall clock without its monotonic reading: deadlines are kept across restarts, so only the wall counts.
func (b *Bot) now() time.Time { return b.cfg.Now().Round(0) }

// wakeLanes makes every lane look for work: the end of an effect makes the next one of its record due, in any lane.
func (b *Bot) wakeLanes() {
	for _, l := range b.lanes {
		l.signal()
	}
}

// The fields of log lines.
const (
	fieldRecord  = "record"
	fieldEffect  = "effect"
	fieldLane    = "lane"
	fieldSort    = "sort"
	fieldNumber  = "number"
	fieldVerdict = "verdict"
)

// workLog names the work in log lines.
func (b *Bot) workLog(w storage.Work) logrus.FieldLogger {
	log := b.cfg.Log.WithField(fieldRecord, w.Record.ID)
	if w.Effect == nil {
		return log.WithField(fieldSort, "wake")
	}
	return log.WithFields(logrus.Fields{
		fieldEffect: w.Effect.ID, fieldLane: w.Effect.Lane, fieldSort: fmt.Sprintf("%T", w.Effect.Effect),
	})
}
