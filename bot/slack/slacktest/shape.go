package slacktest

// The shapes of JSON objects: which fields they have, and what each holds. What is wrong is told as Slack tells it.

import (
	"fmt"
	"slices"
)

// report collects what is wrong, each with a pointer to where.
type report []string

func (p *report) wrong(at, format string, args ...any) {
	*p = append(*p, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// check holds a value against a rule.
type check func(p *report, at string, v any)

// field is one field of a shape.
type field struct {
	check
	must bool
}

// shape is the fields of an object by their names; it has no others.
type shape map[string]field

func must(c check) field { return field{c, true} }
func may(c check) field  { return field{c, false} }

// with is the shape with the fields of others.
func (s shape) with(others ...shape) shape {
	all := shape{}
	for _, o := range append(others, s) {
		for name, f := range o {
			all[name] = f
		}
	}
	return all
}

func (s shape) check(p *report, at string, v any) {
	o, ok := v.(map[string]any)
	if !ok {
		p.wrong(at, "must be an object")
		return
	}
	for name, f := range s {
		if _, there := o[name]; f.must && !there {
			p.wrong(at, "missing required field: %s", name)
		}
	}
	for name, value := range o {
		f, known := s[name]
		if !known {
			p.wrong(at, "invalid additional property: %s", name)
			continue
		}
		f.check(p, at+"/"+name, value)
	}
}

// kinds are shapes by the field type.
type kinds map[string]shape

func (k kinds) check(p *report, at string, v any) {
	o, _ := v.(map[string]any)
	name, _ := o["type"].(string)
	s, known := k[name]
	if !known {
		p.wrong(at, "unsupported type: %s", name)
		return
	}
	s.with(shape{"type": must(anything)}).check(p, at, v)
}

func anything(*report, string, any) {}

func flag(p *report, at string, v any) {
	if _, ok := v.(bool); !ok {
		p.wrong(at, "must be a boolean")
	}
}

func number(p *report, at string, v any) {
	if _, ok := v.(float64); !ok {
		p.wrong(at, "must be a number")
	}
}

// chars is a string of so many characters.
func chars(least, most int) check {
	return func(p *report, at string, v any) {
		text, ok := v.(string)
		switch {
		case !ok:
			p.wrong(at, "must be a string")
		case length(text) < least:
			p.wrong(at, "must be more than %d characters", least-1)
		case length(text) > most:
			p.wrong(at, "must be less than %d characters", most+1)
		}
	}
}

func oneOf(values ...string) check {
	return func(p *report, at string, v any) {
		if text, ok := v.(string); !ok || !slices.Contains(values, text) {
			p.wrong(at, "must be one of %q", values)
		}
	}
}

// list is an array of so many of each.
func list(least, most int, each check) check {
	return func(p *report, at string, v any) {
		all, ok := v.([]any)
		switch {
		case !ok:
			p.wrong(at, "must be an array")
		case len(all) < least:
			p.wrong(at, "must be at least %d items", least)
		case len(all) > most:
			p.wrong(at, "no more than %d items allowed", most)
		}
		for i, e := range all {
			each(p, fmt.Sprintf("%s/%d", at, i), e)
		}
	}
}
