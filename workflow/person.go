package workflow

import "slices"

// Person is what the bot remembers of somebody: what they asked about last.
type Person struct {
	Platform string       `json:"platform"`
	ID       UserID       `json:"id"`
	Rev      uint64       `json:"rev"`
	Latest   []WorkshopID `json:"latest,omitempty"` // the workshops, the latest first, at most maxLatest
	Recent   []AskedAfter `json:"recent,omitempty"` // the documents, the latest first, at most maxRecent
}

// AskedAfter is a document that somebody asked about.
type AskedAfter struct {
	Workshop WorkshopID `json:"workshop"`
	Doc      Document   `json:"doc"`
}

// What is remembered of a person at most.
const (
	maxLatest = 10
	maxRecent = 25
)

// Asks remembers a question about documents of the workshop. It gives the person back as it was, Rev included, where that
// changes nothing.
func (p Person) Asks(w WorkshopID, docs ...Document) Person {
	latest := toFront(p.Latest, w, maxLatest)
	recent := p.Recent
	for _, d := range docs {
		recent = toFront(recent, AskedAfter{w, d}, maxRecent)
	}
	if slices.Equal(latest, p.Latest) && slices.Equal(recent, p.Recent) {
		return p
	}
	p.Latest, p.Recent, p.Rev = latest, recent, p.Rev+1
	return p
}

// toFront puts v first, in a list of its own of at most most.
func toFront[T comparable](all []T, v T, most int) []T {
	rest := slices.DeleteFunc(slices.Clone(all), func(o T) bool { return o == v })
	moved := append([]T{v}, rest...)
	return moved[:min(len(moved), most)]
}
