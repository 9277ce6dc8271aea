package bot

// A lane is where effects are performed: one chat service, Workshop Software, the books, or inside the bot.
// One loop owns each lane; lanes never wait for one another.

import (
	"context"
	"errors"
	"sync"
	"time"

	"syncbot/storage"
)

const (
	laneWorkshop storage.Lane = "workshop"
	laneBooks    storage.Lane = "books"
)

const (
	// perLane bounds the effects that one lane performs at once.
	perLane = 32
	// maxNap is how long a lane sleeps at most: timers stop while the machine sleeps and the clock may be set,
	// so it is read again at least so often.
	maxNap = 30 * time.Second
	// minNap keeps a lane from spinning when timer and clock disagree by a hair.
	minNap = time.Millisecond
)

type lane struct {
	bot   *Bot
	name  storage.Lane
	wake  chan struct{} // something may have come due
	slots chan struct{} // one for each effect under way
	group sync.WaitGroup

	mu    sync.Mutex
	seen  uint64 // commits that the last round has looked at
	quiet bool   // the last round found nothing due, nothing put off and nothing under way
}

func newLane(b *Bot, name storage.Lane) *lane {
	return &lane{bot: b, name: name, wake: make(chan struct{}, 1), slots: make(chan struct{}, perLane)}
}

func (l *lane) signal() {
	select {
	case l.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// run performs what comes due until ctx ends, then waits for what is under way, which goes on until grace ends.
// Its error is storage.ErrClosed.
func (l *lane) run(ctx, grace context.Context) error {
	defer l.group.Wait()
	for ctx.Err() == nil {
		nap, err := l.round(ctx, grace)
		if errors.Is(err, storage.ErrClosed) {
			return err
		}
		l.nap(ctx, nap)
	}
	return nil
}

// round starts what is due and says how long to sleep, if nothing happens.
func (l *lane) round(ctx, grace context.Context) (time.Duration, error) {
	free := cap(l.slots) - len(l.slots)
	if free == 0 {
		return maxNap, nil // the end of an effect signals
	}
	seen := l.bot.commits.Load()
	now := l.bot.now()
	work, next, err := l.bot.cfg.Store.Claim(ctx, l.name, now, free)
	if err != nil {
		if ctx.Err() == nil {
			l.bot.cfg.Log.WithError(err).WithField(fieldLane, l.name).Error("could not look for due work")
		}
		return time.Second, err
	}
	for _, w := range work {
		l.start(grace, w)
	}
	l.remember(seen, len(work) == 0 && (next.IsZero() || l.name == storage.Inside))
	if len(work) == free {
		return 0, nil // there may be more
	}
	return napUntil(next, now), nil
}

func napUntil(next, now time.Time) time.Duration {
	if next.IsZero() {
		return maxNap
	}
	return min(max(next.Sub(now), minNap), maxNap)
}

// start performs the work in its own goroutine, which run waits for.
func (l *lane) start(grace context.Context, w storage.Work) {
	l.slots <- struct{}{}
	l.group.Go(func() {
		defer func() { <-l.slots; l.signal() }()
		l.bot.perform(grace, w)
	})
}

func (l *lane) nap(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-l.wake:
	case <-timer.C:
	}
}

// remember notes what a round saw, for Idle.
func (l *lane) remember(seen uint64, nothing bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen, l.quiet = seen, nothing && len(l.slots) == 0
}

// quietAt says whether the lane has looked after the given number of commits and had nothing to do.
func (l *lane) quietAt(commits uint64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.quiet && l.seen == commits
}
