package diagnosis

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var rejudge = flag.Bool("rejudge", false, "write what the texts that others heard are understood as into testdata/heard")

// heardFloor is the share of the texts that others heard, in hundredths, of which something is explained. It is what
// was reached; nothing may fall below it.
var heardFloor = map[string]int{"xero": 93, "myob": 78, "quickbooks": 90}

// TestWhatOthersHeard holds what integrators, forums and the systems' own pages show against what each text is
// understood as: the ids in its table, each judged once by a reader who had not written the signs; "-" is unknown. With
// -rejudge the table takes what the signs say now; whoever does that judges what has changed.
func TestWhatOthersHeard(t *testing.T) {
	if _, err := Load(); err != nil {
		t.Fatal(err)
	}
	for system, floor := range heardFloor {
		rows, explained := heard(t, system), 0
		for i, row := range rows {
			got := understoodAs(system, row.text)
			if got != "-" {
				explained++
			}
			if got != row.as && !*rejudge {
				t.Errorf("%s: %q of the family %q is understood as %q, want %q", system, row.text, row.family, got, row.as)
			}
			rows[i].as = got
		}
		if *rejudge {
			writeHeard(t, system, rows)
		}
		share := explained * 100 / len(rows)
		t.Logf("%s: %d of %d explained, %d %%", system, explained, len(rows), share)
		if share < floor {
			t.Errorf("%s: %d %% are explained, %d %% were", system, share, floor)
		}
	}
}

// understoodAs gives the ids of a text's explanations in order, "-" for what is unknown. Its line feeds are written \n.
func understoodAs(system, text string) string {
	all := ids(Default().Explain(system, strings.ReplaceAll(text, `\n`, "\n")))
	for i, id := range all {
		if id == "" {
			all[i] = "-"
		}
	}
	return strings.Join(all, " ")
}

// heardText is a row of a table.
type heardText struct{ family, as, text, rest string }

const heardHead = "family\tunderstood as\ttext\tsource\tnote"

func heardFile(system string) string { return "testdata/heard/" + system + ".tsv" }

// heard reads a table of texts that others saw.
func heard(t *testing.T, system string) []heardText {
	table, err := os.ReadFile(heardFile(system))
	if err != nil {
		t.Fatal(err)
	}
	head, rows, _ := strings.Cut(strings.TrimSpace(string(table)), "\n")
	if head != heardHead {
		t.Fatalf("%s begins with %q, want %q", heardFile(system), head, heardHead)
	}
	var out []heardText
	for line := range strings.SplitSeq(rows, "\n") {
		fields := strings.SplitN(line, "\t", 4)
		if len(fields) != 4 {
			t.Fatalf("%s: %q", heardFile(system), line)
		}
		out = append(out, heardText{fields[0], fields[1], fields[2], fields[3]})
	}
	return out
}

func writeHeard(t *testing.T, system string, rows []heardText) {
	var b strings.Builder
	fmt.Fprintln(&b, heardHead)
	for _, r := range rows {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", r.family, r.as, r.text, r.rest)
	}
	if err := os.WriteFile(heardFile(system), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
