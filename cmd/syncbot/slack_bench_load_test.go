package main

// The load of the benchmarks: a workspace full of people, who type commands by the clock.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
)

const (
	channels    = 10 // each of a workshop of its own
	persons     = 20 // all in every channel
	connections = 2  // of Socket Mode, as the bot has
	twice       = 10 // of so many commands one is delivered twice
)

// workspace is one on loopback, and a folder on disk for the program that serves it.
type workspace struct {
	*slacktest.Server
	folder           string
	channels, people []string
}

func newWorkspace(b *testing.B) workspace {
	w := workspace{Server: slacktest.New(), folder: b.TempDir()}
	b.Cleanup(w.Close)
	w.Loopback()
	for n := range persons {
		w.people = append(w.people, w.AddUser(slacktest.User{Name: fmt.Sprint("person", n)}))
	}
	for n := range channels {
		members := append([]string{slacktest.BotUser}, w.people...)
		w.channels = append(w.channels, w.AddChannel(slacktest.Channel{Name: fmt.Sprint("workshop", n), Members: members}))
	}
	return w
}

// list is a setting with an item for each channel, from the channel's id and the workshop's.
func (w workspace) list(format string) string {
	var items []string
	for n, id := range w.channels {
		items = append(items, fmt.Sprintf(format, id, fmt.Sprint("w", n)))
	}
	return strings.Join(items, ",")
}

// awaitDoor waits until commands can come: at the address, or by all connections. It reports whether they can.
func (w workspace) awaitDoor(b *testing.B, address string) bool {
	kept := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}} // Slack's own connections last, too
	b.Cleanup(kept.CloseIdleConnections)
	to := "http://" + address + "/slack/events"
	for range 2000 {
		if address == "" && w.Sockets() == connections {
			return true
		}
		if address != "" && w.DeliverOverHTTP(slacktest.Endpoints{Commands: to, Interactivity: to, Events: to, Client: kept}) == nil {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// greetAll lets everybody type a command before the clock runs, so that the program knows them.
func (w workspace) greetAll(b *testing.B) {
	for n, by := range w.people {
		if err := w.Command(by, w.channels[n%channels], "/syncstatus help"); err != nil {
			b.Fatal(err)
		}
	}
}

// load types commands at fixed times, whether or not those before are acknowledged. A command that is begun late because
// the machine is busy counts from the time it was due.
type load struct {
	workspace
	every time.Duration
	start time.Time
	n     int
	under sync.WaitGroup
}

// due is when the n-th command is to be typed.
func (l *load) due(n int) time.Time { return l.start.Add(time.Duration(n) * l.every) }

// text is what the n-th command asks for.
func text(n int) string { return fmt.Sprintf("INV-%d", 100_000+n) }

// next waits until the next command is due, and begins it.
func (l *load) next() {
	if l.n == 0 {
		l.start = time.Now()
	}
	n := l.n
	l.n++
	time.Sleep(time.Until(l.due(n)))
	// Who was not acknowledged shows in waited.
	l.under.Go(func() { _ = l.Command(l.people[n%persons], l.channels[n%channels], "/syncstatus "+text(n)) })
	if n%twice == twice-1 {
		l.under.Go(func() {
			time.Sleep(l.every / 2)
			_ = l.Again()
		})
	}
}

// waited is how long each command waited for its acknowledgement. One that was delivered twice has waited until the first:
// of two that are under way at once in Socket Mode, slacktest hears one only.
func (l *load) waited(b *testing.B) []time.Duration {
	l.under.Wait()
	acked := map[string]time.Time{}
	for _, d := range l.Deliveries() {
		var command struct{ Text string }
		if err := json.Unmarshal(d.Payload, &command); err != nil {
			b.Fatal(err)
		}
		if at := acked[command.Text]; d.Err == nil && (at.IsZero() || d.Acked.Before(at)) {
			acked[command.Text] = d.Acked
		}
	}
	waited := make([]time.Duration, l.n)
	for n := range waited {
		at, ok := acked[text(n)]
		if !ok {
			b.Errorf("%s was not acknowledged", text(n))
		}
		waited[n] = cmp.Or(at, time.Now()).Sub(l.due(n))
	}
	return waited
}
