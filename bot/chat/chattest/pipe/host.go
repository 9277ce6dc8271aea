package pipe

// A pretend service's way to be reached: over HTTP in memory, on loopback, and gone.

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Host serves HTTP over connections in memory, and on loopback where that is asked for. It can go down and come back, and it owns the
// goroutines of what it serves. It must be made by NewHost, and ends with Close.
type Host struct {
	http   *http.Server
	pipe   *Pipe
	client *http.Client
	cut    func()
	done   chan struct{}  // closed by Close
	owned  sync.WaitGroup // every goroutine and connection
	close  sync.Once

	mu    sync.Mutex
	base  string // where the host is reached
	down  bool
	conns map[net.Conn]bool // those that speak HTTP
}

// NewHost serves the handler as the host of that name. cut is called where the host goes down, to end connections that speak HTTP no
// more, such as WebSockets; it may lock whatever the handler locks.
func NewHost(name string, handler http.Handler, cut func()) *Host {
	h := &Host{pipe: New(), cut: cut, done: make(chan struct{}), base: "http://" + name, conns: map[net.Conn]bool{}}
	h.http = &http.Server{
		Handler: h.counting(handler), ConnState: h.watch, ErrorLog: log.New(io.Discard, "", 0), ReadHeaderTimeout: time.Minute,
	}
	h.client = &http.Client{Transport: &http.Transport{DialContext: h.Dial, MaxIdleConnsPerHost: 16}}
	h.Go(func() { _ = h.http.Serve(h.pipe) })
	return h
}

// Close ends everything and waits for it.
func (h *Host) Close() {
	h.close.Do(func() {
		h.Down()
		close(h.done)
		_ = h.http.Close()
		_ = h.pipe.Close()
	})
	h.client.CloseIdleConnections()
	h.owned.Wait()
}

// Base is where the host is reached, such as "http://slack.test": in memory, or on loopback once Loopback was called.
func (h *Host) Base() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.base
}

// Client reaches the host over connections in memory, whatever address it is asked for. It has no timeout.
func (h *Host) Client() *http.Client { return h.client }

// Dial opens a connection in memory, whatever address it is given. It works in a bubble of testing/synctest. While the host is down
// it is refused.
func (h *Host) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if h.IsDown() {
		return nil, Refused(network)
	}
	return h.pipe.Dial(ctx, network, addr)
}

// Loopback also serves on 127.0.0.1; from now on that is the Base. It panics where no port can be had.
func (h *Host) Loopback() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(fmt.Sprintf("pipe: no loopback: %v", err))
	}
	h.mu.Lock()
	h.base = "http://" + l.Addr().String()
	h.mu.Unlock()
	h.Go(func() { _ = h.http.Serve(gate{l, h}) })
}

// Down cuts every connection and lets none in. In memory they are refused; on loopback, where the port must be kept, they are taken
// and cut at once.
func (h *Host) Down() {
	h.mu.Lock()
	h.down = true
	for c := range h.conns {
		_ = c.Close()
	}
	h.mu.Unlock()
	h.cut()
}

// Up ends Down.
func (h *Host) Up() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.down = false
}

// Restart cuts every connection, as a server that is restarted.
func (h *Host) Restart() {
	h.Down()
	h.Up()
}

// IsDown says whether the host is down.
func (h *Host) IsDown() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.down
}

// Go does f in a goroutine that Close waits for.
func (h *Host) Go(f func()) { h.owned.Go(f) }

// After does f once d has passed, unless the host is closed before.
func (h *Host) After(d time.Duration, f func()) {
	h.Go(func() {
		if h.Sleep(d) {
			f()
		}
	})
}

// Sleep waits for d and says whether the host is still open.
func (h *Host) Sleep(d time.Duration) bool {
	if d == 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-h.done:
		return false
	}
}

// Done is closed when the host is.
func (h *Host) Done() <-chan struct{} { return h.done }

// counting lets Close wait for what the handler begins.
func (h *Host) counting(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.owned.Add(1) // the connection is counted still
		defer h.owned.Done()
		handler.ServeHTTP(w, r)
	})
}

// watch keeps the connections that speak HTTP, each counted as long as its goroutine runs.
func (h *Host) watch(c net.Conn, state http.ConnState) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch state {
	case http.StateNew:
		h.owned.Add(1)
		h.conns[c] = true
		if h.down {
			_ = c.Close()
		}
	case http.StateClosed, http.StateHijacked:
		h.owned.Done()
		delete(h.conns, c)
	}
}

// gate is a listener that cuts what comes while the host is down.
type gate struct {
	net.Listener
	h *Host
}

func (g gate) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil || !g.h.IsDown() {
			return c, err
		}
		_ = c.Close()
	}
}
