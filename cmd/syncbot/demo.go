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

// demoHome is the workshop that the demo's channel belongs to.
const demoHome workflow.WorkshopID = "northside"

// demoOptions are the flags of demo.
type demoOptions struct {
	wait  time.Duration
	road  workflow.Road
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

Good numbers to try: INV-123 (an error to fix), 640 (works), 642 (needs two syncs),
641 (two errors in one entry), 650 (a draft), 653 (an unknown error), payment 638,
supplier 123456, and 702 at bayview (MYOB).`,
		Example: `  syncbot demo
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
	cmd.Flags().DurationVar(&o.wait, "wait", 20*time.Second, "how long the hour lasts")
	cmd.Flags().BoolVar(&people, "people", false, "people press sync and paste the log, as without a gateway")
	cmd.Flags().BoolVar(&o.fresh, "fresh", false, "forget what was followed and start over")
	return cmd
}

// demoFolder keeps the two roads apart: each is a demo of its own.
func demoFolder(r workflow.Road) string {
	if r == workflow.ByPeople {
		return filepath.Join(stateHome(), "syncbot", "demo-people")
	}
	return filepath.Join(stateHome(), "syncbot", "demo")
}

func runDemo(ctx context.Context, o demoOptions) (err error) {
	folder := demoFolder(o.road)
	store, err := openDemoStore(folder, o.fresh)
	if errors.Is(err, bolt.ErrLocked) {
		return errors.New("the demo is open already, in another window; use it there, or leave it first")
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	logTo, err := os.OpenFile(filepath.Join(folder, logFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("the demo's log can't be written: %w", err)
	}
	defer func() { err = errors.Join(err, logTo.Close()) }()
	pretend, err := sandbox.Open(filepath.Join(folder, sandboxFile), time.Now)
	if err != nil {
		return err
	}
	workshops := pretendWorkshops(pretend, o.road)
	p := parts{
		machine: newMachine(o.wait, o.wait/12, workshops), store: store, storePath: filepath.Join(folder, storeFile),
		serves:  func(workflow.Place) []workflow.WorkshopID { return []workflow.WorkshopID{demoHome} },
		heading: practiceHeading, log: newLog(logTo, "info"),
	}
	if o.road == workflow.ByGateway {
		p.gateway, p.books = pretend, pretend
	}
	return p.onConsole(ctx, pretend, folder)
}

// onConsole runs the parts with the console as their only chat service.
func (p parts) onConsole(ctx context.Context, pretend *sandbox.Sandbox, folder string) (err error) {
	me, err := demoUser()
	if err != nil {
		return err
	}
	screen, err := console.New(console.Options{
		Greeting: p.greeting(), Width: width(os.Stdout),
		In: os.Stdin, Out: os.Stdout, Interactive: term.IsTerminal(int(os.Stdin.Fd())), Terminal: term.IsTerminal(int(os.Stdout.Fd())),
		Transcript: filepath.Join(folder, transcriptFile), User: me, Channel: "demo", Zone: p.machine.Workshops[demoHome].Zone,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, screen.Close()) }()
	p.platforms = []chat.Platform{&practice{Platform: screen, sandbox: pretend, store: p.store}}
	r, err := p.assemble()
	if err != nil {
		return err
	}
	err = r.untilLeft(ctx, screen)
	return errors.Join(err, p.goodbye(ctx, r))
}

// greeting says what this is.
func (p parts) greeting() string {
	return fmt.Sprintf("A demo on practice data: a pretend Workshop Software with pretend books. An hour lasts %s here.\nA number such as 3 presses the button [3].", p.machine.Wait)
}

// goodbye says what goes on when the demo is started again.
func (p parts) goodbye(ctx context.Context, r *running) error {
	open, err := r.bot.Cases(context.WithoutCancel(ctx), "")
	if err != nil || len(open) == 0 {
		return err
	}
	names := make([]string, len(open))
	for i, c := range open {
		names[i] = c.Doc.Title()
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
