package handbook

import (
	"slices"
	"strings"
	"testing"
)

// FuzzFind: whatever is typed, a topic is found by its words alone, whatever their form and order.
func FuzzFind(f *testing.F) {
	for _, q := range read().questions {
		f.Add(strings.Join(q.words, " "))
	}
	f.Add("How do I undo an invoice?")
	f.Add("isn’t\u200b WORKING\xff")
	f.Add(strings.Repeat("undo the ", 1000))
	f.Fuzz(func(t *testing.T, words string) {
		topic, found := Find(words)
		if found != slices.Contains(Topics(), topic) {
			t.Errorf("%q: found is %t, the topic %q", words, found, topic.Name)
		}
		backwards := strings.Fields(words)
		slices.Reverse(backwards)
		for _, same := range []string{"  " + words + " ?", strings.Join(backwards, "  "), words + " the", words + " " + words} {
			if other, ok := Find(same); ok != found || other != topic {
				t.Errorf("%q finds %q, but %q finds %q", words, topic.Name, same, other.Name)
			}
		}
		if other, ok := Find(words + " zebra"); ok {
			t.Errorf("with a zebra, %q still finds %q", words, other.Name)
		}
		if !found {
			return
		}
		if other, _ := Find(strings.ToUpper(words)); other != topic {
			t.Errorf("in capitals %q finds %q", words, other.Name)
		}
	})
}
