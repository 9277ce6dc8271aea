package diagnosis

import (
	"slices"
	"strings"
)

// Explain says what is known of an entry of the event log, or of any text that may hold messages.
//
// The system is "xero", "myob" or "quickbooks", whose errors alone are then considered, or "" for all of them; an
// everyday word that is also an API's own name (Duplicate) counts before a colon only where the system is known.
//
// There is one Explanation for each message that the text holds, in the order of the text: the same error of the same
// account, date, name or code is told once. What was not recognised is an Explanation too, with Known false, word for
// word, without Cause and Fix, and with the general guide of the system (for "" of every system). Left out are words that
// only lead to a message that is known, and what an answer of a system says beside it (docs/decisions/0012). A text that holds
// nothing known gives exactly one such, its Message the text itself without the white space round it. A blank text
// gives none. Only the first 16 KiB are understood; what lies behind them is quoted as not recognised.
func (c *Catalogue) Explain(system, message string) []Explanation {
	if fold(message).text == "" {
		return nil
	}
	finder, general := c.of(system)
	all := finder.read(message)
	if !slices.ContainsFunc(all, found.recognised) {
		return []Explanation{unknown(strings.TrimSpace(message), general)}
	}
	var out []Explanation
	for _, f := range all {
		words := strings.TrimSpace(message[f.start:f.end])
		if f.entry == nil {
			out = append(out, unknown(words, general))
		} else {
			out = append(out, f.entry.explain(words, f))
		}
	}
	return out
}

// Recognises reports whether all that a text holds is known by its wording. What is only understood by its signs may be
// what a person says of an error, and is no proof that an accounting system said it. It reads as Explain does, but that
// words which lead to a message count, too.
func (c *Catalogue) Recognises(system, message string) bool {
	finder, _ := c.of(system)
	all := finder.reading(message).found
	return len(all) > 0 && !slices.ContainsFunc(all, func(f found) bool { return !f.certain() })
}

// unknown is all that can be said of a message that nobody has explained.
func unknown(message string, general []Guide) Explanation {
	return Explanation{
		Title:   "Unknown error",
		Who:     "Workshop Software support",
		Next:    AskSupport,
		Guide:   firstAddress(general),
		Guides:  append([]Guide{}, general...),
		Message: message,
	}
}

// explain fills the entry's sentences with the parts that vary.
func (e *entry) explain(message string, f found) Explanation {
	return Explanation{
		ID:       e.id,
		Known:    true,
		Title:    e.title,
		Cause:    filled(e.cause, f.parts),
		Fix:      filled(e.fix, f.parts),
		Where:    e.where,
		Who:      e.who,
		Group:    e.group,
		Next:     e.next,
		Wait:     e.wait,
		About:    e.about,
		Undo:     e.undo,
		Guide:    firstAddress(e.guides),
		Guides:   append([]Guide{}, e.guides...),
		Inferred: f.bySign,
		Named:    len(f.parts) > 0,
		Message:  message,
	}
}

func firstAddress(guides []Guide) string {
	if len(guides) == 0 {
		return ""
	}
	return guides[0].URL
}
