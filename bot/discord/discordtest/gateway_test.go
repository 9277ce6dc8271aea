package discordtest_test

import (
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

// bubble runs the test in virtual time, with a server.
func bubble(t *testing.T, test func(t *testing.T, s *discordtest.Server)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := discordtest.New()
		t.Cleanup(s.Close)
		test(t, s)
	})
}

func TestGatewaySaysHelloAndBecomesReady(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := dial(t, s, gatewayAddress(t, s))
		var hello struct {
			Interval int `json:"heartbeat_interval"`
		}
		_ = json.Unmarshal(l.next(10).Data, &hello)
		if hello.Interval != 41250 {
			t.Errorf("the interval is %d", hello.Interval)
		}
		if s.Gateways() != 0 {
			t.Error("a connection counts before it is ready")
		}
		l.send(2, identity())
		var ready struct {
			Session string `json:"session_id"`
			Resume  string `json:"resume_gateway_url"`
			User    struct{ ID string }
			Guilds  []struct{ ID string }
			App     struct{ ID string } `json:"application"`
		}
		_ = json.Unmarshal(l.event("READY").Data, &ready)
		if ready.User.ID != discordtest.BotUser || ready.App.ID != discordtest.AppID || ready.Guilds[0].ID != discordtest.Guild {
			t.Errorf("READY tells %+v", ready)
		}
		if ready.Session == "" || ready.Resume == "" || ready.Resume == gatewayAddress(t, s) {
			t.Errorf("READY tells %+v", ready)
		}
		if p := l.event("GUILD_CREATE"); p.Seq != 2 {
			t.Errorf("GUILD_CREATE has the number %d", p.Seq)
		}
		if s.Gateways() != 1 || s.Identifies() != 1 {
			t.Errorf("%d connections, %d identifies", s.Gateways(), s.Identifies())
		}
	})
}

func TestGatewayClosesWhatItDoesNotTake(t *testing.T) {
	t.Parallel()
	with := func(name string, value any) object {
		who := identity()
		who[name] = value
		return who
	}
	for name, c := range map[string]struct {
		op   int
		data any
		code int
	}{
		"a wrong token":         {2, with("token", "no token"), 4004},
		"the intent of content": {2, with("intents", 1<<15), 4014},
		"the intent of members": {2, with("intents", 1<<1), 4014},
		"the intent of online":  {2, with("intents", 1<<8), 4014},
		"no intent there is":    {2, with("intents", 1<<30), 4013},
		"another shard":         {2, with("shard", []int{1, 2}), 4010},
		"no identity":           {2, "me", 4002},
		"an unknown operation":  {5, nil, 4001},
		"presence, too early":   {3, object{}, 4003},
		"resuming, wrong token": {6, object{"token": "no token"}, 4004},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T, s *discordtest.Server) {
				l := greeted(t, s)
				l.send(c.op, c.data)
				l.closed(c.code)
			})
		})
	}
}

func TestGatewayTakesOneIdentify(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := connect(t, s)
		l.send(2, identity())
		l.closed(4005)
	})
}

func TestGatewayTakesNoNonsense(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := greeted(t, s)
		if err := l.ws.WriteMessage(1, []byte("{")); err != nil {
			t.Fatal(err)
		}
		l.closed(4002)
	})
}

func TestGatewayTakesNoMoreThan120PacketsAMinute(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := greeted(t, s)
		l.serves.Go(func() {
			for range 120 {
				l.send(1, nil)
			}
		})
		for range 120 {
			l.next(11)
		}
		l.send(1, nil)
		l.closed(4008)
	})
}

func TestGatewayWantsHeartbeats(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := connect(t, s)
		for range 10 {
			time.Sleep(41250 * time.Millisecond)
			l.send(1, l.seq)
			l.next(11)
		}
		began := time.Now()
		l.closed(4009)
		if after := time.Since(began); after != 61875*time.Millisecond {
			t.Errorf("closed after %v", after)
		}
		resumeOf(t, s, l).next(9)
	})
}

func TestGatewayIdentifiesOnceInFiveSeconds(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		connect(t, s)
		l := greeted(t, s)
		time.Sleep(4 * time.Second)
		l.send(2, identity())
		if p := l.next(9); string(p.Data) != "false" {
			t.Errorf("the session is invalid, but resumable: %s", p.Data)
		}
		time.Sleep(5 * time.Second)
		l.send(2, identity())
		l.event("READY")
		if s.Gateways() != 2 {
			t.Errorf("%d connections", s.Gateways())
		}
	})
}

func TestGatewayResetsTheTokenAfterThousandIdentifies(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		connect(t, s)
		l := greeted(t, s)
		for range 999 { // which come too soon, and count all the same
			time.Sleep(time.Second)
			l.send(1, nil)
			l.next(11)
			l.send(2, identity())
			l.next(9)
		}
		time.Sleep(5 * time.Second)
		l.send(2, identity())
		l.closed(4004)
		if status, _ := bot(t, s, "GET", "/users/@me", nil); status != 401 {
			t.Errorf("the token is good for %d", status)
		}
	})
}

func TestGatewayResumes(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*discordtest.Server, *line){
		"cut by Discord":       func(s *discordtest.Server, l *line) { s.CutGateway() },
		"cut by the app":       func(s *discordtest.Server, l *line) { _ = l.ws.Close() },
		"closed with 4000":     func(s *discordtest.Server, l *line) { l.close(4000) },
		"closed by Discord":    func(s *discordtest.Server, l *line) { s.CloseGateway(4000) },
		"told to reconnect":    func(s *discordtest.Server, l *line) { s.Reconnect(); l.next(7); l.close(4900) },
		"invalid, resumable":   func(s *discordtest.Server, l *line) { s.InvalidSession(true); l.next(9); l.close(4900) },
		"restarted by Discord": func(s *discordtest.Server, l *line) { s.Restart() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T, s *discordtest.Server) {
				l := connect(t, s)
				s.Dispatch("SEEN", 1)
				l.event("SEEN")
				leave(s, l)
				synctest.Wait()
				s.Dispatch("MISSED", 2)
				s.Dispatch("MISSED_TOO", 3)
				again := resumeOf(t, s, l)
				first, second := again.event("MISSED"), again.event("MISSED_TOO")
				again.event("RESUMED")
				if diff := cmp.Diff([]int64{l.seq + 1, l.seq + 2}, []int64{first.Seq, second.Seq}); diff != "" {
					t.Error(diff)
				}
				if s.Resumes() != 1 || s.ResumesElsewhere() != 1 || s.Gateways() != 1 {
					t.Errorf("%d resumes, %d elsewhere, %d connections", s.Resumes(), s.ResumesElsewhere(), s.Gateways())
				}
			})
		})
	}
}

func TestGatewayDoesNotResume(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*discordtest.Server, *line){
		"closed with 1000":  func(s *discordtest.Server, l *line) { l.close(1000) },
		"closed with 1001":  func(s *discordtest.Server, l *line) { l.close(1001) },
		"invalid":           func(s *discordtest.Server, l *line) { s.InvalidSession(false); l.next(9); l.close(4900) },
		"timed out":         func(s *discordtest.Server, l *line) { s.CloseGateway(4009) },
		"away for too long": func(s *discordtest.Server, l *line) { s.CutGateway(); time.Sleep(5 * time.Minute) },
		"forgotten":         func(s *discordtest.Server, l *line) { s.CutGateway(); s.ForgetSessions() },
		"unknown":           func(s *discordtest.Server, l *line) { l.ready.Session = "another" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bubble(t, func(t *testing.T, s *discordtest.Server) {
				l := connect(t, s)
				leave(s, l)
				again := resumeOf(t, s, l)
				if p := again.next(9); string(p.Data) != "false" {
					t.Errorf("op 9 says %s", p.Data)
				}
				time.Sleep(5 * time.Second)
				again.send(2, identity())
				again.event("READY")
				if s.Resumes() != 0 {
					t.Errorf("%d resumes", s.Resumes())
				}
			})
		})
	}
}

func TestGatewayRefusesNumbersThatItNeverGave(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := connect(t, s)
		s.CutGateway()
		l.seq = 1000
		resumeOf(t, s, l).closed(4007)
	})
}

func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		s.NoHello(1)
		silent := dial(t, s, gatewayAddress(t, s))
		time.Sleep(30 * time.Second)
		if len(silent.heard) > 0 {
			t.Error("there was a Hello")
		}
		s.ReconnectFirst(1)
		away := greeted(t, s)
		away.send(2, identity())
		away.next(7)
		time.Sleep(5 * time.Second)
		l := connect(t, s)
		s.AskHeartbeat()
		l.next(1)
		s.StopAcks()
		l.send(1, l.seq)
		time.Sleep(time.Second)
		if len(l.heard) > 0 {
			t.Error("a heartbeat was acknowledged")
		}
		s.StartAcks()
		l.send(1, l.seq)
		l.next(11)
		s.ReconnectFirst(1)
		s.CutGateway()
		resumeOf(t, s, l).next(7)
		resumeOf(t, s, l).event("RESUMED")
		s.CloseGateway(4014)
	})
}

func TestGatewayCutsWhoDoesNotReconnect(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := connect(t, s)
		s.Reconnect()
		l.next(7)
		began := time.Now()
		l.closed(1006)
		if after := time.Since(began); after != 10*time.Second {
			t.Errorf("cut after %v", after)
		}
		resumeOf(t, s, l).event("RESUMED")
	})
}

func TestFrozenConnectionIsReplaced(t *testing.T) {
	t.Parallel()
	bubble(t, func(t *testing.T, s *discordtest.Server) {
		l := connect(t, s)
		s.FreezeGateway()
		l.send(1, l.seq)
		s.Dispatch("MISSED", 1)
		time.Sleep(30 * time.Second)
		if len(l.heard) != 0 {
			t.Error("something came through")
		}
		again := resumeOf(t, s, l)
		again.event("MISSED")
		again.event("RESUMED")
		l.closed(1006)
	})
}

func TestGatewayOnLoopback(t *testing.T) {
	t.Parallel()
	s := discordtest.New()
	defer s.Close()
	s.Loopback()
	l := connect(t, s)
	s.CloseGateway(4004)
	l.closed(4004)
}
