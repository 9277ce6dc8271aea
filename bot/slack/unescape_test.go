package slack

// What people typed, read out of what Slack makes of it; and payloads of all kinds, read without harm.

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"

	"syncbot/bot/chat"
	"syncbot/bot/chat/intake"
	"syncbot/workflow"
)

func TestUnescape(t *testing.T) {
	for text, want := range map[string]string{
		"641 at northside":                        "641 at northside",
		"a &amp; b &lt;c&gt; &amp;lt;":            "a & b <c> &lt;",
		"give 641 <@U1|kim>":                      "give 641 @Kim",
		"give 641 <@U1>":                          "give 641 @Kim",
		"<@U2|lee> <@W3>":                         "@lee @W3",
		"<!here> <!channel|@channel> <!everyone>": "@here @channel @everyone",
		"<!subteam^S1|@desk> <!subteam^S2>":       "@desk @S2",
		"<!date^1392734382^{date}|Feb 18, 2014>":  "Feb 18, 2014",
		"<#C1|support> <#C2>":                     "#support #C2",
		"<https://x.example/a?b=1&amp;c=2>":       "https://x.example/a?b=1&c=2",
		"<https://x.example|the guide>":           "https://x.example",
		"641 at <http://bayview.com|bayview.com>": "641 at bayview.com",
		"<mailto:a@b.example|a@b.example>":        "a@b.example",
		"<tel:0400123456|0400123456>":             "0400123456",
		"a < b > c <> <":                          "a < b > c <> <",
		"<@U1|a <@U1>":                            "<@U1|a @Kim",
		"&lt;!channel&gt; &lt;@U1&gt;":            "<!channel> <@U1>",
		"":                                        "",
		"INV-123\n641":                            "INV-123\n641",
		"<@U1|&lt;b&gt;>":                         "@Kim",
		"<@U9|&lt;b&gt;>":                         "@<b>",
	} {
		got := unescape(text, func(id, label string) string {
			if id == "U1" {
				return "Kim"
			}
			if label == "" {
				return id
			}
			return label
		})
		if got != want {
			t.Errorf("%q was typed as %q, want %q", text, got, want)
		}
	}
}

// FuzzUnescape: what was typed without marks comes back whole, whatever it is.
func FuzzUnescape(f *testing.F) {
	for _, s := range []string{"<@U1>", "a & b", "&amp;", "<!subteam^|@>", "<", "<|>", "<@|>"} {
		f.Add(s)
	}
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	f.Fuzz(func(t *testing.T, text string) {
		name := func(id, label string) string { return "NAME" }
		_ = unescape(text, name)
		if got := unescape(escape.Replace(text), name); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	})
}

// FuzzReceive: no payload does harm, and nothing is handed on without a key and somebody who did it.
func FuzzReceive(f *testing.F) {
	for _, kind := range []string{"slash_commands", "interactive", "events_api", "hello"} {
		for _, p := range []string{
			`{"command":"/syncstatus","text":"641","user_id":"U1","channel_id":"C1","trigger_id":"1"}`,
			`{"type":"block_actions","trigger_id":"1","user":{"id":"U1"},"container":{"type":"message","channel_id":"C1"},"actions":[{"action_id":"follow:1","block_id":"b","value":"{}"}]}`,
			`{"type":"view_submission","trigger_id":"1","user":{"id":"U1"},"view":{"type":"modal","callback_id":"ask","private_metadata":"{\"c\":\"C1\"}","state":{"values":{"numbers":{"numbers":{"value":"641"}}}}}}`,
			`{"type":"message_action","callback_id":"check_sync_status","trigger_id":"1","user":{"id":"U1"},"channel":{"id":"C1"},"message":{"text":"INV-1"}}`,
			`{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention","user":"U1","text":"<@U0BOT> 641","channel":"C1","ts":"1.1"}}`,
			`{"type":"block_actions","actions":[{"block_id":"b"}],"view":{"type":"home"}}`,
			`null`, `[]`, `{}`, `"x"`,
		} {
			f.Add(kind, p)
		}
	}
	log, _ := logtest.NewNullLogger()
	log.SetLevel(logrus.PanicLevel)
	bot, err := New(Options{BotToken: "xoxb-1", AppToken: "xapp-1", APIURL: "http://127.0.0.1:1/", Log: log})
	if err != nil {
		f.Fatal(err)
	}
	bot.known.Store(&workspace{Team: "T1", BotUser: "U0BOT"})
	f.Fuzz(func(t *testing.T, kind, payload string) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // nothing leaves this machine
		in := bot.listening(ctx, func(_ context.Context, r chat.Request) (workflow.Answer, error) {
			if r.Key == "slack:" || r.By.ID == "" {
				t.Errorf("handed on: %+v", r)
			}
			return workflow.Answer{Text: "Heard."}, nil
		})
		defer in.Close()
		in.people = intake.NewMemo(in.Intake, freshPerson, func(context.Context, string) (person, error) { return person{name: "Kim"}, nil })
		for _, read := range []func() (delivery, error){
			func() (delivery, error) { return decode(kind, []byte(payload)) },
			func() (delivery, error) { return decodeBody("application/x-www-form-urlencoded", []byte(payload)) },
			func() (delivery, error) {
				return decodeBody("application/x-www-form-urlencoded", []byte(url.Values{"payload": {payload}}.Encode()))
			},
		} {
			d, err := read()
			if err != nil {
				continue
			}
			if _, after, err := in.receive(t.Context(), d); err == nil && after != nil {
				after(ctx)
			}
		}
	})
}
