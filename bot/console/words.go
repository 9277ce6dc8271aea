package console

// Typed words: the label of a button, of which several documents may have one, or a command.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"syncbot/bot/chat"
)

// words takes a line that is neither a number nor a slash command: a button's label, or a command without its slash word.
func (c *Console) words(ctx context.Context, h chat.Handler, text string) error {
	if !c.interactive {
		return c.piped(ctx, h, text)
	}
	c.mu.Lock()
	all := c.board.labelled(text, c.reader())
	c.mu.Unlock()
	switch len(all) {
	case 0:
		return c.command(ctx, h, text)
	case 1:
		return c.press(ctx, h, all[0])
	default:
		c.tell(c.whichOf(all))
		return nil
	}
}

// whichOf asks which of the buttons, of which there are several, is meant.
func (c *Console) whichOf(all []button) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var rows []string
	for _, k := range slices.SortedFunc(slices.Values(all), func(x, y button) int { return x.number - y.number }) {
		rows = append(rows, fmt.Sprintf("[%d] %s", k.number, c.board.document(k.Case)))
	}
	room := 0
	if c.pen.width > 0 {
		room = max(1, c.pen.width-columns(margin))
	}
	return "Which one? Type its number.\n" + strings.Join(sideBySide(rows, room), "\n")
}

// piped is words through a pipe: of several buttons the newest is meant, and the echo says of which document. The button may
// be yet to come; a line that cannot be a command is taken for the label of one.
func (c *Console) piped(ctx context.Context, h chat.Handler, text string) error {
	c.mu.Lock()
	all := c.board.fresh(text, c.reader())
	label := c.board.knows(text) || !looksLikeCommand(text)
	of := ""
	if len(all) > 1 {
		of = "  (" + c.board.document(all[0].Case) + ")"
	}
	c.mu.Unlock()
	c.echo(text + of)
	switch {
	case len(all) > 0:
		return c.press(ctx, h, all[0])
	case label:
		return c.pressLabel(ctx, h, text)
	default:
		return c.command(ctx, h, text)
	}
}

// looksLikeCommand says whether a line makes sense without its slash word. Every number holds a digit, and so does hardly
// a label; one that was never drawn is taken for a command.
func looksLikeCommand(text string) bool {
	word, _, more := strings.Cut(text, " ")
	switch {
	case strings.ContainsAny(text, "0123456789"):
		return true
	case !more:
		return strings.EqualFold(word, "list") || strings.EqualFold(word, "help")
	default:
		return word == "explain" || word == "list" || word == "help"
	}
}
