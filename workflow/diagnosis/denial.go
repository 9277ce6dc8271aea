package diagnosis

// Denial: "not archived" and "cannot be archived" say nothing of what is archived.

import (
	"slices"
	"strings"
)

// denies reports whether the word turns around what stands behind it, or says that somebody would make it so: "you can
// make the card inactive".
func (w word) denies() bool {
	return slices.Contains([]string{"no", "not", "never", "make"}, w.plain)
}

// forbids reports whether the word says that something cannot be: "cannot be archived" tells of nothing archived, but
// "cannot be greater" of what is greater.
func (w word) forbids() bool {
	return slices.Contains([]string{"cannot", "wont", "mustnt"}, w.plain)
}

// isModal reports whether a "not" behind the word forbids: "must not be before".
func (w word) isModal() bool {
	return slices.Contains([]string{"must", "may", "should", "can", "could", "will", "shall"}, w.plain)
}

// carries reports whether a denial before the word reaches over it: "not yet been archived".
func (w word) carries() bool {
	return slices.Contains([]string{"be", "been", "yet", "longer", "currently", "now", "a", "an", "any", "the", "this"}, w.plain)
}

// denied reports whether a phrase that begins with the word at is turned around by what stands before it.
func (p phrase) denied(sentence []word, at int) bool {
	for at--; at >= 0; at-- {
		w := sentence[at]
		if w.carries() {
			continue
		}
		if w.forbids() || w.plain == "not" && at > 0 && sentence[at-1].isModal() {
			return p.isState()
		}
		return w.denies()
	}
	return false
}

// isState reports whether a phrase ends with what something can be: archived, inactive.
func (p phrase) isState() bool {
	last := p[len(p)-1]
	return strings.HasSuffix(last, "ed") && last != "dated" || last == "inactive" || last == "paid"
}

// fails reports whether the word says that something did not happen.
func (w word) fails() bool {
	return w.denies() || slices.Contains([]string{"cannot", "unable", "failed", "failure", "error", "but", "invalid", "missing", "expired", "exceed"}, w.plain)
}

// asks reports whether the word says what somebody has to do.
func (w word) asks() bool {
	return slices.Contains([]string{"must", "need", "should", "first", "before", "another", "user"}, w.plain)
}
