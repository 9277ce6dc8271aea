package diagnosis

// Loading reads the data files and builds the catalogue from them. Each mistake in them is told as a sentence with the
// file and the entry; all of them are told at once.

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// commonFile holds what messages of all systems are made of.
const commonFile = "common.yaml"

// sharedFile holds the errors that every system has.
const sharedFile = "shared.yaml"

// systemFiles in the order in which systems are tried.
var systemFiles = []string{"xero.yaml", "myob.yaml", "quickbooks.yaml"}

// load builds the catalogue and holds it against the samples and near misses of the files. Only where all of it can be
// built: they would tell what is missing a second time.
func load(files fs.FS, extras ...Extra) (*Catalogue, error) {
	c, systems, err := build(files, extras...)
	if err != nil {
		return nil, err
	}
	var faults []error
	for _, form := range systems {
		faults = append(faults, c.check(*form)...)
	}
	return c, joined(faults)
}

func build(files fs.FS, extras ...Extra) (*Catalogue, []*systemData, error) {
	common, err := readFile[commonData](files, commonFile)
	if err != nil {
		return nil, nil, err
	}
	systems, err := readSystems(files)
	if err != nil {
		return nil, nil, err
	}
	c, shelf, err := newCatalogue(common)
	if err != nil {
		return nil, nil, err
	}
	for _, x := range extras {
		if c.added, c.replaced, err = x.extend(systems); err != nil {
			return nil, nil, err
		}
	}
	return c, systems, c.fill(systems, shelf)
}

// readFile reads a data file that has one part.
func readFile[form any](files fs.FS, name string) (one form, err error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return one, fmt.Errorf("%s: cannot be read: %w", name, err)
	}
	all, err := decode[form](name, text)
	if err != nil {
		return one, err
	}
	return all[0], nil
}

// readSystems reads each system's file, and gives each its entries of the errors that every system has.
func readSystems(files fs.FS) ([]*systemData, error) {
	var systems []*systemData
	var faults []error
	for _, file := range systemFiles {
		s, err := readSystem(files, file)
		systems, faults = append(systems, s), append(faults, err)
	}
	shared, err := readFile[sharedData](files, sharedFile)
	if err := errors.Join(append(faults, err)...); err != nil {
		return nil, err
	}
	shared.share(systems)
	return systems, nil
}

func readSystem(files fs.FS, file string) (*systemData, error) {
	s, err := readFile[systemData](files, file)
	if err != nil {
		return nil, err
	}
	if s.System+".yaml" != file {
		return nil, fmt.Errorf("%s: system %q does not agree with the file's name; the two are one word", file, s.System)
	}
	if s.Name == "" {
		return nil, fmt.Errorf("%s: it needs a name: what people call the system, such as Xero", file)
	}
	s.signed(file)
	return &s, nil
}

// newCatalogue knows what the systems share, and gives the shelf on which the guides of the systems go.
func newCatalogue(common commonData) (*Catalogue, shelf, error) {
	noise, err := newNoise(common.Labels)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", commonFile, err)
	}
	language, err := newLanguage(common)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", commonFile, err)
	}
	c := &Catalogue{guides: map[string]Guide{}, every: newFinder(noise, language)}
	shelf := shelf{}
	var faults []error
	for name, g := range common.Guides {
		if c.guides[name], err = shelf.add(g); err != nil {
			faults = append(faults, fmt.Errorf("%s: guide %s: %w", commonFile, name, err))
		}
	}
	return c, shelf, joined(faults)
}

// fill adds the systems to the catalogue.
func (c *Catalogue) fill(systems []*systemData, shelf shelf) error {
	faults := c.repeatedIDs(systems)
	for _, form := range systems {
		faults = append(faults, c.addSystem(*form, shelf)...)
	}
	return joined(faults)
}

// addSystem adds a system to the catalogue.
func (c *Catalogue) addSystem(form systemData, shelf shelf) []error {
	s := &system{id: form.System, finder: newFinder(c.every.noise, c.every.language)}
	s.finder.one = true
	guides, faults := shelf.guides(form, c.guides)
	if general, ok := guides[generalGuide]; ok {
		s.general = []Guide{general}
	}
	for _, d := range form.Entries {
		for _, err := range d.teach(guides, &s.finder, &c.every) {
			faults = append(faults, d.fault(err))
		}
	}
	for _, f := range []*finder{&s.finder, &c.every} {
		f.ids = append(f.ids, form.System)
		for _, t := range f.language.topics {
			f.topics[form.System] = append(f.topics[form.System], t.entry(form.System, s.general))
		}
	}
	c.systems = append(c.systems, s)
	return faults
}

// repeatedIDs are the entries whose id another has: by it people, stories and other files name an entry.
func (c *Catalogue) repeatedIDs(systems []*systemData) []error {
	var faults []error
	seen := map[string]entryData{}
	for _, form := range systems {
		for _, t := range c.every.language.topics {
			seen[form.System+"-about-"+t.ID] = entryData{file: commonFile}
		}
	}
	for _, form := range systems {
		for _, d := range form.Entries {
			if first, again := seen[d.ID]; again && d.ID != "" {
				faults = append(faults, d.fault(fmt.Errorf("another entry has this id, in %s; give it an id of its own", first.file)))
			}
			seen[d.ID] = d
		}
	}
	return faults
}

func newFinder(n noise, l *language) finder {
	return finder{noise: n, language: l, apiNames: map[string]apiName{}, topics: map[string][]*entry{}}
}

// joined joins faults in the order in which they were found, each sentence once.
func joined(faults []error) error {
	var once []error
	for _, f := range faults {
		if f != nil && !slices.ContainsFunc(once, func(o error) bool { return o.Error() == f.Error() }) {
			once = append(once, f)
		}
	}
	return errors.Join(once...)
}
