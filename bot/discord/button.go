package discord

// What a button carries: its custom_id holds everything that its press needs, so a bot that has forgotten everything can still
// answer it. A command that is too long for it stands in the footer of the answer, which comes back with the press. The words on
// a button come back too, so it does not carry them. The form stays for ever: old messages keep their buttons.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"syncbot/workflow"
)

// What stands first in a custom_id.
const (
	pressing   = "press"    // press:WORKSHOP/CASE:TURN:ACTION:INPUT:TEXT
	commanding = "command"  // command:INPUT:COMMAND
	inFooter   = "footer"   // footer:INPUT:NUMBER, the number before the command in the footer
	tooLong    = "too-long" // too-long:HASH
)

// maxCommands is how many characters the commands in a footer may have together.
const maxCommands = 1500

// Errors of choiceOf.
const (
	errTooLong    workflow.Misread = "That was too long for a button. Type it as a command, with the workshop after \"at\"."
	errUnreadable workflow.Misread = "I can't read that button any more. Ask again with /syncstatus and the number."
)

// carry is the custom_id of a button for the choice. A command names the people by their ids; see [marked].
func (r *row) carry(c workflow.Choice, mentions []workflow.User) string {
	input := packed(string(c.Action.Input))
	if c.Command == "" {
		where := packed(string(c.Case.Workshop)) + "/" + packed(string(c.Case.ID))
		return short(strings.Join([]string{pressing, where, strconv.Itoa(c.Turn), packed(string(c.Action.ID)), input, c.Text}, ":"))
	}
	command := marked(c.Command, mentions)
	id := commanding + ":" + input + ":" + command
	number := len(r.commands) + 1
	said := fmt.Sprintf("%d: %s", number, command)
	if length(id) <= maxCustomID || r.size()+length(said) > maxCommands || strings.Contains(command, "\n") {
		return short(id)
	}
	r.commands = append(r.commands, said)
	return short(fmt.Sprintf("%s:%s:%d", inFooter, input, number))
}

// short is the custom_id, or one that says that it was too long.
func short(id string) string {
	if length(id) <= maxCustomID && visible(id) == id {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return tooLong + ":" + hex.EncodeToString(sum[:8])
}

// packed is a part of a custom_id without what parts it from others.
func packed(part string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", "/", "%2F").Replace(part)
}

func unpacked(part string) string {
	return strings.NewReplacer("%25", "%", "%3A", ":", "%2F", "/").Replace(part)
}

// choiceOf takes a pressed button apart; footer is that of the message on which it stands. The choice has neither the words on
// the button nor an address, and its command names people as [marked] has it. The error is a sentence for the person who pressed.
func choiceOf(customID, footer string) (workflow.Choice, error) {
	verb, rest, _ := strings.Cut(customID, ":")
	switch verb {
	case pressing:
		return pressOf(rest)
	case commanding:
		input, command, _ := strings.Cut(rest, ":")
		return commandOf(input, command)
	case inFooter:
		input, number, _ := strings.Cut(rest, ":")
		return commandOf(input, numbered(footer, number))
	case tooLong:
		return workflow.Choice{}, errTooLong
	}
	return workflow.Choice{}, errUnreadable
}

func pressOf(packed string) (workflow.Choice, error) {
	parts := strings.SplitN(packed, ":", 5)
	if len(parts) < 5 {
		return workflow.Choice{}, errUnreadable
	}
	workshop, id, placed := strings.Cut(parts[0], "/")
	turn, err := strconv.Atoi(parts[1])
	if err != nil || !placed || parts[2] == "" {
		return workflow.Choice{}, errUnreadable
	}
	return workflow.Choice{
		Action: workflow.Action{ID: workflow.ActionID(unpacked(parts[2])), Input: workflow.Input(unpacked(parts[3]))},
		Case:   workflow.CaseRef{Workshop: workflow.WorkshopID(unpacked(workshop)), ID: workflow.CaseID(unpacked(id))},
		Turn:   turn, Text: parts[4],
	}, nil
}

func commandOf(input, command string) (workflow.Choice, error) {
	if command == "" {
		return workflow.Choice{}, errUnreadable
	}
	return workflow.Choice{Action: workflow.Action{Input: workflow.Input(unpacked(input))}, Command: command}, nil
}

// numbered is the line of the footer with that number; empty: there is none.
func numbered(footer, number string) string {
	for line := range strings.SplitSeq(footer, "\n") {
		if command, ok := strings.CutPrefix(line, number+": "); ok && number != "" {
			return command
		}
	}
	return ""
}
