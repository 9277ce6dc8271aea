// Package door keeps an address of this machine open, to which a chat service's signed requests are passed on. One that is lost is
// opened again.
package door

import (
	"context"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat/pace"
)

const (
	shutTime = 2 * time.Second // for requests that are being read when the door shuts: those that were taken in have been answered
	lasting  = 3 * time.Second // a door that stood open shorter counts as a failed try
)

// Options say what is served, and who hears what becomes of it. All but Reopen must be set.
type Options struct {
	Listener net.Listener                                    // takes in the first requests; Keep closes it
	Reopen   func(ctx context.Context) (net.Listener, error) // another, where one was lost; nil: at the same address
	Pattern  string                                          // the requests that are let in, such as "POST /slack/events"; others are not found
	Handler  http.Handler
	Opened   func(where string)                   // hears that requests are taken in, and at which address and path
	Closed   func(err error, again time.Duration) // hears that they are not, why, and when the next try is
	Log      logrus.FieldLogger                   // hears what net/http complains about
}

// Keep serves until ctx ends. It gives what is being read then two seconds.
func Keep(ctx context.Context, o Options) {
	l := o.Listener
	if o.Reopen == nil {
		o.Reopen = listenAt(l.Addr())
	}
	for tries := 0; ; {
		stood, err := o.serve(ctx, l)
		if ctx.Err() != nil {
			return
		}
		if stood >= lasting {
			tries = 0
		}
		for l = nil; l == nil; {
			tries++
			wait := pace.Spread(pace.Growing(tries))
			o.Closed(err, wait)
			if !pace.Pause(ctx, wait) {
				return
			}
			l, err = o.Reopen(ctx)
		}
	}
}

// serve takes requests until ctx ends, or the listener. It says how long that was.
func (o Options) serve(ctx context.Context, l net.Listener) (stood time.Duration, err error) {
	mux := http.NewServeMux()
	mux.Handle(o.Pattern, o.Handler)
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: log.New(complaints{o.Log}, "", 0),
	}
	began := time.Now()
	ended := make(chan error, 1)
	o.Opened(l.Addr().String() + o.path())
	go func() { ended <- server.Serve(l) }()
	select {
	case err = <-ended:
		shut(server)
	case <-ctx.Done():
		shut(server)
		<-ended
	}
	return time.Since(began), err
}

// path is that of the pattern, without its method.
func (o Options) path() string {
	if _, path, found := strings.Cut(o.Pattern, " "); found {
		return path
	}
	return o.Pattern
}

// shut lets the requests that are being answered end.
func shut(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), shutTime)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

// listenAt opens the address of a listener again.
func listenAt(a net.Addr) func(ctx context.Context) (net.Listener, error) {
	return func(ctx context.Context) (net.Listener, error) {
		return new(net.ListenConfig).Listen(ctx, a.Network(), a.String())
	}
}

// complaints are what net/http has to say, a line at a time.
type complaints struct{ log logrus.FieldLogger }

// Write passes a line on.
func (c complaints) Write(line []byte) (int, error) {
	c.log.Warn(strings.TrimSpace(string(line)))
	return len(line), nil
}
