// Package console is a chat in the terminal: one channel with threads, one person at a time, buttons pressed by their
// number. It is a whole chat.Platform, used by the demo and wherever no chat service is configured.
//
// What has been said stands in a transcript file before it is printed, so a message counts as said once it is in the
// file. A process that dies between the two has said it all the same: the next one shows where things stand.
// Only one process may use a transcript at a time; the console does not guard against a second one.
package console

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"sync"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// Options say where the console stands. In, Out, Transcript and User.ID must be set.
type Options struct {
	In          io.Reader        // closed by the caller; a Read under way ends when In does
	Out         io.Writer        // written to by one goroutine at a time, each message in one Write
	Interactive bool             // In is a terminal: a person types, nothing waits for a button that is not there
	Terminal    bool             // Out is a terminal: colour (unless NO_COLOR is set) and longer edits
	Width       int              // of the terminal in columns; 0: lines are not broken
	Greeting    string           // says at every start what this is, in at most three lines; empty: nothing
	Transcript  string           // the file that keeps what was said; made if missing, readable by its owner only
	Now         func() time.Time // the bot's clock; nil: time.Now
	Zone        *time.Location   // of the times that are printed; nil: time.Local
	User        workflow.User    // who sits at the keyboard
	Personas    bool             // for practice: by /as NAME the person at the keyboard speaks as somebody else
	Channel     workflow.Ref     // the only channel; empty: "demo"
}

// Console is a [chat.Platform]. Its methods may be called by many goroutines, but for Listen, which only one may run.
type Console struct {
	channel     workflow.Ref
	now         func() time.Time
	zone        *time.Location
	interactive bool
	terminal    bool
	personas    bool
	greeting    string
	pen         pen

	in         *bufio.Reader
	lines      chan line // closed when In has ended
	held       *line     // read already, but to be taken next; only Listen touches it
	readOnce   sync.Once
	closed     chan struct{}
	closeOnce  sync.Once
	inputEnded chan struct{}
	quit       chan struct{}
	endOnce    sync.Once
	quitOnce   sync.Once

	mu      sync.Mutex // guards all below, and keeps the order of file and screen the same
	file    *transcript
	board   *board
	screen  *screen
	greeted bool
	since   time.Time       // when Listen began; zero: it does not listen
	changed chan struct{}   // closed and made anew when a button is drawn
	wish    *wish           // the button that it waits for; nil: none
	waits   int             // grows when a wait begins and when it ends
	people  []workflow.User // who has spoken, each name once
	user    workflow.User   // who speaks now; changed only while Listen takes a line
}

var _ chat.Platform = (*Console)(nil)

// keysHonoured is how long two posts with one key are one message. The transcript never forgets a key;
// ten years stand for that, since sums of times and durations overflow at "for ever".
const keysHonoured = 10 * 365 * 24 * time.Hour

// New opens the console and reads its transcript back. An error is a sentence for the person who started the program.
func New(o Options) (*Console, error) {
	if o.In == nil || o.Out == nil || o.Transcript == "" || o.User.ID == "" {
		return nil, errors.New("the console needs an input, an output, a transcript file and a user")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.Local
	}
	file, entries, err := openTranscript(o.Transcript)
	if err != nil {
		return nil, err
	}
	b := newBoard()
	for _, e := range entries {
		b.apply(e)
	}
	return &Console{
		user: o.User, people: []workflow.User{o.User}, personas: o.Personas,
		channel: cmp.Or(o.Channel, "demo"), now: o.Now, zone: o.Zone,
		interactive: o.Interactive, terminal: o.Terminal, greeting: o.Greeting,
		pen: newPen(o),
		in:  bufio.NewReaderSize(o.In, maxLine+2), lines: make(chan line),
		closed: make(chan struct{}), inputEnded: make(chan struct{}), quit: make(chan struct{}),
		file: file, board: b, screen: &screen{out: o.Out, prompts: o.Interactive && o.Terminal},
		changed: make(chan struct{}),
	}, nil
}

// Close gives the transcript back. Listen must have returned. What still reads In ends with In's next line or its end.
func (c *Console) Close() error {
	var err error
	c.closeOnce.Do(func() {
		close(c.closed)
		c.mu.Lock()
		defer c.mu.Unlock()
		err = c.file.close()
	})
	return err
}

// InputEnded is closed when the input has ended, by itself or by /quit, and everything typed has been dealt with.
func (c *Console) InputEnded() <-chan struct{} { return c.inputEnded }

// Quit is closed when the person wants to leave: by /quit, or where a person types, by the end of the input (ctrl-D).
func (c *Console) Quit() <-chan struct{} { return c.quit }

// Name is "console".
func (c *Console) Name() string { return "console" }

// Traits are those of the transcript: it keeps every key and can be searched.
func (c *Console) Traits() chat.Traits {
	return chat.Traits{HonoursKeys: keysHonoured, Findable: true}
}

// Status is how it is, for operators.
func (c *Console) Status() chat.Status {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.file.broken != nil:
		return chat.Status{Text: cleanLine("not writing: " + c.file.broken.Error())}
	case c.screen.err != nil:
		return chat.Status{Text: cleanLine("not printing: " + c.screen.err.Error())}
	case c.since.IsZero():
		return chat.Status{Text: "not listening"}
	default:
		return chat.Status{Well: true, Text: "listening since " + c.clock(c.since)}
	}
}
