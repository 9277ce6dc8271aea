package slack

// Buttons as they are drawn, a few in a row.

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// row is what stands under a message: buttons, links as link buttons, and what leads nowhere from here.
type row struct {
	buttons   []slack.BlockElement
	size      int // characters of them
	elsewhere []workflow.Action
	lost      int // buttons that had no room
}

// done are the actions by which somebody says that what was asked for is done. Where one of them is the likeliest it is the
// coloured button. What may be either way, such as "No entry", gets no colour: it must not lead; nor does a stop.
var done = []workflow.ActionID{workflow.Fixed, workflow.DoneSyncAgain, workflow.Processed, workflow.PressedSync}

// row draws the choices, the likeliest first, in so many characters.
func (d drawing) row(choices []workflow.Choice, mentions []workflow.User, room int) row {
	var r row
	seen := map[string]bool{}
	for _, c := range choices {
		b := d.button(c, mentions)
		if b == nil {
			r.elsewhere = append(r.elsewhere, c.Action)
			continue
		}
		if seen[b.ActionID] {
			continue
		}
		seen[b.ActionID] = true
		size := chars.Length(b.Text.Text) + chars.Length(b.Value) + chars.Length(b.URL)
		if r.size+size > room {
			r.lost++
			continue
		}
		r.buttons, r.size = append(r.buttons, b), r.size+size
	}
	return r
}

// colour makes the first button the coloured one, where its choice says that something is done.
func (r row) colour(choices []workflow.Choice) row {
	if len(r.buttons) > 0 && slices.Contains(done, choices[0].Action.ID) {
		if b, ok := r.buttons[0].(*slack.ButtonBlockElement); ok {
			b.Style = slack.StylePrimary
		}
	}
	return r
}

// button draws one choice; nil for a link that leads nowhere from here.
func (d drawing) button(c workflow.Choice, mentions []workflow.User) *slack.ButtonBlockElement {
	id, value := encodeButton(c, mentions)
	b := slack.NewButtonBlockElement(id, value, plainText(c.Action.Label, maxLabel))
	if !c.Action.IsLink() {
		return b
	}
	b.URL = c.Action.URL
	if c.Action.ID == workflow.OpenMessage {
		b.URL = d.permalink(c.Action.Message)
	}
	if !isAddress(b.URL) {
		return nil
	}
	return b
}

// leadsOn says whether Slack takes it as the address of a link inside the words: a page, or whom to write to.
func leadsOn(address string) bool {
	to, isMail := strings.CutPrefix(address, "mailto:")
	if !isMail {
		return isAddress(address)
	}
	parsed, err := mail.ParseAddress(to)
	return err == nil && parsed.Address == to
}

// isAddress says whether Slack takes it as the address of a link button.
func isAddress(address string) bool {
	u, err := url.Parse(address)
	clean := chars.Visible(address) == address && !strings.ContainsAny(address, " \t\n")
	return err == nil && clean && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && chars.Length(address) <= maxURL
}

var (
	aChannel = regexp.MustCompile(`^[A-Z0-9]+$`)
	aMoment  = regexp.MustCompile(`^[0-9]+\.[0-9]{6}$`)
)

// permalink is the address of a message in this workspace, as chat.getPermalink gives it; empty where it is another
// platform's.
func (d drawing) permalink(m workflow.MessageRef) string {
	if m.Place.Platform != platformName || d.url == "" || !aChannel.MatchString(string(m.Place.Channel)) || !aMoment.MatchString(string(m.Ref)) {
		return ""
	}
	link := strings.TrimSuffix(d.url, "/") + "/archives/" + string(m.Place.Channel) + "/p" + strings.Replace(string(m.Ref), ".", "", 1)
	if t := string(m.Place.Thread); t != string(m.Ref) && aMoment.MatchString(t) {
		link += "?thread_ts=" + t + "&cid=" + string(m.Place.Channel)
	}
	return link
}

// blocks are the rows of buttons, few in each: on a wide screen they stand side by side.
func (r row) blocks() []slack.Block {
	var all []slack.Block
	for some := range slices.Chunk(r.buttons, inRow) {
		all = append(all, slack.NewActionBlock("", some...))
	}
	return all
}

// asides are the small print of the row: what leads elsewhere, and how many buttons had no room.
func (r row) asides() []string {
	var all []string
	if len(r.elsewhere) > 0 {
		all = append(all, chars.Cut(chat.Elsewhere(r.elsewhere), maxHeader))
	}
	if r.lost > 0 {
		all = append(all, fmt.Sprintf("Buttons without room here: %d", r.lost))
	}
	return all
}
