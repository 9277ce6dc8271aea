package main

// What the offline commands say of one error.

import (
	"slices"
	"strings"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

const support = "support@workshopsoftware.com"

// explanationText is what is known of a message, to stand below it.
func explanationText(x diagnosis.Explanation, s workflow.System) string {
	var lines []string
	switch {
	case !x.Known:
		lines = append(lines, unknownText(x))
	case x.Fix == "":
		lines = append(lines, labelled("What it means", x.Cause), labelled("Who can tell", x.Who), "I know of no official fix for this message.")
	default:
		lines = append(lines, labelled("What it means", x.Cause), labelled(fixLabel(x, s), x.Fix), whoText(x), labelled("Before you do", x.Undo))
	}
	lines = append(lines, guideLines(x.Guides)...)
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

// labelled is nothing where there is nothing to say.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + ": " + printable(text)
}

// whoText names who must act; for what clears by itself that is nobody.
func whoText(x diagnosis.Explanation) string {
	if x.Where == diagnosis.NoFix {
		return ""
	}
	return labelled("Who", x.Who)
}

func unknownText(x diagnosis.Explanation) string {
	if len(x.Guides) == 0 {
		return "I don't know this one, and won't guess. Send this message and the event log to " + support + "."
	}
	return "I don't know this one, and won't guess. Look for it in the guide. If it isn't there, send this message and the event log to " + support + "."
}

// places are the names by which a fix itself says where it is done.
var places = []string{"Workshop Software", workflow.Xero.Name(), workflow.MYOB.Name(), workflow.QuickBooks.Name()}

// fixLabel says where the error is fixed, unless the fix does.
func fixLabel(x diagnosis.Explanation, s workflow.System) string {
	named := slices.ContainsFunc(places, func(p string) bool { return strings.Contains(x.Fix, p) })
	switch {
	case named:
		return "Fix"
	case x.Where == diagnosis.InWorkshop:
		return "Fix, in Workshop Software"
	case x.Where == diagnosis.InAccounting:
		return "Fix, in " + s.Name()
	case x.Where == diagnosis.InEither:
		return "Fix, in Workshop Software or " + s.Name()
	default:
		return "Fix"
	}
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
