package console

// Foreign text made safe to print: nothing in it can drive the terminal or hide.

import (
	"fmt"
	"strings"
	"unicode"
)

// clean makes control and invisible characters visible. Line ends stay, tabs become spaces.
func clean(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		b.WriteString(visible(r))
	}
	return b.String()
}

// cleanLine is clean for what must stay on one line.
func cleanLine(s string) string { return strings.ReplaceAll(clean(s), "\n", " ") }

func visible(r rune) string {
	switch {
	case r == '\n':
		return "\n"
	case r == '\t':
		return "    "
	case r < 0x20:
		return string('\u2400' + r) // the picture of the control character, as ␛
	case r == 0x7f:
		return "␡"
	case r == '\u200c' || r == '\u200d':
		return string(r) // joiners are part of words and of emoji
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp):
		return fmt.Sprintf(`\u%04x`, r)
	default:
		return string(r)
	}
}
