package slacktest

// What a message may say: read from a call and held against the limits.

import (
	"encoding/json"
	"net/url"
	"regexp"
	"unicode/utf16"
)

// The limits of a message as a whole.
const (
	maxText        = 40_000 // a post is cut off here
	maxEdited      = 4_000  // an edit that is longer is refused
	maxBlocks      = 50
	maxAllBlocks   = 13_200 // characters over all blocks
	maxAttachments = 100
	maxMetadata    = 8_000
)

// read takes what a message is to say from a call and says what Slack would refuse.
func read(args url.Values) (content, error) {
	c := content{text: args.Get("text"), unfurls: args.Get("unfurl_links") != "false" || args.Get("unfurl_media") != "false"}
	if md := args.Get("markdown_text"); md != "" {
		if c.text != "" || args.Get("blocks") != "" {
			return c, refuse("markdown_text_conflict")
		}
		c.text = md
	}
	var err error
	if c.blocks, err = readBlocks(args.Get("blocks")); err != nil {
		return c, err
	}
	if c.metadata, err = readMetadata(args.Get("metadata")); err != nil {
		return c, err
	}
	attachments, err := countAttachments(args.Get("attachments"))
	switch {
	case err != nil:
		return c, err
	case attachments == 0 && c.blocks == nil && c.text == "":
		return c, refuse("no_text")
	}
	if truth(args, "link_names") || args.Get("parse") == "full" {
		c.text = bareNames.ReplaceAllString(c.text, "<!name^$1>")
	}
	return c, nil
}

// bareNames are names as people type them, which count only where link_names asks for it.
var bareNames = regexp.MustCompile(`@([a-z0-9._-]+)`)

func readBlocks(given string) (json.RawMessage, error) {
	if given == "" || given == "null" {
		return nil, nil
	}
	var blocks []any
	if json.Unmarshal([]byte(given), &blocks) != nil {
		return nil, refuse("invalid_blocks_format")
	}
	if len(blocks) == 0 {
		return nil, nil
	}
	if err := checkMessage(blocks); err != nil {
		return nil, err
	}
	return json.RawMessage(given), nil
}

func readMetadata(given string) (json.RawMessage, error) {
	if given == "" {
		return nil, nil
	}
	var m struct {
		Type    *string        `json:"event_type"`
		Payload map[string]any `json:"event_payload"`
	}
	if json.Unmarshal([]byte(given), &m) != nil {
		return nil, refuse("invalid_metadata_format")
	}
	switch {
	case given == "{}":
		return nil, nil
	case m.Type == nil || *m.Type == "" || m.Payload == nil:
		return nil, refuse("invalid_metadata_schema")
	case len(given) > maxMetadata:
		return nil, refuse("metadata_too_large")
	}
	return json.RawMessage(given), nil
}

func countAttachments(given string) (int, error) {
	var all []json.RawMessage
	switch {
	case given == "":
	case json.Unmarshal([]byte(given), &all) != nil:
		return 0, refuse("invalid_attachments")
	case len(all) > maxAttachments:
		return 0, refuse("too_many_attachments")
	}
	return len(all), nil
}

// length counts as JavaScript does, which never counts less than anybody else.
func length(text string) int { return len(utf16.Encode([]rune(text))) }

func cut(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}
