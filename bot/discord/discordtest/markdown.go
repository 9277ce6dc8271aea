package discordtest

// Discord's Markdown, read as people see it: without the signs.
// https://support.discord.com/hc/en-us/articles/210298617

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reader reads Markdown. Marks in angle brackets are what mark makes of them; where it is nil, and where it says no, they
// stay as they are.
type reader struct {
	mark func(mark string) (string, bool)
}

var (
	lineSigns  = regexp.MustCompile(`^(?:#{1,3} +|-# +|>>> |> )`)
	bullets    = regexp.MustCompile(`^( *)[-*] +`)
	brackets   = regexp.MustCompile(`^<[^<>\n]+>`)
	addresses  = regexp.MustCompile(`^https?://[^\s<>]*[^\s<>.,:;"')\]*_~|]`)
	maskedLink = regexp.MustCompile(`^\[([^\[\]\n]+)\]\(<?(https?://[^\s()<>]+)>?\)`)
	codeBlock  = regexp.MustCompile("^(?s)```(?:[A-Za-z0-9_+.-]*\n)?\n?(.+?)\n?```")
	codeSpan   = regexp.MustCompile("^(?:``(.+?)``|`([^`]+)`)")
)

// pairs are the signs that stand on both sides of what they emphasise.
var pairs = []string{"**", "__", "~~", "||", "*", "_"}

func (r reader) read(text string) string {
	var b strings.Builder
	before := '\n'
	for text != "" {
		seen, used := r.next(text, before)
		b.WriteString(seen)
		before, _ = utf8.DecodeLastRuneInString(text[:used])
		text = text[used:]
	}
	return b.String()
}

// next reads what the text begins with: it says how that is seen and how long it is.
func (r reader) next(text string, before rune) (seen string, used int) {
	if before == '\n' {
		if sign := lineSigns.FindString(text); sign != "" {
			return "", len(sign)
		}
		if sign := bullets.FindStringSubmatch(text); sign != nil {
			return sign[1] + "• ", len(sign[0])
		}
	}
	switch text[0] {
	case '\\':
		return escaped(text)
	case '`':
		return code(text)
	case '<':
		return r.bracket(text)
	case '[':
		if link := maskedLink.FindStringSubmatch(text); link != nil {
			return r.read(link[1]), len(link[0])
		}
	case 'h':
		if link := addresses.FindString(text); link != "" {
			return link, len(link)
		}
	}
	return r.emphasis(text)
}

// escaped is a sign that stands for itself, behind a backslash.
func escaped(text string) (string, int) {
	if len(text) > 1 && text[1] < utf8.RuneSelf && (unicode.IsPunct(rune(text[1])) || unicode.IsSymbol(rune(text[1]))) {
		return text[1:2], 2
	}
	return `\`, 1
}

func code(text string) (string, int) {
	if block := codeBlock.FindStringSubmatch(text); block != nil {
		return block[1], len(block[0])
	}
	if span := codeSpan.FindStringSubmatch(text); span != nil {
		return span[1] + span[2], len(span[0])
	}
	run := len(text) - len(strings.TrimLeft(text, "`"))
	return text[:run], run
}

// bracket is a mark, or an address that is not unfolded.
func (r reader) bracket(text string) (string, int) {
	mark := brackets.FindString(text)
	if strings.HasPrefix(mark, "<http://") || strings.HasPrefix(mark, "<https://") {
		return strings.Trim(mark, "<>"), len(mark)
	}
	if mark != "" && r.mark != nil {
		if seen, ok := r.mark(mark); ok {
			return seen, len(mark)
		}
	}
	return "<", 1
}

// emphasis is what stands between two equal signs; else it is the first letter.
func (r reader) emphasis(text string) (string, int) {
	for _, sign := range pairs {
		if !strings.HasPrefix(text, sign) {
			continue
		}
		if end := closing(text, sign); end > 0 {
			return r.read(text[len(sign):end]), end + len(sign)
		}
	}
	_, size := utf8.DecodeRuneInString(text)
	return text[:size], size
}

// closing finds the sign that closes what the text begins with; 0 where there is none. Single stars touch what they
// emphasise; single underlines hold no other, and behind them no word goes on.
func closing(text, sign string) int {
	if sign == "*" && (len(text) < 2 || unicode.IsSpace(rune(text[1]))) {
		return 0
	}
	for at := len(sign); at < len(text); at++ {
		switch rest := text[at:]; {
		case rest[0] == '\\', sign == "_" && strings.HasPrefix(rest, "__"):
			at++
		case at == len(sign), !strings.HasPrefix(rest, sign):
		case closes(text, sign, at):
			return at
		case sign == "_":
			return 0
		}
	}
	return 0
}

func closes(text, sign string, at int) bool {
	before, after := rune(text[at-1]), ' '
	if rest := text[at+len(sign):]; rest != "" {
		after, _ = utf8.DecodeRuneInString(rest)
	}
	switch sign {
	case "**", "__":
		return after != rune(sign[0])
	case "*":
		return !unicode.IsSpace(before) && after != '*'
	case "_":
		return !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '_'
	}
	return true
}
