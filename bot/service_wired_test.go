package bot_test

// What the chat services have in common that the bot reaches by a real client: a network in memory that can be cut, processes
// that come and go behind it, and people who do again what failed.

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/chat/chattest/pipe"
	"syncbot/workflow"
)

// door is how a chat service reaches the bot.
type door string

// wiredService is a chat service that the bot reaches by a real client.
type wiredService interface {
	service
	// status is what the newest process says of its way to the service.
	status() chat.Status
	// unplug takes the network away between the service and the bot, in both directions; plug ends it.
	unplug()
	plug()
	// badDays lets everything fail at random until the function that it returns has mended it.
	badDays(random *rand.Rand) (mended func())
}

// latest is how long after a call something of it can still happen on the service.
const latest = 20 * time.Second

// wired is one. It must be made by newWired.
type wired struct {
	t     *testing.T
	door  door
	now   func() time.Time // the bot's clock
	again func() bool      // whether a deed is delivered once more, byte for byte; nil: never

	mu      sync.Mutex
	last    time.Time // the last call
	deaths  int
	said    map[string]chat.Message // what the bot has posted or shown last, by key
	pipe    *pipe.Pipe              // where the newest process takes signed requests
	seen    []chattest.Record       // as of at
	at      time.Time
	offline bool          // the service does not reach the bot
	bot     chat.Platform // of the newest process
}

func newWired(t *testing.T, by door, now func() time.Time) *wired {
	p := pipe.New()
	_ = p.Close() // nobody takes anything before there is a process
	return &wired{t: t, door: by, now: now, said: map[string]chat.Message{}, pipe: p}
}

// calls takes in that the bot has called.
func (s *wired) calls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = time.Now()
}

// dies takes in that a process dies in a call, and says how late that lands.
func (s *wired) dies() (late time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deaths++
	s.last = time.Now()
	return time.Duration(s.deaths*3%10) * time.Second
}

// connected is the newest process, dying as dying says.
func (s *wired) connected(bot chat.Platform, l *line, f *fuse, dying func(chattest.Op)) connection {
	s.mu.Lock()
	s.bot = bot
	s.mu.Unlock()
	return connection{&mortalChat{noted{bot, s}, f, dying}, l.cut, l.cut}
}

func (s *wired) status() chat.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bot.Status()
}

// listener takes the signed requests for a new process.
func (s *wired) listener(l *line) net.Listener {
	p := pipe.New()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pipe = p
	return mortalListener{p, l}
}

// dialBot reaches the newest process.
func (s *wired) dialBot(ctx context.Context, network, addr string) (net.Conn, error) {
	s.mu.Lock()
	p, off := s.pipe, s.offline
	s.mu.Unlock()
	if off {
		return nil, errors.New("no route to host")
	}
	return p.Dial(ctx, network, addr)
}

func (s *wired) setOffline(off bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offline = off
}

// noted is the service as the bot speaks to it, which notes what is said under which key.
type noted struct {
	chat.Platform
	service *wired
}

func (n noted) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	n.service.note(m)
	return n.Platform.Post(ctx, m)
}

func (n noted) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	n.service.note(m)
	return n.Platform.Show(ctx, r, m)
}

func (s *wired) note(m chat.Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m.Key != "" {
		s.said[m.Key] = m
	}
}

// saidUnder is what the bot has said last under the key.
func (s *wired) saidUnder(key string) chat.Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.said[key]
}

// drawn are the messages as read draws them: anew only where something can have happened since.
func (s *wired) drawn(read func() []chattest.Record) []chattest.Record {
	s.mu.Lock()
	last, at, seen := s.last, s.at, s.seen
	s.mu.Unlock()
	if at.After(last.Add(latest)) {
		return slices.Clone(seen)
	}
	at = time.Now()
	seen = read()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seen, s.at = seen, at
	return slices.Clone(seen)
}

// errGone is a button that is not there any more: an earlier press was taken in.
var errGone = errors.New("the button is gone")

// tryAgain stands in an answer to a deed of which nothing came.
const tryAgain = "Try again in a moment."

// asking is a deed that somebody does again until it is answered.
type asking struct {
	do      func() (answer string, err error)
	answers func() []string  // what only the person reads, beside what do gives
	trouble func(error) bool // whether it failed because the bot was not there or not fast enough
	again   func()           // delivers the latest deed once more
}

// until does a deed until it is answered, and gives the answer.
func (s *wired) until(a asking) string {
	s.t.Helper()
	pause := time.Second
	for range 100 {
		before := len(a.answers())
		answer, err := a.do()
		if s.again != nil && s.again() {
			a.again()
		}
		if err == nil && answer == "" {
			answer = a.latestAfter(before)
		}
		switch {
		case errors.Is(err, errGone):
			return ""
		case err != nil && !a.trouble(err):
			s.t.Fatal(err)
		case err == nil && answer != "" && !strings.Contains(answer, tryAgain):
			return answer
		}
		time.Sleep(pause)
		pause = min(2*pause, 30*time.Second)
	}
	s.t.Fatal("never taken in")
	return ""
}

// latestAfter waits a while for an answer after so many. It may never come.
func (a asking) latestAfter(before int) string {
	for range 20 {
		if all := a.answers(); len(all) > before {
			return all[len(all)-1]
		}
		time.Sleep(100 * time.Millisecond)
	}
	return ""
}

// badTimes runs misfortune now and then until the function that it returns is called, or some hours have passed. spoil is called
// with false at the end, whichever comes first.
func (s *wired) badTimes(random *rand.Rand, misfortune func(dice *rand.Rand), end func()) (mended func()) {
	dice := rand.New(rand.NewPCG(random.Uint64(), 0))
	s.again = func() bool { return random.IntN(4) == 0 }
	over, ended := make(chan struct{}), make(chan struct{})
	late := time.After(hour + time.Duration(random.IntN(5*60))*time.Minute)
	go func() {
		defer close(ended)
		for {
			select {
			case <-time.After(time.Duration(dice.IntN(20*60)) * time.Second):
				misfortune(dice)
				continue
			case <-late:
			case <-over:
			}
			end()
			return
		}
	}()
	mended = sync.OnceFunc(func() { close(over); <-ended })
	s.t.Cleanup(mended)
	return mended
}
