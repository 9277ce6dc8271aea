package diagnosis

// Shadows: a text of one entry that recognises what belongs to another one hides it, or would as soon as somebody
// changed the order of entries.

import (
	"fmt"
	"slices"
)

// claim is that an entry recognises a whole message: by a text, by its signs or, where neither, by an API's name.
type claim struct {
	entry *entry
	text  string
	sign  bool // by what it says
}

// claims are those of all entries on a text that is one message; the first is the one that counts. Of a text that is
// not one known message there are none.
func (f finder) claims(text string) []claim {
	all := f.read(text)
	if len(all) != 1 || all[0].entry == nil || all[0].byTopic { // what only has a subject belongs to nobody
		return nil
	}
	message := text[all[0].start:all[0].end]
	s := search{finder: f, folded: fold(message), message: message, alone: true}
	claims := []claim{{entry: all[0].entry, sign: all[0].bySign}}
	if c, named := s.name(0); named && c.entry != all[0].entry && f.noise.only(s.text[c.end:]) {
		claims = append(claims, claim{entry: c.entry})
	}
	for _, m := range f.matchers {
		c, fits := s.fit(m, 0)
		if !fits || m.whole && !f.one || !f.noise.only(s.text[c.end:]) {
			continue
		}
		i := slices.IndexFunc(claims, func(c claim) bool { return c.entry == m.entry })
		switch {
		case i < 0:
			claims = append(claims, claim{entry: m.entry, text: m.text})
		case claims[i].text == "":
			claims[i].text = m.text
		}
	}
	return claims
}

// shadow is an example of an entry that another one claims, too.
type shadow struct {
	on entryData
	of example
	by entryData
	as claim // of by
}

// shadows tells of every sample and text of a system that another entry claims, too: two entries once, and a text that
// claims what belongs to many in one sentence.
func (c *Catalogue) shadows(form systemData) []error {
	finder, _ := c.of(form.System)
	var first []shadow
	pairs, more := map[[2]string]bool{}, map[[2]string]int{}
	for _, d := range form.Entries {
		for _, x := range d.examples() {
			for _, claim := range finder.claims(x.message) {
				pair := [2]string{min(d.ID, claim.entry.id), max(d.ID, claim.entry.id)}
				if claim.entry.id == d.ID || pairs[pair] {
					continue
				}
				pairs[pair] = true
				by := [2]string{claim.entry.id, claim.text}
				if more[by]++; more[by] == 1 {
					first = append(first, shadow{d, x, form.entry(claim.entry.id), claim})
				}
			}
		}
	}
	var faults []error
	for _, s := range first {
		faults = append(faults, c.fault(s, more[[2]string{s.by.ID, s.as.text}]-1))
	}
	return faults
}

// fault is the sentence for a shadow that falls on more entries, too. Of an extra file and ours, the mistake is the
// extra file's.
func (c *Catalogue) fault(s shadow, more int) error {
	by := fmt.Sprintf("text %q", s.as.text)
	switch {
	case s.as.sign:
		by = "signs"
	case s.as.text == "":
		by = "API's name"
	}
	if c.isExtra(s.on.ID) && !c.isExtra(s.by.ID) {
		return s.on.fault(fmt.Errorf("%s %q is recognised by the %s of entry %s (%s) already; take it out, or give this entry the id %s to replace the other",
			s.of.kind, s.of.written, by, s.by.ID, s.by.file, s.by.ID))
	}
	mend := "; make it narrower, or make one entry of the two"
	switch {
	case more > 0:
		mend = fmt.Sprintf(", and what belongs to others, %d entries in all; make it narrower", more+1)
	case c.isExtra(s.by.ID):
		mend = "; make it narrower, or give this entry the id " + s.on.ID + " to replace the other"
	}
	return s.by.fault(fmt.Errorf("the %s recognises %s %q of entry %s (%s), too%s", by, s.of.kind, s.of.written, s.on.ID, s.on.file, mend))
}

func (c *Catalogue) isExtra(id string) bool {
	return slices.Contains(c.added, id) || slices.Contains(c.replaced, id)
}

func (s systemData) entry(id string) entryData {
	i := slices.IndexFunc(s.Entries, func(d entryData) bool { return d.ID == id })
	return s.Entries[i]
}
