// Package intake takes in what a chat service delivers, through one run of Listen: hands that work on a delivery before its
// acknowledgement (taking.go), those that do what is left after it, and an end that waits for both.
package intake

import (
	"context"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
)

// LastWords is how long what only tells may still take once Close is called. What was committed stays.
const LastWords = 5 * time.Second

// Intake is one run of Listen. It must be made by New.
type Intake struct {
	log     logrus.FieldLogger
	taking  hands           // of deliveries, up to the acknowledgement
	telling hands           // of what comes after it
	alive   context.Context // ends when the doors shut: after the last delivery
	patient context.Context // ends earlier: of what nobody needs once Listen is ending
	hurry   context.CancelFunc
	mu      sync.Mutex
	closing bool           // no delivery is taken any more
	working sync.WaitGroup // deliveries, and what they began
}

// New begins a run, which must end with Close. alive is the context of what commits: it must not end before Close has returned.
func New(alive context.Context, log logrus.FieldLogger) *Intake {
	in := &Intake{log: log, taking: make(hands, Hands), telling: make(hands, Hands), alive: alive}
	in.patient, in.hurry = context.WithCancel(alive)
	return in
}

// Begin does the work in a goroutine that Close waits for. Once Close is called it does nothing: the service delivers again, or
// tells the person. A panic becomes a line in the log.
func (in *Intake) Begin(work func(ctx context.Context)) (begun bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.closing {
		in.begin(in.alive, work)
	}
	return !in.closing
}

// Go does the work in a goroutine that Close waits for. Only what is itself being waited for may begin it. Its context is
// Patient. A panic becomes a line in the log.
func (in *Intake) Go(work func(ctx context.Context)) { in.begin(in.patient, work) }

func (in *Intake) begin(ctx context.Context, work func(ctx context.Context)) {
	in.working.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				_ = in.panicked(p)
			}
		}()
		work(ctx)
	})
}

// Patient ends when everything should end that nobody needs any more.
func (in *Intake) Patient() context.Context { return in.patient }

// Close takes no more deliveries and waits for what was begun. Only what commits may take longer than LastWords.
func (in *Intake) Close() {
	in.mu.Lock()
	in.closing = true
	in.mu.Unlock()
	late := time.AfterFunc(LastWords, in.hurry)
	defer late.Stop()
	in.working.Wait()
	in.hurry()
}
