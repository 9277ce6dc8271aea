package discord

// Advice: our sentences say what to type as "/syncstatus again 641". In Discord all but the question itself is a subcommand of /sync;
// and what is written to the bot alone is a command by itself, also where Discord offers none.

import (
	"regexp"
	"strings"

	"syncbot/workflow"
)

// wording is how a command is typed where an answer is read.
type wording func(said string) string

var aVerb = regexp.MustCompile(`/` + commandStatus + ` (check|list|status|again|snooze|stop|take|give|explain|help)\b`)

// bySlash is for where the commands are offered.
func bySlash(said string) string { return aVerb.ReplaceAllString(said, "/"+commandSync+" $1") }

var noSlash = strings.NewReplacer("/"+commandStatus+" and ", "", "/"+commandStatus+" ", "")

// wordless is for who writes to the bot alone.
func wordless(said string) string { return noSlash.Replace(said) }

// followed are the lines of an answer with their advice as it can be followed. What is quoted or to be copied stays as it is.
func (w wording) followed(lines [][]workflow.Span) [][]workflow.Span {
	if w == nil {
		return lines
	}
	for _, line := range lines {
		for i, s := range line {
			if s.Kind == workflow.Said || s.Kind == workflow.Label {
				line[i].Text = w(s.Text)
			}
		}
	}
	return lines
}
