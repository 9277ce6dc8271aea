package slack

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"syncbot/workflow"
)

// listed are the numbered lists below v, each with its lines as they are read, without their numbers.
func listed(v any) [][]string {
	var all [][]string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, listed(e)...)
		}
	case object:
		if v["type"] != "rich_text_list" || v["style"] != "ordered" {
			return listed(v["elements"])
		}
		var lines []string
		for _, item := range v["elements"].([]any) {
			lines = append(lines, strings.Join(texts(item), ""))
		}
		return [][]string{lines}
	}
	return all
}

// Lines that are really numbered 1, 2, 3 are a list; whatever is drawn, people read the same.
func TestStepsAreAList(t *testing.T) {
	r := newReader(t)
	at, menu := spanned("t1764000000", "10:21 am"), spanned("m", "Reports › Log")
	long := strings.Repeat("x", 1499)
	for _, c := range []struct {
		say  string
		want string // the lists
	}{
		{"Do:\n1. One\n2. Two\n3. Three\nThen press.", "[[One Two Three]]"},
		{"1. Since " + at + "\n2. " + menu + ", then\n3. " + spanned("l", "Look"), "[[Since 10:21 am Reports › Log, then Look]]"},
		{"1. One\n2. Two\n1. One\n2. Two", "[[One Two] [One Two]]"},
		{"1. One\n2. Two\n\n3. Three", "[[One Two]]"},
		{"1. One\n2. Two\n4. Four", "[[One Two]]"},
		{"1. Alone", "[]"},
		{"2. Two\n3. Three", "[]"},
		{"1.One\n2.Two", "[]"},
		{"1. One\n2.  ", "[]"},
		{"1. One\n" + spanned("q", "2. Two") + "\n3. Three", "[]"},
		{"1. Says " + spanned("q", "Locked") + "\n2. Two", "[]"},
		{spanned("c", "1. One\n2. Two"), "[]"},
		{spanned("m", "1. One") + "\n2. Two", "[]"},
		{"1. " + long + "\n2. " + long + "\n3. Three", "[]"},
	} {
		drawn := here.message(said(words{say: "641 · Steps\n" + c.say}))
		if got := fmt.Sprint(listed(shown(t, drawn)["blocks"])); got != c.want {
			t.Errorf("%.200q has the lists %.200s, want %s", c.say, got, c.want)
		}
		want := strings.ReplaceAll("641 · Steps\n"+workflow.Words(c.say).Text(), "`", "")
		if got := r.reads(drawn).Reads; squeezed(got) != squeezed(want) {
			t.Errorf("it is read as %.200q, want %.200q", got, want)
		}
	}
}

// The steps of our own messages are lists.
func TestOurStepsAreLists(t *testing.T) {
	for name, m := range pageMessages() {
		var want []string
		w, _ := wordsOf(m.Note)
		for line := range strings.Lines(w.Text()) {
			if n := len(want); strings.HasPrefix(line, fmt.Sprint(n+1, ". ")) {
				want = append(want, strings.TrimPrefix(strings.TrimSpace(line), fmt.Sprint(n+1, ". ")))
			}
		}
		if got := slices.Concat(listed(shown(t, here.message(m))["blocks"])...); !slices.Equal(got, want) {
			t.Errorf("%s has the steps %q, want %q", name, got, want)
		}
	}
}

// Steps that have no room are left out like other lines.
func TestTooManySteps(t *testing.T) {
	var all []string
	for i := range 300 {
		all = append(all, fmt.Sprintf("%d. %s", i+1, strings.Repeat("x", 100)))
	}
	o := shown(t, here.message(said(words{say: "641 · Steps\n" + strings.Join(all, "\n")})))
	read := texts(o["blocks"])
	if n := strings.Count(strings.Join(read, "\n"), ". x"); read[len(read)-1] != fmt.Sprintf("%d more lines have no room here.", 300-n) || n < 40 {
		t.Errorf("%d steps are drawn, and it ends in %q", n, read[len(read)-1])
	}
}
