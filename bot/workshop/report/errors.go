package report

import "fmt"

// Fault says what sort of thing is wrong with a log.
type Fault string

// The faults.
const (
	Empty         Fault = "empty"
	TooLarge      Fault = "too_large"
	TooManyRows   Fault = "too_many_rows"
	NotText       Fault = "not_text" // a PDF, a spreadsheet, a picture, a web page, …
	WrongEncoding Fault = "wrong_encoding"
	NoEntries     Fault = "no_entries" // text, but nothing in it looks like an entry
)

// PasteIt is the way out that most of the texts name. Where nobody can paste, it is to be replaced.
const PasteIt = "paste the text of the entry"

// Error says why a log can't be used. Text is one sentence: what is wrong and what to do.
type Error struct {
	Fault Fault
	Text  string
}

// Error is the sentence.
func (e *Error) Error() string { return e.Text }

func fault(f Fault, text string) error { return &Error{Fault: f, Text: text} }

func errEmpty() error {
	return fault(Empty, "There is nothing in it; print or download the event log again, or "+PasteIt+".")
}

func errTooLarge() error {
	return fault(TooLarge, fmt.Sprintf("It is larger than %d MB; choose a shorter date range and print or download the event log again.", MaxBytes>>20))
}

func errTooManyRows() error {
	return fault(TooManyRows, "It has more than 100,000 rows; choose a shorter date range and print or download the event log again.")
}

func errEncoding() error {
	return fault(WrongEncoding, "Its characters can't be read; save it as CSV UTF-8, or "+PasteIt+".")
}

func errNoMessage(e Entry) error {
	return fault(NoEntries, fmt.Sprintf("Line %d has the number %s but no message, so I can't tell what was logged; send the event log again, or "+PasteIt+" with its message.", e.Row, e.Number))
}

func errNoEntries() error {
	return fault(NoEntries, "I found no entry of an event log in it; send the event log as CSV, or "+PasteIt+" with its number, such as \"641: Email address must be valid\".")
}
