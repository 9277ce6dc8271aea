package diagnosis

// Loading reads the data files. Each mistake in them is told as a sentence with the file and the entry.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"go.yaml.in/yaml/v3"
)

// commonFile holds what the systems share; every other file is one system's.
const commonFile = "common.yaml"

// systemFiles in the order in which systems are tried.
var systemFiles = []string{"xero.yaml", "myob.yaml", "quickbooks.yaml"}

func load(files fs.FS) (*Catalogue, error) {
	var common commonData
	if err := decode(files, commonFile, &common); err != nil {
		return nil, err
	}
	noise, err := newNoise(common.Labels)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", commonFile, err)
	}
	c := &Catalogue{guides: map[string]Guide{}, every: newFinder(noise)}
	shelf := shelf{}
	for name, g := range common.Guides {
		if c.guides[name], err = shelf.add(g); err != nil {
			return nil, fmt.Errorf("%s: guide %s: %w", commonFile, name, err)
		}
	}
	var faults []error
	for _, file := range systemFiles {
		faults = append(faults, c.loadSystem(files, file, shelf))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

// decode reads a file strictly: a field that is not known is a mistake.
func decode(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("%s: cannot be read: %w", name, err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("%s: not the form of a data file: %w", name, err)
	}
	return nil
}

// loadSystem adds a system to the catalogue, then runs the samples of its entries.
func (c *Catalogue) loadSystem(files fs.FS, file string, shelf shelf) error {
	var form systemData
	if err := decode(files, file, &form); err != nil {
		return err
	}
	if form.System+".yaml" != file {
		return fmt.Errorf("%s: system %q does not agree with the file's name", file, form.System)
	}
	s := &system{id: form.System, finder: newFinder(c.every.noise)}
	s.finder.one = true
	guides, err := shelf.guides(form, c.guides)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if form.Guide != nil {
		s.general = []Guide{guides[generalGuide]}
	}
	seen := map[string]bool{}
	for _, d := range form.Entries {
		if seen[d.ID] {
			return fmt.Errorf("%s: entry %s: another entry has this id; ids are unique in a file", file, d.ID)
		}
		seen[d.ID] = true
		if err := d.teach(guides, &s.finder, &c.every); err != nil {
			return fmt.Errorf("%s: entry %s: %w", file, d.ID, err)
		}
	}
	c.systems = append(c.systems, s)
	return c.check(file, form)
}

func newFinder(n noise) finder { return finder{noise: n, apiNames: map[string]apiName{}} }
