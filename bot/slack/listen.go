package slack

// Listening: one run, from the opening of the door that Slack's deliveries come through to the last answer.

import (
	"context"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat"
	"syncbot/bot/chat/intake"
)

// listening is one run of Listen: what it hands to whom, and what it has learned.
type listening struct {
	*Slack
	*intake.Intake
	handle   chat.Handler
	answered *intake.Recent
	people   *intake.Memo[person]
	groups   *intake.Memo[map[string]bool]
	channels *intake.Memo[channels]
	directs  *intake.Memo[string] // where the bot and a person write to each other
	pages    pages
	reached  chan struct{} // closed once the first connection of Socket Mode stands

	mu    sync.Mutex
	acked time.Time // when the last acknowledgement was handed to a connection
}

// Listen takes in what people do until ctx ends, then returns nil after its last handler has returned. A door through which
// nothing can come shows in Status and is tried again.
func (s *Slack) Listen(ctx context.Context, h chat.Handler) error {
	alive, shut := context.WithCancel(context.WithoutCancel(ctx))
	defer shut()
	in := s.listening(alive, h)
	var doors sync.WaitGroup
	doors.Go(func() { in.keepDoor(alive) })
	doors.Go(func() { in.introduce(alive) })
	<-ctx.Done()
	in.Close() // what was taken before is answered by the door through which it came
	in.flush()
	shut()
	doors.Wait()
	s.state.ended()
	return nil
}

func (s *Slack) listening(alive context.Context, h chat.Handler) *listening {
	in := &listening{
		Slack: s, Intake: intake.New(alive, s.log()), handle: h, answered: intake.NewRecent(), reached: make(chan struct{}),
	}
	in.people = intake.NewMemo(in.Intake, freshPerson, s.askPerson)
	in.groups = intake.NewMemo(in.Intake, freshGroup, s.askGroup)
	in.channels = intake.NewMemo(in.Intake, freshChannels, s.askChannels)
	in.directs = intake.NewMemo(in.Intake, freshDirects, s.directChannel)
	return in
}

// keepDoor takes deliveries until ctx ends.
func (in *listening) keepDoor(ctx context.Context) {
	if in.options.AppToken == "" {
		in.keepSigned(ctx)
		return
	}
	in.keepSockets(ctx)
}

// flushTime is how long an acknowledgement is given to leave. slack-go does not tell when it has.
const flushTime = 250 * time.Millisecond

func (in *listening) flush() {
	in.mu.Lock()
	left := time.Until(in.acked.Add(flushTime))
	in.mu.Unlock()
	time.Sleep(left)
}

func (in *listening) acknowledging() {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.acked = time.Now()
}

func (s *Slack) log() logrus.FieldLogger { return s.options.Log.WithField("lane", platformName) }
