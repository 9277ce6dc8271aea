package discord

// Messages that nobody would write, and those that somebody would.

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// saysThis is a note that says what a test wants.
type saysThis struct {
	workflow.Note
	say     string
	actions []workflow.Action
}

func (w saysThis) Words() workflow.Words      { return workflow.Words(w.say) }
func (w saysThis) Actions() []workflow.Action { return w.actions }

// several is a note about several errors, which it can say one by one.
type several struct {
	saysThis
	details string
	whole   bool
}

func (n several) Details() (workflow.Words, bool) { return workflow.Words(n.details), n.whole }

// hostile is what could ping, link, format or be lost.
var hostile = []string{
	"<@1100000000000000042> <@!1100000000000000042> <@&1100000000000000042> <#1100000000000000100> </sync:1>", "@everyone @here @EVERYONE",
	"*bold* _italic_ __under__ ~~gone~~ ||hidden|| `code` ```block``` ````more````", "> quote", ">>> all", "# large", "-# small", "- list", "+ list", "7. list", "1) list",
	":smile: :a:b:smile: <:custom:1100000000000000042> <a:moves:1100000000000000042>", "[guide](https://evil.example) https://evil.example http://evil.example",
	"discord.gg/evil discord.com/invite/evil discordapp.com/invite/evil", "<t:1764000000:R>", "\\*bold\\* \\", "\x00\x1b[2J\r\x7f\u0085", "\xff\xfe",
	"  two  spaces\tand a tab  ", "mailto:a@evil.example <mailto:a@evil.example> <https://evil.example>", strings.Repeat("`", 50), strings.Repeat("a", 5000),
}

// What Discord would make something of, outside code, where no backslash stands before it.
var marks = regexp.MustCompile(`https?://|(?i)discord(app)?\.[a-z]|@(?:everyone|here)|` +
	`(?:^|[^\\])(?:<[@#:/at]|\*|_|~|\||` + "`" + `|\[[^\]]*\]\(|:[\w+-]+:)|(?m:^\s*(?:>|#|-|\+|\d+[.)]))`)

// bare takes away what cannot be a mark: pairs of a backslash and what it stands before, code blocks, and our own marks.
func bare(markdown string) string {
	markdown = regexp.MustCompile("(?s)```\n.*?\n```").ReplaceAllString(markdown, "code")
	markdown = regexp.MustCompile(`\\[^\w\s]`).ReplaceAllString(markdown, "¤")
	markdown = strings.ReplaceAll(markdown, "**", "") // from outside no star comes without a backslash
	return regexp.MustCompile(`<t:\d+:[tTfR]>`).ReplaceAllString(markdown, "time")
}

func TestHostileTextIsHarmless(t *testing.T) {
	for _, text := range hostile {
		safe := workflow.Foreign(text)
		for name, say := range map[string]string{
			"title": safe, "line": "641 · State\n" + safe, "in a line": "641 · State\nFrom " + safe + ": it", "quoted": "641 · State\n" + spanned("q", safe),
			"time before": "641 · Looked at " + spanned("t1764000000", "10:21 am") + ": " + safe, "copied": "641 · State\n" + spanned("c", safe), "behind a message": "641 · State\nIt says " + spanned("q", "a") + " " + safe,
		} {
			c := here.message(said(saysThis{say: say}))
			for _, drawn := range markdownOf(shown(t, c)) {
				if found := marks.FindAllString(bare(drawn), -1); len(found) > 0 {
					t.Errorf("%s: %q makes something of %q:\n%s", name, text, found, drawn)
				}
			}
			if wrong := breaches(shown(t, c)); len(wrong) > 0 {
				t.Errorf("%s: %q: %v", name, text, wrong)
			}
		}
	}
}

// Labels, menus and links are ours; what stands in them is not always.
func TestHostileTextInLabelsLinksAndButtons(t *testing.T) {
	for _, text := range hostile {
		safe := workflow.Foreign(text)
		m := said(saysThis{
			say: "641 · State\n" + spanned("l", safe) + " it\n" + spanned("m", safe) + "\n" + spanned("uhttps://example.com/(a)", safe) + "\n" + spanned("ujavascript:"+safe, safe),
			actions: []workflow.Action{
				{ID: workflow.Fixed, Label: safe}, {ID: workflow.OpenLink, Label: "Guide " + safe, URL: "javascript:" + safe},
				{ID: workflow.OpenMessage, Label: "Case " + safe, Message: workflow.MessageRef{Place: placeOf("1/../x", ""), Ref: "1"}},
			},
		})
		m.Heading, m.Name, m.Mention = safe, safe, workflow.UserID(safe)
		o := shown(t, here.message(m))
		if users := o["allowed_mentions"].(object)["users"]; users != nil {
			t.Errorf("%q pings %v", text, users)
		}
		for _, b := range buttonsOf(o) {
			if b["url"] != nil {
				t.Errorf("%q leads to %q", text, b["url"])
			}
		}
		for _, drawn := range markdownOf(o) {
			if pings := regexp.MustCompile(`<@|@everyone|@here`).FindAllString(bare(drawn), -1); len(pings) > 0 {
				t.Errorf("%q pings: %s", text, drawn)
			}
		}
		if wrong := breaches(o); len(wrong) > 0 {
			t.Errorf("%q: %v", text, wrong)
		}
	}
}

// markdownOf are the texts in which Discord reads marks.
func markdownOf(o object) []string {
	all := []string{str(o["content"])}
	for _, e := range list(o["embeds"]) {
		e := e.(object)
		all = append(all, str(e["title"]), str(e["description"]))
		for _, f := range list(e["fields"]) {
			all = append(all, str(f.(object)["name"]), str(f.(object)["value"]))
		}
	}
	return all
}

// What has no room is left out at the end, and said to be.
func TestTooMuchIsCutByName(t *testing.T) {
	var all []string
	for i := range 400 {
		all = append(all, fmt.Sprintf("line %d %s", i, strings.Repeat("x", 90)))
	}
	for name, say := range map[string]string{
		"lines": strings.Join(all, "\n"), "messages of the log": "Log\n" + spanned("q", strings.Join(all, "\n")),
		"copied": "Log\n" + spanned("c", strings.Join(all, "\n")), "labelled": "Log\n" + spanned("l", "Note:") + " " + strings.Join(all, "\n"),
	} {
		c := here.message(said(saysThis{say: say}))
		read := strings.Join(markdownOf(shown(t, c)), "\n")
		n := 0
		for _, line := range all {
			if strings.Contains(read, line) {
				n++
			}
		}
		footer := c.Embeds[len(c.Embeds)-1].Footer.Text
		if want := fmt.Sprintf("%d more lines have no room here.\nsyncbot · c1.1", len(all)-n); footer != want || n < 40 {
			t.Errorf("%s: %d lines are drawn, and it says %q, want %q", name, n, footer, want)
		}
	}
}

// An error that is too long for a field has an embed of its own, and the order stays.
func TestLongErrorsHaveAnEmbedOfTheirOwn(t *testing.T) {
	long := strings.Repeat("long ", 250)
	say := "641 · 3 errors\n" + spanned("l", "Error 1: short") + "\n" + spanned("q", "one") + "\nFix it.\n" +
		spanned("l", "Error 2: long") + "\n" + spanned("q", long) + "\nFix it.\n" + spanned("l", "Error 3: short") + "\n" + spanned("q", "three") + "\nFix it."
	c := here.message(said(saysThis{say: say}))
	if len(c.Embeds) != 2 || c.Embeds[1].Title != "Error 2: long" || !strings.Contains(c.Embeds[1].Description, long) || c.Embeds[1].Fields[0].Name != "Error 3: short" {
		t.Errorf("%s", markdownOf(shown(t, c)))
	}
}

// Whatever a message says, it is drawn within the limits, and pings nobody but whom it mentions.
func FuzzMessage(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, "Practice data", dave, i*7, "Xero guide", "https://example.com", i)
	}
	f.Add("", "", "", 0, "", "", 0)
	f.Add(strings.Repeat("世界😀 ", 4000), strings.Repeat("H", 5000), "", 60, strings.Repeat("😀", 200), "https://x/"+strings.Repeat("u", 2900), 1)
	f.Add(strings.Repeat("a\n\n\n", 3000), "&amp;", dave, 30, "&amp;", "http://", 2)
	f.Add("641 · x\n"+strings.Repeat(spanned("q", "a")+"b"+spanned("t1764000000", "11:04 am"), 300), "", "1", 3, " ", "", 3)
	f.Add("641 · x\n"+strings.Repeat(spanned("l", "*:")+" b\n\n", 300), "", "1", 3, " ", "", 3)
	f.Add("641 · x\n"+strings.Repeat(spanned("l", "*:")+"\n"+spanned("q", strings.Repeat("`", 700))+"\nb\n", 30), "", "1", 3, " ", "", 6)
	f.Add("641 · Steps\n1. a\n2. <@1>"+strings.Repeat("\n1. a\n2. b", 300), "", "1", 3, "1. a", "", 3)
	f.Add("a\n"+strings.Repeat(" \n", 50)+spanned("l", " ")+"\n"+gap, gap, "", 9, gap, "https://ex#\xff\x00 com", 1)
	f.Fuzz(func(t *testing.T, say, heading, mention string, n int, label, url string, kind int) {
		kinds := []workflow.ActionID{workflow.Fixed, workflow.ShowMore, workflow.OpenLink, workflow.OpenMessage, workflow.Stop, ""}
		m := chat.Message{
			Key: "c1.1", Note: saysThis{say: say}, Heading: heading, Mention: workflow.UserID(mention), Name: label, Again: kind%2 == 0,
			Case: workflow.CaseRef{Workshop: workflow.WorkshopID(label), ID: "c1"}, Turn: n,
		}
		if kind%4 == 0 {
			m.Next = time.Unix(1764000000, 0)
		}
		var all []workflow.Action
		for i := range max(0, min(n, 60)) {
			all = append(all, workflow.Action{
				ID: kinds[(max(kind, 0)+i)%len(kinds)], Label: fmt.Sprint(label, i), URL: url,
				Message: workflow.MessageRef{Place: placeOf(label, ""), Ref: workflow.Ref(url)},
			})
		}
		m.Note = saysThis{say: say, actions: all}
		if kind%3 == 0 {
			m.Note = several{saysThis{say: label, actions: all}, say, n%2 == 0}
		}
		c := here.message(m)
		if strings.TrimSpace(c.Content) == "" {
			t.Error("there is no text for a notification")
		}
		if last := c.Embeds[len(c.Embeds)-1].Footer; last == nil || !strings.HasSuffix(last.Text, "syncbot · c1.1") {
			t.Error("it cannot be found again")
		}
		if len(c.Allowed.Users) > 1 || len(c.Allowed.Users) == 1 && c.Allowed.Users[0] != mention {
			t.Errorf("it may ping %q", c.Allowed.Users)
		}
		if wrong := breaches(shown(t, c)); len(wrong) > 0 {
			t.Errorf("%q", wrong)
		}
	})
}
