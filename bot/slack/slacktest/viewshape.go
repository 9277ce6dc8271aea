package slacktest

// What a view may be made of.

import (
	"encoding/json"
	"fmt"
	"slices"
)

const (
	maxViewBlocks = 100
	maxView       = 250_000 // bytes
)

var (
	anyView = shape{
		"blocks": must(anything), "private_metadata": may(chars(0, 3000)), "callback_id": may(chars(0, 255)),
		"external_id": may(chars(0, 255)),
	}
	viewKinds = kinds{
		"modal": anyView.with(shape{
			"title": must(plain(24)), "submit": may(plain(24)), "close": may(plain(24)), "clear_on_close": may(flag),
			"notify_on_close": may(flag), "submit_disabled": may(flag),
		}),
		"home": anyView,
	}
)

// readView takes a view of that type from a call and says what Slack would refuse. The caller holds the mutex.
func (s *Server) readView(given, kind string) (*View, error) {
	var whole map[string]any
	var raw map[string]json.RawMessage
	if json.Unmarshal([]byte(given), &whole) != nil || json.Unmarshal([]byte(given), &raw) != nil {
		return nil, invalidView(report{"failed to parse [json-pointer:/view]"})
	}
	if len(given) > maxView {
		return nil, refuse("view_too_large")
	}
	if p := checkView(whole, kind); len(p) > 0 {
		return nil, invalidView(p)
	}
	if external := str(whole, "external_id"); external != "" && s.openView("", external) != nil && kind == "modal" {
		return nil, refuse("duplicate_external_id")
	}
	s.serial++
	return &View{
		ID: fmt.Sprintf("V%d", s.serial), hash: fmt.Sprintf("hash-%d", s.serial), Type: kind, Callback: str(whole, "callback_id"),
		Private: str(whole, "private_metadata"), Title: label(whole["title"]), Submit: label(whole["submit"]),
		Blocks: raw["blocks"], external: str(whole, "external_id"), raw: raw,
	}, nil
}

func checkView(whole map[string]any, kind string) report {
	var p report
	if whole["type"] != kind {
		p.wrong("/view/type", "must be %s", kind)
		return p
	}
	viewKinds.check(&p, "/view", whole)
	blocks, _ := whole["blocks"].([]any)
	p = append(p, checkBlocks(blocks, "/view/blocks", maxViewBlocks)...)
	if kind == "modal" && whole["submit"] == nil && slices.ContainsFunc(blocks, isInput) {
		p.wrong("/view", "missing required field: submit, because there are inputs")
	}
	return p
}

func isInput(b any) bool {
	o, _ := b.(map[string]any)
	return o["type"] == "input"
}

func invalidView(p report) error {
	slices.Sort(p)
	return refusal{"invalid_arguments", object{"response_metadata": object{"messages": told(p)}}}
}
