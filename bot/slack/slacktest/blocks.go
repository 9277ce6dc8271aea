package slacktest

// Block Kit: what blocks may be made of, and how long.

import (
	"fmt"
	"slices"
)

// plain is a plain_text object of at most so many characters.
func plain(most int) check {
	return kinds{"plain_text": {"text": must(chars(1, most)), "emoji": may(flag)}}.check
}

// rich is a text object of either kind.
func rich(most int) check {
	return kinds{
		"plain_text": {"text": must(chars(1, most)), "emoji": may(flag)},
		"mrkdwn":     {"text": must(chars(1, most)), "verbatim": may(flag)},
	}.check
}

var (
	confirm = shape{
		"title": must(plain(100)), "text": must(rich(300)), "confirm": must(plain(30)), "deny": must(plain(30)),
		"style": may(oneOf("primary", "danger")),
	}
	option = shape{
		"text": must(rich(75)), "value": must(chars(1, 150)), "description": may(rich(75)), "url": may(chars(1, 3000)),
	}
	group   = shape{"label": must(plain(75)), "options": must(list(1, 100, option.check))}
	acts    = shape{"action_id": may(chars(1, 255)), "confirm": may(confirm.check), "focus_on_load": may(flag)}
	hints   = shape{"placeholder": may(plain(150))}
	image   = shape{"image_url": must(chars(1, 3000)), "alt_text": must(chars(1, 2000))}
	options = shape{
		"options": may(list(1, 100, option.check)), "option_groups": may(list(1, 100, group.check)),
		"initial_option": may(option.check),
	}
	several = shape{"options": must(list(1, 10, option.check)), "initial_options": may(list(1, 10, option.check))}
	typed   = shape{
		"initial_value": may(chars(0, 3000)), "multiline": may(flag), "min_length": may(number), "max_length": may(number),
		"dispatch_action_config": may(anything),
	}
)

// elements are what can be pressed, chosen or filled in.
var elements = kinds{
	"button": acts.with(shape{
		"text": must(plain(75)), "value": may(chars(1, 2000)), "url": may(chars(1, 3000)),
		"style": may(oneOf("primary", "danger")), "accessibility_label": may(chars(1, 75)),
	}),
	"overflow":         acts.with(shape{"options": must(list(1, 5, option.check))}),
	"static_select":    options.with(acts, hints),
	"radio_buttons":    acts.with(shape{"options": must(list(1, 10, option.check)), "initial_option": may(option.check)}),
	"checkboxes":       several.with(acts),
	"users_select":     acts.with(hints, shape{"initial_user": may(chars(1, 255))}),
	"datepicker":       acts.with(hints, shape{"initial_date": may(chars(10, 10))}),
	"timepicker":       acts.with(hints, shape{"initial_time": may(chars(5, 5)), "timezone": may(chars(1, 255))}),
	"datetimepicker":   acts.with(shape{"initial_date_time": may(number)}),
	"plain_text_input": typed.with(acts, hints),
}

// below is elements without those that may not stand there.
func below(without ...string) kinds {
	some := kinds{}
	for name, s := range elements {
		if !slices.Contains(without, name) {
			some[name] = s
		}
	}
	return some
}

var blockID = shape{"block_id": may(chars(1, 255))}

// blocks are what a message or a view is made of.
var blocks = kinds{
	"section": blockID.with(shape{
		"text": may(rich(3000)), "fields": may(list(1, 10, rich(2000))), "expand": may(flag),
		"accessory": may(either(below("plain_text_input"), "image", image)),
	}),
	"header":  blockID.with(shape{"text": must(plain(150))}),
	"divider": blockID,
	"context": blockID.with(shape{"elements": must(list(1, 10, contextual))}),
	"actions": blockID.with(shape{"elements": must(list(1, 25, below("plain_text_input").check))}),
	"image":   image.with(blockID, shape{"title": may(plain(2000))}),
	"input": blockID.with(shape{
		"label": must(plain(2000)), "element": must(below("button", "overflow").check), "hint": may(plain(2000)),
		"optional": may(flag), "dispatch_action": may(flag),
	}),
	"markdown":  blockID.with(shape{"text": must(chars(1, 12_000))}),
	"rich_text": blockID.with(shape{"elements": must(anything)}),
}

// either is one of the kinds, or the one more that is named.
func either(k kinds, name string, more shape) check {
	all := kinds{name: more}
	for n, s := range k {
		all[n] = s
	}
	return all.check
}

func contextual(p *report, at string, v any) {
	if o, _ := v.(map[string]any); o["type"] == "image" {
		either(nil, "image", image)(p, at, v)
		return
	}
	rich(3000)(p, at, v)
}

// checkBlocks says what is wrong with the blocks of a message or a view.
func checkBlocks(all []any, at string, most int) report {
	var p report
	list(0, most, blocks.check)(&p, at, all)
	seen := map[string]bool{}
	for i, b := range all {
		o, _ := b.(map[string]any)
		where := fmt.Sprintf("%s/%d", at, i)
		if o["type"] == "section" && o["text"] == nil && o["fields"] == nil {
			p.wrong(where, "missing required field: text or fields")
		}
		id, _ := o["block_id"].(string)
		if id != "" && seen[id] {
			p.wrong(where+"/block_id", "block_id already exists: %s", id)
		}
		seen[id] = true
		p = append(p, twice(o, where)...)
	}
	return p
}

// twice says which action_id stands twice in the block.
func twice(block map[string]any, at string) report {
	var p report
	seen := map[any]bool{}
	inside, _ := block["elements"].([]any)
	for i, e := range inside {
		o, _ := e.(map[string]any)
		id := o["action_id"]
		if id != nil && seen[id] {
			p.wrong(fmt.Sprintf("%s/elements/%d/action_id", at, i), "action_id already exists: %v", id)
		}
		seen[id] = true
	}
	return p
}

// checkMessage refuses what Slack refuses as the blocks of a message.
func checkMessage(all []any) error {
	p := checkBlocks(all, "/blocks", maxBlocks)
	if len(p) > 0 {
		slices.Sort(p)
		return refusal{"invalid_blocks", object{"errors": p, "response_metadata": object{"messages": told(p)}}}
	}
	if weight(all) > maxAllBlocks {
		return refuse("msg_blocks_too_long")
	}
	return nil
}

func told(p report) []string {
	var messages []string
	for _, line := range p {
		messages = append(messages, "[ERROR] "+line)
	}
	return messages
}

// weight counts the characters of all texts.
func weight(v any) int {
	sum := 0
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			sum += weight(e)
		}
	case map[string]any:
		if text, ok := v["text"].(string); ok {
			sum += length(text)
		}
		for _, e := range v {
			sum += weight(e)
		}
	}
	return sum
}
