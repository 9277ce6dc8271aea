package main

// From a slash command to its acknowledgement: how long the bot takes, and how long a program takes that does as little as
// can be done. The figures stand in docs/performance.md.

import (
	"context"
	"fmt"
	"net"
	"slices"
	"testing"
	"time"
)

// door is a way by which commands come.
type door struct {
	name    string
	town    func(*testing.B) town
	address bool // as requests to an address, else by connections that the program opens
}

var doors = []door{
	{"slack-socket", newWorkspace, false}, {"slack-http", newWorkspace, true},
	{"discord-gateway", newGuild, false}, {"discord-http", newGuild, true},
}

// program takes in commands of the town until ctx ends: by its own connections, or where there is an address, as signed requests
// there. It may keep something in the folder.
type program func(ctx context.Context, t town, folder, address string) error

// BenchmarkCommand types commands at a steady rate for as long as -benchtime says, first for the bot, then as many for the
// floor. Every tenth is delivered twice. It reports how many milliseconds after its time a command was acknowledged.
func BenchmarkCommand(b *testing.B) {
	for _, d := range doors {
		for _, rate := range []int{50, 200} {
			b.Run(fmt.Sprintf("door=%s/rate=%d", d.name, rate), func(b *testing.B) {
				bot := d.measure(b, theBot, rate, func(load *load) {
					for b.Loop() {
						load.next()
					}
				})
				floor := d.measure(b, theFloor, rate, func(load *load) {
					for range b.N {
						load.next()
					}
				})
				tell(b, bot, floor)
			})
		}
	}
}

// measure runs the program by itself under the load that drive makes, and says how long each command waited.
func (d door) measure(b *testing.B, p program, rate int, drive func(*load)) []time.Duration {
	t := d.town(b)
	address := ""
	if d.address {
		address = freeAddress(b)
	}
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- p(ctx, t, b.TempDir(), address) }()
	if !await(t, address) {
		stop()
		b.Fatalf("nobody took commands in 20 seconds: %v", <-ended)
	}
	for n := range persons {
		if err := t.greet(n); err != nil { // so that the program knows everybody before the clock runs
			b.Fatal(err)
		}
	}
	load := &load{town: t, every: time.Second / time.Duration(rate)}
	drive(load)
	waited := load.waited(b)
	stop()
	if err := <-ended; err != nil {
		b.Error(err)
	}
	return waited
}

// tell gives the milliseconds that half of the commands and 99 of 100 waited at most.
func tell(b *testing.B, bot, floor []time.Duration) {
	for _, percent := range []int{50, 99} {
		of, least := percentile(bot, percent), percentile(floor, percent)
		b.ReportMetric(of, fmt.Sprintf("p%d-ms", percent))
		b.ReportMetric(least, fmt.Sprintf("floor-p%d-ms", percent))
		b.ReportMetric(of/least, fmt.Sprintf("p%d/floor", percent))
	}
	b.ReportMetric(0, "ns/op") // it is the rate again
}

// percentile is how many milliseconds so many of a hundred commands waited at most.
func percentile(waited []time.Duration, percent int) float64 {
	sorted := slices.Sorted(slices.Values(waited))
	rank := (len(sorted)*percent + 99) / 100
	return float64(sorted[rank-1]) / float64(time.Millisecond)
}

// freeAddress is an address of this machine that nobody listens at.
func freeAddress(b *testing.B) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// theBot is the whole program as serve runs it, with its store in a file on disk.
func theBot(ctx context.Context, t town, folder, address string) error {
	set := append(t.settings(address), "SYNCBOT_STORE=bolt:"+folder+"/syncbot.db", "SYNCBOT_LOG_LEVEL=error",
		"SYNCBOT_WORKSHOPS="+listOf(func(n int) string { return fmt.Sprintf("w%[1]d=xero:Workshop %[1]d", n) }))
	c, err := readServeConfig(set, folder)
	if err != nil {
		return err
	}
	return c.serve(ctx)
}
