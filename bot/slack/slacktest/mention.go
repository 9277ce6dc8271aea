package slacktest

// Whom a message mentions, as Slack finds it in the text that people read. Escaped text mentions nobody.

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

var marks = regexp.MustCompile(`<(@|!subteam\^|!name\^|!)([A-Za-z0-9._-]+)(?:\|[^>]*)?>`)

// mentions are whom the message mentions: in its text, and in its blocks wherever Slack resolves marks there.
func (s *Server) mentions(m *Message) []string {
	var found []string
	add := func(text string) { found = append(found, s.mentionsIn(text)...) }
	add(m.Text)
	for _, b := range parsed(m.Blocks) {
		eachMarked(b, add)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (s *Server) mentionsIn(text string) []string {
	var found []string
	for _, mark := range marks.FindAllStringSubmatch(text, -1) {
		if who := s.resolve(mark[1], mark[2]); who != "" {
			found = append(found, who)
		}
	}
	return found
}

// resolve says whom a mark means; nobody where the workspace knows no such.
func (s *Server) resolve(sign, name string) string {
	switch sign {
	case "@":
		return s.members.users[name].ID
	case "!subteam^":
		return s.members.groups[name].ID
	}
	switch name {
	case "here", "channel", "everyone":
		return name
	case "group":
		return "channel"
	}
	if sign == "!name^" {
		return s.named(name)
	}
	return ""
}

// named finds the user or group of that name.
func (s *Server) named(name string) string {
	for id, u := range s.members.users {
		if u.Name == name {
			return id
		}
	}
	for id, g := range s.members.groups {
		if g.Handle == name {
			return id
		}
	}
	return ""
}

// eachMarked calls visit with each text below v in which Slack resolves marks; plain text is none.
func eachMarked(v any, visit func(string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachMarked(e, visit)
		}
	case map[string]any:
		visit(marked(v))
		for _, e := range v {
			eachMarked(e, visit)
		}
	}
}

// marked is the text of one object with its marks, empty where it has none.
func marked(o map[string]any) string {
	get := func(name string) string { text, _ := o[name].(string); return text }
	switch get("type") {
	case "mrkdwn", "markdown":
		return get("text")
	case "user":
		return "<@" + get("user_id") + ">"
	case "usergroup":
		return "<!subteam^" + get("usergroup_id") + ">"
	case "broadcast":
		return "<!" + get("range") + ">"
	}
	return ""
}

func parsed(blocks json.RawMessage) []any {
	var all []any
	if blocks != nil {
		_ = json.Unmarshal(blocks, &all) // checked when they came
	}
	return all
}

// unescape gives the text back as people read it.
var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// escape is what Slack does to what people type.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
