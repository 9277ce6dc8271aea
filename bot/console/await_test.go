package console

import (
	"context"
	"testing"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// awaits fails the test unless the console waits for the button.
func (d *desk) awaits(button string) Awaited {
	d.t.Helper()
	a, waiting := d.Awaiting()
	if !waiting || a.Button != button {
		d.t.Fatalf("Awaiting = %q, %v; want %q", a.Button, waiting, button)
	}
	return a
}

// awaitsNothing fails the test if the console waits for a button.
func (d *desk) awaitsNothing() {
	d.t.Helper()
	if a, waiting := d.Awaiting(); waiting {
		d.t.Fatalf("it says that it waits for %s", a.Button)
	}
}

// Who ends the program when nothing more can come must learn that a line waits for a button that nobody offers.
func TestTheConsoleSaysWhichButtonItWaitsFor(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"640", "button [640]"},
		{"I've fixed it, sync again", "a button “I've fixed it, sync again”"},
		{"Fixed \x1b[K", "a button “Fixed ␛[K”"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			d := sitDown(t, options(t), noted)
			d.awaitsNothing()
			d.post(root("k1", 1, "INV-123 · Waiting", stop))
			d.types(c.typed + "\n")
			d.sees("Waiting for " + c.want)
			if a := d.awaits(c.want); a != d.awaits(c.want) {
				t.Error("one wait has two values")
			}
			d.leave()
			d.awaitsNothing()
		})
	}
}

// From the moment that the button is offered the wait is over, although the press has still to come.
func TestAnOfferEndsTheWait(t *testing.T) {
	d := sitDown(t, options(t), nil)
	taken := make(chan struct{})
	d.listen(func(ctx context.Context, _ chat.Request) (workflow.Answer, error) {
		select {
		case <-taken:
			return workflow.Answer{}, nil
		case <-ctx.Done():
			return workflow.Answer{}, ctx.Err()
		}
	})
	d.types("I've fixed it, sync again\n")
	d.sees("Waiting for ")
	first := d.awaits("a button “I've fixed it, sync again”")
	p := d.post(root("k1", 1, "INV-123 · 1 error found", fixed))
	d.awaitsNothing()
	d.handed()
	d.awaitsNothing()
	close(taken)

	d.types("I've fixed it, sync again\n")
	d.seesTimes("Waiting for ", 2)
	if second := d.awaits(first.Button); second == first {
		t.Error("a wait that began after a press can't be told from the one before it")
	}
	d.show(p.Ref, root("k1", 2, "INV-123 · 1 error found", fixed))
	d.handed()
}

// A person who types is never waited for.
func TestWhereAPersonTypesNothingIsAwaited(t *testing.T) {
	o := options(t)
	o.Interactive = true
	d := sitDown(t, o, noted)
	d.types("640\n")
	d.sees("There is no button [640]")
	d.awaitsNothing()
}
