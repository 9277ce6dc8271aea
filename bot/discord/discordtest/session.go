package discordtest

// The sessions of the gateway: what they hear, and how they are taken up again.
// https://docs.discord.com/developers/events/gateway#resuming
//
// What nobody has said about Discord, and how it is taken here: a session is kept for five minutes without a connection; all
// that it missed is replayed; RESUMED has a number of its own; a connection that the app closes without a code has lost its
// session; an interaction goes to one session, each in turn, and waits for one that may come back where none is connected.

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

const (
	resumePath  = gatewayPath + "resume"
	sessionKept = 5 * time.Minute // without a connection
)

// session is what READY begins. It outlives its connection for a while.
type session struct {
	id      string
	intents int
	seq     int64
	told    []packet  // every dispatch so far
	line    *line     // nil while there is no connection
	left    time.Time // when the connection went
}

type gateway struct {
	lines    map[*line]bool
	sessions []*session
	turn     int
	begun    int // sessions so far

	identified       []time.Time // the IDENTIFYs of the last day
	identifies       int
	resumes          int
	resumesElsewhere int
	heartbeats       int

	noHello        int
	reconnectFirst int
	noAcks         bool
}

func newGateway() gateway { return gateway{lines: map[*line]bool{}} }

// Gateways says how many connections are ready or resumed now.
func (s *Server) Gateways() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.gateway.connected())
}

// Identifies says how many IDENTIFYs there have been, those that were refused too.
func (s *Server) Identifies() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.identifies
}

// Resumes says how many RESUMEs have succeeded.
func (s *Server) Resumes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumes
}

// ResumesElsewhere says how many of the Resumes came by the address that READY tells, as they should.
func (s *Server) ResumesElsewhere() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.resumesElsewhere
}

// Heartbeats says how many heartbeats there have been.
func (s *Server) Heartbeats() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.heartbeats
}

// resumption is the data of RESUME.
type resumption struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
}

// resume takes a session up again: what was missed comes first. It gives the code to close with, or 0.
func (s *Server) resume(l *line, data json.RawMessage) int {
	g := &s.gateway
	if l.session != nil {
		return CloseAlreadyIdentified
	}
	var r resumption
	if json.Unmarshal(data, &r) != nil {
		return CloseDecodeError
	}
	if !s.knowsToken(r.Token) {
		return CloseAuthFailed
	}
	e := g.find(r.Session)
	switch {
	case e == nil:
		l.push(frame{packet: packetOf(opInvalidSession, false)})
	case r.Seq < 0 || r.Seq > e.seq:
		g.end(e)
		return CloseInvalidSeq
	case g.sentAway(l):
	default:
		g.takeUp(e, l, r.Seq)
	}
	return 0
}

func (g *gateway) takeUp(e *session, l *line, seen int64) {
	if e.line != nil {
		e.line.cut()
		g.leave(e.line)
	}
	e.line, l.session = l, e
	for _, p := range e.told {
		if *p.Seq > seen {
			l.push(frame{packet: p})
		}
	}
	e.dispatch("RESUMED", object{"_trace": []string{"[\"gateway-fake\"]"}})
	g.resumes++
	if l.elsewhere {
		g.resumesElsewhere++
	}
}

// find gives a session that can be resumed, or nil.
func (g *gateway) find(id string) *session {
	g.sessions = slices.DeleteFunc(g.sessions, func(e *session) bool {
		return e.line == nil && time.Since(e.left) >= sessionKept
	})
	for _, e := range g.sessions {
		if e.id == id {
			return e
		}
	}
	return nil
}

// dispatch tells the session something, now or when it is resumed.
func (e *session) dispatch(kind string, data any) {
	e.seq++
	seq := e.seq
	p := packet{Op: opDispatch, Data: encoded(data), Seq: &seq, Type: &kind}
	e.told = append(e.told, p)
	if e.line != nil {
		e.line.push(frame{packet: p})
	}
}

// publish tells every session that wants such events, if the bot sees the channel: that of a message, or a thread.
func (s *Server) publish(kind string, event object) {
	of, intents := "id", intentGuilds
	if strings.HasPrefix(kind, "MESSAGE_") {
		of, intents = "channel_id", intentGuildMessages
	}
	c := s.channels[event[of].(string)]
	switch {
	case c == nil || !s.may(BotUser, c).has(ViewChannel):
		return
	case c.with != "":
		intents = intentDirectMessages
		delete(event, "guild_id")
	default:
		event["guild_id"] = Guild
	}
	s.gateway.tell(kind, intents, event)
}

// tell tells every session that has the intents.
func (g *gateway) tell(kind string, intents int, data any) {
	for _, e := range g.sessions {
		if e.intents&intents == intents {
			e.dispatch(kind, data)
		}
	}
}

// next is the session whose turn it is: one that is connected, else one that may come back; nil where there is none.
func (g *gateway) next() *session {
	g.find("") // forgets those that are gone for good
	among := g.connected()
	if len(among) == 0 {
		among = g.sessions
	}
	if len(among) == 0 {
		return nil
	}
	g.turn++
	return among[g.turn%len(among)]
}

func (g *gateway) connected() []*session {
	var all []*session
	for _, e := range g.sessions {
		if e.line != nil {
			all = append(all, e)
		}
	}
	return all
}

// leave parts the connection from its session, which stays.
func (g *gateway) leave(l *line) {
	if l.session != nil && l.session.line == l {
		l.session.line, l.session.left = nil, time.Now()
	}
	l.session = nil
}

// end forgets the session: it cannot be resumed.
func (g *gateway) end(e *session) {
	g.sessions = slices.DeleteFunc(g.sessions, func(other *session) bool { return other == e })
}

// close closes the connection with the code, after what is still to be written.
func (g *gateway) close(l *line, code int) {
	if l.closing {
		return
	}
	if endsSession(code) {
		g.end(l.session)
	}
	g.leave(l)
	l.closing = true
	l.push(frame{close: code})
}

// cut ends every connection without a word.
func (g *gateway) cut() {
	for l := range g.lines {
		g.leave(l)
		l.closing = true
		l.cut()
	}
}
