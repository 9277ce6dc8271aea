package slack

// Listening: the door that Slack's deliveries come through, and the hands that take them.

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

const (
	maxHands  = 100              // deliveries that are worked on at once
	handWait  = 2 * time.Second  // for one of them to be free; then the delivery is left to Slack, which waits three seconds
	takeIn    = 10 * time.Second // bounds what comes before an acknowledgement; the Handler and each call have bounds of their own
	afterwork = time.Minute      // bounds what comes after it
)

// errBusy says that a delivery was not looked at.
var errBusy = errors.New("too many deliveries at once")

// intake is one run of Listen: what it hands to whom, and what it has learned.
type intake struct {
	*Slack
	handle   chat.Handler
	free     chan struct{} // holds a token for each delivery that is worked on
	answered *recent
	people   *memo[person]
	groups   *memo[map[string]bool]
	channels *memo[[]workflow.Ref]

	alive   context.Context // ends when the doors shut: after the last delivery
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
	<-ctx.Done()
	in.close() // what was taken before is answered by the door through which it came
	in.flush()
	shut()
	door.Wait()
	s.state.ended()
	return nil
}

func (s *Slack) intake(alive context.Context, h chat.Handler) *intake {
	in := &intake{Slack: s, handle: h, alive: alive, free: make(chan struct{}, maxHands), answered: newRecent()}
	in.people = newMemo(in, freshPerson, s.askPerson)
	in.groups = newMemo(in, freshGroup, s.askGroup)
	in.channels = newMemo(in, freshChannels, s.askChannels)
	return in
}

// keepDoor takes deliveries until in.alive ends.
func (in *intake) keepDoor() {
	if in.options.AppToken == "" {
		in.serveSigned(in.alive)
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

func (in *intake) close() {
	in.mu.Lock()
	in.closing = true
	in.mu.Unlock()
	in.working.Wait()
}

// take works on a delivery: it lets acknowledge say what the person is to read, or why there is no acknowledgement, and then
// does what is left. A panic becomes an error and a line in the log.
func (in *intake) take(ctx context.Context, d delivery, acknowledge func(answer any, err error)) {
	select {
	case in.free <- struct{}{}:
		defer func() { <-in.free }()
	case <-time.After(handWait):
		in.log().Error("a delivery of Slack was left: too many at once")
		acknowledge(nil, errBusy)
		return
	}
	answer, after, err := in.received(ctx, d)
	acknowledge(answer, err)
	if err == nil && after != nil {
		in.afterwards(ctx, after)
	}
}

// received is receive, within its time and without panics.
func (in *intake) received(ctx context.Context, d delivery) (answer any, after func(context.Context), err error) {
	ctx, cancel := context.WithTimeout(ctx, takeIn)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = in.panicked(p)
		}
	}()
	answer, after, err = in.receive(ctx, d)
	if err != nil {
		in.log().WithError(err).Error("a delivery of Slack was not taken in")
	}
	return answer, after, err
}

func (in *intake) afterwards(ctx context.Context, after func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, afterwork)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			_ = in.panicked(p)
		}
	}()
	after(ctx)
}

// panicked logs what a handler panicked with.
func (in *intake) panicked(p any) error {
	in.log().WithField("stack", string(debug.Stack())).Errorf("panic while handling a delivery of Slack: %v", p)
	return errors.New("internal fault")
}

func (s *Slack) log() logrus.FieldLogger { return s.options.Log.WithField("lane", platformName) }
