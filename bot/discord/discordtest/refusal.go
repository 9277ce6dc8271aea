package discordtest

// How Discord says no: an HTTP status, a code of its own, a sentence, and for a form what is wrong with each part.
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#json

import (
	"fmt"
	"net/http"
	"strings"
)

// Codes of Discord.
const (
	codeUnknownChannel     = 10003
	codeUnknownGuild       = 10004
	codeUnknownMember      = 10007
	codeUnknownMessage     = 10008
	codeUnknownUser        = 10013
	codeUnknownWebhook     = 10015
	codeUnknownInteraction = 10062
	codeTooManyCommands    = 30034
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeNotHere            = 50008
	codeNotMine            = 50005
	codeWrongChannel       = 50024
	codeEmpty              = 50006
	codeClosedDirect       = 50007
	codeMissingPermissions = 50013
	codeWebhookToken       = 50027
	codeInvalidForm        = 50035
	codeArchived           = 50083
	codeBadJSON            = 50109
	codeHasThread          = 160004
	codeThreadLocked       = 160005
)

var (
	unauthorized = refusal{status: http.StatusUnauthorized, message: "401: Unauthorized"}
	notFound     = refusal{status: http.StatusNotFound, message: "404: Not Found"}

	unknownChannel     = refuse(http.StatusNotFound, codeUnknownChannel, "Unknown Channel")
	unknownMessage     = refuse(http.StatusNotFound, codeUnknownMessage, "Unknown Message")
	missingAccess      = refuse(http.StatusForbidden, codeMissingAccess, "Missing Access")
	missingPermissions = refuse(http.StatusForbidden, codeMissingPermissions, "Missing Permissions")
	wrongChannel       = refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type")
	archived           = refuse(http.StatusBadRequest, codeArchived, "Thread is archived")
)

// refusal is an answer that says no.
type refusal struct {
	status  int
	code    int
	message string
	errors  object
}

func (r refusal) Error() string { return fmt.Sprintf("HTTP %d, %d: %s", r.status, r.code, r.message) }

func (r refusal) body() object {
	body := object{"message": r.message, "code": r.code}
	if r.errors != nil {
		body["errors"] = r.errors
	}
	return body
}

func refuse(status, code int, message string) error {
	return refusal{status: status, code: code, message: message}
}

// form collects what is wrong with a body, by where it stands, such as embeds.0.title.
type form struct{ errors object }

// bad notes what is wrong there.
func (f *form) bad(where, code, message string) {
	if f.errors == nil {
		f.errors = object{}
	}
	at := f.errors
	for step := range strings.SplitSeq(where, ".") {
		inside, ok := at[step].(object)
		if !ok {
			inside = object{}
			at[step] = inside
		}
		at = inside
	}
	list, _ := at["_errors"].([]object)
	at["_errors"] = append(list, object{"code": code, "message": message})
}

// err refuses the body where anything is wrong with it.
func (f *form) err() error {
	if f.errors == nil {
		return nil
	}
	return refusal{http.StatusBadRequest, codeInvalidForm, "Invalid Form Body", f.errors}
}

// one refuses a body for one thing.
func one(where, code, message string) error {
	var f form
	f.bad(where, code, message)
	return f.err()
}
