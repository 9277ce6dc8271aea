package discordtest

// How much of everything a message takes, and what its parts must have.
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits
// https://docs.discord.com/developers/components/reference

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxInEmbeds    = 6000 // in all of them together
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxAuthor      = 256
	maxColor       = 0xFFFFFF
	maxRows        = 5
	maxInRow       = 5
	maxCustomID    = 100
	maxLabel       = 80
	maxURL         = 512
	maxNonce       = 25
)

// Types and styles of components.
const (
	typeRow      = 1
	typeButton   = 2
	stylePrimary = 1
	styleDanger  = 4
	styleLink    = 5
)

// length counts as Discord's clients do.
func length(text string) int { return len(utf16.Encode([]rune(text))) }

// check notes what is too long, missing or wrong.
func (c content) check(f *form) {
	f.atMost("content", c.text, maxContent)
	f.count("embeds", len(c.embeds), 0, maxEmbeds)
	f.count("components", len(c.rows), 0, maxRows)
	total := 0
	for i, e := range c.embeds {
		total += e.check(f, fmt.Sprintf("embeds.%d", i))
	}
	if total > maxInEmbeds {
		f.bad("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
	ids := map[string]bool{}
	for i, r := range c.rows {
		r.check(f, fmt.Sprintf("components.%d", i), ids)
	}
}

// check gives the length of all that stands in the embed.
func (e Embed) check(f *form, at string) int {
	total := length(e.Title) + length(e.Description)
	f.atMost(at+".title", e.Title, maxTitle)
	f.atMost(at+".description", e.Description, maxDescription)
	f.count(at+".fields", len(e.Fields), 0, maxFields)
	f.address(at+".url", e.URL)
	if e.Footer != nil {
		f.filled(at+".footer.text", e.Footer.Text, maxFooter)
		total += length(e.Footer.Text)
	}
	if e.Author != nil {
		f.filled(at+".author.name", e.Author.Name, maxAuthor)
		f.address(at+".author.url", e.Author.URL)
		total += length(e.Author.Name)
	}
	for i, field := range e.Fields {
		f.filled(fmt.Sprintf("%s.fields.%d.name", at, i), field.Name, maxFieldName)
		f.filled(fmt.Sprintf("%s.fields.%d.value", at, i), field.Value, maxFieldValue)
		total += length(field.Name) + length(field.Value)
	}
	if e.Timestamp != "" {
		if _, err := time.Parse(time.RFC3339, e.Timestamp); err != nil {
			f.bad(at+".timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse. Should be ISO8601.")
		}
	}
	if e.Color < 0 || e.Color > maxColor {
		f.bad(at+".color", "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")
	}
	if total == 0 {
		f.bad(at+".description", "BASE_TYPE_REQUIRED", "This field is required")
	}
	return total
}

func (r Row) check(f *form, at string, ids map[string]bool) {
	if r.Type != typeRow {
		f.bad(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
		return
	}
	f.count(at+".components", len(r.Buttons), 1, maxInRow)
	for i, b := range r.Buttons {
		b.check(f, fmt.Sprintf("%s.components.%d", at, i), ids)
	}
}

func (b Button) check(f *form, at string, ids map[string]bool) {
	emoji := len(b.Emoji) > 0 && string(b.Emoji) != "null"
	if !emoji || b.Label != "" {
		f.filled(at+".label", b.Label, maxLabel)
	}
	switch {
	case b.Type != typeButton:
		f.bad(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
	case b.Style == styleLink:
		b.checkLink(f, at)
	case b.Style < stylePrimary || b.Style > styleDanger:
		f.bad(at+".style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5}.")
	case b.URL != "":
		f.bad(at, "BUTTON_COMPONENT_INVALID_URL", "A button that is no link has no url.")
	default:
		f.filled(at+".custom_id", b.CustomID, maxCustomID)
		if ids[b.CustomID] {
			f.bad(at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		ids[b.CustomID] = true
	}
}

func (b Button) checkLink(f *form, at string) {
	if b.CustomID != "" {
		f.bad(at, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified")
	}
	f.filled(at+".url", b.URL, maxURL)
	f.address(at+".url", b.URL)
}

func (f *form) atMost(at, text string, most int) {
	if length(text) > most {
		f.bad(at, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", most))
	}
}

// filled wants a text that is there. Discord takes white space for nothing.
func (f *form) filled(at, text string, most int) {
	if strings.TrimSpace(text) == "" {
		f.bad(at, "BASE_TYPE_REQUIRED", "This field is required")
	}
	f.atMost(at, text, most)
}

func (f *form) count(at string, n, least, most int) {
	if n < least || n > most {
		f.bad(at, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", least, most))
	}
}

// address wants the address of a page, where there is one.
func (f *form) address(at, text string) {
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		f.bad(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	}
}
