package diagnosis

import (
	"regexp"
	"regexp/syntax"
	"testing"
)

// TestWhatIsTriedAtEveryPlaceStaysThere: an expression that is tried at each place of a text must never search on from
// there, or time grows with the square of the text. "^a|^b" does search.
func TestWhatIsTriedAtEveryPlaceStaysThere(t *testing.T) {
	all := []*regexp.Regexp{bracketed, tag, thrown, token, path, jointBehind}
	for _, label := range Default().every.noise.labels {
		all = append(all, label.re)
	}
	for _, m := range Default().every.matchers {
		all = append(all, m.re)
	}
	for _, re := range all {
		parsed, err := syntax.Parse(re.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		program, err := syntax.Compile(parsed.Simplify())
		if err != nil {
			t.Fatal(err)
		}
		if program.StartCond()&syntax.EmptyBeginText == 0 {
			t.Errorf("%s is not anchored as a whole", re)
		}
	}
}
