package discord

// What a button carries: its custom_id holds everything that its press needs, so a bot that has forgotten everything can still
// answer it. What is too long for that stands in the footer of the message, which comes back with the press. The words on a button
// come back too, so it does not carry them. The form stays for ever: old messages keep their buttons.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// What stands first in a custom_id.
const (
	pressing   = "press"    // press:WORKSHOP/CASE:TURN:ACTION:INPUT:TEXT
	commanding = "command"  // command:INPUT:COMMAND
	inFooter   = "footer"   // footer:NUMBER, which stands in the footer before one of the above
	tooLong    = "too-long" // too-long:HASH
)

// maxNotes is how many characters of a footer may be such.
const maxNotes = 1500

// Errors of choiceOf.
const (
	errTooLong    workflow.Misread = "That was too long for a button. Type it as a command, with the workshop after \"at\"."
	errUnreadable workflow.Misread = "I can't read that button any more. Ask again with /syncstatus and the number."
)

// carry is the custom_id of a button for the choice. A command names the people by their ids; see [marked].
func (r *row) carry(c workflow.Choice, mentions []workflow.User) string {
	all := payload(c, mentions)
	note := fmt.Sprintf("%d: %s", len(r.notes)+1, all)
	switch {
	case chars.Visible(all) != all || strings.Contains(all, "\n"), chars.Length(all) > maxCustomID && r.size()+chars.Length(note) > maxNotes:
		sum := sha256.Sum256([]byte(all))
		return tooLong + ":" + hex.EncodeToString(sum[:8])
	case chars.Length(all) <= maxCustomID:
		return all
	}
	r.notes = append(r.notes, note)
	return fmt.Sprintf("%s:%d", inFooter, len(r.notes))
}

// payload is what the choice's press needs.
func payload(c workflow.Choice, mentions []workflow.User) string {
	input := packed(string(c.Action.Input))
	if c.Command != "" {
		return strings.Join([]string{commanding, input, marked(c.Command, mentions)}, ":")
	}
	where := packed(string(c.Case.Workshop)) + "/" + packed(string(c.Case.ID))
	return strings.Join([]string{pressing, where, strconv.Itoa(c.Turn), packed(string(c.Action.ID)), input, c.Text}, ":")
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
	if number, ok := strings.CutPrefix(customID, inFooter+":"); ok {
		customID = noted(footer, number)
	}
	verb, rest, _ := strings.Cut(customID, ":")
	switch verb {
	case pressing:
		return pressOf(rest)
	case commanding:
		input, command, _ := strings.Cut(rest, ":")
		return commandOf(input, command)
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

// noted is what stands in the footer behind that number; empty: nothing does.
func noted(footer, number string) string {
	for line := range strings.SplitSeq(footer, "\n") {
		if note, ok := strings.CutPrefix(line, number+": "); ok && number != "" {
			return note
		}
	}
	return ""
}
