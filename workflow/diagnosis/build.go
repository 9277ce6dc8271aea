package diagnosis

// Building turns an entry as it is written into one that is recognised and told.

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// entry checks the fields of an entry and brings them into the form in which they are used.
func (d entryData) entry(guides map[string]Guide) (*entry, error) {
	if err := d.validate(); err != nil {
		return nil, err
	}
	e := &entry{
		id: d.ID, title: d.Title, cause: d.Cause, fix: d.Fix, who: d.Who, group: d.Group, undo: d.Undo, about: d.About,
		where: d.Where, next: d.Next,
	}
	if d.Wait != "" {
		wait, err := time.ParseDuration(d.Wait)
		if err != nil || wait <= 0 {
			return nil, fmt.Errorf("wait %q is no length of time; write it like 3h", d.Wait)
		}
		e.wait = wait
	}
	var err error
	e.guides, err = d.guides(guides)
	return e, err
}

// guides lists the entry's own guides, those that explain first, then the system's general one.
func (d entryData) guides(known map[string]Guide) ([]Guide, error) {
	names := slices.Concat(d.Guided, d.See)
	if _, ok := known[generalGuide]; ok && !slices.Contains(names, generalGuide) {
		names = append(names, generalGuide)
	}
	var out []Guide
	for i, name := range names {
		g, ok := known[name]
		if !ok {
			return nil, fmt.Errorf("guide %q is not among the file's guides", name)
		}
		g.Explains = i < len(d.Guided)
		if slices.ContainsFunc(out, func(h Guide) bool { return h.URL == g.URL }) {
			return nil, fmt.Errorf("guide %q is named twice", name)
		}
		out = append(out, g)
	}
	return out, nil
}

// teach makes the finders recognise the entry.
func (d entryData) teach(guides map[string]Guide, finders ...*finder) error {
	e, err := d.entry(guides)
	if err != nil {
		return err
	}
	matchers, err := d.matchers(e)
	if err != nil {
		return err
	}
	for _, f := range finders {
		f.matchers = append(f.matchers, matchers...)
		if err := f.addNames(e, d); err != nil {
			return err
		}
	}
	return nil
}

// matchers compiles the wordings of the entry. Each has to give what the entry's sentences speak of.
func (d entryData) matchers(e *entry) ([]matcher, error) {
	var out []matcher
	used := placeholder.FindAllStringSubmatch(d.Cause+" "+d.Fix, -1)
	if len(used) > 0 && len(d.Names)+len(d.Words) > 0 {
		return nil, fmt.Errorf("cause or fix uses {%s}, which its names do not give", used[0][2])
	}
	for i, text := range slices.Concat(d.Texts, d.Whole) {
		p, err := compilePattern(text)
		if err != nil {
			return nil, fmt.Errorf("text %q: %w", text, err)
		}
		for _, u := range used {
			if !slices.Contains(p.names, u[2]) {
				return nil, fmt.Errorf("cause or fix uses {%s}, which the text %q does not give", u[2], text)
			}
		}
		out = append(out, matcher{entry: e, pattern: p, whole: i >= len(d.Texts)})
	}
	return out, nil
}

func (f *finder) addNames(e *entry, d entryData) error {
	for i, name := range slices.Concat(d.Names, d.Words) {
		folded := strings.ToLower(name)
		if token.FindString(folded) != folded {
			return fmt.Errorf("name %q is more than one word; write it as a text", name)
		}
		if other, taken := f.apiNames[folded]; taken {
			return fmt.Errorf("name %q belongs to entry %s already", name, other.entry.id)
		}
		f.apiNames[folded] = apiName{e, name, i >= len(d.Names)}
	}
	return nil
}
