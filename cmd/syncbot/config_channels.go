package main

// Which channel serves which workshops, and where a desk's cases are handed on.

import (
	"fmt"
	"slices"
	"strings"

	"syncbot/workflow"
)

// channelMap says which workshops a channel serves.
type channelMap map[workflow.Place][]workflow.WorkshopID

func (m *channelMap) UnmarshalText(b []byte) error {
	*m = channelMap{}
	return eachItem(b, func(item string) error {
		place, served, err := parseServing(item)
		if err != nil {
			return err
		}
		if _, twice := (*m)[place]; twice {
			return fmt.Errorf("names %s:%s twice; put all its workshops behind one =, with + between them", place.Platform, place.Channel)
		}
		(*m)[place] = served
		return nil
	})
}

// parseServing reads "slack:C0999=northside+bayview".
func parseServing(item string) (workflow.Place, []workflow.WorkshopID, error) {
	address, list, _ := strings.Cut(item, "=")
	place, err := parsePlace(address, channelIDs)
	if err != nil {
		return workflow.Place{}, nil, err
	}
	var served []workflow.WorkshopID
	for id := range strings.SplitSeq(list, "+") {
		w := workflow.WorkshopID(strings.ToLower(strings.TrimSpace(id)))
		if w == "" || slices.Contains(served, w) {
			return place, nil, fmt.Errorf("has %q; write PLATFORM:CHANNEL=ID, or ID+ID with different ids, such as slack:C0999=northside+bayview", item)
		}
		served = append(served, w)
	}
	return place, served, nil
}

func parsePlace(address string, ids idsOf) (workflow.Place, error) {
	platform, channel, err := ids.parse(address)
	return workflow.Place{Platform: platform, Channel: workflow.Ref(channel)}, err
}

// unknown says which workshops the channels name that there are not.
func (m channelMap) unknown(known []workflow.Workshop) error {
	var strange, ids []string
	for _, served := range m {
		for _, id := range served {
			if !slices.ContainsFunc(known, func(w workflow.Workshop) bool { return w.ID == id }) {
				strange = append(strange, fmt.Sprintf("%q", id))
			}
		}
	}
	if len(strange) == 0 {
		return nil
	}
	for _, w := range known {
		ids = append(ids, string(w.ID))
	}
	slices.Sort(strange)
	return fmt.Errorf("SYNCBOT_CHANNELS names %s, but the workshops are %s; name one of these", strings.Join(slices.Compact(strange), ", "), strings.Join(ids, ", "))
}

// serves says which workshops are served in a place; nil, where no channels are set: all of them everywhere.
func (m channelMap) serves() func(workflow.Place) []workflow.WorkshopID {
	if len(m) == 0 {
		return nil
	}
	return func(p workflow.Place) []workflow.WorkshopID {
		p.Thread = ""
		return m[p]
	}
}

// channel is one place on a chat service; the zero channel is none.
type channel workflow.Place

func (c *channel) UnmarshalText(b []byte) error {
	place, err := parsePlace(string(b), leadIDs)
	*c = channel(place)
	return err
}

// servesNothing says that the settings name channels, and none of the chat service, which the sentence calls by its name.
func (c config) servesNothing(platform, name, example string) error {
	for p := range c.Channels {
		if p.Platform == platform {
			return nil
		}
	}
	if len(c.Channels) == 0 {
		return nil
	}
	return fmt.Errorf("SYNCBOT_CHANNELS names no channel of %s, so no workshop would be served there; add one, such as %s", name, example)
}

// leadsNowhere says that cases would be handed on to a chat service that is not served, where nobody reads them.
func (c config) leadsNowhere(faults error) error {
	served := map[string]bool{"": true, "slack": c.meansSlack(faults), "discord": c.meansDiscord(faults)}
	if served[c.Leads.Platform] || c.lacksChat(faults) != nil {
		return nil
	}
	return fmt.Errorf("SYNCBOT_LEADS names %s:%s, but that chat service isn't served; name a channel of one that is, or leave it out", c.Leads.Platform, c.Leads.Channel)
}

// channelsOn are the ids of the channels on a chat service that the settings name, each once.
func (c config) channelsOn(platform string) []string {
	var ids []string
	add := func(p workflow.Place) {
		if p.Platform == platform {
			ids = append(ids, string(p.Channel))
		}
	}
	for p := range c.Channels {
		add(p)
	}
	add(workflow.Place(c.Leads))
	slices.Sort(ids)
	return slices.Compact(ids)
}
