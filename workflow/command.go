package workflow

import (
	"fmt"
	"slices"
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
	VerbTake    Verb = "take"    // own Doc's case
	VerbGive    Verb = "give"    // hand Doc's case over to the person in Text
	VerbSnooze  Verb = "snooze"  // be reminded of Doc's case later
	VerbAgain   Verb = "again"   // what Doc's case asked for is done: another sync
	VerbExplain Verb = "explain" // what the message in Text means
)

// Command is a typed command, understood.
type Command struct {
	Verb     Verb
	Docs     []Document // none with help, list, explain; with sync at most MaxNumbers and none twice; else one, or none: then ask WhichOne
	Workshop string     // as typed after "at", lower case; empty where it was left out
	System   System     // as typed after "in"; empty where it was left out
	Text     string     // the message to explain, the topic of help, whom to give it to, until when to snooze; may be empty for the last and for help
}

// AboutOne says that the command is about one case.
func (c Command) AboutOne() bool {
	switch c.Verb {
	case VerbStatus, VerbCheck, VerbStop, VerbTake, VerbGive, VerbSnooze, VerbAgain:
		return true
	}
	return false
}

// WhichOne is the answer to a command about one case that names none, where nothing else tells which one is meant: a
// sentence for the person who typed it.
func (c Command) WhichOne() Misread {
	return Misread("Which one? Try: /syncstatus " + strings.TrimSpace(string(c.Verb)+" 641 "+example[c.Verb]) + ".")
}

// MaxNumbers is how many documents one command may name.
const MaxNumbers = 10

// Doc is the first document that the command names.
func (c Command) Doc() Document {
	if len(c.Docs) == 0 {
		return Document{}
	}
	return c.Docs[0]
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

// slashWords begin the commands in our sentences. Where chat services have no slash commands, people type them all the same.
var slashWords = map[string]bool{"/syncstatus": true, "/sync": true}

// ParseCommand understands what a person typed after the slash word. Its errors are sentences for that person.
func ParseCommand(text string) (Command, error) {
	if len(text) > maxTyped || !utf8.ValidString(text) {
		return Command{}, Misread("That's more than I can read in one command. Try: /syncstatus INV-123.")
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) })
	if len(words) > 0 && slashWords[strings.ToLower(words[0])] {
		return ParseCommand(strings.TrimSpace(text[strings.Index(text, words[0])+len(words[0]):]))
	}
	if len(words) == 0 {
		return Command{}, errNothingTyped
	}
	switch verb := Verb(strings.ToLower(words[0])); verb {
	case VerbExplain:
		return parseExplain(text, words)
	case VerbHelp, "?":
		return Command{Verb: VerbHelp, Text: strings.ToLower(strings.Join(words[1:], " "))}, nil
	case VerbList:
		return parseList(words[1:])
	case VerbStatus, VerbCheck, VerbStop, VerbTake, VerbGive, VerbSnooze, VerbAgain:
		return parseAbout(verb, words[1:])
	default:
		return parseDocuments(words)
	}
}

// parseAbout reads a command about one case: "stop 641", "give 641 @mei", "snooze 641 until monday"; in the case's own thread
// without the number.
func parseAbout(verb Verb, words []string) (Command, error) {
	words, system := cutSystem(words)
	words, text, err := cutRest(verb, words)
	if err != nil {
		return Command{}, err
	}
	words, workshop, err := cutWorkshop(words)
	if err != nil {
		return Command{}, err
	}
	if len(words) == 0 {
		return Command{Verb: verb, Workshop: workshop, System: system, Text: text}, nil
	}
	cmd, err := parseDocuments(words)
	switch {
	case err != nil && verb == VerbSnooze && len(words) > 1:
		return Command{}, misread("I couldn't read until when. Try: /syncstatus snooze %s tomorrow.", words[0])
	case err != nil:
		return Command{}, err
	case len(cmd.Docs) > 1:
		return Command{}, misread("One number at a time after %q, please. Try: /syncstatus %s.", verb, strings.TrimSpace(string(verb)+" "+cmd.Docs[0].Number+" "+example[verb]))
	}
	return Command{Verb: verb, Docs: cmd.Docs, Workshop: workshop, System: system, Text: text}, nil
}

// example is what stands behind the number, for the verbs that want something there.
var example = map[Verb]string{VerbGive: "@mei", VerbSnooze: "tomorrow"}

// cutRest takes the person, or until when, out of the words.
func cutRest(verb Verb, words []string) (rest []string, text string, err error) {
	switch {
	case verb == VerbGive && len(words) > 0:
		return cutPerson(words)
	case verb == VerbSnooze && isUntil(words):
		return nil, strings.ToLower(strings.Join(words, " ")), nil
	case verb == VerbSnooze:
		for i := 1; i < len(words); i++ {
			if hasDigit(words[:i]) && isUntil(words[i:]) {
				return words[:i], strings.ToLower(strings.Join(words[i:], " ")), nil
			}
		}
	}
	return words, "", nil
}

// cutPerson takes the person out: "641 to @Mei Chen", "@mei 641", "641 @mei at northside".
func cutPerson(words []string) (rest []string, name string, err error) {
	i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "@") && len(w) > 1 })
	if i < 0 {
		return nil, "", Misread("Give it to whom? Mention the person: give 641 @mei.")
	}
	end := i + 1
	for i > 0 && end < len(words) && !strings.EqualFold(words[end], "at") {
		end++ // a name of several words
	}
	rest = append(withoutLast(slices.Clone(words[:i]), "to"), words[end:]...)
	return rest, strings.TrimPrefix(strings.Join(words[i:end], " "), "@"), nil
}

func hasDigit(words []string) bool {
	return strings.ContainsAny(strings.Join(words, " "), "0123456789")
}

// withoutLast leaves out the last word where it is one of the small ones.
func withoutLast(words []string, small ...string) []string {
	if n := len(words); n > 0 && slices.Contains(small, strings.ToLower(words[n-1])) {
		return words[:n-1]
	}
	return words
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
	words, system := cutSystem(words)
	rest, workshop, err := cutWorkshop(words)
	if err == nil && len(rest) > 0 {
		err = misread("I read \"list\", but not \"%s\" after it. Try: list, or list at northside.", strings.Join(rest, " "))
	}
	return Command{Verb: VerbList, Workshop: workshop, System: system}, err
}
