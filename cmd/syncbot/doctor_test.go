package main

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/slack"
	"syncbot/bot/slack/slacktest"
	"syncbot/storage/bolt"
)

// patient is a bot that is set up well, in a workspace of its own.
type patient struct {
	slack *slacktest.Server
	store string
	set   []string
}

func newPatient(t *testing.T) patient {
	s := slacktest.New()
	t.Cleanup(s.Close)
	s.AddChannel(slacktest.Channel{ID: "C0123", Name: "support", Members: []string{slacktest.BotUser}})
	s.AddChannel(slacktest.Channel{ID: "C0777", Name: "leads", Members: []string{slacktest.BotUser}})
	scopes := []string{}
	for _, scope := range slack.Scopes(nil) {
		scopes = append(scopes, scope.Name)
	}
	s.SetScopes(scopes...)
	p := patient{slack: s, store: filepath.Join(t.TempDir(), "state", "syncbot.db")}
	p.set = []string{
		twoWorkshops, "SYNCBOT_STORE=bolt:" + p.store, "SYNCBOT_CHANNELS=slack:C0123=northside+bayview", "SYNCBOT_LEADS=slack:C0777",
		"SLACK_BOT_TOKEN=" + slacktest.BotToken, "SLACK_APP_TOKEN=" + slacktest.AppToken, "SLACK_API_URL=" + s.Loopback(),
	}
	return p
}

// doctor runs the command with the settings and returns what it prints, and its exit status.
func (p patient) doctor(t *testing.T, args ...string) (string, int) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, ".env"), []byte(quoted(p.set)), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	var out bytes.Buffer
	root := newRoot()
	root.SetArgs(append([]string{"doctor"}, args...))
	root.SetOut(&out)
	got := status(root.ExecuteContext(t.Context()))
	for _, secret := range []string{slacktest.BotToken, slacktest.AppToken, slacktest.SigningSecret} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("a secret is shown:\n%s", &out)
		}
	}
	return out.String(), got
}

// quoted are settings as .env has them.
func quoted(set []string) string {
	var b strings.Builder
	for _, s := range set {
		name, value, _ := strings.Cut(s, "=")
		b.WriteString(name + "='" + value + "'\n")
	}
	return b.String()
}

func TestDoctorWhereAllIsWell(t *testing.T) {
	p := newPatient(t)
	out, got := p.doctor(t)
	if got != 0 {
		t.Errorf("exit status %d", got)
	}
	for _, line := range []string{
		"ok         settings: Nothing is wrong with them.",
		"ok         .env: It holds secrets, and not everybody on this machine can read it.",
		"ok         time zone: In Australia/Sydney it is ",
		"ok         store: There is none yet; serve makes " + p.store + ".",
		"ok         clock: It agrees with Slack's.",
		"ok         bot token: The bot is @syncbot in the workspace Team (https://team.slack.com/).",
		"ok         scopes: The token allows all that is needed.",
		"ok         channel C0123: The bot is in #support.",
		"ok         channel C0777: The bot is in #leads.",
		"ok         app token: Slack would open Socket Mode.",
		"\nAll is well.",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("it does not say %q:\n%s", line, out)
		}
	}
	if _, err := os.Stat(filepath.Dir(p.store)); err == nil {
		t.Error("it made the store's folder")
	}
}

// What is wrong has its remedy on the line below, and another exit status than what nobody could check.
func TestDoctorWhereSomethingIsWrong(t *testing.T) {
	p := newPatient(t)
	p.slack.Leave("C0123", slacktest.BotUser)
	out, got := p.doctor(t)
	want := "wrong      channel C0123: The bot is not in #support.\n           In #support, type: /invite @syncbot\n"
	if got != statusNotWell || !strings.Contains(out, want) || !strings.HasSuffix(out, "\nOne thing is wrong.\n") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
	p.slack.Join("C0123", slacktest.BotUser)
	p.slack.Next("conversations.info", slacktest.HTTPError(http.StatusBadGateway))
	out, got = p.doctor(t)
	if got != statusUnusable || !strings.HasSuffix(out, "\nNothing is wrong so far, but not everything could be checked.\n") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
	if out, got = p.doctor(t, "now"); got != statusUnusable || out != "" {
		t.Errorf("bad use: exit status %d:\n%s", got, out)
	}
}

func TestDoctorForMachines(t *testing.T) {
	p := newPatient(t)
	p.slack.Break(slacktest.BotToken, "token_revoked")
	out, got := p.doctor(t, "--json")
	var answer struct{ Checks []checked }
	if err := json.Unmarshal([]byte(out), &answer); err != nil || got != statusNotWell {
		t.Fatalf("exit status %d, %v:\n%s", got, err, out)
	}
	if c := find(t, answer.Checks, "bot token"); c.State != checkup.Wrong || c.Says != "The token was revoked." || c.Remedy == "" {
		t.Errorf("%+v", c)
	}
}

// A fault of one setting is named, and everything that the others allow is still checked.
func TestDoctorWithFaultsInTheSettings(t *testing.T) {
	p := newPatient(t)
	p.set = append(p.set, "SYNCBOT_WAIT=soon", "SYNCBOT_TIMEZONE=Mars", "SYNCBOT_STORE=here")
	out, got := p.doctor(t)
	for _, line := range []string{
		`wrong      settings: SYNCBOT_WAIT is "soon"; write a time`, `wrong      settings: SYNCBOT_TIMEZONE is "Mars"`, "wrong      settings: SYNCBOT_STORE is",
		"ok         channel C0123", "\n3 things are wrong.",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("it does not say %q:\n%s", line, out)
		}
	}
	if got != statusNotWell || strings.Contains(out, "store:") || strings.Contains(out, "time zone:") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
}

func TestDoctorWithoutSlack(t *testing.T) {
	p := newPatient(t)
	p.set = p.set[:2]
	out, got := p.doctor(t)
	if got != statusNotWell || !strings.Contains(out, "wrong      settings: no chat service is set") || strings.Contains(out, "Slack:") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
}

// The store may be held by a bot that runs, and by nobody else.
func TestDoctorLooksAtTheStore(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "syncbot.db")
	look := func(path string) (bool, checked) { return examineStore(t.Context(), path) }
	if err := os.WriteFile(filepath.Join(folder, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, c := look(filepath.Join(folder, "file", "syncbot.db")); c.State != checkup.Wrong {
		t.Errorf("where a file is in the way: %+v", c)
	}
	if _, c := look(filepath.Join(folder, "a", "b", "syncbot.db")); c.State != checkup.OK {
		t.Errorf("where there is nothing yet: %+v", c)
	}
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if runs, c := look(path); runs || c.State != checkup.Wrong || !strings.Contains(c.Says, "another syncbot is running") {
		t.Errorf("while another program holds it: %+v", c)
	}
	socket, err := net.Listen("unix", socketPath(path))
	if err != nil {
		t.Fatal(err)
	}
	if runs, c := look(path); !runs || c.State != checkup.OK || c.Says != "A bot is running on "+path+"." {
		t.Errorf("while a bot runs: %+v", c)
	}
	if err := socket.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if runs, c := look(path); runs || c.State != checkup.OK || !strings.Contains(c.Says, "is whole") {
		t.Errorf("while no bot runs: %+v", c)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("it changed the store, %v", err)
	}
	if err := os.WriteFile(path, []byte("no store"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, c := look(path); c.State != checkup.Wrong {
		t.Errorf("a damaged file: %+v", c)
	}
	left, err := filepath.Glob(filepath.Join(folder, ".syncbot-doctor-*"))
	if len(left) > 0 || err != nil {
		t.Errorf("it left %v, %v", left, err)
	}
}

// Over HTTP the address must be free, unless a bot is running, and Socket Mode is no matter.
func TestDoctorOverHTTP(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := taken.Addr().String()
	if c := examineListen(t.Context(), address, true, ""); c.State != checkup.OK {
		t.Errorf("while a bot runs: %+v", c)
	}
	if c := examineListen(t.Context(), address, false, ""); c.State != checkup.Wrong || !strings.Contains(c.Says, "in use") {
		t.Errorf("while somebody else has it: %+v", c)
	}
	if err := taken.Close(); err != nil {
		t.Fatal(err)
	}
	p := newPatient(t)
	p.set = append(p.set[:5:5], "SLACK_SIGNING_SECRET="+slacktest.SigningSecret, "SYNCBOT_LISTEN="+address, "SLACK_API_URL="+p.slack.Loopback())
	out, got := p.doctor(t)
	if got != 0 || !strings.Contains(out, "ok         address for signed requests: "+address+" is free.") || strings.Contains(out, "app token") {
		t.Errorf("exit status %d:\n%s", got, out)
	}
}

// Which channels, people and user groups of Slack the settings name: each once, and nothing of another service.
func TestWhatTheSettingsNameInSlack(t *testing.T) {
	c, err := readConfig([]string{
		twoWorkshops, "SYNCBOT_CHANNELS=slack:C2=northside,slack:C1=bayview,discord:5=bayview", "SYNCBOT_LEADS=slack:C2",
		"SYNCBOT_ADMINS=slack:U1,slack:S2", "SYNCBOT_MAY_ASK=slack:S1,discord:7", "SYNCBOT_MAY_SYNC=slack:S2,slack:W2,slack:U1,console:S3",
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"C1", "C2"}, c.channelsOn("slack")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"S1", "S2"}, c.slackGroups()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"U1", "W2"}, c.slackPeople()); diff != "" {
		t.Error(diff)
	}
}

func find(t *testing.T, all []checked, check string) checked {
	t.Helper()
	for _, c := range all {
		if c.Check == check {
			return c
		}
	}
	t.Fatalf("no %s among %+v", check, all)
	return checked{}
}
