package door

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"
	"go.uber.org/goleak"

	"syncbot/bot/chat/chattest/pipe"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// watch is who hears what becomes of a door.
type watch struct {
	opened []string
	closed []error
	again  []time.Duration
	log    *logtest.Hook
}

// keep serves l in virtual time until the test, or stop, ends it.
func keep(t *testing.T, l net.Listener, reopen func(context.Context) (net.Listener, error)) (w *watch, stop func()) {
	t.Helper()
	log, hook := logtest.NewNullLogger()
	w = &watch{log: hook}
	ctx, cancel := context.WithCancel(context.Background())
	var kept sync.WaitGroup
	kept.Go(func() {
		Keep(ctx, Options{
			Listener: l, Reopen: reopen, Pattern: "POST /events",
			Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "heard") }),
			Opened:  func(where string) { w.opened = append(w.opened, where) },
			Closed: func(err error, again time.Duration) {
				w.closed, w.again = append(w.closed, err), append(w.again, again)
			},
			Log: log,
		})
	})
	stop = func() { cancel(); kept.Wait() }
	t.Cleanup(stop)
	synctest.Wait()
	return w, stop
}

// nowhere is where no listener can be had.
func nowhere(context.Context) (net.Listener, error) { return nil, errors.New("address in use") }

// knock sends a request through p.
func knock(t *testing.T, p *pipe.Pipe, method, path string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://bot.test"+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DialContext: p.Dial, DisableKeepAlives: true}
	response, err := (&http.Client{Transport: transport}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestOnlyThePatternIsLetIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		w, _ := keep(t, p, nowhere)
		if len(w.opened) != 1 || w.opened[0] != p.Addr().String()+"/events" {
			t.Errorf("opened at %q", w.opened)
		}
		if status, answer := knock(t, p, http.MethodPost, "/events"); status != http.StatusOK || answer != "heard" {
			t.Errorf("%d %q", status, answer)
		}
		if status, _ := knock(t, p, http.MethodGet, "/events"); status != http.StatusMethodNotAllowed {
			t.Errorf("another method: %d", status)
		}
		if status, _ := knock(t, p, http.MethodPost, "/"); status != http.StatusNotFound {
			t.Errorf("another path: %d", status)
		}
	})
}

// Whatever ends the listener, another is opened, at ever longer intervals, and whoever watches hears of it.
func TestLostDoorIsOpenedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first, second, third := pipe.New(), pipe.New(), pipe.New()
		var tries []time.Time
		w, stop := keep(t, first, func(ctx context.Context) (net.Listener, error) {
			switch tries = append(tries, time.Now()); len(tries) {
			case 9:
				return second, nil
			case 10:
				return third, nil
			}
			return nowhere(ctx)
		})
		_ = first.Close()
		lost := time.Now()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if n := len(tries); n != 9 || tries[0].Sub(lost) < time.Second || tries[0].Sub(lost) > 2*time.Second {
			t.Errorf("it was opened %d times, first at %v", n, tries)
		}
		if len(w.closed) != 9 || !errors.Is(w.closed[0], net.ErrClosed) || w.closed[8].Error() != "address in use" || w.again[8] < time.Minute {
			t.Errorf("it heard %v, and of another try after %v", w.closed, w.again)
		}
		if _, answer := knock(t, second, http.MethodPost, "/events"); answer != "heard" || len(w.opened) != 2 {
			t.Errorf("%q, opened %d times", answer, len(w.opened))
		}
		_ = second.Close()
		time.Sleep(2*time.Second + shutTime)
		if _, answer := knock(t, third, http.MethodPost, "/events"); answer != "heard" {
			t.Errorf("the third says %q", answer)
		}
		if w.again[9] > 2*time.Second {
			t.Errorf("a door that has stood was tried again after %v", w.again[9])
		}
		stop()
		if _, err := third.Accept(); !errors.Is(err, net.ErrClosed) {
			t.Errorf("the listener is not closed at the end: %v", err)
		}
	})
}

// Who came by the door that is lost is not served any more.
func TestConnectionsEndWithTheirDoor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		_, _ = keep(t, p, nowhere)
		c, err := p.Dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Close()
		time.Sleep(shutTime)
		synctest.Wait()
		_ = c.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := c.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("a connection is still open: %v", err)
		}
	})
}

// A process that has lost its address opens the same one.
func TestSameAddressIsOpenedAgain(t *testing.T) {
	first, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := first.Addr()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := listenAt(address)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = second.Close() }()
	if second.Addr().String() != address.String() {
		t.Errorf("%v was opened, not %v", second.Addr(), address)
	}
}

// Where nobody says how another is had, the same address is tried.
func TestLostDoorWithoutReopen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := pipe.New()
		w, _ := keep(t, p, nil)
		_ = p.Close()
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(w.closed) < 2 { // no network opens an address of a pipe
			t.Errorf("closed with %v", w.closed)
		}
	})
}

// What net/http complains about stands in the log like everything else.
func TestComplaintsOfTheServerAreLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, _ := keep(t, tired{pipe.New()}, nowhere)
		if last := w.log.LastEntry(); last == nil || !strings.HasPrefix(last.Message, "http: Accept error: too many open files") {
			t.Errorf("the log says %+v", last)
		}
	})
}

// tired is a listener that takes nobody for now.
type tired struct{ *pipe.Pipe }

func (l tired) Accept() (net.Conn, error) { return nil, syscall.EMFILE }
