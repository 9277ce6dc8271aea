package diagnosis

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzExplain: whatever a log holds, explaining it is safe, repeatable and honest. BenchmarkExplain says how long it takes.
func FuzzExplain(f *testing.F) {
	for _, d := range everyEntry(f) {
		for _, sample := range d.Samples {
			f.Add("xero", sample.Text)
			f.Add("", sample.Text+"; "+strings.ToUpper(sample.Text)+"\nodd")
		}
		for _, near := range d.Near {
			f.Add("myob", near)
		}
	}
	f.Add("quickbooks", `{"Message":"`+strings.Repeat(`a\"`, 100)+`"}`)
	f.Add("", "\xff\u202e&#0;\\u12")
	f.Add("", strings.Repeat("Supplier ", 100))
	f.Add("xero", "The TaxType code 'a{account}b' cannot be used with account code 'z{code}'")
	for _, unit := range []string{"a. ", "ab\n", "J. Smith Pty. ", "not found contact account ", "no account is not been archived, "} {
		f.Add("", strings.Repeat(unit, 2048/len(unit)))
	}
	f.Fuzz(func(t *testing.T, system, message string) {
		all := Default().Explain(system, message)
		if diff := cmp.Diff(all, Default().Explain(system, message)); diff != "" {
			t.Errorf("the same text is explained in two ways:\n%s", diff)
		}
		if len(all) == 0 && fold(message).text != "" {
			t.Error("nothing is said of a text that is not blank")
		}
		for _, e := range all {
			checkHonest(t, message, e)
		}
	})
}

func checkHonest(t *testing.T, message string, e Explanation) {
	if !strings.Contains(message, e.Message) || e.Message == "" {
		t.Errorf("%q is no piece of the text", e.Message)
	}
	if utf8.ValidString(message) && !utf8.ValidString(e.Message) {
		t.Errorf("%q cuts a character in two", e.Message)
	}
	if !e.Known && (e.ID != "" || e.Cause != "" || e.Fix != "" || e.Next != AskSupport) {
		t.Errorf("an unknown message is explained: %+v", e)
	}
	if e.Known && (e.ID == "" || e.Cause == "" || e.Title == "" || e.Who == "") {
		t.Errorf("a known message is not explained: %+v", e)
	}
	for _, g := range e.Guides {
		if g.Explains && !e.Known {
			t.Errorf("a guide is said to explain an unknown message: %+v", e)
		}
	}
}

// FuzzFold: folding is stable, and its places lie in order within the original.
func FuzzFold(f *testing.F) {
	f.Add("  “Ｅmail”\r\n&amp;\\u0041 ﬁ\u00ad\xff ")
	f.Fuzz(func(t *testing.T, s string) {
		got := fold(s)
		if len(got.at) != len(got.text)+1 {
			t.Fatalf("%d places for %d bytes", len(got.at), len(got.text))
		}
		for i := 1; i < len(got.at); i++ {
			if got.at[i] < got.at[i-1] || got.at[i] > len(s) {
				t.Fatalf("place %d of %q is %d, before it %d", i, got.text, got.at[i], got.at[i-1])
			}
		}
	})
}
