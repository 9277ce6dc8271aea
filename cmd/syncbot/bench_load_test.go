package main

// The load of the benchmarks: towns full of people, who type commands by the clock.

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	channels = 10 // each of a workshop of its own
	persons  = 20 // all in every channel
	twice    = 10 // of so many commands one is delivered twice
)

// town is a chat service on loopback, full of people, with ways in for the bot and for the floor.
type town interface {
	// greet lets the n-th person type something that nobody measures.
	greet(n int) error
	// command lets somebody type the n-th command; it returns when that is acknowledged.
	command(n int) error
	// Again delivers the latest command once more.
	Again() error
	// acked is when each command was acknowledged first, by its text.
	acked(b *testing.B) map[string]time.Time
	// ready says whether commands can come: to the address, or, where that is empty, by the program's own connections.
	ready(address string) bool
	// settings are the bot's.
	settings(address string) []string
	// floor takes commands in as the floor does: at the address, or by its own connections.
	floor(ctx context.Context, f floor, address string) error
}

// await waits until commands can come, and reports whether they can.
func await(t town, address string) bool {
	for range 2000 {
		if t.ready(address) {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// listOf is a setting with an item for each channel and its workshop.
func listOf(item func(n int) string) string {
	var items []string
	for n := range channels {
		items = append(items, item(n))
	}
	return strings.Join(items, ",")
}

// load types commands at fixed times, whether or not those before are acknowledged. A command that is begun late because
// the machine is busy counts from the time it was due.
type load struct {
	town
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
	l.under.Go(func() { _ = l.command(n) })
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
	acked := l.acked(b)
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
