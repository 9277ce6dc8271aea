package intake

// Taking in a delivery: the hands that work on it before its acknowledgement, and those that do what is left after it. Slow
// answers take no hand from those who wait to be acknowledged.

import (
	"context"
	"errors"
	"runtime/debug"
	"time"
)

const (
	// Hands is how many deliveries are worked on at once, and how many are answered.
	Hands = 100
	// Afterwork bounds what comes after an acknowledgement.
	Afterwork = time.Minute

	handWait = 2 * time.Second  // for one to be free; a service waits three seconds for an acknowledgement
	takeIn   = 10 * time.Second // bounds what comes before an acknowledgement; the Handler and each call have bounds of their own
)

var (
	errBusy  = errors.New("too many deliveries at once") // a delivery was not looked at
	errFault = errors.New("internal fault")              // in place of a panic
)

// Receive works on a delivery, up to what it is answered with. after is the rest, which nobody waits for; nil: there is none.
// With an error nothing was taken in.
type Receive func(ctx context.Context) (answer any, after func(context.Context), err error)

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

// Take works on a delivery: it waits for a free hand, lets acknowledge say what the person is to read, or why there is no
// acknowledgement, and then does what is left. A panic becomes an error and a line in the log. Only what was begun by Begin may
// call it, with the context that it has from there.
func (in *Intake) Take(ctx context.Context, receive Receive, acknowledge func(answer any, err error)) {
	if after := in.admit(ctx, receive, acknowledge); after != nil {
		in.afterwards(after)
	}
}

// admit is Take up to the acknowledgement. after is what is left.
func (in *Intake) admit(ctx context.Context, receive Receive, acknowledge func(answer any, err error)) (after func(context.Context)) {
	if !in.taking.hold(ctx) {
		in.log.Error("a delivery was left: too many at once")
		acknowledge(nil, errBusy)
		return nil
	}
	defer in.taking.release()
	answer, after, err := in.received(ctx, receive)
	acknowledge(answer, err)
	if err != nil {
		return nil
	}
	return after
}

// received is what receive gives, within its time and without panics.
func (in *Intake) received(ctx context.Context, receive Receive) (answer any, after func(context.Context), err error) {
	ctx, cancel := context.WithTimeout(ctx, takeIn)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = in.panicked(p)
		}
	}()
	answer, after, err = receive(ctx)
	if err != nil {
		in.log.WithError(err).Error("a delivery was not taken in")
	}
	return answer, after, err
}

// afterwards does what is left of a delivery. Where too many answers are on their way this one is not given; what was
// committed stays.
func (in *Intake) afterwards(after func(context.Context)) {
	if !in.telling.hold(in.patient) {
		in.log.Error("a person who acted was not answered: too many answers are on their way")
		return
	}
	defer in.telling.release()
	ctx, cancel := context.WithTimeout(in.patient, Afterwork)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			_ = in.panicked(p)
		}
	}()
	after(ctx)
}

// panicked logs what a handler panicked with.
func (in *Intake) panicked(p any) error {
	in.log.WithField("stack", string(debug.Stack())).Errorf("panic while handling a delivery: %v", p)
	return errFault
}
