package diagnosis

// Sharing: an error that every system has stands once, in a file of its own. For each system an entry is
// made of it, as if it stood in that system's file.

import "strings"

// ownName stands in a shared entry for what people call the system.
const ownName = "<system>"

// share gives every system its entries of the shared errors, behind its own.
func (d sharedData) share(systems []*systemData) {
	for _, s := range systems {
		for i, shared := range d.Entries {
			s.Entries = append(s.Entries, shared.of(s, i+1))
		}
	}
}

// of is the shared entry as one of a system: xero-description of description.
func (d entryData) of(s *systemData, place int) entryData {
	for _, text := range []*string{&d.Title, &d.Cause, &d.Fix, &d.Undo} {
		*text = strings.ReplaceAll(*text, ownName, s.Name)
	}
	d.ID, d.file, d.system, d.place = s.System+"-"+d.ID, sharedFile, s.System, place
	return d
}
