package main

// Addresses in settings: PLATFORM:ID, where the id is the chat service's own. A name is none: it would match nobody.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// platforms are the chat services, as settings name them.
var platforms = []string{"slack", "discord", "console"}

// idsOf says how the ids of some sort of thing look.
type idsOf struct {
	write string                    // what to write in the setting, with an example
	shape map[string]*regexp.Regexp // by platform; none: any word
}

var discordID = regexp.MustCompile(`^[0-9]+$`)

// What settings address. Slack's ids say by their first letter what they are of.
var (
	channelIDs = idsOf{
		"PLATFORM:CHANNEL=ID, or ID+ID for a desk, with the chat service's own id of the channel, such as slack:C0123=northside",
		map[string]*regexp.Regexp{"slack": regexp.MustCompile(`^[CDG][A-Z0-9]+$`), "discord": discordID},
	}
	leadIDs = idsOf{
		"one PLATFORM:CHANNEL, with the chat service's own id of the channel, such as slack:C0777", channelIDs.shape,
	}
	personIDs = idsOf{
		"PLATFORM:ID=Name, with the chat service's own id of a person, a user group or a role, such as slack:U0123=Priya",
		map[string]*regexp.Regexp{"slack": regexp.MustCompile(`^[SUW][A-Z0-9]+$`), "discord": discordID},
	}
)

var anyWord = regexp.MustCompile(`^[^\s:=,+]+$`)

// parse reads PLATFORM:ID. Its error goes on from the setting's name.
func (ids idsOf) parse(text string) (platform, id string, err error) {
	platform, id, ok := strings.Cut(text, ":")
	platform, id = strings.ToLower(strings.TrimSpace(platform)), strings.TrimSpace(id)
	shape := ids.shape[platform]
	if shape == nil {
		shape = anyWord
	}
	switch {
	case ok && !slices.Contains(platforms, platform):
		return "", "", fmt.Errorf("has %q in %q; the platforms are %s", platform, text, strings.Join(platforms, ", "))
	case !shape.MatchString(id):
		return "", "", fmt.Errorf("has %q; write %s", text, ids.write)
	}
	return platform, id, nil
}
