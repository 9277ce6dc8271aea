package discord

// Wires: the two WebSockets of a relay, and the packets that go over them.

import (
	"bufio"
	"encoding/json"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// writeTimeout bounds the sending of a packet.
const writeTimeout = 10 * time.Second

// The kinds of packets. https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
const (
	opEvent     = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// packet is what goes over the gateway. https://docs.discord.com/developers/events/gateway-events#payload-structure
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type string          `json:"t"`
}

// wire is a WebSocket to which several goroutines write, and from which one reads.
type wire struct {
	*websocket.Conn
	writing chan struct{} // holds whoever writes
}

func newWire(conn *websocket.Conn) *wire {
	conn.SetCloseHandler(func(int, string) error { return nil }) // an echo would be a close of ours, with Discord's code
	return &wire{conn, make(chan struct{}, 1)}
}

// send writes a packet.
func (w *wire) send(packet any) error {
	w.writing <- struct{}{}
	defer func() { <-w.writing }()
	if err := w.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	return w.WriteJSON(packet)
}

// farewell writes a close frame.
func (w *wire) farewell(code int) {
	_ = w.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(farewellTimeout))
}

// receive waits for the next packet. readable is false for what is none.
func (w *wire) receive() (p packet, readable bool, err error) {
	kind, message, err := w.ReadMessage()
	if err != nil {
		return packet{}, false, err
	}
	readable = kind == websocket.TextMessage && json.Unmarshal(message, &p) == nil
	return p, readable, nil
}

// accept is the WebSocket handshake with a client at the other end of a pipe.
func accept(pipe net.Conn) (*websocket.Conn, error) {
	in := bufio.NewReader(pipe)
	request, err := http.ReadRequest(in)
	if err != nil {
		return nil, err
	}
	return new(websocket.Upgrader).Upgrade(&guest{pipe, in}, request, nil)
}

// guest is a client as the Upgrader wants it: a response that is taken over at once.
type guest struct {
	pipe net.Conn
	in   *bufio.Reader
}

// Header is not looked at.
func (g *guest) Header() http.Header { return http.Header{} }

// WriteHeader says nothing: there is no other answer than the handshake.
func (g *guest) WriteHeader(int) {}

// Write says nothing, either.
func (g *guest) Write(b []byte) (int, error) { return len(b), nil }

// Hijack gives the pipe away.
func (g *guest) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return g.pipe, bufio.NewReadWriter(g.in, bufio.NewWriter(g.pipe)), nil
}
