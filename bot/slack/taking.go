package slack

// Taking in a delivery: the hands that work on it before its acknowledgement, and those that do what is left after it. Slow
// answers take no hand from those who wait to be acknowledged.

import (
	"context"
	"errors"
	"runtime/debug"
	"time"
)

const (
	maxHands  = 100              // of each kind
	handWait  = 2 * time.Second  // for one to be free; Slack waits three seconds for an acknowledgement
	takeIn    = 10 * time.Second // bounds what comes before an acknowledgement; the Handler and each call have bounds of their own
	afterwork = time.Minute      // bounds what comes after it
)

// errBusy says that a delivery was not looked at.
var errBusy = errors.New("too many deliveries at once")

// hands do as many things at once as fit into the channel.
type hands chan struct{}

// hold waits for a free hand. It reports whether there was one.
func (h hands) hold(ctx context.Context) bool {
	timer := time.NewTimer(handWait)
	defer timer.Stop()
	select {
	case h <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

func (h hands) release() { <-h }

// take works on a delivery: it lets acknowledge say what the person is to read, or why there is no acknowledgement, and then
// does what is left. A panic becomes an error and a line in the log.
func (in *intake) take(ctx context.Context, d delivery, acknowledge func(answer any, err error)) {
	if after := in.admit(ctx, d, acknowledge); after != nil {
		in.afterwards(after)
	}
}

// admit is take up to the acknowledgement. after is what is left.
func (in *intake) admit(ctx context.Context, d delivery, acknowledge func(answer any, err error)) (after func(context.Context)) {
	if !in.taking.hold(ctx) {
		in.log().Error("a delivery of Slack was left: too many at once")
		acknowledge(nil, errBusy)
		return nil
	}
	defer in.taking.release()
	answer, after, err := in.received(ctx, d)
	acknowledge(answer, err)
	if err != nil {
		return nil
	}
	return after
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

// afterwards does what is left of a delivery. Where too many answers are on their way this one is not given; what was
// committed stays.
func (in *intake) afterwards(after func(context.Context)) {
	if !in.telling.hold(in.patient) {
		in.log().Error("a person who acted was not answered: too many answers are on their way")
		return
	}
	defer in.telling.release()
	ctx, cancel := context.WithTimeout(in.patient, afterwork)
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
