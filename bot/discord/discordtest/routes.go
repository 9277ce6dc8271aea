package discordtest

// What the REST API can do, and under which names faults and calls know it.

import (
	"net/http"
	"time"
)

// Routes of the REST API that tests spoil or count.
const (
	PostMessage    = "POST /channels/{channel}/messages"
	EditMessage    = "PATCH /channels/{channel}/messages/{message}"
	DeleteMessage  = "DELETE /channels/{channel}/messages/{message}"
	GetMessages    = "GET /channels/{channel}/messages"
	GetMessage     = "GET /channels/{channel}/messages/{message}"
	GetChannel     = "GET /channels/{channel}"
	EditChannel    = "PATCH /channels/{channel}"
	StartThread    = "POST /channels/{channel}/messages/{message}/threads" // from a message
	BeginThread    = "POST /channels/{channel}/threads"                    // without one, or a forum post
	OpenDirect     = "POST /users/@me/channels"
	GetSelf        = "GET /users/@me"
	GetApplication = "GET /applications/@me"
	GetGateway     = "GET /gateway"
	GetGatewayBot  = "GET /gateway/bot"
	GetGuild       = "GET /guilds/{guild}"
	GetRoles       = "GET /guilds/{guild}/roles"
	GetMember      = "GET /guilds/{guild}/members/{user}"
	GetCommands    = "GET /applications/{app}/commands"
	PutCommands    = "PUT /applications/{app}/commands"
	GetGuildsOwn   = "GET /applications/{app}/guilds/{guild}/commands" // the commands of one guild
	PutGuildsOwn   = "PUT /applications/{app}/guilds/{guild}/commands"
	Callback       = "POST /interactions/{id}/{token}/callback"
	FollowUp       = "POST /webhooks/{app}/{token}"
	GetReply       = "GET /webhooks/{app}/{token}/messages/{message}"
	EditReply      = "PATCH /webhooks/{app}/{token}/messages/{message}"
	DeleteReply    = "DELETE /webhooks/{app}/{token}/messages/{message}"
	nothing        = "/" // what there is not
)

// How many calls of a route are let in within a window. Discord tells its limits by headers only; those of messages are what
// it is known for, the others are guesses on the hard side.
const (
	commonLimit     = 50
	commonWindow    = time.Second
	messageLimit    = 5
	messageWindow   = 5 * time.Second
	threadLimit     = 50
	threadWindow    = 5 * time.Minute
	renamingsAtOnce = 2
	renamingWindow  = 10 * time.Minute
)

// route is one thing that the REST API can do.
type route struct {
	name   string
	open   bool   // wants no token of the bot, and does not count against the global limit
	per    string // the name in the path by which its limit is counted; empty: all together
	limit  int    // how many are let in within a window; 0: no limit
	window time.Duration
	run    func(*Server, *request) (any, error)
}

func (s *Server) apiRoutes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, to := range routes() {
		mux.HandleFunc(to.name, func(w http.ResponseWriter, r *http.Request) { s.serveCall(w, r, to) })
	}
	return mux
}

func routes() []route {
	all := []route{
		{name: PostMessage, per: "channel", limit: messageLimit, window: messageWindow, run: (*Server).postMessage},
		{name: EditMessage, per: "channel", limit: messageLimit, window: messageWindow, run: (*Server).editMessage},
		{name: DeleteMessage, per: "channel", run: (*Server).deleteMessage},
		{name: GetMessages, per: "channel", run: (*Server).listMessages},
		{name: GetMessage, per: "channel", run: (*Server).getMessage},
		{name: GetChannel, per: "channel", run: (*Server).getChannel},
		{name: EditChannel, per: "channel", run: (*Server).editChannel},
		{name: StartThread, per: "channel", limit: threadLimit, window: threadWindow, run: (*Server).startThread},
		{name: BeginThread, per: "channel", limit: threadLimit, window: threadWindow, run: (*Server).beginThread},
		{name: OpenDirect, run: (*Server).openDirect},
		{name: GetSelf, run: (*Server).getSelf},
		{name: GetApplication, run: (*Server).getApplication},
		{name: GetGateway, open: true, run: (*Server).getGateway},
		{name: GetGatewayBot, run: (*Server).getGatewayBot},
		{name: GetGuild, per: "guild", run: (*Server).getGuild},
		{name: GetRoles, per: "guild", run: (*Server).getRoles},
		{name: GetMember, per: "guild", run: (*Server).getMember},
		{name: GetCommands, run: (*Server).getCommands},
		{name: PutCommands, run: (*Server).putCommands},
		{name: GetGuildsOwn, per: "guild", run: (*Server).getCommands},
		{name: PutGuildsOwn, per: "guild", run: (*Server).putCommands},
		{name: FollowUp, open: true, per: "token", limit: messageLimit, window: messageWindow, run: (*Server).followUp},
		{name: GetReply, open: true, per: "token", run: (*Server).getReply},
		{name: EditReply, open: true, per: "token", limit: messageLimit, window: messageWindow, run: (*Server).editReply},
		{name: DeleteReply, open: true, per: "token", run: (*Server).deleteReply},
	}
	for i := range all {
		if all[i].limit == 0 {
			all[i].limit, all[i].window = commonLimit, commonWindow
		}
	}
	return append(all,
		route{name: Callback, open: true, run: (*Server).takeCallback},
		route{name: nothing, open: true, run: func(*Server, *request) (any, error) { return nil, notFound }})
}
