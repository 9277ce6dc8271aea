package slack

// The text for notifications and screen readers.

import (
	"strings"

	"github.com/slack-go/slack/slackutilsx"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// notified is a note in plain text that needs no backquotes round a message of the log: a notification would show them, and a
// screen reader reads them out.
type notified struct{ workflow.Note }

func (n notified) Words() workflow.Words { return workflow.Words(plainly(n.Note.Words().Lines())) }

// noticeOf is the text of a message.
func noticeOf(m chat.Message) string {
	m.Note = notified{m.Note}
	return notice(pinging(m.Mention), m.Text())
}

// plainly is the lines as plain text, with a message of the log between “ and ”.
func plainly(all [][]workflow.Span) string {
	var lines []string
	for _, line := range all {
		var b strings.Builder
		for _, s := range line {
			if s.Kind == workflow.Quoted {
				s.Text = "“" + s.Text + "”"
			}
			b.WriteString(s.Text)
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "\n")
}

// pinging is the mention in it.
func pinging(id workflow.UserID) string {
	if !isUser(id) {
		return ""
	}
	return "<@" + string(id) + "> "
}

// notice is a text for notifications of at most maxText characters, with first before it: mrkdwn without anything that Slack
// resolves. What it could format there it leaves alone, for a notification draws no format.
func notice(first, text string) string {
	text = chars.Blankless(chars.Visible(text))
	for most := maxText; ; most -= 100 {
		if all := first + slackutilsx.EscapeMessage(chars.Cut(text, most)); chars.Length(all) <= maxText {
			return all
		}
	}
}
