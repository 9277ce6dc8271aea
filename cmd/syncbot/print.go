package main

// What goes to the terminal, whatever it came from.

import (
	"encoding/json"
	"io"
	"strings"
	"time"
	"unicode"
)

// writeJSON writes one indented document.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printable keeps a log's text from steering the terminal: control and direction characters become U+FFFD.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// indent puts every line of a text two spaces in.
func indent(s string) string {
	return "  " + strings.ReplaceAll(printable(s), "\n", "\n  ")
}

// moment is a time as people write it, in its own zone.
func moment(t time.Time) string { return t.Format("2 Jan 2006, 3:04 pm") }
