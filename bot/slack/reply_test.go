package slack

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat/chattest/pipe"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// replyTo is where an answer to kim can go: kim types a command in #support, and the bot takes it in.
func (r *rig) replyTo() replyTo { return r.replyToIn(r.support) }

func (r *rig) replyToIn(channel string) replyTo {
	r.t.Helper()
	return replyTo{Channel: channel, User: r.kim, URL: r.responseURL(channel), Given: time.Now()}
}

// responseURL lets kim press a button that nobody answers in time: Slack gives out an address all the same.
func (r *rig) responseURL(channel string) string {
	r.t.Helper()
	given := make(chan string, 1)
	p := pipe.New()
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.ParseForm() == nil && q.Form.Get("response_url") != "" {
			given <- q.Form.Get("response_url")
		}
	})}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(p) }()
	transport := &http.Transport{DialContext: p.Dial}
	defer func() { transport.CloseIdleConnections(); _ = server.Close(); <-served }()
	if err := r.DeliverOverHTTP(slacktest.Endpoints{Commands: "http://bot.test/", Client: &http.Client{Transport: transport}}); err != nil {
		r.t.Fatal(err)
	}
	if err := r.Command(r.kim, channel, "/syncstatus 641"); err != nil {
		r.t.Fatal(err)
	}
	if err := r.DeliverOverHTTP(slacktest.Endpoints{}); err != nil {
		r.t.Fatal(err)
	}
	return <-given
}

// answer is a private answer to draw.
func answer(words string) content {
	return drawing{}.answer(workflow.Answer{Text: workflow.Words(words)}, nil)
}

// told are what kim alone reads: by the response URL or in place, and as direct messages.
func (r *rig) told() (private, direct []string) {
	for _, m := range r.Ephemerals(r.kim) {
		private = append(private, m.Reads)
	}
	return private, r.reads(r.DirectChannel(r.kim))
}

func TestAnswerFindsItsWay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		where := r.replyTo()
		say := func(words string) {
			t.Helper()
			if err := r.bot.reply(t.Context(), where, answer(words)); err != nil {
				t.Errorf("%s: %v", words, err)
			}
		}
		for range 5 {
			say("by the response URL")
		}
		if n := len(r.Calls("chat.postEphemeral")); n != 0 {
			t.Errorf("chat.postEphemeral was called %d times while the response URL lived", n)
		}
		say("used up, so in the channel")
		time.Sleep(31 * time.Minute)
		used := len(r.Calls(slacktest.ResponseURL))
		say("too old, so in the channel")
		if n := len(r.Calls(slacktest.ResponseURL)); n != used {
			t.Error("a response URL was used after half an hour")
		}
		private, direct := r.told()
		if len(private) != 7 || len(direct) != 0 {
			t.Errorf("kim reads %q and %q", private, direct)
		}
		r.Leave(r.support, slacktest.BotUser)
		say("not in the channel, so as a direct message")
		if _, direct = r.told(); len(direct) != 1 || !strings.Contains(direct[0], "not in the channel") {
			t.Errorf("as direct messages kim reads %q", direct)
		}
		if all := r.reads(r.support); len(all) != 0 {
			t.Errorf("everybody reads %q", all)
		}
	})
}

// Answers are many at once where a channel is busy. Each is given where it was asked for, though it takes a while.
func TestAnswersWaitTheirTurn(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.KeepTiers()
		r.listening(&ear{})
		const many, alone = 60, 20
		for n := range many {
			_, err := r.Say(r.kim, r.support, "", fmt.Sprint("@syncbot ", n))
			r.do(err)
			if n < alone {
				_, _, err = r.Direct(r.lee, fmt.Sprint(n))
				r.do(err)
			}
			time.Sleep(100 * time.Millisecond)
		}
		time.Sleep(answerTime)
		var want []string
		for n := range many {
			want = append(want, fmt.Sprint("Heard: ", n))
		}
		private, elsewhere := r.told()
		if diff := cmp.Diff(want, private); diff != "" || len(elsewhere) != 0 {
			t.Errorf("kim reads %s, and elsewhere %q", diff, elsewhere)
		}
		if diff := cmp.Diff(want[:alone], slices.DeleteFunc(r.reads(r.DirectChannel(r.lee)), isQuestion)); diff != "" {
			t.Errorf("lee reads %s", diff)
		}
	})
}

func isQuestion(read string) bool { return !strings.HasPrefix(read, "Heard") }

// While Slack asks to wait, answers wait too, and go where they were asked for.
func TestAnswersWaitAsSlackAsks(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.listening(&ear{})
		r.Next("chat.postEphemeral", slacktest.TooMany(20*time.Second), slacktest.TooMany(5*time.Second))
		for n := range 5 {
			_, err := r.Say(r.kim, r.support, "", fmt.Sprint("@syncbot ", n))
			r.do(err)
		}
		time.Sleep(answerTime)
		if private, direct := r.told(); len(private) != 5 || len(direct) != 0 {
			t.Errorf("kim reads %q and %q", private, direct)
		}
	})
}

func TestAnswerOutlivesAnOutage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		where := r.replyTo()
		r.Down()
		time.AfterFunc(20*time.Second, r.Up)
		if err := r.bot.reply(t.Context(), where, answer("641 is already followed")); err != nil {
			t.Error(err)
		}
		if private, direct := r.told(); len(private) != 1 || len(direct) != 0 {
			t.Errorf("kim reads %q and %q", private, direct)
		}
	})
}

func TestAnswerWhereTheBotIsNoMember(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · I can't post in this channel")
		m.To, m.Reply = workflow.ToReply, r.replyToIn(r.closed).ref()
		r.post(m)
		private, direct := r.told()
		if len(private) != 1 || !strings.Contains(private[0], "I can't post") || len(direct) != 0 {
			t.Errorf("kim reads %q and %q, want it in the channel", private, direct)
		}
	})
}

func TestAnswerInAThreadAndInDirectMessages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		where := replyTo{Channel: r.support, User: r.kim, Thread: string(root.Ref)}
		if err := r.bot.reply(t.Context(), where, answer("in the thread")); err != nil {
			t.Error(err)
		}
		where.URL, where.Given = r.responseURL(r.support), time.Now()
		if err := r.bot.reply(t.Context(), where, answer("in the thread too")); err != nil {
			t.Error(err)
		}
		for _, m := range r.Ephemerals(r.kim) {
			if m.Thread != string(root.Ref) {
				t.Errorf("%q stands in thread %q, want %q", m.Reads, m.Thread, root.Ref)
			}
		}
		where = replyTo{Channel: r.DirectChannel(r.kim), User: r.kim}
		if err := r.bot.reply(t.Context(), where, answer("alone")); err != nil {
			t.Error(err)
		}
		if private, direct := r.told(); len(private) != 2 || len(direct) != 1 {
			t.Errorf("kim reads %q and %q", private, direct)
		}
	})
}

func TestAnswerThatMayHaveArrivedIsNotRepeated(t *testing.T) {
	for name, c := range map[string]struct {
		fault slacktest.Fault
		want  string
		reads int
	}{
		"answer lost":      {slacktest.LoseAnswer(), "in doubt", 1},
		"500":              {slacktest.HTTPError(500), "in doubt", 0},
		"429":              {slacktest.TooMany(30 * time.Second), "done", 1},
		"429 for too long": {slacktest.TooMany(time.Minute), "later 1m0s", 0},
		"404":              {slacktest.HTTPError(404), "done", 1},
		"302":              {slacktest.HTTPError(302), "in doubt", 0},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				where := r.replyTo()
				r.Next(slacktest.ResponseURL, c.fault)
				began := time.Now()
				err := r.bot.reply(t.Context(), where, answer("641 is already followed"))
				if kind(err) != c.want {
					t.Errorf("%v is %s, want %s", err, kind(err), c.want)
				}
				if took := time.Since(began); err != nil && took != 0 {
					t.Errorf("it took %v to say so", took)
				}
				if err != nil {
					discreet(t, err.Error())
				}
				if private, direct := r.told(); len(private)+len(direct) != c.reads {
					t.Errorf("kim reads %q and %q, want %d", private, direct, c.reads)
				}
			})
		})
	}
}

// babbling answers response URLs with a page.
type babbling struct{ http.RoundTripper }

func (b babbling) RoundTrip(q *http.Request) (*http.Response, error) {
	if !strings.Contains(q.URL.Path, "/response/") {
		return b.RoundTripper.RoundTrip(q)
	}
	page := io.NopCloser(strings.NewReader("<html>" + q.URL.String() + "</html>"))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Body: page, Request: q}, nil
}

func TestPageInThePlaceOfAnAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		where := r.replyTo()
		bot := r.newBot(func(o *Options) { o.Client = &http.Client{Transport: babbling{r.Client().Transport}} })
		err := bot.reply(t.Context(), where, answer("x"))
		if kind(err) != "in doubt" {
			t.Errorf("%v is %s, want in doubt", err, kind(err))
		}
		discreet(t, err.Error())
	})
}

func TestReplyThatNamesNobodyIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "x")
		m.To = workflow.ToReply
		for _, ref := range []workflow.Ref{"", "x", `{"c":"C1"}`, `{"r":"http://hooks.test/response/1"`} {
			m.Reply = ref
			_, err := r.bot.Post(t.Context(), m)
			if kind(err) != "refused" {
				t.Errorf("%q: %v, want a refusal", ref, err)
				continue
			}
			discreet(t, err.Error())
		}
	})
}

func TestReplySurvivesItsForm(t *testing.T) {
	want := replyTo{Channel: "C1", User: "U1", Thread: "1.000001", URL: "https://hooks.slack.com/commands/1", Given: time.Unix(1_800_000_000, 0).UTC()}
	got, err := replyOf(want.ref())
	if err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}
