package storybook

// What every page keeps to, so that it can be read on a phone and drawn on every chat service.

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"syncbot/workflow"
)

// The limits of the words are those of "How the bot should sound"; those of the chat services stand in the project's
// facts about platforms: a button's text is at most 75 characters on Slack (section 5, blocks) and 80 on Discord
// (section 6, components), where a link has at most 512; a section is 3000 on Slack, an actions block holds 25 elements.
const (
	maxState     = 45 // characters after the name, on a lock screen
	maxRootLines = 5
	maxPressable = 3 // beside More
	maxLinks     = 25
	maxLabel     = 75
	maxURL       = 512
	maxText      = 3000 // bytes: less than that
)

// Breaches says in a sentence each which limits the page breaks; none is as it should be.
func (p Page) Breaches() []string {
	return slices.Concat(p.headBreaches(), p.heightBreaches(), p.buttonBreaches(), p.wordBreaches())
}

// headBreaches: the first line is the name, then the state, and enough on a lock screen. A message of one line alone, such
// as the answer to Check now, may go on after the state's colon.
func (p Page) headBreaches() []string {
	head, _, more := strings.Cut(p.Note.Words().Text(), "\n")
	state, named := strings.CutPrefix(head, p.subject())
	if !named {
		return []string{fmt.Sprintf("The first line is %q, but has to begin with %q.", head, p.subject())}
	}
	if !more {
		state, _, _ = strings.Cut(state, ": ")
	}
	if n := utf8.RuneCountInString(state); n > maxState {
		return []string{fmt.Sprintf("The state %q has %d characters, more than %d.", state, n, maxState)}
	}
	return nil
}

// subject is what the first line has to begin with: the document, on a desk with its workshop. A list has none.
func (p Page) subject() string {
	s, ok := subjectOf(p.Note)
	switch {
	case !ok:
		return ""
	case s.Desk:
		return s.Doc.Title() + " · " + s.Workshop + " · "
	default:
		return s.Doc.Title() + " · "
	}
}

// subjectOf is the Subject that a note embeds; false for one about several documents.
func subjectOf(n workflow.Note) (workflow.Subject, bool) {
	field := reflect.ValueOf(n).FieldByName("Subject")
	if !field.IsValid() {
		return workflow.Subject{}, false
	}
	s, ok := field.Interface().(workflow.Subject)
	return s, ok
}

// heightBreaches: what explains an error fits a phone's screen, any other root message is short.
func (p Page) heightBreaches() []string {
	var found []string
	text := p.Note.Words().Text()
	explains, root := kind(p.Note)
	if high := workflow.PhoneHeight(p.Note.Words()); explains && high > workflow.PhoneLines {
		found = append(found, fmt.Sprintf("It explains an error and is %d lines high on a phone, more than %d.", high, workflow.PhoneLines))
	}
	if n := strings.Count(text, "\n") + 1; root && !explains && n > maxRootLines {
		found = append(found, fmt.Sprintf("A root message of %d lines, more than %d.", n, maxRootLines))
	}
	if len(text) >= maxText {
		found = append(found, fmt.Sprintf("The text has %d bytes, not under %d.", len(text), maxText))
	}
	return found
}

// kind says of a note whether it explains an error, and whether it is a root message.
func kind(n workflow.Note) (explains, root bool) {
	switch n := n.(type) {
	case workflow.ErrorsNote, workflow.NewerErrorNote:
		return true, false
	case workflow.NotSettledNote:
		return len(n.Found) > 0, false
	case workflow.StartingNote:
		return len(n.Before) > 0, true
	case workflow.WaitingNote:
		return len(n.Before) > 0, true
	case workflow.PressNote:
		return len(n.Before) > 0, true
	case workflow.OpenedNote, workflow.LookingNote, workflow.StandingNote, workflow.SyncedNote, workflow.SyncedSaysNote,
		workflow.StoppedNote, workflow.UnansweredNote, workflow.UnpostableNote:
		return false, true
	default:
		return false, false
	}
}

// buttonBreaches: few buttons, with words that every chat service draws.
func (p Page) buttonBreaches() []string {
	var found []string
	drawn := workflow.Buttons(p.Note.Actions())
	links := !slices.ContainsFunc(drawn, func(a workflow.Action) bool { return !a.IsLink() })
	switch {
	case links && len(drawn) > maxLinks:
		found = append(found, fmt.Sprintf("%d links, more than %d.", len(drawn), maxLinks))
	case !links && len(drawn) > maxPressable+1:
		found = append(found, fmt.Sprintf("%d buttons, more than %d and More.", len(drawn), maxPressable))
	}
	for i, a := range p.Note.Actions() {
		found = append(found, labelBreaches(a)...)
		if slices.ContainsFunc(p.Note.Actions()[:i], func(b workflow.Action) bool { return a.Label == b.Label }) {
			found = append(found, fmt.Sprintf("Two buttons are called %q.", a.Label))
		}
	}
	return found
}

func labelBreaches(a workflow.Action) []string {
	var found []string
	if n := utf8.RuneCountInString(a.Label); n == 0 || n > maxLabel {
		found = append(found, fmt.Sprintf("The button %q has %d characters, not 1 to %d.", a.Label, n, maxLabel))
	}
	if n := utf8.RuneCountInString(a.URL); n > maxURL {
		found = append(found, fmt.Sprintf("The link of %q has %d characters, more than %d.", a.Label, n, maxURL))
	}
	return append(found, unwanted(a.Label)...)
}

// wordBreaches: the voice. What a message of the log says, word for word in backticks, is not the bot's.
func (p Page) wordBreaches() []string {
	return append(unwanted(quotes.ReplaceAllString(p.Note.Words().Text(), "")), unwanted(p.When)...)
}

var (
	quotes = regexp.MustCompile("`[^`\n]*`")
	avoids = regexp.MustCompile(`(?i)!|please note|unfortunately|successfully|simply`)
)

func unwanted(text string) []string {
	var found []string
	for _, word := range avoids.FindAllString(text, -1) {
		found = append(found, fmt.Sprintf("It says %q.", word))
	}
	return found
}
