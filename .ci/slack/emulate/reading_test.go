package emulate

// What people see, by calls of their own.

import (
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// priya is the Web API as Priya sees it.
func (w *workspace) priya() *slack.Client { return w.as("xoxp-priya") }

func (w *workspace) as(token string) *slack.Client {
	return slack.New(token, slack.OptionAPIURL(w.addr+"/api/"), slack.OptionHTTPClient(&http.Client{
		Timeout: 10 * time.Second, Transport: bearer(token),
	}))
}

// bearer is a token as a header.
type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(b))
	return http.DefaultTransport.RoundTrip(r)
}

// channel is the id of the channel with the name.
func (w *workspace) channel(t *testing.T, name string) string {
	t.Helper()
	all, _, err := w.priya().GetConversationsContext(t.Context(), &slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Name == name {
			return c.ID
		}
	}
	t.Fatalf("emulate has no channel %q", name)
	return ""
}

// user is the id of the user with the name.
func (w *workspace) user(t *testing.T, name string) string {
	t.Helper()
	all, err := w.priya().GetUsersContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range all {
		if u.Name == name {
			return u.ID
		}
	}
	t.Fatalf("emulate has no user %q", name)
	return ""
}

// thread is the message and the replies to it, as Priya reads them.
func (w *workspace) thread(t *testing.T, channel, ts string) []slack.Message {
	t.Helper()
	all, _, _, err := w.priya().GetConversationRepliesContext(t.Context(), &slack.GetConversationRepliesParameters{ChannelID: channel, Timestamp: ts})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
