package discordtest

// Faults of the gateway, on demand.

import "time"

// leaveWait is how long a connection that was told to reconnect stays, where the app does not go.
const leaveWait = 10 * time.Second

// NoHello lets the next n connections wait for a Hello that does not come.
func (s *Server) NoHello(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.noHello = n
}

// ReconnectFirst answers the next n IDENTIFYs or RESUMEs with op 7. A session that was to be resumed stays.
func (s *Server) ReconnectFirst(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.reconnectFirst = n
}

// Reconnect asks every connection to go and come back (op 7). Those that stay are cut ten seconds later.
func (s *Server) Reconnect() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		l.push(frame{packet: packetOf(opReconnect, nil)})
		s.After(leaveWait, func() { l.cut() })
	}
}

// InvalidSession tells every connection that its session is none any more (op 9). Where it is resumable RESUME takes it up
// again, else there has to be an IDENTIFY.
func (s *Server) InvalidSession(resumable bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		if !resumable {
			s.gateway.end(l.session)
		}
		s.gateway.leave(l)
		l.push(frame{packet: packetOf(opInvalidSession, resumable)})
	}
}

// CloseGateway closes every connection with the code. The session ends where the code says so.
func (s *Server) CloseGateway(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		s.gateway.close(l, code)
	}
}

// ForgetSessions forgets all sessions that are not connected: a RESUME is refused.
func (s *Server) ForgetSessions() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.sessions = s.gateway.connected()
}

// CutGateway cuts every connection without a word.
func (s *Server) CutGateway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.cut()
}

// FreezeGateway lets nothing through any more on the connections that stand, either way, as where the network has lost them and
// nobody knows. Their sessions can be resumed by others, until they have timed out.
func (s *Server) FreezeGateway() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		l.frozen = true
	}
}

// StopAcks acknowledges no heartbeat from now on; StartAcks does again.
func (s *Server) StopAcks() { s.setNoAcks(true) }

// StartAcks ends StopAcks.
func (s *Server) StartAcks() { s.setNoAcks(false) }

func (s *Server) setNoAcks(none bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.noAcks = none
}

// AskHeartbeat asks every connection for a heartbeat at once (op 1).
func (s *Server) AskHeartbeat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.gateway.lines {
		l.push(frame{packet: packetOf(opHeartbeat, nil)})
	}
}

// Dispatch sends an event as it is to every connected session, such as one that does not decode.
func (s *Server) Dispatch(kind string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.tell(kind, 0, data)
}
