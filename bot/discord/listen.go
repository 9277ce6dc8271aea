package discord

// Listening: one run, from the opening of the door that Discord's deliveries come through to the last answer.

import (
	"context"
	"encoding/json"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/door"
	"syncbot/bot/chat/intake"
)

// requests is where signed requests are taken.
const requests = "POST /discord/interactions"

// run is one run of Listen: what it hands to whom.
type run struct {
	*Discord
	*intake.Intake
	handle   chat.Handler
	answered *intake.Recent
	given    *given        // to signed requests
	book     guildBook     // of who writes to the bot alone
	reached  chan struct{} // closed once Discord reaches the bot for the first time
	reach    sync.Once
}

// Listen takes in what people do until ctx ends, then returns nil after its last handler has returned. A door through which
// nothing can come shows in Status and is tried again.
func (d *Discord) Listen(ctx context.Context, h chat.Handler) error {
	alive, shut := context.WithCancel(context.WithoutCancel(ctx))
	defer shut()
	r := d.newRun(alive, h)
	var doors sync.WaitGroup
	doors.Go(func() { r.keepDoor(alive) })
	doors.Go(func() { r.introduce(ctx) })
	<-ctx.Done()
	r.Close() // what was taken before is answered by the door through which it came
	shut()
	doors.Wait()
	d.state.ended()
	return nil
}

func (d *Discord) newRun(alive context.Context, h chat.Handler) *run {
	in := intake.New(alive, d.log())
	return &run{
		Discord: d, Intake: in, handle: h, answered: intake.NewRecent(), given: newGiven(), book: d.newGuildBook(in), reached: make(chan struct{}),
	}
}

// keepDoor takes deliveries until ctx ends.
func (r *run) keepDoor(ctx context.Context) {
	if r.options.PublicKey == "" {
		r.keepGateway(ctx)
		return
	}
	door.Keep(ctx, door.Options{
		Listener: r.options.Listener, Reopen: r.options.Reopen, Pattern: requests, Handler: http.HandlerFunc(r.serve),
		Opened: r.opened, Closed: r.closed, Log: r.log(),
	})
}

// opened takes in that signed requests are taken.
func (r *run) opened(where string) {
	r.state.opened(where)
	r.log().Info("taking Discord's requests at " + where)
	r.isReached()
}

// closed takes in that they are not.
func (r *run) closed(err error, again time.Duration) {
	t := trouble{sentence: "the address for Discord's requests can't be served: " + err.Error()}
	r.state.closed(t)
	r.log().WithField("again_in", again.Round(time.Second).String()).Error("not connected: " + t.sentence)
}

func (r *run) isReached() { r.reach.Do(func() { close(r.reached) }) }

// heard hands on what the gateway tells. discordgo calls it, which no panic may reach: it would end the process.
func (r *run) heard(kind string, raw json.RawMessage) {
	defer func() {
		if p := recover(); p != nil {
			r.log().WithField("stack", string(debug.Stack())).Errorf("panic while an event was read: %v", p)
		}
	}()
	if wanted(kind) {
		r.event(r.options.Now(), kind, raw)
	}
}

// wanted are the events that the bot reads.
func wanted(kind string) bool { return kind == "INTERACTION_CREATE" || kind == "MESSAGE_CREATE" }
