package slacktest

// Server: the workspace as a whole, its addresses, and who owns its goroutines.

import (
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"syncbot/bot/chat/chattest/pipe"
)

// Server is one workspace with one app. It outlives the processes that talk to it. Any goroutine may call any of its
// methods at any time.
type Server struct {
	http   *http.Server
	pipe   *pipe.Pipe
	client *http.Client
	done   chan struct{}  // closed by Close
	owned  sync.WaitGroup // every goroutine and connection of the server
	close  sync.Once

	mu       sync.Mutex
	base     string // where the app reaches the server
	down     bool
	conns    map[net.Conn]bool // those that speak HTTP
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
		pipe: pipe.New(), done: make(chan struct{}), base: "http://slack.test",
		conns: map[net.Conn]bool{}, app: newApp(), members: newDirectory(), channels: map[string]*channel{},
		pace: newPace(), faults: newFaults(), hub: newHub(), views: newViews(), replies: map[string]*reply{},
	}
	s.http = &http.Server{
		Handler: s.routes(), ConnState: s.watch, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute,
	}
	s.client = &http.Client{Transport: &http.Transport{DialContext: s.Dial, MaxIdleConnsPerHost: 16}}
	s.owned.Go(func() { _ = s.http.Serve(s.pipe) })
	return s
}

// Close ends everything and waits for it.
func (s *Server) Close() {
	s.close.Do(func() {
		s.Down()
		close(s.done)
		_ = s.http.Close()
		_ = s.pipe.Close()
	})
	s.client.CloseIdleConnections()
	s.owned.Wait()
}

// URL is the base of the Web API, with the slash at its end that clients want: an address in memory, or on loopback once
// Loopback was called.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base + "/api/"
}

// Client reaches the server over connections in memory, whatever address it is asked for. It has no timeout.
func (s *Server) Client() *http.Client { return s.client }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.serveSocket)
	mux.HandleFunc("POST /response/{id}", s.serveReply)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.owned.Add(1) // the connection is counted still, so Close waits
		defer s.owned.Done()
		mux.ServeHTTP(w, r)
	})
}

// after does f once d has passed, unless the server is closed before.
func (s *Server) after(d time.Duration, f func()) {
	s.owned.Go(func() {
		if s.sleep(d) {
			f()
		}
	})
}

// sleep waits for d and says whether the server is still open.
func (s *Server) sleep(d time.Duration) bool {
	if d == 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.done:
		return false
	}
}
