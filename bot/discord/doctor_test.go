package discord

import (
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

func TestExamineFindsAllWell(t *testing.T) {
	t.Parallel()
	_, o, p := clinic(t)
	got := Examine(t.Context(), o, p)
	expect(t, got)
	want := []string{
		"Discord", "clock", "Discord bot token", "Discord app", "intents", "Discord gateway", "server " + discordtest.Guild, "channel " + p.Channels[0], "commands on " + discordtest.Guild,
		"person or role " + p.Listed[0], "person or role " + p.Listed[1],
	}
	var checks []string
	for _, f := range got {
		checks = append(checks, f.Check)
	}
	if diff := cmp.Diff(want, checks); diff != "" {
		t.Errorf("checks (-want +got):\n%s", diff)
	}
	for check, says := range map[string]string{
		"Discord bot token":             "The bot is @syncbot.",
		"Discord app":                   "The token belongs to the app syncbot of DISCORD_APPLICATION_ID.",
		"Discord gateway":               "Discord would open it; 1000 of the day's 1000 sessions are left.",
		"server " + discordtest.Guild:   "The bot is on The guild.",
		"channel " + p.Channels[0]:      "The bot can work in #support on The guild.",
		"person or role " + p.Listed[0]: "It is Mei Chen on The guild.",
		"person or role " + p.Listed[1]: "It is the role mechanics on The guild.",
	} {
		if f := finding(t, got, check); f.Says != says {
			t.Errorf("%s says %q, want %q", check, f.Says, says)
		}
	}
}

// The doctor only looks: it says nothing, registers nothing, and takes none of the day's sessions.
func TestExamineChangesNothing(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	Examine(t.Context(), o, p)
	for _, c := range s.Calls() {
		if !strings.HasPrefix(c.Route, "GET ") {
			t.Errorf("it calls %s", c.Route)
		}
	}
	if n := s.Identifies(); n != 0 {
		t.Errorf("it began %d sessions", n)
	}
}

func TestExamineToken(t *testing.T) {
	t.Parallel()
	const rest = "unchecked app, servers, channels and people: Not checked, since the token could not be used."
	s, o, p := clinic(t)
	s.Break(discordtest.BotToken)
	expect(t, Examine(t.Context(), o, p), "wrong Discord bot token: Discord does not know this token. Copy the bot's token into DISCORD_BOT_TOKEN", rest)
	s.Mend(discordtest.BotToken)
	o.Client = discordSaying(s, "/users/@me", map[string]any{"bot": false})
	expect(t, Examine(t.Context(), o, p), "wrong Discord bot token: It is the token of a person, syncbot, not of a bot. Copy", rest)
	o.Client = s.Client()
	o.ApplicationID = "1100000000000000009"
	got := Examine(t.Context(), o, p)
	if f := finding(t, got, "Discord app"); !strings.HasPrefix(f.Says, "DISCORD_APPLICATION_ID is another app's: the token belongs to syncbot, whose id is "+discordtest.AppID) {
		t.Errorf("%+v", f)
	}
}

// Discord sends what people do to one door only: it must be the one that is open.
func TestExamineTheDoor(t *testing.T) {
	t.Parallel()
	const url = "https://syncbot.example.com/discord/interactions"
	for name, c := range map[string]struct {
		key  string // of the settings
		url  string // that the app names
		runs bool
		want []string
		says string // the finding about the address
	}{
		"the gateway": {},
		"the gateway, though Discord sends elsewhere": {url: url, want: []string{"wrong interactions endpoint: Discord sends commands and presses to " + url}},
		"signed requests": {key: discordtest.PublicKey, url: url, says: "Discord sends what people do to " + url + "."},
		"another key":     {key: strings.Repeat("0", 64), url: url, want: []string{"wrong public key: DISCORD_PUBLIC_KEY is not the key of this app"}, says: "Discord sends what people do to " + url + "."},
		"before the first start": {
			key: discordtest.PublicKey, says: "The app names no address yet.",
		},
		"while it runs": {
			key: discordtest.PublicKey, runs: true, want: []string{"wrong interactions endpoint: The app names no address, so Discord sends nothing to the bot. While"},
			says: "The app names no address, so Discord sends nothing to the bot.",
		},
	} {
		s, o, p := clinic(t)
		var endpoint any
		if c.url != "" {
			endpoint = c.url
		}
		o.Client = discordSaying(s, "/applications/@me", map[string]any{"verify_key": discordtest.PublicKey, "interactions_endpoint_url": endpoint})
		x := newExamination(o, p)
		x.options.PublicKey, x.patient.Runs = c.key, c.runs
		x.app(t.Context())
		t.Log(name)
		expect(t, x.findings, c.want...)
		if c.says != "" {
			if f := finding(t, x.findings, "interactions endpoint"); f.Says != c.says {
				t.Errorf("%+v", f)
			}
		}
	}
}

// What is allowed beyond need is said, and is no fault.
func TestExamineAdvises(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	o.Client = discordSaying(s, "/applications/@me", map[string]any{"bot_public": true, "bot_require_code_grant": true, "flags": 1<<15 | 1<<18})
	got := Examine(t.Context(), o, p)
	expect(t, got)
	if f := finding(t, got, "public bot"); !strings.Contains(f.Remedy, "Public Bot off") {
		t.Errorf("%+v", f)
	}
	if f := finding(t, got, "invitation"); !strings.Contains(f.Remedy, "Code Grant off") {
		t.Errorf("%+v", f)
	}
	if f := finding(t, got, "intents"); f.Says != "Not needed: Server Members Intent, Message Content Intent." {
		t.Errorf("%+v", f)
	}
}

func TestExamineSessions(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	o.Client = discordSaying(s, "/gateway/bot", map[string]any{"session_start_limit": map[string]any{"total": 1000, "remaining": 0, "reset_after": 3_600_000}})
	o.Now = func() time.Time { return time.Now().UTC() }
	expect(t, Examine(t.Context(), o, p), "wrong Discord gateway: The day's 1000 sessions are used up, and a bot that is started now can't connect before ")
}

func TestExamineServers(t *testing.T) {
	t.Parallel()
	_, o, p := clinic(t)
	o.Guilds = append(o.Guilds, "1100000000000000999")
	expect(t, Examine(t.Context(), o, p),
		"wrong server 1100000000000000999: The bot is not on this server. Open the link that syncbot discord invite prints")
	o.Guilds = []string{"1100000000000000999"}
	x := newExamination(o, p)
	x.self = discordtest.BotUser
	x.channels(t.Context())
	expect(t, x.findings, "wrong channel "+p.Channels[0]+": #support is on the server "+discordtest.Guild+", which DISCORD_GUILD_ID does not name.")
}

// Each permission that is missing has its name, in whatever way it is missing.
func TestExamineChannels(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	add := func(c discordtest.Channel) string {
		id := s.AddChannel(c)
		p.Channels = append(p.Channels, id)
		return id
	}
	hidden := add(discordtest.Channel{Name: "secret", Hidden: true})
	mute := add(discordtest.Channel{Name: "mute", Deny: discordtest.EmbedLinks | discordtest.SendMessagesInThreads})
	byRole := add(discordtest.Channel{Name: "rules", Overwrites: []discordtest.Overwrite{{ID: discordtest.Guild, Deny: discordtest.SendMessages}}})
	add(discordtest.Channel{Name: "questions", Kind: discordtest.Forum, Deny: discordtest.SendMessages | discordtest.CreatePublicThreads})
	news := add(discordtest.Channel{Name: "news", Kind: discordtest.News})
	lead := add(discordtest.Channel{Name: "leads", Kind: discordtest.Forum})
	voice := add(discordtest.Channel{Name: "talk", Kind: 2})
	category := add(discordtest.Channel{Name: "Workshops", Kind: 4})
	thread := s.AddThread(news, "641", discordtest.BotUser)
	p.Channels, p.Lead = append(p.Channels, thread, "1100000000000000999"), lead
	expect(t, Examine(t.Context(), o, p),
		"wrong channel "+hidden+": The bot may not see this channel: it lacks View Channels there, or is not on its server. Edit Channel",
		"wrong channel "+mute+": In #mute on The guild the bot lacks: Send Messages in Threads, Embed Links. #mute › Edit Channel › Permissions: allow",
		"wrong channel "+byRole+": In #rules on The guild the bot lacks: Send Messages. ",
		"wrong channel "+lead+": #leads is a forum, in which there are posts only, so no case can be handed on there. Name a text channel in SYNCBOT_LEADS.",
		"wrong channel "+voice+": #talk is a voice channel, in which there are no threads. ",
		"wrong channel "+category+": Workshops is a category, not a channel. ",
		"wrong channel "+thread+": “641” is a thread or a post, and its channel stands for it. Name the channel",
		"wrong channel 1100000000000000999: There is no such channel. Copy the id again",
	)
}

// Each permission that the invitation asks for is missed where it is missing: alone, and in whichever kind of channel it is needed.
func TestExamineMissesEachPermission(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	o.Guilds, p.Listed = nil, nil
	for _, permission := range permissions[1:] { // a channel that can't be viewed can't be asked after
		s.Permit(p.Channels[0], 0, discordtest.Permission(permission.bit))
		expect(t, Examine(t.Context(), o, p), "wrong channel "+p.Channels[0]+": In #support on The guild the bot lacks: "+permission.Name+". ")
	}
	s.Permit(p.Channels[0], 0, 0)
	expect(t, Examine(t.Context(), o, p))
}

// Whom nobody knows would be allowed nothing, and nobody would say why.
func TestExaminePeople(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	gone := s.AddMember(discordtest.Member{Name: "lee", Outside: true})
	global := s.AddMember(discordtest.Member{Name: "dave", Global: "Dave"})
	p.Listed = []string{gone, global, "1100000000000000999", discordtest.Guild}
	got := Examine(t.Context(), o, p)
	expect(t, got,
		"wrong person or role "+gone+": There is no such person and no such role on the servers. Copy the id again",
		"wrong person or role 1100000000000000999: There is no such person",
		"wrong person or role "+discordtest.Guild+": It is the id of the server The guild, and of its role @everyone")
	if f := finding(t, got, "person or role "+global); f.Says != "It is Dave on The guild." {
		t.Error(f.Says)
	}
	o.Guilds, p.Channels = nil, nil
	x := newExamination(o, p)
	x.listed(t.Context())
	expect(t, x.findings[:1], "unchecked person or role "+gone+": Not checked, since no server is known on which to look.")
}

// Without servers in the settings, those of the channels count.
func TestExamineGlobally(t *testing.T) {
	t.Parallel()
	_, o, p := clinic(t)
	o.Guilds = nil
	got := Examine(t.Context(), o, p)
	expect(t, got)
	finding(t, got, "commands")
}

// Commands of another version are no fault before a bot of this one runs.
func TestExamineCommands(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	check := "commands on " + discordtest.Guild
	look := func(want string, commands any) {
		t.Helper()
		register(t, o, commands)
		if f := finding(t, Examine(t.Context(), o, p), check); f.Says != want {
			t.Errorf("%+v, want %s", f, want)
		}
	}
	look("None is registered yet; serve does so when it starts.", []any{})
	look("Discord has them as they are.", commands(false))
	look("Discord has those of another version; serve registers this one's when it starts.", commands(false)[:1])
	p.Runs = true
	expect(t, Examine(t.Context(), o, p), "wrong "+check+": Discord has others than this version of the bot. Start syncbot serve again")
	s.NextOf(discordtest.GetGuildsOwn, discordtest.Refuse(http.StatusForbidden, codeMissingAccess, "Missing Access"))
	expect(t, Examine(t.Context(), o, p), "wrong "+check+": The app may have no commands on this server. Open the link")
}

// Where Discord is not reached it is said why, as far as the network tells, and nothing else is tried.
func TestExamineWithoutDiscord(t *testing.T) {
	t.Parallel()
	const rest = "unchecked token, servers, channels and people: Not checked, since Discord was not reached."
	for _, c := range []struct {
		to   always
		want string
	}{
		{always{err: &net.DNSError{Name: "discord.test", Err: "no such host", IsNotFound: true}}, "wrong Discord: The name discord.test can't be found. See whether this machine has a network"},
		{always{err: errors.New("connection refused")}, "wrong Discord: discord.test can't be reached: connection refused. See"},
		{always{status: 200, body: "<html>Log in to the hotel</html>"}, "wrong Discord: discord.test answers, but not as Discord does (HTTP 200). If DISCORD_API_URL is set"},
		{always{status: 200, body: "[]"}, "wrong Discord: discord.test answers, but not as Discord does"},
		{always{status: 403, body: "error code: 1015"}, "wrong Discord: discord.test refuses this machine's address (HTTP 403). "},
		{always{status: 503}, "wrong Discord: discord.test answers HTTP 503. "},
	} {
		o := Options{BotToken: "a.b.c", ApplicationID: "1", APIURL: "https://discord.test/api/", Client: &http.Client{Transport: c.to}}
		expect(t, Examine(t.Context(), o, Patient{Channels: []string{"1"}}), c.want, rest)
	}
}

// What Discord only fails to answer is not called wrong.
func TestExamineWhatIsNotAnswered(t *testing.T) {
	t.Parallel()
	s, o, p := clinic(t)
	s.NextOf(discordtest.GetApplication, discordtest.LoseAnswer(), discordtest.LoseAnswer()) // net/http asks again where a connection that it had is lost
	s.NextOf(discordtest.GetGatewayBot, discordtest.Refuse(http.StatusUnauthorized, 0, "401: Unauthorized"))
	s.NextOf(discordtest.GetChannel, discordtest.TooMany(30*time.Second))
	s.NextOf(discordtest.GetGuildsOwn, discordtest.HTTPError(http.StatusBadGateway))
	s.NextOf(discordtest.GetMember, discordtest.Fault{}, discordtest.Refuse(http.StatusForbidden, 12345, "Odd"))
	expect(t, Examine(t.Context(), o, p),
		"unchecked Discord app: Not checked: ",
		"wrong Discord gateway: Discord does not know the token any more. Copy",
		"unchecked channel "+p.Channels[0]+": Not checked: Discord asks to wait for a while.",
		"unchecked commands on "+discordtest.Guild+": Not checked: Discord answered HTTP 502. Run syncbot doctor again in a minute.",
		"wrong person or role "+p.Listed[0]+": Discord refused: HTTP 403, code 12345. The code is explained")
}

// Where Discord asks to wait a moment, the doctor does.
func TestExamineWaitsAMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, o, p := clinic(t)
		before := Examine(t.Context(), o, p)
		s.NextOf(discordtest.GetApplication, discordtest.TooMany(2*time.Second))
		if diff := cmp.Diff(before, Examine(t.Context(), o, p)); diff != "" {
			t.Error(diff)
		}
	})
}

// However long Discord is silent, the doctor ends: each call has its time, and all of them together.
func TestExamineEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, o, p := clinic(t)
		s.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.Hang() })
		began := time.Now()
		expect(t, Examine(t.Context(), o, p), "wrong Discord: ", "unchecked token, servers, channels and people")
		if took := time.Since(began); took != perCheck {
			t.Errorf("without any answer it took %v", took)
		}
		s.Spoil(func(c discordtest.Call) discordtest.Fault {
			if c.Route == discordtest.GetChannel {
				return discordtest.Hang()
			}
			return discordtest.Fault{}
		})
		began = time.Now()
		p.Channels, p.Listed = slices.Repeat(p.Channels, 40), nil
		got := amiss(t, Examine(t.Context(), o, p))
		if took := time.Since(began); took != allChecks || len(got) < 40 {
			t.Errorf("with 40 silent channels it took %v and said\n%s", took, strings.Join(got, "\n"))
		}
	})
}
