package discordtest

// The network between the bot and the server: in memory, on loopback, and gone.

import (
	"context"
	"fmt"
	"net"
	"net/http"

	"syncbot/bot/chat/chattest/pipe"
)

// Dial opens a connection in memory, whatever address it is given. It works in a bubble of testing/synctest. While the
// server is down it is refused.
func (s *Server) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if s.isDown() {
		return nil, pipe.Refused(network)
	}
	return s.pipe.Dial(ctx, network, addr)
}

// Loopback also serves on 127.0.0.1 and returns the base of the REST API there; every address that the server gives out
// from now on is on loopback. It panics where no port can be had.
func (s *Server) Loopback() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("discordtest: no loopback: %v", err))
	}
	s.mu.Lock()
	s.base = "http://" + l.Addr().String()
	s.mu.Unlock()
	s.owned.Go(func() { _ = s.http.Serve(gate{l, s}) })
	return s.URL()
}

// Down cuts every connection and lets none in. In memory they are refused; on loopback, where the port must be kept, they
// are taken and cut at once. What the server knows stays.
func (s *Server) Down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = true
	for c := range s.conns {
		_ = c.Close()
	}
	s.gateway.cut()
}

// Up ends Down.
func (s *Server) Up() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = false
}

// Restart cuts every connection, as a server that is restarted.
func (s *Server) Restart() {
	s.Down()
	s.Up()
}

func (s *Server) isDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

// watch keeps the connections that speak HTTP, each counted as long as its goroutine runs.
func (s *Server) watch(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch state {
	case http.StateNew:
		s.owned.Add(1)
		s.conns[c] = true
		if s.down {
			_ = c.Close()
		}
	case http.StateClosed, http.StateHijacked:
		s.owned.Done()
		delete(s.conns, c)
	}
}

// gate is a listener that cuts what comes while the server is down.
type gate struct {
	net.Listener
	s *Server
}

func (g gate) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil || !g.s.isDown() {
			return c, err
		}
		_ = c.Close()
	}
}
