package discord

// Everything that the bot says, as messages, and the limits of Discord.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

const (
	dave          = "1100000000000000042"
	northside     = "1100000000000000100" // a channel
	elsewhereName = "Priya_*of* another <platform>"
)

// here is a server that the bot knows the channel of.
var here = drawing{guilds: map[workflow.Ref]string{northside: "1100000000000000001", "1100000000000000200": "1100000000000000001"}}

// said is a message of the bot about a case of Northside Autos.
func said(n workflow.Note) chat.Message {
	return chat.Message{
		Key: "c1.1", To: workflow.ToRoot, Place: placeOf(northside, ""),
		Case: workflow.CaseRef{Workshop: "northside", ID: "c1"}, Turn: 3, Note: n,
	}
}

// naming is the message in its thread, naming Dave.
func naming(m chat.Message) chat.Message {
	m.To, m.Mention, m.Name = workflow.ToThread, dave, "Dave"
	m.Place.Thread = "1100000000000000200"
	return m
}

// pageMessages are all pages of the storybook as messages.
func pageMessages() map[string]chat.Message {
	all := map[string]chat.Message{}
	for _, p := range storybook.Pages() {
		m := said(p.Note)
		if p.Mention {
			m = naming(m)
		}
		all[p.Name] = m
	}
	return all
}

// variants are pages with what stands round a note.
func variants() map[string]chat.Message {
	pages := pageMessages()
	practice, again := pages["findings/three-errors"], pages["synced/one-sync"]
	practice.Heading, again.Again = "Practice data", true
	both := pages["looked/nothing-yet"]
	both.Heading, both.Again, both.Mention = "Practice data", true, dave
	links := pages["reminder/list"]
	links.Note = linked{links.Note}
	owner := pages["findings/one-error"]
	owner.To, owner.Person, owner.Mention = workflow.ToOwner, dave, ""
	elsewhere := pages["could-not-tell/no-answer"]
	elsewhere.Mention, elsewhere.Name = "U0PRIYA", elsewhereName
	next := pages["waiting/gateway"]
	next.Next = time.Unix(1_795_565_040, 0)
	return map[string]chat.Message{
		"variants/practice": practice, "variants/again": again, "variants/both": both, "variants/list-of-discord": links,
		"variants/to-owner": owner, "variants/no-id-of-discord": elsewhere, "variants/next-look": next,
	}
}

// linked is a note whose links lead to messages of this server.
type linked struct{ workflow.Note }

func (n linked) Actions() []workflow.Action {
	all := slices.Clone(n.Note.Actions())
	for i := range all {
		all[i].Message = workflow.MessageRef{
			Place: placeOf(northside, []string{"", "1100000000000000200"}[i%2]), Ref: workflow.Ref(fmt.Sprint("110000000000000030", i)),
		}
	}
	return all
}

func everyMessage() map[string]chat.Message {
	all := pageMessages()
	for name, m := range variants() {
		all[name] = m
	}
	return all
}

type object = map[string]any

// shown is what was drawn, as Discord gets it.
func shown(t testing.TB, v any) object {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(b, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func str(v any) string { s, _ := v.(string); return s }

func list(v any) []any { all, _ := v.([]any); return all }

// breaches are the limits that what was drawn does not keep. It reads the JSON, so it knows nothing of how it was drawn.
func breaches(o object) []string {
	var found []string
	check := func(what string, n, least, most int) {
		if n < least || n > most {
			found = append(found, fmt.Sprintf("%s: %d, not %d to %d", what, n, least, most))
		}
	}
	check("content", chars.Length(str(o["content"])), 0, 2000)
	check("embeds", len(list(o["embeds"])), 0, 10)
	all := 0
	for _, e := range list(o["embeds"]) {
		e := e.(object)
		author, _ := e["author"].(object)
		footer, _ := e["footer"].(object)
		sizes := map[string]int{"title": 256, "description": 4096}
		for name, most := range sizes {
			check(name, chars.Length(str(e[name])), 0, most)
			all += chars.Length(str(e[name]))
		}
		check("author", chars.Length(str(author["name"])), 0, 256)
		check("footer", chars.Length(str(footer["text"])), 0, 2048)
		all += chars.Length(str(author["name"])) + chars.Length(str(footer["text"]))
		check("fields", len(list(e["fields"])), 0, 25)
		for _, f := range list(e["fields"]) {
			f := f.(object)
			check("field name", chars.Length(strings.TrimSpace(str(f["name"]))), 1, 256)
			check("field value", chars.Length(strings.TrimSpace(str(f["value"]))), 1, 1024)
			all += chars.Length(str(f["name"])) + chars.Length(str(f["value"]))
		}
	}
	check("characters over all embeds", all, 0, 6000)
	return append(found, buttonBreaches(o)...)
}

func buttonBreaches(o object) []string {
	var found []string
	seen := map[string]bool{}
	if n := len(list(o["components"])); n > 5 {
		found = append(found, fmt.Sprintf("%d rows", n))
	}
	for _, r := range list(o["components"]) {
		buttons := list(r.(object)["components"])
		if len(buttons) < 1 || len(buttons) > 5 {
			found = append(found, fmt.Sprintf("%d buttons in a row", len(buttons)))
		}
		for _, b := range buttons {
			b := b.(object)
			id, url, label := str(b["custom_id"]), str(b["url"]), str(b["label"])
			if chars.Length(id) > 100 || chars.Length(url) > 512 || chars.Length(label) > 80 || strings.TrimSpace(label) == "" || (id == "") == (url == "") || seen[id+url] {
				found = append(found, fmt.Sprintf("the button %q %q %q", label, id, url))
			}
			seen[id+url] = true
		}
	}
	return found
}
