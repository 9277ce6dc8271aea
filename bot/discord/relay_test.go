package discord

// What goes over the wire, as Discord sees it.

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/discord/discordtest"
)

// tap is a connection that tells the frames which go to Discord. gorilla/websocket writes each at once (RFC 6455, 5.2).
type tap struct {
	net.Conn
	heard *frames
}

// frames are what was written, over all connections.
type frames struct {
	mu     sync.Mutex
	texts  []string
	closes []int // codes
	asked  string
}

func (c tap) Write(b []byte) (int, error) {
	c.heard.add(b)
	return c.Conn.Write(b)
}

func (f *frames) add(b []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if strings.HasPrefix(string(b), "GET ") {
		f.asked, _, _ = strings.Cut(string(b), "\r\n")
		return
	}
	const text, closing = 1, 8
	masked := b[2:]
	if b[1]&0x7f == 126 {
		masked = b[4:]
	}
	key, data := masked[:4], slices.Clone(masked[4:])
	for i := range data {
		data[i] ^= key[i%4]
	}
	switch b[0] & 0x0f {
	case text:
		f.texts = append(f.texts, string(data))
	case closing:
		f.closes = append(f.closes, int(binary.BigEndian.Uint16(data)))
	}
}

// tapped is another process of the bot, whose frames are heard.
func (r *rig) tapped() *frames {
	heard := &frames{}
	r.through(func(conn net.Conn) net.Conn { return tap{conn, heard} })
	return heard
}

// With its code the session ends. Where Listen ends it is to: people see at once that the bot is gone.
func TestOnlyTheEndOfListenIsACloseFrame(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.tapped()
		stop := r.online()
		for _, ends := range []func(){
			r.Reconnect, r.CutGateway, r.StopAcks, r.StartAcks, func() { r.InvalidSession(true) }, func() { r.InvalidSession(false) },
			func() { r.CloseGateway(4000) }, func() { r.CloseGateway(1000) },
		} {
			ends()
			time.Sleep(5 * time.Minute)
		}
		r.up()
		if len(heard.closes) > 0 {
			t.Errorf("closed with %v", heard.closes)
		}
		stop()
		if len(heard.closes) != 1 || heard.closes[0] != 1000 {
			t.Errorf("closed with %v at the end", heard.closes)
		}
	})
}

func TestIdentify(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.tapped()
		r.online()
		var says struct {
			Op   int `json:"op"`
			Data struct {
				Token    string          `json:"token"`
				Intents  int             `json:"intents"`
				Compress bool            `json:"compress"`
				Shard    json.RawMessage `json:"shard"`
			} `json:"d"`
		}
		if err := json.Unmarshal([]byte(heard.texts[0]), &says); err != nil {
			t.Fatal(err)
		}
		const guilds, guildMessages, directMessages = 1 << 0, 1 << 9, 1 << 12
		if d := says.Data; says.Op != 2 || d.Intents != guilds|guildMessages|directMessages || d.Compress || d.Shard != nil {
			t.Errorf("IDENTIFY is %+v", says)
		}
		if want := "GET /gateway/?encoding=json&v=9 HTTP/1.1"; heard.asked != want {
			t.Errorf("asked for %q, want %q", heard.asked, want)
		}
	})
}

func TestHeartbeatsTellTheNumberOfTheLatestEvent(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		heard := r.tapped()
		r.online()
		told := func() (number int64) {
			r.AskHeartbeat()
			synctest.Wait()
			var beat struct {
				Op   int   `json:"op"`
				Data int64 `json:"d"`
			}
			if err := json.Unmarshal([]byte(heard.texts[len(heard.texts)-1]), &beat); err != nil || beat.Op != opHeartbeat {
				t.Errorf("it says %+v, %v", beat, err)
			}
			return beat.Data
		}
		before := told()
		r.Dispatch("TYPING_START", map[string]any{})
		if got := told(); before < 3 || got != before+1 { // READY, GUILD_CREATE and a command came before
			t.Errorf("%d, and %d after one event more", before, got)
		}
	})
}

// Where the address for going on does not answer, the usual one may.
func TestDetour(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var refuse atomic.Bool
		r.dialled(func(dial func() (net.Conn, error)) (net.Conn, error) {
			if refuse.Swap(false) {
				return nil, errors.New("no route to host")
			}
			return dial()
		})
		r.online()
		refuse.Store(true)
		r.CutGateway()
		time.Sleep(8 * time.Second)
		r.up()
		if r.Identifies() != 1 || r.Resumes() != 1 || r.ResumesElsewhere() != 0 {
			t.Errorf("%d IDENTIFYs, %d RESUMEs, of them %d at the first address", r.Identifies(), r.Resumes(), r.ResumesElsewhere())
		}
	})
}

// An address that takes connections and says nothing, or not even that, is as good as none.
func TestDetourWhereNobodySpeaks(t *testing.T) {
	for name, silence := range map[string]func(dial func() (net.Conn, error)) (net.Conn, error){
		"no Hello": func(dial func() (net.Conn, error)) (net.Conn, error) {
			conn, err := dial()
			return mute{conn}, err
		},
		"no handshake": func(func() (net.Conn, error)) (net.Conn, error) {
			here, there := net.Pipe()
			go func() { _, _ = io.Copy(io.Discard, there) }()
			return here, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				var silent atomic.Bool
				r.dialled(func(dial func() (net.Conn, error)) (net.Conn, error) {
					if silent.Swap(false) {
						return silence(dial)
					}
					return dial()
				})
				r.online()
				silent.Store(true)
				r.CutGateway()
				time.Sleep(handshakeTimeout + 8*time.Second)
				r.up()
				if r.Identifies() != 1 || r.Resumes() != 1 || r.ResumesElsewhere() != 0 {
					t.Errorf("%d IDENTIFYs, %d RESUMEs, of them %d at the first address", r.Identifies(), r.Resumes(), r.ResumesElsewhere())
				}
			})
		})
	}
}

// mute is a connection on which nothing is heard after the handshake.
type mute struct{ net.Conn }

func (c mute) Read(b []byte) (int, error) {
	for {
		n, err := c.Conn.Read(b)
		if err != nil {
			return n, err
		}
		if head, _, found := strings.Cut(string(b[:n]), "\r\n\r\n"); found && strings.HasPrefix(head, "HTTP") {
			return len(head) + len("\r\n\r\n"), nil
		}
	}
}

// A heartbeat that can't be sent must not wait for ever: nobody would notice that none is acknowledged.
func TestNetworkThatTakesNothing(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var latest *atomic.Bool
		r.through(func(conn net.Conn) net.Conn {
			nobody, _ := net.Pipe()
			latest = new(atomic.Bool)
			return blocking{conn, nobody, latest}
		})
		r.online()
		latest.Store(true)
		time.Sleep(discordtest.HeartbeatInterval + writeTimeout + 7*time.Second)
		r.up()
	})
}

// blocking is a connection that gets stuck: what is written is not taken, and nothing is heard.
type blocking struct {
	net.Conn
	nobody net.Conn
	stuck  *atomic.Bool
}

func (c blocking) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.stuck.Load() {
		return c.nobody.Read(b)
	}
	return n, err
}

func (c blocking) Write(b []byte) (int, error) {
	if c.stuck.Load() {
		return c.nobody.Write(b)
	}
	return c.Conn.Write(b)
}

func (c blocking) SetWriteDeadline(t time.Time) error {
	return errors.Join(c.Conn.SetWriteDeadline(t), c.nobody.SetWriteDeadline(t))
}

func (c blocking) Close() error { return errors.Join(c.Conn.Close(), c.nobody.Close()) }

// discordgo would wait for its READY for ever.
func TestNoAnswerToIdentify(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var deaf atomic.Bool
		deaf.Store(true)
		r.through(func(conn net.Conn) net.Conn { return losing{conn, deaf.Swap(false)} })
		r.dialling(nil)
		time.Sleep(readyTimeout + time.Millisecond)
		r.says("connecting since", "Discord was silent")
		time.Sleep(2 * time.Second)
		r.up()
		r.signIns(1, 0)
	})
}

// losing is a connection on which what is said after the handshake is lost.
type losing struct {
	net.Conn
	loses bool
}

func (c losing) Write(b []byte) (int, error) {
	if c.loses && !strings.HasPrefix(string(b), "GET ") {
		return len(b), nil
	}
	return c.Conn.Write(b)
}

// discordgo closes twice where its first heartbeat fails, the second time perhaps the next connection.
func TestConnectionsThatEndAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.online()
		for n := range 200 {
			before := r.Resumes()
			r.CutGateway()
			for r.Resumes() == before {
				time.Sleep(time.Millisecond)
			}
			r.Reconnect() // at the moment at which it stands
			time.Sleep(30 * time.Second)
			if got := r.Resumes() - before; got != 2 {
				t.Fatalf("%d: %d RESUMEs", n, got)
			}
		}
		r.up()
	})
}

// Discord's own words for what it does not take are not repeated.
func TestRefusedHandshake(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.through(func(conn net.Conn) net.Conn { return refusing{conn} })
		r.dialling(nil)
		time.Sleep(time.Second)
		r.says("connecting since", "Discord is having trouble (HTTP 503).")
	})
}

// refusing is a connection whose server answers with 503.
type refusing struct{ net.Conn }

const unavailable = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"

func (refusing) Read(b []byte) (int, error) { return copy(b, unavailable), nil }

func TestHelloThatMakesNoSense(t *testing.T) {
	for _, hello := range []string{`{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":10}`, `{"op":0,"t":"READY","d":{}}`, `null`, `7`, `{`} {
		inBubble(t, func(t *testing.T, r *rig) {
			r.through(func(conn net.Conn) net.Conn { return saying{conn, hello, new(atomic.Bool)} })
			r.dialling(nil)
			time.Sleep(time.Second)
			r.says("connecting since", "Discord did not say Hello.")
		})
	}
}

// saying is a connection on which the first packet is another.
type saying struct {
	net.Conn
	says string
	said *atomic.Bool
}

func (c saying) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if err == nil && !strings.HasPrefix(string(b[:n]), "HTTP") && !c.said.Swap(true) {
		return copy(b, append([]byte{0x81, byte(len(c.says))}, c.says...)), nil
	}
	return n, err
}

func TestNoGatewayWithoutAnAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "gateway.discord.gg", "https://gateway.discord.gg", "wss://", "\n"} {
		if got, err := dialled(address); err == nil {
			t.Errorf("%q is dialled as %q", address, got)
		}
	}
	if got, err := dialled("wss://gateway.discord.gg"); err != nil || got != "wss://gateway.discord.gg/?encoding=json&v=9" {
		t.Errorf("dialled as %q, %v", got, err)
	}
}

func TestReadyThatTellsLittle(t *testing.T) {
	t.Parallel()
	for says, want := range map[string]struct {
		resumable bool
		address   string
	}{
		`{"session_id":"a","resume_gateway_url":"wss://there"}`: {true, "wss://there"},
		`{"session_id":"a","resume_gateway_url":"there"}`:       {true, ""},
		`{"session_id":"a"}`:                   {true, ""},
		`{"resume_gateway_url":"wss://there"}`: {false, "wss://there"},
		`{"session_id":7,"guilds":[null]}`:     {false, ""},
		`null`:                                 {false, ""},
		`"x"`:                                  {false, ""},
	} {
		r := newRelay(&gateway{session: &session{}})
		short := r.ready(json.RawMessage(says))
		if got := r.session; got.resumable != want.resumable || got.address != want.address || strings.Contains(string(short), "guilds") {
			t.Errorf("%s: resumable %v at %q, passed on as %s", says, got.resumable, got.address, short)
		}
	}
}
