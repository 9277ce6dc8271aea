package console

// Waiting, through a pipe, for a button that is not offered yet.

import "context"

// wish is a button that a line of a pipe wants pressed.
type wish struct {
	name string                // as a sentence names it: button [9]
	hint string                // what the line should have been, if no button was meant
	look func() (button, bool) // finds the button on the board; the caller holds the mutex
}

// Awaited is a wait for a button. Two equal values are one wait, and while it lasted nothing typed reached the bot.
type Awaited struct {
	Button string // as a sentence names it: button [9], or: a button “Check now”; one line
	wait   int
}

// Awaiting says which button the console waits for to press it, if none of its messages offers that now. Until one does
// no further line is read, [Console.InputEnded] stays open, and a bot that has nothing to do leaves it so for ever.
// To be sure of that, ask before and after asking whether the bot is idle: both answers must be the same wait.
// Where a person types (Options.Interactive) it is always false. It may be called at any time.
func (c *Console) Awaiting() (a Awaited, waiting bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wish == nil {
		return Awaited{}, false
	}
	if _, offered := c.wish.look(); offered {
		return Awaited{}, false
	}
	return Awaited{Button: c.wish.name, wait: c.waits}, true
}

// offered looks on the board.
func (c *Console) offered(w wish) (button, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return w.look()
}

// await says what it waits for and looks on the board whenever a button was drawn, until there is one or ctx ends.
func (c *Console) await(ctx context.Context, w wish) (button, error) {
	c.wishFor(&w)
	defer c.wishFor(nil)
	c.tell("Waiting for " + w.name + ". " + w.hint)
	for {
		c.mu.Lock()
		k, ok := w.look()
		changed := c.changed
		c.mu.Unlock()
		if ok {
			return k, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return button{}, ctx.Err()
		}
	}
}

// wishFor makes w what the console waits for; nil: nothing any more.
func (c *Console) wishFor(w *wish) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wish = w
	c.waits++
}
