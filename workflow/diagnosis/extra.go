package diagnosis

// Extra files are those of an operator: they add entries to the embedded ones and replace those with the same id.

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Extra is a data file of the same form as the embedded ones, with the system that it is about. One file may have
// several parts, a line "---" between them.
type Extra struct {
	Name string // what sentences call it, such as its path
	Text []byte
}

// LoadWith is [Load] with an extra file: it adds entries and guides, and replaces those with the same id or name.
// The samples of all entries are held against the whole. Its error has a line for each mistake, with the file, the
// entry and what to do.
func LoadWith(extra Extra) (*Catalogue, error) { return load(data, extra) }

// Extra gives the ids of the entries that an extra file added, and of those that it replaced, in its own order.
func (c *Catalogue) Extra() (added, replaced []string) {
	return slices.Clone(c.added), slices.Clone(c.replaced)
}

// extend puts the file's parts into the systems that they are about.
func (x Extra) extend(systems []*systemData) (added, replaced []string, err error) {
	parts, err := decode[systemData](x.Name, x.Text)
	if err != nil {
		return nil, nil, err
	}
	var faults []error
	seen := map[string]bool{}
	for _, part := range parts {
		part.signed(x.Name)
		i := slices.IndexFunc(systems, func(s *systemData) bool { return s.System == part.System })
		if i < 0 {
			faults = append(faults, fmt.Errorf("%s: system %q is not known; write system: and one of %s", x.Name, part.System, strings.Join(systemNamesOf(systems), ", ")))
			continue
		}
		for _, d := range part.Entries {
			if seen[d.ID] && d.ID != "" {
				faults = append(faults, d.fault(fmt.Errorf("another entry of the file has this id; give it an id of its own")))
				continue
			}
			seen[d.ID] = true
			if systems[i].put(d) {
				replaced = append(replaced, d.ID)
			} else {
				added = append(added, d.ID)
			}
		}
		systems[i].lay(part)
	}
	return added, replaced, joined(faults)
}

// put replaces the entry with the same id, where it stands, or adds it behind all others.
func (s *systemData) put(d entryData) (replaced bool) {
	i := slices.IndexFunc(s.Entries, func(e entryData) bool { return e.ID == d.ID })
	if i < 0 || d.ID == "" {
		s.Entries = append(s.Entries, d)
		return false
	}
	s.Entries[i] = d
	return true
}

// lay takes the guides of another part.
func (s *systemData) lay(part systemData) {
	s.Guide = cmp.Or(part.Guide, s.Guide)
	guides := maps.Clone(s.Guides)
	if guides == nil {
		guides = map[string]guideData{}
	}
	maps.Copy(guides, part.Guides)
	s.Guides = guides
}

// signed notes in the file's entries and guides which file they come from, and gives entries without an id a way to
// be spoken of.
func (s *systemData) signed(file string) {
	for i := range s.Entries {
		s.Entries[i].file, s.Entries[i].system, s.Entries[i].place = file, s.System, i+1
	}
	for name, g := range s.Guides {
		g.file = file
		s.Guides[name] = g
	}
	if s.Guide != nil {
		s.Guide.file = file
	}
}

func systemNamesOf(systems []*systemData) []string {
	var names []string
	for _, s := range systems {
		names = append(names, s.System)
	}
	return names
}
