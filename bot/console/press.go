package console

// Pressing buttons, by number or by label, and typing what some of them ask for.

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// maxTyped bounds what is typed with a press, in bytes.
const maxTyped = 1 << 20

func (c *Console) pressNumber(ctx context.Context, h chat.Handler, number int) error {
	w := wish{
		name: fmt.Sprintf("button [%d]", number),
		hint: fmt.Sprintf("For a document the line is /syncstatus %d.", number),
		look: func() (button, bool) { return c.board.numbered(number) },
	}
	if _, ok := c.offered(w); !ok && c.interactive {
		c.tell(fmt.Sprintf("There is no button [%d]. If you mean the document, type /syncstatus %d.", number, number))
		return nil
	}
	return c.pressWhenOffered(ctx, h, w)
}

// pressLabel presses the newest button with that label, waiting until there is one that was not pressed yet.
func (c *Console) pressLabel(ctx context.Context, h chat.Handler, label string) error {
	return c.pressWhenOffered(ctx, h, wish{
		name: "a button “" + cleanLine(label) + "”",
		hint: "A command begins with /syncstatus.",
		look: func() (button, bool) {
			all := c.board.fresh(label, c.reader())
			if len(all) == 0 {
				return button{}, false
			}
			return all[0], true
		},
	})
}

// pressWhenOffered presses what is wished for, once there is such a button.
func (c *Console) pressWhenOffered(ctx context.Context, h chat.Handler, w wish) error {
	k, ok := c.offered(w)
	var err error
	if !ok {
		k, err = c.await(ctx, w)
	}
	if err != nil {
		return err
	}
	return c.press(ctx, h, k)
}

// press asks for what the button wants typed and hands the press over.
func (c *Console) press(ctx context.Context, h chat.Handler, k button) error {
	if !k.isFor(c.reader()) {
		c.tell(fmt.Sprintf("[%d] is for %s alone.", k.number, k.only))
		return nil
	}
	input := k.sends.Action.Input
	typed, err := c.typed(ctx, input)
	if err != nil {
		return err
	}
	if input != "" && strings.TrimSpace(typed) == "" {
		c.tell(nothing(input))
		return nil
	}
	if c.hand(ctx, h, c.request(k.thread).Choosing(k.sends, typed)) {
		c.mark(k)
	}
	return nil
}

// nothing says that what was asked for did not come.
func nothing(input workflow.Input) string {
	if input == workflow.InputText {
		return "Nothing was pasted."
	}
	return "Nothing was pressed."
}

// mark remembers that the button was pressed, so that its label waits for the next one. Of a choice, or if that cannot be
// written down, the mark lasts as long as the process; what the press does is the bot's to keep.
func (c *Console) mark(k button) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k.choice != 0 {
		c.board.pressed[k.offer] = true
		return
	}
	e := entry{Kind: pressed, At: c.now(), Case: k.Case, Action: k.Action, Turn: k.Turn}
	_ = c.file.append(e)
	c.board.apply(e)
}

// typed reads what goes with a press; empty: nothing came. A line that begins with a slash is no part of it: the next turn
// takes it as the command that it is.
func (c *Console) typed(ctx context.Context, input workflow.Input) (string, error) {
	switch input {
	case workflow.InputTime:
		return c.typedLine(ctx, "When? A time today, such as "+c.aMomentAgo()+".", "time> ")
	case workflow.InputName:
		return c.typedLine(ctx, "Which one? Type the name.", "name> ")
	case workflow.InputText:
		return c.typedText(ctx)
	default:
		return "", nil
	}
}

func (c *Console) typedLine(ctx context.Context, question, prompt string) (string, error) {
	c.tell(question)
	l, err := c.next(ctx, prompt)
	if errors.Is(err, errInputEnded) || l.tooLong || c.holdCommand(l) {
		return "", nil
	}
	c.echo(l.text)
	return strings.TrimSpace(l.text), err
}

// aMomentAgo is a time of today for an example: a minute ago, or midnight where that was yesterday.
func (c *Console) aMomentAgo() string {
	now := c.now().In(c.zone)
	ago := now.Add(-time.Minute)
	if ago.Day() != now.Day() {
		ago = now
	}
	return ago.Format("3:04 pm")
}

// typedText reads lines up to one with only a '.', or the end of the input. Empty lines are lines: the printed report
// has them between its entries. If one is too long or all are too many, nothing counts: half a log would look like a
// whole one.
func (c *Console) typedText(ctx context.Context) (string, error) {
	c.tell("Paste the lines. A line with only a '.' ends them.")
	var lines []string
	size, complaint := 0, ""
	for {
		l, err := c.next(ctx, "paste> ")
		if err != nil && !errors.Is(err, errInputEnded) {
			return "", err
		}
		if err != nil || strings.TrimSpace(l.text) == "." {
			break
		}
		if c.holdCommand(l) {
			lines = nil
			break
		}
		c.echo(l.text)
		switch size += len(l.text) + 1; {
		case l.tooLong:
			complaint = lineTooLong
		case size > maxTyped:
			complaint, lines = "That is more than 1 MiB. Paste only the lines about this number.", nil
		default:
			lines = append(lines, l.text)
		}
	}
	if complaint != "" {
		c.tell(complaint)
		return "", nil
	}
	return strings.Join(lines, "\n"), nil
}
