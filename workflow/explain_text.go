package workflow

// What the bot's messages say of an error, for programs that explain one without a case.

import "syncbot/workflow/diagnosis"

// StatusReportPath is where Workshop Software says itself whether a document has synced, as its pages name it.
const StatusReportPath = statusReportPath

// ExplainText says of one error what a message about it alone says: on the first line the error's own message in
// backticks, at most 500 bytes of it, below it what it means, the fix, and who can do it, each on a line. The system
// may be empty: not known. Guides are not listed. The text is not escaped.
func ExplainText(s System, x diagnosis.Explanation) string {
	x.Guides = nil
	return Words(Finding{Explanation: x}.full(Subject{System: s})).Text()
}
