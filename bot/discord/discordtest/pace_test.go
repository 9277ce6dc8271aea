package discordtest_test

// How fast the app may be, and what goes wrong on demand.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

func headers(a answer, names ...string) []string {
	var found []string
	for _, name := range names {
		found = append(found, a.Header.Get(name))
	}
	return found
}

func TestFiveMessagesInFiveSeconds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for n := range 5 {
			a := r.call("POST", messagesOf(r.ch), text("x"))
			want := []string{"5", string('4' - rune(n)), "5.000"}
			if diff := cmp.Diff(want, headers(a, "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset-After")); diff != "" {
				t.Error(diff)
			}
		}
		time.Sleep(1500 * time.Millisecond)
		a := r.call("POST", messagesOf(r.ch), text("x"))
		if a.Status != 429 || a.Body["retry_after"] != 3.5 || a.Body["global"] != false {
			t.Errorf("the sixth gives %d %v", a.Status, a.Body)
		}
		if diff := cmp.Diff([]string{"4", "user", "0"}, headers(a, "Retry-After", "X-RateLimit-Scope", "X-RateLimit-Remaining")); diff != "" {
			t.Error(diff)
		}
		other := r.AddChannel(discordtest.Channel{Name: "other"})
		r.ok("POST", messagesOf(other), text("x"))
		time.Sleep(3500 * time.Millisecond)
		r.ok("POST", messagesOf(r.ch), text("x"))
		if r.InvalidRequests() != 1 {
			t.Error("a 429 is no invalid request")
		}
	})
}

func TestFiftyCallsASecond(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for n := range 51 {
			path := []string{"/users/@me", "/applications/@me"}[n%2]
			a := r.call("GET", path, "")
			if (a.Status == 429) != (n == 50) {
				t.Fatalf("call %d gives %d", n+1, a.Status)
			}
			if n == 50 && (a.Body["global"] != true || a.Header.Get("X-RateLimit-Global") != "true") {
				t.Errorf("the global limit says %v", a)
			}
		}
		if a := r.call("POST", "/interactions/1/t/callback", `{"type":4}`); a.Status != 404 {
			t.Errorf("a callback counts: %d", a.Status)
		}
	})
}

func TestFaults(t *testing.T) {
	const silent = 0
	tests := []struct {
		name   string
		fault  discordtest.Fault
		status int // silent: no answer
		lands  int // messages, ten seconds later
	}{
		{"lost answer", discordtest.LoseAnswer(), silent, 1},
		{"lost request", discordtest.LoseRequest(), silent, 0},
		{"late", discordtest.LandAfter(5 * time.Second), silent, 1},
		{"429", discordtest.TooMany(2 * time.Second), 429, 0},
		{"global 429", discordtest.TooManyGlobal(2 * time.Second), 429, 0},
		{"slow", discordtest.Slow(time.Second), 200, 1},
		{"502", discordtest.HTTPError(502), 502, 0},
		{"done but 502", discordtest.DoneButHTTPError(502), 502, 1},
		{"refused", discordtest.Refuse(403, 50001, "Missing Access"), 403, 0},
		{"let through", discordtest.Fault{}, 200, 1},
	}
	for _, tt := range tests {
		inBubble(t, func(t *testing.T, r *rig) {
			r.NextOf(discordtest.PostMessage, tt.fault)
			a, err := r.send("POST", messagesOf(r.ch), text("x"))
			if a.Status != tt.status || (err != nil) != (tt.status == silent) {
				t.Errorf("%s: %d %v", tt.name, a.Status, err)
			}
			time.Sleep(10 * time.Second)
			if got := len(r.Messages(r.ch)); got != tt.lands {
				t.Errorf("%s: %d messages stand", tt.name, got)
			}
		})
	}
}

func TestTooManyKeepsTheBucketEmpty(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next(discordtest.TooMany(1500 * time.Millisecond))
		for _, want := range []int{429, 429, 200} {
			if a := r.call("POST", messagesOf(r.ch), text("x")); a.Status != want {
				t.Errorf("got %d %v, want %d", a.Status, a.Body, want)
			}
			time.Sleep(time.Second)
		}
	})
}

func TestSpoilSeesTheCall(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Spoil(func(c discordtest.Call) discordtest.Fault {
			if c.Route == discordtest.PostMessage && strings.Contains(string(c.Body), "bad") {
				return discordtest.HTTPError(500)
			}
			return discordtest.Fault{}
		})
		r.post(r.ch, text("good"))
		if a := r.call("POST", messagesOf(r.ch), text("bad")); a.Status != 500 {
			t.Errorf("got %d", a.Status)
		}
		if got := r.Calls(discordtest.PostMessage); len(got) != 2 || got[1].N != 2 || got[1].Path != messagesOf(r.ch) {
			t.Errorf("the calls were %+v", got)
		}
	})
}

func TestDownAndUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Down()
		if _, err := r.send("GET", "/users/@me", ""); err == nil {
			t.Error("it answers while it is down")
		}
		r.Up()
		r.ok("GET", "/users/@me", "")
	})
}

func TestRequestsAreRecorded(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("SYNCBOT_DISCORD_RECORD", folder)
	r := newRig(t)
	r.ok("GET", "/users/@me?x=1", "")
	r.ok("POST", messagesOf(r.ch), text("hello"))
	r.Close()
	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	if len(files) != 1 {
		t.Fatalf("recorded are %q", files)
	}
	got, err := os.ReadFile(files[0])
	want := `{"method":"GET","path":"/api/v10/users/@me","query":"x=1","content_type":"","body":null}
{"method":"POST","path":"/api/v10` + messagesOf(r.ch) + `","query":"","content_type":"application/json","body":{"content":"hello"}}
`
	if diff := cmp.Diff(want, string(got)); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
