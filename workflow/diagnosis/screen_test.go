package diagnosis

// A finding has to fit on a phone: twelve lines of 45 characters before its buttons. What package workflow puts round
// an entry's texts (labels and whole sentences) stands here once more, so that an entry that is too long fails here.

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	screenWidth = 45
	screenLines = 12
	headLines   = 2 // number and state, time of the entry
	lastLines   = 1 // "Then press the button."
	quoteLines  = 3 // longer messages are cut

	plainLines = 6 // for cause, fix and who
	mostLines  = 8 // where undo or a user group come on top
)

// What stands beside an entry's texts.
const (
	askFirst   = "If it's finalised or has synced, ask your administrator first."
	needsGroup = "Not in the ADMIN group? Ask someone who is."
	noFix      = "I know of no official fix for this message."
)

var systemNames = map[string]string{"xero": "Xero", "myob": "MYOB", "quickbooks": "QuickBooks"}

// TestEveryEntryFitsAPhone wraps what is said of each sample, the values of the sample filled in.
func TestEveryEntryFitsAPhone(t *testing.T) {
	for system, all := range everyExplanation(t) {
		for _, e := range all {
			if !e.Known {
				continue
			}
			most := plainLines
			if e.Undo != "" || e.Group != "" {
				most = mostLines
			}
			said := said(systemNames[system], e)
			if n := wrapped(said...); n > most {
				t.Errorf("%s: entry %s takes %d lines of %d characters, %d are the most; shorten its cause, undo or fix:\n%s",
					system, e.ID, n, screenWidth, most, strings.Join(said, "\n"))
			}
		}
	}
}

// said are the paragraphs about an entry, below its message.
func said(system string, e Explanation) []string {
	all := []string{"What it means: " + e.Cause}
	if e.Inferred {
		all[0] = "Seems to mean: " + e.Cause
	}
	if e.Undo != "" {
		all = append(all, e.Undo+" "+askFirst)
	}
	switch {
	case e.Next == SyncAgain:
		return append(all, "This often clears by itself: "+e.Fix)
	case e.Fix == "":
		all = append(all, "Who can tell: "+e.Who+". "+noFix)
		if len(e.Guides) > 0 && !e.Guides[0].Explains {
			all = append(all, "The general guide may help: "+e.Guides[0].Title+".")
		}
		return all
	}
	all = append(all, "Fix, in "+side(e.Where, system)+": "+e.Fix)
	switch {
	case e.Group != "":
		return append(all, needsGroup)
	case e.Who != "the workshop" && !strings.Contains(strings.ToLower(e.Fix), e.Who):
		return append(all, "Who: "+e.Who+".")
	}
	return all
}

// side names where an error is fixed.
func side(where Where, system string) string {
	return map[Where]string{
		InWorkshop: "Workshop Software", InAccounting: system, InConnection: "the integration settings",
		InEither: "Workshop Software or " + system,
	}[where]
}

// wrapped counts the lines of paragraphs; a word that is longer than a line is broken.
func wrapped(paragraphs ...string) int {
	n := 0
	for _, p := range paragraphs {
		room := 0 // left on the line, without the space that has to stand before the next word
		for _, word := range strings.Fields(p) {
			size := utf8.RuneCountInString(word)
			if size+1 <= room {
				room -= size + 1
				continue
			}
			n += (size + screenWidth - 1) / screenWidth
			room = screenWidth - (size-1)%screenWidth - 1
		}
	}
	return n
}

func TestWrapping(t *testing.T) {
	line := strings.Repeat("word ", 8) + "words" // exactly one
	for text, want := range map[string]int{"": 0, "a": 1, line: 1, line + "s": 2, line + " " + line: 2, strings.Repeat("x", 46): 2} {
		if got := wrapped(text); got != want {
			t.Errorf("%q is wrapped to %d lines, want %d", text, got, want)
		}
	}
}

// takesBack finds fixes that leave something behind which cannot be taken back.
var takesBack = regexp.MustCompile(`(?i)\b(void|re-?enter|enter (it|the \w+) (again|with)|delete|cop(y|ies)\b)`)

// TestWhatCannotBeUndoneIsSaid: whoever is told to void, to copy, to delete or to enter again reads first what that leaves behind.
func TestWhatCannotBeUndoneIsSaid(t *testing.T) {
	for _, d := range everyEntry(t) {
		if takesBack.MatchString(d.Fix) && d.Undo == "" {
			t.Errorf("entry %s: its fix voids, copies, deletes or enters again; say in undo what cannot be taken back: %s", d.ID, d.Fix)
		}
		if d.Undo != "" && !strings.HasPrefix(d.Undo, "Before you ") {
			t.Errorf("entry %s: undo is read before the fix; begin it with \"Before you\": %s", d.ID, d.Undo)
		}
	}
}

// TestGroupsAreNamed: a fix in the integration settings names the group that can reach them, and no other fix names one.
func TestGroupsAreNamed(t *testing.T) {
	settings := regexp.MustCompile(`Xero settings|Accounting Integration|Connect MYOB`)
	for _, d := range everyEntry(t) {
		needs := settings.MatchString(d.Fix) || strings.Contains(d.Who, "ADMIN")
		if needs != (d.Group == "ADMIN") {
			t.Errorf("entry %s: group is %q; the integration settings, and nothing else, need ADMIN: %s", d.ID, d.Group, d.Fix)
		}
	}
}
