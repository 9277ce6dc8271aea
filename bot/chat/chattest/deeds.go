package chattest

// Deeds of people on the fake service, and how they reach a client.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// ErrUnacknowledged is what Send returns where a client took the request and never acknowledged it.
var ErrUnacknowledged = errors.New("the request was not acknowledged")

type delivery struct {
	request chat.Request
	result  chan result // of size 1
}

type result struct {
	answer workflow.Answer
	err    error
}

// Command is what a person types, ready to be sent. Each has a new key and a reply of its own.
func (f *Fake) Command(by workflow.User, in workflow.Place, text string) chat.Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.deeds++
	r := chat.Request{
		Key: fmt.Sprintf("%s:%d", f.name, f.deeds), At: time.Now(), Place: in, By: by, Text: text,
		Reply: workflow.Ref(fmt.Sprintf("%s-reply-%d", f.name, f.deeds)),
	}
	f.replies[r.Reply] = by.ID
	return r
}

// Press is a press of the button with that label on the message at ref, or of the choice under the answer there, ready to
// be sent; typed goes with it where it is asked for. An error says that by cannot press that there.
func (f *Fake) Press(by workflow.User, ref workflow.Ref, label, typed string) (chat.Request, error) {
	choice, at, err := f.pressable(by, ref, label)
	switch {
	case err != nil:
		return chat.Request{}, err
	case choice.Action.Input != "" && strings.TrimSpace(typed) == "":
		return chat.Request{}, fmt.Errorf("%q asks for something to be typed", label)
	}
	r := f.Command(by, workflow.Place{Platform: f.name, Channel: at.Channel, Thread: at.Thread}, "")
	r.Mentions = at.mentions
	return r.Choosing(choice, typed), nil
}

// Choose is a press of the choice with that label under by's newest answer that has it, ready to be sent.
func (f *Fake) Choose(by workflow.User, label, typed string) (chat.Request, error) {
	for _, a := range slices.Backward(f.Answers(by.ID)) {
		if slices.Contains(a.Buttons, label) {
			return f.Press(by, a.Ref, label, typed)
		}
	}
	return chat.Request{}, fmt.Errorf("no answer to %s has a choice %q", by.Name, label)
}

// pressable finds what has the label under what by reads at ref.
func (f *Fake) pressable(by workflow.User, ref workflow.Ref, label string) (workflow.Choice, Record, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := f.at(ref)
	if at == nil || at.Only != "" && at.Only != by.ID {
		return workflow.Choice{}, Record{}, fmt.Errorf("%s reads nothing at %q", by.Name, ref)
	}
	for _, c := range at.choices() {
		if c.Action.Label == label && !c.Action.IsLink() {
			return c, *at, nil
		}
	}
	return workflow.Choice{}, Record{}, fmt.Errorf("what stands at %q has no button %q, it has %q", ref, label, at.Buttons)
}

// choices are what stands under the record: an answer's own, or a message's actions.
func (r *Record) choices() []workflow.Choice {
	if r.Message.Note == nil {
		return r.Answer.Choices
	}
	var all []workflow.Choice
	for _, a := range r.Message.Actions() {
		all = append(all, workflow.Choice{Action: a, Case: r.Message.Case, Turn: r.Message.Turn})
	}
	return all
}

// Send delivers a request to whichever client listens, waiting for one until ctx ends, and returns what the person
// reads. An error says that the bot did not acknowledge it; sending the same request again is a redelivery.
func (f *Fake) Send(ctx context.Context, r chat.Request) (workflow.Answer, error) {
	d := &delivery{r, make(chan result, 1)}
	select {
	case f.inbox <- d:
	case <-ctx.Done():
		return workflow.Answer{}, ctx.Err()
	}
	select {
	case res := <-d.result:
		if res.err == nil {
			f.answer(r, res.answer)
		}
		return res.answer, res.err
	case <-ctx.Done():
		return workflow.Answer{}, ctx.Err()
	}
}

// Listen hands each request to h in a goroutine of its own.
func (c *Client) Listen(ctx context.Context, h chat.Handler) error {
	var handlers sync.WaitGroup
	defer handlers.Wait()
	for !c.dead() {
		select {
		case d := <-c.fake.inbox:
			handlers.Go(func() { c.take(ctx, h, d) })
		case <-c.killed:
		case <-ctx.Done():
			return nil
		}
	}
	<-ctx.Done()
	return nil
}

// take lets h decide and acknowledges, unless the process has died meanwhile.
func (c *Client) take(ctx context.Context, h chat.Handler, d *delivery) {
	handled := make(chan result, 1)
	var handler sync.WaitGroup
	defer handler.Wait()
	handler.Go(func() {
		a, err := h(ctx, d.request)
		handled <- result{a, err}
	})
	select {
	case r := <-handled:
		switch {
		case c.dead():
			r = result{err: ErrUnacknowledged}
		case r.err != nil:
			r.err = fmt.Errorf("%w: %w", ErrUnacknowledged, r.err)
		}
		d.result <- r
	case <-c.killed:
		d.result <- result{err: ErrUnacknowledged}
	}
}
