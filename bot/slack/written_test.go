package slack

// What people write to the bot: in channels, threads, and alone; and App Home.

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func TestMentionInAChannelAndInAThread(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		root, err := r.Say(r.kim, r.support, "", "@syncbot 641 & <642>")
		r.do(err)
		settle()
		if got := e.last(t); got.Text != "641 & <642>" || got.Place != placeOf(r.support, "") || got.Private || len(got.Mentions) > 0 {
			t.Errorf("heard %+v", got)
		}
		_, err = r.Say(r.lee, r.support, root, "give it to @kim @syncbot")
		r.do(err)
		settle()
		got := e.last(t)
		if got.Text != "give it to @kim" || got.Place != placeOf(r.support, root) {
			t.Errorf("heard %+v", got)
		}
		if len(got.Mentions) != 1 || got.Mentions[0] != (workflow.User{ID: workflow.UserID(r.kim), Name: "kim"}) {
			t.Errorf("mentions %+v", got.Mentions)
		}
		r.onlyReads(r.kim, "Heard: 641")
		r.onlyReads(r.lee, "Heard: give it")
		if in := r.Ephemerals(r.lee)[0].Thread; in != root {
			t.Errorf("answered in the thread %q, want %q", in, root)
		}
	})
}

func TestDirectMessage(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		channel, _, err := r.Direct(r.kim, "641 at northside")
		r.do(err)
		settle()
		got := e.last(t)
		if got.Text != "641 at northside" || !got.Private || got.Place != placeOf(channel, "") {
			t.Errorf("heard %+v", got)
		}
		if len(got.Channels) != 2 {
			t.Errorf("kim is in %v", got.Channels)
		}
		all := r.Messages(channel)
		if len(all) != 2 || !strings.Contains(all[1].Reads, "Heard: 641 at northside") {
			t.Errorf("they write %+v", all)
		}
		time.Sleep(time.Hour)
		if n := len(e.all()); n != 1 {
			t.Errorf("the bot answers itself: %d requests", n)
		}
	})
}

// Only what a person wrote, once, is a command.
func TestWhatIsNoCommand(t *testing.T) {
	for name, text := range map[string]string{
		"a bot":         `{"type":"app_mention","bot_id":"B1","user":"U","text":"641","channel":"C1","ts":"1.1"}`,
		"an edit":       `{"type":"app_mention","edited":{"user":"U"},"user":"U","text":"641","channel":"C1","ts":"1.1"}`,
		"a subtype":     `{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","ts":"1.1"}`,
		"in a channel":  `{"type":"message","channel_type":"channel","user":"U","text":"641","channel":"C1","ts":"1.1"}`,
		"twice told":    `{"type":"app_mention","user":"U","text":"641","channel":"D1","ts":"1.1"}`,
		"another tab":   `{"type":"app_home_opened","user":"U","tab":"messages"}`,
		"something new": `{"type":"assistant_thread_started","user":"U"}`,
		"nothing":       `{}`,
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				e := &ear{}
				in := r.bot.listening(t.Context(), e.handle)
				d, err := decode("events_api", []byte(`{"type":"event_callback","event_id":"Ev1","event":`+text+`}`))
				if err != nil {
					t.Fatal(err)
				}
				answer, after, err := in.receive(t.Context(), d)
				if answer != nil || after != nil || err != nil || len(e.all()) > 0 {
					t.Errorf("it is taken as a deed: %v, %v, %v", answer, err, e.all())
				}
			})
		})
	}
}

// People attach files, answer to the channel too, and write about themselves: it is all written to the bot.
func TestWhatPeopleWriteInOtherWays(t *testing.T) {
	for _, subtype := range []string{"", "file_share", "thread_broadcast", "me_message"} {
		t.Run(subtype, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				e := &ear{}
				in := r.bot.listening(t.Context(), e.handle)
				defer in.Close()
				d, err := decode("events_api", []byte(`{"type":"event_callback","event_id":"Ev1","event":{"type":"message","subtype":"`+subtype+
					`","channel_type":"im","channel":"`+r.DirectChannel(r.kim)+`","user":"`+r.kim+`","text":"641","ts":"1.1","files":[{"id":"F1"}]}}`))
				r.do(err)
				_, _, err = in.receive(t.Context(), d)
				r.do(err)
				if got := e.last(t); got.Text != "641" {
					t.Errorf("heard %+v", got)
				}
			})
		})
	}
}

// An event that was not taken in is not acknowledged, so Slack delivers it again.
func TestEventThatFailsComesAgain(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		tries := 0
		e.answer = func(chat.Request) (workflow.Answer, error) {
			if tries++; tries < 3 {
				return workflow.Answer{}, errors.New("the disk is full")
			}
			return workflow.Answer{Text: "Now it went."}, nil
		}
		_, err := r.Say(r.kim, r.support, "", "@syncbot 641")
		r.do(err)
		time.Sleep(10 * time.Minute)
		settle()
		if len(e.keys()) != 1 || tries != 3 {
			t.Errorf("%d tries of %v", tries, e.keys())
		}
		r.onlyReads(r.kim, "Now it went.")
	})
}

// A command is never delivered again, so whoever typed it must read that nothing came of it.
func TestCommandThatFailsSaysSo(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.answer = func(chat.Request) (workflow.Answer, error) { return workflow.Answer{}, errors.New("the disk is full") }
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))
		r.onlyReads(r.kim, notTakenIn)
	})
}

// boardNote is a plainNote with actions.
type boardNote struct {
	plainNote
	actions []workflow.Action
}

func (n boardNote) Actions() []workflow.Action { return n.actions }

// homely fills App Home with one case.
func homely(o *Options) {
	o.Home = func(_ context.Context, q chat.Request) (chat.Home, error) {
		note := boardNote{plainNote{words: "641 · Waiting for " + q.By.Name + " on " + q.Place.Platform}, []workflow.Action{
			{ID: workflow.CheckNow, Label: "Check now"}, {ID: workflow.Snooze, Label: "Snooze…", Input: workflow.InputTime},
		}}
		return chat.Home{Text: workflow.Words(strings.Repeat("I", len(q.Channels)) + " channels"), Cases: []chat.Standing{{Case: caseC, Turn: 4, Note: note, Mine: true}}}, nil
	}
}

func TestAppHome(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot = r.newBot(homely)
		e := &ear{}
		e.offers()
		r.listening(e)
		r.do(r.OpenHome(r.kim))
		settle()
		home, open := r.Home(r.kim)
		if !open || !strings.Contains(r.Reads(home), "Waiting for kim on slack") || !strings.Contains(r.Reads(home), "II channels") {
			t.Fatalf("App Home reads %q", r.Reads(home))
		}
		published := len(r.Calls("views.publish"))
		r.do(r.PressHome(r.kim, "Check now"))
		settle()
		got := e.last(t)
		if got.Press == nil || *got.Press != (chat.Press{Case: caseC, Action: workflow.CheckNow, Turn: 4}) {
			t.Errorf("press %+v", got.Press)
		}
		if !got.Private || got.Place != placeOf(r.DirectChannel(r.kim), "") || len(got.Channels) != 2 {
			t.Errorf("heard %+v", got)
		}
		r.modalReads(r.kim, "Pressed.")
		r.do(r.CloseModal(r.kim))
		r.do(r.PressHome(r.kim, "Snooze…"))
		r.fill(r.kim, map[string]string{inputID: "3 pm"})
		settle()
		if got := e.last(t); got.Press == nil || got.Press.Text != "3 pm" || !got.Private {
			t.Errorf("heard %+v", got)
		}
		r.modalReads(r.kim, "Pressed.")
		if got := len(r.Calls("views.publish")) - published; got != 2 {
			t.Errorf("published %d times after two presses", got)
		}
	})
}

// Where the bot is not a member, whoever asked reads how to invite it.
func TestMissingMembershipIsToldWithACommand(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.do(r.Command(r.kim, r.closed, "/syncstatus 641"))
		note := workflow.UnpostableNote{Subject: workflow.Subject{Doc: workflow.Document{Kind: workflow.Invoice, Number: "641"}}}
		_, err := r.bot.Post(t.Context(), chat.Message{Key: "k1", To: workflow.ToReply, Reply: e.last(t).Reply, Note: note})
		r.do(err)
		r.onlyReads(r.kim, "Heard: 641", "/invite @"+slacktest.BotName)
	})
}
