package discord

// What people do, through the gateway, and what the bot's core is told of it.

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// core stands in for the bot: it keeps what it is asked and gives the answer.
type core struct {
	mu     sync.Mutex
	asked  []chat.Request
	answer workflow.Answer
	err    error
}

func (c *core) handle(_ context.Context, r chat.Request) (workflow.Answer, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, r)
	return c.answer, c.err
}

// took is the only request since it was called last.
func (c *core) took(t *testing.T) chat.Request {
	t.Helper()
	synctest.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.asked = nil }()
	if len(c.asked) != 1 {
		t.Fatalf("the core was asked %d times, want once: %+v", len(c.asked), c.asked)
	}
	return c.asked[0]
}

func (c *core) tookNothing(t *testing.T) {
	t.Helper()
	synctest.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.asked) > 0 {
		t.Errorf("the core was asked %+v", c.asked)
	}
}

// with runs a test with a bot that listens and has its commands; change says what else it is told.
func with(t *testing.T, test func(t *testing.T, r *rig, c *core), change ...func(r *rig, o *Options)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.bot = r.newBot(func(o *Options) {
			for _, f := range change {
				f(r, o)
			}
		})
		c := &core{answer: workflow.Answer{Text: "Heard."}}
		r.dialling(c.handle)
		for i := 0; i < 1000 && (r.Gateways() == 0 || !r.hasCommands()); i++ {
			time.Sleep(10 * time.Millisecond)
		}
		test(t, r, c)
	})
}

// anywhere lets the bot be asked in direct messages, about #support.
func anywhere(r *rig, o *Options) { o.Guilds, o.Channels = nil, []string{r.support} }

// does fails the test if a deed was not acknowledged.
func (r *rig) does(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// lastPrivate is what kim alone read last in answer to a deed.
func (r *rig) lastPrivate() discordtest.Message {
	r.t.Helper()
	all := r.Ephemerals(r.kim)
	if len(all) == 0 {
		r.t.Fatalf("kim was told nothing:\n%s", r)
	}
	return all[len(all)-1]
}

func TestACommandSaysWhoAndWhere(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		role := r.AddRole(discordtest.Role{Name: "mechanics"})
		kim := r.AddMember(discordtest.Member{ID: r.kim, Name: "kim", Global: "Kim", Nick: "Kim the Great", Roles: []string{role}})
		thread := r.AddThread(r.support, "641", r.lee)
		forum := r.AddChannel(discordtest.Channel{Name: "cases", Kind: discordtest.Forum})
		post := r.AddPost(forum, "641", r.lee, "It isn't there.")
		for channel, want := range map[string]workflow.Place{
			r.support: placeOf(r.support, ""), thread: placeOf(r.support, thread), post: placeOf(forum, post),
		} {
			r.does(r.Command(kim, channel, "sync check", map[string]any{"number": "641", "workshop": "northside"}))
			got := c.took(t)
			if got.Text != "check 641 at northside" || got.Place != want || got.Private || got.Outsider || !strings.HasPrefix(got.Key, "discord:") {
				t.Errorf("%+v, want at %+v", got, want)
			}
			if diff := cmp.Diff(workflow.User{ID: workflow.UserID(kim), Name: "Kim the Great"}, got.By); diff != "" || !slices.Equal(got.Groups, []string{role}) {
				t.Errorf("by (-want +got):\n%s\nin %v", diff, got.Groups)
			}
			to, err := replyOf(got.Reply)
			if err != nil || to.Token == "" || to.App != discordtest.AppID || to.Channel != channel || to.User != kim {
				t.Errorf("reply %+v, %v", to, err)
			}
		}
	})
}

// A failure is said in our own words, and the person is never left with Discord's.
func TestAFailingHandlerIsSaid(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		c.err = errors.New("the disk is full")
		r.does(r.Command(r.kim, r.support, "sync list", nil))
		if got := r.lastPrivate(); !strings.Contains(got.Reads, notTakenIn) {
			t.Errorf("kim reads %q", got.Reads)
		}
	})
}

func TestAnEmptyAnswerIsAcknowledged(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		c.answer = workflow.Answer{}
		r.does(r.Command(r.kim, r.support, "sync list", nil))
		if got := r.lastPrivate(); got.Reads != "Done." {
			t.Errorf("kim reads %q", got.Reads)
		}
	})
}

// What the gateway delivers again, once it is resumed, is done once.
func TestADeliveryIsTakenOnce(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.does(r.Command(r.kim, r.support, "sync list", nil))
		c.took(t)
		r.does(r.Again())
		c.tookNothing(t)
		if n := len(r.Ephemerals(r.kim)); n != 1 {
			t.Errorf("kim was answered %d times", n)
		}
	})
}

// An answer that did not get there is given again where Discord delivers again, and it is the same deed.
func TestAnAnswerThatWasLostIsGivenAgain(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Spoil(func(call discordtest.Call) discordtest.Fault {
			if strings.HasSuffix(call.Path, "/callback") {
				return discordtest.LoseRequest()
			}
			return discordtest.Fault{}
		})
		if err := r.Command(r.kim, r.support, "sync list", nil); !errors.Is(err, discordtest.ErrUnacknowledged) {
			t.Errorf("%v", err)
		}
		first := c.took(t)
		r.does(r.Again())
		if again := c.took(t); again.Key != first.Key {
			t.Errorf("key %q, want %q", again.Key, first.Key)
		}
		for _, e := range r.log.AllEntries() {
			line, err := e.String()
			if err != nil {
				t.Fatal(err)
			}
			discreet(t, line)
		}
	})
}

func TestNobodyIsGivenACaseByName(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.AddMember(discordtest.Member{ID: r.lee, Name: "lee", Nick: "Lee Wong"})
		which := workflow.Choice{Action: workflow.Action{Label: "Northside"}, Command: "give 641 to @Lee Wong at northside"}
		c.answer = workflow.Answer{Text: "Which workshop?", Choices: []workflow.Choice{which}}
		r.does(r.Command(r.kim, r.support, "sync give", map[string]any{"to": r.lee, "number": "641"}))
		want := []workflow.User{{ID: workflow.UserID(r.lee), Name: "Lee Wong"}}
		if got := c.took(t); got.Text != "give 641 to @Lee Wong" || !slices.Equal(got.Mentions, want) {
			t.Errorf("%q with %+v", got.Text, got.Mentions)
		}
		r.does(r.Press(r.kim, r.support, r.lastPrivate().ID, "Northside"))
		if got := c.took(t); got.Text != which.Command || !slices.Equal(got.Mentions, want) {
			t.Errorf("chosen: %q with %+v", got.Text, got.Mentions)
		}
	})
}

func TestAModalAsksInTheWordsOfItsButton(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		c.answer.Choices = []workflow.Choice{{Action: workflow.Action{Label: "Another…", Input: workflow.InputName}, Command: "641 at"}}
		r.does(r.Command(r.kim, r.support, "syncstatus", map[string]any{"number": "641"}))
		c.took(t)
		r.does(r.Press(r.kim, r.support, r.lastPrivate().ID, "Another…"))
		c.tookNothing(t)
		m, open := r.Modal(r.kim)
		if !open || m.Title != "Another…" || len(m.Inputs) != 1 || m.Inputs[0].Label != "Which one?" || m.Inputs[0].Placeholder == "" || m.Inputs[0].Paragraph {
			t.Fatalf("the modal is %+v", m)
		}
		r.does(r.Submit(r.kim, map[string]string{inputID: " "}))
		c.tookNothing(t)
		if got := r.lastPrivate(); !strings.Contains(got.Reads, nothingTyped) {
			t.Errorf("kim reads %q", got.Reads)
		}
	})
}

func TestTheMessageCommandAsksWithTheNumbers(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		thread := r.AddThread(r.support, "Help", r.lee)
		said := r.Say(r.lee, thread, "payment on 641 is missing, and so is INV-642")
		r.does(r.MessageCommand(r.kim, thread, said, commandMessage))
		m, open := r.Modal(r.kim)
		if !open || len(m.Inputs) != 2 || m.Inputs[0].Value != "payment 641, invoice INV-642" || m.Inputs[1].Required {
			t.Fatalf("the modal is %+v", m)
		}
		r.does(r.Submit(r.kim, map[string]string{workshopID: "northside"}))
		if got := c.took(t); got.Text != "payment 641, invoice INV-642 at northside" || got.Place != placeOf(r.support, thread) {
			t.Errorf("%+v", got)
		}
	})
}

func TestWhatIsTypedIsCompleted(t *testing.T) {
	var about chat.Field
	var asked chat.Request
	found, failed := []chat.Suggestion{{Label: strings.Repeat("x", 200), Value: "641"}, {Label: "too long", Value: strings.Repeat("6", 101)}, {Label: "", Value: "1"}}, error(nil)
	slow := false
	suggest := func(ctx context.Context, q chat.Request, f chat.Field, typed string, most int) ([]chat.Suggestion, error) {
		if slow {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		asked, about = q, f
		if typed != "64" || most != 25 {
			return nil, errors.New("it was typed otherwise")
		}
		return found, failed
	}
	with(t, func(t *testing.T, r *rig, c *core) {
		complete := func() []discordtest.Choice {
			began := time.Now()
			all, err := r.Complete(r.kim, r.support, "syncstatus", map[string]any{"number": "64"}, "number")
			if err != nil || time.Since(began) > 2*time.Second {
				t.Errorf("after %v: %v", time.Since(began), err)
			}
			return all
		}
		got := complete()
		if len(got) != 1 || got[0].Value != "641" || !strings.HasSuffix(got[0].Name, "…") {
			t.Errorf("completed with %+v", got)
		}
		if about != chat.FieldNumber || asked.Place != placeOf(r.support, "") || asked.By.Name != "kim" || asked.Key != "" || asked.Text != "" {
			t.Errorf("asked about %s: %+v", about, asked)
		}
		found = slices.Repeat([]chat.Suggestion{{Label: "641", Value: "641"}}, 40)
		if got := complete(); len(got) != maxSuggestions {
			t.Errorf("%d suggestions", len(got))
		}
		failed = errors.New("the disk is full")
		if got := complete(); len(got) != 0 {
			t.Errorf("completed with %+v", got)
		}
		slow = true
		if got := complete(); len(got) != 0 {
			t.Errorf("completed with %+v", got)
		}
		c.tookNothing(t)
	}, func(_ *rig, o *Options) { o.Suggest = suggest })
}

// In direct messages the bot asks what somebody may see.
func TestInDirectMessagesTheChannelsOfThePersonCount(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		role := r.AddRole(discordtest.Role{Name: "mechanics"})
		r.AddMember(discordtest.Member{ID: r.kim, Name: "kim", Roles: []string{role}})
		r.does(r.Command(r.kim, r.DirectChannel(r.kim), "sync list", nil))
		got := c.took(t)
		if !got.Private || got.Outsider || !slices.Equal(got.Groups, []string{role}) || !slices.Equal(got.Channels, []workflow.Ref{workflow.Ref(r.support)}) {
			t.Errorf("%+v", got)
		}
		if got.Place != placeOf(r.DirectChannel(r.kim), "") {
			t.Errorf("place %+v", got.Place)
		}
		stranger := r.AddMember(discordtest.Member{Name: "stranger", Outside: true})
		r.does(r.Command(stranger, r.DirectChannel(stranger), "sync list", nil))
		if got := c.took(t); !got.Outsider || len(got.Channels) > 0 {
			t.Errorf("a stranger: %+v", got)
		}
	}, anywhere, func(r *rig, o *Options) {
		hidden := r.AddChannel(discordtest.Channel{Name: "bosses", Overwrites: []discordtest.Overwrite{
			{ID: discordtest.Guild, Deny: discordtest.ViewChannel}, {ID: r.lee, Member: true, Allow: discordtest.ViewChannel},
			{ID: discordtest.BotUser, Member: true, Allow: discordtest.ViewChannel},
		}})
		o.Channels = append(o.Channels, hidden, r.AddChannel(discordtest.Channel{Name: "unseen", Hidden: true}), "4242")
	})
}

// Where Discord does not say in time whose somebody is, nothing is done.
func TestWhoCanNotBeLookedUpIsRefused(t *testing.T) {
	with(t, func(t *testing.T, r *rig, c *core) {
		r.Spoil(func(call discordtest.Call) discordtest.Fault {
			if call.Method == "GET" {
				return discordtest.Hang()
			}
			return discordtest.Fault{}
		})
		r.does(r.Command(r.kim, r.DirectChannel(r.kim), "sync list", nil))
		c.tookNothing(t)
		if got := r.lastPrivate(); !strings.Contains(got.Reads, unknownPerson) {
			t.Errorf("kim reads %q", got.Reads)
		}
		r.Spoil(nil)
		time.Sleep(time.Minute) // what is being asked still is given up
	}, anywhere)
}
