package bot_test

// What is said beside the threads of cases: copies for those who follow, lists of reminders. Each place hears it once and in
// order, and no case waits for a place that is not its own.

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

var (
	mei  = workflow.User{ID: "U2", Name: "Mei"}
	dave = workflow.User{ID: "D1", Name: "Dave"} // on the far service
)

// followFromAfar lets Dave ask for a number that is followed in #general, in a channel of the far service, and follow it there.
func (w *world) followFromAfar(number string) workflow.Answer {
	w.t.Helper()
	w.answerTo(w.far.Command(dave, w.far.Place("floor"), number))
	r, err := w.far.Choose(dave, "Tell me here too", "")
	if err != nil {
		w.t.Fatal(err)
	}
	return w.answerTo(r)
}

// toldAfar are the first lines of what the bot says on the far service by itself.
func (w *world) toldAfar() []string {
	var all []string
	for _, m := range w.far.Messages() {
		if m.Key != "" {
			all = append(all, firstLine(strings.TrimPrefix(m.Texts[0], again)))
		}
	}
	return all
}

func inTwoServices(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.far = chattest.NewFake("far", chattest.Searchable)
		test(t, w)
	})
}

func TestWhoAsksElsewhereIsToldThereToo(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.waiting()
		r := w.far.Command(dave, w.far.Place("floor"), "123")
		first := w.answerTo(r)
		if !strings.HasPrefix(first.Text.Text(), "123 is already followed") || !slices.Contains(labels(first), "Tell me here too") {
			t.Errorf("answer %+v", first)
		}
		if diff := cmp.Diff(first, w.answerTo(r)); diff != "" {
			t.Errorf("redelivered (-first +second):\n%s", diff)
		}
		if got := w.followFromAfar("123").Text.Text(); !strings.HasPrefix(got, "I'll tell you here") {
			t.Errorf("answer %q", got)
		}
		w.awaitInThread(errorFound)
		w.mend("123")
		pressed, err := w.far.Press(dave, w.awaitAfar("123 · 1 error found").Ref, "I've fixed it, sync again", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := w.send(pressed); !strings.HasPrefix(got, "Thanks") {
			t.Errorf("a follower's press: %q", got)
		}
		w.awaitAfar("123 · Synced")
		for _, m := range w.far.Messages() {
			if m.Key != "" && (len(m.Mentions) > 0 || m.Channel != "floor") {
				t.Errorf("a copy pings %v in #%s", m.Mentions, m.Channel)
			}
		}
	})
}

// awaitAfar waits for a message of the bot on the far service.
func (w *world) awaitAfar(words string) chattest.Record {
	w.t.Helper()
	near := w.near
	defer func() { w.near = near }()
	w.near = fakeService{w.t, w.far}
	return w.await(words)
}

func TestAFollowersServiceThatIsDownHoldsUpNoCase(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		defer w.start().stop()
		began := w.waiting()
		w.followFromAfar("123")
		w.far.OnCall(func(chattest.Call) chattest.Fault { return chattest.LoseRequest() })
		if late := w.awaitInThread(errorFound).At.Sub(began.Add(hour)); late > 2*time.Second {
			t.Errorf("said %v after its time", late)
		}
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Synced")
		time.Sleep(24 * hour)
		if told := w.toldAfar(); len(told) > 0 {
			t.Fatalf("told %q by a service that is down", told)
		}
		w.far.OnCall(nil)
		time.Sleep(10 * time.Minute)
		if diff := cmp.Diff([]string{"123 · 1 error found", "123 · Synced"}, w.toldAfar()); diff != "" {
			t.Errorf("once, in order (-want +got):\n%s", diff)
		}
	})
}

func TestACasesOwnServiceThatIsDownHoldsUpNoFollower(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		defer w.start().stop()
		began := w.waiting()
		w.followFromAfar("123")
		w.fake.OnCall(func(chattest.Call) chattest.Fault { return chattest.LoseRequest() })
		copied := w.awaitAfar("123 · 1 error found")
		if late := copied.At.Sub(began.Add(hour)); late > 2*time.Second {
			t.Errorf("said %v after its time", late)
		}
		w.mend("123")
		pressed, err := w.far.Press(dave, copied.Ref, "I've fixed it, sync again", "")
		if err != nil {
			t.Fatal(err)
		}
		w.send(pressed)
		time.Sleep(24 * hour)
		if diff := cmp.Diff([]string{"123 · 1 error found", "123 · Synced"}, w.toldAfar()); diff != "" {
			t.Errorf("once, in order (-want +got):\n%s", diff)
		}
		w.fake.OnCall(nil)
		w.awaitInThread("123 · Synced")
	})
}

func TestAFollowersServiceThatIsNotConfiguredAnyMoreIsWaitedFor(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		p := w.start()
		w.waiting()
		w.followFromAfar("123")
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		far := w.far
		w.far = nil
		p = w.start()
		w.awaitInThread(errorFound)
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		w.far = far
		defer w.start().stop()
		w.awaitAfar("123 · 1 error found")
	})
}

func TestAFollowersChannelThatIsGoneIsLeftOut(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.waiting()
		w.followFromAfar("123")
		w.far.CloseChannel("floor")
		w.awaitInThread(errorFound)
		synctest.Wait()
		cases, err := p.bot.Cases(t.Context(), "")
		if err != nil || len(cases) != 1 || len(cases[0].Followers) > 0 {
			t.Errorf("it follows still: %+v, %v", cases, err)
		}
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Synced")
	})
}

// twoWaiting lets Mei own two cases that wait for one fix.
func (w *world) twoWaiting() {
	w.t.Helper()
	w.ask("639 641")
	w.giveBothToMei()
}

// giveBothToMei waits until 639 and 641 have their errors and hands them over.
func (w *world) giveBothToMei() {
	w.t.Helper()
	w.awaitInThread("639 · 1 error found")
	w.awaitInThread("641 · 2 errors")
	for _, text := range []string{"give 639 @Mei", "give 641 @mei"} {
		if got := w.near.command(priya, text, dave, mei); !strings.HasPrefix(got, "Mei has") {
			w.t.Errorf("%s: %q", text, got)
		}
	}
	w.awaitInThread("639 · Yours now")
	w.awaitInThread("641 · Yours now")
}

func TestRemindersOfOneMorningAreOneList(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.twoWaiting()
		w.ask("123")
		w.awaitInThread("123 · 1 error found")
		time.Sleep(3 * 24 * hour)
		list := w.once("waiting for you")
		if list.Thread != "" || !slices.Equal(list.Mentions, []workflow.UserID{mei.ID}) || !strings.Contains(list.Text, "639 ·") || !strings.Contains(list.Text, "641 ·") || strings.Contains(list.Text, "123 ·") {
			t.Errorf("the list: %+v", list.Shown)
		}
		if alone := w.once("Still waiting"); alone.Thread == "" || !slices.Equal(alone.Mentions, []workflow.UserID{priya.ID}) {
			t.Errorf("the one alone: %+v", alone.Shown)
		}
	})
}

// A chat service is down from Saturday noon. What it could not say on the mornings meanwhile is not made up for: there is one
// list, and one reminder of what stands alone, at the first time that is right.
func TestAfterAnOutageOneListComesInWorkingHours(t *testing.T) {
	for name, c := range map[string]struct {
		down time.Duration
		want time.Weekday
	}{
		"back on Wednesday afternoon": {4*24*hour + 2*hour, time.Wednesday},
		"back on Thursday night":      {5*24*hour + 10*hour, time.Friday},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
				defer w.start().stop()
				w.twoWaiting()
				w.ask("123") // which is reminded of alone
				w.awaitInThread("123 · 1 error found")
				w.fake.OnCall(func(chattest.Call) chattest.Fault { return chattest.SayLater(20 * time.Minute) })
				time.Sleep(c.down)
				w.fake.OnCall(nil)
				time.Sleep(24 * hour)
				for _, words := range []string{"2 documents waiting for you", "123 · Still waiting"} {
					at := w.once(words).At.In(w.machine.Workshops[northside].Zone)
					if at.Weekday() != c.want || !workflow.DefaultHours.Open(at) {
						t.Errorf("%q at %v", words, at)
					}
				}
			})
		})
	}
}

// What could not be said before somebody put it off is not said beside what comes later the same day.
func TestAReminderThatIsPutOffComesOnce(t *testing.T) {
	for words, numbers := range map[string][]string{"2 documents waiting for you": {"639", "641"}, "123 · Still waiting": {"123"}} {
		t.Run(words, func(t *testing.T) {
			inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
				defer w.start().stop()
				w.ask(strings.Join(numbers, " "))
				for _, number := range numbers {
					w.awaitInThread(number + " · ")
				}
				w.fake.OnCall(func(chattest.Call) chattest.Fault { return chattest.SayLater(3 * hour) })
				monday := time.Date(2000, 1, 3, 9, 30, 0, 0, w.machine.Workshops[northside].Zone)
				time.Sleep(time.Until(monday))
				for _, number := range numbers {
					if got := w.ask("snooze " + number + " 2h"); !strings.HasPrefix(got, "Until 11:30 am") {
						t.Errorf("answer %q", got)
					}
				}
				time.Sleep(2*hour + 15*time.Minute)
				w.fake.OnCall(nil)
				time.Sleep(4 * hour)
				w.once(words)
			})
		})
	}
}

// What is settled while the list could not be posted is not asked any more.
func TestAListNamesOnlyWhatIsStillWaitedFor(t *testing.T) {
	for name, c := range map[string]struct {
		stop []string
		want bool
	}{"one is settled": {[]string{"641"}, true}, "all are settled": {[]string{"641", "639"}, false}} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
				defer w.start().stop()
				w.twoWaiting()
				w.fake.OnCall(func(c chattest.Call) chattest.Fault {
					if c.Op == chattest.OpPost {
						return chattest.SayLater(hour)
					}
					return chattest.Fault{}
				})
				time.Sleep(46 * hour) // from Saturday noon to Monday morning, when both are due
				for _, number := range c.stop {
					w.ask("stop " + number)
				}
				w.fake.OnCall(nil)
				time.Sleep(2 * hour)
				lists := w.posts("waiting for you")
				if (len(lists) == 1) != c.want || c.want && (!strings.Contains(lists[0].Text, "\n639 ·") || strings.Contains(lists[0].Text, "\n641 ·")) {
					t.Errorf("the lists:\n%v\n%s", lists, w.fake)
				}
			})
		})
	}
}

// A channel that refuses the list: each reminder goes to its own thread, or, as here, to the owner directly.
func TestRemindersAreNotLostWithTheirChannel(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.twoWaiting()
		w.fake.CloseChannel("general")
		time.Sleep(3 * 24 * hour)
		for _, number := range []string{"639", "641"} {
			if m := w.once(number + " · Still waiting"); m.Only != mei.ID {
				t.Errorf("%s: %+v", number, m.Shown)
			}
		}
	})
}

func TestNobodyElsewhereCanOwnACase(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.waiting()
		give := w.far.Command(dave, w.far.Place("floor"), "give 123 @Dave")
		give.Mentions = []workflow.User{dave}
		for _, r := range []chat.Request{give, w.far.Command(dave, w.far.Place("floor"), "take 123")} {
			if got := w.send(r); !strings.Contains(got, "another chat service") {
				t.Errorf("%s: %q", r.Text, got)
			}
		}
		if got := w.send(w.fake.Command(mei, w.fake.Place("general"), "take 123")); strings.Contains(got, "another chat service") {
			t.Errorf("take in its own place: %q", got)
		}
		if m := w.awaitInThread(errorFound); !slices.Equal(m.Mentions, []workflow.UserID{mei.ID}) {
			t.Errorf("pings %v, want Mei, who took it", m.Mentions)
		}
	})
}

func TestSnoozeOffersTimesAndKeepsQuietUntilThen(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.waiting()
		w.awaitInThread(errorFound)
		offer := w.askIn("general", "snooze 123")
		i := slices.IndexFunc(offer.Choices, func(c workflow.Choice) bool { return strings.HasPrefix(c.Action.Label, "Monday") })
		if i < 0 {
			t.Fatalf("no Monday in %+v", offer)
		}
		if got := w.choose(offer.Choices[i].Action.Label).Text.Text(); !strings.HasPrefix(got, "Until") {
			t.Errorf("chosen: %q", got)
		}
		if got := w.ask("snooze 123 tuesday"); !strings.Contains(got, "Tue") {
			t.Errorf("typed: %q", got)
		}
		quiet := time.Now()
		if m := w.awaitFor("Still waiting", 14*24*hour); m.At.Weekday() != time.Monday && m.At.Sub(quiet) < 2*24*hour { // Tuesday in Sydney begins on Monday in UTC
			t.Errorf("reminded at %v", m.At)
		}
	})
}
