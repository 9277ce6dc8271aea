package workflow

import "slices"

// Person is what the bot remembers of somebody: the workshops asked about last.
type Person struct {
	Platform string       `json:"platform"`
	ID       UserID       `json:"id"`
	Rev      uint64       `json:"rev"`
	Latest   []WorkshopID `json:"latest,omitempty"` // the latest first, at most maxLatest
}

// maxLatest bounds the workshops that are remembered of a person.
const maxLatest = 10

// Asks remembers a question about the workshop's document. It gives the person back as it was, Rev included, where that
// changes nothing.
func (p Person) Asks(w WorkshopID) Person {
	if len(p.Latest) > 0 && p.Latest[0] == w {
		return p
	}
	rest := slices.DeleteFunc(slices.Clone(p.Latest), func(o WorkshopID) bool { return o == w })
	p.Latest = append([]WorkshopID{w}, rest...)
	p.Latest = p.Latest[:min(len(p.Latest), maxLatest)]
	p.Rev++
	return p
}
