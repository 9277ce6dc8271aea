package workflow

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Verb is what a typed command asks for.
type Verb string

// The verbs of typed commands.
const (
	VerbSync    Verb = "sync"    // follow Doc until it has synced; the verb is never typed
	VerbHelp    Verb = "help"    //
	VerbList    Verb = "list"    // the open cases
	VerbStatus  Verb = "status"  // where Doc's case stands
	VerbCheck   Verb = "check"   // look now
	VerbStop    Verb = "stop"    // stop following
	VerbExplain Verb = "explain" // what the message in Text means
)

// Command is a typed command, understood.
type Command struct {
	Verb     Verb
	Doc      Document // not with help, list, explain
	Workshop string   // as typed after "at", lower case; empty where it was left out
	Text     string   // with explain
}

// Misread is an error for the person who typed: a whole sentence that says what to type instead.
type Misread string

// Error is the sentence.
func (m Misread) Error() string { return string(m) }

func misread(format string, args ...any) error { return Misread(fmt.Sprintf(format, args...)) }

// maxTyped bounds a command in bytes; slash commands of the chat services stay below it.
const maxTyped = 8000

// errNothingTyped is the answer to an empty command.
const errNothingTyped Misread = "I couldn't find an invoice number in that. Try: /syncstatus INV-123, or /syncstatus payment 641."

// ParseCommand understands what a person typed after the slash word. Its errors are sentences for that person.
func ParseCommand(text string) (Command, error) {
	if len(text) > maxTyped || !utf8.ValidString(text) {
		return Command{}, Misread("That's more than I can read in one command. Try: /syncstatus INV-123.")
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) })
	if len(words) == 0 {
		return Command{}, errNothingTyped
	}
	switch verb := Verb(strings.ToLower(words[0])); {
	case verb == VerbExplain:
		return parseExplain(text, words)
	case (verb == VerbHelp || words[0] == "?") && len(words) == 1:
		return Command{Verb: VerbHelp}, nil
	case verb == VerbList:
		return parseList(words[1:])
	case verb == VerbStatus || verb == VerbCheck || verb == VerbStop:
		if len(words) == 1 {
			return Command{}, misread("Which one? Try: /syncstatus %s 641.", verb)
		}
		return parseDocument(verb, words[1:])
	default:
		return parseDocument(VerbSync, words)
	}
}

func parseExplain(text string, words []string) (Command, error) {
	_, message, _ := strings.Cut(text, words[0])
	message = strings.TrimSpace(message)
	if len(words) == 1 || message == "" {
		return Command{}, Misread("Explain which message? Paste it after the word: explain Email address must be valid.")
	}
	return Command{Verb: VerbExplain, Text: message}, nil
}

func parseList(words []string) (Command, error) {
	rest, workshop, err := cutWorkshop(words)
	if err == nil && len(rest) > 0 {
		err = misread("I read \"list\", but not \"%s\" after it. Try: list, or list at northside.", strings.Join(rest, " "))
	}
	return Command{Verb: VerbList, Workshop: workshop}, err
}

func parseDocument(verb Verb, words []string) (Command, error) {
	words, workshop, err := cutWorkshop(words)
	if err != nil {
		return Command{}, err
	}
	kind, words := cutKind(words)
	if len(words) == 0 {
		return Command{}, errNothingTyped
	}
	if len(words) > 1 && kind != SupplierInvoice {
		return Command{}, tooManyWords(words)
	}
	number := invPrefix.ReplaceAllString(CleanNumber(strings.TrimRight(strings.Join(words, " "), ".,;:!?")), "INV-$1")
	if !isNumber(number) {
		return Command{}, errNothingTyped
	}
	return Command{Verb: verb, Doc: Document{kind, number}, Workshop: workshop}, nil
}

// cutWorkshop takes "at WORKSHOP" off the end.
func cutWorkshop(words []string) (rest []string, workshop string, err error) {
	for i, w := range words {
		if !strings.EqualFold(w, "at") {
			continue
		}
		if name := strings.Join(words[i+1:], " "); name != "" {
			return words[:i], strings.ToLower(name), nil
		}
		return nil, "", Misread("At which workshop? Write its name after \"at\", such as: 641 at northside.")
	}
	return words, "", nil
}

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

func tooManyWords(words []string) error {
	var numbers []string
	for _, w := range words {
		if n := CleanNumber(strings.Trim(w, ".,;:!?")); isNumber(n) {
			numbers = append(numbers, n)
		}
	}
	switch len(numbers) {
	case 0:
		return errNothingTyped
	case 1:
		return misread("I read only a number here, not a sentence. Did you mean: /syncstatus %s?", numbers[0])
	default:
		return Misread("One number at a time, please. Try: /syncstatus INV-123.")
	}
}

// invPrefix is the prefix INV- as hurried people type it: inv641, INV_641.
var invPrefix = regexp.MustCompile(`(?i)^inv_?([0-9])`)

// numberShape is generous: a supplier's number is free text, but it holds a digit.
var numberShape = regexp.MustCompile(`^[\p{L}\p{N}]([\p{L}\p{N} ./_-]*[\p{L}\p{N}])?$`)

// maxNumber bounds a number in bytes; the HTTP contract allows 64.
const maxNumber = 64

func isNumber(s string) bool {
	return len(s) <= maxNumber && numberShape.MatchString(s) && strings.ContainsFunc(s, unicode.IsDigit)
}
