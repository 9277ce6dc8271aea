package chattest

// Client: the fake service as one process sees it.

import (
	"context"
	"errors"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// Client is one process's connection to a Fake; it is a [chat.Platform].
type Client struct {
	fake   *Fake
	killed chan struct{}
	once   sync.Once
}

var _ chat.Platform = (*Client)(nil)

// Client makes a connection for a new process.
func (f *Fake) Client() *Client { return &Client{fake: f, killed: make(chan struct{})} }

// Kill is the death of the process: nothing that it sends from now on reaches the service, and nothing reaches it.
// Its calls wait until their context ends, so that the test can end the goroutines of the dead.
// What it had sent before stands.
func (c *Client) Kill() { c.once.Do(func() { close(c.killed) }) }

// Name is the Fake's.
func (c *Client) Name() string { return c.fake.name }

// Status is a line for operators.
func (c *Client) Status() chat.Status { return chat.Status{Well: true, Text: "connected to a fake"} }

// Traits are those of the Fake's kind.
func (c *Client) Traits() chat.Traits {
	switch c.fake.kind {
	case Searchable, Slow:
		return chat.Traits{Findable: true}
	case HonoursKeys:
		return chat.Traits{HonoursKeys: KeysFor}
	default:
		return chat.Traits{}
	}
}

// Post says a message.
func (c *Client) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	return perform(ctx, c, OpPost, m.Key, func() (chat.Posted, error) { return c.fake.post(m) })
}

// Show replaces what stands at ref.
func (c *Client) Show(ctx context.Context, ref workflow.Ref, m chat.Message) error {
	_, err := perform(ctx, c, OpShow, m.Key, func() (struct{}, error) { return struct{}{}, c.fake.show(ref, m) })
	return err
}

type findResult struct {
	posted chat.Posted
	found  bool
}

// Find looks for a message by its key.
func (c *Client) Find(ctx context.Context, m chat.Message, since time.Time) (chat.Posted, bool, error) {
	r, err := perform(ctx, c, OpFind, m.Key, func() (findResult, error) {
		p, found, err := c.fake.find(m, since)
		return findResult{p, found}, err
	})
	return r.posted, r.found, err
}

// perform does one call, or spoils it as the Fake was told.
func perform[T any](ctx context.Context, c *Client, op Op, key string, do func() (T, error)) (T, error) {
	var nothing T
	if err := ctx.Err(); err != nil {
		return nothing, err
	}
	if c.dead() {
		<-ctx.Done()
		return nothing, ctx.Err()
	}
	call, fault, decide := c.fake.begin(op, key)
	if decide != nil {
		fault = c.fake.chosen(op, decide(call))
	}
	result, err := suffer(ctx, fault, do)
	if c.dead() {
		<-ctx.Done()
		return nothing, ctx.Err()
	}
	return result, err
}

// suffer does what the fault leaves to be done.
func suffer[T any](ctx context.Context, fault Fault, do func() (T, error)) (T, error) {
	var nothing T
	switch fault.kind {
	case answerLost:
		_, _ = do()
		return nothing, ErrLost
	case requestLost:
		return nothing, ErrLost
	case landsLate:
		time.AfterFunc(fault.after, func() { _, _ = do() })
		return nothing, ErrLost
	case saysLater:
		return nothing, outcome.Later(errors.New("the service asks to come back later"), fault.after)
	case refuses:
		return nothing, outcome.Refused(errors.New(fault.reason))
	case hangs:
		<-ctx.Done()
		return nothing, ctx.Err()
	default:
		return do()
	}
}

func (f *Fake) chosen(op Op, fault Fault) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.settle(op, fault)
}

func (c *Client) dead() bool {
	select {
	case <-c.killed:
		return true
	default:
		return false
	}
}
