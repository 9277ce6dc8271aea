package slack

// The limits of Slack as one function, held against everything that is drawn.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

// size counts as JavaScript does.
func size(text string) int { return len(utf16.Encode([]rune(text))) }

// object is a JSON object of what is drawn.
type object = map[string]any

// shown is what was drawn as Slack gets it: a content as an object of text and blocks, a view as it is.
func shown(t testing.TB, v any) object {
	t.Helper()
	if c, ok := v.(content); ok {
		v = object{"text": c.text, "blocks": c.blocks}
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// bounds are the least and the most characters of a text, by where it stands: the type of the block or element, then the field.
var bounds = map[string][2]int{
	"header.text": {1, 150}, "context.elements": {1, 3000}, "text.text": {1, 3000}, "button.text": {1, 75}, "button.value": {1, 2000},
	"button.url": {1, 3000}, "button.action_id": {1, 255}, "input.label": {1, 2000}, "input.hint": {1, 2000},
	"plain_text_input.placeholder": {1, 150}, "static_select.placeholder": {1, 150}, "plain_text_input.initial_value": {1, 3000},
	"modal.title": {1, 24}, "modal.submit": {1, 24}, "modal.close": {1, 24}, "modal.private_metadata": {0, 3000},
	"modal.callback_id": {1, 255}, ".text": {1, 3000}, "date.fallback": {1, 3000}, "option.text": {1, 75}, "option.value": {1, 150},
}

// limits says what Slack would refuse of a message, a modal or App Home.
func limits(o object) []string {
	l := ledger{ids: map[any]bool{}}
	kind, _ := o["type"].(string)
	if all, _ := o["blocks"].([]any); len(all) > map[string]int{"": 50, "modal": 100, "home": 100}[kind] || kind != "" && len(all) == 0 {
		l.say("%d blocks", len(all))
	}
	l.walk(o)
	if all := 12_000; kind == "" && l.all-size(text(o["text"])) > all {
		l.say("all blocks have %d characters, more than %d", l.all, all)
	}
	if whole, _ := json.Marshal(o); len(whole) > 250_000 {
		l.say("it is %d bytes long", len(whole))
	}
	return l.wrong
}

type ledger struct {
	wrong []string
	all   int // characters of all texts
	ids   map[any]bool
}

func (l *ledger) say(format string, args ...any) {
	l.wrong = append(l.wrong, fmt.Sprintf(format, args...))
}

func (l *ledger) most(what string, list any, most int) {
	all, _ := list.([]any)
	if len(all) == 0 || len(all) > most {
		l.say("%s: %d, not 1 to %d", what, len(all), most)
	}
}

// text is a string, or that of a text object.
func text(v any) string {
	if o, ok := v.(object); ok {
		v = o["text"]
	}
	s, _ := v.(string)
	return s
}

func (l *ledger) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.walk(e)
		}
	case object:
		l.object(v)
		for _, e := range v {
			l.walk(e)
		}
	}
}

func (l *ledger) object(o object) {
	kind, _ := o["type"].(string)
	if _, isOption := o["value"]; isOption && kind == "" {
		kind = "option"
	}
	for name, v := range o {
		b, bounded := bounds[kind+"."+name]
		n := size(text(v))
		if _, isList := v.([]any); bounded && !isList && (n < b[0] || n > b[1]) {
			l.say("%s.%s: %d characters, not %d to %d", kind, name, n, b[0], b[1])
		}
	}
	for _, name := range []string{"text", "fallback", "url", "value"} {
		s, ok := o[name].(string)
		if !ok {
			continue
		}
		l.all += size(s)
		if name != "value" && strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			l.say("a control character in %q", s)
		}
	}
	l.lists(kind, o)
}

func (l *ledger) lists(kind string, o object) {
	switch kind {
	case "context":
		l.most("context", o["elements"], 10)
	case "actions":
		l.most("actions", o["elements"], 25)
	case "static_select":
		l.most("options", o["options"], 100)
	case "rich_text":
		l.most("rich_text", o["elements"], 1)
		if n := size(strings.Join(texts(o), "")); n == 0 || n > 3000 {
			l.say("a rich_text of %d characters", n)
		}
	case "rich_text_section", "rich_text_preformatted", "rich_text_list":
		l.most(kind, o["elements"], 3000)
	case "plain_text":
		if o["emoji"] == true || strings.TrimSpace(text(o)) == "" {
			l.say("a plain_text %q with emoji %v", text(o), o["emoji"])
		}
	case "mrkdwn":
		l.say("mrkdwn: what is foreign in it could format")
	case "button", "plain_text_input":
		if l.ids[o["action_id"]] {
			l.say("two buttons have the action_id %v", o["action_id"])
		}
		l.ids[o["action_id"]] = true
	}
}

// texts are what people read below v, in order: dates as their fallback, people as @ and their id, steps behind their number.
func texts(v any) []string {
	var all []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, texts(e)...)
		}
	case object:
		switch v["type"] {
		case "user":
			return []string{"@" + v["user_id"].(string)}
		case "date":
			return []string{v["fallback"].(string)}
		case "rich_text_list":
			for i, item := range v["elements"].([]any) {
				all = append(append(all, fmt.Sprint(i+1, ". ")), texts(item)...)
			}
			return all
		}
		if s, ok := v["text"].(string); ok {
			all = append(all, s)
		}
		for _, name := range []string{"text", "label", "hint", "elements", "element"} {
			if _, isText := v[name].(string); !isText {
				all = append(all, texts(v[name])...)
			}
		}
	}
	return all
}
