package main

// demo runs the bot itself on the console, the sandbox and a store in the user's state folder.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"syncbot/bot/chat"
	"syncbot/bot/console"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/storage/bolt"
	"syncbot/workflow"
)

// The files of the demo, in its folder.
const (
	storeFile      = "syncbot.db"
	sandboxFile    = "workshop.json"
	transcriptFile = "transcript.jsonl"
	logFile        = "syncbot.log"
)

// demoHome is the workshop that the demo's own channel belongs to; that of the desk serves all of them.
const demoHome workflow.WorkshopID = "northside"

// demoOptions are the flags of demo.
type demoOptions struct {
	wait  time.Duration
	road  workflow.Road
	desk  bool
	fresh bool
}

func newDemo() *cobra.Command {
	var o demoOptions
	var people bool
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Try the bot in this terminal, on practice data",
		Long: `demo is the bot itself: a chat in this terminal, a pretend Workshop Software with pretend books,
and a real store. The hour lasts 20 seconds. Leave in the middle of a wait, start again: it goes on.

The channel is that of Northside Autos, on Xero. Good numbers to try: INV-123 (an error to fix),
640 (works), 642 (needs two syncs), 641 (two errors in one entry), 650 (a draft), 653 (an unknown
error), payment 638, supplier 123456, and 655, 657 and 658 in one command (one locked date).

With --desk the channel is the support desk's, for Bayview Motors on MYOB, too: 641 at bayview,
702 at bayview (a locked period). MYOB has to be authorised again there first; the bot says so.
/as Mei lets you speak as Mei: take 653, give 655 @Mei. Each channel and each road is a demo of its own.`,
		Example: `  syncbot demo
  syncbot demo --desk
  syncbot demo --people
  printf '/syncstatus INV-123\n' | syncbot demo --wait 5s --fresh`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.wait < time.Second || o.wait > 24*time.Hour {
				return badUse("--wait is %s; give a time from 1s to 24h", o.wait)
			}
			o.road = workflow.ByGateway
			if people {
				o.road = workflow.ByPeople
			}
			return runDemo(cmd.Context(), o)
		},
	}
	cmd.Flags().DurationVar(&o.wait, "wait", demoWait, "how long the hour lasts")
	cmd.Flags().BoolVar(&o.desk, "desk", false, "the support desk's channel, for several workshops")
	cmd.Flags().BoolVar(&people, "people", false, "people press sync and paste the log, as without a gateway")
	cmd.Flags().BoolVar(&o.fresh, "fresh", false, "forget what was followed and start over")
	return cmd
}

// folder keeps channels and roads apart: each is a demo of its own.
func (o demoOptions) folder() string {
	name := "demo"
	if o.desk {
		name += "-desk"
	}
	if o.road == workflow.ByPeople {
		name += "-people"
	}
	return filepath.Join(stateHome(), "syncbot", name)
}

func runDemo(ctx context.Context, o demoOptions) (err error) {
	d, err := openDemo(o.folder(), o)
	if errors.Is(err, bolt.ErrLocked) {
		return errors.New("the demo is open already, in another window; use it there, or leave it first")
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	me, err := demoUser()
	if err != nil {
		return err
	}
	screen, err := d.chat(console.Options{
		In: os.Stdin, Out: os.Stdout, User: me, Width: width(os.Stdout),
		Interactive: term.IsTerminal(int(os.Stdin.Fd())), Terminal: term.IsTerminal(int(os.Stdout.Fd())),
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, screen.Close()) }()
	r, err := d.assemble()
	if err != nil {
		return err
	}
	err = r.untilLeft(ctx, screen)
	return errors.Join(err, d.goodbye(ctx, r))
}

// demo is the parts of the bot, on the files of a folder.
type demo struct {
	parts
	folder  string
	sandbox *sandbox.Sandbox
	logTo   *os.File
	served  []workflow.WorkshopID
}

// openDemo opens the folder's files and puts the parts together, all but the chat. The error may be bolt.ErrLocked.
func openDemo(folder string, o demoOptions) (*demo, error) {
	store, err := openDemoStore(folder, o.fresh)
	if err != nil {
		return nil, err
	}
	logTo, err := os.OpenFile(filepath.Join(folder, logFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the demo's log can't be written: %w", err), store.Close())
	}
	pretend, err := sandbox.Open(filepath.Join(folder, sandboxFile), time.Now)
	if err != nil {
		return nil, errors.Join(err, logTo.Close(), store.Close())
	}
	workshops := pretendWorkshops(pretend, o.road)
	d := &demo{folder: folder, sandbox: pretend, logTo: logTo, served: servedIn(o, workshops)}
	d.parts = parts{
		machine: o.machine(workshops), store: store, storePath: filepath.Join(folder, storeFile),
		serves:  func(workflow.Place) []workflow.WorkshopID { return d.served },
		heading: practiceHeading, log: newLog(logTo, "info"),
	}
	if o.road == workflow.ByGateway {
		d.gateway, d.books = pretend, pretend
	}
	return d, nil
}

// machine is the core of the demo.
func (o demoOptions) machine(workshops []workflow.Workshop) *workflow.Machine {
	m := newMachine(o.wait, o.wait/12, workshops)
	m.Zone = m.Workshops[demoHome].Zone // whoever tries it sits in Sydney
	return m
}

// servedIn are the workshops of the demo's channel.
func servedIn(o demoOptions, all []workflow.Workshop) []workflow.WorkshopID {
	if !o.desk {
		return []workflow.WorkshopID{demoHome}
	}
	var served []workflow.WorkshopID
	for _, w := range all {
		served = append(served, w.ID)
	}
	return served
}

// close gives the files back, but for the chat's.
func (d *demo) close() error { return errors.Join(d.logTo.Close(), d.store.Close()) }

// chat makes the console the bot's only chat service. o says who sits where; the rest is the demo's. The caller closes it.
func (d *demo) chat(o console.Options) (*console.Console, error) {
	o.Greeting, o.Channel, o.Personas = d.greeting(), "demo", true
	o.Transcript, o.Zone = filepath.Join(d.folder, transcriptFile), d.machine.Zone
	screen, err := console.New(o)
	if err != nil {
		return nil, err
	}
	d.platforms = []chat.Platform{&practice{Platform: screen, sandbox: d.sandbox, store: d.store, served: d.served}}
	return screen, nil
}

// greeting says what this is.
func (d *demo) greeting() string {
	var names []string
	for _, w := range d.served {
		names = append(names, d.machine.Workshops[w].Name)
	}
	channel := "This is the channel of " + names[0] + "."
	if len(names) > 1 {
		channel = "This is the support desk's channel, for " + strings.Join(names, " and ") + "."
	}
	return fmt.Sprintf("A demo on practice data: a pretend Workshop Software with pretend books. The hour lasts %s here.\n"+
		"%s A number such as 3 presses the button [3].", short(d.machine.Wait), channel)
}

// short is a time without the units that say nothing: "20s", "1h".
func short(d time.Duration) string {
	s := strings.Replace(d.String(), "m0s", "m", 1)
	return strings.Replace(s, "h0m", "h", 1)
}

// goodbye says what goes on when the demo is started again.
func (d *demo) goodbye(ctx context.Context, r *running) error {
	open, err := r.bot.Cases(context.WithoutCancel(ctx), "")
	if err != nil || len(open) == 0 {
		return err
	}
	names := make([]string, len(open))
	for i, c := range open {
		names[i] = c.Doc.Title()
		if c.Desk {
			names[i] += " at " + string(c.Workshop)
		}
	}
	_, err = fmt.Printf("Still followed: %s. Start the demo again and it goes on.\n", strings.Join(names, ", "))
	return err
}

// width is that of the terminal; 0 where there is none.
func width(f *os.File) int {
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return columns
}

// openDemoStore opens the demo's store; with fresh it forgets the old demo first, unless that is still running.
func openDemoStore(folder string, fresh bool) (*bolt.Store, error) {
	path := filepath.Join(folder, storeFile)
	keep := bolt.Options{Retention: storage.Retention{Keys: 7 * 24 * time.Hour, Closed: 30 * 24 * time.Hour}}
	store, err := bolt.Open(path, keep)
	if !fresh || errors.Is(err, bolt.ErrLocked) {
		return store, err
	}
	if err == nil {
		err = store.Close()
	}
	for _, name := range []string{storeFile, sandboxFile, transcriptFile, logFile} {
		if removed := os.Remove(filepath.Join(folder, name)); removed != nil && !errors.Is(removed, os.ErrNotExist) {
			return nil, fmt.Errorf("the old demo can't be removed: %w", errors.Join(removed, err))
		}
	}
	return bolt.Open(path, keep)
}

func pretendWorkshops(s *sandbox.Sandbox, road workflow.Road) []workflow.Workshop {
	var all []workflow.Workshop
	for _, w := range s.Workshops() {
		zone, err := time.LoadLocation(w.Zone)
		if err != nil {
			zone = time.Local
		}
		all = append(all, workflow.Workshop{ID: w.ID, Name: w.Name, System: w.System, Zone: zone, Road: road})
	}
	return all
}

// demoUser is the person at the keyboard.
func demoUser() (workflow.User, error) {
	name := "you"
	if u, err := user.Current(); err == nil && u.Username != "" {
		name = u.Username
	}
	return workflow.User{ID: workflow.UserID(name), Name: name}, nil
}
