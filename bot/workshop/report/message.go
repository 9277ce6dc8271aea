package report

// What looks like the message of an error, and what is only a name, a word or a number.

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	// trouble makes a message of one or two words.
	trouble = regexp.MustCompile(`(?i)error|fail|invalid|duplicat|exceed|not ?found|authori|time[d ]*out|required|missing|denied|refused|locked|cannot|must`)

	// apiName is a message that is one long name of an API: BusinessEvent_DateOccurred_InLockPeriod,
	// "[4223] DateOccurred:(SaleEvent)".
	apiName = regexp.MustCompile(`^(?:\[\d+\] )?[A-Za-z][A-Za-z0-9.-]*(?:_|[a-z0-9][A-Z])[A-Za-z0-9_.:()-]*$`)
)

const minAPIName = 11

// looksLikeMessage is generous with three words and more. A name of a person or a business is no message.
func looksLikeMessage(text string) bool {
	words := 0
	for _, w := range strings.Fields(text) {
		if hasLetter(w) {
			words++
		}
	}
	switch {
	case words == 0:
		return false
	case words == 1 && len(text) >= minAPIName && apiName.MatchString(text):
		return true
	case words < 3:
		return trouble.MatchString(text)
	default:
		return trouble.MatchString(text) || !looksLikeName(text)
	}
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// doubt settles how sure an entry of a text is. Numbers alone are no message, and without a date
// what doesn't look like a message may be anything.
func (d *draft) doubt() {
	switch {
	case !hasLetter(d.entry.Message):
		d.entry.Message = ""
	case d.entry.Found == Blocks && d.stamp.text == "" && !looksLikeMessage(d.entry.Message):
		d.entry.Found = Scan
	}
}
