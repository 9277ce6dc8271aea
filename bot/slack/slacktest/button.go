package slacktest

// What can be pressed in blocks.

import (
	"encoding/json"
	"fmt"
)

// Button is what can be pressed: a button, or an option of a menu.
type Button struct {
	Label  string
	Action string // its action_id
	Block  string // its block_id
	Value  string
	URL    string
	Style  string

	element map[string]any
	option  map[string]any // nil where it is no menu
}

// Buttons are what can be pressed under the message, in the order they stand there.
func (m Message) Buttons() []Button { return buttons(m.Blocks) }

// Buttons are what can be pressed in the view, beside what submits it.
func (v View) Buttons() []Button { return buttons(v.Blocks) }

func buttons(raw json.RawMessage) []Button {
	var found []Button
	for i, b := range parsed(raw) {
		block, _ := b.(map[string]any)
		id, ok := block["block_id"].(string)
		if !ok {
			id = fmt.Sprintf("block-%d", i)
		}
		inside, _ := block["elements"].([]any)
		if block["type"] != "actions" {
			inside = []any{block["accessory"]}
		}
		for n, e := range inside {
			element, _ := e.(map[string]any)
			found = append(found, pressable(element, id, n)...)
		}
	}
	return found
}

// pressable are the buttons of one element.
func pressable(element map[string]any, block string, n int) []Button {
	b := Button{Action: str(element, "action_id"), Block: block, element: element}
	if b.Action == "" {
		b.Action = fmt.Sprintf("action-%d", n)
	}
	if element["type"] == "button" {
		b.Label, b.Value = label(element["text"]), str(element, "value")
		b.URL, b.Style = str(element, "url"), str(element, "style")
		return []Button{b}
	}
	var found []Button
	for _, o := range optionsOf(element) {
		b.option, b.Label, b.Value, b.URL = o, label(o["text"]), str(o, "value"), str(o, "url")
		found = append(found, b)
	}
	return found
}

// optionsOf are the options of a menu, those in groups too.
func optionsOf(element map[string]any) []map[string]any {
	var found []map[string]any
	all, _ := element["options"].([]any)
	groups, _ := element["option_groups"].([]any)
	for _, g := range groups {
		group, _ := g.(map[string]any)
		inside, _ := group["options"].([]any)
		all = append(all, inside...)
	}
	for _, o := range all {
		option, _ := o.(map[string]any)
		found = append(found, option)
	}
	return found
}

func str(o map[string]any, name string) string {
	text, _ := o[name].(string)
	return text
}

// label is the text of a text object, as people read it.
func label(v any) string {
	o, _ := v.(map[string]any)
	return unescape.Replace(str(o, "text"))
}

// action is the press as the app hears of it.
func (b Button) action() object {
	a := object{"type": b.element["type"], "action_id": b.Action, "block_id": b.Block, "action_ts": stamp()}
	if b.option != nil {
		a["selected_option"] = b.option
		return a
	}
	a["text"] = b.element["text"]
	if b.Value != "" {
		a["value"] = b.Value
	}
	return a
}
