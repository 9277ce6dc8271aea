package slack

// The door without Socket Mode: an address of this machine to which Slack's signed requests are passed on. One that is lost
// is opened again.

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/sirupsen/logrus"
)

// shutTime is for requests that are being read when the door shuts: those that were taken in have been answered.
const shutTime = 2 * time.Second

// keepSigned serves the options' Listener until ctx ends. Where it is lost, Reopen gives another.
func (in *intake) keepSigned(ctx context.Context) {
	l := in.options.Listener
	for tries := 0; ; {
		stood, err := in.serveSigned(ctx, l)
		if ctx.Err() != nil {
			return
		}
		if stood >= lasting {
			tries = 0
		}
		for l = nil; l == nil; {
			tries++
			if !in.lostDoor(ctx, err, tries) {
				return
			}
			l, err = in.options.Reopen(ctx)
		}
	}
}

// lostDoor says that the address is not served, and waits. It reports whether ctx still runs.
func (in *intake) lostDoor(ctx context.Context, err error, tries int) bool {
	t := trouble{sentence: fmt.Sprintf("the address for Slack's requests can't be served: %v", err)}
	wait := waitAfter(err, t, tries)
	in.state.closed(t)
	in.log().WithField("again_in", wait.Round(time.Second).String()).Error("not connected: " + t.sentence)
	return pause(ctx, wait)
}

// serveSigned takes requests until ctx ends, or the listener. It says how long that was.
func (in *intake) serveSigned(ctx context.Context, l net.Listener) (stood time.Duration, err error) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+eventsPath, in.serve)
	server := &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: log.New(complaints{in.log()}, "", 0),
	}
	began := time.Now()
	ended := make(chan error, 1)
	where := l.Addr().String() + eventsPath
	in.state.opened(where)
	in.log().Info("taking Slack's requests at " + where)
	go func() { ended <- server.Serve(l) }()
	select {
	case err = <-ended:
		in.shut(server)
	case <-ctx.Done():
		in.shut(server)
		<-ended
	}
	return time.Since(began), err
}

// shut lets the requests that are being answered end.
func (in *intake) shut(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), shutTime)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		_ = server.Close()
	}
}

// listenAt opens the address of a listener again.
func listenAt(a net.Addr) func(context.Context) (net.Listener, error) {
	return func(ctx context.Context) (net.Listener, error) {
		return new(net.ListenConfig).Listen(ctx, a.Network(), a.String())
	}
}

// complaints are what net/http has to say, a line at a time.
type complaints struct{ log logrus.FieldLogger }

func (c complaints) Write(line []byte) (int, error) {
	c.log.Warn(strings.TrimSpace(string(line)))
	return len(line), nil
}
