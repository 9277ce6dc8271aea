package main

// The bot in Slack, made from the settings.

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/slack"
	"syncbot/workflow"
)

// slackGroups are the ids of Slack's user groups that the settings name.
func (c config) slackGroups() []string {
	_, groups := c.slackListed()
	return groups
}

// slackPeople are the ids of the people in Slack that the settings name.
func (c config) slackPeople() []string {
	people, _ := c.slackListed()
	return people
}

// slackListed are the ids of who may do something, each once. A user group's begins with S, a person's with U or W.
func (c config) slackListed() (people, groups []string) {
	for _, l := range slices.Concat(c.Admins, c.MayAsk, c.MaySync) {
		switch {
		case l.Platform != "slack":
		case strings.HasPrefix(l.ID, "S"):
			groups = append(groups, l.ID)
		default:
			people = append(people, l.ID)
		}
	}
	slices.Sort(people)
	slices.Sort(groups)
	return slices.Compact(people), slices.Compact(groups)
}

// slackOptions are those that the settings alone decide.
func (c config) slackOptions() slack.Options {
	zone := cmp.Or(c.Timezone.Location, time.Local) // none where its setting has a fault
	return slack.Options{
		BotToken: string(c.SlackBot), AppToken: string(c.SlackApp), SigningSecret: string(c.SigningSecret), APIURL: string(c.SlackAPI),
		Groups: c.slackGroups(), Now: func() time.Time { return time.Now().In(zone) },
	}
}

// slack makes the bot in Slack. Where Slack sends signed requests, their address is taken at once.
func (c config) slack(ctx context.Context, p parts, home chat.ShowHome) (*slack.Slack, error) {
	o := c.slackOptions()
	o.Workshops, o.Home, o.Log = p.workshopsAt, home, p.log
	if c.slackOverHTTP() {
		l, err := c.takeAddress(ctx)
		if err != nil {
			return nil, err
		}
		o.Listener = l
	}
	return slack.New(o)
}

// workshopsAt are those whose documents can be asked after in a place.
func (p parts) workshopsAt(at workflow.Place) []workflow.Workshop {
	ids := slices.Sorted(maps.Keys(p.machine.Workshops))
	if p.serves != nil {
		ids = p.serves(at)
	}
	var all []workflow.Workshop
	for _, id := range ids {
		all = append(all, p.machine.Workshops[id])
	}
	return all
}
