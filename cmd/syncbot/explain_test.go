package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// Programs read the answer: an explanation has these fields always, and no other, also inside check's answer.
func TestFieldsOfAnExplanation(t *testing.T) {
	var out bytes.Buffer
	all := append(diagnosis.Default().Explain("xero", "Email address must be valid"), diagnosis.Default().Explain("", "The flux capacitor is missing")...)
	all[0].Undo, all[0].Wait, all[0].Named = "It can't be undone.", 1, true // what is only for the workflow
	if err := writeExplanations(&out, workflow.Xero, all, true); err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Explanations []map[string]any `json:"explanations"`
	}
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil || len(answer.Explanations) != 2 {
		t.Fatal(err, out.String())
	}
	want := []string{"about", "cause", "fix", "group", "guide", "guides", "id", "inferred", "known", "message", "next", "title", "where_to_fix", "who"}
	for _, x := range answer.Explanations {
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(x))); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		for _, g := range x["guides"].([]any) {
			if diff := cmp.Diff([]string{"explains", "title", "url"}, slices.Sorted(maps.Keys(g.(map[string]any)))); diff != "" {
				t.Errorf("guide -want +got:\n%s", diff)
			}
		}
	}
	found, err := json.Marshal(finding{Message: "m", Explanations: published(all)})
	if err != nil || bytes.Contains(found, []byte("undo")) || !bytes.Contains(found, []byte("where_to_fix")) {
		t.Errorf("in check's answer: %s, %v", found, err)
	}
}
