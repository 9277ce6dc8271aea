package slack

// One connection of Socket Mode at a time, by slack-go.

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

const (
	helloTimeout = 20 * time.Second // from the first call to the hello
	maxEnvelope  = 1 << 20          // bytes; Slack's own are far smaller
	ackTimeout   = 3 * time.Second  // Slack waits no longer
	writeBuffer  = 32 << 10         // bytes; more than an acknowledgement has, which Slack takes as one frame only
)

var (
	errSilent   = errors.New("Slack said no hello in time")
	errEnded    = errors.New("Slack has ended the connection")
	errOnlyOnce = errors.New("this run has made its connection")
)

// socket is one of an app's connections. Its client lives on when a connection ends: slack-go sends what it had not sent yet,
// at most 20 acknowledgements, by the next one, however old they are then. Whether Slack takes an acknowledgement by another
// connection than the envelope's is not verified; no source says so. One that comes too late does nothing. It must be made by
// newSocket.
type socket struct {
	in     *listening
	client *socketmode.Client
	once   *onlyOnce
	is     string // how a line about it begins, where there are several
	warned bool   // the log has heard that it is down
}

// onlyOnce lets one call through for each run. slack-go connects again by itself, at once and for ever; when is ours to say.
type onlyOnce struct {
	doer
	left atomic.Bool
}

// Do makes the call.
func (o *onlyOnce) Do(r *http.Request) (*http.Response, error) {
	if !o.left.Swap(false) {
		return nil, errOnlyOnce
	}
	return o.doer.Do(r)
}

func newSocket(in *listening) *socket {
	once := &onlyOnce{doer: in.options.Client}
	dialer := &websocket.Dialer{
		Proxy: http.ProxyFromEnvironment, NetDialContext: in.options.Dial, HandshakeTimeout: helloTimeout, WriteBufferSize: writeBuffer,
	}
	client := socketmode.New(in.options.client(once), socketmode.OptionDialer(dialer), socketmode.OptionReadLimit(maxEnvelope))
	return &socket{in: in, client: client, once: once}
}

// run is one connection, from the first call to the end. It says how long it stood, and why it does not stand any more. Why
// Slack ends a connection, slack-go keeps to itself.
func (k *socket) run(ctx context.Context) (stood time.Duration, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silent := time.AfterFunc(helloTimeout, func() { cancel(errSilent) })
	defer silent.Stop()
	ended := make(chan error, 1)
	k.once.left.Store(true)
	go func() { ended <- k.client.RunContext(ctx) }()
	var began time.Time
	var lasts <-chan time.Time
	hello := func() {
		if began.IsZero() && silent.Stop() {
			began, lasts = time.Now(), time.After(lasting)
			k.stands()
		}
	}
	for running := true; running || len(k.client.Events) > 0; {
		select {
		case e := <-k.client.Events:
			k.happened(e, hello, cancel)
		case <-lasts:
			k.lasts()
		case err = <-ended:
			running = false
		}
	}
	if !began.IsZero() {
		stood = time.Since(began)
		k.in.state.lost()
	}
	if errors.Is(err, context.Canceled) {
		err = context.Cause(ctx)
	}
	return stood, err
}

// stands takes in that Slack has said hello.
func (k *socket) stands() {
	if first := k.in.state.connected(); first {
		close(k.in.reached)
		k.warned = false // that line says it
	}
	k.in.health.Answered()
	k.in.tellHealth()
}

// lasts takes in that the connection did not end at once. The log hears of it if it has heard that it was down.
func (k *socket) lasts() {
	if k.warned {
		k.in.log().Info(k.is + "connected again")
	}
	k.warned = false
}

// happened takes one thing that slack-go tells.
func (k *socket) happened(e socketmode.Event, hello func(), cancel context.CancelCauseFunc) {
	switch e.Type {
	case socketmode.EventTypeHello:
		hello()
	case socketmode.EventTypeConnecting:
		if again, ok := e.Data.(*slack.ConnectingEvent); ok && again.ConnectionCount > 0 {
			cancel(errEnded)
		}
	case socketmode.EventTypeConnectionError:
		if failed, ok := e.Data.(*slack.ConnectionErrorEvent); ok {
			cancel(failed.ErrorObj)
		}
	case socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive, socketmode.EventTypeEventsAPI:
		k.take(*e.Request)
	case socketmode.EventTypeErrorBadMessage:
		if odd, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			k.takeOdd(odd.Message)
		}
	}
}

// takeOdd takes what slack-go could not read. It is stricter than we are: one strange block, and it reads no message at all.
func (k *socket) takeOdd(message json.RawMessage) {
	var r socketmode.Request
	if json.Unmarshal(message, &r) != nil || r.EnvelopeID == "" {
		k.in.log().Warn("Slack sent something that is no envelope")
		return
	}
	k.take(r)
}

// take hands an envelope on without waiting, and acknowledges it when it has been taken in.
func (k *socket) take(r socketmode.Request) {
	d, err := decode(r.Type, r.Payload)
	if err != nil {
		k.in.log().WithError(err).Warn("Slack sent something that I can't read")
		k.acknowledge(r.EnvelopeID, nil) // it would be the same again
		return
	}
	d.at = k.in.options.Now()
	k.in.Begin(func(ctx context.Context) {
		k.in.take(ctx, d, func(answer any, err error) {
			if err == nil {
				k.acknowledge(r.EnvelopeID, answer)
			}
		})
	})
}

func (k *socket) acknowledge(envelope string, answer any) {
	ctx, cancel := context.WithTimeout(context.Background(), ackTimeout)
	defer cancel()
	k.in.acknowledging()
	if err := k.client.AckCtx(ctx, envelope, answer); err != nil {
		k.in.log().WithError(err).Error("a delivery of Slack was taken in and could not be acknowledged")
	}
}
