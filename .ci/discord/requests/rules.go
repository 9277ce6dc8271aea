package main

// Rules of Discord, and of the bot, that the description does not tell.

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Limits that Discord documents: https://docs.discord.com/developers/resources/message.
const (
	maxContent = 2000
	maxEmbeds  = 6000 // all embeds of a message together
	maxNonce   = 25
)

// sent is what a request sends as a message.
type sent struct {
	Content string
	Embeds  []struct {
		Title, Description string
		Author             struct{ Name string }
		Footer             struct{ Text string }
		Fields             []struct{ Name, Value string }
	}
	Components []component
	Allowed    *struct {
		Parse *[]string
		Users []string
		Roles []string
	} `json:"allowed_mentions"`
	Nonce   any
	Enforce bool `json:"enforce_nonce"`
}

type component struct {
	CustomID   string `json:"custom_id"`
	Components []component
}

// callback types that send a message: https://docs.discord.com/developers/interactions/receiving-and-responding
const (
	newMessage = 4
	newUpdate  = 7
)

// broken are sentences about the rules that the request breaks. route is where the description has it.
func broken(route string, r request) []string {
	body, posts := sends(route, r)
	if body == nil {
		return nil
	}
	var m sent
	if err := json.Unmarshal(body, &m); err != nil {
		return []string{err.Error()}
	}
	all := append(m.sizes(), m.mentions()...)
	all = append(all, m.doubles()...)
	if posts {
		all = append(all, m.once()...)
	}
	return all
}

// sends is the message that the request sends or edits, if it does. posts says that the bot posts it with its token.
func sends(route string, r request) (body json.RawMessage, posts bool) {
	switch r.Method + " " + route {
	case "POST /channels/{channel_id}/messages":
		return r.Body, true
	case "PATCH /channels/{channel_id}/messages/{message_id}",
		"POST /webhooks/{webhook_id}/{webhook_token}",
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":
		return r.Body, false
	case "POST /interactions/{interaction_id}/{interaction_token}/callback":
		var c struct {
			Type int
			Data json.RawMessage
		}
		if json.Unmarshal(r.Body, &c) == nil && (c.Type == newMessage || c.Type == newUpdate) {
			return c.Data, false
		}
	}
	return nil, false
}

func (m sent) sizes() []string {
	var all []string
	if n := length(m.Content); n > maxContent {
		all = append(all, fmt.Sprintf("content of %d characters", n))
	}
	n := 0
	for _, e := range m.Embeds {
		n += length(e.Title) + length(e.Description) + length(e.Author.Name) + length(e.Footer.Text)
		for _, f := range e.Fields {
			n += length(f.Name) + length(f.Value)
		}
	}
	if n > maxEmbeds {
		all = append(all, fmt.Sprintf("embeds of %d characters in all", n))
	}
	return all
}

// length counts as JavaScript does; whoever keeps to it keeps to the count of characters, too.
func length(text string) int { return len(utf16.Encode([]rune(text))) }

// mentions: nobody is pinged but whoever must act.
func (m sent) mentions() []string {
	switch a := m.Allowed; {
	case a == nil:
		return []string{"no allowed_mentions"}
	case a.Parse == nil || len(*a.Parse) > 0:
		return []string{"allowed_mentions without an empty parse"}
	case len(a.Users) > 1 || len(a.Roles) > 0:
		return []string{"more than one is pinged"}
	}
	return nil
}

// once: Discord knows a post that comes twice.
func (m sent) once() []string {
	nonce, _ := m.Nonce.(string)
	switch {
	case strings.TrimSpace(nonce) == "" || len(nonce) > maxNonce:
		return []string{fmt.Sprintf("the nonce %q", nonce)}
	case !m.Enforce:
		return []string{"a nonce that is not enforced"}
	}
	return nil
}

// doubles: a custom_id is one within its message.
func (m sent) doubles() []string {
	seen := map[string]bool{}
	var all []string
	var look func([]component)
	look = func(some []component) {
		for _, c := range some {
			if c.CustomID != "" && seen[c.CustomID] {
				all = append(all, fmt.Sprintf("the custom_id %q twice", c.CustomID))
			}
			seen[c.CustomID] = true
			look(c.Components)
		}
	}
	look(m.Components)
	return all
}
