package diagnosis

// Building turns an entry as it is written into one that is recognised and told.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// entry checks the fields of an entry and brings them into the form in which they are used.
func (d entryData) entry(guides map[string]Guide) (*entry, []error) {
	faults := append(d.validate(), bracketFaults(d.Cause)...)
	faults = append(faults, bracketFaults(d.Fix)...)
	e := &entry{
		id: d.ID, title: d.Title, cause: d.Cause, fix: d.Fix, who: d.Who, group: d.Group, undo: d.Undo, about: d.About,
		where: d.Where, next: d.Next, system: d.system, optional: optionalIn(d.Cause + d.Fix), opens: d.Opens,
		families: d.Families, before: d.Before,
	}
	if d.Wait != "" {
		wait, err := time.ParseDuration(d.Wait)
		if err != nil || wait <= 0 {
			faults = append(faults, fmt.Errorf("wait %q is no length of time; write it like 3h", d.Wait))
		}
		e.wait = wait
	}
	var unknown []error
	e.guides, unknown = d.guides(guides)
	return e, append(faults, unknown...)
}

// guides lists the entry's own guides, those that explain first, then the system's general one.
func (d entryData) guides(known map[string]Guide) ([]Guide, []error) {
	names := slices.Concat(d.Guided, d.See)
	if _, ok := known[generalGuide]; ok && !slices.Contains(names, generalGuide) {
		names = append(names, generalGuide)
	}
	var out []Guide
	var faults []error
	for i, name := range names {
		g, ok := known[name]
		g.Explains = i < len(d.Guided)
		switch {
		case !ok:
			faults = append(faults, fmt.Errorf("guide %q is not among the file's guides; add it there, or name one of %s", name, strings.Join(slices.Sorted(maps.Keys(known)), ", ")))
		case slices.ContainsFunc(out, func(h Guide) bool { return h.URL == g.URL }):
			faults = append(faults, fmt.Errorf("guide %q is named twice; keep one", name))
		default:
			out = append(out, g)
		}
	}
	return out, faults
}

// teach makes the finders recognise the entry. Its faults are sentences without the entry's name.
func (d entryData) teach(guides map[string]Guide, finders ...*finder) []error {
	e, faults := d.entry(guides)
	matchers, more := d.matchers(e)
	faults = append(faults, more...)
	signs, more := d.signs(e, finders[0].language)
	faults = append(faults, more...)
	for _, f := range finders {
		f.matchers = append(f.matchers, matchers...)
		for _, s := range signs {
			f.signs.add(s)
		}
		faults = append(faults, f.addNames(e, d)...)
	}
	return faults
}

// matchers compiles the wordings of the entry. Each has to give what the entry's sentences speak of.
func (d entryData) matchers(e *entry) (out []matcher, faults []error) {
	used := placeholder.FindAllStringSubmatch(withoutOptional(d.Cause+" "+d.Fix), -1)
	if len(used) > 0 && len(d.Names)+len(d.Words) > 0 {
		faults = append(faults, fmt.Errorf("cause or fix uses {%s}, which its names do not give; make entries of their own for the names", used[0][2]))
	}
	for i, text := range slices.Concat(d.Texts, d.Whole) {
		p, err := compilePattern(text)
		if err != nil {
			faults = append(faults, fmt.Errorf("text %q: %w", text, err))
			continue
		}
		for _, u := range used {
			if !slices.Contains(p.names, u[2]) {
				faults = append(faults, fmt.Errorf("cause or fix uses {%s}, which the text %q does not give; write them without it, or move the text to an entry of its own", u[2], text))
			}
		}
		out = append(out, matcher{entry: e, pattern: p, text: text, words: len(strings.Fields(text)), whole: i >= len(d.Texts)})
	}
	return out, faults
}

// signs compiles the signs of the entry. Each has to give what the entry's sentences speak of.
func (d entryData) signs(e *entry, l *language) (out []*sign, faults []error) {
	texts, faults := l.signsOf(d)
	for _, name := range e.optional {
		if len(d.Families) > 0 && l.beside[name] == nil && byForm[name] == nil {
			faults = append(faults, fmt.Errorf("{%s} in brackets is never found in a message; leave it out, or use one of {%s}", name, strings.Join(l.found(), "}, {")))
		}
	}
	for _, text := range texts {
		s, err := l.compileFault(e, text)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		for _, u := range placeholder.FindAllStringSubmatch(withoutOptional(d.Cause+" "+d.Fix), -1) {
			if !slices.Contains(s.names, u[2]) {
				faults = append(faults, fmt.Errorf("cause or fix uses {%s}, which the sign %q does not give; write them without it, or move the sign to an entry of its own", u[2], text))
			}
		}
		out = append(out, s)
	}
	return out, faults
}

func (f *finder) addNames(e *entry, d entryData) []error {
	var faults []error
	for i, name := range slices.Concat(d.Names, d.Words) {
		folded := strings.ToLower(name)
		other, taken := f.apiNames[folded]
		switch {
		case token.FindString(folded) != folded || folded == "":
			faults = append(faults, fmt.Errorf("name %q is more than one word; write it as a text", name))
		case taken:
			faults = append(faults, fmt.Errorf("name %q belongs to entry %s already; keep it at one of the two", name, other.entry.id))
		default:
			f.apiNames[folded] = apiName{e, name, i >= len(d.Names)}
		}
	}
	return faults
}
