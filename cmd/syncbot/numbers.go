package main

// The numbers that people give to check.

import (
	"regexp"
	"slices"
	"strings"

	"syncbot/bot/workshop/report"
	"syncbot/workflow"
)

// parseNumbers reads each argument as one number and drops repeated ones.
func parseNumbers(args []string) ([]string, error) {
	var numbers []string
	for _, arg := range args {
		n, err := parseNumber(arg)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(numbers, func(known string) bool { return workflow.MatchNumber(known, n) == workflow.ExactMatch }) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return nil, badUse("which number? Give one or more, such as INV-123 or 641")
	}
	return numbers, nil
}

// joinedPrefix is INV written without its hyphen.
var joinedPrefix = regexp.MustCompile(`(?i)^inv\s*#?(\d)`)

// parseNumber reads a number as people type it to the bot: 641, #641, INV 641, inv641. The event log lists a payment
// under its invoice, so the word payment would promise more than check can tell.
func parseNumber(arg string) (string, error) {
	c, err := workflow.ParseCommand(joinedPrefix.ReplaceAllString(strings.TrimSpace(arg), "INV-$1"))
	switch {
	case err == nil && c.Verb == workflow.VerbSync && c.Workshop == "" && len(c.Docs) == 1 && c.Doc().Kind != workflow.Payment:
		return c.Doc().Number, nil
	case strings.ContainsAny(arg, "0123456789"):
		return "", badUse("%q is not one number; give one number each, such as INV-123 641, and for a payment its invoice's", arg)
	default:
		return "", badUse("%q is not a document number; give one such as INV-123 or 641, and for a payment its invoice's", arg)
	}
}

// nearly is the number of the log that reads like the one that was asked for, though it isn't it: 641 for 0641.
// Empty if the log has none.
func nearly(log report.Log, number string) string {
	for _, e := range slices.Concat(log.Entries, log.Blank) {
		if plainNumber(e.Number) == plainNumber(number) && workflow.MatchNumber(number, e.Number) == workflow.NoMatch {
			return e.Number
		}
	}
	return ""
}

var prefixAndZeros = regexp.MustCompile(`(?i)^(?:inv)?[\s-]*0*`)

// plainNumber is what stays of a number without what people leave out or add.
func plainNumber(n string) string {
	n = strings.ToUpper(workflow.CleanNumber(n))
	if rest := prefixAndZeros.ReplaceAllString(n, ""); rest != "" {
		return rest
	}
	return n
}
