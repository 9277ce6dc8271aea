package bot_test

// Services that fail: nothing is lost, nothing is said twice, nobody waits for a stranger's outage.

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

const opened = "123 ·"

func TestPostThatFailsIsRepeatedUntilItStands(t *testing.T) {
	for name, faults := range map[string][]chattest.Fault{
		"request lost":        {chattest.LoseRequest(), chattest.LoseRequest()},
		"answer lost":         {chattest.LoseAnswer()},
		"lands late":          {chattest.LandAfter(10 * time.Second)},
		"later":               {chattest.SayLater(2 * time.Minute), chattest.SayLater(0)},
		"lost, then later":    {chattest.LoseAnswer(), chattest.SayLater(time.Second), chattest.LoseRequest()},
		"hangs":               {chattest.Hang()},
		"lost ten times over": {chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest(), chattest.LoseRequest()},
	} {
		for _, kind := range []chattest.Kind{chattest.Searchable, chattest.HonoursKeys, chattest.Slow} {
			if kind == chattest.HonoursKeys && len(faults) > 5 {
				continue // longer than it honours keys
			}
			t.Run(name+"/"+kinds[kind], func(t *testing.T) {
				inWorld(t, workflow.ByGateway, kind, func(t *testing.T, w *world) {
					defer w.start().stop()
					w.fake.Next(chattest.OpPost, faults...)
					w.ask("123")
					w.await("123 · Waiting for the sync")
					time.Sleep(time.Minute)
					w.once(opened)
				})
			})
		}
	}
}

func TestServiceThatOffersNothingIsToldTwiceButMarked(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Bare, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpPost, chattest.LoseAnswer(), chattest.SayLater(time.Second))
		w.ask("123")
		w.await("123 · Waiting for the sync")
		posts := w.posts(opened)
		if len(posts) != 2 || strings.HasPrefix(posts[0].Texts[0], again) || !strings.HasPrefix(posts[1].Texts[0], again) {
			t.Errorf("want one message and one marked repetition:\n%s", w.fake)
		}
	})
}

func TestSearchThatFailsIsRepeatedBeforeAnythingIsPosted(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpPost, chattest.LoseAnswer())
		w.fake.Next(chattest.OpFind, chattest.LoseAnswer(), chattest.SayLater(time.Minute), chattest.Hang())
		w.ask("123")
		w.await("123 · Waiting for the sync")
		w.once(opened)
	})
}

// A service that turns out not to let the bot search is as one that offers nothing.
func TestSearchThatIsRefusedLeadsToAMarkedRepetition(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpPost, chattest.LoseRequest())
		w.fake.Next(chattest.OpFind, chattest.Refuse("missing scope"))
		w.ask("123")
		w.await("123 · Waiting for the sync")
		if m := w.once(opened); !strings.HasPrefix(m.Texts[0], again) {
			t.Errorf("not marked: %q", m.Texts[0])
		}
	})
}

func TestLaterIsObeyed(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpPost, chattest.SayLater(7*time.Minute))
		asked := time.Now()
		w.ask("123")
		if after := w.await(opened).At.Sub(asked); after < 7*time.Minute || after > 8*time.Minute {
			t.Errorf("posted after %v, want after the 7 minutes that the service asked for", after)
		}
	})
}

func TestEditThatLandsLateDoesNotStay(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpShow, chattest.LandAfter(10*time.Second))
		w.ask("123")
		w.await(opened)
		time.Sleep(5 * time.Second)
		w.ask("stop 123")
		time.Sleep(time.Minute)
		if got := firstLine(w.once(opened).Text); !strings.Contains(got, "Stopped") {
			t.Errorf("the root says %q", got)
		}
	})
}

func TestRefusedRootClosesTheCaseBeforeAnythingIsForced(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.fake.CloseChannel("general")
		w.ask("123")
		if m := w.await("123"); m.Only != priya.ID {
			t.Errorf("want the asker told privately:\n%s", w.fake)
		}
		time.Sleep(2 * hour)
		if forced := w.gateway.forcedSyncs(); len(forced) != 0 {
			t.Errorf("forced %v", forced)
		}
		if open, err := p.bot.Cases(t.Context(), ""); err != nil || len(open) != 0 {
			t.Errorf("open: %v, %v", open, err)
		}
	})
}

func TestStopBehindAStuckMessageForcesNoSync(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.OnCall(func(c chattest.Call) chattest.Fault {
			if c.Op == chattest.OpPost {
				return chattest.SayLater(time.Minute)
			}
			return chattest.Fault{}
		})
		w.ask("123")
		time.Sleep(90 * time.Second)
		w.ask("stop 123")
		w.fake.OnCall(nil)
		time.Sleep(2 * hour)
		if forced := w.gateway.forcedSyncs(); len(forced) != 0 {
			t.Errorf("forced %v", forced)
		}
	})
}

// 642 needs a second sync, which the bot wants by itself, behind the message that says so.
func TestStopBehindAStuckMessageForcesNoSecondSync(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("642")
		w.await("642 · Waiting for the sync")
		time.Sleep(30 * time.Minute)
		w.fake.OnCall(func(c chattest.Call) chattest.Fault {
			if c.Op == chattest.OpPost {
				return chattest.SayLater(time.Minute)
			}
			return chattest.Fault{}
		})
		time.Sleep(40 * time.Minute)
		w.ask("stop 642")
		w.fake.OnCall(nil)
		time.Sleep(2 * hour)
		if forced := w.gateway.forcedSyncs(); len(forced) != 1 {
			t.Errorf("forced %v, want the first one only:\n%s", forced, w.fake)
		}
	})
}

// The sync waits for its next try, its wish with the account, and the message that says so is stuck.
func TestStopWithdrawsAWishThatTheAccountHasAlready(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.box.SetFaults(northside, sandbox.Faults{Unreachable: true})
		w.fake.OnCall(func(c chattest.Call) chattest.Fault {
			if c.Op == chattest.OpPost && !strings.HasSuffix(c.Key, ".1.0") { // all but the root
				return chattest.SayLater(time.Minute)
			}
			return chattest.Fault{}
		})
		w.ask("123")
		w.await("123 · Sync not started yet")
		w.ask("stop 123")
		w.box.SetFaults(northside, sandbox.Faults{})
		time.Sleep(30 * time.Minute)
		w.fake.OnCall(nil)
		time.Sleep(2 * hour)
		if forced := w.gateway.forcedSyncs(); len(forced) != 0 {
			t.Errorf("forced %v for nobody", forced)
		}
		if root := w.await("123 · Stopped"); strings.Contains(root.Text, "Nothing was changed") {
			t.Errorf("a try may have gone through, so nobody knows that: %s", root.Text)
		}
	})
}

func TestOneHangingServiceDelaysNoOther(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		other := chattest.NewFake("other", chattest.Searchable)
		client := other.Client()
		w.configure = func(c *bot.Config) { c.Platforms = append(c.Platforms, client) }
		defer w.start().stop()
		w.fake.OnCall(func(chattest.Call) chattest.Fault { return chattest.Hang() })
		for _, number := range []string{"123", "639", "640"} {
			w.ask(number)
		}
		asked := time.Now()
		if _, err := other.Send(t.Context(), other.Command(priya, other.Place("general"), "641")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second)
		if all := other.Messages(); len(all) == 0 || all[len(all)-1].At.Sub(asked) > time.Second {
			t.Errorf("the other service waits:\n%s", other)
		}
	})
}

// panicking is a chat service whose client has a fault: its first posts panic.
type panicking struct {
	chat.Platform
	left atomic.Int32
}

func (p *panicking) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	if p.left.Add(-1) >= 0 {
		panic("a fault in the client")
	}
	return p.Platform.Post(ctx, m)
}

func TestPanicInAnAdapterLosesNothing(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.configure = func(c *bot.Config) {
			p := &panicking{Platform: c.Platforms[0]}
			p.left.Store(2)
			c.Platforms[0] = p
		}
		defer w.start().stop()
		w.ask("123")
		w.await("123 · Waiting for the sync")
		w.once(opened)
	})
}

func TestSyncWhoseAnswerIsLostIsNotForcedTwice(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.box.SetFaults(northside, sandbox.Faults{LoseAnswers: true})
		w.ask("123")
		time.Sleep(20 * time.Second)
		w.box.SetFaults(northside, sandbox.Faults{})
		w.awaitInThread(errorFound)
		entries := strings.Count(w.box.EventReport(northside), "Email address must be valid")
		if entries != 1 {
			t.Errorf("the log has %d entries, so as many syncs ran; want 1", entries)
		}
	})
}

func TestRefusedSyncSaysSo(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.box.SetFaults(northside, sandbox.Faults{Refuse: true})
		w.ask("123")
		if m := w.await("123 · Sync not started"); !strings.Contains(m.Text, "authorised") {
			t.Errorf("no reason: %q", m.Text)
		}
	})
}

func TestUnreadableLogIsNotAnEmptyLog(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.waiting()
		w.box.SetFaults(northside, sandbox.Faults{LogUnreadable: true, BooksAway: true})
		w.await("123 · Couldn't tell")
		w.box.SetFaults(northside, sandbox.Faults{})
		w.awaitInThread(errorFound)
	})
}

func TestStopWaitsForWhatIsUnderWayButNotForEver(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		w.fake.Next(chattest.OpPost, chattest.Hang())
		w.ask("123")
		time.Sleep(time.Second)
		told := time.Now()
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(told); took > 11*time.Second {
			t.Errorf("stopping took %v", took)
		}
		defer w.start().stop()
		w.await("123 · Waiting for the sync")
		w.once(opened)
	})
}

// A message whose post is in doubt when nobody wants it any more can land late, but not behind what is said after it.
func TestAMessageThatIsNotWantedAnyMoreLandsBehindNothing(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		w.awaitInThread("Time to read the event log")
		w.fake.Next(chattest.OpPost, chattest.LandAfter(10*time.Second))
		w.near.command(mei, "take 123")
		synctest.Wait() // the bot has tried to say so
		w.press("No entry", "")
		next := w.awaitInThread("123 · Not there yet")
		time.Sleep(time.Minute)
		if taken := w.once("Mei has it now"); next.At.Before(taken.At) {
			t.Errorf("it landed %v behind what was said after it", taken.At.Sub(next.At))
		}
	})
}

// A service that says when to come back keeps a place until then; coming later, by a back-off of our own, would lose it.
func TestWhoeverIsToldWhenComesThen(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.fake.Next(chattest.OpPost, slices.Repeat([]chattest.Fault{chattest.SayLater(2 * time.Second)}, 9)...)
		asked := time.Now()
		w.ask("123")
		if took := w.await("123 · ").At.Sub(asked); took > 30*time.Second {
			t.Errorf("posted after %v, want about 18 s", took)
		}
	})
}
