package diagnosis

// Reading puts together what the pieces of an entry hold: in order, each thing once.

import (
	"slices"
	"strings"
)

// found is a message, or a stretch that nothing recognised.
type found struct {
	entry   *entry            // nil: not recognised
	span                      // in the original text
	parts   map[string]string // what stands in the pattern's placeholders, as it came
	folded  span              // in the folded text of its piece
	words   string            // of an inference, folded
	byTopic bool              // recognised only by what it is about
	bySign  bool              // recognised by what it says, not by its wording
	key     string            // equal where two findings of one entry, or two unrecognised stretches, say the same
}

func (f found) recognised() bool { return f.entry != nil }
func (f found) surely() bool     { return f.entry != nil && !f.byTopic }
func (f found) certain() bool    { return f.entry != nil && !f.bySign }

// repeats reports whether two findings of one text tell the same: the same unrecognised words, or the same error
// with the same parts. A wording that names no parts adds nothing to one that does.
func (f found) repeats(g found) bool {
	if f.entry != g.entry {
		return false
	}
	return f.key == g.key || f.recognised() && (f.key == "" || g.key == "")
}

// saysMore reports whether f is the better of two findings that tell the same.
func (f found) saysMore(g found) bool {
	if len(f.parts) != len(g.parts) {
		return len(f.parts) > len(g.parts)
	}
	return f.end-f.start > g.end-g.start
}

// read gives what an entry holds.
func (f finder) read(message string) []found {
	r := f.reading(message)
	r.leaveOutLead(message)
	return r.found
}

// reading gives what an entry holds, with what leads to an answer of a system.
func (f finder) reading(message string) reading {
	var r reading
	pieces := unwrap(message)
	for _, p := range pieces {
		r.take(p.kind, f.find(message, p))
	}
	if len(pieces) > 1 {
		r.before = pieces[0].span
	}
	r.found = withoutGuesses(r.found)
	return r
}

// reading collects findings.
type reading struct {
	found []found
	named bool // an API's own name was recognised, and what its answer says until the next name belongs to it
	told  bool // its message has come, or it was told before
	knows bool // what an answer says was recognised, so a detail that says nothing known belongs to it
	from  int  // where what its message says begins among the findings

	before span // what stands before the first answer
}

// take adds what one piece holds.
func (r *reading) take(kind pieceKind, hits []found) {
	if kind != nameField && r.belongs(kind, hits) {
		return
	}
	switch {
	case kind == nameField:
		hits = slices.DeleteFunc(hits, func(f found) bool { return !f.certain() })
		r.named = len(hits) > 0
	case kind == plainText:
		r.named = false
	case r.named && !slices.ContainsFunc(hits, found.certain):
		r.adopt(hits)
		return
	}
	if kind != plainText {
		hits = onceAnAnswer(hits)
	}
	known := len(r.found)
	for _, f := range hits {
		r.add(f)
	}
	r.told = len(r.found) == known
	if kind == plainText {
		r.from = len(r.found)
	}
}

// belongs weighs a message of an answer and its detail: it reports whether this is a detail that says nothing known of a
// message that does. A detail that says more takes the message's place.
func (r *reading) belongs(kind pieceKind, hits []found) bool {
	recognised := slices.ContainsFunc(hits, func(f found) bool { return f.recognised() && !f.entry.opens })
	switch {
	case kind == detailField && r.knows && !recognised:
		return true
	case kind == detailField && recognised:
		r.makeWay(hits)
	case kind == messageField:
		r.from = len(r.found)
	}
	r.knows = kind != plainText && recognised || kind == detailField && r.knows
	return false
}

// makeWay leaves out what the message of an answer says less than its detail: nothing known, or a broader family.
func (r *reading) makeWay(detail []found) {
	r.found = slices.Concat(r.found[:r.from], slices.DeleteFunc(slices.Clone(r.found[r.from:]), func(f found) bool {
		if !f.recognised() {
			return !r.knows
		}
		return slices.ContainsFunc(detail, func(g found) bool { return g.recognised() && g.entry.saysMoreThan(f.entry) })
	}))
}

// leaveOutLead leaves out what leads to an answer in its line, where that says something known: "Invoice 641 failed: {".
func (r *reading) leaveOutLead(message string) {
	lead := strings.TrimRight(message[r.before.start:r.before.end], " b'\"[(") // Python writes b'{...}'
	if len(r.found) < 2 || r.found[0].recognised() || r.found[0].end > r.before.end || !r.found[1].surely() {
		return
	}
	if strings.HasSuffix(lead, ":") && !strings.ContainsAny(strings.TrimSpace(lead), separators) {
		r.found = r.found[1:]
	}
}

// onceAnAnswer lets what the fields of an answer say of one error be told once: Message and Detail say it twice.
func onceAnAnswer(hits []found) []found {
	for i, h := range hits {
		if h.bySign && len(h.parts) == 0 {
			hits[i].key = ""
		}
	}
	return hits
}

// adopt makes the first words behind a recognised name the message of that error.
func (r *reading) adopt(hits []found) {
	if !r.told && len(hits) > 0 {
		r.found[len(r.found)-1].span = hits[0].span
		r.told = true
	}
}

// add tells each thing once: where it first stood, in the words that say most.
func (r *reading) add(f found) {
	i := slices.IndexFunc(r.found, f.repeats)
	switch {
	case i < 0:
		r.found = append(r.found, f)
	case f.saysMore(r.found[i]):
		r.found[i] = f
	}
}
