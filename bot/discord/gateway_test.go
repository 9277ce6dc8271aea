package discord

// What becomes of the gateway connection when Discord, the network or the token goes. Without the relay discordgo hangs, loops or
// forgets the session in most of these (shared/facts/platforms.md, 3.2).

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// online runs Listen until the test ends, or stop is called, which fails the test where that takes more than five seconds. It
// returns once the bot is connected, to last, and Discord has its commands.
func (r *rig) online() (stop func()) {
	r.t.Helper()
	stop = r.dialling(func(context.Context, chat.Request) (workflow.Answer, error) {
		return workflow.Answer{Text: "Heard."}, nil
	})
	time.Sleep(lasting + time.Second)
	r.up()
	return stop
}

// dialling is online without waiting.
func (r *rig) dialling(h chat.Handler) (stop func()) {
	ctx, cancel := context.WithCancel(r.t.Context())
	var listens sync.WaitGroup
	listens.Go(func() {
		if err := r.bot.Listen(ctx, h); err != nil {
			r.t.Errorf("Listen: %v", err)
		}
	})
	stop = sync.OnceFunc(func() {
		synctest.Wait()
		began := time.Now()
		cancel()
		listens.Wait()
		if took := time.Since(began); took > 5*time.Second {
			r.t.Errorf("Listen ended after %v", took)
		}
	})
	r.t.Cleanup(stop)
	return stop
}

// up wants the bot to be connected, and to hear.
func (r *rig) up() {
	r.t.Helper()
	synctest.Wait()
	if is := r.bot.Status(); !is.Well || !strings.HasPrefix(is.Text, "connected since ") || r.Gateways() != 1 {
		r.t.Errorf("%d connections, the status is %+v", r.Gateways(), is)
		return
	}
	if err := r.Command(r.kim, r.support, "sync list", nil); err != nil {
		r.t.Errorf("a command: %v", err)
	}
}

// says wants the words in the status.
func (r *rig) says(words ...string) {
	r.t.Helper()
	synctest.Wait()
	for _, w := range words {
		if got := r.bot.Status().Text; !strings.Contains(got, w) {
			r.t.Errorf("Status() = %q, want %q in it", got, w)
		}
	}
}

// signIns wants so many IDENTIFYs and RESUMEs so far, the latter where Discord wants them.
func (r *rig) signIns(identifies, resumes int) {
	r.t.Helper()
	if got := r.Identifies(); got != identifies {
		r.t.Errorf("%d IDENTIFYs, want %d", got, identifies)
	}
	if got := r.Resumes(); got != resumes {
		r.t.Errorf("%d RESUMEs, want %d", got, resumes)
	}
	if got := r.ResumesElsewhere(); got != resumes {
		r.t.Errorf("%d RESUMEs at the address that READY told, want %d", got, resumes)
	}
}

func TestNoHello(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.NoHello(1)
		r.dialling(nil)
		time.Sleep(handshakeTimeout + time.Millisecond)
		r.says("connecting since", "Discord was silent")
		time.Sleep(5 * time.Second)
		r.up()
		r.signIns(1, 0)
		r.NoHello(2)
		r.CutGateway()
		time.Sleep(30 * time.Second)
		r.up()
		r.signIns(1, 1)
	})
}

func TestReconnectAsked(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		r.Reconnect()
		time.Sleep(1500 * time.Millisecond)
		r.up()
		r.signIns(1, 1)
	})
}

// discordgo deadlocks where op 7 is the first that comes.
func TestReconnectAskedFirst(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.ReconnectFirst(1)
		r.dialling(nil)
		time.Sleep(8 * time.Second)
		r.up()
		r.signIns(2, 0)
		r.ReconnectFirst(2)
		r.CutGateway()
		time.Sleep(10 * time.Second)
		r.up()
		r.signIns(2, 1)
	})
}

// A session that Discord neither takes up nor calls gone is not tried for ever.
func TestSessionThatIsNeverTakenUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		r.ReconnectFirst(manyResumes)
		r.CutGateway()
		time.Sleep(2 * time.Minute)
		r.up()
		r.signIns(2, 0)
	})
}

func TestInvalidSession(t *testing.T) {
	t.Run("resumable", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			r.online()
			time.Sleep(time.Minute)
			r.InvalidSession(true)
			time.Sleep(2 * time.Second)
			r.up()
			r.signIns(1, 1)
		})
	})
	t.Run("gone", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			r.online()
			time.Sleep(time.Minute)
			r.InvalidSession(false)
			time.Sleep(7 * time.Second)
			r.up()
			r.signIns(2, 0)
		})
	})
	t.Run("forgotten while away", func(t *testing.T) {
		inBubble(t, func(t *testing.T, r *rig) {
			r.online()
			time.Sleep(time.Minute)
			r.CutGateway()
			r.ForgetSessions()
			time.Sleep(10 * time.Second)
			r.up()
			r.signIns(2, 0)
		})
	})
}

// discordgo takes five heartbeats to notice, and then closes so that Discord forgets the session.
func TestMissedAcknowledgementsAreNoticedWithinTwoHeartbeats(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		time.Sleep(10 * discordtest.HeartbeatInterval)
		r.StopAcks()
		time.Sleep(2*discordtest.HeartbeatInterval + 3*time.Second)
		if got := r.Resumes(); got != 1 {
			t.Errorf("%d RESUMEs", got)
		}
		r.StartAcks()
		time.Sleep(10 * discordtest.HeartbeatInterval)
		r.up()
		if got := r.Identifies(); got != 1 {
			t.Errorf("%d IDENTIFYs", got)
		}
	})
}

// Where the network has lost the connection, and neither side is told. The session has timed out by then, at least here.
func TestSilentLossIsNoticedWithinTwoHeartbeats(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		time.Sleep(10 * discordtest.HeartbeatInterval)
		r.FreezeGateway()
		time.Sleep(2*discordtest.HeartbeatInterval + 7*time.Second)
		r.up()
	})
}

// discordgo's heartbeats stay here: Discord gets one an interval, and one whenever it asks.
func TestHeartbeats(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		began := time.Now()
		r.online()
		time.Sleep(time.Until(began.Add(10*discordtest.HeartbeatInterval - time.Millisecond)))
		if got := r.Heartbeats(); got != 10 {
			t.Errorf("%d heartbeats in ten intervals", got)
		}
		time.Sleep(2 * time.Millisecond)
		before := r.Heartbeats()
		r.AskHeartbeat()
		time.Sleep(time.Millisecond)
		if got := r.Heartbeats() - before; got != 1 {
			t.Errorf("%d heartbeats where Discord asked for one", got)
		}
		r.up()
		r.signIns(1, 0)
	})
}

func TestFatalCloseCodesStopWithASentence(t *testing.T) {
	for code := range finalCodes {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				stop := r.online()
				time.Sleep(time.Minute)
				r.CloseGateway(code)
				time.Sleep(2 * time.Second)
				r.says("not connected: ", fmt.Sprintf("(close code %d", code))
				if r.bot.Status().Well {
					t.Error("it says that it is well")
				}
				time.Sleep(finalPause / 2)
				r.signIns(1, 0)
				time.Sleep(finalPause)
				r.up()
				r.signIns(2, 0)
				stop()
				r.says("not connected")
			})
		})
	}
}

func TestRefusedBotTokenIsMendedWithoutARestart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		time.Sleep(time.Minute)
		r.Break(discordtest.BotToken)
		r.CloseGateway(4004)
		time.Sleep(time.Hour)
		r.says("not connected: Discord refused the bot token (", "Copy it again")
		if got := len(r.Calls(discordtest.GetGatewayBot)); got > 14 {
			t.Errorf("%d questions where the gateway is in an hour", got)
		}
		r.Mend(discordtest.BotToken)
		time.Sleep(8 * time.Minute)
		r.up()
	})
}

func TestCloseCodesThatKeepTheSession(t *testing.T) {
	for _, code := range []int{1000, 1001, 1012, 4000, 4001, 4002, 4003, 4005, 4008} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.online()
				time.Sleep(time.Minute)
				r.CloseGateway(code)
				time.Sleep(2 * time.Second)
				r.up()
				r.signIns(1, 1)
			})
		})
	}
}

func TestCloseCodesThatEndTheSession(t *testing.T) {
	for _, code := range freshCodes {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				r.online()
				time.Sleep(time.Minute)
				r.CloseGateway(code)
				time.Sleep(7 * time.Second)
				r.up()
				r.signIns(2, 0)
			})
		})
	}
}

// What is done while the connection is made anew is heard, if late.
func TestNothingIsLostOverAResume(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		for range 50 {
			time.Sleep(5 * time.Second)
			r.CutGateway()
			if err := r.Command(r.kim, r.support, "sync list", nil); err != nil {
				t.Errorf("a command while the connection is made anew: %v", err)
			}
		}
		r.signIns(1, 50)
	})
}

func TestNetworkGoneForTenMinutes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		time.Sleep(time.Minute)
		gone := time.Now()
		r.Down()
		time.Sleep(10 * time.Minute)
		r.says("reconnecting since "+gone.Format("3:04 pm"), "Discord can")
		r.Up()
		time.Sleep(90 * time.Second)
		r.up()
	})
}

// countDials counts those of the gateway, by another process of the bot.
func (r *rig) countDials() *atomic.Int64 {
	var n atomic.Int64
	r.dialled(func(dial func() (net.Conn, error)) (net.Conn, error) {
		n.Add(1)
		return dial()
	})
	return &n
}

// dialled is another process of the bot, which makes its connections of the gateway so.
func (r *rig) dialled(dialling func(dial func() (net.Conn, error)) (net.Conn, error)) {
	r.bot = r.newBot(func(o *Options) {
		o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			return dialling(func() (net.Conn, error) { return r.Dial(ctx, network, address) })
		}
	})
}

// through is another process of the bot, whose connections of the gateway go through what wrap gives.
func (r *rig) through(wrap func(net.Conn) net.Conn) {
	r.dialled(func(dial func() (net.Conn, error)) (net.Conn, error) {
		conn, err := dial()
		if err != nil {
			return nil, err
		}
		return wrap(conn), nil
	})
}

func TestNoHotLoop(t *testing.T) {
	for name, spoil := range map[string]func(r *rig){
		"no hello":        func(r *rig) { r.NoHello(1 << 20) },
		"reconnect first": func(r *rig) { r.ReconnectFirst(1 << 20) },
		"down":            func(r *rig) { r.Down() },
		"no answer where the gateway is": func(r *rig) {
			r.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.HTTPError(502) })
			r.InvalidSession(false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				n := r.countDials()
				r.online()
				time.Sleep(time.Minute)
				spoil(r)
				r.CutGateway()
				tries := func() int { return int(n.Load()) + len(r.Calls(discordtest.GetGatewayBot)) }
				before := tries()
				time.Sleep(10 * time.Minute)
				if got := tries() - before; got < 5 || got > 40 {
					t.Errorf("%d tries in ten minutes", got)
				}
				r.says("reconnecting since")
			})
		})
	}
}

// A connection that is taken and cut at once, again and again, is neither a hot loop nor a reason to be away for minutes.
func TestConnectionsThatDoNotLast(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		n := r.countDials()
		r.online()
		before := n.Load()
		for range 1200 {
			time.Sleep(time.Second / 2)
			r.CutGateway()
		}
		if got := n.Load() - before; got < 50 || got > 100 {
			t.Errorf("%d dials in ten minutes", got)
		}
		time.Sleep(15 * time.Second)
		r.up()
	})
}

// Discord takes the token away from a bot that begins 1,000 sessions in a day.
func TestSessionsBegunInADay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		for range 24 * 60 * 60 / 8 {
			time.Sleep(8 * time.Second)
			r.InvalidSession(false)
		}
		if got := r.Identifies(); got < 200 || got > 450 {
			t.Errorf("%d IDENTIFYs in a day", got)
		}
		time.Sleep(2 * slowlyApart)
		r.up()
	})
}

func TestNoEventEndsTheProcess(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		for _, kind := range []string{"INTERACTION_CREATE", "MESSAGE_CREATE", "GUILD_CREATE", "GUILD_UPDATE", "VOICE_STATE_UPDATE", "READY", ""} {
			for _, data := range []any{
				nil, 7, "x", []int{1}, map[string]any{}, map[string]any{"type": 0}, map[string]any{"type": 2, "data": nil, "member": nil},
				map[string]any{"guilds": []any{nil}}, map[string]any{"id": 7, "components": []any{nil, 1}},
			} {
				if kind != "READY" || data == nil {
					r.Dispatch(kind, data)
				}
			}
		}
		time.Sleep(time.Minute)
		r.up()
	})
}

// discordgo runs handlers without a recover.
func TestPanicWhileAnEventIsRead(t *testing.T) {
	r := newRig(t)
	broken := &run{Discord: r.bot}
	broken.heard("INTERACTION_CREATE", []byte(`{"id":"1","type":2,"token":"t","data":{"name":"sync"},"channel":{"id":"2"},"user":{"id":"3"}}`))
	if last := r.log.LastEntry(); last == nil || !strings.Contains(last.Message, "panic while an event was read") {
		t.Errorf("the log says %+v", last)
	}
}

func TestListenEndsInEveryState(t *testing.T) {
	hang := func(r *rig) { r.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.Hang() }) }
	for name, spoil := range map[string]func(r *rig){
		"connected":        func(*rig) {},
		"no hello":         func(r *rig) { r.NoHello(1 << 20); r.CutGateway() },
		"reconnect first":  func(r *rig) { r.ReconnectFirst(1 << 20); r.CutGateway() },
		"down":             func(r *rig) { r.Down() },
		"REST hangs":       func(r *rig) { hang(r); r.InvalidSession(false) },
		"no acks":          func(r *rig) { r.StopAcks() },
		"final":            func(r *rig) { r.CloseGateway(4004) },
		"just reconnected": func(r *rig) { r.Reconnect() },
	} {
		for _, after := range []time.Duration{0, time.Millisecond, 1001 * time.Millisecond, 7 * time.Second} {
			t.Run(fmt.Sprint(name, " ", after), func(t *testing.T) {
				inBubble(t, func(t *testing.T, r *rig) {
					stop := r.online()
					spoil(r)
					time.Sleep(after)
					stop()
					r.says("not connected")
				})
			})
		}
	}
}

func TestWhatIsHandledWhenListenEndsIsAnswered(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var cut, unanswered error
		stop := r.dialling(func(ctx context.Context, _ chat.Request) (workflow.Answer, error) {
			time.Sleep(time.Second)
			cut = ctx.Err()
			return workflow.Answer{Text: "Heard."}, nil
		})
		time.Sleep(lasting)
		var deeds sync.WaitGroup
		deeds.Go(func() { unanswered = r.Command(r.kim, r.support, "sync list", nil) })
		synctest.Wait()
		stop()
		deeds.Wait()
		if cut != nil || unanswered != nil {
			t.Errorf("the handler's context: %v; the command: %v", cut, unanswered)
		}
	})
}

// The gateway says nothing of the API: another host answers there.
func TestConnectionDoesNotHideThatTheAPIFails(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		r.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.HTTPError(503) })
		for range 4 {
			_, _ = r.bot.Post(within(t, time.Minute), r.root("k", "hello"))
			time.Sleep(time.Minute)
		}
		r.says("connected since", "does not arrive")
		r.CutGateway()
		time.Sleep(10 * time.Second)
		r.says("connected since", "does not arrive")
	})
}

func TestListenEndsBeforeItIsConnected(t *testing.T) {
	for name, spoil := range map[string]func(r *rig){
		"all is well": func(*rig) {},
		"no hello":    func(r *rig) { r.NoHello(1) },
		"down":        func(r *rig) { r.Down() },
		"hangs":       func(r *rig) { r.Spoil(func(discordtest.Call) discordtest.Fault { return discordtest.Hang() }) },
		"dial hangs": func(r *rig) {
			r.bot = r.newBot(func(o *Options) {
				o.Dial = func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }
			})
		},
		"handshake hangs": func(r *rig) {
			r.bot = r.newBot(func(o *Options) {
				o.Dial = func(context.Context, string, string) (net.Conn, error) {
					here, there := net.Pipe()
					r.t.Cleanup(func() { _ = there.Close() })
					return here, nil
				}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				spoil(r)
				stop := r.dialling(nil)
				time.Sleep(time.Second)
				stop()
			})
		})
	}
}

func TestTheLogIntroducesTheBot(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		want := "connected to Discord as " + discordtest.BotName + ", commands in 1 server"
		if got := r.log.LastEntry(); got == nil || got.Message != want {
			t.Errorf("the log says %+v, want %q", got, want)
		}
	})
}

// discordgo would tell a logger of its own, of the token too.
func TestNoSecretIsTold(t *testing.T) {
	var elsewhere strings.Builder
	log.SetOutput(&elsewhere)
	defer log.SetOutput(os.Stderr)
	inBubble(t, func(t *testing.T, r *rig) {
		stop := r.online()
		for _, spoil := range []func(){
			r.Down, r.Up, r.CutGateway, r.StopAcks, r.StartAcks, r.Reconnect, func() { r.InvalidSession(false) },
			func() { r.Break(discordtest.BotToken); r.CloseGateway(4004) },
		} {
			spoil()
			time.Sleep(2 * time.Minute)
			discreet(t, r.bot.Status().Text)
		}
		for _, entry := range r.log.AllEntries() {
			text, _ := entry.String()
			discreet(t, text)
		}
		stop()
	})
	log.SetOutput(os.Stderr)
	if elsewhere.Len() > 0 {
		t.Errorf("discordgo has logged %q", elsewhere.String())
	}
}

// Faults every few seconds, for two hours: afterwards all is as before.
func TestTwoHoursOfFaults(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		faults := []func(){
			r.CutGateway, r.Reconnect, r.Restart, r.AskHeartbeat, func() { r.InvalidSession(true) }, func() { r.NoHello(1); r.CutGateway() },
			func() { r.ReconnectFirst(1); r.CutGateway() }, func() { r.CloseGateway(4000) },
		}
		began := time.Now()
		for n := 0; time.Since(began) < 2*time.Hour; n++ {
			faults[n%len(faults)]()
			time.Sleep(time.Duration(1+n%7) * time.Second)
		}
		time.Sleep(2 * time.Minute)
		r.up()
		if got := r.Identifies(); got > 60 {
			t.Errorf("%d IDENTIFYs", got)
		}
	})
}

func TestWaitingForTheNextSessionShows(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.bot.state.begin()
		g := &gateway{run: r.bot.newRun(t.Context(), nil)}
		until := time.Now().Add(2 * time.Hour).Format("3:04 pm")
		var waits sync.WaitGroup
		waits.Go(func() { g.mayBegin(t.Context(), 2*time.Hour) })
		r.says("connecting since", "It begins the next at "+until+".")
		waits.Wait()
		g.run.Close()
	})
}
