package discord

// The relay: one connection to Discord, with discordgo at its other end. discordgo hangs without a Hello, deadlocks when op 7 comes
// first, begins a session in haste on op 9, does not miss acknowledgements for minutes, and closes so that the session is lost
// (shared/facts/platforms.md, 3.2). So it never meets Discord: what it gets is what it can bear.

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	handshakeTimeout = 10 * time.Second // for the dial, and again for Hello
	readyTimeout     = 30 * time.Second // from Hello until Discord has taken the bot in
	settleTimeout    = time.Second      // for discordgo's first heartbeat
	settleStep       = time.Millisecond // between two looks whether it has been sent
	farewellTimeout  = time.Second      // for the close frame
)

// relay is one connection. It must be made by newRelay, and runs once.
type relay struct {
	gateway *gateway
	session *session
	silent  *time.Timer // cuts what takes too long, from the dial until the connection stands
	cut     context.CancelCauseFunc

	discord  *wire
	interval time.Duration // between heartbeats, by Discord's Hello
	acked    atomic.Bool   // the latest heartbeat is acknowledged

	client *wire
	opened chan error    // what discordgo's Open returned
	passed chan struct{} // closed once discordgo has got the first event, which makes the connection stand
	left   chan struct{} // closed once nothing comes from discordgo any more
	said   chan struct{} // closed once nothing of Discord's is passed on any more
}

func newRelay(g *gateway) *relay {
	r := &relay{
		gateway: g, session: g.session, opened: make(chan error, 1),
		passed: make(chan struct{}), left: make(chan struct{}), said: make(chan struct{}),
	}
	r.acked.Store(true)
	return r
}

// run is the connection, from the dial to the end. It says how long it stood, and why it does not stand any more. The connection
// also ends, in good form, when listening does.
func (r *relay) run(listening context.Context, address string) (stood time.Duration, err error) {
	ctx, cut := context.WithCancelCause(context.WithoutCancel(listening))
	defer cut(nil)
	r.cut = cut
	defer context.AfterFunc(listening, func() { cut(errEnding) })()
	if err := r.reach(ctx, address); err != nil {
		return 0, unreachedError{caused(ctx, err)}
	}
	defer r.discord.Close()
	defer r.silent.Stop()
	if err := r.admit(ctx); err != nil {
		return 0, caused(ctx, err)
	}
	stood = r.converse(ctx)
	return stood, context.Cause(ctx)
}

// caused is why ctx has ended where it has, else the error: what was cut off fails with errors that don't say why.
func caused(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// converse passes on what each of the two says until ctx ends. It says how long the connection stood.
func (r *relay) converse(ctx context.Context) (stood time.Duration) {
	var talking sync.WaitGroup
	talking.Go(func() { r.cut(r.fromDiscord()) })
	talking.Go(r.fromClient)
	talking.Go(func() { r.cut(r.beat(ctx)) })
	began := r.watch(ctx)
	if !began.IsZero() {
		stood = time.Since(began)
		r.gateway.run.state.lost()
	}
	r.leave(ctx)
	talking.Wait()
	if err := <-r.opened; err == nil {
		r.session.disconnected()
	}
	return stood
}

// watch waits until ctx ends. It says when the connection stood; zero: it did not.
func (r *relay) watch(ctx context.Context) (began time.Time) {
	passed := r.passed
	var lasts <-chan time.Time
	for {
		select {
		case <-passed:
			passed = nil
			r.silent.Stop()
			began, lasts = time.Now(), time.After(lasting)
			r.gateway.stands()
		case <-lasts:
			r.gateway.lasts()
		case <-ctx.Done():
			return began
		}
	}
}

// leave ends both connections. Discord keeps the session where a connection just ends; it is told to forget it where nobody listens
// any more. https://docs.discord.com/developers/events/gateway#disconnecting
func (r *relay) leave(ctx context.Context) {
	if errors.Is(context.Cause(ctx), errEnding) {
		r.discord.farewell(websocket.CloseNormalClosure)
	}
	_ = r.discord.Close()
	<-r.said // else the event that makes discordgo begin to send heartbeats could still be under way
	r.settle()
	_ = r.client.Close()
}

// settle waits until discordgo has sent the heartbeat with which it begins. Where that fails, discordgo closes its connection once
// more, later: it may be the next one by then.
func (r *relay) settle() {
	select {
	case <-r.passed:
	default:
		return
	}
	late := time.After(settleTimeout)
	for !r.session.beats() {
		select {
		case <-r.left:
			return
		case <-late:
			return
		case <-time.After(settleStep):
		}
	}
}
