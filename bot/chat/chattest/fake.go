package chattest

// Fake: the service itself. What talks to it is a Client.

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// Kind says what a Fake offers to a bot that is in doubt.
type Kind int

// The kinds of services.
const (
	Searchable  Kind = iota // can be searched; honours no keys
	HonoursKeys             // two posts with one key within 10 minutes are one message; cannot be searched
	Slow                    // as Searchable, but a post whose answer was lost lands 1 to 10 s later
	Bare                    // neither
)

// KeysFor is how long a service of the kind HonoursKeys does so.
const KeysFor = 10 * time.Minute

// Fake is a chat service in memory. It outlives the processes that talk to it: each makes a [Client] of its own.
// It opens no connection and works in real time as well as in a bubble of testing/synctest. All its methods may be
// called at any time by any goroutine.
type Fake struct {
	name  string
	kind  Kind
	inbox chan *delivery

	mu      sync.Mutex
	records []*Record
	calls   []Call
	next    map[Op][]Fault
	onCall  func(Call) Fault
	closed  map[workflow.Ref]bool
	replies map[workflow.Ref]workflow.UserID
	deeds   int
	lost    int
}

// Record is one message of a Fake with all that became of it.
type Record struct {
	Shown
	Channel workflow.Ref
	Key     string
	At      time.Time    // when it landed
	Texts   []string     // every text that stood there, oldest first; the last one stands now
	Deleted bool         // taken away by Delete; Fake.Messages leaves it out
	Message chat.Message // as it was posted or shown last
	Posted  chat.Posted  //

	Answer   workflow.Answer // what it is, if it is no message but the answer to a deed
	mentions []workflow.User // of that deed
}

// NewFake makes an empty service. The name is what its clients answer to Name.
func NewFake(name string, kind Kind) *Fake {
	return &Fake{
		name: name, kind: kind, inbox: make(chan *delivery),
		next: map[Op][]Fault{}, closed: map[workflow.Ref]bool{}, replies: map[workflow.Ref]workflow.UserID{},
	}
}

// Place is the channel as a place.
func (f *Fake) Place(channel workflow.Ref) workflow.Place {
	return workflow.Place{Platform: f.name, Channel: channel}
}

// Next spoils the next calls of op, one fault a call.
func (f *Fake) Next(op Op, faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.next[op] = append(f.next[op], faults...)
}

// OnCall lets decide choose the fault of every call that Next says nothing about. It is called by the caller's
// goroutine before anything is done and may use the Fake; nil lets everything through.
func (f *Fake) OnCall(decide func(Call) Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.onCall = decide
}

// CloseChannel makes the service refuse everything in the channel from now on.
func (f *Fake) CloseChannel(channel workflow.Ref) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed[channel] = true
}

// Delete takes a message away; showing it is refused from now on.
func (f *Fake) Delete(ref workflow.Ref) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.at(ref); r != nil {
		r.Deleted = true
	}
}

// Messages are those that stand, answers too, in the order they landed. The records are copies.
func (f *Fake) Messages() []Record {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []Record
	for _, r := range f.records {
		if !r.Deleted {
			c := *r
			c.Texts, c.Mentions = slices.Clone(r.Texts), slices.Clone(r.Mentions)
			c.Buttons, c.Links = slices.Clone(r.Buttons), slices.Clone(r.Links)
			all = append(all, c)
		}
	}
	return all
}

// Answers are what the bot has answered that person, oldest first, each with its choices.
func (f *Fake) Answers(to workflow.UserID) []Record {
	return slices.DeleteFunc(f.Messages(), func(r Record) bool { return r.Only != to || r.Answer.Text == "" })
}

// Calls are all calls so far, spoilt ones too.
func (f *Fake) Calls() []Call {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.calls)
}

// String draws what stands as text, for the failure message of a test: the channels, their threads indented.
func (f *Fake) String() string {
	var b strings.Builder
	var channel workflow.Ref
	for _, r := range f.Messages() {
		indent := ""
		if r.Channel != channel {
			channel = r.Channel
			fmt.Fprintf(&b, "#%s\n", channel)
		}
		if r.Thread != "" {
			indent = "  ┆ "
			fmt.Fprintf(&b, "  in thread %s\n", r.Thread)
		}
		if r.Only != "" {
			fmt.Fprintf(&b, "%s(only %s)\n", indent, r.Only)
		}
		for _, m := range r.Mentions {
			fmt.Fprintf(&b, "%s@%s\n", indent, m)
		}
		for line := range strings.Lines(r.Text + "\n") {
			b.WriteString(indent + line)
		}
		for _, label := range r.Buttons {
			fmt.Fprintf(&b, "%s[%s]\n", indent, label)
		}
		for _, label := range r.Links {
			fmt.Fprintf(&b, "%s↗ %s\n", indent, label)
		}
	}
	return b.String()
}

// at gives the message at ref that still stands, or nil. The caller holds the mutex, as for all that follows.
func (f *Fake) at(ref workflow.Ref) *Record {
	for _, r := range f.records {
		if r.Ref == ref && !r.Deleted {
			return r
		}
	}
	return nil
}

// begin counts a call and takes its fault.
func (f *Fake) begin(op Op, key string) (Call, Fault, func(Call) Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := Call{N: len(f.calls) + 1, Op: op, Key: key, At: time.Now()}
	f.calls = append(f.calls, c)
	if faults := f.next[op]; len(faults) > 0 {
		f.next[op] = faults[1:]
		return c, f.settle(op, faults[0]), nil
	}
	return c, Fault{}, f.onCall
}

// settle says how late an answer that is lost on a slow service lands.
func (f *Fake) settle(op Op, fault Fault) Fault {
	if f.kind != Slow || op != OpPost || fault.kind != answerLost {
		return fault
	}
	f.lost++
	return LandAfter(time.Duration(1+f.lost*3%10) * time.Second)
}
