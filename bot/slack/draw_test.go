package slack

// What is drawn of every message that the bot has.

import (
	"slices"
	"strings"
	"testing"

	"syncbot/bot/chat"
	"syncbot/workflow"
	"syncbot/workflow/storybook"
)

const (
	priya         = "U0PRIYA"
	elsewhereName = "Priya_*of* another <platform>"
)

var here = drawing{bot: "syncbot", url: "https://team.slack.com/"}

// said is a message of the bot about a case of Northside Autos.
func said(n workflow.Note) chat.Message {
	return chat.Message{
		Key: "c1.1", To: workflow.ToRoot, Place: workflow.Place{Platform: platformName, Channel: "C0SUPPORT"},
		Case: workflow.CaseRef{Workshop: "northside", ID: "c1"}, Turn: 3, Note: n,
	}
}

// to is the message in its thread, naming Priya.
func to(m chat.Message) chat.Message {
	m.To, m.Mention, m.Name = workflow.ToThread, priya, "Priya"
	m.Place.Thread = "1764000000.000100"
	return m
}

// pageMessages are all pages of the storybook as messages.
func pageMessages() map[string]chat.Message {
	all := map[string]chat.Message{}
	for _, p := range storybook.Pages() {
		m := said(p.Note)
		if p.Mention {
			m = to(m)
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
	both.Heading, both.Again = "Practice data", true
	both.Mention = priya
	slackLinks := pages["reminder/list"]
	slackLinks.Note = linked{slackLinks.Note}
	owner := pages["findings/one-error"]
	owner.To, owner.Person, owner.Mention = workflow.ToOwner, priya, ""
	elsewhere := pages["could-not-tell/no-answer"]
	elsewhere.Mention, elsewhere.Name = "184467440737095", elsewhereName
	return map[string]chat.Message{
		"variants/practice": practice, "variants/again": again, "variants/both": both, "variants/list-of-slack": slackLinks,
		"variants/to-owner": owner, "variants/no-id-of-slack": elsewhere,
	}
}

// linked is a note whose links lead to messages of this workspace.
type linked struct{ workflow.Note }

func (n linked) Actions() []workflow.Action {
	all := slices.Clone(n.Note.Actions())
	for i := range all {
		all[i].Message = workflow.MessageRef{
			Place: workflow.Place{Platform: platformName, Channel: "C0SUPPORT", Thread: []workflow.Ref{"", "1764000000.000100"}[i%2]},
			Ref:   workflow.Ref("176400000" + string(rune('1'+i)) + ".000100"),
		}
	}
	return all
}

// Everything that a note says can be read, and so can what stands round it; nothing stands there twice.
func TestEveryWordIsDrawn(t *testing.T) {
	all := pageMessages()
	for name, m := range variants() {
		all[name] = m
	}
	for name, m := range all {
		blocks := shown(t, here.message(m))["blocks"]
		read := squeezed(strings.Join(texts(blocks), ""))
		if m.Mention != "" {
			read = strings.NewReplacer("@"+priya, "", squeezed("@"+elsewhereName), "").Replace(read)
		}
		w, whole := wordsOf(m.Note)
		for _, want := range []string{squeezed(w.Text()), squeezed(m.Heading), squeezed(map[bool]string{true: "(I may have said this before.)"}[m.Again])} {
			if want != "" && strings.Count(read, want) != 1 {
				t.Errorf("%s: not drawn once:\n%s\nin:\n%s", name, want, read)
			}
		}
		for _, a := range m.Actions() {
			if drawn := strings.Contains(read, squeezed(a.Label)); drawn == (whole && a.ID == workflow.ShowMore) {
				t.Errorf("%s: it is %v that %q is drawn", name, drawn, a.Label)
			}
		}
	}
}

// squeezed is text without what layout changes: space, and the backquotes round a message of the log.
func squeezed(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "`", "")), "")
}

// The number and the state stand in large letters, each message of the log alone, a text to copy in one piece.
func TestWhereThingsStand(t *testing.T) {
	for _, p := range storybook.Pages() {
		blocks := here.message(said(p.Note)).blocks
		w, _ := wordsOf(p.Note)
		first, _, _ := strings.Cut(w.Text(), "\n")
		title := shown(t, content{blocks: blocks})["blocks"].([]any)[0].(object)
		if isTitle(w.Lines()[0]) && (title["type"] != "header" || text(title["text"]) != first) {
			t.Errorf("%s: the title is %v, want %q", p.Name, title, first)
		}
		want := logMessages(w)
		if got := preformatted(shown(t, content{blocks: blocks})["blocks"]); !slices.Equal(got, want) {
			t.Errorf("%s: by themselves stand %q, want %q", p.Name, got, want)
		}
	}
}

// logMessages are what has to stand by itself: messages of the log, and texts to copy.
func logMessages(w workflow.Words) []string {
	var all []string
	copying := false
	for _, line := range w.Lines() {
		for _, s := range line {
			switch {
			case s.Kind == workflow.Quoted, s.Kind == workflow.Copied && !copying:
				all = append(all, s.Text)
			case s.Kind == workflow.Copied:
				all[len(all)-1] += "\n" + s.Text
			}
			copying = s.Kind == workflow.Copied
		}
	}
	return all
}

func preformatted(v any) []string {
	var all []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, preformatted(e)...)
		}
	case object:
		if v["type"] == "rich_text_preformatted" {
			return []string{strings.Join(texts(v), "")}
		}
		return preformatted(v["elements"])
	}
	return all
}

// Times are shown in the reader's zone, and as the words have them where that cannot be done.
func TestTimesAreTheReaders(t *testing.T) {
	for _, p := range storybook.Pages() {
		var want, got []string
		w, _ := wordsOf(p.Note)
		for i, line := range w.Lines() {
			for _, s := range line {
				if dates[s.Kind] != "" && (i > 0 || !isTitle(line)) {
					want = append(want, s.Text)
				}
			}
		}
		got = fallbacks(shown(t, here.message(said(p.Note)))["blocks"])
		if !slices.Equal(got, want) {
			t.Errorf("%s: dates %q, want %q", p.Name, got, want)
		}
	}
}

func fallbacks(v any) []string {
	var all []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, fallbacks(e)...)
		}
	case object:
		if v["type"] == "date" {
			return []string{text(v["fallback"])}
		}
		return fallbacks(v["elements"])
	}
	return all
}

// Only what says that something is done is coloured, only where it is the likeliest, and never in red.
func TestTheColouredButton(t *testing.T) {
	for _, p := range storybook.Pages() {
		for i, b := range buttonsOf(shown(t, here.message(said(p.Note)))["blocks"]) {
			style, id := text(b["style"]), text(b["action_id"])
			wants := i == 0 && slices.ContainsFunc(done, func(a workflow.ActionID) bool { return strings.HasPrefix(id, string(a)+":") })
			if (style == "primary") != wants || style == "danger" {
				t.Errorf("%s: %s is styled %q", p.Name, id, style)
			}
		}
	}
}

func buttonsOf(v any) []object {
	var all []object
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			all = append(all, buttonsOf(e)...)
		}
	case object:
		if v["type"] == "button" {
			return []object{v}
		}
		return buttonsOf(v["elements"])
	}
	return all
}
