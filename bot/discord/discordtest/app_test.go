package discordtest_test

// The app of these tests: raw HTTP and a raw WebSocket.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"syncbot/bot/discord/discordtest"
)

// packet is one message of the gateway.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// line is one connection of the gateway. Its reader hands over every packet and ends with the connection.
type line struct {
	t      *testing.T
	ws     *websocket.Conn
	heard  chan packet
	gone   chan struct{}
	code   int // of the close; 1006: cut
	serves sync.WaitGroup
	write  sync.Mutex
	seq    int64
	ready  struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
	}
}

// dial opens a connection. Everything that comes is in heard.
func dial(t *testing.T, s *discordtest.Server, address string) *line {
	t.Helper()
	d := websocket.Dialer{NetDialContext: s.Dial}
	ws, resp, err := d.Dial(address+"?v=9&encoding=json", nil)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	_ = resp.Body.Close()
	l := &line{t: t, ws: ws, heard: make(chan packet, 100), gone: make(chan struct{})}
	go l.read()
	t.Cleanup(func() {
		_ = ws.Close()
		<-l.gone
		l.serves.Wait()
	})
	return l
}

func (l *line) read() {
	defer close(l.gone)
	defer close(l.heard)
	for {
		var p packet
		if err := l.ws.ReadJSON(&p); err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				l.code = closed.Code
			}
			return
		}
		l.heard <- p
	}
}

// next is the next packet, which has to be of that operation.
func (l *line) next(op int) packet {
	l.t.Helper()
	p, ok := <-l.heard
	if !ok || p.Op != op {
		l.t.Fatalf("op %d should have come, but %v came: %+v (close %d)", op, ok, p, l.code)
	}
	if p.Seq > 0 {
		l.seq = p.Seq
	}
	return p
}

// event is the next packet, which has to be a dispatch of that type.
func (l *line) event(kind string) packet {
	l.t.Helper()
	p := l.next(0)
	if p.Type != kind {
		l.t.Fatalf("%s should have come, but %s came", kind, p.Type)
	}
	return p
}

// closed waits until the connection has been closed with the code.
func (l *line) closed(code int) {
	l.t.Helper()
	for range l.heard {
	}
	<-l.gone
	if l.code != code {
		l.t.Errorf("closed with %d, should be %d", l.code, code)
	}
}

func (l *line) send(op int, data any) {
	l.t.Helper()
	l.write.Lock()
	defer l.write.Unlock()
	if err := l.ws.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		l.t.Errorf("op %d: %v", op, err)
	}
}

// close closes the connection with the code and waits until it is gone.
func (l *line) close(code int) {
	_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	for range l.heard {
	}
	_ = l.ws.Close()
	<-l.gone
}

func identity() object {
	return object{"token": discordtest.BotToken, "properties": object{"os": "linux"}, "intents": 1<<0 | 1<<9 | 1<<12}
}

// gatewayAddress is what GET /gateway says.
func gatewayAddress(t *testing.T, s *discordtest.Server) string {
	t.Helper()
	resp, err := s.Client().Get(s.URL() + "v9/gateway")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct{ URL string }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.URL
}

// greeted opens a connection and takes its hello.
func greeted(t *testing.T, s *discordtest.Server) *line {
	t.Helper()
	l := dial(t, s, gatewayAddress(t, s))
	l.next(10)
	return l
}

// connect opens a connection that is ready.
func connect(t *testing.T, s *discordtest.Server) *line {
	t.Helper()
	l := greeted(t, s)
	l.send(2, identity())
	ready := l.event("READY")
	if err := json.Unmarshal(ready.Data, &l.ready); err != nil {
		t.Fatal(err)
	}
	l.event("GUILD_CREATE")
	return l
}

// resumeOf opens a connection at the address that READY told, and asks for the session of the other one.
func resumeOf(t *testing.T, s *discordtest.Server, old *line) *line {
	t.Helper()
	l := dial(t, s, old.ready.Resume)
	l.next(10)
	l.send(6, object{"token": discordtest.BotToken, "session_id": old.ready.Session, "seq": old.seq})
	l.ready, l.seq = old.ready, old.seq
	return l
}

// interaction is what the app reads of one.
type interaction struct {
	ID, Token string
	Type      int
	Raw       object
}

func read(t *testing.T, raw []byte) interaction {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Errorf("no interaction: %v", err)
	}
	_ = json.Unmarshal(raw, &in.Raw)
	return in
}

// serve answers every interaction that comes with what answer gives, over REST.
func (l *line) serve(s *discordtest.Server, answer func(interaction) any) {
	l.serves.Go(func() {
		for p := range l.heard {
			if p.Type != "INTERACTION_CREATE" {
				continue
			}
			in := read(l.t, p.Data)
			if a := answer(in); a != nil {
				respond(l.t, s, in, a)
			}
		}
	})
}

// respond posts the response, and gives the status and the answer.
func respond(t *testing.T, s *discordtest.Server, in interaction, answer any) (int, string) {
	body, _ := json.Marshal(answer)
	resp, err := s.Client().Post(s.URL()+"v9/interactions/"+in.ID+"/"+in.Token+"/callback", "application/json", bytes.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text)
}

// bot is a REST call of the bot, which gives the status and the answer.
func bot(t *testing.T, s *discordtest.Server, method, path string, body any) (int, string) {
	t.Helper()
	raw, _ := json.Marshal(body)
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL()+"v9"+path, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+discordtest.BotToken)
	r.Header.Set("Content-Type", "application/json")
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text)
}
