package discordtest

// What a post, an edit or an answer says, as it is read from a body. Keys that nobody knows are let through.

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// content is what a body says. What it leaves out, or sets to null, is empty.
type content struct {
	has      map[string]bool // keys that are there, null or not
	text     string
	embeds   []Embed
	rows     []Row
	allowed  allowed
	flags    int
	nonce    string
	enforced bool
	answers  string // id of the message that it is a reply to
}

// written is a body as clients write it.
type written struct {
	Content      string          `json:"content"`
	Embeds       []Embed         `json:"embeds"`
	Components   []Row           `json:"components"`
	Allowed      json.RawMessage `json:"allowed_mentions"`
	Flags        int             `json:"flags"`
	Nonce        json.RawMessage `json:"nonce"`
	EnforceNonce bool            `json:"enforce_nonce"`
	Reference    *struct {
		Message string `json:"message_id"`
	} `json:"message_reference"`
}

// contentOf reads and checks a body.
func contentOf(raw json.RawMessage) (content, error) {
	var w written
	if err := strictly(raw, &w); err != nil {
		return content{}, err
	}
	var keys map[string]json.RawMessage
	_ = json.Unmarshal(raw, &keys)
	said := content{
		has: map[string]bool{}, text: strings.TrimSpace(w.Content), embeds: w.Embeds, rows: w.Components, flags: w.Flags,
		enforced: w.EnforceNonce,
	}
	for key := range keys {
		said.has[key] = true
	}
	if w.Reference != nil {
		said.answers = w.Reference.Message
	}
	var f form
	said.nonce = nonceOf(w.Nonce, &f)
	said.allowed = allowedOf(w.Allowed, &f)
	said.check(&f)
	return said, f.err()
}

// empty says whether there is nothing to see.
func (c content) empty() bool { return c.text == "" && len(c.embeds) == 0 && len(c.rows) == 0 }

// strictly decodes a body; what has the wrong type is wrong in the form.
func strictly(raw json.RawMessage, into any) error {
	err := json.Unmarshal(raw, into)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong) && wrong.Field != "":
		return one(wrong.Field, "BASE_TYPE_WRONG", "Not of the type "+wrong.Type.String()+".")
	}
	return refuse(http.StatusBadRequest, codeBadJSON, "The request body contains invalid JSON.")
}

// nonceOf reads a nonce, which is a number or a text.
func nonceOf(raw json.RawMessage, f *form) string {
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	var text string
	var n json.Number
	if json.Unmarshal(raw, &text) != nil {
		if json.Unmarshal(raw, &n) != nil {
			f.bad("nonce", "NONCE_TYPE_INVALID", "Nonce must be an integer or a string.")
		}
		text = n.String()
	}
	if length(text) > maxNonce {
		f.bad("nonce", "NONCE_TYPE_TOO_LONG", "Nonce cannot be longer than 25 characters.")
	}
	return text
}
