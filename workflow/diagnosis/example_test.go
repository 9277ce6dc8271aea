package diagnosis

import (
	"maps"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEveryPlaceholderHasAFilling: else no example could be made of a text that holds it.
func TestEveryPlaceholderHasAFilling(t *testing.T) {
	if diff := cmp.Diff(slices.Sorted(maps.Keys(placeholders)), slices.Sorted(maps.Keys(fillings))); diff != "" {
		t.Errorf("placeholders (-with a form +with a filling):\n%s", diff)
	}
	for name, form := range placeholders {
		if filling := fold(fillings[name]).text; !regexp.MustCompile(`^(?:` + form + `)$`).MatchString(filling) {
			t.Errorf("{%s} does not take %q", name, filling)
		}
	}
}

// TestTextsRecogniseTheirExamples: a text with something in each placeholder is understood as its entry.
func TestTextsRecogniseTheirExamples(t *testing.T) {
	c := Default()
	for system, form := range everySystem(t) {
		finder, _ := c.of(system)
		for _, d := range form.Entries {
			for _, x := range d.examples() {
				claims := finder.claims(x.message)
				if len(claims) == 0 || claims[0].entry.id != d.ID {
					t.Errorf("%s: entry %s: %s %q is not understood as it, as %q", d.file, d.ID, x.kind, x.written, x.message)
				}
			}
		}
	}
}
