package diagnosis

// Shadows: a text of one entry that recognises what belongs to another one hides it, or would as soon as somebody
// changed the order of entries.

import (
	"fmt"
	"slices"
)

// claim is that an entry recognises a whole message, by a text or, where that is empty, by an API's name.
type claim struct {
	entry *entry
	text  string
	sign  bool // by what it says
}

// claims are those of all entries on a text that is one message; the first is the one that counts. Of a text that is
// not one known message there are none.
func (f finder) claims(text string) []claim {
	all := f.read(text)
	if len(all) != 1 || all[0].entry == nil {
		return nil
	}
	message := text[all[0].start:all[0].end]
	s := search{finder: f, folded: fold(message), message: message, alone: true}
	claims := []claim{{entry: all[0].entry, sign: all[0].bySign}}
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

// shadows tells of every sample and text of a system that another entry recognises as a whole, two entries once.
func (c *Catalogue) shadows(form systemData) []error {
	finder, _ := c.of(form.System)
	var faults []error
	told := map[[2]string]bool{}
	for _, d := range form.Entries {
		for _, x := range d.examples() {
			for _, claim := range finder.claims(x.message) {
				pair := [2]string{min(d.ID, claim.entry.id), max(d.ID, claim.entry.id)}
				if claim.entry.id != d.ID && !told[pair] {
					told[pair] = true
					faults = append(faults, c.shadow(d, x, form.entry(claim.entry.id), claim))
				}
			}
		}
	}
	return faults
}

// shadow is the fault that a text of another entry recognises an example of d. Of an extra file and ours, it is the
// extra file's.
func (c *Catalogue) shadow(d entryData, x example, other entryData, as claim) error {
	by := fmt.Sprintf("text %q", as.text)
	switch {
	case as.sign:
		by = "signs"
	case as.text == "":
		by = "name"
	}
	mend := "make it narrower, or make one entry of the two"
	if c.isExtra(other.ID) {
		mend = "make it narrower, or give this entry the id " + d.ID + " to replace the other"
	}
	if c.isExtra(d.ID) && !c.isExtra(other.ID) {
		return d.fault(fmt.Errorf("%s %q is recognised by the %s of entry %s (%s) already; take it out, or give this entry the id %s to replace the other",
			x.kind, x.written, by, other.ID, other.file, other.ID))
	}
	return other.fault(fmt.Errorf("the %s recognises %s %q of entry %s (%s), too; %s", by, x.kind, x.written, d.ID, d.file, mend))
}

func (c *Catalogue) isExtra(id string) bool {
	return slices.Contains(c.added, id) || slices.Contains(c.replaced, id)
}

func (s systemData) entry(id string) entryData {
	i := slices.IndexFunc(s.Entries, func(d entryData) bool { return d.ID == id })
	return s.Entries[i]
}
