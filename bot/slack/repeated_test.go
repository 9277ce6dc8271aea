package slack

// Deeds in a modal and in App Home that come again, and pages of App Home that are asked for in a row.

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// A press that is delivered again is handed on under its key, and answered once.
func TestPressInAModalComesTwice(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.offers(workflow.Choice{Action: workflow.Action{ID: workflow.Follow, Label: "Follow"}, Case: caseC})
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		r.fill(r.kim, map[string]string{"Number": "641"})
		r.do(r.PressModal(r.kim, "Follow"))
		settle()
		r.do(r.Again())
		settle()
		if n := len(r.Calls("views.update")); n != 1 {
			t.Errorf("the modal was changed %d times", n)
		}
		if keys := e.keys(); len(keys) != 2 || len(e.all()) != 3 {
			t.Errorf("keys %v of %d requests", keys, len(e.all()))
		}
		r.modalReads(r.kim, "Pressed.")
		r.onlyReads(r.kim)
	})
}

// atHome listens as a bot whose App Home has one case, which can be followed. text is what stands above it.
func (r *rig) atHome(e *ear, text func() string) {
	r.t.Helper()
	r.bot = r.newBot(func(o *Options) {
		o.Home = func(context.Context, chat.Request) (chat.Home, error) {
			n := words{say: "641 · Waiting for the sync", actions: []workflow.Action{{ID: workflow.Follow, Label: "Follow"}}}
			return chat.Home{Text: workflow.Words(text()), Cases: []chat.Standing{standingCase(1, n, true)}}, nil
		}
	})
	r.listening(e)
	r.do(r.OpenHome(r.kim))
	settle()
}

func TestPressInAppHomeComesTwice(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		e.offers()
		r.atHome(e, func() string { return "1 document followed." })
		r.do(r.PressHome(r.kim, "Follow"))
		settle()
		r.do(r.Again())
		settle()
		if n := len(r.Calls("views.open")); n != 1 {
			t.Errorf("%d modals were opened", n)
		}
		if keys := e.keys(); len(keys) != 1 || len(e.all()) != 2 {
			t.Errorf("keys %v of %d requests", keys, len(e.all()))
		}
		r.modalReads(r.kim, "Pressed.")
		r.onlyReads(r.kim)
	})
}

// The page that was asked for last stands at the end, however slow Slack was with an earlier one; those between are left out.
func TestNewestPageOfAppHomeStands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var n atomic.Int64
		r.atHome(&ear{}, func() string { return fmt.Sprint("Page ", n.Add(1), ".") })
		r.Next("views.publish", slacktest.Slow(2*time.Second))
		for range 5 {
			r.do(r.OpenHome(r.kim))
			time.Sleep(100 * time.Millisecond)
		}
		r.do(r.OpenHome(r.lee)) // nobody waits for another's page
		settle()
		if v, _ := r.Home(r.lee); len(v.Blocks) == 0 {
			t.Error("lee waits for kim's page")
		}
		time.Sleep(10 * time.Second)
		v, _ := r.Home(r.kim)
		if want := fmt.Sprint("Page ", n.Load(), "."); !strings.HasPrefix(r.Reads(v), want) {
			t.Errorf("there stands %q, want %q", r.Reads(v), want)
		}
		if published := len(r.Calls("views.publish")); published != 4 {
			t.Errorf("%d pages were published, want one before, two for kim's five, and one for lee", published)
		}
	})
}

// A page that could not be made does not stop the next.
func TestAppHomeAfterAPanic(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var n atomic.Int64
		r.atHome(&ear{}, func() string {
			if n.Add(1) == 2 {
				panic("boom")
			}
			return fmt.Sprint("Page ", n.Load(), ".")
		})
		for range 2 {
			r.do(r.OpenHome(r.kim))
			settle()
		}
		if v, _ := r.Home(r.kim); !strings.HasPrefix(r.Reads(v), "Page 3.") {
			t.Errorf("there stands %q", r.Reads(v))
		}
	})
}
