package diagnosis

// Values: signs recognise what a message says, not where in it the account or the date stands. These are looked for
// beside their nouns: "account code '200'", "'Smith & Sons' customer".

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// optional finds a stretch of an entry's sentence that is told only where the message gives the value in it: "An
// account[ ({account})] is inactive."
var optional = regexp.MustCompile(`\[[^\[\]{}]*\{([a-z]+)\}[^\[\]{}]*\]`)

// withoutOptional is the sentences as they are where a message gives no value.
func withoutOptional(text string) string { return optional.ReplaceAllString(text, "") }

// optionalIn are the placeholders that sentences can do without.
func optionalIn(text string) []string {
	var names []string
	for _, m := range optional.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// bracketFaults tells what is wrong with the stretches in brackets of a sentence.
func bracketFaults(text string) []error {
	if rest := withoutOptional(text); strings.ContainsAny(rest, "[]") {
		return []error{fmt.Errorf("%q has square brackets without one {placeholder} in them; write such as: An account[ ({account})] is inactive", text)}
	}
	for _, name := range optionalIn(text) {
		if _, ok := placeholders[name]; !ok {
			return []error{fmt.Errorf("{%s} is no placeholder; use one of {%s}", name, strings.Join(placeholderNames(), "}, {"))}
		}
	}
	return nil
}

// filled puts the values of a message into a sentence.
func filled(text string, values map[string]string) string {
	text = optional.ReplaceAllStringFunc(text, func(part string) string {
		if values[optional.FindStringSubmatch(part)[1]] == "" {
			return ""
		}
		return strings.Trim(part, "[]")
	})
	var pairs []string
	for name, value := range values {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// byForm are the values that are known by their form, wherever they stand.
var byForm = map[string]*regexp.Regexp{
	"date":  regexp.MustCompile(`^'?` + date + `'?$`),
	"email": regexp.MustCompile(`^'?[^ @]+@[^ @]*'?$`),
}

// valueOf looks in a sentence for the value of a placeholder.
func (s *search) valueOf(name string, sentence []word) string {
	if form, ok := byForm[name]; ok {
		i := slices.IndexFunc(sentence, func(w word) bool { return form.MatchString(s.text[w.start:w.end]) })
		if i < 0 {
			return ""
		}
		return s.written(sentence[i], sentence[i])
	}
	for i := range sentence {
		for _, noun := range s.language.beside[name] {
			if !noun.at(sentence[i:]) {
				continue
			}
			value := s.behind(sentence[i+len(noun):])
			if name == "field" && value == "" {
				value = s.compound(sentence[i+len(noun):])
			}
			if name == "name" && strings.Trim(value, "0123456789#") == "" {
				value = ""
			}
			if value != "" {
				return value
			}
			if i > 0 && s.quoted(sentence[i-1]) {
				return s.written(sentence[i-1], sentence[i-1])
			}
		}
	}
	return ""
}

// farthest is how many words may stand between a noun and its value: "with name", "number is".
const farthest = 2

// behind gives the value that words begin with, or a name; words of messages may stand before it.
func (s *search) behind(words []word) string {
	for i, w := range words {
		if s.quoted(w) || w.value && strings.ContainsAny(s.text[w.start:w.end], "0123456789") {
			return s.written(w, w)
		}
		if w.named && i == 0 {
			end := 0
			for end+1 < len(words) && words[end+1].named && words[end+1].run == w.run {
				end++
			}
			return s.written(w, words[end])
		}
		if i == farthest || w.plain == "" || w.comma || w.fails() || slices.Contains([]string{"for", "on", "of", "to", "from", "in", "and", "or"}, w.plain) {
			break
		}
	}
	return ""
}

// compound gives the name of a field that words begin with: PaymentType.
func (s *search) compound(words []word) string {
	end := 0
	for end < len(words) && words[end].part && (end == 0 || s.joined(words[end-1], words[end])) {
		end++
	}
	if end == 0 {
		return ""
	}
	return s.written(words[0], words[end-1])
}

// joined reports whether two words are of one name: Line.Amount.
func (s *search) joined(a, b word) bool { return strings.Trim(s.text[a.end:b.start], "._") == "" }

// quoted reports whether a word is what stands in quotes, or a code in brackets.
func (s *search) quoted(w word) bool {
	if !w.value || w.plain != "" {
		return false
	}
	o := s.original(w.start, w.end)
	return s.text[w.start] == '\'' || valueLike(s.message[o.start:o.end])
}

// written is a stretch of words as it came, without quotes and brackets round it.
func (s *search) written(first, last word) string {
	o := s.original(first.start, last.end)
	return strings.Trim(strings.Join(strings.Fields(s.message[o.start:o.end]), " "), " '\"‘’“”[]<>(){}")
}

// found are the placeholders whose values are looked for in messages.
func (l *language) found() []string {
	return slices.Sorted(maps.Keys(l.beside))
}
