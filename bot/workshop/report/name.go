package report

// Names of customers and suppliers, which stand in an entry before its message, often without a label.

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// errorWord occurs in messages whose words all begin with a capital, such as "Stale Object Error".
var errorWord = regexp.MustCompile(`(?i)error|fail|invalid|duplicat|exceed|found|period|account|authori|status|object|limit|required|[_:.'"0-9]`)

// looksLikeName reports whether a line is two to five words that all begin with a capital, and none of them one of errors.
func looksLikeName(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 5 || len(line) > 60 || errorWord.MatchString(line) {
		return false
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && w != "&" && w != "and" {
			return false
		}
	}
	return true
}
