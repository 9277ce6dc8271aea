package slack

// Text as Slack takes it: nothing in it may format, ping or link, and what is read is what was meant.

import (
	"regexp"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
)

// entity is what Slack reads as a character even in plain_text.
var entity = regexp.MustCompile(`&(amp|lt|gt);`)

// plainText is a plain_text object of one to so many characters. Slack formats nothing in it, and with emoji switched off :smile:
// stays as it is. Only entities are read as characters, so those alone are escaped: a bare & must stay one.
func plainText(text string, most int) *slack.TextBlockObject {
	text = entity.ReplaceAllString(chars.Cut(chars.Blankless(chars.Visible(text)), most), "&amp;$1;")
	return slack.NewTextBlockObject(slack.PlainTextType, chars.Cut(text, most), false, false)
}
