package discordtest

// One connection of the gateway: how it begins, what is heard on it, how it ends.

import (
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeWait  = time.Minute
	closeWait  = 5 * time.Second // for the other side to close, too
	aliveWait  = HeartbeatInterval + HeartbeatInterval/2
	maxPayload = 4096 // of what the app sends
	maxSent    = 120  // packets of the app in sentWithin
	sentWithin = time.Minute
)

// line is one connection. Its goroutines are the handler that serves it, which reads, and one that writes.
type line struct {
	ws        *websocket.Conn
	elsewhere bool          // by the address that READY tells, for RESUME
	version   string        // of the API
	wake      chan struct{} // holds one token when there is something to write
	written   chan struct{} // closed when the writer has ended

	// Guarded by Server.mu.
	out     []frame
	session *session // nil before it is ready, and after it was invalidated
	closing bool     // hears nothing more
	parted  bool     // the reader has ended
	frozen  bool     // nothing comes through, either way
	sent    []time.Time
}

// frame is what is to be written: a packet, or the close with a code.
type frame struct {
	packet packet
	close  int
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("compress") != "" || q.Get("encoding") != "" && q.Get("encoding") != "json" {
		http.Error(w, "only JSON, and no compression", http.StatusBadRequest)
		return
	}
	up := websocket.Upgrader{HandshakeTimeout: closeWait, CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &line{
		ws: ws, elsewhere: strings.HasPrefix(r.URL.Path, resumePath),
		version: q.Get("v"), wake: make(chan struct{}, 1), written: make(chan struct{}),
	}
	s.Go(func() { s.write(l) })
	s.listen(l)
	<-l.written
	l.cut()
}

// listen says hello and hears what the app sends until the end.
func (s *Server) listen(l *line) {
	_ = l.ws.SetReadDeadline(time.Now().Add(aliveWait))
	s.greet(l)
	for {
		_, text, err := l.ws.ReadMessage()
		if err != nil {
			s.part(l, err)
			return
		}
		s.heard(l, text)
	}
}

// greet lets the connection in.
func (s *Server) greet(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &s.gateway
	g.lines[l] = true
	switch {
	case s.IsDown():
		l.cut()
	case g.noHello > 0:
		g.noHello--
	default:
		l.push(frame{packet: packetOf(opHello, object{
			"heartbeat_interval": HeartbeatInterval.Milliseconds(), "_trace": []string{"[\"gateway-fake\"]"},
		})})
		if l.version != "" && l.version != "9" && l.version != "10" {
			g.close(l, CloseInvalidVersion)
		}
	}
}

// part takes the connection away. Its session stays, unless the app has closed with a code that ends it.
func (s *Server) part(l *line, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var closed *websocket.CloseError
	var late net.Error
	switch {
	case errors.As(why, &closed) && slices.Contains([]int{1000, 1001, 1005}, closed.Code):
		s.gateway.end(l.session)
		l.cut()
	case errors.As(why, &late) && late.Timeout() && !l.closing:
		s.gateway.close(l, CloseSessionTimedOut)
	default:
		l.cut()
	}
	s.gateway.leave(l)
	delete(s.gateway.lines, l)
	l.closing, l.parted = true, true
	l.stir()
}

// write writes what is to be written, in order, until the end.
func (s *Server) write(l *line) {
	defer close(l.written)
	for range l.wake {
		out, parted := s.take(l)
		for _, f := range out {
			if l.put(f) != nil {
				l.cut()
				break
			}
		}
		if parted {
			return
		}
	}
}

func (s *Server) take(l *line) (out []frame, parted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, l.out = l.out, nil
	return out, l.parted
}

func (l *line) put(f frame) error {
	if f.close != 0 {
		text := websocket.FormatCloseMessage(f.close, closeReasons[f.close])
		err := l.ws.WriteControl(websocket.CloseMessage, text, time.Now().Add(closeWait))
		_ = l.ws.SetReadDeadline(time.Now().Add(closeWait))
		return err
	}
	if err := l.ws.SetWriteDeadline(time.Now().Add(writeWait)); err != nil {
		return err
	}
	return l.ws.WriteJSON(f.packet)
}

// push writes the frame, after those before it. The caller holds the mutex.
func (l *line) push(f frame) {
	if l.frozen {
		return
	}
	l.out = append(l.out, f)
	l.stir()
}

func (l *line) stir() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// cut ends the connection without a word.
func (l *line) cut() { _ = l.ws.Close() }

// heard does what the app says.
func (s *Server) heard(l *line, text []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var p packet
	switch {
	case l.closing, l.frozen:
	case l.tooMany(time.Now()):
		s.gateway.close(l, CloseRateLimited)
	case len(text) > maxPayload || json.Unmarshal(text, &p) != nil:
		s.gateway.close(l, CloseDecodeError)
	default:
		if code := s.obey(l, p); code != 0 {
			s.gateway.close(l, code)
		}
	}
}

// tooMany counts a packet, and says whether it is one too many.
func (l *line) tooMany(now time.Time) bool {
	l.sent = append(slices.DeleteFunc(l.sent, func(at time.Time) bool { return now.Sub(at) >= sentWithin }), now)
	return len(l.sent) > maxSent
}

// obey does what the packet asks for. It gives the code to close with, or 0. The caller holds the mutex.
func (s *Server) obey(l *line, p packet) int {
	switch p.Op {
	case opHeartbeat:
		return s.gateway.beat(l, p.Data)
	case opIdentify:
		return s.identify(l, p.Data)
	case opResume:
		return s.resume(l, p.Data)
	case opPresence, opVoice, opMembers:
		if l.session == nil {
			return CloseNotAuthenticated
		}
		return 0
	}
	return CloseUnknownOpcode
}

// beat takes a heartbeat: the last sequence number that the app has seen, or null.
func (g *gateway) beat(l *line, data json.RawMessage) int {
	var seq *int64
	if json.Unmarshal(data, &seq) != nil {
		return CloseDecodeError
	}
	_ = l.ws.SetReadDeadline(time.Now().Add(aliveWait))
	g.heartbeats++
	if !g.noAcks {
		l.push(frame{packet: packetOf(opHeartbeatAck, nil)})
	}
	return 0
}

var closeReasons = map[int]string{
	CloseUnknownError: "Unknown error.", CloseUnknownOpcode: "Unknown opcode.", CloseDecodeError: "Error while decoding payload.",
	CloseNotAuthenticated: "Not authenticated.", CloseAuthFailed: "Authentication failed.",
	CloseAlreadyIdentified: "Already authenticated.", CloseInvalidSeq: "Invalid seq.", CloseRateLimited: "Rate limited.",
	CloseSessionTimedOut: "Session timed out.", CloseInvalidShard: "Invalid shard.", CloseInvalidVersion: "Invalid API version.",
	CloseInvalidIntents: "Invalid intent(s).", CloseDisallowedIntents: "Disallowed intent(s).",
}
