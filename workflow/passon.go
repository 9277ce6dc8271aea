package workflow

// The text to pass on: a finding in plain words for somebody who isn't in the chat.

// hasNotReached says which document is missing where: "invoice 641 from Northside Autos hasn't reached Xero."
func (s Subject) hasNotReached() string {
	return s.thing() + " from " + s.Workshop + " hasn't reached " + s.System.Name() + "."
}

// passOnFindings is the findings as plain text for a customer or a bookkeeper who isn't here: what the event log says, what
// has to be done and the guide.
func passOnFindings(s Subject, found []Finding) string {
	all := []string{"Hi, " + s.hasNotReached()}
	for i, f := range found {
		if i < maxShown && (!f.clearsByItself() || i == 0) {
			all = append(all, f.passOn(s))
		}
	}
	all = append(all, thenWeSync)
	for i, g := range guides(s.System, found) {
		if i == 2 {
			break
		}
		all = append(all, g.Label+": "+g.URL)
	}
	return lines(all...)
}

// thenWeSync ends a text to pass on.
const thenWeSync = "Could you tell us when it's done? Then we'll sync again."

// passOnMissing is the text where neither the log nor the books show the document.
func (s Subject) passOnMissing(v Seen) string {
	return lines("Hi, "+s.hasNotReached(), s.logLine(v), s.booksLine(v.Books),
		"Could you check that it's processed, and that it wasn't entered under another number?", thenWeSync)
}

// passOnNothing is the text where nothing comes across at all.
func (s Subject) passOnNothing() string {
	return lines("Hi, "+s.hasNotReached(), "Nothing else has come across either, so it's likely the link between the two.",
		"Could you check that both can be opened, and that the credentials in the integration settings are right?",
		"If both are fine: "+s.System.authorise()+" It takes someone in the ADMIN group.", thenWeSync)
}

func (f Finding) passOn(s Subject) string {
	x := f.Explanation
	text := "The event log says: \"" + oneLine(x.Message) + "\""
	switch {
	case f.clearsByItself() || !x.Known:
		return text
	case x.Fix == "":
		return lines(text, f.meaning())
	default:
		return lines(text, f.meaning(), f.undo(), labelled(f.where(s), x.Fix))
	}
}
