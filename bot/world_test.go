package bot_test

// The world around the bot: a chat service, Workshop Software with its books, the file of the store and one person.
// It outlives the processes of the bot.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sirupsen/logrus"
	"go.uber.org/goleak"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/workshop/report"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/storage/bolt"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // hundreds of small worlds come and go; collecting them took a quarter of the time
	goleak.VerifyTestMain(m)
}

const (
	northside = workflow.WorkshopID("northside")
	hour      = time.Hour
)

var priya = workflow.User{ID: "U1", Name: "Priya"}

var catalogue = sync.OnceValues(diagnosis.Load)

func machine(t *testing.T, road workflow.Road) *workflow.Machine {
	known, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	sydney, err := time.LoadLocation("Australia/Sydney")
	if err != nil {
		t.Fatal(err)
	}
	return &workflow.Machine{Wait: hour, Pause: 5 * time.Minute, Catalogue: known, Workshops: map[workflow.WorkshopID]workflow.Workshop{
		northside: {ID: northside, Name: "Northside Autos", System: workflow.Xero, Zone: sydney, Road: road},
	}}
}

// world is everything outside the bot.
type world struct {
	t       *testing.T
	kind    chattest.Kind  // what near offers to a bot that is in doubt
	near    service        // where the people ask
	fake    *chattest.Fake // near, where it is a fake of chattest
	far     *chattest.Fake // a second chat service; nil: there is none
	box     *sandbox.Sandbox
	gateway *witness // the sandbox, watched
	machine *workflow.Machine
	path    string
	clock   *clock
	running atomic.Pointer[process] // the newest process of keepAlive

	keep      storage.Retention // zero: for ever
	configure func(*bot.Config) // has the last word on a process's configuration; nil: nobody has
}

// clock is the wall clock, which can be set, beside the timers, which cannot.
type clock struct {
	mu   sync.Mutex
	jump time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.jump)
}

func (c *clock) set(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.jump += d
}

// inWorld runs a test in a bubble of virtual time, in a world of its own.
func inWorld(t *testing.T, road workflow.Road, kind chattest.Kind, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newWorld(t, road, kind)) })
}

func newWorld(t *testing.T, road workflow.Road, kind chattest.Kind) *world {
	w := emptyWorld(t, road)
	w.kind, w.fake = kind, chattest.NewFake("fake", kind)
	w.near = fakeService{t, w.fake}
	return w
}

// emptyWorld is a world without a chat service.
func emptyWorld(t *testing.T, road workflow.Road) *world {
	c := &clock{}
	box, err := sandbox.Open("", c.now)
	if err != nil {
		t.Fatal(err)
	}
	return &world{
		t: t, box: box, gateway: &witness{Sandbox: box, now: c.now},
		machine: machine(t, road), path: filepath.Join(quickDir(t), "store"), clock: c,
	}
}

// quickDir is a temporary folder, in memory where there is one: virtual time does not wait for disks, but we do.
func quickDir(t *testing.T) string {
	if info, err := os.Stat("/dev/shm"); err != nil || !info.IsDir() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp("/dev/shm", "syncbot-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// process is one run of the bot.
type process struct {
	bot         *bot.Bot
	connections []connection
	store       storage.Store
	cancel      context.CancelFunc
	ended       chan error
}

// services are the chat services that there are.
func (w *world) services() []service {
	if w.far == nil {
		return []service{w.near}
	}
	return []service{w.near, fakeService{w.t, w.far}}
}

// platforms connects the process to the chat services, until the fuse kills it.
func (p *process) platforms(f *fuse, services []service) []chat.Platform {
	var all []chat.Platform
	for _, s := range services {
		c := s.connect(f)
		p.connections, all = append(p.connections, c), append(all, c.Platform)
	}
	return all
}

// die is the death of the process.
func (p *process) die() {
	for _, c := range p.connections {
		c.kill()
	}
	p.cancel()
}

// start runs the bot on the world's file; the test stops it.
func (w *world) start() *process {
	w.t.Helper()
	p, err := w.launch(&fuse{})
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// launch runs the bot on the world's file until it is stopped or the fuse kills it.
func (w *world) launch(f *fuse) (*process, error) {
	store, err := bolt.Open(w.path, bolt.Options{Now: w.clock.now, Retention: w.keep})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &process{store: store, cancel: cancel, ended: make(chan error, 1)}
	f.onDeath(p.die)
	config := bot.Config{
		Machine: w.machine, Store: &mortalStore{store, f},
		Platforms: p.platforms(f, w.services()),
		Gateway:   &mortalGateway{w.gateway, f}, Books: &mortalBooks{w.box, f},
		ReadText: readText, Now: w.clock.now, Log: quiet(),
	}
	if w.configure != nil {
		w.configure(&config)
	}
	if p.bot, err = bot.New(config); err != nil {
		cancel()
		return nil, errors.Join(err, store.Close())
	}
	go func() { p.ended <- p.bot.Run(ctx) }()
	return p, nil
}

// stop ends the process cleanly and gives what Run and Close returned.
func (p *process) stop() error {
	p.cancel()
	err := <-p.ended
	for _, c := range p.connections {
		c.end()
	}
	return errors.Join(err, p.store.Close())
}

// keepAlive runs the bot, and a new process whenever a fuse has killed one; the last fuse kills nothing.
// The function that it returns stops the last process cleanly.
func (w *world) keepAlive(fuses ...*fuse) (stop func() error) {
	over, result := make(chan struct{}), make(chan error, 1)
	go func() { result <- w.watch(over, fuses) }()
	stop = sync.OnceValue(func() error { close(over); return <-result })
	w.t.Cleanup(func() { _ = stop() }) // where the test has failed before
	return stop
}

func (w *world) watch(over <-chan struct{}, fuses []*fuse) error {
	for _, f := range fuses {
		p, err := w.launch(f)
		if err != nil {
			return err
		}
		w.running.Store(p)
		select {
		case <-over:
			return p.stop()
		case err := <-p.ended:
			if _, killed := f.fired(); !killed {
				return fmt.Errorf("Run ended by itself: %w", err)
			}
			if err := p.store.Close(); err != nil {
				return err
			}
		}
	}
	return errors.New("every process was killed")
}

func quiet() logrus.FieldLogger {
	l := logrus.New()
	l.SetOutput(os.Stderr)
	l.SetLevel(logrus.PanicLevel)
	if os.Getenv("BOT_TEST_LOG") != "" {
		l.SetLevel(logrus.DebugLevel)
	}
	return l
}

func readText(text string, zone *time.Location, about string, _ time.Time) (workflow.Reading, error) {
	log, err := report.Read(strings.NewReader(text), report.Options{Zone: zone, About: about, Numbers: []string{about}})
	return log.Reading(), err
}

// witness is the sandbox, and remembers which syncs it started under which keys, and when.
type witness struct {
	*sandbox.Sandbox
	now   func() time.Time
	mu    sync.Mutex
	syncs []forced
}

type forced struct {
	key string
	at  time.Time
}

// forcedSyncs are the syncs that were started, one a key.
func (g *witness) forcedSyncs() []forced {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.syncs)
}

func (g *witness) note(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !slices.ContainsFunc(g.syncs, func(f forced) bool { return f.key == key }) {
		g.syncs = append(g.syncs, forced{key, g.now()})
	}
}

// Priya does things in the channel. What is not acknowledged is delivered again, as chat services do.

func (w *world) ask(text string) string {
	w.t.Helper()
	return w.near.command(priya, text)
}

func (w *world) send(r chat.Request) string {
	w.t.Helper()
	return w.answerTo(r).Text.Text()
}

// answerTo delivers a request until it is acknowledged.
func (w *world) answerTo(r chat.Request) workflow.Answer {
	w.t.Helper()
	if w.far != nil && r.Place.Platform == w.far.Place("").Platform {
		return fakeService{w.t, w.far}.deliver(r)
	}
	return fakeService{w.t, w.fake}.deliver(r)
}

// sendOnce delivers a request that must be acknowledged at the first try.
func (w *world) sendOnce(r chat.Request) string {
	answer, err := w.fake.Send(w.t.Context(), r)
	if err != nil {
		w.t.Error(err)
	}
	return answer.Text.Text()
}

// press presses the button on the newest message that has it.
func (w *world) press(label, typed string) string {
	w.t.Helper()
	return w.pressAt(w.having(label), label, typed)
}

// pressOn presses the button on the thread message with the words.
func (w *world) pressOn(words, label string) string {
	w.t.Helper()
	return w.pressAt(w.awaitInThread(words).Ref, label, "")
}

func (w *world) pressAt(ref workflow.Ref, label, typed string) string {
	w.t.Helper()
	answer, err := w.near.press(priya, ref, label, typed)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer
}

// having is the newest message that has the button.
func (w *world) having(label string) workflow.Ref {
	w.t.Helper()
	for _, m := range slices.Backward(w.near.messages()) {
		if slices.Contains(m.Buttons, label) {
			return m.Ref
		}
	}
	w.t.Fatalf("nothing has the button %q:\n%s", label, w.near)
	return ""
}

func (w *world) pressing(label, typed string) chat.Request {
	w.t.Helper()
	r, err := w.fake.Press(priya, w.having(label), label, typed)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// await waits in virtual time for a message of the bot, in its newest form, that holds the words.
func (w *world) await(words string) chattest.Record {
	w.t.Helper()
	return w.awaitOne(words, func(chattest.Record) bool { return true })
}

func (w *world) awaitInThread(words string) chattest.Record {
	w.t.Helper()
	return w.awaitOne(words, func(m chattest.Record) bool { return m.Message.To == workflow.ToThread })
}

// awaitFor waits longer than await does.
func (w *world) awaitFor(words string, d time.Duration) chattest.Record {
	w.t.Helper()
	return w.awaitWithin(d, words, func(chattest.Record) bool { return true })
}

func (w *world) awaitOne(words string, wanted func(chattest.Record) bool) chattest.Record {
	w.t.Helper()
	return w.awaitWithin(4*hour, words, wanted)
}

func (w *world) awaitWithin(d time.Duration, words string, wanted func(chattest.Record) bool) chattest.Record {
	w.t.Helper()
	start, pause := time.Now(), 50*time.Millisecond
	for time.Since(start) < d {
		for _, m := range slices.Backward(w.posts(words)) {
			if wanted(m) {
				return m
			}
		}
		time.Sleep(pause)
		pause = min(2*pause, 30*time.Second)
	}
	w.t.Fatalf("%q never appeared:\n%s", words, w.near)
	return chattest.Record{}
}

// posts are the bot's own messages with those words, as they stand.
func (w *world) posts(words string) []chattest.Record {
	return slices.DeleteFunc(w.near.messages(), func(m chattest.Record) bool {
		return m.Key == "" || !strings.Contains(m.Text, words)
	})
}

// once fails the test unless exactly one message of the bot holds the words.
func (w *world) once(words string) chattest.Record {
	w.t.Helper()
	found := w.posts(words)
	if len(found) != 1 {
		w.t.Fatalf("%q stands %d times, want once:\n%s", words, len(found), w.near)
	}
	return found[0]
}

// mend repairs the document.
func (w *world) mend(number string) {
	w.t.Helper()
	if err := w.box.Mend(northside, workflow.Document{Kind: workflow.Invoice, Number: number}); err != nil {
		w.t.Fatal(err)
	}
}
