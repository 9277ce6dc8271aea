package bot

// Running and stopping.

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"syncbot/bot/chat"
	"syncbot/storage"
)

// graceTime is how long effects under way may go on after the bot was told to stop.
const graceTime = 10 * time.Second

// Run listens on all platforms and performs what comes due, overdue work first, until ctx ends. Then it stops listening,
// lets what is under way finish for at most 10 seconds (what does not finish stays in the outbox, in doubt) and returns
// nil after everything has stopped. Its only error is storage.ErrClosed: the store was closed under it.
func (b *Bot) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()
	grace, endGrace := context.WithCancel(context.WithoutCancel(ctx))
	defer endGrace()

	b.warnOfOrphans(ctx)
	var listeners sync.WaitGroup
	for _, p := range b.platforms {
		listeners.Go(func() { b.listen(ctx, p) })
	}
	var workers errgroup.Group
	for _, l := range b.lanes {
		workers.Go(func() error {
			defer stop() // a lane that ends by itself has lost its store
			return l.run(working, grace)
		})
	}
	workers.Go(func() error { b.prune(working); return nil })

	<-ctx.Done()
	defer time.AfterFunc(graceTime, func() { stopWorking(); endGrace() }).Stop()
	listeners.Wait()
	stopWorking()
	return workers.Wait()
}

// listen takes in one platform's requests until ctx ends. A platform that fails is listened to again, with back-off;
// one that ends by itself (its input has ended) is not.
func (b *Bot) listen(ctx context.Context, p chat.Platform) {
	log := b.cfg.Log.WithField(fieldLane, p.Name())
	for tries := 0; ctx.Err() == nil; tries++ {
		err := p.Listen(ctx, b.Handle)
		if err == nil || ctx.Err() != nil {
			log.Debug("stopped listening")
			return
		}
		log.WithError(err).Error("cannot listen; trying again")
		sleep(ctx, backOff(storage.EffectID(p.Name()), tries))
	}
}

// sleep waits for d or the end of ctx.
func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
