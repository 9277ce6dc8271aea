package diagnosis

import (
	"embed"
	"slices"
	"sync"
	"time"
)

//go:embed *.yaml
var data embed.FS

// Catalogue explains messages. It never changes and may be used by many goroutines.
// The zero Catalogue knows no error and no guide: to it every message is unknown.
type Catalogue struct {
	guides  map[string]Guide // those with a name of their own
	systems []*system        // in the order in which they are tried
	every   finder           // the matchers of all systems together

	added, replaced []string // ids of the entries of an extra file
}

// system is what is known of one accounting system.
type system struct {
	id      string
	general []Guide // the guide that the official procedure names for it: one or none
	finder  finder
}

// entry is one error, whatever its wordings; the fields are those of [Explanation].
type entry struct {
	id, title, cause, fix, who, group, undo, about string

	system   string
	optional []string // placeholders that cause and fix can do without
	opens    bool     // it says only that what follows is wrong
	families []string // whose signs are its own
	before   []string // families that say less

	where  Where
	next   Next
	wait   time.Duration
	guides []Guide // in the order in which they are shown
}

// Load reads the embedded data and checks all of it, samples included.
// Its error names the file, the entry and what to do.
func Load() (*Catalogue, error) { return load(data) }

// Default is the embedded catalogue, read once; its samples are run by a test, not at every start. It never fails: that
// test proves that the embedded data loads, and were it otherwise, every message would be unknown.
func Default() *Catalogue { return byDefault() }

var byDefault = sync.OnceValue(func() *Catalogue {
	c, _, err := build(data)
	if err != nil {
		return &Catalogue{}
	}
	return c
})

// Guide is the general guide that the official procedure names for a system ("xero" or "myob").
// It is false for a system without one, such as "quickbooks". Explains is false: it is the guide of no one error.
func (c *Catalogue) Guide(name string) (Guide, bool) {
	for _, s := range c.systems {
		if s.id == name && len(s.general) > 0 {
			return s.general[0], true
		}
	}
	return Guide{}, false
}

// LogGuide tells how to check Workshop Software's event log.
func (c *Catalogue) LogGuide() Guide { return c.guides["event-log"] }

// Named is a guide that is not about one error: "procedure" (why an invoice or payment has not synced), "event-log",
// "manual-sync", "reauthorise-xero", "user-groups". It is false for any other name.
func (c *Catalogue) Named(name string) (Guide, bool) {
	g, ok := c.guides[name]
	return g, ok
}

// of gives the finder and the general guides of a system; for "" those of all.
func (c *Catalogue) of(name string) (finder, []Guide) {
	if name == "" {
		var all []Guide
		for _, s := range c.systems {
			all = append(all, s.general...)
		}
		return c.every, all
	}
	i := slices.IndexFunc(c.systems, func(s *system) bool { return s.id == name })
	if i < 0 {
		return finder{noise: c.every.noise, language: c.every.language}, nil
	}
	return c.systems[i].finder, c.systems[i].general
}
