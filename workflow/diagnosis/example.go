package diagnosis

// Examples of patterns: texts that they must recognise.

import "slices"

// example is a message that belongs to an entry.
type example struct {
	kind, written string // what sentences call it
	message       string
}

// fillings are what may stand for a placeholder, in a form that every other placeholder for such things takes, too.
var fillings = map[string]string{
	"account": "200",
	"code":    "GST",
	"name":    "Karen Whitfield",
	"number":  "641",
	"amount":  "12.50",
	"field":   "Reference",
	"date":    "24/11/2026",
	"email":   "karen@example.com",
	"item":    "BRK-1",
	"status":  "400",
	"word":    "order",
	"any":     "as it was sent",
}

// exampleOf is the text of an entry with something in the place of each placeholder.
func exampleOf(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(part string) string {
		m := placeholder.FindStringSubmatch(part)
		return m[1] + fillings[m[2]] + m[3]
	})
}

// examples are the samples of an entry, and of each of its texts one.
func (d entryData) examples() []example {
	var all []example
	for _, s := range d.Samples {
		all = append(all, example{"the sample", s.Text, s.Text})
	}
	for _, text := range slices.Concat(d.Texts, d.Whole) {
		all = append(all, example{"the text", text, exampleOf(text)})
	}
	return all
}
