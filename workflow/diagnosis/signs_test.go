package diagnosis

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A business may be called by any of these words and trades, and stand in any of these shapes.
var (
	nameWords = []string{"Archived", "Locked", "Duplicate", "Invalid", "Expired", "Void", "Missing", "Closed", "Overdue", "Deleted", "Inactive", "Unauthorised"}
	trades    = []string{"Motors", "Café", "Panel Beaters", "Plumbing", "& Sons", "Holdings Pty Ltd", "Garage", "Transport"}
	shapes    = []string{"%s", "Invoice 641 for %s", "Customer %s", "%s was synced", "Contact: %s", "Invoice 641 (%s)", "Payment from %s received", "Supplier '%s' has an invoice"}
)

// noErrors are texts that are no errors though they speak of what errors speak of: what went well, names, notes, car talk,
// advertising, changelogs, help pages, stack traces. Their line feeds are written \n.
func noErrors(t *testing.T) []string {
	list, err := os.ReadFile("testdata/no-errors.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := strings.Split(strings.TrimSuffix(string(list), "\n"), "\n")
	for i := range texts {
		texts[i] = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(texts[i])
	}
	return append(texts, "", " ")
}

func TestNothingIsClaimedOfWhatIsNoError(t *testing.T) {
	texts := noErrors(t)
	for _, w := range nameWords {
		for _, trade := range trades {
			for _, shape := range shapes {
				texts = append(texts, fmt.Sprintf(shape, w+" "+trade))
			}
		}
	}
	if len(texts) < 2250 {
		t.Errorf("only %d texts", len(texts))
	}
	for _, text := range texts {
		for _, system := range []string{"xero", "myob", "quickbooks", ""} {
			for _, e := range Default().Explain(system, text) {
				if e.Known {
					t.Errorf("%s: of %q is claimed %s", system, text, e.ID)
				}
			}
		}
	}
}

// humped finds the API's names that small letters make one word of: ContactName.
var humped = regexp.MustCompile(`[a-z][A-Z]`)

// mutilations are what happens to a text on its way into a log.
var mutilations = map[string]func(string) string{
	"small":          strings.ToLower,
	"capitals":       strings.ToUpper,
	"no stop":        func(s string) string { return strings.TrimRight(s, ".!") },
	"spaces":         func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + "\t" },
	"status":         func(s string) string { return "400 Bad Request: " + s },
	"wrapped":        func(s string) string { return "A validation exception occurred\n" + s },
	"invoice":        func(s string) string { return "Invoice 641 - " + s },
	"curly":          func(s string) string { return strings.NewReplacer("'", "’", `"`, "”").Replace(s) },
	"entities":       func(s string) string { return strings.NewReplacer("'", "&#39;", `"`, "&quot;").Replace(s) },
	"JSON":           func(s string) string { return `{"Message":` + fmt.Sprintf("%q", s) + `}` },
	"XML":            func(s string) string { return "<Message>" + strings.ReplaceAll(s, "<", "&lt;") + "</Message>" },
	"failed to save": func(s string) string { return "Failed to save invoice 641: " + s },
	"line break": func(s string) string {
		words := strings.Fields(s)
		if len(words) < 4 {
			return s
		}
		return strings.Join(words[:len(words)/2], " ") + "\r\n" + strings.ToLower(strings.Join(words[len(words)/2:], " "))
	},
}

// TestMutilatedTextsAreUnderstoodBySigns: what happens to a text on its way into a log changes nothing of what signs say of it.
func TestMutilatedTextsAreUnderstoodBySigns(t *testing.T) {
	n := 0
	for system, form := range everySystem(t) {
		for _, d := range form.Entries {
			if len(d.Families) == 0 || len(d.Texts)+len(d.Words)+len(d.Names) > 0 {
				continue
			}
			for _, sample := range d.Samples {
				for way, mutilate := range mutilations {
					n++
					text := mutilate(sample.Text)
					if !slices.Contains(ids(Default().Explain(system, text)), d.ID) {
						t.Errorf("%s: %s: %q is understood as %q, want %s", system, way, text, ids(Default().Explain(system, text)), d.ID)
					}
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d texts", n)
	}
}

// TestMutilatedWordings: of the wordings of our own, each in two of the ways, two in a hundred may be understood otherwise when they are mutilated:
// small letters hide names, and another document's number before a message can be taken for its subject.
func TestMutilatedWordings(t *testing.T) {
	ways := slices.Sorted(maps.Keys(mutilations))
	n, other := 0, 0
	for i, w := range wordings(t) {
		for _, way := range []string{ways[i%len(ways)], ways[(i+5)%len(ways)]} {
			if strings.ContainsAny(w.text, `{<\`) || humped.MatchString(w.text) && (way == "small" || way == "capitals") {
				continue
			}
			n++
			if got := understoodAs(w.system, mutilations[way](w.text)); got != w.as {
				other++
				t.Logf("%s: %s: %q is understood as %q, want %q", w.system, way, mutilations[way](w.text), got, w.as)
			}
		}
	}
	if n < 1500 || other*50 > n {
		t.Errorf("%d of %d are understood otherwise", other, n)
	}
}

// TestSignsOfAnExtraFile: an operator's entry may have signs of its own, and takes from a message what varies.
func TestSignsOfAnExtraFile(t *testing.T) {
	entry := strings.NewReplacer(
		"texts: [\"It broke on {date}\", It broke]", "signs: ['<account> . {account} .. melted|is not there']",
		"cause: It broke.", "cause: 'Account {account} melted.'",
		"{text: It broke,", "{text: The account 200 is not there,",
	).Replace(extraEntry("OWN1", "It broke"))
	c, err := LoadWith(Extra{"extra.yaml", []byte("system: xero\nentries:" + entry)})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"The ledger account '4-1000' melted", "Line 2: account 4-1000 has melted on Monday"} {
		got := c.Explain("xero", text)
		if len(got) != 1 || got[0].ID != "OWN1" || got[0].Cause != "Account 4-1000 melted." || !got[0].Named {
			t.Errorf("%q is explained as %+v", text, got)
		}
	}
}

// TestTwoFamiliesThatFitEqually are both told; of three none is.
func TestTwoFamiliesThatFitEqually(t *testing.T) {
	const text = "The customer is archived"
	for system, want := range map[string][]string{"xero": {"xero-contact-gone"}, "": {""}} {
		if got := ids(Default().Explain(system, text)); !slices.Equal(got, want) {
			t.Errorf("%q: %q is understood as %q, want %q", system, text, got, want)
		}
	}
	if got := ids(Default().Explain("", "Xero says: the customer is archived")); !slices.Equal(got, []string{"xero-contact-gone"}) {
		t.Errorf("where the text names its system, it is understood as %q", got)
	}
	if got := ids(Default().Explain("quickbooks", "Employee mapping is missing")); len(got) != 2 {
		t.Errorf("of two that fit equally these are told: %q", got)
	}
}

// TestWordingsOfOurOwn are messages that we made up or told from memory, and what they are understood as. The signs were
// extended to them, so they hold what was reached and measure nothing.
func TestWordingsOfOurOwn(t *testing.T) {
	for _, w := range wordings(t) {
		if got := understoodAs(w.system, w.text); got != w.as {
			t.Errorf("%s: %q is understood as %q, want %q", w.system, w.text, got, w.as)
		}
	}
}

type wording struct{ system, as, text string }

func wordings(t *testing.T) []wording {
	table, err := os.ReadFile("testdata/wordings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []wording
	for line := range strings.Lines(string(table)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		all = append(all, wording{fields[0], fields[1], fields[2]})
	}
	return all
}

// TestEverySignFitsAText: a sign that nobody has seen at work may be wrong, and is only in the way.
func TestEverySignFitsAText(t *testing.T) {
	fits := map[string]bool{}
	see := func(system, text string) {
		finder, _ := Default().of(system)
		text = strings.ReplaceAll(text, `\n`, "\n")
		for _, p := range unwrap(text) {
			s := search{finder: finder, message: text[p.start:p.end]}
			s.folded = fold(s.message)
			for _, at := range s.sentences(0, len(s.text)) {
				s.language.markNames(&s, at.words)
				for _, f := range s.fits(at.words) {
					fits[f.text] = true
				}
			}
		}
	}
	for _, w := range wordings(t) {
		see(w.system, w.text)
	}
	for system, form := range everySystem(t) {
		for _, row := range heard(t, system) {
			see(system, row.text)
		}
		for _, d := range form.Entries {
			for _, sample := range d.Samples {
				see(system, sample.Text)
			}
		}
	}
	for name, signs := range Default().every.language.families {
		for _, text := range signs {
			if !fits[text] {
				t.Errorf("family %s: the sign %q fits none of the texts of testdata; add one to wordings.tsv, or take the sign out", name, text)
			}
		}
	}
}
