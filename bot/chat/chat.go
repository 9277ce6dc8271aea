// Package chat says what a chat service must do for the bot. It holds no client code.
package chat

import (
	"context"
	"time"

	"syncbot/workflow"
)

// Request is something that a person did. A redelivery carries the same Key.
type Request struct {
	Key   string         // unique per deed and platform, the platform's name first
	At    time.Time      // when the platform took it in, by the bot's clock
	Place workflow.Place // where; its Platform is the platform's name
	By    workflow.User
	Text  string       // a command without its slash word: "641 at northside", "list"; unused with Press
	Press *Press       // an action of a message, or a choice of an answer
	Reply workflow.Ref // where a private answer can still go; opaque, may be empty

	Groups   []string        // ids of the user groups or roles that By is in, as far as the service tells
	Outsider bool            // By is a guest, or a member of another organisation
	Mentions []workflow.User // the people that Text mentions, in its order; in Text each stands as @Name

	Attached []byte // a file that came with Text, as it was sent; nil: none did

	Aside bool // it may have been said to others: what is neither a command nor a log gets the zero Answer

	Private  bool           // nobody but By reads Place: what is asked there may be about what By's channels serve
	Channels []workflow.Ref // with Private: the channels that By is in, as far as the bot is in them too
}

// Press is a press of an action.
type Press struct {
	Case   workflow.CaseRef
	Action workflow.ActionID
	Turn   int    // as it stood on the message
	Text   string // what was typed, for actions with an Input; a choice's Text
}

// Handler decides on a request and commits it. After a nil error what the answer promises is on disk;
// only then may the platform acknowledge. A redelivered request that was committed gets the same answer. What promises
// nothing is not committed and is made anew: a list, a status, help, a refusal, the question which workshop is meant.
// The answer is shown to the person who acted and to nobody else, with all its choices under it; see [Request.Choosing]. The zero
// Answer is not shown.
type Handler func(ctx context.Context, r Request) (workflow.Answer, error)

// Message is something to say. To says where it goes:
//
//   - ToRoot: into the channel of Place; the thread that it begins is its case's. Where Place has a Thread, somebody asked there:
//     a service whose threads hold whole conversations puts the root there, and that thread is the case's.
//   - ToThread: into the thread of Place.
//   - ToPlace: into Place as it stands: the channel, or its Thread if it has one, which is a Posted.Thread or that of a
//     Request's Place. It belongs to no case's thread. Where the place is gone it is refused, and lands nowhere else.
//   - ToOwner: where Person alone reads it.
//   - ToReply: where only the person who made the Request with that Reply reads it.
//
// A platform draws Actions: links as links, all others as buttons. A link to a message of another platform is only named.
type Message struct {
	Key     string           // one for ever; at most 25 characters of a-z, 0-9 and '.'
	Place   workflow.Place   // channel; with ToThread its thread; with ToRoot and ToPlace the thread if it has one
	To      workflow.Target  //
	Reply   workflow.Ref     // with ToReply: the Request's
	Person  workflow.UserID  // with ToOwner: who
	Case    workflow.CaseRef // goes with every action; zero: the note has only links
	Turn    int              // goes with every action
	Note    workflow.Note
	Mention workflow.UserID // who is to be pinged; empty: nobody
	Name    string          // the mentioned person's name, for platforms that cannot ping
	Heading string          // stands above everything, such as "Practice data"; may be empty
	Next    time.Time       // when the bot looks next by itself, for platforms that can count down; zero: it does not
	Again   bool            // nobody can know whether it was said before: mark it so
	Closed  bool            // the case has ended, and no open one is told in its thread: a service may put that away
}

// Actions are what stands under the message: the first few of the note's, then More where there are others.
func (m Message) Actions() []workflow.Action { return workflow.Buttons(m.Note.Actions()) }

// Text is the message in full as plain text, without the mention: the floor for every platform.
func (m Message) Text() string {
	text := m.Note.Words().Text()
	if m.Again {
		text = "(I may have said this before.)\n" + text
	}
	if m.Heading != "" {
		text = m.Heading + "\n" + text
	}
	return text
}

// Posted is where a message stands.
type Posted struct {
	Ref    workflow.Ref // the message, for Show
	Thread workflow.Ref // where answers to it go: the thread that it stands in, else the one that it begins
}

// Traits say what may be built on.
type Traits struct {
	HonoursKeys time.Duration // two Posts with one Key within this time are one message; 0: keys are not honoured
	Findable    bool          // Find can answer
}

// Platform is a chat service. Post, Show and Find keep to the context's deadline and return errors of package outcome:
// Refused is final, Later is certainly not done, any other error is in doubt.
type Platform interface {
	// Name is the platform's name in places, keys and lanes: "slack", "discord", "console".
	Name() string
	// Traits do not change.
	Traits() Traits
	// Listen takes in requests until ctx ends, then returns nil after its last handler has returned.
	// It acknowledges only after h returns.
	Listen(ctx context.Context, h Handler) error
	// Post says a message.
	Post(ctx context.Context, m Message) (Posted, error)
	// Show replaces what stands at r. It may repeat; the last wins.
	Show(ctx context.Context, r workflow.Ref, m Message) error
	// Find looks for a message by its key among those posted at or after since.
	Find(ctx context.Context, m Message, since time.Time) (p Posted, found bool, err error)
	// Status is how it is, for operators.
	Status() Status
}

// Status is how a chat service is. Text is one line: "connected since 10:04", "not connected: invalid token".
type Status struct {
	Well bool // what people do reaches the bot, and what it says reaches them, as far as it knows
	Text string
}
