package slack

// Text as Slack takes it: nothing in it may format, ping or link, and what is read is what was meant.

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// length counts as JavaScript does, which never counts less than anybody else.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// cut is text of at most so many characters; what was longer ends in an ellipsis.
func cut(text string, most int) string {
	if length(text) <= most {
		return text
	}
	return head(text, most-1) + "…"
}

// head is the beginning of text, at most so many characters of it, whole runes.
func head(text string, most int) string {
	for i, r := range text {
		if most -= max(utf16.RuneLen(r), 1); most < 0 {
			return text[:i]
		}
	}
	return text
}

// visible shows control characters, which Slack would drop or refuse, as their pictures.
func visible(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, hidden) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case !hidden(r):
			return r
		case r < ' ':
			return '␀' + r
		}
		return utf8.RuneError
	}, text)
}

func hidden(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

// entity is what Slack reads as a character even in plain_text.
var entity = regexp.MustCompile(`&(amp|lt|gt);`)

// plainText is a plain_text object of one to so many characters. Slack formats nothing in it, and with emoji switched off :smile:
// stays as it is. Only entities are read as characters, so those alone are escaped: a bare & must stay one.
func plainText(text string, most int) *slack.TextBlockObject {
	text = entity.ReplaceAllString(cut(blankless(visible(text)), most), "&amp;$1;")
	return slack.NewTextBlockObject(slack.PlainTextType, cut(text, most), false, false)
}

// blankless stands in for what Slack would refuse as empty.
func blankless(text string) string {
	if strings.TrimSpace(text) == "" {
		return "…"
	}
	return text
}
