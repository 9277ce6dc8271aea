package diagnosis

// Checking holds the data files against their own rules: the form of an entry, its samples and its near misses.

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
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
			return Guide{}, fmt.Errorf("%q is no https address; copy it whole from the browser, such as https://example.com/page", address)
		case strings.HasPrefix(u.Host, "staging."):
			return Guide{}, fmt.Errorf("%s is a staging host; give no customer such an address", address)
		case s[address]:
			return Guide{}, fmt.Errorf("%s stands at another guide already; one guide is one link", address)
		}
		s[address] = true
	}
	return Guide{Title: g.Title, URL: g.URL}, nil
}

// guides gives a system's guides by name, the common ones and the general one among them.
func (s shelf) guides(form systemData, common map[string]Guide) (map[string]Guide, []error) {
	out := maps.Clone(common)
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(form.Guides)) {
		guide, err := s.add(form.Guides[name])
		if _, taken := out[name]; err == nil && (taken || name == generalGuide) {
			err = errors.New("another guide has this name; choose a different one")
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: guide %s: %w", form.Guides[name].file, name, err))
		}
		out[name] = guide
	}
	if form.Guide == nil {
		return out, faults
	}
	guide, err := s.add(*form.Guide)
	if err != nil {
		faults = append(faults, fmt.Errorf("%s: the general guide: %w", form.Guide.file, err))
	}
	out[generalGuide] = guide
	return out, faults
}

// goodID is a word that people can type, and programs can use in addresses.
var goodID = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,80}$`)

// fault is a sentence about the entry, with the file and the entry.
func (d entryData) fault(err error) error {
	name := d.ID
	if !goodID.MatchString(name) {
		name = fmt.Sprintf("number %d, %q", d.place, d.Title)
	}
	return fmt.Errorf("%s: entry %s: %w", d.file, name, err)
}

// validate checks an entry's fields, one by one and against each other.
func (d entryData) validate() []error {
	var faults []error
	wrong := func(is bool, format string, args ...any) {
		if is {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	words := len(strings.Fields(d.Title))
	wrong(d.ID == "", "it needs an id, such as OWN1")
	wrong(d.ID != "" && !goodID.MatchString(d.ID), "id %q is not one word of letters, digits, hyphens, dots and underscores; write it like OWN1", d.ID)
	wrong(words < 2 || words > 5, "title %q has %d words; two to five are wanted", d.Title, words)
	wrong(d.Cause == "", "it needs a cause: what the message means")
	wrong(d.Who == "", "it needs a who, such as: the workshop")
	wrong(d.Source == "", "it needs a source: where cause and fix come from")
	oneOf := func(field, value string, allowed ...string) {
		wrong(!slices.Contains(allowed, value), "%s %q is none of %s", field, value, strings.Join(allowed, ", "))
	}
	oneOf("about", d.About, "contact", "invoice", "payment", "settings", "connection")
	oneOf("where", string(d.Where), string(InWorkshop), string(InAccounting), string(InEither), string(InConnection), string(NoFix))
	oneOf("next", string(d.Next), string(FixThenSync), string(SyncAgain))
	if d.Group != "" {
		oneOf("group", d.Group, "ADMIN", "MANAGER", "OWNER")
	}
	wrong((d.Where == NoFix) != (d.Next == SyncAgain), "where: wait and next: sync_again go together; change one of them")
	wrong(len(d.Texts)+len(d.Whole)+len(d.Names)+len(d.Words)+len(d.Signs)+len(d.Families) == 0, "it has nothing to be recognised by; add texts: with the message, or signs: with what it says")
	return append(faults, d.validateSamples()...)
}

// validateSamples checks that an entry shows what it is, and what it is not.
func (d entryData) validateSamples() []error {
	var faults []error
	if len(d.Samples) == 0 {
		faults = append(faults, errors.New("it needs a sample: a message as it really came, with its source"))
	}
	for _, s := range d.Samples {
		if strings.TrimSpace(s.Source) == "" {
			faults = append(faults, fmt.Errorf("the sample %q needs a source: an address, a document, or the words: made up", s.Text))
		}
	}
	if len(d.Near) == 0 {
		faults = append(faults, errors.New("it needs a near miss: a text that reads like its own and is something else"))
	}
	return faults
}

// check runs the samples and near misses of a system against the catalogue as it stands.
func (c *Catalogue) check(form systemData) []error {
	var faults []error
	for _, d := range form.Entries {
		for _, sample := range d.Samples {
			faults = append(faults, c.checkSample(form, d, sample.Text))
		}
		for _, text := range d.Near {
			if slices.Contains(ids(c.Explain(form.System, text)), d.ID) {
				faults = append(faults, d.fault(fmt.Errorf("the near miss %q is taken for it; make its texts or signs narrower", text)))
			}
		}
	}
	return append(faults, c.shadows(form)...)
}

// checkSample leaves alone what another entry takes as a whole: shadows tells that.
func (c *Catalogue) checkSample(form systemData, d entryData, sample string) error {
	got := ids(c.Explain(form.System, sample))
	extra := slices.IndexFunc(got, func(id string) bool { return id != d.ID && c.isExtra(id) })
	switch {
	case len(got) == 1 && got[0] != "" && !c.isTopic(form.System, got[0]):
		return nil
	case extra >= 0:
		return form.entry(got[extra]).fault(fmt.Errorf("it recognises a part of the sample %q of entry %s (%s); make its texts or signs narrower", sample, d.ID, d.file))
	case len(got) <= 1:
		return d.fault(fmt.Errorf("the sample %q matches none of its texts and signs; correct it, or add its text", sample))
	default:
		return d.fault(fmt.Errorf("the sample %q is understood as %q; it is to be this one message alone", sample, got))
	}
}

// ids of explanations; an unknown one has none.
func ids(all []Explanation) []string {
	var out []string
	for _, e := range all {
		out = append(out, e.ID)
	}
	return out
}
