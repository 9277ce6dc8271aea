package slack

// Advice: our sentences say what to type as a slash command. Where those do not work, or are not needed, it reads as it can be
// typed there.

import (
	"strings"

	"syncbot/workflow"
)

// slashWord begins the commands in our sentences.
const slashWord = "/syncstatus "

// wordless leaves out the slash word: for who writes to the bot alone, and for a form that asks for the rest.
var wordless = strings.NewReplacer(slashWord+"and ", "", slashWord, "")

// advice is how a command is typed where an answer to the deed is read as a message: in a thread the bot is mentioned, and
// what is written to it alone is a command by itself. nil: the slash command works there.
func (in *listening) advice(d deed, bot string) *strings.Replacer {
	own, _ := in.direct.Load(d.user)
	switch {
	case d.place.Channel == "", own == string(d.place.Channel):
		return wordless
	case d.place.Thread != "" && bot != "":
		return strings.NewReplacer(slashWord, "@"+bot+" ")
	}
	return nil
}

// lines are those of an answer, their advice as it can be followed where they are read. What is quoted or to be copied stays
// as it is. A name from outside inside our words would be changed too if it held the slash word and a space; no name does.
func (d drawing) lines(w workflow.Words) [][]workflow.Span {
	all := w.Lines()
	if d.advice == nil {
		return all
	}
	for _, line := range all {
		for i, s := range line {
			if s.Kind == workflow.Said || s.Kind == workflow.Label {
				line[i].Text = d.advice.Replace(s.Text)
			}
		}
	}
	return all
}
