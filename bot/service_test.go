package bot_test

// A chat service as the people round the bot see it, and the fake one of chattest behind that.

import (
	"context"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// service is a chat service. It outlives the processes of the bot.
type service interface {
	// connect is the way of a new process to the service, until the fuse kills it.
	connect(f *fuse) connection
	// messages are what stands there, oldest first.
	messages() []chattest.Record
	// command types a command into #general, until it is acknowledged, and gives the answer.
	command(by workflow.User, text string, mentions ...workflow.User) string
	// press presses the button, until that is acknowledged, and gives the answer. The error says that there is no such button.
	press(by workflow.User, ref workflow.Ref, label, typed string) (string, error)
	// String draws what stands there, for the failure message of a test.
	String() string
}

// connection is one process's way to a service.
type connection struct {
	chat.Platform
	kill func() // the death of the process
	end  func() // its clean end
}

// mortalChat is a service as a process sees it that dies by a fuse.
type mortalChat struct {
	chat.Platform
	fuse  *fuse
	dying func(chattest.Op) // spoils the process's last call; it may be nothing
}

// Post loses its answer where it is the process's last call: on a slow service the message then lands late.
func (c *mortalChat) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	return through(c.fuse, "Post "+m.Key, errDead, func(last bool) (chat.Posted, error) {
		if last {
			c.dying(chattest.OpPost)
		}
		return c.Platform.Post(ctx, m)
	})
}

// Show of a process that dies in it lands late, over what the next process shows meanwhile.
func (c *mortalChat) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	_, err := through(c.fuse, "Show "+m.Key, errDead, func(last bool) (none, error) {
		if last {
			c.dying(chattest.OpShow)
		}
		return none{}, c.Platform.Show(ctx, r, m)
	})
	return err
}

func (c *mortalChat) Find(ctx context.Context, m chat.Message, since time.Time) (chat.Posted, bool, error) {
	var found bool
	p, err := through(c.fuse, "Find "+m.Key, errDead, func(bool) (p chat.Posted, err error) {
		p, found, err = c.Platform.Find(ctx, m, since)
		return p, err
	})
	return p, found, err
}

// fakeService is the fake of chattest. What is not acknowledged is delivered again.
type fakeService struct {
	t *testing.T
	*chattest.Fake
}

func (s fakeService) connect(f *fuse) connection {
	c := s.Client()
	return connection{&mortalChat{c, f, s.dying}, c.Kill, func() {}}
}

func (s fakeService) dying(op chattest.Op) {
	switch op {
	case chattest.OpPost:
		s.Next(op, chattest.LoseAnswer())
	case chattest.OpShow:
		s.Next(op, chattest.LandAfter(10*time.Second))
	}
}

func (s fakeService) messages() []chattest.Record { return s.Messages() }

func (s fakeService) command(by workflow.User, text string, mentions ...workflow.User) string {
	s.t.Helper()
	r := s.Command(by, s.Place("general"), text)
	r.Mentions = mentions
	return s.deliver(r).Text.Text()
}

func (s fakeService) press(by workflow.User, ref workflow.Ref, label, typed string) (string, error) {
	s.t.Helper()
	r, err := s.Press(by, ref, label, typed)
	if err != nil {
		return "", err
	}
	return s.deliver(r).Text.Text(), nil
}

// deliver brings a request to the bot until it is acknowledged.
func (s fakeService) deliver(r chat.Request) workflow.Answer {
	s.t.Helper()
	for range 100 {
		ctx, cancel := context.WithTimeout(s.t.Context(), 3*time.Second)
		answer, err := s.Send(ctx, r)
		cancel()
		if err == nil {
			return answer
		}
		time.Sleep(time.Second)
	}
	s.t.Fatalf("never acknowledged: %+v", r)
	return workflow.Answer{}
}
