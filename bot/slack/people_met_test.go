package slack

// Who acts, where the bot has not met them: right after a start, when Slack takes its time, and when it says nothing.

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// slowly makes every call of the Web API take so long.
func (r *rig) slowly(d time.Duration) {
	r.OnCall(func(slacktest.Call) slacktest.Fault { return slacktest.Slow(d) })
}

// A bot that has just started is served as well as any other.
func TestFirstCommandOnAnOrdinaryLink(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.slowly(400 * time.Millisecond)
		r.command("641")
		r.onlyReads(r.kim, "Heard: 641")
		if asked := len(r.Calls("auth.test")); asked != 1 {
			t.Errorf("Slack was asked %d times who the bot is", asked)
		}
	})
}

// Nobody has to act for the bot to learn who it is, and it asks again until it knows.
func TestTheBotIsIntroducedBeforeAnybodyActs(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.Next("auth.test", slacktest.HTTPError(500), slacktest.Refuse("invalid_auth"), slacktest.Hang())
		stop := r.listening(&ear{})
		time.Sleep(3 * time.Minute)
		if r.bot.known.Load() == nil {
			t.Error("the bot does not know who it is")
		}
		time.Sleep(time.Hour)
		if asked := len(r.Calls("auth.test")); asked != 4 {
			t.Errorf("asked %d times", asked)
		}
		stop()
	})
}

// Who is asked about, and who the bot is, are asked at once.
func TestPersonAndWorkspaceAreAskedTogether(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.slowly(400 * time.Millisecond)
		began := time.Now()
		if _, err := r.bot.askPerson(t.Context(), r.kim); err != nil || time.Since(began) > 500*time.Millisecond {
			t.Errorf("known after %v, %v", time.Since(began), err)
		}
	})
}

// Somebody new waits a little longer than others rather than be refused.
func TestSomebodyNewIsWaitedFor(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.slowly(1200 * time.Millisecond)
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.onlyReads(r.kim, "Heard: 641")
	})
}

// Trying again does not help somebody whom Slack never shows; the sentence says who can.
func TestSomebodyWhomSlackDoesNotShow(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		for _, code := range []string{"user_not_found", "user_not_visible", "missing_scope"} {
			r.Next("users.info", slacktest.Refuse(code))
			r.command("641")
		}
		r.onlyReads(r.kim, hiddenPerson, hiddenPerson, hiddenPerson)
		if len(e.all()) > 0 {
			t.Error("a deed of nobody was handed on")
		}
	})
}

// The names of people in a command are asked for at once, within the time of the deed.
func TestNamesOfManyAreAskedTogether(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.command("1")
		var want []workflow.User
		crowd := ""
		for _, name := range strings.Fields("ann bea cid dot eva fay gus hal") {
			want = append(want, workflow.User{ID: workflow.UserID(r.AddUser(slacktest.User{Name: name})), Name: name})
			crowd += " @" + name
		}
		r.slowly(300 * time.Millisecond)
		_, err := r.Say(r.kim, r.support, "", "@syncbot give 641"+crowd)
		r.do(err)
		settle()
		if diff := cmp.Diff(want, e.last(t).Mentions); diff != "" {
			t.Error(diff)
		}
		if got := e.last(t).Text; got != "give 641"+crowd {
			t.Errorf("heard %q", got)
		}
	})
}
