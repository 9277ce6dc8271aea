package workflow

// The documents that a command names: "641, INV-642 and payment 638 at northside".

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// parseDocuments reads what is to be followed: "641", "INV-123 payment 641", "supplier 123456-b, 123457 at northside".
func parseDocuments(words []string) (Command, error) {
	words, system := cutSystem(words)
	words, workshop, err := cutWorkshop(words)
	if err != nil {
		return Command{}, err
	}
	cmd := Command{Verb: VerbSync, Workshop: workshop, System: system}
	kind, own := Invoice, false
	for _, group := range split(words) {
		k, rest := cutKind(group)
		if len(rest) < len(group) {
			kind, own = k, true
		}
		if !cmd.add(kind, own, rest) {
			return Command{}, notANumber(words)
		}
	}
	switch n := len(cmd.Docs); {
	case n == 0:
		return Command{}, errNothingTyped
	case n > MaxNumbers:
		return Command{}, misread("That's %d numbers; I take %d at a time.", n, MaxNumbers)
	}
	return cmd, nil
}

// split cuts at commas, semicolons, "and", and before each word for a kind.
func split(words []string) [][]string {
	var groups [][]string
	var group []string
	next := func() {
		if len(group) > 0 {
			groups = append(groups, group)
		}
		group = nil
	}
	for _, w := range words {
		bare := strings.TrimRight(w, ",;")
		_, isKind := kindWords[strings.ToLower(bare)]
		if isKind && !(len(group) > 0 && strings.EqualFold(bare, "invoice") && isSmall(group[len(group)-1])) {
			next()
		}
		if strings.EqualFold(bare, "and") || bare == "&" {
			next()
			continue
		}
		for i, piece := range strings.FieldsFunc(bare, func(r rune) bool { return r == ',' || r == ';' }) {
			if i > 0 {
				next()
			}
			group = append(group, piece)
		}
		if bare != w {
			next()
		}
	}
	next()
	return groups
}

// isSmall says that a word stands between a kind and its number: "payment on invoice 641".
func isSmall(word string) bool {
	_, kind := kindWords[strings.ToLower(word)]
	return kind || strings.EqualFold(word, "on")
}

// add takes a group of words as numbers of the kind: as one number where suppliers write such ones, else one a word.
// It says whether they are numbers.
func (c *Command) add(kind Kind, said bool, words []string) bool {
	if kind == SupplierInvoice && said && len(words) > 0 { // without any the kind is said twice
		words = []string{strings.Join(words, " ")}
	}
	for _, w := range words {
		number := invPrefix.ReplaceAllString(CleanNumber(strings.TrimRight(w, ".,;:!?")), "INV-$1")
		if !isNumber(number) || kind != SupplierInvoice && notOurs.MatchString(number) {
			return false
		}
		d := Document{kind, number}
		if !slices.ContainsFunc(c.Docs, func(o Document) bool { return o.Key() == d.Key() }) {
			c.Docs = append(c.Docs, d)
		}
	}
	return true
}

// cutSystem takes "in SYSTEM" out, wherever it stands.
func cutSystem(words []string) (rest []string, system System) {
	for i, w := range words {
		if !strings.EqualFold(w, "in") || i+1 == len(words) {
			continue
		}
		if s := System(strings.ToLower(strings.TrimRight(words[i+1], ".,;:!?"))); slices.Contains(Systems, s) {
			return slices.Concat(words[:i], words[i+2:]), s
		}
	}
	return words, ""
}

// cutWorkshop takes "at WORKSHOP" off the end. To name one twice is as good: what is completed while somebody types may name it.
func cutWorkshop(words []string) (rest []string, workshop string, err error) {
	i := slices.IndexFunc(words, isAt)
	if i < 0 {
		return words, "", nil
	}
	name, again := strings.Join(words[i+1:], " "), ""
	if j := slices.IndexFunc(words[i+1:], isAt); j >= 0 {
		name, again = strings.Join(words[i+1:i+1+j], " "), strings.Join(words[i+2+j:], " ")
	}
	switch {
	case again != "" && !strings.EqualFold(name, again):
		return nil, "", misread("One workshop a command, please. Try: /syncstatus %s.", strings.TrimRight(strings.Join(words[:min(i+2, len(words))], " "), ",;"))
	case name == "":
		return nil, "", Misread("At which workshop? Write its name after \"at\", such as: 641 at northside.")
	}
	return words[:i], strings.ToLower(name), nil
}

func isAt(word string) bool { return strings.EqualFold(word, "at") }

var kindWords = map[string]Kind{
	"invoice": Invoice, "inv": Invoice,
	"payment": Payment, "receipt": Payment,
	"credit":   Credit,
	"supplier": SupplierInvoice, "bill": SupplierInvoice,
}

// cutKind takes the word for the kind off the front, with the small words that people put after it.
func cutKind(words []string) (Kind, []string) {
	kind := Invoice
	if len(words) == 0 {
		return kind, words
	}
	k, ok := kindWords[strings.ToLower(words[0])]
	if !ok {
		return kind, words
	}
	kind, words = k, words[1:]
	for len(words) > 1 && (strings.EqualFold(words[0], "on") || strings.EqualFold(words[0], "note") || strings.EqualFold(words[0], "invoice")) {
		words = words[1:]
	}
	return kind, words
}

// notANumber answers words that are no numbers; one among them may be what was meant.
func notANumber(words []string) error {
	for _, w := range words {
		if n := CleanNumber(strings.Trim(w, ".,;:!?")); isNumber(n) {
			return misread("I read only numbers here, not a sentence. Did you mean: /syncstatus %s?", n)
		}
	}
	return errNothingTyped
}

// invPrefix is the prefix INV- as hurried people type it: inv641, INV_641.
var invPrefix = regexp.MustCompile(`(?i)^inv_?([0-9])`)

// numberShape is generous: a supplier's number is free text, but it holds a digit.
var numberShape = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N} ./_-]*[\p{L}\p{N}])?$`)

// notOurs are numbers that Workshop Software gives no document of its own: zero, and dates.
var notOurs = regexp.MustCompile(`^(0+|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4})$`)

// maxNumber bounds a number in bytes; the HTTP contract allows 64.
const maxNumber = 64

func isNumber(s string) bool {
	return len(s) <= maxNumber && numberShape.MatchString(s) && strings.ContainsFunc(s, unicode.IsDigit)
}
