package workflow

// Finding the numbers of documents in what people write to one another.

import (
	"regexp"
	"slices"
	"strings"
)

// Words before a number say what it is of: "payment on 641", "Inv. no. 123", "INV-123", "#641".
var (
	namedNumber = regexp.MustCompile(`(?i)\b(invoices?|inv|payments?|receipts?|credits?|supplier(?: invoice)?|bills?)\.?[ \t]*(?:on|for|of|note|invoice|number|num|no\.?|nr\.?|#|:)?[ \t]*(?:invoice[ \t]+)?#?[ \t]*((?:inv[-_])?[0-9][0-9A-Za-z._/-]*)`)
	joinedInv   = regexp.MustCompile(`(?i)\binv[-_]?([0-9][0-9A-Za-z-]*)`)
	oneMore     = regexp.MustCompile(`(?i)^(?:[ \t]*,[ \t]*(?:and[ \t]+)?|[ \t]+(?:and|&)[ \t]+)#?([0-9][0-9A-Za-z-]*)\b`) // "641, 642 and 643"
	hashed      = regexp.MustCompile(`(?:^|\s)#([0-9]+)\b`)
	bareDigits  = regexp.MustCompile(`^[0-9]{3,7}$`)
)

// NumbersIn finds the documents that a message names, in its order, none twice and at most MaxNumbers. Numbers that stand
// alone count only where the message names none with what they are of, and may be of anything: who asks has to look at them.
func NumbersIn(text string) []Document {
	found := named(text)
	for _, shape := range []*regexp.Regexp{joinedInv, hashed} {
		for _, m := range shape.FindAllStringSubmatchIndex(text, -1) {
			found = append(found, numberAt{m[2], Document{Invoice, strings.TrimSpace(text[m[0]:m[1]])}})
			found = append(found, listed(text, m[1], Invoice)...)
		}
	}
	if len(found) == 0 {
		found = alone(text)
	}
	slices.SortStableFunc(found, func(a, b numberAt) int { return a.at - b.at })
	return documentsOf(found)
}

// named are the numbers behind a word for what they are of, with those of a list: "invoices 641, 642 and 643".
func named(text string) []numberAt {
	var found []numberAt
	for _, m := range namedNumber.FindAllStringSubmatchIndex(text, -1) {
		kind := namedKind(text[m[2]:m[3]])
		found = append(found, numberAt{m[4], Document{kind, text[m[4]:m[5]]}})
		found = append(found, listed(text, m[5], kind)...)
	}
	return found
}

// listed are the numbers that go on from one that ends at end.
func listed(text string, end int, kind Kind) []numberAt {
	var found []numberAt
	for more := oneMore.FindStringSubmatchIndex(text[end:]); more != nil; more = oneMore.FindStringSubmatchIndex(text[end:]) {
		found = append(found, numberAt{end + more[2], Document{kind, text[end+more[2] : end+more[3]]}})
		end += more[3]
	}
	return found
}

// alone are the words that are nothing but a number of the usual length.
func alone(text string) []numberAt {
	var found []numberAt
	for i, word := range strings.Fields(text) {
		if word = strings.Trim(word, "(),;.?!"); bareDigits.MatchString(word) {
			found = append(found, numberAt{i, Document{Invoice, word}})
		}
	}
	return found
}

// numberAt is a number in a text, and where its digits begin.
type numberAt struct {
	at  int
	doc Document
}

// documentsOf are those that a command could name, each once. A number that was found in two ways is of what was said first.
func documentsOf(found []numberAt) []Document {
	var all []Document
	taken := map[string]bool{}
	for _, f := range found {
		var cmd Command
		number := strings.TrimRight(f.doc.Number, "._/-")
		if !cmd.add(f.doc.Kind, true, []string{number}) || len(cmd.Docs) != 1 || len(all) == MaxNumbers {
			continue
		}
		if key := bareNumber(foldNumber(cmd.Docs[0].Number)); !taken[key] {
			taken[key] = true
			all = append(all, cmd.Docs[0])
		}
	}
	return all
}

// namedKind is the kind that a word names, in the singular or the plural.
func namedKind(word string) Kind {
	word, _, _ = strings.Cut(strings.ToLower(word), " ")
	return kindWords[strings.TrimSuffix(word, "s")]
}
