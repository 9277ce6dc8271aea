package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/workshop/report"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// counted is the census of a log.
func counted(t *testing.T, text string) census {
	t.Helper()
	log, err := report.Read(strings.NewReader(text), report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return look{file: "log.csv", system: workflow.Xero, zone: time.UTC}.census(diagnosis.Default(), log)
}

// An entry counts once for each error that it holds, though it says it twice; and equally frequent ones stand newest first.
func TestCensusCountsEntries(t *testing.T) {
	n := counted(t, "Date,Invoice No,Error\n"+
		"24/11/2026 10:01 am,1,Email address must be valid; nothing else; Email address must be valid\n"+
		"24/11/2026 10:02 am,1,Email address must be valid\n"+
		"24/11/2026 10:03 am,2,The TaxType code 'INPUT' cannot be used with account code '630'; The TaxType code 'INPUT' cannot be used with account code '640'\n"+
		"24/11/2026 10:04 am,3,Payments can only be made against Authorised documents\n")
	var got []string
	for _, k := range n.Errors {
		got = append(got, strings.Join(append([]string{k.ID, strings.Repeat("I", k.Entries), k.Newest.Format("15:04")}, k.Numbers...), " "))
	}
	if diff := cmp.Diff([]string{"X4 II 10:02 1", "X5 I 10:04 3", "X3 I 10:03 2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(n.Unknown) != 1 || n.Unknown[0].Message != "nothing else" || n.Unknown[0].Entries != 1 {
		t.Errorf("unknown: %+v", n.Unknown)
	}
}

// Entries without a message are counted apart, and said.
func TestCensusOfBlankEntries(t *testing.T) {
	n := counted(t, "Date,Invoice No,Error\n24/11/2026 10:01 am,1,\n24/11/2026 10:02 am,2,Email address must be valid\n")
	if n.Blank != 1 || !strings.Contains(n.summary(), "1 entry, as of 24 Nov 2026, 10:02 am; 1 more without a message.") {
		t.Error(n.summary(), n.Blank)
	}
}

// What a log says steers no terminal, and a message of several lines stays under its count.
func TestCensusIsSafeToPrint(t *testing.T) {
	n := counted(t, "Date,Invoice No,Error\n24/11/2026 10:01 am,1,\"The \u202eflux\ncapacitor is missing\"\n")
	var out bytes.Buffer
	if err := n.write(&out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "\u202e") || !strings.Contains(out.String(), "\n         capacitor is missing") {
		t.Errorf("%q", &out)
	}
}

// Programs read the answer: it has these fields always, and no other but the ones that may be left out.
func TestFieldsOfACensus(t *testing.T) {
	n := counted(t, "Date,Invoice No,Error\n24/11/2026 10:01 am,1,Email address must be valid\n24/11/2026 10:01 am,1,The flux capacitor is missing\n")
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Errors  []map[string]any `json:"errors"`
		Unknown []map[string]any `json:"unknown"`
		Log     map[string]any   `json:"log"`
		Blank   *int             `json:"without_message"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || len(answer.Errors) != 1 || len(answer.Unknown) != 1 || answer.Log == nil || answer.Blank == nil {
		t.Fatal(err, string(text))
	}
	if diff := cmp.Diff([]string{"entries", "guide", "id", "inferred", "newest", "next", "numbers", "title", "where_to_fix", "who"}, slices.Sorted(maps.Keys(answer.Errors[0]))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"entries", "message", "newest", "numbers"}, slices.Sorted(maps.Keys(answer.Unknown[0]))); diff != "" {
		t.Error(diff)
	}
}

// A row names a few numbers and counts the rest; "and 1 more" would be no shorter than the number itself.
func TestFewNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "no number", 1: "1", 5: "1, 2, 3, 4, 5", 6: "1, 2, 3, 4 and 2 more"} {
		if got := (tally{Numbers: strings.Split("1 2 3 4 5 6", " ")[:n]}).numbers(); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
