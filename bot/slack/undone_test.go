package slack

import (
	"testing"
	"time"

	"syncbot/bot/slack/slacktest"
)

// Slack delivers an event again whose acknowledgement was lost. That nothing was done the first time is no answer to what is
// done the second time.
func TestWhatIsDoneLaterIsAnsweredLater(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		defer r.listening(e)()
		r.Next("users.info", slacktest.HTTPError(500))
		r.LoseAcks(1)
		if _, err := r.Say(r.kim, r.support, "", "@syncbot 641"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		settle()
		if n := len(e.all()); n != 1 {
			t.Errorf("handed on %d times", n)
		}
		r.onlyReads(r.kim, unknownPerson, "Heard: 641")
	})
}

// A command from somebody else's direct messages is done where the bot can write, or not at all; and what took too long for
// one is known for the next.
func TestNothingIsDoneWhereTheBotCanNeverWrite(t *testing.T) {
	inForeignMessages(t, func(t *testing.T, r abroad) {
		r.Next("conversations.open", slacktest.Slow(3*time.Second))
		for _, number := range []string{"1", "2"} {
			r.delivers("slash_commands", `{"command":"/syncstatus","text":"`+number+`","user_id":"KIM","channel_id":"D0OTHERS","trigger_id":"t`+number+`"}`)
			time.Sleep(time.Minute)
		}
		if got := r.e.all(); len(got) != 1 || got[0].Text != "2" || got[0].Place.Channel == "D0OTHERS" {
			t.Errorf("heard %+v, want 2 alone, in kim's own direct messages", got)
		}
	})
}
