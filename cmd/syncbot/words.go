package main

// What the offline commands say of one error: the workflow's words, with the guides written out.

import (
	"strings"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// explained is the whole of what is known of a message, which it quotes on its first line.
func explained(s workflow.System, x diagnosis.Explanation) string {
	return strings.Join(append([]string{printable(workflow.ExplainText(s, x))}, guideLines(x.Guides)...), "\n")
}

// explainedBelow is explained for where the message itself stands above.
func explainedBelow(s workflow.System, x diagnosis.Explanation) string {
	_, text, _ := strings.Cut(explained(s, x), "\n")
	return text
}

// guideLines name each guide; one that isn't known to explain the error is only said to be one that may help.
func guideLines(guides []diagnosis.Guide) []string {
	var lines []string
	for _, g := range guides {
		label := "May help: "
		if g.Explains {
			label = "Guide: "
		}
		lines = append(lines, label+g.Title+"\n  "+g.URL)
	}
	return lines
}
