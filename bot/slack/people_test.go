package slack

// Who acts: names, guests, groups, channels, and what becomes of that when Slack does not answer.

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func TestWhoIsAnOutsider(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		for _, tt := range []struct {
			who  slacktest.User
			want bool
		}{
			{slacktest.User{Name: "ann"}, false},
			{slacktest.User{Name: "boss", Admin: true}, false},
			{slacktest.User{Name: "gus", Guest: true}, true},
			{slacktest.User{Name: "sam", Single: true}, true},
			{slacktest.User{Name: "ext", External: true}, true},
			{slacktest.User{Name: "odd", External: true, Team: slacktest.TeamID}, true}, // Slack says only that they are a stranger
		} {
			id := r.AddUser(tt.who)
			r.Join(r.support, id)
			r.do(r.Command(id, r.support, "/syncstatus 641"))
			if got := e.last(t); got.Outsider != tt.want || got.By.Name != tt.who.Name {
				t.Errorf("%s: %+v, outsider %v", tt.who.Name, got.By, got.Outsider)
			}
		}
	})
}

// A crowd that has never asked before is served at once: only Slack itself may say that it is asked too often.
func TestCrowdIsServed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		desk := r.AddGroup(slacktest.Group{Handle: "desk"})
		r.bot = r.newBot(func(o *Options) { o.Groups = []string{desk} })
		r.KeepTiers()
		e := &ear{}
		r.listening(e)
		const many = 90
		var all sync.WaitGroup
		for n := range many {
			id := r.AddUser(slacktest.User{Name: fmt.Sprint("p", n)})
			r.Join(r.support, id)
			all.Go(func() { r.do(r.Command(id, r.support, "/syncstatus 641")) })
			time.Sleep(100 * time.Millisecond)
		}
		all.Wait()
		if n := len(e.all()); n != many {
			t.Errorf("%d of %d were served", n, many)
		}
	})
}

func TestNamesAsPeopleReadThem(t *testing.T) {
	for want, u := range map[string]slack.User{
		"Kim":   {ID: "U1", Name: "kim.k", RealName: "Kim Kato", Profile: slack.UserProfile{DisplayName: "Kim", RealName: "Kim Kato"}},
		"Kim K": {ID: "U1", Name: "kim.k", Profile: slack.UserProfile{RealName: "Kim K"}},
		"kim.k": {ID: "U1", Name: "kim.k"},
		"U1":    {ID: "U1"},
	} {
		if got := nameOf(&u); got != want {
			t.Errorf("called %q, want %q", got, want)
		}
	}
	here := slack.User{TeamID: "T2", Enterprise: slack.EnterpriseUser{Teams: []string{"T1", "T3"}}}
	if isOutsider(&here, "T1") || !isOutsider(&here, "T4") {
		t.Error("in an organisation people belong to each workspace that is named")
	}
}

func TestGroups(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		desk, leads := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.kim}}), r.AddGroup(slacktest.Group{Handle: "leads"})
		r.bot = r.newBot(func(o *Options) { o.Groups = []string{desk, leads, "S404"} })
		e := &ear{}
		r.listening(e)
		r.command("1")
		if diff := cmp.Diff([]string{desk}, e.last(t).Groups); diff != "" {
			t.Error(diff)
		}
		r.AddGroup(slacktest.Group{ID: leads, Handle: "leads", Users: []string{r.kim}})
		r.command("2")
		if got := e.last(t).Groups; len(got) != 1 {
			t.Errorf("asked again within five minutes: %v", got)
		}
		time.Sleep(freshGroup)
		r.command("3")
		if diff := cmp.Diff([]string{desk, leads}, e.last(t).Groups); diff != "" {
			t.Error(diff)
		}
		if got := len(r.Calls("usergroups.users.list")); got != 6 {
			t.Errorf("asked %d times", got)
		}
	})
}

func TestOldKnowledgeBeatsAnError(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		desk := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.kim}})
		r.bot = r.newBot(func(o *Options) { o.Groups = []string{desk} })
		e := &ear{}
		r.listening(e)
		r.command("1")
		r.OnCall(func(c slacktest.Call) slacktest.Fault {
			if c.Method == "users.info" || c.Method == "usergroups.users.list" {
				return slacktest.HTTPError(500)
			}
			return slacktest.Fault{}
		})
		time.Sleep(time.Hour)
		r.command("2")
		if got := e.last(t); got.Text != "2" || got.By.Name != "kim" || len(got.Groups) != 1 {
			t.Errorf("heard %+v", got)
		}
	})
}

// Without the scope, or with a group that is not there, nobody is in a group; the log says so, and people are served.
func TestMissingScopesAreNoWall(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		desk := r.AddGroup(slacktest.Group{Handle: "desk", Users: []string{r.kim}})
		r.bot = r.newBot(func(o *Options) { o.Groups = []string{desk} })
		e := &ear{}
		r.listening(e)
		r.SetScopes(slices.DeleteFunc(slices.Clone(slacktest.Scopes), func(s string) bool { return s == "usergroups:read" || s == "groups:read" })...)
		_, _, err := r.Direct(r.kim, "641")
		r.do(err)
		settle()
		if got := e.last(t); len(got.Groups) > 0 || len(got.Channels) > 0 {
			t.Errorf("heard %+v", got)
		}
		if len(r.log.AllEntries()) < 2 {
			t.Error("the log does not say what is missing")
		}
	})
}

func TestChannelsOfAPerson(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		e := &ear{}
		r.listening(e)
		want := []workflow.Ref{workflow.Ref(r.support), workflow.Ref(r.closed)}
		for range channelPage {
			want = append(want, workflow.Ref(r.AddChannel(slacktest.Channel{Name: "more", Members: []string{r.kim}})))
		}
		r.AddChannel(slacktest.Channel{Name: "secret", Private: true, Members: []string{r.kim}})
		r.AddChannel(slacktest.Channel{Name: "others", Members: []string{r.lee}})
		r.Archive(r.AddChannel(slacktest.Channel{Name: "old", Members: []string{r.kim}}))
		for range 3 {
			_, _, err := r.Direct(r.kim, "641")
			r.do(err)
			settle()
		}
		got := e.last(t).Channels
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if n := len(r.Calls("users.conversations")); n != 2 {
			t.Errorf("asked %d times", n)
		}
	})
}

func TestMentionsInCommands(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.EscapeCommands()
		r.AddUser(slacktest.User{ID: r.lee, Name: "Lee Long"})
		r.AddGroup(slacktest.Group{Handle: "desk"})
		r.do(r.Command(r.kim, r.support, "/syncstatus give 641 @kim & @desk <x>"))
		got := e.last(t)
		if got.Text != "give 641 @kim & @desk <x>" {
			t.Errorf("text %q", got.Text)
		}
		if diff := cmp.Diff([]workflow.User{{ID: workflow.UserID(r.kim), Name: "kim"}}, got.Mentions); diff != "" {
			t.Error(diff)
		}
	})
}

// A command that names a crowd asks Slack for the names of ten.
func TestManyMentions(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.EscapeCommands()
		e := &ear{}
		r.listening(e)
		crowd := ""
		for n := range 3 * maxMentions {
			name := fmt.Sprintf("user%d", n)
			r.AddUser(slacktest.User{Name: name})
			crowd += " @" + name
		}
		r.do(r.Command(r.kim, r.support, "/syncstatus give 641"+crowd))
		if got := e.last(t); len(got.Mentions) != 3*maxMentions || got.Text != "give 641"+crowd {
			t.Errorf("heard %+v", got)
		}
		if n := len(r.Calls("users.info")); n > maxMentions+1 {
			t.Errorf("asked %d times", n)
		}
	})
}
