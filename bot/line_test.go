package bot_test

// The network as one process of the bot sees it.

import (
	"context"
	"net"
	"sync"
)

// line is one process's way to the network. Once it is cut nothing goes through any more.
type line struct {
	dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu   sync.Mutex
	open map[net.Conn]bool
	dead bool
}

// Dial opens a connection that ends with the line.
func (l *line) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := l.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return l.keep(c)
}

func (l *line) keep(c net.Conn) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dead {
		_ = c.Close()
		return nil, errDead
	}
	l.open[c] = true
	return kept{c, l}, nil
}

func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead = true
	for c := range l.open {
		_ = c.Close()
	}
}

// kept is a connection of a line.
type kept struct {
	net.Conn
	line *line
}

// Close ends it.
func (k kept) Close() error {
	k.line.mu.Lock()
	delete(k.line.open, k.Conn)
	k.line.mu.Unlock()
	return k.Conn.Close()
}

// mortalListener lets in what ends with the line.
type mortalListener struct {
	net.Listener
	line *line
}

// Accept waits for the next connection.
func (l mortalListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.line.keep(c)
}
