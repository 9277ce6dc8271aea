package console

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// deed is what a test compares of a request.
type deed struct {
	Text  string
	Press chat.Press
}

func deedOf(r chat.Request) deed {
	d := deed{Text: r.Text}
	if r.Press != nil {
		d.Press = *r.Press
	}
	return d
}

func press(turn int, a workflow.Action, typed string) deed {
	return deed{Press: chat.Press{Case: inv123, Action: a.ID, Turn: turn, Text: typed}}
}

func TestWhatALineMeans(t *testing.T) {
	for _, c := range []struct {
		typed       string
		interactive bool
		want        deed
	}{
		{"/syncstatus INV-123", false, deed{Text: "INV-123"}},
		{"/SyncStatus\t641 at northside ", false, deed{Text: "641 at northside"}},
		{"/syncstatus", false, deed{}},
		{"/syncstatus 2", false, deed{Text: "2"}},
		{"INV-123", false, deed{Text: "INV-123"}},
		{"payment 641", false, deed{Text: "payment 641"}},
		{"list", false, deed{Text: "list"}},
		{"explain Email address must be valid", false, deed{Text: "explain Email address must be valid"}},
		{"  \r\n\nINV-123\r", false, deed{Text: "INV-123"}},
		{"2", false, press(1, stop, "")},
		{" 2 ", true, press(1, stop, "")},
		{"Stop following", false, press(1, stop, "")},
		{"Stop following", true, press(1, stop, "")},
		{"Stop", true, deed{Text: "Stop"}},
		{"3\n10:20 am", false, press(1, earlier, "10:20 am")},
		{"Pressed earlier...\n10:20 am", true, press(1, earlier, "10:20 am")},
		{"4\n10:06 am  123  Email\n  more\n.\n", false, press(1, paste, "10:06 am  123  Email\n  more")},
		{"Paste it\n\none\n\n \ntwo\n . \n", true, press(1, paste, "\none\n\n \ntwo")},
		{"Paste it\none\n\ntwo\n.", false, press(1, paste, "one\n\ntwo")},
	} {
		t.Run(c.typed, func(t *testing.T) {
			o := options(t)
			o.Interactive = c.interactive
			d := sitDown(t, o, nil)
			p := d.post(root("k1", 1, "INV-123 · Waiting", checkNow, stop, earlier))
			d.post(under(p, "k2", 1, "INV-123 · Time to read the event log", paste))
			d.listen(noted)
			d.types(c.typed + "\n")
			r := d.handed()
			if diff := cmp.Diff(c.want, deedOf(r)); diff != "" {
				t.Errorf("handed over (-want +got):\n%s", diff)
			}
			if r.By != dave || r.At != ten {
				t.Errorf("by %+v at %v, want %+v at %v", r.By, r.At, dave, ten)
			}
		})
	}
}

func TestLinesThatNeverReachTheBot(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"/help", "presses that button"},
		{"/remind me", "I know /syncstatus, /help and /quit here."},
		{"9", "There is no button [9]. If you mean the document, type /syncstatus 9."},
		{"0", "There is no button [0]."},
		{"1\n\n", "Nothing was pressed."},
		{"2\n.\n", "Nothing was pasted."},
		{"2\n\n \n.\n", "Nothing was pasted."},
		{"2\none\n/remind me\n", "Nothing was pasted."},
		{"2\n.\n", "A line with only a '.' ends them."},
		{strings.Repeat("x", 64<<10+1), "longer than 64 KiB"},
		{"2\nfirst\n" + strings.Repeat("x", 200_000) + "\nlast\n.\n", "longer than 64 KiB"},
		{"2\n" + strings.Repeat(strings.Repeat("x", 60_000)+"\n", 18) + ".\n", "more than 1 MiB"},
	} {
		t.Run(c.typed[:min(9, len(c.typed))], func(t *testing.T) {
			o := options(t)
			o.Interactive = true
			d := sitDown(t, o, noted)
			d.post(root("k1", 1, "INV-123 · Waiting", earlier, paste))
			d.types(c.typed + "\nINV-5\n")
			if r := d.handed(); r.Text != "INV-5" {
				t.Errorf("the bot was handed %+v", deedOf(r))
			}
			d.sees(c.want)
		})
	}
}

// Whoever types a command has changed their mind about the press.
func TestACommandWhereAButtonAskedForMoreIsACommand(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"1\n/syncstatus list\n", "Nothing was pressed."},
		{"2\n/syncstatus list\n", "Nothing was pasted."},
		{"2\n10:06 am  123  Email\n /syncstatus list\n", "Nothing was pasted."},
		{"2\n" + strings.Repeat("x", maxLine+1) + "\n/syncstatus list\n", "longer than 64 KiB"},
		{"3\n/syncstatus list\n", "Nothing was pressed."},
	} {
		for _, interactive := range []bool{true, false} {
			o := options(t)
			o.Interactive = interactive
			d := sitDown(t, o, noted)
			name := workflow.Action{ID: workflow.Take, Label: "Another…", Input: workflow.InputName}
			d.post(root("k1", 1, "INV-123 · Waiting", earlier, paste, name))
			d.types(c.typed)
			if got := deedOf(d.handed()); got != (deed{Text: "list"}) {
				t.Errorf("handed over %+v", got)
			}
			d.sees("Noted.")
			printed := d.paper.String()
			if !strings.Contains(printed, c.want) || !interactive && strings.Count(printed, "> /syncstatus list\n") != 1 {
				t.Errorf("%q printed:\n%s", c.typed[:5], printed)
			}
		}
	}
}

func TestALineOf64KiBIsTaken(t *testing.T) {
	d := sitDown(t, options(t), noted)
	long := strings.Repeat("7", maxLine-len("/syncstatus "))
	go d.types("/syncstatus " + long + "\r\n")
	if r := d.handed(); r.Text != long {
		t.Errorf("%d bytes were handed over, want %d", len(r.Text), len(long))
	}
}

func TestThroughAPipeAPressWaitsUntilItIsOffered(t *testing.T) {
	for _, typed := range []string{"2", "I've fixed it, sync again"} {
		t.Run(typed, func(t *testing.T) {
			d := sitDown(t, options(t), noted)
			p := d.post(root("k1", 1, "INV-123 · Waiting", stop))
			d.types(typed + "\nlist\n")
			d.sees("Waiting for ")
			d.show(p.Ref, root("k1", 1, "INV-123 · Still waiting", stop))
			if len(d.asked) != 0 {
				t.Fatalf("pressed before it was offered: %+v", deedOf(d.handed()))
			}
			d.post(under(p, "k2", 2, "INV-123 · 1 error found", fixed))
			for _, want := range []deed{press(2, fixed, ""), {Text: "list"}} {
				if diff := cmp.Diff(want, deedOf(d.handed())); diff != "" {
					t.Errorf("handed over (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestALabelThatWasPressedWaitsForTheNextRound(t *testing.T) {
	o := options(t)
	d := sitDown(t, o, noted)
	p := d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.post(under(p, "k2", 1, "INV-123 · 1 error found", fixed))
	d.types("I've fixed it, sync again\nI've fixed it, sync again\n")
	if got := deedOf(d.handed()); got != press(1, fixed, "") {
		t.Fatalf("handed over %+v", got)
	}
	d.sees("Waiting for ")
	d.leave()

	again := sitDown(t, o, noted)
	again.types("I've fixed it, sync again\n")
	again.sees("Waiting for ")
	again.post(under(p, "k3", 2, "INV-123 · 1 error found", fixed))
	if got := deedOf(again.handed()); got != press(2, fixed, "") {
		t.Fatalf("in the next process handed over %+v", got)
	}
}

func TestALabelMeansTheNewestMessageThatOffersIt(t *testing.T) {
	d := sitDown(t, options(t), nil)
	other := root("k2", 1, "640 · Opened", stop)
	other.Case.ID = "c2"
	first := d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.post(other)
	d.show(first.Ref, root("k1", 1, "INV-123 · Waiting", stop))
	d.listen(noted)
	d.types("Stop following\nStop following\n")
	if got := d.handed().Press.Case; got != inv123 {
		t.Errorf("first pressed in %+v", got)
	}
	if got := d.handed().Press.Case; got != other.Case {
		t.Errorf("then pressed in %+v", got)
	}
}

func TestAFailedPressCanBeTypedAgain(t *testing.T) {
	fail := true
	d := sitDown(t, options(t), nil)
	d.post(root("k1", 1, "INV-123 · Opened", fixed))
	d.listen(func(context.Context, chat.Request) (workflow.Answer, error) {
		if fail {
			fail = false
			return workflow.Answer{}, errors.New("the disk is full")
		}
		return workflow.Answer{}, nil
	})
	d.types(fixed.Label + "\n" + fixed.Label + "\n")
	first, second := d.handed(), d.handed()
	if deedOf(first) != deedOf(second) || first.Key == second.Key {
		t.Errorf("pressed %+v, then %+v", first, second)
	}
	d.sees("That didn't go through: the disk is full. Please type it again.")
}

func TestTheEndOfTheInput(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		interactive bool
		quits       bool
	}{
		{"a pipe that ends", "INV-1", false, false},
		{"ctrl-D", "INV-1\n", true, true},
		{"quit through a pipe", "INV-1\n/quit\nINV-2\n", false, true},
		{"quit by a person", "INV-1\n/quit\n", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := options(t)
			o.Interactive = c.interactive
			release := make(chan struct{})
			d := sitDown(t, o, func(context.Context, chat.Request) (workflow.Answer, error) {
				<-release
				return workflow.Answer{}, nil
			})
			typed := make(chan struct{})
			go func() {
				defer close(typed)
				_, _ = d.keys.Write([]byte(c.typed))
				_ = d.keys.Close()
			}()
			d.handed()
			select {
			case <-d.InputEnded():
				t.Fatal("ended before what was typed had been dealt with")
			default:
			}
			close(release)
			select {
			case <-d.InputEnded():
			case <-time.After(10 * time.Second):
				t.Fatal("the end was not seen")
			}
			<-typed
			if len(d.asked) != 0 {
				t.Errorf("after the end the bot was handed %+v", deedOf(d.handed()))
			}
			select {
			case <-d.Quit():
				if !c.quits {
					t.Error("the end of a pipe is not the wish to leave")
				}
			default:
				if c.quits {
					t.Error("the wish to leave was not seen")
				}
			}
		})
	}
}

func TestAPasteThatTheInputsEndCutsShortCounts(t *testing.T) {
	d := sitDown(t, options(t), nil)
	d.post(root("k1", 1, "INV-123 · Time to read the event log", paste))
	d.listen(noted)
	d.types("Paste it\none\n\ntwo")
	_ = d.keys.Close()
	if got := deedOf(d.handed()); got != press(1, paste, "one\n\ntwo") {
		t.Errorf("handed over %+v", got)
	}
	<-d.InputEnded()
}

func TestListenEndsWhileItWaits(t *testing.T) {
	for name, typed := range map[string]string{"for a button": "17\n", "for lines": "1\none\n", "for a time": "2\n"} {
		t.Run(name, func(t *testing.T) {
			d := sitDown(t, options(t), nil)
			d.post(root("k1", 1, "INV-123 · Time to read", paste, earlier))
			d.listen(noted)
			d.types(typed)
			d.leave()
			if len(d.asked) != 0 {
				t.Errorf("the bot was handed %+v", deedOf(d.handed()))
			}
		})
	}
}

func FuzzLines(f *testing.F) {
	f.Add("/syncstatus INV-123\n1\n2\n10 am\n3\na\n.\n/quit\n")
	f.Add("\x00\xff\x1b[2J\n999999999999999999999\n-1\n/\n/syncstatus\n")
	f.Add("/syncstatus 641\n4\n5\nBayview\n/as\n/as Mei\n4\ngive 641 @dave @\n/as @\xff\nAnother…\n")
	f.Fuzz(func(t *testing.T, typed string) {
		o := withPersonas(options(t))
		o.Interactive = true
		d := sitDown(t, o, nil)
		d.post(root("k1", 1, "INV-123 · Waiting", stop, earlier, paste))
		d.asked = make(chan chat.Request, len(typed)+1)
		d.listen(asking)
		d.types(typed)
		_ = d.keys.Close()
		<-d.InputEnded()
	})
}

func TestALabelCanBePressedAgainOnceItIsDrawnAnew(t *testing.T) {
	d := sitDown(t, options(t), nil)
	reopen := workflow.Action{ID: workflow.Reopen, Label: "Open again"}
	following, stopped := root("k1", 1, "INV-123 · Waiting", stop), root("k1", 1, "INV-123 · Stopped", reopen)
	p := d.post(following)
	d.listen(noted)
	d.types("Stop following\nOpen again\nStop following\n")
	d.handed()
	d.show(p.Ref, stopped)
	d.handed()
	d.show(p.Ref, following)
	if got := deedOf(d.handed()); got != press(1, stop, "") {
		t.Errorf("handed over %+v", got)
	}
}

func TestALabelOfAnEarlierTurnIsNotMeant(t *testing.T) {
	d := sitDown(t, options(t), nil)
	p := d.post(root("k1", 1, "INV-123 · Opened"))
	d.post(under(p, "k2", 1, "INV-123 · 1 error found", fixed))
	d.show(p.Ref, root("k1", 2, "INV-123 · Waiting", stop))
	d.listen(noted)
	d.types(fixed.Label + "\n")
	d.sees("Waiting for ")
	d.post(under(p, "k3", 3, "INV-123 · 1 error found", fixed))
	if got := deedOf(d.handed()); got != press(3, fixed, "") {
		t.Errorf("handed over %+v", got)
	}
}

func TestCheckNowCanBePressedAgainAndAgain(t *testing.T) {
	d := sitDown(t, options(t), nil)
	d.post(root("k1", 1, "INV-123 · Waiting", checkNow))
	d.listen(noted)
	d.types("Check now\nCheck now\n")
	for range 2 {
		if got := deedOf(d.handed()); got != press(1, checkNow, "") {
			t.Errorf("handed over %+v", got)
		}
	}
}
