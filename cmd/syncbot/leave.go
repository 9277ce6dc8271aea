package main

// When the demo ends: the person leaves, or through a pipe, nothing is left to do without a person.

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"syncbot/bot/console"
)

// idleCheck is how often a demo on a pipe looks whether anything is left to do.
const idleCheck = 100 * time.Millisecond

// untilLeft runs the bot until the person leaves, or the input has ended and nothing is left to do without a person.
func (r *running) untilLeft(ctx context.Context, screen *console.Console) error {
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return r.run(ctx) })
	group.Go(func() error {
		defer leave()
		return r.awaitEnd(ctx, screen)
	})
	return group.Wait()
}

// awaitEnd returns when the demo is over. The error is a sentence on a button that never came.
func (r *running) awaitEnd(ctx context.Context, screen *console.Console) error {
	tick := time.NewTicker(idleCheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-screen.Quit():
			return nil
		case <-tick.C:
			if over, err := r.over(ctx, screen); over || err != nil {
				return err
			}
		}
	}
}

// over says that everything typed has been dealt with, or waits for a button that cannot come any more, and that the bot
// has nothing left to do.
func (r *running) over(ctx context.Context, screen *console.Console) (bool, error) {
	before, waiting := screen.Awaiting()
	if !waiting && !ended(screen.InputEnded()) {
		return false, nil
	}
	idle, err := r.bot.Idle(ctx)
	if ctx.Err() != nil {
		return true, nil
	}
	if err != nil || !idle {
		return false, err
	}
	if after, still := screen.Awaiting(); still && after == before {
		return true, fmt.Errorf("the input asks for %s, which is not offered, and nothing is left that could bring it", after.Button)
	}
	return !waiting, nil
}

func ended(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
