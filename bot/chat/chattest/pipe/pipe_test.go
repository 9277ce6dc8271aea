package pipe_test

import (
	"context"
	"errors"
	"net"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"syncbot/bot/chat/chattest/pipe"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBothEndsAreOneConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		heard := make(chan string, 1)
		go func() {
			there, err := p.Accept()
			if err != nil {
				return
			}
			b := make([]byte, 5)
			n, _ := there.Read(b)
			heard <- string(b[:n])
		}()
		here, err := p.Dial(t.Context(), "tcp", "anywhere:80")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := here.Write([]byte("hello")); err != nil || <-heard != "hello" {
			t.Errorf("what was said did not arrive: %v", err)
		}
	})
}

func TestNobodyAccepts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Dial(ctx, "tcp", "anywhere:80"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v, want the end of the dialler's time", err)
		}
		_, _ = p.Close(), p.Close()
		if _, err := p.Dial(t.Context(), "tcp", "anywhere:80"); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("%v, want it refused", err)
		}
		if _, err := p.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("%v, want it closed", err)
		}
	})
}
