package discordtest

// Server: the guild as a whole, its addresses, and who owns its goroutines.

import (
	"net/http"
	"os"
	"sync"

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
	*pipe.Host // its way to be reached

	api *http.ServeMux

	mu           sync.Mutex
	broken       map[string]bool // tokens that are good for nothing
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
		last: firstID, broken: map[string]bool{}, guild: newGuild(), channels: map[string]*channel{},
		files: map[string]File{}, nonces: map[nonce]posted{}, commands: newCommands(), interactions: interactions{},
		pace: newPace(), faults: faults{}, record: record{folder: os.Getenv(recordVariable)}, gateway: newGateway(), deeds: newDeeds(),
	}
	s.api = s.apiRoutes()
	s.Host = pipe.NewHost(memoryHost, s.doors(), s.cut)
	return s
}

// Close ends everything and waits for it.
func (s *Server) Close() {
	s.Host.Close()
	s.record.end()
}

// URL is the base of the REST API, with a slash at its end: an address in memory, or on loopback once Loopback was called.
func (s *Server) URL() string { return s.Base() + "/api/" }

// Loopback also serves on 127.0.0.1 and returns the base of the REST API there; every address that the server gives out
// from now on is on loopback. It panics where no port can be had.
func (s *Server) Loopback() string {
	s.Host.Loopback()
	return s.URL()
}

// cut ends the connections that speak HTTP no more.
func (s *Server) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.cut()
}

func (s *Server) doors() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.serveAPI)
	mux.HandleFunc(gatewayPath, s.serveGateway)
	mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", s.serveAttachment)
	return mux
}
