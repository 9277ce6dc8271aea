package discord

// Why Discord does not reach the bot, in sentences for operators.

import (
	"errors"
	"fmt"
	"slices"
)

// trouble is why a connection does not stand.
type trouble struct {
	sentence string
	final    bool // only a person can mend it
}

var (
	errSilent      = errors.New("Discord was silent")
	errNoHello     = errors.New("Discord did not say Hello")
	errNoAck       = errors.New("Discord did not acknowledge a heartbeat")
	errReconnect   = errors.New("Discord asked for another connection")
	errSessionGone = errors.New("Discord does not know the session any more")
	errTryAgain    = errors.New("Discord wants the session to be gone on with again")
	errLost        = errors.New("the connection was lost")
	errClient      = errors.New("discordgo ended the connection")
	errEnding      = errors.New("nobody listens any more")
)

// closedError is Discord's close code.
type closedError struct{ code int }

// Error names the code.
func (e closedError) Error() string {
	return fmt.Sprintf("Discord closed the connection (close code %d)", e.code)
}

// unreachedError is why Discord has not said Hello at an address of the gateway. Another may be better.
type unreachedError struct{ error }

// Unwrap is why.
func (e unreachedError) Unwrap() error { return e.error }

const copyToken = "Copy it again from the app's settings, Bot › Reset Token, into DISCORD_BOT_TOKEN."

// finalCodes are the close codes after which Discord wants no other connection, with what to do.
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
var finalCodes = map[int]string{
	4004: "Discord refused the bot token (close code 4004). " + copyToken,
	4010: "Discord takes the connection for a wrong part of the bot (close code 4010, shard). Install a newer syncbot.",
	4011: "The bot is in too many servers for one connection (close code 4011). Take it out of those that don't need it.",
	4012: "Discord doesn't speak this version of its gateway any more (close code 4012). Install a newer syncbot.",
	4013: "Discord doesn't know what the bot asks to hear (close code 4013, intents). Install a newer syncbot.",
	4014: "Discord doesn't let the app hear what the bot asks for (close code 4014, intents), which is nothing privileged. " +
		"Check in the app's settings that it is in good standing.",
}

// freshCodes are those of the others after which Discord wants a session to be begun anew. 1000 and 1001 are not among them: they end a
// session where the bot closes with them (https://docs.discord.com/developers/events/gateway#disconnecting), and where Discord or what
// stands before it does, it may know the session all the same.
var freshCodes = []int{4007, 4009}

// endsSession says whether the session is over with such an end of a connection.
func endsSession(err error) bool {
	var closed closedError
	if !errors.As(err, &closed) {
		return errors.Is(err, errSessionGone)
	}
	_, final := finalCodes[closed.code]
	return final || slices.Contains(freshCodes, closed.code)
}

// troubleOf says why there is no connection, or none that lasts. It quotes no error that could hold an address.
func troubleOf(err error) trouble {
	var closed closedError
	switch {
	case errors.As(err, &closed):
		return closedTrouble(closed.code)
	case errors.Is(err, errToken):
		return trouble{"Discord refused the bot token (HTTP 401). " + copyToken, true}
	case errors.Is(err, errUnreached):
		return trouble{sentence: "Discord can't be reached from here."}
	}
	return trouble{sentence: err.Error() + "."}
}

func closedTrouble(code int) trouble {
	if sentence, final := finalCodes[code]; final {
		return trouble{sentence, true}
	}
	return trouble{sentence: closedError{code}.Error() + "."}
}
