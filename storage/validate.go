package storage

import (
	"cmp"
	"fmt"
	"unicode/utf8"
)

// MaxName bounds every name that a commit gives (workshops, ids, keys, lanes, what is unique), in bytes.
const MaxName = 4096

// Validate says what makes a commit impossible whatever the store holds; nil: nothing.
func (c Commit) Validate() error {
	err := checkNames(c.Key, string(c.Done))
	for _, r := range c.Records {
		err = cmp.Or(err, r.validate())
	}
	for _, e := range c.Effects {
		err = cmp.Or(err, e.validate())
	}
	return err
}

func (r Record) validate() error {
	if r.Rev == 0 {
		return fmt.Errorf("record %s has no Rev; the first commit of a record has Rev 1", r.Key.ID)
	}
	return cmp.Or(r.Key.validate(), checkNames(r.Unique))
}

func (k Key) validate() error {
	shared := k.Kind == KindChannel || k.Kind == KindPerson
	switch {
	case k.Kind == "" || k.ID == "":
		return fmt.Errorf("a record's key needs a kind and an id; this one is %+v", k)
	case k.Workshop == "" && !shared:
		return fmt.Errorf("the key of %s %q needs a workshop; only channels and persons belong to none", k.Kind, k.ID)
	case k.Workshop != "" && shared:
		return fmt.Errorf("%s %q belongs to no workshop, but its key names %q; leave that empty", k.Kind, k.ID, k.Workshop)
	}
	return checkNames(string(k.Workshop), string(k.Kind), k.ID)
}

func (e Effect) validate() error {
	if e.ID == "" || e.Lane == "" || e.Effect == nil {
		return fmt.Errorf("an effect needs an id, a lane and something to do; this one is %+v", e)
	}
	return cmp.Or(e.Record.validate(), checkNames(string(e.ID), string(e.Lane)))
}

func checkNames(names ...string) error {
	for _, n := range names {
		if len(n) > MaxName {
			return fmt.Errorf("a name of %d bytes is too long for the store; %d are allowed", len(n), MaxName)
		}
		if !utf8.ValidString(n) {
			return fmt.Errorf("the name %q is not UTF-8; the store takes nothing else", n)
		}
	}
	return nil
}
