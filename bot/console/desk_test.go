package console

// What the tests share: a console whose input is a pipe and whose output can be waited for.

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var dave = workflow.User{ID: "dave", Name: "Dave"}

// paper is an output that can be read back and waited for.
type paper struct {
	mu      sync.Mutex
	text    strings.Builder
	changed chan struct{}
}

func newPaper() *paper { return &paper{changed: make(chan struct{})} }

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.changed)
	p.changed = make(chan struct{})
	return p.text.Write(b)
}

func (p *paper) read() (string, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String(), p.changed
}

func (p *paper) String() string { s, _ := p.read(); return s }

// await waits until part has been printed n times; false: ctx ended first.
func (p *paper) await(ctx context.Context, part string, n int) bool {
	for {
		text, changed := p.read()
		if strings.Count(text, part) >= n {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}

// desk is a console with somebody at it.
type desk struct {
	*Console
	t     *testing.T
	keys  *io.PipeWriter
	paper *paper
	asked chan chat.Request // what the handler got
	leave func()            // ends Listen and waits for it
}

// ten o'clock on an ordinary day
var ten = time.Date(2026, 11, 24, 10, 4, 0, 0, time.UTC)

func options(t *testing.T) Options {
	return Options{
		Transcript: filepath.Join(t.TempDir(), "transcript.jsonl"), User: dave, Zone: time.UTC,
		Now: func() time.Time { return ten },
	}
}

func withPersonas(o Options) Options {
	o.Personas = true
	return o
}

// sitDown opens a console. With a handler it listens.
func sitDown(t *testing.T, o Options, h chat.Handler) *desk {
	t.Helper()
	in, keys := io.Pipe()
	p := newPaper()
	o.In, o.Out = in, p
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Console: c, t: t, keys: keys, paper: p, asked: make(chan chat.Request, 100), leave: func() {}}
	if h != nil {
		d.listen(h)
	}
	t.Cleanup(func() {
		_ = keys.Close()
		_ = in.Close()
		d.leave()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func (d *desk) listen(h chat.Handler) {
	ctx, cancel := context.WithCancel(context.Background())
	returned := make(chan error, 1)
	go func() {
		returned <- d.Listen(ctx, func(ctx context.Context, r chat.Request) (workflow.Answer, error) {
			d.asked <- r
			return h(ctx, r)
		})
	}()
	d.leave = sync.OnceFunc(func() {
		cancel()
		if err := <-returned; err != nil {
			d.t.Errorf("Listen = %v", err)
		}
	})
}

// noted is a handler that takes everything.
func noted(context.Context, chat.Request) (workflow.Answer, error) {
	return workflow.Answer{Text: "Noted."}, nil
}

func (d *desk) types(text string) {
	d.t.Helper()
	if _, err := io.WriteString(d.keys, text); err != nil {
		d.t.Error(err)
	}
}

// sees waits until part has been printed.
func (d *desk) sees(part string) { d.t.Helper(); d.seesTimes(part, 1) }

func (d *desk) seesTimes(part string, n int) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(d.t.Context(), 10*time.Second)
	defer cancel()
	if !d.paper.await(ctx, part, n) {
		d.t.Fatalf("waited for %q, %d times. Printed was:\n%s", part, n, d.paper)
	}
}

func (d *desk) handed() chat.Request {
	d.t.Helper()
	select {
	case r := <-d.asked:
		return r
	case <-time.After(10 * time.Second):
		d.t.Fatalf("the bot was handed nothing. Printed was:\n%s", d.paper)
		return chat.Request{}
	}
}

func (d *desk) post(m chat.Message) chat.Posted {
	d.t.Helper()
	p, err := d.Post(d.t.Context(), m)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) show(r workflow.Ref, m chat.Message) {
	d.t.Helper()
	if err := d.Show(d.t.Context(), r, m); err != nil {
		d.t.Fatal(err)
	}
}

type note struct {
	workflow.Note
	text    string
	actions []workflow.Action
}

func (n note) Words() workflow.Words      { return workflow.Words(n.text) }
func (n note) Actions() []workflow.Action { return n.actions }

var (
	inv123   = workflow.CaseRef{Workshop: "northside", ID: "c1"}
	checkNow = workflow.Action{ID: workflow.CheckNow, Label: "Check now"}
	stop     = workflow.Action{ID: workflow.Stop, Label: "Stop following"}
	fixed    = workflow.Action{ID: workflow.Fixed, Label: "I've fixed it, sync again"}
	paste    = workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText}
	earlier  = workflow.Action{ID: workflow.PressedEarlier, Label: "Pressed earlier…", Input: workflow.InputTime}
	guide    = workflow.Action{ID: workflow.OpenLink, Label: "Xero guide", URL: "https://example.com/x"}
)

func root(key string, turn int, text string, actions ...workflow.Action) chat.Message {
	return chat.Message{
		Key: key, Place: workflow.Place{Platform: "console", Channel: "demo"}, To: workflow.ToRoot,
		Case: inv123, Turn: turn, Note: note{text: text, actions: actions},
	}
}

func under(p chat.Posted, key string, turn int, text string, actions ...workflow.Action) chat.Message {
	m := root(key, turn, text, actions...)
	m.To, m.Place.Thread = workflow.ToThread, p.Thread
	return m
}
