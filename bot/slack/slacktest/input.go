package slacktest

// The inputs of a modal, and what people put there.

import (
	"fmt"
	"slices"
)

// input is one input block of a modal.
type input struct {
	block, action, label string
	optional             bool
	element              map[string]any
}

func inputsOf(v *View) []input {
	var found []input
	for i, b := range parsed(v.Blocks) {
		o, _ := b.(map[string]any)
		if o["type"] != "input" {
			continue
		}
		element, _ := o["element"].(map[string]any)
		in := input{str(o, "block_id"), str(element, "action_id"), label(o["label"]), o["optional"] == true, element}
		if in.block == "" {
			in.block = fmt.Sprintf("block-%d", i)
		}
		if in.action == "" {
			in.action = "action-0"
		}
		found = append(found, in)
	}
	return found
}

// fill gives the values of the modal's inputs, or says what Slack's own client would say.
func fill(v *View, filled map[string]string) (object, error) {
	values := object{}
	used := map[string]bool{}
	for _, in := range inputsOf(v) {
		text, given := "", false
		for _, name := range []string{in.label, in.block, in.action} {
			if t, ok := filled[name]; ok {
				text, given, used[name] = t, true, true
			}
		}
		value, err := in.value(text, given)
		if err != nil {
			return nil, err
		}
		values[in.block] = object{in.action: value}
	}
	for name := range filled {
		if !used[name] {
			return nil, fmt.Errorf("the modal has no input %q", name)
		}
	}
	return values, nil
}

// value is what stands in the input.
func (in input) value(text string, given bool) (object, error) {
	kind := str(in.element, "type")
	value := object{"type": kind}
	var err error
	switch kind {
	case "plain_text_input":
		value["value"], err = in.typed(text, given)
	case "static_select", "radio_buttons":
		value["selected_option"], err = in.chosen(text, given)
	case "checkboxes":
		value["selected_options"], err = in.ticked(text, given)
	default:
		name := map[string]string{
			"users_select": "selected_user", "datepicker": "selected_date", "timepicker": "selected_time",
			"datetimepicker": "selected_date_time",
		}[kind]
		value[name] = orNil(text, given, in.element["initial_"+name[len("selected_"):]])
	}
	if err == nil && !in.optional && empty(value) {
		err = fmt.Errorf("%s: please complete this required field", in.label)
	}
	return value, err
}

func empty(value object) bool {
	for name, v := range value {
		if all, ok := v.([]map[string]any); name != "type" && v != nil && (!ok || len(all) > 0) {
			return false
		}
	}
	return true
}

func (in input) typed(text string, given bool) (any, error) {
	least, _ := in.element["min_length"].(float64)
	if most, ok := in.element["max_length"].(float64); ok && length(text) > int(most) {
		return nil, fmt.Errorf("%s: no more than %d characters", in.label, int(most))
	}
	if text != "" && length(text) < int(least) {
		return nil, fmt.Errorf("%s: at least %d characters", in.label, int(least))
	}
	return orNil(text, given, in.element["initial_value"]), nil
}

// orNil is what was given, else what stood there first; nothing is nil.
func orNil(text string, given bool, initial any) any {
	switch {
	case !given && initial != "":
		return initial
	case text == "":
		return nil
	}
	return text
}

func (in input) chosen(text string, given bool) (any, error) {
	if !given {
		return in.element["initial_option"], nil
	}
	return in.option(text)
}

func (in input) ticked(text string, given bool) (any, error) {
	switch {
	case !given && in.element["initial_options"] != nil:
		return in.element["initial_options"], nil
	case text == "":
		return []map[string]any{}, nil
	}
	o, err := in.option(text)
	return []map[string]any{o}, err
}

// option finds the option of that label or value.
func (in input) option(text string) (map[string]any, error) {
	all := optionsOf(in.element)
	i := slices.IndexFunc(all, func(o map[string]any) bool { return label(o["text"]) == text || str(o, "value") == text })
	if i < 0 {
		return nil, fmt.Errorf("%s: there is no option %q", in.label, text)
	}
	return all[i], nil
}
