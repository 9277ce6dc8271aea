package console

// Reading In line by line, bounded.

import (
	"bufio"
	"context"
	"errors"
	"strings"
)

// maxLine is the longest line that is read, in bytes without its end.
const maxLine = 64 << 10

// line is one line of the input without its end. Of one that is too long nothing is kept.
type line struct {
	text    string
	tooLong bool
}

const lineTooLong = "That line is longer than 64 KiB, so I left it out. Break it into shorter lines."

// errInputEnded says that there are no more lines.
var errInputEnded = errors.New("the input has ended")

// read hands the lines of In to Listen. It is the console's own goroutine: it ends when In ends,
// or after Close with the Read under way. Nothing can interrupt a Read of standard input, so nobody waits for it.
func (c *Console) read() {
	defer close(c.lines)
	for {
		l, err := readLine(c.in)
		if err != nil && l == (line{}) {
			return
		}
		select {
		case c.lines <- l:
		case <-c.closed:
			return
		}
		if err != nil {
			return
		}
	}
}

// readLine reads up to the next line end or the end of the input, which is the error.
func readLine(r *bufio.Reader) (line, error) {
	b, err := r.ReadSlice('\n')
	text := strings.TrimRight(string(b), "\r\n")
	tooLong := len(text) > maxLine
	for errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		_, err = r.ReadSlice('\n')
	}
	if tooLong {
		return line{tooLong: true}, err
	}
	return line{text: strings.ToValidUTF8(text, "\ufffd")}, err
}

// next waits for a line under the prompt. The error is errInputEnded or the context's.
func (c *Console) next(ctx context.Context, prompt string) (line, error) {
	if err := ctx.Err(); err != nil {
		return line{}, err
	}
	if l := c.held; l != nil {
		c.held = nil
		return *l, nil
	}
	c.mu.Lock()
	c.screen.ask(prompt)
	c.mu.Unlock()
	select {
	case l, ok := <-c.lines:
		c.mu.Lock()
		defer c.mu.Unlock()
		if !ok {
			c.screen.leave()
			return line{}, errInputEnded
		}
		c.screen.answered()
		return l, nil
	case <-ctx.Done():
		return line{}, ctx.Err()
	}
}

// holdCommand says whether a line that was to go with a press is a command instead, and leaves it for the next turn.
func (c *Console) holdCommand(l line) bool {
	if !strings.HasPrefix(strings.TrimSpace(l.text), "/") {
		return false
	}
	c.held = &l
	return true
}
