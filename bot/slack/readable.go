package slack

// What people read in a message that somebody else has written, out of whatever it is made of.

import "strings"

// readKeys are the fields of blocks and attachments that people read, or that hold others, in the order in which they are
// read: https://docs.slack.dev/reference/block-kit/blocks and .../legacy/legacy-messaging/legacy-secondary-message-attachments.
var readKeys = []string{"pretext", "title", "text", "value", "fields", "elements", "rows", "blocks"}

// inline are the kinds of rich text whose elements stand in one line.
var inline = map[any]bool{"rich_text_section": true, "rich_text_quote": true, "rich_text_preformatted": true}

// readable is what people read in the message. Its text may be no more than what stands in for the blocks of an app.
func readable(m seenMessage) string {
	text := strings.Join([]string{m.Text, readIn(m.Blocks), readIn(m.Attachments)}, "\n")
	return unescape(text, func(_, label string) string { return label })
}

// readIn is the text in a block or attachment, in a list of them, or in a part of one.
func readIn(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		return readInAll(v, "\n")
	case map[string]any:
		var parts []string
		for _, key := range readKeys {
			if text := readField(v, key); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, "\n")
	}
	return ""
}

// readField is the text in one field. The value of a button is not for people; that of an attachment's field, which names no
// type, is.
func readField(v map[string]any, key string) string {
	all, several := v[key].([]any)
	switch {
	case key == "value" && v["type"] != nil:
		return ""
	case several && inline[v["type"]]:
		return readInAll(all, "")
	}
	return readIn(v[key])
}

func readInAll(all []any, between string) string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = readIn(v)
	}
	return strings.Join(texts, between)
}
