package slack

// What people typed, out of what Slack makes of it: https://docs.slack.dev/messaging/formatting-message-text.

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"

	"syncbot/workflow"
)

// maxMentions is of how many people in one command Slack is asked for the name. The others keep that which stands there.
const maxMentions = 10

// aMark is a mark of Slack's: what it is, its content, and the words that stand for it.
var aMark = regexp.MustCompile(`<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>`)

var entities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// unescape is text as it was typed. name says how people are called whom it mentions.
func unescape(text string, name func(id, label string) string) string {
	var b strings.Builder
	for text != "" {
		at := aMark.FindStringSubmatchIndex(text)
		if at == nil {
			break
		}
		part := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return text[at[2*i]:at[2*i+1]]
		}
		b.WriteString(entities.Replace(text[:at[0]]))
		b.WriteString(unmark(part(1), part(2), entities.Replace(part(3)), name))
		text = text[at[1]:]
	}
	b.WriteString(entities.Replace(text))
	return b.String()
}

// unmark is what was typed for one mark.
func unmark(kind, content, label string, name func(id, label string) string) string {
	switch kind {
	case "@":
		return "@" + name(content, label)
	case "#":
		return "#" + cmp.Or(label, content)
	case "!":
		return special(content, label)
	}
	return link(entities.Replace(content), label)
}

// special is a group of people, everybody here, or the words of a date.
func special(content, label string) string {
	verb, id, _ := strings.Cut(content, "^")
	label = strings.TrimPrefix(label, "@")
	if verb == "date" {
		return label
	}
	return "@" + cmp.Or(label, id, verb)
}

// link is an address, or what was typed where Slack itself has made an address of it, or the words on it that hold a number.
func link(address, label string) string {
	if strings.ContainsAny(label, "0123456789") {
		return label
	}
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if typed, is := strings.CutPrefix(address, scheme); is && typed == label {
			return label
		}
	}
	return address
}

// plain is what was typed, with the people whom it mentions, in its order. Each is called by the name that people read.
func (in *listening) plain(ctx context.Context, text string) (string, []workflow.User) {
	called := in.names(ctx, text)
	var all []workflow.User
	typed := unescape(text, func(id, label string) string {
		name := cmp.Or(called[id], label, id)
		all = append(all, workflow.User{ID: workflow.UserID(id), Name: name})
		return name
	})
	return typed, all
}

// names are those of the people whom the text mentions, as far as Slack says them in time.
func (in *listening) names(ctx context.Context, text string) map[string]string {
	var ids []string
	unescape(text, func(id, _ string) string {
		if len(ids) < maxMentions && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		return ""
	})
	people := make([]person, len(ids))
	var all sync.WaitGroup
	for i, id := range ids {
		all.Go(func() { people[i], _ = in.people.Get(ctx, id) })
	}
	all.Wait()
	called := map[string]string{}
	for i, id := range ids {
		called[id] = people[i].name
	}
	return called
}
