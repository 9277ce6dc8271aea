package diagnosis

// Checking holds the data files against their own rules: the form of an entry, its samples and its near misses.

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// generalGuide is the name under which a file's entries speak of the guide that the procedure names for the system.
const generalGuide = "general"

// shelf knows the addresses of all guides, so that one guide never gets two links.
type shelf map[string]bool

// add checks a guide and notes its addresses.
func (s shelf) add(g guideData) (Guide, error) {
	if strings.TrimSpace(g.Title) == "" {
		return Guide{}, errors.New("it needs a title")
	}
	for _, address := range append([]string{g.URL}, g.Also...) {
		u, err := url.Parse(address)
		switch {
		case err != nil || u.Scheme != "https" || u.Host == "":
			return Guide{}, fmt.Errorf("%q is no https address", address)
		case strings.HasPrefix(u.Host, "staging."):
			return Guide{}, fmt.Errorf("%s is a staging host; give no customer such an address", address)
		case s[address]:
			return Guide{}, fmt.Errorf("%s stands at another guide already; one guide is one link", address)
		}
		s[address] = true
	}
	return Guide{Title: g.Title, URL: g.URL}, nil
}

// guides gives a file's guides by name, the common ones and the general one among them.
func (s shelf) guides(form systemData, common map[string]Guide) (map[string]Guide, error) {
	out := maps.Clone(common)
	for name, g := range form.Guides {
		guide, err := s.add(g)
		if _, taken := out[name]; err == nil && (taken || name == generalGuide) {
			err = errors.New("another guide has this name; choose a different one")
		}
		if err != nil {
			return nil, fmt.Errorf("guide %s: %w", name, err)
		}
		out[name] = guide
	}
	if form.Guide == nil {
		return out, nil
	}
	guide, err := s.add(*form.Guide)
	if err != nil {
		return nil, fmt.Errorf("the general guide: %w", err)
	}
	out[generalGuide] = guide
	return out, nil
}

// validate checks an entry's fields, one by one and against each other.
func (d entryData) validate() error {
	words := len(strings.Fields(d.Title))
	switch {
	case strings.TrimSpace(d.ID) == "":
		return errors.New("it needs an id")
	case words < 2 || words > 5:
		return fmt.Errorf("title %q has %d words; two to five are wanted", d.Title, words)
	case d.Cause == "" || d.Who == "" || d.Source == "":
		return errors.New("it needs a cause, a who and a source")
	case !slices.Contains([]string{"contact", "invoice", "payment", "settings", "connection"}, d.About):
		return fmt.Errorf("about %q is none of contact, invoice, payment, settings, connection", d.About)
	case !slices.Contains([]Where{InWorkshop, InAccounting, InEither, InConnection, NoFix}, d.Where):
		return fmt.Errorf("where %q is none of workshop, accounting, either, connection, wait", d.Where)
	case d.Next != FixThenSync && d.Next != SyncAgain:
		return fmt.Errorf("next %q is none of fix_then_sync, sync_again", d.Next)
	case !slices.Contains([]string{"", "ADMIN", "MANAGER", "OWNER"}, d.Group):
		return fmt.Errorf("group %q is none of ADMIN, MANAGER, OWNER", d.Group)
	case (d.Where == NoFix) != (d.Next == SyncAgain):
		return errors.New("where: wait and next: sync_again go together")
	case len(d.Texts)+len(d.Whole)+len(d.Names)+len(d.Words) == 0:
		return errors.New("it has no text and no name to be recognised by")
	case len(d.Samples) == 0:
		return errors.New("it needs a sample")
	}
	return nil
}

// check runs the samples and near misses of a file against the catalogue as it stands.
func (c *Catalogue) check(file string, form systemData) error {
	var faults []error
	for _, d := range form.Entries {
		for _, sample := range d.Samples {
			if err := c.checkSample(form.System, d.ID, sample); err != nil {
				faults = append(faults, fmt.Errorf("%s: entry %s: %w", file, d.ID, err))
			}
		}
		for _, text := range d.Near {
			if slices.Contains(ids(c.Explain(form.System, text)), d.ID) {
				faults = append(faults, fmt.Errorf("%s: entry %s: the near miss %q is taken for it; make its texts narrower", file, d.ID, text))
			}
		}
	}
	return errors.Join(faults...)
}

func (c *Catalogue) checkSample(system, id string, sample sampleData) error {
	if sample.Source == "" {
		return fmt.Errorf("the sample %q needs a source", sample.Text)
	}
	got := ids(c.Explain(system, sample.Text))
	if !slices.Equal(got, []string{id}) {
		return fmt.Errorf("the sample %q is understood as %q; change its texts or those of the other", sample.Text, got)
	}
	return nil
}

// ids of explanations; an unknown one has none.
func ids(all []Explanation) []string {
	var out []string
	for _, e := range all {
		out = append(out, e.ID)
	}
	return out
}
