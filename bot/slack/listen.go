package slack

// Listening: one run, from the opening of the door that Slack's deliveries come through to the last answer.

import (
	"context"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat"
)

// lastWords is how long private answers and forms may still take when Listen is ending. What was committed stays.
const lastWords = 5 * time.Second

// intake is one run of Listen: what it hands to whom, and what it has learned.
type intake struct {
	*Slack
	handle   chat.Handler
	taking   hands // of deliveries, up to the acknowledgement
	telling  hands // of what comes after it
	answered *recent
	people   *memo[person]
	groups   *memo[map[string]bool]
	channels *memo[channels]
	directs  *memo[string] // where the bot and a person write to each other
	pages    pages
	reached  chan struct{} // closed once the first connection of Socket Mode stands

	alive   context.Context // ends when the doors shut: after the last delivery
	patient context.Context // ends earlier: of what nobody needs once Listen is ending
	hurry   context.CancelFunc
	mu      sync.Mutex
	closing bool           // no delivery is taken any more
	acked   time.Time      // when the last acknowledgement was handed to a connection
	working sync.WaitGroup // deliveries, and what they began
}

// Listen takes in what people do until ctx ends, then returns nil after its last handler has returned. A door through which
// nothing can come shows in Status and is tried again.
func (s *Slack) Listen(ctx context.Context, h chat.Handler) error {
	alive, shut := context.WithCancel(context.WithoutCancel(ctx))
	defer shut()
	in := s.intake(alive, h)
	var door sync.WaitGroup
	door.Go(in.keepDoor)
	door.Go(func() { in.introduce(alive) })
	<-ctx.Done()
	in.close() // what was taken before is answered by the door through which it came
	in.flush()
	shut()
	door.Wait()
	s.state.ended()
	return nil
}

func (s *Slack) intake(alive context.Context, h chat.Handler) *intake {
	in := &intake{
		Slack: s, handle: h, taking: make(hands, maxHands), telling: make(hands, maxHands), answered: newRecent(), alive: alive,
		reached: make(chan struct{}),
	}
	in.patient, in.hurry = context.WithCancel(alive)
	in.people = newMemo(in, freshPerson, s.askPerson)
	in.groups = newMemo(in, freshGroup, s.askGroup)
	in.channels = newMemo(in, freshChannels, s.askChannels)
	in.directs = newMemo(in, freshDirects, s.directChannel)
	return in
}

// keepDoor takes deliveries until in.alive ends.
func (in *intake) keepDoor() {
	if in.options.AppToken == "" {
		in.keepSigned(in.alive)
		return
	}
	in.keepSockets(in.alive)
}

// begin does the work in a goroutine that Listen waits for. Once Listen is ending it does nothing: Slack delivers again, or
// tells the person.
func (in *intake) begin(work func(ctx context.Context)) (begun bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.closing {
		in.working.Go(func() { work(in.alive) })
	}
	return !in.closing
}

// flushTime is how long an acknowledgement is given to leave. slack-go does not tell when it has.
const flushTime = 250 * time.Millisecond

func (in *intake) flush() {
	in.mu.Lock()
	left := time.Until(in.acked.Add(flushTime))
	in.mu.Unlock()
	time.Sleep(left)
}

func (in *intake) acknowledging() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.acked = time.Now()
}

// close waits for what was begun. Only what commits may take longer than lastWords.
func (in *intake) close() {
	in.mu.Lock()
	in.closing = true
	in.mu.Unlock()
	late := time.AfterFunc(lastWords, in.hurry)
	defer late.Stop()
	in.working.Wait()
	in.hurry()
}

func (s *Slack) log() logrus.FieldLogger { return s.options.Log.WithField("lane", platformName) }
