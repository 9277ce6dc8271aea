package chattest

// What the fake service does with a post, an edit and a search that reached it.

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/outcome"
	"syncbot/workflow"
)

func (f *Fake) post(m chat.Message) (chat.Posted, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.check(m); err != nil {
		return chat.Posted{}, outcome.Refused(err)
	}
	if r := f.withKey(m.Key); f.kind == HonoursKeys && r != nil && time.Since(r.At) < KeysFor {
		return r.Posted, nil
	}
	return f.land(m), nil
}

// land puts the message down.
func (f *Fake) land(m chat.Message) chat.Posted {
	ref := workflow.Ref(fmt.Sprintf("%s-%d", f.name, len(f.records)+1))
	p := chat.Posted{Ref: ref, Thread: ref}
	r := &Record{Channel: m.Place.Channel, Key: m.Key, At: time.Now()}
	r.Ref = ref
	switch m.To {
	case workflow.ToThread, workflow.ToPlace:
		r.Thread, p.Thread = m.Place.Thread, cmp.Or(m.Place.Thread, ref)
	case workflow.ToOwner:
		r.Only, r.Channel = m.Person, ""
	case workflow.ToReply:
		r.Only = f.replies[m.Reply]
	}
	r.Posted = p
	r.draw(m)
	f.records = append(f.records, r)
	return p
}

// answer puts down what only the person who acted reads.
func (f *Fake) answer(r chat.Request, a workflow.Answer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if a.Text == "" {
		return
	}
	at := &Record{Channel: r.Place.Channel, At: time.Now(), Texts: []string{a.Text.Text()}, Answer: a, mentions: r.Mentions}
	at.Shown = Shown{
		Ref: workflow.Ref(fmt.Sprintf("%s-%d", f.name, len(f.records)+1)), Thread: r.Place.Thread, Text: a.Text.Text(), Only: r.By.ID,
	}
	for _, c := range a.Choices {
		at.offer(c.Action)
	}
	f.records = append(f.records, at)
}

func (f *Fake) show(ref workflow.Ref, m chat.Message) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := f.at(ref)
	switch {
	case r == nil || r.Message.Note == nil:
		return outcome.Refused(fmt.Errorf("no message of the bot stands at %q", ref))
	case f.closed[r.Channel]:
		return outcome.Refused(fmt.Errorf("channel %q is closed", r.Channel))
	}
	r.draw(m)
	return nil
}

func (f *Fake) find(m chat.Message, since time.Time) (chat.Posted, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.kind == HonoursKeys || f.kind == Bare {
		return chat.Posted{}, false, outcome.Refused(errors.New("this service cannot be searched"))
	}
	if r := f.withKey(m.Key); r != nil && !r.At.Before(since) {
		return r.Posted, true, nil
	}
	return chat.Posted{}, false, nil
}

// withKey gives the newest message that was posted under the key.
func (f *Fake) withKey(key string) *Record {
	for i := len(f.records) - 1; i >= 0; i-- {
		if r := f.records[i]; r.Key == key && !r.Deleted {
			return r
		}
	}
	return nil
}

// check finds what the service refuses. It is strict, so that a bot that passes here has sent nothing half-made.
func (f *Fake) check(m chat.Message) error {
	switch {
	case m.Key == "" || len(m.Key) > 25 || strings.Trim(m.Key, "abcdefghijklmnopqrstuvwxyz0123456789.") != "":
		return fmt.Errorf("key %q is not 1 to 25 characters of a-z, 0-9 and '.'", m.Key)
	case m.Note == nil:
		return fmt.Errorf("message %s has no note", m.Key)
	case m.Case == (workflow.CaseRef{}) && slices.ContainsFunc(m.Actions(), func(a workflow.Action) bool { return !a.IsLink() }):
		return fmt.Errorf("message %s has buttons of no case", m.Key)
	case m.To == workflow.ToOwner && m.Person == "":
		return fmt.Errorf("message %s names no person", m.Key)
	case m.To == workflow.ToOwner:
		return nil
	case m.To == workflow.ToReply && f.replies[m.Reply] == "":
		return fmt.Errorf("no request came with the reply %q", m.Reply)
	case m.To == workflow.ToReply:
		return nil
	case m.Place.Platform != f.name || m.Place.Channel == "":
		return fmt.Errorf("%+v is no channel of %s", m.Place, f.name)
	case f.closed[m.Place.Channel]:
		return fmt.Errorf("channel %q is closed", m.Place.Channel)
	case m.To == workflow.ToThread || m.To == workflow.ToPlace && m.Place.Thread != "":
		return f.checkThread(m.Place)
	}
	return nil
}

// checkThread finds a thread that is not in its channel, or not any more.
func (f *Fake) checkThread(p workflow.Place) error {
	if begins := f.at(p.Thread); begins == nil || begins.Channel != p.Channel || begins.Thread != "" {
		return fmt.Errorf("there is no thread %q in channel %q", p.Thread, p.Channel)
	}
	return nil
}

// draw makes the message what stands at the record.
func (r *Record) draw(m chat.Message) {
	r.Message, r.Text, r.Texts = m, m.Text(), append(r.Texts, m.Text())
	r.Mentions, r.Buttons, r.Links = nil, nil, nil
	if m.Mention != "" {
		r.Mentions = []workflow.UserID{m.Mention}
	}
	for _, a := range m.Actions() {
		r.offer(a)
	}
}

// offer puts the action under what stands there.
func (r *Record) offer(a workflow.Action) {
	if a.IsLink() {
		r.Links = append(r.Links, a.Label)
	} else {
		r.Buttons = append(r.Buttons, a.Label)
	}
}
