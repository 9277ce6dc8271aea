package diagnosis

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkEntry explains every message that the data files show, and every near miss, one after the other: an operation is
// one entry of an event log. slowest-ns/op is that of the message that takes longest, on average over its turns.
func BenchmarkEntry(b *testing.B) {
	c := Default()
	systems := everySystem(b)
	for _, system := range []string{"xero", "myob", "quickbooks", ""} {
		var texts []string
		for name, form := range systems {
			if system == "" || system == name {
				texts = append(texts, form.messages()...)
			}
		}
		slices.Sort(texts)
		b.Run(cmp.Or(system, "not-known"), func(b *testing.B) {
			took, turns := make([]time.Duration, len(texts)), make([]int, len(texts))
			for i := 0; b.Loop(); i++ {
				n := i % len(texts)
				start := time.Now()
				c.Explain(system, texts[n])
				took[n] += time.Since(start)
				turns[n]++
			}
			var slowest time.Duration
			for n := range took {
				slowest = max(slowest, took[n]/time.Duration(max(turns[n], 1)))
			}
			b.ReportMetric(float64(slowest), "slowest-ns/op")
		})
	}
}

// messages are the samples and the near misses of a system.
func (s systemData) messages() []string {
	var texts []string
	for _, d := range s.Entries {
		for _, sample := range d.Samples {
			texts = append(texts, sample.Text)
		}
		texts = append(texts, d.Near...)
	}
	return texts
}

// BenchmarkExplain explains single texts: what is known, what is not, several messages in one entry, and as much as is read of any.
func BenchmarkExplain(b *testing.B) {
	texts := map[string]string{
		"known":   "400 Bad Request: The TaxType code 'INPUT' cannot be used with account code '630'.",
		"unknown": "An error that nobody has seen so far happened on line 7 of the document 641",
		"several": "Payments can only be made against Authorised documents; Payment amount exceeds the amount outstanding on this document; Odd",
		"longest": strings.Repeat("The contact name; ", maxRead/18),
		"stops":   strings.Repeat("a. ", maxRead/3),
		"lines":   strings.Repeat("ab\n", maxRead/3),
		"openers": strings.Repeat("Invalid Reference Id: ", maxRead/22-2) + "Account 200 is archived",
		"denials": strings.Repeat("no account is not found, ", maxRead/25),
	}
	c := Default()
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.Explain("", text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
