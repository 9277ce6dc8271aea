package console

// How a message looks: a block of lines. An edit that leaves the state as it was is shorter: through a pipe it is one line.

import (
	"fmt"
	"os"
	"strings"
	"time"

	"syncbot/workflow"
)

// pen writes emphasis where colour is wanted, and plain text elsewhere.
type pen struct {
	colour bool
	width  int // in columns; 0: lines are not broken
}

func newPen(o Options) pen {
	if !o.Terminal {
		return pen{}
	}
	return pen{colour: os.Getenv("NO_COLOR") == "", width: o.Width} // https://no-color.org: set and not empty
}

func (p pen) with(code, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + reset
}

func (p pen) bold(s string) string   { return p.with("1", s) }
func (p pen) dim(s string) string    { return p.with("2", s) }
func (p pen) called(s string) string { return p.with("1;33", s) }
func (p pen) button(s string) string { return p.with("36", s) }

const (
	margin = "          " // as wide as the clock before the first line
	gutter = "  ┆ "
)

// sheet is a message about to be printed.
type sheet struct {
	entry
	clock   string   // when it is printed or was said
	thread  string   // the title of its thread; empty: it stands in the channel
	next    string   // "next look in 59 min"; empty: none
	buttons []button // those that can be pressed
}

// block is the message in full.
func (p pen) block(s sheet) string { return p.whole(s, p.words(s.entry)) }

// updated is an edit in full.
func (p pen) updated(s sheet) string {
	body := p.words(s.entry)
	body[0] += p.dim(updated)
	return p.whole(s, body)
}

// updated marks an edit.
const updated = "  (updated)"

// whole adds to the words all that belongs to the message.
func (p pen) whole(s sheet, words []string) string {
	body := append(words, p.tail(s)...)
	for _, a := range s.Actions {
		if a.ID == workflow.OpenLink {
			body = append(body, "↗ "+cleanLine(a.Label)+": "+cleanLine(a.URL))
		}
	}
	return p.frame(s, body)
}

// shortBlock is an edit of the same state on a terminal: the first lines and the buttons.
func (p pen) shortBlock(s sheet) string {
	const most = 4
	body := p.words(s.entry)
	if len(body) > most {
		body = append(body[:most:most], "…")
	}
	body[0] += p.dim(updated)
	return p.frame(s, append(body, p.tail(s)...))
}

// editLine is an edit of the same state through a pipe: one line with the first two of the message.
func (p pen) editLine(s sheet) string {
	body := p.words(s.entry)
	line := body[0]
	if len(body) > 1 {
		line += ": " + body[1]
	}
	if len(body) > 2 {
		line += " …"
	}
	line = strings.Join(append([]string{"(" + line + ")"}, p.tail(s)...), " ")
	if s.Heading != "" {
		line = cleanLine(s.Heading) + " " + line
	}
	return p.clockColumn(s.clock) + line + "\n"
}

// words are the lines of the message below its heading.
func (p pen) words(e entry) []string {
	lines := strings.Split(strings.TrimRight(clean(e.Text), "\n"), "\n")
	lines[0] = p.bold(lines[0])
	if e.Mention != "" {
		lines[0] = p.called("@"+cleanLine(e.Mention)) + " " + lines[0]
	}
	if e.Again {
		lines = append([]string{"(I may have said this before.)"}, lines...)
	}
	if e.Only != "" {
		lines[0] = p.dim("(only "+cleanLine(e.Only)+")") + " " + lines[0]
	}
	return lines
}

// tail is what stands below the words: the next look, the buttons and the names of other messages.
func (p pen) tail(s sheet) []string {
	var tail []string
	if s.next != "" {
		tail = append(tail, p.dim(s.next))
	}
	return append(tail, p.rows(s)...)
}

// short is a wait in a few characters, rounded to what people count in: "20 s", "59 min", "2 h 5 min", "3 days".
func short(d time.Duration) string {
	minutes := int(d.Round(time.Minute) / time.Minute)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(1, int(d.Round(time.Second)/time.Second)))
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 48*60:
		return strings.TrimSuffix(fmt.Sprintf("%d h %d min", minutes/60, minutes%60), " 0 min")
	default:
		return fmt.Sprintf("%d days", (minutes+12*60)/(24*60))
	}
}

// rows are the buttons that can be pressed, then the messages that are linked to: a terminal can only name them.
func (p pen) rows(s sheet) []string {
	var all []string
	for _, k := range s.buttons {
		all = append(all, p.button(fmt.Sprintf("[%d]", k.number))+" "+cleanLine(k.label()))
	}
	for _, a := range s.Actions {
		if a.ID == workflow.OpenMessage {
			all = append(all, "↗ "+cleanLine(a.Label))
		}
	}
	if len(all) == 0 {
		return nil
	}
	if p.width <= 0 {
		return sideBySide(all, 0)
	}
	return sideBySide(all, max(1, p.width-columns(margin+s.gutter())))
}

// plain is text that is no message, as whole lines without a clock.
func (p pen) plain(text string) string {
	var b strings.Builder
	for l := range strings.Lines(clean(text)) {
		for _, l := range fold("", "", strings.TrimRight(l, "\n"), p.width) {
			b.WriteString(l + "\n")
		}
	}
	return b.String()
}

// gutter is what stands before each line of the body.
func (s sheet) gutter() string {
	if s.thread == "" {
		return ""
	}
	return gutter
}

// frame puts clock, heading and thread around the body.
func (p pen) frame(s sheet, body []string) string {
	var b strings.Builder
	before := p.clockColumn(s.clock)
	put := func(gutter, text string) {
		for _, l := range fold(before+gutter, margin+gutter, text, p.width) {
			b.WriteString(strings.TrimRight(l, " ") + "\n")
		}
		before = margin
	}
	if s.Heading != "" {
		put("", p.dim(cleanLine(s.Heading)))
	}
	gutter := p.dim(s.gutter())
	if s.thread != "" {
		put(gutter, p.dim("in thread "+s.thread))
	}
	for _, l := range body {
		put(gutter, l)
	}
	return b.String()
}

func (p pen) clockColumn(clock string) string {
	return p.dim(fmt.Sprintf("%*s", len(margin)-2, clock)) + "  "
}

// clock is the time of day, with the date where it is not today.
func (c *Console) clock(at time.Time) string {
	at, today := at.In(c.zone), c.now().In(c.zone)
	if at.Format(time.DateOnly) == today.Format(time.DateOnly) {
		return at.Format("3:04 pm")
	}
	return at.Format("Mon 2 Jan 3:04 pm")
}
