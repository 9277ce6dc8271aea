package console

// Listening: what a typed line means.

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

const help = `/syncstatus INV-123 follows a document, /syncstatus list shows what is open, /syncstatus help says more.
A number such as 3, or the words on a button, presses that button.
Where I ask for lines, a line with only a '.' ends them. No lines at all, an empty time or name, or a command press nothing.
/quit or ctrl-D ends the program. Start it again and it goes on.`

const helpPersonas = "\n/as Mei lets you speak as Mei from then on, /as alone says who you are. In a command @Mei means Mei."

// errQuit says that the person wants to leave.
var errQuit = errors.New("the person wants to leave")

// Listen takes in what is typed until ctx ends, one line after the other. When the input has ended it waits for ctx.
func (c *Console) Listen(ctx context.Context, h chat.Handler) error {
	c.readOnce.Do(func() { go c.read() })
	c.begin()
	defer c.end()
	var err error
	for err == nil {
		err = c.turn(ctx, h)
	}
	if errors.Is(err, errQuit) || (errors.Is(err, errInputEnded) && c.interactive) {
		c.quitOnce.Do(func() { close(c.quit) })
	}
	if errors.Is(err, errQuit) || errors.Is(err, errInputEnded) {
		c.endOnce.Do(func() { close(c.inputEnded) })
	}
	<-ctx.Done()
	return nil
}

func (c *Console) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = c.now()
	c.greet()
}

func (c *Console) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = time.Time{}
	c.screen.leave()
}

// turn takes one line and does what it says.
func (c *Console) turn(ctx context.Context, h chat.Handler) error {
	l, err := c.next(ctx, "> ")
	if err != nil {
		return err
	}
	if l.tooLong {
		c.tell(lineTooLong)
		return nil
	}
	return c.do(ctx, h, strings.TrimSpace(strings.ReplaceAll(l.text, "\t", " ")))
}

// do does what a typed line says.
func (c *Console) do(ctx context.Context, h chat.Handler, text string) error {
	word, rest, _ := strings.Cut(text, " ")
	number, err := strconv.Atoi(text)
	if err != nil && text != "" && text[0] != '/' {
		return c.words(ctx, h, text)
	}
	c.echo(text)
	switch {
	case text == "":
		return nil
	case err == nil:
		return c.pressNumber(ctx, h, number)
	case strings.EqualFold(word, "/syncstatus"):
		return c.command(ctx, h, strings.TrimSpace(rest))
	case word == "/quit":
		return errQuit
	case word == "/as" && c.personas:
		c.speakAs(strings.TrimSpace(rest))
		return nil
	default:
		c.slash(word)
		return nil
	}
}

// slash answers what begins with a slash and is not for the bot.
func (c *Console) slash(word string) {
	switch {
	case word == "/help" && c.personas:
		c.tell(help + helpPersonas)
	case word == "/help":
		c.tell(help)
	case c.personas:
		c.tell("I know /syncstatus, /as, /help and /quit here.")
	default:
		c.tell("I know /syncstatus, /help and /quit here.")
	}
}

func (c *Console) command(ctx context.Context, h chat.Handler, text string) error {
	r := c.request("")
	r.Text = text
	c.hand(ctx, h, r)
	return nil
}

// request is a deed of the person at the keyboard. Its key is random: nobody ever delivers a line of the terminal twice.
func (c *Console) request(thread workflow.Ref) chat.Request {
	return chat.Request{
		Key: c.Name() + ":" + rand.Text(), At: c.now(), By: c.user, Reply: workflow.Ref(c.user.ID),
		Place: workflow.Place{Platform: c.Name(), Channel: c.channel, Thread: thread},
	}
}

// hand lets the bot decide and prints its answer. It reports whether the bot took the request in.
func (c *Console) hand(ctx context.Context, h chat.Handler, r chat.Request) bool {
	r.Text, r.Mentions = c.mentions(r.Text)
	answer, err := h(ctx, r)
	switch {
	case err != nil:
		c.tell("That didn't go through: " + err.Error() + ". Please type it again.")
	case answer.Text != "":
		c.answer(answer, r.Place.Thread)
	}
	return err == nil
}

// answer prints what only the person at the keyboard reads, with its choices. It does not go into the transcript.
func (c *Console) answer(a workflow.Answer, thread workflow.Ref) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := sheet{entry: entry{Text: a.Text.Text(), Only: c.reader()}, clock: c.clock(c.now())}
	for _, choice := range a.Choices {
		s.Actions = append(s.Actions, choice.Action)
	}
	s.buttons = c.board.answer(a.Choices, s.Only, thread)
	c.screen.print(pen{width: c.pen.width}.block(s))
}

// tell is answer for what the console itself has to say.
func (c *Console) tell(text string) { c.answer(workflow.Answer{Text: workflow.Words(text)}, "") }

// echo repeats what came through a pipe, so that the output alone tells the story. A terminal has shown it already.
func (c *Console) echo(text string) {
	if c.interactive || text == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.screen.print("> " + cleanLine(text) + "\n")
}
