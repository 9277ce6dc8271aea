package intake

// Taking in under bad luck: crowds, slow answers, panics, and the end.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// inBubble runs the test in virtual time, with a run whose doors shut at its end.
func inBubble(t *testing.T, test func(t *testing.T, in *Intake, log *logtest.Hook)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log, lines := logtest.NewNullLogger()
		alive, shut := context.WithCancel(context.Background())
		defer shut()
		test(t, New(alive, log), lines)
	})
}

// receipt is what became of a delivery.
type receipt struct {
	answer any
	err    error
	told   bool // it was acknowledged, or not to be
}

// deliver takes a delivery in. What became of it may be read once it is over.
func deliver(in *Intake, receive Receive) *receipt {
	r := &receipt{}
	in.Begin(func(ctx context.Context) {
		in.Take(ctx, receive, func(answer any, err error) { *r = receipt{answer, err, true} })
	})
	return r
}

// lasting works on a delivery for so long.
func lasting(d time.Duration) Receive {
	return func(context.Context) (any, func(context.Context), error) {
		time.Sleep(d)
		return "heard", nil, nil
	}
}

// leaving leaves something to be done after the acknowledgement.
func leaving(after func(context.Context)) Receive {
	return func(context.Context) (any, func(context.Context), error) { return "heard", after, nil }
}

func says(log *logtest.Hook, text string) bool {
	last := log.LastEntry()
	return last != nil && strings.Contains(last.Message, text)
}

func TestWhatIsLeftComesAfterTheAcknowledgement(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, _ *logtest.Hook) {
		var order []string
		left := func(ctx context.Context) {
			if end, _ := ctx.Deadline(); time.Until(end) != Afterwork {
				t.Errorf("it has %v for that", time.Until(end))
			}
			order = append(order, "the rest")
		}
		in.Begin(func(ctx context.Context) {
			in.Take(ctx, leaving(left), func(answer any, err error) { order = append(order, fmt.Sprintf("%v, %v", answer, err)) })
		})
		in.Close()
		if !slices.Equal(order, []string{"heard, <nil>", "the rest"}) {
			t.Errorf("it went %q", order)
		}
	})
}

// What was not taken in leaves nothing to do.
func TestDeliveryThatFails(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, log *logtest.Hook) {
		broken := errors.New("broken")
		r := deliver(in, func(context.Context) (any, func(context.Context), error) {
			return nil, func(context.Context) { t.Error("something was done all the same") }, broken
		})
		in.Close()
		if !errors.Is(r.err, broken) || !says(log, "was not taken in") {
			t.Errorf("%+v, the log says %+v", *r, log.LastEntry())
		}
	})
}

func TestDeliveryHasItsTime(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, _ *logtest.Hook) {
		r := deliver(in, func(ctx context.Context) (any, func(context.Context), error) {
			<-ctx.Done()
			return nil, nil, ctx.Err()
		})
		began := time.Now()
		in.Close()
		if took := time.Since(began); !errors.Is(r.err, context.DeadlineExceeded) || took != takeIn {
			t.Errorf("%+v after %v", *r, took)
		}
	})
}

func TestPanicIsALineInTheLog(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, log *logtest.Hook) {
		early := deliver(in, func(context.Context) (any, func(context.Context), error) { panic("boom") })
		synctest.Wait()
		late := deliver(in, leaving(func(context.Context) { panic("bang") }))
		in.Close()
		if !early.told || early.err == nil || late.err != nil {
			t.Errorf("acknowledged as %+v and %+v", *early, *late)
		}
		all := log.AllEntries()
		if len(all) != 2 || !strings.Contains(all[0].Message, "panic") || !strings.Contains(all[1].Message, "bang") || all[1].Data["stack"] == nil {
			t.Errorf("the log says %+v", all)
		}
	})
}

// Where the person is told, too, and where nobody waits.
func TestNoPanicEndsTheProcess(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, log *logtest.Hook) {
		in.Begin(func(ctx context.Context) {
			in.Take(ctx, lasting(0), func(any, error) { panic("boom") })
		})
		in.Begin(func(context.Context) { in.Go(func(context.Context) { panic("bang") }) })
		m := NewMemo(in, time.Hour, func(context.Context, string) (string, error) { panic("bump") })
		in.Begin(func(ctx context.Context) {
			for range 2 {
				if _, err := m.Get(ctx, "kim"); !errors.Is(err, errFault) {
					t.Errorf("the answer is %v", err)
				}
			}
		})
		in.Close()
		if all := log.AllEntries(); len(all) != 4 || all[0].Data["stack"] == nil {
			t.Errorf("the log says %+v", all)
		}
	})
}

// A crowd that cannot be served is left to the service, and the bot goes on.
func TestMoreThanHandsIsLeft(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, log *logtest.Hook) {
		for range Hands {
			deliver(in, lasting(handWait+time.Second))
		}
		synctest.Wait()
		left := deliver(in, lasting(0))
		time.Sleep(handWait)
		synctest.Wait()
		if left.err == nil || !says(log, "too many at once") {
			t.Errorf("%+v, the log says %+v", *left, log.LastEntry())
		}
		time.Sleep(time.Second)
		next := deliver(in, lasting(0))
		in.Close()
		if next.answer != "heard" {
			t.Errorf("afterwards: %+v", *next)
		}
	})
}

// A hand is free again once its delivery was acknowledged. What is left after that has hands of its own.
func TestSlowAnswersTakeNoHands(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, log *logtest.Hook) {
		never := make(chan struct{})
		done := 0
		for range Hands {
			deliver(in, leaving(func(context.Context) { <-never }))
		}
		synctest.Wait()
		r := deliver(in, leaving(func(context.Context) { done++ }))
		synctest.Wait()
		if r.answer != "heard" {
			t.Error("nothing can be taken in while answers are slow")
		}
		time.Sleep(handWait)
		synctest.Wait()
		if !says(log, "too many answers") || done > 0 {
			t.Errorf("%d done, the log says %+v", done, log.LastEntry())
		}
		close(never)
		synctest.Wait()
		deliver(in, leaving(func(context.Context) { done++ }))
		in.Close()
		if done != 1 {
			t.Errorf("afterwards %d were done", done)
		}
	})
}

// What is being decided when the bot is told to end is decided in full, and acknowledged.
func TestDecisionsAreNotHurried(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, _ *logtest.Hook) {
		var cut error
		r := deliver(in, func(ctx context.Context) (any, func(context.Context), error) {
			time.Sleep(LastWords + 2*time.Second)
			cut = ctx.Err()
			return "heard", nil, nil
		})
		synctest.Wait()
		in.Close()
		if cut != nil || r.answer != "heard" {
			t.Errorf("its context: %v; acknowledged: %+v", cut, *r)
		}
	})
}

// What only tells is given LastWords, and nothing begins any more.
func TestCloseHurriesWhatOnlyTells(t *testing.T) {
	inBubble(t, func(t *testing.T, in *Intake, _ *logtest.Hook) {
		deliver(in, leaving(func(ctx context.Context) {
			in.Go(func(ctx context.Context) { <-ctx.Done() })
			<-ctx.Done()
		}))
		synctest.Wait()
		began := time.Now()
		time.AfterFunc(time.Second, func() {
			if in.Begin(func(context.Context) { t.Error("it was worked on") }) {
				t.Error("a delivery was taken after the end")
			}
		})
		in.Close()
		if took := time.Since(began); took != LastWords || in.Patient().Err() == nil {
			t.Errorf("over after %v, want %v", took, LastWords)
		}
	})
}
