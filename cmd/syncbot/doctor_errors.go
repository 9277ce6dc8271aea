package main

// What the doctor says of a file of error texts.

import (
	"fmt"
	"strings"

	"syncbot/bot/chat/checkup"
)

// examine says which entries the file adds and which it replaces. Its mistakes are faults of the settings, told there.
func (f errorsFile) examine() []checked {
	if f == "" {
		return nil
	}
	c, err := f.catalogue()
	if err != nil {
		return nil
	}
	added, replaced := c.Extra()
	return []checked{{"error texts", checkup.OK, fmt.Sprintf("%s adds %s, and replaces %s.", f, entriesOr(added), entriesOr(replaced)), ""}}
}

func entriesOr(ids []string) string {
	if len(ids) == 0 {
		return "nothing"
	}
	return strings.Join(ids, ", ")
}
