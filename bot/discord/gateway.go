package discord

// Supervision of the gateway: when a connection is made anew, and whether it goes on with the session of the last. discordgo
// would do it for ever, and by its own lights (docs/decisions/0011-discord.md).

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/sirupsen/logrus"

	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
)

const (
	lasting     = 3 * time.Second  // a connection that stood shorter counts as a failed try
	briefPause  = 10 * time.Second // at most, after connections that stood for a moment: Discord is there
	finalPause  = 5 * time.Minute  // after a final error, until somebody may have mended it
	manyResumes = 5                // tries in a row to go on with a session, none of which stood, before another is begun
)

// gateway keeps the bot's connection to Discord: one at a time, each with a relay of its own.
type gateway struct {
	run         *run
	session     *session // which is to be gone on with; nil: a fresh one is to be begun
	identify    identifies
	tries       int  // in a row, of which none stood
	briefs      int  // connections that stood for a moment, since one lasted
	lostSession bool // Discord has just refused to go on with it
	detour      bool // the session's own address did not answer: the one that everybody is given is tried, in turn with it
	warned      bool // the log has heard that there is no connection
}

// keepGateway makes the connection anew whenever it ends, until ctx ends.
func (r *run) keepGateway(ctx context.Context) {
	r.state.begin()
	g := &gateway{run: r}
	for {
		stood, err := g.connect(ctx)
		if ctx.Err() != nil || !pace.Pause(ctx, g.ended(stood, err)) {
			return
		}
	}
}

// connect is one connection, up to its end.
func (g *gateway) connect(ctx context.Context) (stood time.Duration, err error) {
	g.lostSession = false
	address, err := g.address(ctx)
	if err != nil {
		return 0, err
	}
	if g.session == nil {
		g.session = newSession(g.run.options.BotToken, g.run.heard)
	}
	stood, err = newRelay(g).run(ctx, address)
	g.leaveSession(err)
	return stood, err
}

// stands takes in that Discord has taken the bot in.
func (g *gateway) stands() {
	g.session.failed, g.detour = 0, false
	g.run.state.connected()
	g.run.isReached()
}

// lasts takes in that the connection did not end at once. The log hears of it if it has heard that there was none.
func (g *gateway) lasts() {
	if g.warned {
		g.log().Info("connected again")
	}
	g.warned, g.briefs = false, 0
}

// ended takes in the end of a connection, or that there was none. It says how long to wait before the next.
func (g *gateway) ended(stood time.Duration, err error) time.Duration {
	t := troubleOf(err)
	if !t.final && (stood >= lasting || g.lostSession) { // soon: neither can be so each time, which is no hot loop
		g.log().WithField("why", t.sentence).Info("a connection to Discord has ended, another is made")
		g.tries = 0
		return g.refused()
	}
	wait := g.growing(stood)
	if t.final {
		wait = finalPause
	}
	if asked, later := outcome.IsLater(err); later {
		wait = max(wait, asked)
	}
	wait = pace.Spread(wait)
	g.warn(t, wait)
	return wait
}

// refused is the random wait that Discord asks for once it has refused to go on with a session.
// https://docs.discord.com/developers/events/gateway#resuming
func (g *gateway) refused() time.Duration {
	if g.lostSession {
		return time.Second + rand.N(4*time.Second)
	}
	return 0
}

// growing is how long to wait after a connection that stood so long.
func (g *gateway) growing(stood time.Duration) time.Duration {
	if stood > 0 {
		g.tries, g.briefs = 0, g.briefs+1
		return min(pace.Growing(g.briefs), briefPause)
	}
	g.tries++
	return pace.Growing(g.tries)
}

// leaveSession leaves the session where it can't be gone on with.
func (g *gateway) leaveSession(err error) {
	var unreached unreachedError
	if errors.As(err, &unreached) {
		g.detour = !g.detour
	} else {
		g.session.failed++
	}
	known := g.session.known()
	if !known || endsSession(err) || g.session.failed > manyResumes {
		g.session, g.lostSession = nil, known
	}
}

// warn says why there is no connection, and when the next try is.
func (g *gateway) warn(t trouble, wait time.Duration) {
	g.run.state.troubled(t)
	g.warned = true
	g.log().WithField("again_in", wait.Round(time.Second).String()).Warn("not connected: " + t.sentence)
}

func (g *gateway) log() logrus.FieldLogger { return g.run.log() }
