package slack

// Messages as Block Kit: the number and the state in large letters, then the words, each message of the log by itself, then
// the buttons. Whatever the note says, what is drawn keeps to the limits of Slack.

import (
	"regexp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// content is what a message says. Text is what notifications and screen readers get; it is escaped.
type content struct {
	text   string
	blocks []slack.Block
}

// drawing is what must be known of the workspace to draw.
type drawing struct {
	bot string // the bot's name, as people invite it: "syncbot"
	url string // of the workspace, such as https://team.slack.com/; empty: links to messages are only named

	advice *strings.Replacer // of an answer: how commands are typed where it is read; nil: as they stand in the words
}

// message draws m.
func (d drawing) message(m chat.Message) content {
	return content{text: noticeOf(m), blocks: d.blocks(m)}
}

// words are what stands above the row: what stands round the note, and w of the note.
func (d drawing) words(m chat.Message, w workflow.Words, under row) sheet {
	p := above(under, maxAll)
	again := ""
	if m.Again {
		again = "(I may have said this before.)"
	}
	p.small(m.Heading, again)
	p.note(w, mention(m.Mention, m.Name))
	if _, closed := m.Note.(workflow.UnpostableNote); closed && d.bot != "" {
		p.words(&run{}, [][]workflow.Span{{{Text: "To invite me, type in that channel: "}, {Kind: workflow.Menu, Text: "/invite @" + d.bot}}})
	}
	return p
}

// choicesOf are the actions as what their press says.
func choicesOf(actions []workflow.Action, c workflow.CaseRef, turn int) []workflow.Choice {
	var all []workflow.Choice
	for _, a := range actions {
		all = append(all, workflow.Choice{Action: a, Case: c, Turn: turn})
	}
	return all
}

// note draws the words: the first line large, the others below the mention.
func (p *sheet) note(w workflow.Words, mention *run) {
	lines := apart(w.Lines())
	if isTitle(lines[0]) {
		p.header(textOf(lines[0]))
		p.words(mention, lines[1:])
		return
	}
	lead, rest := cutLead(lines[0])
	first := &run{}
	for _, s := range lead {
		first.span(s, true)
	}
	lines[0] = rest
	if len(rest) == 0 {
		first.end()
		lines = lines[1:]
	}
	mention.join(first)
	p.words(mention, lines)
}

// isTitle says whether the line can stand in large letters, where Slack shows no time in the reader's zone and cuts at 150
// characters.
func isTitle(line []workflow.Span) bool {
	for _, s := range line {
		if dates[s.Kind] != "" || kindOf(s) != workflow.Said {
			return false
		}
	}
	text := textOf(line)
	return strings.TrimSpace(text) != "" && chars.Length(plainText(text, maxSection).Text) <= maxHeader
}

func textOf(line []workflow.Span) string {
	var b strings.Builder
	for _, s := range line {
		b.WriteString(s.Text)
	}
	return b.String()
}

// cutLead cuts the number and the state off a first line that is no title, behind its first colon: they are drawn bold.
// Of a line without one that is all of it, of a long one nothing.
func cutLead(line []workflow.Span) (lead, rest []workflow.Span) {
	for i, s := range line {
		before, after, found := strings.Cut(s.Text, ": ")
		if s.Kind == workflow.Said && found {
			lead = append(slices.Clone(line[:i]), workflow.Span{Text: before + ":"})
			rest = append([]workflow.Span{{Text: " " + after}}, line[i+1:]...)
			break
		}
	}
	if lead == nil {
		lead = line
	}
	quoted := slices.ContainsFunc(lead, func(s workflow.Span) bool { return kindOf(s) != workflow.Said })
	if quoted || chars.Length(chars.Visible(textOf(lead))) > maxHeader {
		return nil, line
	}
	return lead, rest
}

// aUser is the form of the ids of people: https://docs.slack.dev/reference/objects/user-object.
var aUser = regexp.MustCompile(`^[UW][A-Z0-9]+$`)

func isUser(id workflow.UserID) bool { return len(id) <= maxID && aUser.MatchString(string(id)) }

// mention is a line that names whoever must act; empty where nobody is named. What is no id of Slack's pings nobody.
func mention(id workflow.UserID, name string) *run {
	r := &run{}
	switch {
	case isUser(id):
		r.add(slack.NewRichTextSectionUserElement(string(id), nil), chars.Length("@"+string(id)))
	case id != "" && name != "":
		r.text("@"+chars.Cut(chars.Visible(name), maxHeader), true)
	default:
		return r
	}
	r.ends = 1 // it is none of the note's lines
	return r
}
