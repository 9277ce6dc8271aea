package main

// Settings that are lists: items between commas or on lines of their own, each with its own faults.

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"syncbot/workflow"
)

// eachItem takes in every item of a list. Its error is a sentence that goes on from the setting's name and names every fault.
func eachItem(list []byte, take func(item string) error) error {
	var faults []string
	for _, item := range strings.FieldsFunc(string(list), func(r rune) bool { return r == ',' || r == '\n' }) {
		item = strings.TrimSpace(item)
		if item == "" {
			continue
		}
		if err := take(item); err != nil {
			faults = append(faults, err.Error())
		}
	}
	if len(faults) > 0 {
		return errors.New(strings.Join(faults, "; it "))
	}
	return nil
}

// platforms are the chat services, as settings name them.
var platforms = []string{"slack", "discord", "console"}

// parseAddress reads PLATFORM:ID. Its error goes on from the setting's name.
func parseAddress(text string) (platform, id string, err error) {
	platform, id, ok := strings.Cut(text, ":")
	platform, id = strings.ToLower(strings.TrimSpace(platform)), strings.TrimSpace(id)
	switch {
	case !ok || id == "" || strings.ContainsFunc(id, unicode.IsSpace):
		return "", "", fmt.Errorf("has %q; write PLATFORM:ID, such as slack:C0123", text)
	case !slices.Contains(platforms, platform):
		return "", "", fmt.Errorf("has %q in %q; the platforms are %s", platform, text, strings.Join(platforms, ", "))
	}
	return platform, id, nil
}

// people are somebody's on a list: persons, user groups and roles.
type people []workflow.Listed

func (p *people) UnmarshalText(b []byte) error {
	return eachItem(b, func(item string) error {
		address, name, _ := strings.Cut(item, "=")
		platform, id, err := parseAddress(address)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(*p, func(l workflow.Listed) bool { return l.Platform == platform && l.ID == id }) {
			return fmt.Errorf("names %s:%s twice", platform, id)
		}
		if name = strings.TrimSpace(name); name == "" {
			name = id
		}
		*p = append(*p, workflow.Listed{Platform: platform, ID: id, Name: name})
		return nil
	})
}
