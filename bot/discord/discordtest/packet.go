package discordtest

// What goes over the gateway: operations, close codes, intents.
// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway

import (
	"encoding/json"
	"fmt"
	"time"
)

// Operations of the gateway.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoice          = 4
	opResume         = 6
	opReconnect      = 7
	opMembers        = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Codes with which Discord closes a connection of the gateway.
const (
	CloseUnknownError      = 4000
	CloseUnknownOpcode     = 4001
	CloseDecodeError       = 4002
	CloseNotAuthenticated  = 4003
	CloseAuthFailed        = 4004
	CloseAlreadyIdentified = 4005
	CloseInvalidSeq        = 4007
	CloseRateLimited       = 4008
	CloseSessionTimedOut   = 4009
	CloseInvalidShard      = 4010
	CloseInvalidVersion    = 4012
	CloseInvalidIntents    = 4013
	CloseDisallowedIntents = 4014
)

// Intents that matter here.
const (
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentContent        = 1 << 15

	intentsKnown      = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
	intentsPrivileged = intentMembers | intentPresences | intentContent
)

// HeartbeatInterval is what Hello tells.
const HeartbeatInterval = 41250 * time.Millisecond

// packet is one message of the gateway, either way.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Type *string         `json:"t"`
}

// packetOf makes a packet that is no dispatch.
func packetOf(op int, data any) packet { return packet{Op: op, Data: encoded(data)} }

// encoded is v as JSON. The fake makes nothing that has none.
func encoded(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("discordtest: %v", err))
	}
	return raw
}

// endsSession says whether a connection that Discord closes with the code can not be resumed.
func endsSession(code int) bool {
	switch code {
	case CloseAuthFailed, CloseInvalidSeq, CloseSessionTimedOut:
		return true
	}
	return code >= CloseInvalidShard && code <= CloseDisallowedIntents
}
