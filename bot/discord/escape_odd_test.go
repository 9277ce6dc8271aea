package discord

// Text that only looks like nothing, and text that shows otherwise than it is written.

import (
	"regexp"
	"strings"
	"testing"

	"syncbot/workflow"
)

// notSeen are what people don't see: Discord trims some of it, and refuses what is nothing else.
var notSeen = []string{" ", "\t", "\u00a0", "\u2003", "\u3000", "\ufeff", "\u200b", "\u200d", "\u2060", "\u00ad", "\u3164", "\u115f", "\u2800", "\U000e0020", "\u2028", "\u202e"}

// What Discord trims hides no mark from the bot.
func TestMarksBehindWhatIsNotSeen(t *testing.T) {
	for _, space := range notSeen {
		for _, mark := range []string{"# a", "## a", "-# a", "- a", "+ a", "7. a", "7) a"} {
			c := here.message(said(saysThis{say: "641 · State\n" + workflow.Foreign(space+mark)}))
			if text := strings.TrimLeft(c.Embeds[0].Description, strings.Join(notSeen, "")); strings.HasPrefix(text, mark) {
				t.Errorf("%q becomes something behind %q", mark, space)
			}
		}
	}
}

// In a list Discord reads the rest of a line as one of its own.
func TestMarksInNumberedLines(t *testing.T) {
	for _, mark := range []string{"# a", "-# a", "- a", "+ a", "7. a", "> a"} {
		c := here.message(said(saysThis{say: "641 · Steps\n1. " + workflow.Foreign(mark) + "\n2. b"}))
		if text := c.Embeds[0].Description; strings.HasPrefix(text, "1. "+mark) || !strings.HasPrefix(text, "1. ") {
			t.Errorf("%q becomes something in a list: %q", mark, text)
		}
	}
}

// What nobody sees is nothing: a name, a label and a choice of it would be refused.
func TestNothingIsLeftEmpty(t *testing.T) {
	for _, text := range notSeen {
		for what, got := range map[string]string{
			"a label": plain(text+text, maxLabel), "a thread": threadName(plainNote{words: workflow.Foreign(text)}), "a modal": titleOf(text),
		} {
			if regexp.MustCompile(`^[\pZ\pC\s\x{3164}\x{115f}\x{2800}]*$`).MatchString(got) {
				t.Errorf("%s of %q is %q", what, text, got)
			}
		}
	}
}

// Letters stay where they are written: nothing turns the direction of what follows, and a line is one line.
func TestNothingTurnsOrBreaksALine(t *testing.T) {
	for _, r := range "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029" {
		m := said(saysThis{
			say:     "641" + string(r) + " · State\nit says " + string(r) + "gnp.exe\n" + spanned("q", "a"+string(r)) + "\n" + spanned("l", "x"+string(r)+":") + " y",
			actions: []workflow.Action{{ID: workflow.Fixed, Label: "Fix " + string(r)}},
		})
		m.Heading, m.Name, m.Mention = string(r), "N"+string(r), "no id"
		c := here.message(m)
		all := append(markdownOf(shown(t, c)), str(buttonsOf(shown(t, c))[0]["label"]), threadName(m.Note))
		for _, text := range all {
			if strings.ContainsRune(text, r) {
				t.Errorf("%U stands in %q", r, text)
			}
		}
	}
}

// An answer of buttons alone has words, too.
func TestAnswersHaveWords(t *testing.T) {
	for _, text := range []workflow.Words{"", " ", "\u200b"} {
		c := here.answer(workflow.Answer{Text: text, Choices: []workflow.Choice{choiceFor(workflow.Stop, "Stop following", "")}}, nil)
		if c.Embeds[0].Description != "…" {
			t.Errorf("%q reads %q", text, c.Embeds[0].Description)
		}
	}
}
