package slack

// What goes over a connection of Socket Mode.

import (
	"context"
	"net"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// frames are those that a client writes, by the first bytes of each (RFC 6455, 5.2). gorilla/websocket writes each at once.
type frames struct {
	mu      sync.Mutex
	longest int // of those that are a whole message
	parts   int // of messages that are sent in parts
}

// recorder is a connection that tells its frames.
type recorder struct {
	net.Conn
	tell *frames
}

func (c recorder) Write(b []byte) (int, error) {
	if !strings.HasPrefix(string(b), "GET ") {
		c.tell.add(b)
	}
	return c.Conn.Write(b)
}

func (f *frames) add(b []byte) {
	const final, kind, part, text = 0x80, 0x0f, 0, 1
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case b[0]&kind == part || b[0]&final == 0:
		f.parts++
	case b[0]&kind == text:
		f.longest = max(f.longest, len(b))
	}
}

// Slack takes an acknowledgement as one frame only; gorilla/websocket would cut one of 19 KB into five.
func TestLongAcknowledgementIsOneFrame(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var sent frames
		r.bot = r.newBot(func(o *Options) {
			o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
				c, err := r.Dial(ctx, network, address)
				return recorder{c, &sent}, err
			}
		})
		e := &ear{answer: func(chat.Request) (workflow.Answer, error) {
			return workflow.Answer{Text: workflow.Words(strings.Repeat("<&> \"quoted\" line of a log\n", 1500))}, nil
		}}
		r.listening(e)
		r.command("641")
		settle()
		if sent.parts > 0 || sent.longest < 17_000 {
			t.Errorf("%d parts were sent, the longest frame has %d bytes", sent.parts, sent.longest)
		}
	})
}

// A trigger lives three seconds: where no form has opened by then, the person is helped.
func TestFormThatHangsIsHelpedInTime(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.Next("views.open", slacktest.Hang())
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		time.Sleep(3*time.Second - time.Millisecond)
		synctest.Wait()
		r.onlyReads(r.kim, "Heard:")
	})
}
