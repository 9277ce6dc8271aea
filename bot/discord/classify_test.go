package discord

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// refusedWith is an error of discordgo.
func refusedWith(status, code int) error {
	return &discordgo.RESTError{
		Request:  &http.Request{},
		Response: &http.Response{StatusCode: status, Status: fmt.Sprint(status)},
		Message:  &discordgo.APIErrorMessage{Code: code, Message: "Words of Discord"},
	}
}

// What Discord refuses is told with what to do, and with its code.
func TestRefusalsSayWhatToDo(t *testing.T) {
	for code, says := range map[int]string{
		10003: "no such channel", 10008: "not there any more", 10062: "time to answer", 50001: "View Channel", 50007: "privacy settings",
		50008: "in a forum, ask in one of its posts", 50013: "Send Messages in Threads", 50027: "time to answer", 50035: "does not understand",
		50083: "archived", 160005: "locked",
	} {
		for _, status := range []int{400, 401, 403, 404} {
			err := classify(refusedWith(status, code))
			if meaning(err) != "refused" || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), fmt.Sprint(code)) || !hasCode(err, code) {
				t.Errorf("%d %d: %s: %v", status, code, meaning(err), err)
			}
		}
	}
	if err := classify(refusedWith(400, 123456)); meaning(err) != "refused" || !strings.Contains(err.Error(), "Words of Discord") {
		t.Errorf("a code that nobody knows: %v", err)
	}
}

func TestWhatIsNoRefusal(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"a token":           {refusedWith(401, 0), "later 1m0s"},
		"busy":              {refusedWith(503, 130000), "later 30s"},
		"Discord is broken": {refusedWith(500, 0), "in doubt"},
		"a redirect":        {refusedWith(302, 0), "in doubt"},
		"anything else":     {errors.New("unexpected EOF"), "in doubt"},
		"nothing":           {nil, "done"},
	} {
		err := classify(c.err)
		if meaning(err) != c.want {
			t.Errorf("%s: %v: %s, want %s", name, err, meaning(err), c.want)
		}
		if again := classify(err); c.want != "in doubt" && again != err {
			t.Errorf("%s: classified again it is %v", name, again)
		}
	}
}
