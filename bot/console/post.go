package console

// Saying things: Post, Show and Find.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// Post writes the message into the transcript and prints it. A key that the transcript holds is not said again.
func (c *Console) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return chat.Posted{}, err
	}
	if s := c.board.byKey[m.Key]; s != nil {
		return s.place(), nil
	}
	if err := c.refusal(m); err != nil {
		return chat.Posted{}, outcome.Refused(err)
	}
	e := c.entry(posted, m)
	e.Ref = c.board.nextRef()
	if m.To == workflow.ToThread || m.To == workflow.ToPlace {
		e.Thread = m.Place.Thread
	}
	if err := c.record(e); err != nil {
		return chat.Posted{}, err
	}
	c.screen.print(c.pen.block(c.sheet(e)))
	return c.board.byRef[e.Ref].place(), nil
}

// Show writes down and prints what stands at r from now on. Showing what stands there already does nothing.
func (c *Console) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	s := c.board.byRef[r]
	if s == nil {
		return outcome.Refused(fmt.Errorf("no message stands at %q in the transcript", r))
	}
	if m.Note == nil {
		return outcome.Refused(errNothingToSay)
	}
	e := c.entry(edited, m)
	e.Ref, e.Key, e.Thread, e.Only = s.Ref, s.Key, s.Thread, s.Only
	if s.shows(e) {
		return nil
	}
	news := s.state() != e.state()
	if err := c.record(e); err != nil {
		return err
	}
	switch {
	case news:
		c.screen.print(c.pen.updated(c.sheet(e)))
	case c.terminal:
		c.screen.print(c.pen.shortBlock(c.sheet(e)))
	default:
		c.screen.print(c.pen.editLine(c.sheet(e)))
	}
	return nil
}

// Find looks through the whole transcript: a key is one for ever, so since does not matter.
func (c *Console) Find(ctx context.Context, m chat.Message, _ time.Time) (chat.Posted, bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return chat.Posted{}, false, err
	}
	s := c.board.byKey[m.Key]
	if s == nil {
		return chat.Posted{}, false, nil
	}
	return s.place(), true, nil
}

var errNothingToSay = errors.New("the message has no note")

// refusal says why the console can never post the message; nil: it can. The caller holds the mutex, as for all below.
func (c *Console) refusal(m chat.Message) error {
	switch {
	case m.Note == nil:
		return errNothingToSay
	case m.Key == "":
		return errors.New("the message has no key")
	case m.To == workflow.ToOwner || m.To == workflow.ToReply:
		return nil
	case m.Place.Platform != c.Name() || m.Place.Channel != c.channel:
		return fmt.Errorf("the console has only the channel %q, not %q of %q", c.channel, m.Place.Channel, m.Place.Platform)
	case m.To == workflow.ToRoot, m.To == workflow.ToPlace && m.Place.Thread == "":
		return nil
	case c.board.byRef[m.Place.Thread] == nil:
		return fmt.Errorf("the transcript has no thread %q", m.Place.Thread)
	}
	return nil
}

func (c *Console) entry(kind entryKind, m chat.Message) entry {
	e := entry{
		Kind: kind, At: c.now(), Key: m.Key, Case: m.Case, Turn: m.Turn,
		Heading: m.Heading, Again: m.Again, Text: m.Note.Words().Text(), Actions: m.Actions(), Next: m.Next,
	}
	if m.Mention != "" {
		e.Mention = cmp.Or(m.Name, string(m.Mention))
	}
	switch m.To {
	case workflow.ToReply:
		e.Only = c.nameOf(workflow.UserID(m.Reply))
	case workflow.ToOwner:
		e.Only = c.nameOf(m.Person)
	}
	return e
}

// record puts e on the disk and on the board, and wakes those who wait for a button.
func (c *Console) record(e entry) error {
	e.First = c.board.first()
	if err := c.file.append(e); err != nil {
		return err
	}
	c.greet() // before the board changes: it says where things stood
	c.board.apply(e)
	close(c.changed)
	c.changed = make(chan struct{})
	return nil
}

// sheet is a message that stands on the board, as printed now.
func (c *Console) sheet(e entry) sheet {
	s := sheet{entry: e, clock: c.clock(c.now()), buttons: c.board.of(e)}
	if e.Thread != "" {
		s.thread = c.board.titleOf(e.Thread)
	}
	if e.Next.After(c.now()) {
		s.next = "next look in " + short(e.Next.Sub(c.now()))
	}
	return s
}

// place is where the message stands and where answers to it go.
func (s *standing) place() chat.Posted {
	return chat.Posted{Ref: s.Ref, Thread: cmp.Or(s.Thread, s.Ref)}
}

// state is the first line of the message: what it is about, and how that stands.
func (e entry) state() string {
	first, _, _ := strings.Cut(e.Text, "\n")
	return first
}

// shows says whether e would change nothing that a person sees or can press.
func (s *standing) shows(e entry) bool {
	seen := func(e entry) entry {
		e.Kind, e.At, e.First = "", time.Time{}, 0
		e.Next = e.Next.Round(0).UTC() // as the transcript gives it back
		if len(e.Actions) == 0 {
			e.Actions = nil
		}
		return e
	}
	return reflect.DeepEqual(seen(s.entry), seen(e))
}
