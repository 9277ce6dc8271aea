// Package pipe makes connections in memory, for tests.
package pipe

import (
	"context"
	"fmt"
	"net"
	"sync"
	"syscall"
)

// Pipe is a listener in memory, which also works in a bubble of testing/synctest: what it accepts are the other ends of
// what Dial gives. A bot's door for signed requests can be served on one.
type Pipe struct {
	fresh  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// New makes a listener. It ends with Close.
func New() *Pipe {
	return &Pipe{fresh: make(chan net.Conn), closed: make(chan struct{})}
}

// Dial opens a connection to whoever accepts next, whatever address it is given. It is refused once the listener is closed.
func (p *Pipe) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.fresh <- there:
		return here, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("dial %s: %w", addr, ctx.Err())
	case <-p.closed:
		return nil, Refused(network)
	}
}

// Accept waits for the next connection.
func (p *Pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.fresh:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

// Close lets nobody in any more. Connections that stand stay.
func (p *Pipe) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

// Addr is no address that anybody else could use.
func (p *Pipe) Addr() net.Addr { return memory{} }

type memory struct{}

func (memory) Network() string { return "memory" }
func (memory) String() string  { return "memory" }

// Refused is the error of a dial where nobody listens.
func Refused(network string) error {
	return &net.OpError{Op: "dial", Net: network, Addr: memory{}, Err: syscall.ECONNREFUSED}
}
