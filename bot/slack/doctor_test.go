package slack

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

	"syncbot/bot/chat/checkup"
	"syncbot/bot/slack/slacktest"
)

// clinic is a workspace in which all is well, and the options of a bot there.
func clinic(t *testing.T) (*slacktest.Server, Options) {
	t.Helper()
	s := slacktest.New()
	t.Cleanup(s.Close)
	s.AddChannel(slacktest.Channel{ID: "C1", Name: "support", Members: []string{slacktest.BotUser}})
	s.AddUser(slacktest.User{ID: "U1", Name: "priya"})
	s.AddGroup(slacktest.Group{ID: "S1", Handle: "support", Users: []string{"U1"}})
	s.SetScopes(scopeNames(Scopes([]string{"S1"}))...)
	return s, Options{
		BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, APIURL: s.URL(), Client: s.Client(), Groups: []string{"S1"},
	}
}

func scopeNames(scopes []Scope) []string {
	var all []string
	for _, s := range scopes {
		all = append(all, s.Name)
	}
	return all
}

// amiss are the findings that are not well, each in a line.
func amiss(t *testing.T, findings []checkup.Finding) []string {
	t.Helper()
	var lines []string
	for _, f := range findings {
		if f.Says == "" || !strings.HasSuffix(f.Says, ".") || f.State == checkup.Wrong && f.Remedy == "" {
			t.Errorf("%+v is no sentence with a remedy", f)
		}
		for _, secret := range []string{slacktest.BotToken, slacktest.AppToken, slacktest.SigningSecret} {
			if strings.Contains(f.Says+f.Remedy, secret) {
				t.Errorf("%+v shows a token", f)
			}
		}
		if f.State != checkup.OK {
			lines = append(lines, string(f.State)+" "+f.Check+": "+f.Says+" "+f.Remedy)
		}
	}
	return lines
}

// expect wants exactly these lines to be amiss, each told by how it begins.
func expect(t *testing.T, findings []checkup.Finding, want ...string) {
	t.Helper()
	got := amiss(t, findings)
	same := slices.EqualFunc(got, want, func(line, begin string) bool { return strings.HasPrefix(line, begin) })
	if !same {
		t.Errorf("amiss is\n%s\nwant lines that begin\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExamineFindsAllWell(t *testing.T) {
	_, o := clinic(t)
	got := Examine(t.Context(), o, []string{"C1", "D1"}, []string{"U1"})
	expect(t, got)
	want := []string{"Slack", "clock", "bot token", "scopes", "app token", "channel C1", "channel D1", "user group S1", "person U1"}
	var checks []string
	for _, f := range got {
		checks = append(checks, f.Check)
	}
	if diff := cmp.Diff(want, checks); diff != "" {
		t.Errorf("checks (-want +got):\n%s", diff)
	}
	if says := got[2].Says; says != "The bot is @syncbot in the workspace Team (https://team.slack.com/)." {
		t.Error(says)
	}
}

// The doctor only looks: it posts nothing, and opens no connection that could take a command from the bot.
func TestExamineChangesNothing(t *testing.T) {
	s, o := clinic(t)
	Examine(t.Context(), o, []string{"C1"}, []string{"U1"})
	allowed := []string{"api.test", "auth.test", "conversations.info", "usergroups.users.list", "users.info", "apps.connections.open"}
	for _, c := range s.Calls() {
		if !slices.Contains(allowed, c.Method) {
			t.Errorf("it calls %s", c.Method)
		}
	}
	if n := s.SocketsOpened(); n != 0 {
		t.Errorf("it opened %d connections", n)
	}
}

func TestExamineTokens(t *testing.T) {
	const noChannels = "unchecked scopes, channels and people: Not checked, since the bot token was not accepted."
	for code, says := range map[string]string{
		"invalid_auth":     "Slack does not know this token. Copy the Bot User OAuth Token",
		"token_revoked":    "The token was revoked. Install the app again",
		"account_inactive": "The app is not in the workspace any more. Install it again",
		"token_expired":    "The token has expired, since the app rotates its tokens.",
		"fatal_error":      "Slack refused: fatal_error.",
	} {
		s, o := clinic(t)
		s.Break(slacktest.BotToken, code)
		expect(t, Examine(t.Context(), o, []string{"C1"}, nil), "wrong bot token: "+says, noChannels)
	}
	_, swapped := clinic(t)
	swapped.BotToken, swapped.AppToken = swapped.AppToken, swapped.BotToken
	expect(t, Examine(t.Context(), swapped, nil, nil), "wrong bot token: It is another kind of token.", "wrong app token: It is another kind of token.", noChannels)
}

func TestExamineAppToken(t *testing.T) {
	for code, says := range map[string]string{
		"invalid_auth":  "Slack does not know this token. Make an app-level token with the scope connections:write",
		"token_revoked": "The token was revoked. Make an app-level token",
		"missing_scope": "The token lacks the scope connections:write. Make",
	} {
		s, o := clinic(t)
		s.Break(slacktest.AppToken, code)
		expect(t, Examine(t.Context(), o, nil, nil), "wrong app token: "+says)
	}
	s, overHTTP := clinic(t)
	overHTTP.AppToken = ""
	s.Break(slacktest.AppToken, "invalid_auth")
	expect(t, Examine(t.Context(), overHTTP, nil, nil))
}

// A person's token would work, but what the bot says would be that person's.
func TestExaminePersonsToken(t *testing.T) {
	x := newExamination(Options{BotToken: "xoxp", APIURL: "http://slack/", Client: answering(`{"ok":true,"user":"priya","team":"Team"}`, nil)})
	if x.botToken(t.Context()) {
		t.Error("it is taken for a bot's")
	}
	expect(t, x.findings, "wrong bot token: It is the token of a person, priya, not of a bot.")
}

func TestExamineScopes(t *testing.T) {
	s, o := clinic(t)
	o.Groups = nil
	granted := slices.DeleteFunc(scopeNames(Scopes(nil)), func(name string) bool { return name == "im:write" || name == "users:read" })
	s.SetScopes(append(granted, "files:write", "usergroups:read")...)
	got := Examine(t.Context(), o, []string{"C1"}, nil)
	expect(t, got,
		"wrong scope im:write: It is missing. With it the bot writes to a person alone",
		"wrong scope users:read: It is missing. With it the bot learns people's names, and who is a guest. api.slack.com/apps › your app ›",
	)
	spare := slices.IndexFunc(got, func(f checkup.Finding) bool { return f.Check == "scopes" })
	if spare < 0 || got[spare].Says != "Not needed: files:write, usergroups:read." {
		t.Errorf("spare scopes: %+v", got)
	}
	s.SetScopes(slices.DeleteFunc(scopeNames(Scopes([]string{"S1"})), func(name string) bool { return name == "usergroups:read" || name == "channels:read" })...)
	o.Groups = []string{"S1"}
	expect(t, Examine(t.Context(), o, []string{"C1"}, nil),
		"wrong scope channels:read", "wrong scope usergroups:read",
		"wrong channel C1: The bot token lacks the scope channels:read.", "wrong user group S1: The bot token lacks the scope usergroups:read.")
}

func TestExamineChannels(t *testing.T) {
	s, o := clinic(t)
	s.AddChannel(slacktest.Channel{ID: "C2", Name: "northside"})
	s.AddChannel(slacktest.Channel{ID: "C3", Name: "old", Members: []string{slacktest.BotUser}})
	s.Archive("C3")
	s.AddChannel(slacktest.Channel{ID: "C4", Name: "secret", Private: true})
	expect(t, Examine(t.Context(), o, []string{"C1", "C2", "C3", "C4", "C9"}, nil),
		"wrong channel C2: The bot is not in #northside. In #northside, type: /invite @syncbot",
		"wrong channel C3: #old is archived. Unarchive it, or take it out",
		"wrong channel C4: The bot sees no such channel in this workspace. If it is private, type there: /invite @syncbot.",
		"wrong channel C9: The bot sees no such channel",
	)
}

func TestExamineGroups(t *testing.T) {
	s, o := clinic(t)
	s.AddGroup(slacktest.Group{ID: "S2", Handle: "leads"})
	o.Groups = []string{"S1", "S2", "S9"}
	s.Next("usergroups.users.list", slacktest.Refuse("plan_upgrade_required"))
	expect(t, Examine(t.Context(), o, nil, nil),
		"wrong user group S1: The workspace's plan has no user groups. Name persons",
		"wrong user group S2: Nobody is in it.",
		"wrong user group S9: There is no such user group in this workspace. Copy its id again")
}

// Whom nobody knows would be allowed nothing, and nobody would say why.
func TestExaminePeople(t *testing.T) {
	s, o := clinic(t)
	s.AddUser(slacktest.User{ID: "U2", Name: "lee", Deleted: true})
	expect(t, Examine(t.Context(), o, nil, []string{"U1", "U2", "U9", "W9"}),
		"wrong person U2: The account of lee is deactivated. Take it out of the settings.",
		"wrong person U9: There is no such person in this workspace. Copy their id again",
		"wrong person W9: There is no such person")
}

func TestExamineClock(t *testing.T) {
	for skew, want := range map[time.Duration][]string{
		0:                 nil,
		time.Minute:       nil,
		10 * time.Minute:  {"wrong clock: This machine's clock is "},
		-10 * time.Minute: {"wrong clock: This machine's clock is "},
	} {
		_, o := clinic(t)
		o.Now = func() time.Time { return time.Now().Add(skew) }
		got := Examine(t.Context(), o, nil, nil)
		expect(t, got, want...)
		if got[1].Check != "clock" || !strings.Contains(got[1].Says, "Slack's") {
			t.Errorf("%v: %+v", skew, got[1])
		}
	}
}

// Where Slack is not reached it is said why, as far as the network tells, and nothing else is tried.
func TestExamineWithoutSlack(t *testing.T) {
	const rest = "unchecked tokens, channels and people: Not checked, since Slack was not reached."
	for _, c := range []struct {
		client *http.Client
		want   string
	}{
		{answering("", &net.DNSError{Name: "slack.test", Err: "no such host", IsNotFound: true}), "wrong Slack: The name slack.test can't be found. See whether this machine has a network"},
		{answering("", errors.New("connection refused")), "wrong Slack: slack.test can't be reached: connection refused. See"},
		{answering("<html>Log in to the hotel</html>", nil), "wrong Slack: slack.test answers, but not as Slack does (HTTP 200). If SLACK_API_URL is set"},
		{answering("[]", nil), "wrong Slack: slack.test answers, but not as Slack does"},
	} {
		o := Options{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: "https://slack.test/api/", Client: c.client}
		expect(t, Examine(t.Context(), o, []string{"C1"}, nil), c.want, rest)
	}
	s, o := clinic(t)
	s.Next("api.test", slacktest.HTTPError(http.StatusServiceUnavailable))
	expect(t, Examine(t.Context(), o, nil, nil), "wrong Slack: ", rest)
	if got := Examine(t.Context(), o, nil, nil); len(amiss(t, got)) != 0 {
		t.Errorf("afterwards: %+v", got)
	}
}

// A certificate that nobody here trusts is named as such.
func TestExamineWithUnsafeConnection(t *testing.T) {
	s := newTLSServer(t)
	expect(t, Examine(t.Context(), Options{BotToken: "xoxb-1", APIURL: s + "/api/"}, nil, nil),
		"wrong Slack: The connection to 127.0.0.1", "unchecked tokens, channels and people")
}

// What Slack only fails to answer is not called wrong.
func TestExamineWhatIsNotAnswered(t *testing.T) {
	s, o := clinic(t)
	s.Next("conversations.info", slacktest.TooMany(30*time.Second))
	s.Next("usergroups.users.list", slacktest.HTTPError(http.StatusBadGateway))
	s.Next("apps.connections.open", slacktest.LoseAnswer())
	expect(t, Examine(t.Context(), o, []string{"C1"}, nil),
		"unchecked app token: Not checked: ",
		"unchecked channel C1: Not checked: Slack asks to wait 30s. Run syncbot doctor again in a minute.",
		"unchecked user group S1: Not checked: Slack answered HTTP 502.")
	x := newExamination(o)
	x.scopes(http.Header{})
	expect(t, x.findings, "unchecked scopes: Not checked: Slack did not say what the token allows.")
}

// However long Slack is silent, the doctor ends: each call has its time, and all of them together.
func TestExamineEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, o := clinic(t)
		s.OnCall(func(slacktest.Call) slacktest.Fault { return slacktest.Hang() })
		began := time.Now()
		expect(t, Examine(t.Context(), o, []string{"C1"}, nil), "wrong Slack: ", "unchecked tokens, channels and people")
		if took := time.Since(began); took != perCheck {
			t.Errorf("without any answer it took %v", took)
		}
		s.OnCall(func(c slacktest.Call) slacktest.Fault {
			if c.Method == "conversations.info" {
				return slacktest.Hang()
			}
			return slacktest.Fault{}
		})
		began = time.Now()
		got := amiss(t, Examine(t.Context(), o, slices.Repeat([]string{"C1"}, 40), nil))
		if took := time.Since(began); took != allChecks || len(got) < 40 {
			t.Errorf("with 40 silent channels it took %v and said\n%s", took, strings.Join(got, "\n"))
		}
	})
}

// answering is a client that always gets the same answer or error.
func answering(body string, err error) *http.Client {
	return &http.Client{Transport: always{body, err}}
}
