package main

// Settings that are lists: items between commas or on lines of their own, each with its own faults.

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"syncbot/workflow"
)

// eachItem takes in every item of a list, of which there must be one. Its error is a sentence that goes on from the
// setting's name and names every fault.
func eachItem(list []byte, take func(item string) error) error {
	var faults []string
	items := itemsOf(string(list))
	for _, item := range items {
		if err := take(item); err != nil {
			faults = append(faults, err.Error())
		}
	}
	switch {
	case len(items) == 0:
		return fmt.Errorf("is %q, which names nothing; fill it in or leave it out", list)
	case len(faults) > 0:
		return errors.New(strings.Join(faults, "; it "))
	default:
		return nil
	}
}

// itemsOf are the items of a list, without the space around them and without the empty ones.
func itemsOf(list string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' }) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// people are somebody's on a list: persons, user groups and roles.
type people []workflow.Listed

func (p *people) UnmarshalText(b []byte) error {
	return eachItem(b, func(item string) error {
		address, name, _ := strings.Cut(item, "=")
		platform, id, err := personIDs.parse(address)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(*p, func(l workflow.Listed) bool { return l.Platform == platform && l.ID == id }) {
			return fmt.Errorf("names %s:%s twice; keep one", platform, id)
		}
		if name = strings.TrimSpace(name); name == "" {
			name = id
		}
		*p = append(*p, workflow.Listed{Platform: platform, ID: id, Name: name})
		return nil
	})
}

// nobodyAsks says that the settings name who may ask, and nobody of the chat service, which the sentence calls by its name.
func (c config) nobodyAsks(platform, name, example string) error {
	there := func(l workflow.Listed) bool { return l.Platform == platform }
	if len(c.MayAsk) == 0 || slices.ContainsFunc(slices.Concat(c.MayAsk, c.MaySync, c.Admins), there) {
		return nil
	}
	return fmt.Errorf("SYNCBOT_MAY_ASK names nobody of %s, so nobody could ask there; add somebody, such as %s, or leave it out", name, example)
}
