package discordtest

// Server: the guild as a whole, its addresses, and who owns its goroutines.

import (
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"syncbot/bot/chat/chattest/pipe"
)

// The app, its bot, and the guild in which it is.
const (
	AppID    = "1100000000000000001"
	BotUser  = "1100000000000000002"
	BotName  = "syncbot"
	BotToken = "MTEw.fake.bot-token"
	Guild    = "1100000000000000003"
)

// memoryHost is where the server is when it is in memory.
const memoryHost = "discord.test"

// gatewayPath is where the WebSocket is served, and all below it.
const gatewayPath = "/gateway/"

// Server is one guild with one app. It outlives the processes that talk to it. Any goroutine may call any of its methods at
// any time.
type Server struct {
	http   *http.Server
	pipe   *pipe.Pipe
	client *http.Client
	api    *http.ServeMux
	done   chan struct{}  // closed by Close
	owned  sync.WaitGroup // every goroutine and connection of the server
	close  sync.Once

	mu           sync.Mutex
	base         string // where the app reaches the server
	down         bool
	conns        map[net.Conn]bool // those that speak HTTP
	broken       map[string]bool   // tokens that are good for nothing
	guild        guild
	channels     map[string]*channel
	files        map[string]File // by the id of their attachment
	nonces       map[nonce]posted
	commands     commands
	interactions interactions
	pace         pace
	faults       faults
	record       record
	gateway      gateway
	deeds        deeds
	last         int64 // the latest id
}

// New starts a guild in which only the bot is. It ends with Close.
func New() *Server {
	s := &Server{
		pipe: pipe.New(), done: make(chan struct{}), base: "http://" + memoryHost, last: firstID,
		conns: map[net.Conn]bool{}, broken: map[string]bool{}, guild: newGuild(), channels: map[string]*channel{},
		files: map[string]File{}, nonces: map[nonce]posted{}, commands: newCommands(), interactions: interactions{},
		pace: newPace(), faults: faults{}, record: record{folder: os.Getenv(recordVariable)}, gateway: newGateway(), deeds: newDeeds(),
	}
	s.api = s.apiRoutes()
	s.http = &http.Server{
		Handler: s.doors(), ConnState: s.watch, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute,
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
	s.record.end()
}

// URL is the base of the REST API, with a slash at its end: an address in memory, or on loopback once Loopback was called.
func (s *Server) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base + "/api/"
}

// Client reaches the server over connections in memory, whatever address it is asked for. It has no timeout.
func (s *Server) Client() *http.Client { return s.client }

func (s *Server) doors() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.serveAPI)
	mux.HandleFunc(gatewayPath, s.serveGateway)
	mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", s.serveAttachment)
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
