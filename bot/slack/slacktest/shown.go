package slacktest

// Messages and views as people read them: blocks in lines, marks as what they stand for.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// shown is the message as people read it: its blocks where there are some, else its text. The caller holds the mutex, as
// for all that follows.
func (s *Server) shown(m *Message) string {
	if m.Blocks == nil {
		return s.resolved(m.Text)
	}
	return s.blocksShown(m.Blocks)
}

func (s *Server) blocksShown(raw json.RawMessage) string {
	var lines []string
	for _, b := range parsed(raw) {
		block, _ := b.(map[string]any)
		lines = append(lines, s.blockShown(block)...)
	}
	return strings.Join(lines, "\n")
}

// blockShown is one block in lines.
func (s *Server) blockShown(block map[string]any) []string {
	var lines []string
	add := func(line string) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	switch block["type"] {
	case "divider":
		add("―――")
	case "context", "actions":
		add(s.row(block["elements"]))
	case "rich_text":
		add(s.flat(block["elements"]))
	case "markdown":
		add(s.resolved(str(block, "text")))
	case "image":
		add("(" + str(block, "alt_text") + ")")
	default:
		add(s.inline(block["label"]))
		add(s.inline(block["text"]))
		fields, _ := block["fields"].([]any)
		for _, f := range fields {
			add(s.inline(f))
		}
		add(s.inline(block["accessory"]))
		add(s.inline(block["element"]))
	}
	return lines
}

func (s *Server) row(elements any) string {
	all, _ := elements.([]any)
	var parts []string
	for _, e := range all {
		parts = append(parts, s.inline(e))
	}
	return strings.Join(parts, " ")
}

// inline is a text object or an element in one line.
func (s *Server) inline(v any) string {
	o, _ := v.(map[string]any)
	switch o["type"] {
	case nil:
		return ""
	case "mrkdwn":
		return s.resolved(str(o, "text"))
	case "plain_text":
		return unescape.Replace(str(o, "text"))
	case "image":
		return "(" + str(o, "alt_text") + ")"
	case "plain_text_input":
		return "[" + str(o, "initial_value") + "____]"
	}
	var labels []string
	for _, b := range pressable(o, "", 0) {
		labels = append(labels, b.Label)
	}
	return "[" + strings.Join(labels, "|") + "]"
}

// flat is the text of rich text: of a date its fallback, of a link without words its address.
func (s *Server) flat(v any) string {
	var b strings.Builder
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			b.WriteString(s.flat(e))
		}
	case map[string]any:
		if v["type"] == "rich_text_list" {
			return s.list(v)
		}
		b.WriteString(cmp.Or(str(v, "text"), str(v, "fallback"), str(v, "url")) + s.resolved(marked(v)))
		b.WriteString(s.flat(v["elements"]))
	}
	return b.String()
}

// list is a list of rich text, each item on a line behind its number or point.
func (s *Server) list(of map[string]any) string {
	items, _ := of["elements"].([]any)
	before, _ := of["offset"].(float64)
	var lines []string
	for i, item := range items {
		point := "•"
		if of["style"] == "ordered" {
			point = fmt.Sprint(int(before)+i+1, ".")
		}
		lines = append(lines, point+" "+s.flat(item))
	}
	return strings.Join(lines, "\n")
}

var anyMark = regexp.MustCompile(`<([^>|]*)(?:\|([^>]*))?>`)

// resolved is text with its marks as people read them: names for mentions, labels for links, the fallback for a date.
func (s *Server) resolved(text string) string {
	text = anyMark.ReplaceAllStringFunc(text, func(mark string) string {
		parts := anyMark.FindStringSubmatch(mark)
		if m := marks.FindStringSubmatch(mark); m != nil {
			return "@" + s.nameOf(s.resolve(m[1], m[2]), m[2])
		}
		if parts[2] != "" {
			return parts[2]
		}
		return parts[1]
	})
	return unescape.Replace(text)
}

// nameOf is what a mention is read as.
func (s *Server) nameOf(id, unknown string) string {
	switch {
	case id == "":
		return unknown
	case s.members.users[id].ID != "":
		return s.members.users[id].Name
	case s.members.groups[id].ID != "":
		return s.members.groups[id].Handle
	}
	return id
}
