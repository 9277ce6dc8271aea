package workflow

// What the bot's messages say of an error, for programs that explain one without a case.

import "syncbot/workflow/diagnosis"

// Where things stand in Workshop Software, as its pages name them, and who helps (messages name the same).
const (
	EventReportPath  = eventReport
	StatusReportPath = statusReport
	SupportAddress   = supportEmail
)

// ExplainText says of one error what a message about it alone says: on the first line the error's own message in
// backticks, at most 500 bytes of it, below it what it means, the fix, and who can do it, each on a line. The system
// may be empty: not known. Guides are not listed. The text is not escaped.
func ExplainText(s System, x diagnosis.Explanation) string {
	x.Guides = nil
	return Finding{Explanation: x}.full(Subject{System: s})
}
