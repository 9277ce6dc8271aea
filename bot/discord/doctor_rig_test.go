package discord

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/discord/discordtest"
)

// clinic is a server on which all is well, the options of a bot there, and what the doctor is to know beside them.
func clinic(t *testing.T) (*discordtest.Server, Options, Patient) {
	t.Helper()
	s := discordtest.New()
	t.Cleanup(s.Close)
	p := Patient{Channels: []string{s.AddChannel(discordtest.Channel{Name: "support"})}}
	p.Listed = []string{s.AddMember(discordtest.Member{Name: "mei", Nick: "Mei Chen"}), s.AddRole(discordtest.Role{Name: "mechanics"})}
	return s, Options{
		BotToken: discordtest.BotToken, ApplicationID: discordtest.AppID, APIURL: s.URL(), Client: s.Client(), Guilds: []string{discordtest.Guild},
	}, p
}

// amiss are the findings that are not well, each in a line.
func amiss(t *testing.T, findings []checkup.Finding) []string {
	t.Helper()
	var lines []string
	for _, f := range findings {
		if f.Says == "" || !strings.HasSuffix(f.Says, ".") || f.State == checkup.Wrong && f.Remedy == "" {
			t.Errorf("%+v is no sentence with a remedy", f)
		}
		if strings.Contains(f.Says+f.Remedy, discordtest.BotToken) {
			t.Errorf("%+v shows the token", f)
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

// finding is the one of a check.
func finding(t *testing.T, all []checkup.Finding, check string) checkup.Finding {
	t.Helper()
	for _, f := range all {
		if f.Check == check {
			return f
		}
	}
	t.Fatalf("no %s among %+v", check, all)
	return checkup.Finding{}
}

// edited is Discord with answers that say something else: those below a path have other fields.
type edited struct {
	to     http.RoundTripper
	path   string // how it ends
	fields map[string]any
}

func (e edited) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := e.to.RoundTrip(r)
	if err != nil || !strings.HasSuffix(r.URL.Path, e.path) {
		return answer, err
	}
	defer answer.Body.Close()
	said := map[string]any{}
	if err := json.NewDecoder(answer.Body).Decode(&said); err != nil {
		return nil, err
	}
	for name, value := range e.fields {
		said[name] = value
	}
	body, err := json.Marshal(said)
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	answer.Header.Del("Content-Length")
	return answer, err
}

// discordSaying is the client of a Discord that says something else there.
func discordSaying(s *discordtest.Server, path string, fields map[string]any) *http.Client {
	return &http.Client{Transport: edited{s.Client().Transport, path, fields}}
}

// register puts commands into the place of those that the guild has.
func register(t *testing.T, o Options, commands any) {
	t.Helper()
	body, err := json.Marshal(commands)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, o.APIURL+apiVersion+commandsPath(o.ApplicationID, discordtest.Guild), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+o.BotToken)
	r.Header.Set("Content-Type", "application/json")
	answer, err := o.Client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		t.Fatalf("HTTP %d: %s", answer.StatusCode, text)
	}
}

// always answers every request alike, or fails it.
type always struct {
	status int
	body   string
	err    error
}

func (a always) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.err != nil {
		return nil, a.err
	}
	return &http.Response{
		StatusCode: a.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}
