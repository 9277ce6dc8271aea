package slacktest

// Server: the workspace as a whole, its addresses, and who owns its goroutines.

import (
	"net/http"
	"sync"

	"syncbot/bot/chat/chattest/pipe"
)

// Server is one workspace with one app. It outlives the processes that talk to it. Any goroutine may call any of its
// methods at any time.
type Server struct {
	*pipe.Host // its way to be reached

	mu       sync.Mutex
	app      app
	members  directory
	channels map[string]*channel
	pace     pace
	faults   faults
	hub      hub
	views    views
	replies  map[string]*reply
	deeds    deeds
	serial   int
}

// New starts an empty workspace: only the app's own user is there. It ends with Close.
func New() *Server {
	s := &Server{
		app: newApp(), members: newDirectory(), channels: map[string]*channel{},
		pace: newPace(), faults: newFaults(), hub: newHub(), views: newViews(), replies: map[string]*reply{},
	}
	s.Host = pipe.NewHost("slack.test", s.routes(), s.cut)
	return s
}

// URL is the base of the Web API, with the slash at its end that clients want: an address in memory, or on loopback once
// Loopback was called.
func (s *Server) URL() string { return s.Base() + "/api/" }

// Loopback also serves on 127.0.0.1 and returns the base of the Web API there; every address that the server gives out
// from now on is on loopback. It panics where no port can be had.
func (s *Server) Loopback() string {
	s.Host.Loopback()
	return s.URL()
}

// cut ends the connections that speak HTTP no more.
func (s *Server) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hub.cut()
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.serveSocket)
	mux.HandleFunc("POST /response/{id}", s.serveReply)
	return mux
}
