package console

// What is said at every start: what this is, where things stood, and how to begin.

import "strings"

const welcome = "Type /syncstatus INV-123 to follow a document, or /help. Ctrl-D ends."

// greet greets once. The caller holds the mutex.
func (c *Console) greet() {
	if c.greeted {
		return
	}
	c.greeted = true
	text := c.pen.plain(c.greeting) + c.continuing()
	if c.interactive {
		text += c.pen.plain(welcome)
	}
	if text != "" {
		c.screen.print(text)
	}
}

// continuing says where things stood when the last process ended; empty: nothing has been said yet.
func (c *Console) continuing() string {
	last := c.board.newest(5)
	if len(last) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("Continuing where we left off:\n")
	for i := range last {
		s := last[len(last)-1-i]
		sheet := c.sheet(s.entry)
		sheet.clock = c.clock(s.At)
		if !c.board.live(s) {
			sheet.buttons, sheet.next = nil, ""
		}
		b.WriteString(c.pen.block(sheet))
	}
	return b.String()
}
