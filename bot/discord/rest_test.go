package discord

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/bot/outcome"
)

// What an error tells the bot to do.
func TestWhatErrorsMean(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault discordtest.Fault
		want  string
	}{
		{"500", discordtest.HTTPError(500), "in doubt"},
		{"502", discordtest.HTTPError(502), "in doubt"},
		{"done, and 503", discordtest.DoneButHTTPError(503), "in doubt"},
		{"the answer is lost", discordtest.LoseAnswer(), "in doubt"},
		{"429", discordtest.TooMany(7 * time.Second), "later 7s"},
		{"429 for all", discordtest.TooManyGlobal(9 * time.Second), "later 9s"},
		{"no access", discordtest.Refuse(403, 50001, "Missing Access"), "refused"},
		{"a code that nobody knows", discordtest.Refuse(400, 987654, "Something new"), "refused"},
		{"not now", discordtest.Refuse(400, 40006, "This feature has been temporarily disabled"), "later 30s"},
		{"edited too often", discordtest.Refuse(400, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later"), "later 30s"},
		{"a guard's page", discordtest.HTTPError(403), "later 1m0s"},
		{"a proxy's page", discordtest.HTTPError(404), "later 1m0s"},
		{"nobody waits so long", discordtest.HTTPError(408), "in doubt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.Next(c.fault)
				_, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened"))
				if meaning(err) != c.want {
					t.Errorf("%v: %s, want %s", err, meaning(err), c.want)
				}
				discreet(t, err.Error())
				if n := len(r.Calls(discordtest.PostMessage)); n != 1 {
					t.Errorf("Discord was asked %d times, want once", n)
				}
			})
		})
	}
}

func TestWhereNothingWasSent(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Down()
		_, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened"))
		if meaning(err) != "later 0s" || !strings.Contains(err.Error(), "cannot be reached") {
			t.Errorf("%v", err)
		}
		discreet(t, err.Error())
		r.Up()
		if _, err := r.bot.Post(within(t, -time.Second), r.root("k1", "641 · Opened")); meaning(err) != "later 0s" {
			t.Errorf("after its time: %v", err)
		}
	})
}

// Whoever was too fast waits as long as Discord asks for, and others of the same channel with it; other channels do not.
func TestTooFastHoldsTheChannel(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.NextOf(discordtest.PostMessage, discordtest.TooMany(20*time.Second))
		for _, key := range []string{"k1", "k2"} {
			_, err := r.bot.Post(t.Context(), r.root(key, "641 · Opened"))
			if d, later := outcome.IsLater(err); !later || d < 20*time.Second {
				t.Errorf("%s: %v", key, err)
			}
		}
		r.post(r.toOwner("k3", "641 · Opened"))
		if n := len(r.Calls(discordtest.PostMessage)); n != 2 {
			t.Errorf("Discord was asked to post %d times, want 2", n)
		}
		time.Sleep(20 * time.Second)
		r.post(r.root("k1", "641 · Opened"))
	})
}

func TestTooFastForAllHoldsEverything(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.NextOf(discordtest.PostMessage, discordtest.TooManyGlobal(20*time.Second))
		if _, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); !strings.HasPrefix(meaning(err), "later") {
			t.Errorf("%v", err)
		}
		before := len(r.Calls())
		if _, err := r.bot.channelInfo(t.Context(), r.support); !strings.HasPrefix(meaning(err), "later") {
			t.Errorf("%v", err)
		}
		if n := len(r.Calls()) - before; n != 0 {
			t.Errorf("Discord was asked %d times while nobody may", n)
		}
		time.Sleep(20 * time.Second)
		r.post(r.toOwner("k2", "641 · Opened"))
	})
}

// Messages come as fast as a channel takes them and no faster, in the order in which they were asked for.
func TestMessagesKeepPace(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		time.Sleep(time.Minute)
		began := time.Now()
		for i := range 12 {
			r.postInTime(r.root("k"+string(rune('a'+i)), "641 · Opened"))
		}
		if took := time.Since(began); took < 7*time.Second || took > 12*time.Second {
			t.Errorf("twelve messages took %v", took)
		}
		if n := r.InvalidRequests(); n != 0 {
			t.Errorf("%d of them were too fast", n)
		}
	})
}

// postInTime posts a message as the bot's outbox does: it comes back when it is asked to.
func (r *rig) postInTime(m chat.Message) {
	r.t.Helper()
	for {
		_, err := r.bot.Post(r.t.Context(), m)
		d, later := outcome.IsLater(err)
		if !later {
			if err != nil {
				r.t.Errorf("%s: %v", m.Key, err)
			}
			return
		}
		time.Sleep(d)
	}
}

// A token that is not accepted is tried once a minute, and what was to be said is said once it is mended.
func TestATokenThatIsNotAccepted(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Break(discordtest.BotToken)
		for range 100 {
			if _, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); !strings.HasPrefix(meaning(err), "later") {
				t.Fatalf("%v", err)
			}
			time.Sleep(5 * time.Second)
		}
		if n := r.InvalidRequests(); n > 10 {
			t.Errorf("in 500 seconds Discord was asked %d times", n)
		}
		if is := r.bot.health.Trouble(time.Now(), r.bot.state.clock); is == nil || !strings.Contains(is.Error(), "token") {
			t.Errorf("operators read %v", is)
		}
		r.Mend(discordtest.BotToken)
		time.Sleep(tokenPause)
		r.post(r.root("k1", "641 · Opened"))
		r.post(r.root("k2", "641 · Waiting"))
		if is := r.bot.health.Trouble(time.Now(), r.bot.state.clock); is != nil {
			t.Errorf("after that operators read %v", is)
		}
	})
}

// What was forbidden is refused for a minute without asking; other calls about the channel go on.
func TestWhatIsForbiddenIsNotAskedForAgainAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		m.Place.Channel = placeOf(r.closed, "").Channel
		for range 5 {
			if _, err := r.bot.Post(t.Context(), m); meaning(err) != "refused" || !strings.Contains(err.Error(), "permission") {
				t.Errorf("%v", err)
			}
		}
		if n := r.InvalidRequests(); n != 1 {
			t.Errorf("Discord was asked %d times", n)
		}
		if _, err := r.bot.channelInfo(t.Context(), r.closed); err != nil {
			t.Error(err)
		}
		time.Sleep(forbiddenPause)
		r.Permit(r.closed, discordtest.SendMessages, 0)
		r.post(m)
	})
}

// Long before Discord shuts the bot out it asks no more, and goes on once the ten minutes have moved.
func TestTheBrake(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.Refuse(403, 50013, "Missing Permissions") })
		for i := range invalidMost + 200 {
			err := r.bot.call(t.Context(), call{method: "GET", path: fmt.Sprint("/channels/", 1000+i)}, nil)
			if want := i < invalidMost; (meaning(err) == "refused") != want {
				t.Fatalf("call %d: %v", i, err)
			}
		}
		r.Spoil(nil)
		if _, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); !strings.HasPrefix(meaning(err), "later") {
			t.Errorf("%v", err)
		}
		if n := r.InvalidRequests(); n != invalidMost {
			t.Errorf("%d invalid requests were made", n)
		}
		time.Sleep(invalidWindow)
		r.post(r.root("k1", "641 · Opened"))
	})
}

// answering answers each request so.
type answering429 struct{ header, body string }

func (a answering429) RoundTrip(*http.Request) (*http.Response, error) {
	h := http.Header{}
	if a.header != "" {
		h.Set("Retry-After", a.header)
	}
	return &http.Response{StatusCode: http.StatusTooManyRequests, Header: h, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// Every 429 is certain, also those that are not Discord's own or make no sense; the time that it names is kept.
func TestEvery429IsCertain(t *testing.T) {
	for _, c := range []struct{ header, body, want string }{
		{"", `{"retry_after":1.5,"global":false}`, "later 1.5s"},
		{"7", `{"message":"slow down"}`, "later 7s"},
		{"7", `{"retry_after":6.25}`, "later 6.25s"},
		{"3600", "<html>error 1015</html>", "later 1h0m0s"},
		{"", "<html>error 1015</html>", "later 30s"},
		{"soon", "", "later 30s"},
		{"-1", `{"retry_after":-5}`, "later 30s"},
		{"", `{"retry_after":1e300}`, "later 30s"},
		{"0", `{"retry_after":0}`, "later 100ms"},
	} {
		r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: answering429{c.header, c.body}} })
		_, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened"))
		if meaning(err) != c.want {
			t.Errorf("%q %q: %v: %s, want %s", c.header, c.body, err, meaning(err), c.want)
		}
	}
}

// headers answers each request with these headers, which discordgo's limiter does not understand.
type headers struct{ name, value string }

func (h headers) RoundTrip(*http.Request) (*http.Response, error) {
	header := http.Header{}
	header.Set(h.name, h.value)
	return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(strings.NewReader(`{"id":"12345"}`))}, nil
}

func TestStrangeHeadersLoseNoAnswer(t *testing.T) {
	for _, h := range []headers{{"X-RateLimit-Reset-After", "soon"}, {"X-RateLimit-Remaining", "many"}, {"X-RateLimit-Reset", "later"}} {
		r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: h} })
		if p := r.post(r.root("k1", "641 · Opened")); p.Ref != "12345" {
			t.Errorf("%s: %+v", h.name, p)
		}
	}
}

// nonsense answers each request with something that is no message.
type nonsense string

func (n nonsense) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(n)))}, nil
}

func TestAnswersThatMakeNoSenseAreInDoubt(t *testing.T) {
	for _, n := range []nonsense{"", "<html>", "{}", `{"id":7}`, "[]"} {
		r := newRig(t, func(o *Options) { o.Client = &http.Client{Transport: n} })
		if p, err := r.bot.Post(t.Context(), r.root("k1", "641 · Opened")); meaning(err) != "in doubt" {
			t.Errorf("%q: %+v, %v", n, p, err)
		}
	}
}

func TestBuckets(t *testing.T) {
	for _, c := range []struct{ method, path, want string }{
		{"POST", "/channels/1/messages", "POST /channels/1/messages"},
		{"GET", "/channels/1/messages?limit=100&after=7", "GET /channels/1/messages"},
		{"PATCH", "/channels/1/messages/2", "PATCH /channels/1/messages/…"},
		{"POST", "/channels/1/messages/2/threads", "POST /channels/1/messages/…/threads"},
		{"GET", "/guilds/1/members/2", "GET /guilds/1/members/…"},
		{"GET", "/users/@me", "GET /users/@me"},
	} {
		if got := bucketOf(call{method: c.method, path: c.path}); got != c.want {
			t.Errorf("%s %s is of %q, want %q", c.method, c.path, got, c.want)
		}
	}
	one, other := bucketOf(call{method: "POST", path: "/webhooks/1/secret"}), bucketOf(call{method: "POST", path: "/webhooks/1/other"})
	if strings.Contains(one, "secret") || one == other {
		t.Errorf("the buckets of two tokens are %q and %q", one, other)
	}
}

// What others have used up is no invalid request of the bot's.
func TestSharedLimitsDoNotCount(t *testing.T) {
	var b brake
	now := time.Unix(1764000000, 0)
	for range 2 * invalidMost {
		b.learn(call{}, told{status: http.StatusTooManyRequests, shared: true}, outcome.Later(errTooFast, 0), now)
	}
	if err := b.check(call{}, now); err != nil {
		t.Errorf("%v", err)
	}
}
