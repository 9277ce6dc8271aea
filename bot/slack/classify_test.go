package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/web"
	"syncbot/bot/outcome"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func TestWhatErrorsMean(t *testing.T) {
	code := func(c string) error { return slack.SlackErrorResponse{Err: c} }
	for _, c := range []struct {
		err  error
		want string
		says string
	}{
		{nil, "done", ""},
		{code("not_in_channel"), "refused", "invite it"},
		{code("channel_not_found"), "refused", "invite it"},
		{code("is_archived"), "refused", "archived"},
		{code("msg_blocks_too_long"), "refused", "too long"},
		{code("invalid_blocks"), "refused", "does not understand"},
		{code("message_not_found"), "refused", "not there any more"},
		{code("cant_update_message"), "refused", "not the bot's own"},
		{code("cannot_reply_to_message"), "refused", "cannot have a thread"},
		{code("thread_not_found"), "refused", "not there any more"},
		{code("restricted_action"), "refused", "ask an admin"},
		{slack.SlackErrorResponse{Err: "missing_scope", Needed: "chat:write"}, "refused", "chat:write"},

		{code("invalid_auth"), "later 1m0s", "bot token (invalid_auth)"},
		{code("not_authed"), "later 1m0s", "bot token (not_authed)"},
		{code("token_revoked"), "later 1m0s", "bot token (token_revoked): install the app again"},
		{code("account_inactive"), "later 1m0s", "bot token (account_inactive)"},

		{code("ratelimited"), "later 30s", "wait"},
		{code("rate_limited"), "later 30s", "wait"},
		{&slack.RateLimitedError{RetryAfter: 7 * time.Second}, "later 7s", "wait"},
		{&slack.RateLimitedError{}, "later 1s", "wait"},
		{slack.StatusCodeError{Code: 429}, "later 30s", "wait"},
		{web.Unsent{Err: &net.OpError{Op: "dial", Err: errors.New("connection refused")}}, "later 0s", "cannot be reached"},
		{web.Unsent{Err: &url.Error{Op: "Post", URL: "http://secret", Err: io.EOF}}, "later 0s", "cannot be reached"},

		{code("internal_error"), "in doubt", "internal_error"},
		{code("fatal_error"), "in doubt", "fatal_error"},
		{code("service_unavailable"), "in doubt", "service_unavailable"},
		{code("moon_is_full"), "in doubt", "moon_is_full"},
		{slack.StatusCodeError{Code: 500, Status: "500 Internal Server Error"}, "in doubt", "500"},
		{slack.StatusCodeError{Code: 404, Status: "404 Not Found"}, "in doubt", "404"},
		{&net.OpError{Op: "read", Err: errors.New("connection reset")}, "in doubt", "reset"},
		{context.DeadlineExceeded, "in doubt", "deadline"},
		{io.ErrUnexpectedEOF, "in doubt", "EOF"},
		{&url.Error{Op: "Post", URL: "http://secret", Err: &url.Error{Op: "Post", URL: "http://secret", Err: io.EOF}}, "in doubt", "EOF"},

		{outcome.Refused(errors.New("no")), "refused", "no"},
		{outcome.Later(errors.New("soon"), time.Hour), "later 1h0m0s", "soon"},
	} {
		t.Run(fmt.Sprint(c.err), func(t *testing.T) {
			err := classify(c.err)
			if kind(err) != c.want {
				t.Errorf("%v is %s, want %s", err, kind(err), c.want)
			}
			if err != nil {
				discreet(t, err.Error())
				if !strings.Contains(err.Error(), c.says) {
					t.Errorf("%q does not say %q", err, c.says)
				}
			}
		})
	}
}

func TestRefusalsAreSentencesForOperators(t *testing.T) {
	for code, why := range refusals {
		if _, token := tokenCodes[code]; token || busyCodes[code] {
			t.Errorf("%s is in two lists", code)
		}
		if why == "" || strings.HasSuffix(why, ".") || strings.Contains(why, code) {
			t.Errorf("%s: %q is no clause", code, why)
		}
	}
}

func TestMendedTokenFindsNothingLost(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		r.Break(slacktest.BotToken, "token_revoked")
		for range 2 {
			if _, err := r.bot.Post(t.Context(), m); kind(err) != "later 1m0s" || !errors.Is(err, errToken) {
				t.Errorf("with a revoked token: %v, want later", err)
			}
		}
		if err := r.bot.health.Trouble(time.Now(), time.Time.String); !errors.Is(err, errToken) {
			t.Errorf("the bot does not know of it: %v", err)
		}
		r.Break(slacktest.BotToken, "")
		r.post(m)
		if err := r.bot.health.Trouble(time.Now(), time.Time.String); err != nil {
			t.Errorf("mended, and the bot still says %v", err)
		}
	})
}

func TestNothingIsInDoubtWhereNothingWasSent(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		time.Sleep(time.Second)
		r.Down()
		_, post := r.bot.Post(t.Context(), r.root("k2", "641 · Opened"))
		show := r.bot.Show(t.Context(), root.Ref, r.root("k1", "641 · Waiting"))
		_, _, find := r.bot.Find(t.Context(), r.root("k1", ""), time.Time{})
		for name, err := range map[string]error{"Post": post, "Show": show, "Find": find} {
			if kind(err) != "later 0s" {
				t.Errorf("%s while Slack is down: %v, want later", name, err)
			}
			discreet(t, err.Error())
		}
		r.Up()
		r.post(r.root("k2", "641 · Opened"))
	})
}

// platforms.md 2.2: slack-go's own client has no time-out.
func TestCallWithoutADeadlineEnds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		time.Sleep(time.Second)
		hung := r.Calls()
		r.OnCall(func(slacktest.Call) slacktest.Fault { return slacktest.Hang() })
		for name, try := range map[string]func() error{
			"Post": func() error { _, err := r.bot.Post(t.Context(), r.root("k2", "641 · Opened")); return err },
			"Show": func() error { return r.bot.Show(t.Context(), root.Ref, r.root("k1", "641 · Waiting")) },
			"Find": func() error { _, _, err := r.bot.Find(t.Context(), r.root("k1", ""), time.Time{}); return err },
		} {
			began := time.Now()
			if err := try(); kind(err) != "in doubt" || time.Since(began) != callTimeout {
				t.Errorf("%s: %v after %v, want it in doubt after %v", name, err, time.Since(began), callTimeout)
			}
		}
		if len(r.Calls()) != len(hung)+3 {
			t.Error("a call was repeated")
		}
	})
}

// limited answers every call with 429 and a Retry-After.
type limited string

func (l limited) RoundTrip(q *http.Request) (*http.Response, error) {
	h := http.Header{"Retry-After": {string(l)}}
	return &http.Response{StatusCode: http.StatusTooManyRequests, Status: "429 Too Many Requests", Header: h, Body: http.NoBody, Request: q}, nil
}

func TestTooManyWithAStrangeTime(t *testing.T) {
	for header, want := range map[string]string{
		"7": "later 7s", "0": "later 1s", "-5": "later 1s",
		"": "later 30s", "1.5": "later 30s", "soon": "later 30s", "Mon, 23 Nov 2026 07:28:00 GMT": "later 30s", "99999999999999999999": "later 30s",
	} {
		bot, err := New(Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, Client: &http.Client{Transport: limited(header)}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bot.reader.GetConversationHistoryContext(t.Context(), &slack.GetConversationHistoryParameters{}); kind(classify(err)) != want {
			t.Errorf("%q: %v is %s, want %s", header, err, kind(classify(err)), want)
		}
	}
}

// moved sends every call elsewhere.
type moved struct{ asked []string }

func (m *moved) RoundTrip(q *http.Request) (*http.Response, error) {
	m.asked = append(m.asked, q.URL.Host)
	h := http.Header{"Location": {"https://elsewhere.test/"}}
	return &http.Response{StatusCode: http.StatusTemporaryRedirect, Header: h, Body: http.NoBody, Request: q}, nil
}

func TestTokenFollowsNobodyElsewhere(t *testing.T) {
	m := &moved{}
	bot, err := New(Options{BotToken: slacktest.BotToken, AppToken: slacktest.AppToken, Client: &http.Client{Transport: m}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bot.workspace(t.Context()); err == nil {
		t.Error("a redirect was taken for an answer")
	}
	if len(m.asked) != 1 || m.asked[0] != "slack.com" {
		t.Errorf("asked %q, want slack.com alone", m.asked)
	}
}

// TestNoErrorGivesASecretAway lets every call fail in every way.
func TestNoErrorGivesASecretAway(t *testing.T) {
	faults := []slacktest.Fault{
		slacktest.HTTPError(500), slacktest.HTTPError(404), slacktest.TooMany(time.Second), slacktest.LoseAnswer(), slacktest.LoseRequest(),
		slacktest.Hang(), slacktest.Refuse("invalid_auth"), slacktest.Refuse("not_in_channel"), slacktest.Refuse("moon_is_full"),
	}
	for i, f := range faults {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				root := r.post(r.root("k1", "641 · Opened"))
				where := r.replyTo()
				reply := r.root("k2", "641 · I can't post here")
				reply.To, reply.Reply = workflow.ToReply, where.ref()
				r.OnCall(func(slacktest.Call) slacktest.Fault { return f })
				fresh := r.newBot()
				for _, bot := range []*Slack{r.bot, fresh} {
					for _, m := range []chat.Message{r.root("k3", "x"), r.under(root, "k4", "x"), r.direct("k5", "x"), reply} {
						time.Sleep(time.Minute)
						_, post := bot.Post(within(t, 5*time.Second), m)
						show := bot.Show(within(t, 5*time.Second), root.Ref, m)
						_, _, find := bot.Find(within(t, 5*time.Second), m, time.Time{})
						for _, err := range []error{post, show, find} {
							discreet(t, fmt.Sprint(err))
						}
					}
				}
			})
		})
	}
}
