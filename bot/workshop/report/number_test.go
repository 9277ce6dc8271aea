package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCellNumbers(t *testing.T) {
	tests := []struct {
		cell string
		want []string
	}{
		{"641", []string{"641"}},
		{" #641 ", []string{"641"}},
		{"INV-123", []string{"INV-123"}},
		{"Invoice No: 641", []string{"641"}},
		{"641.00", []string{"641"}},
		{"1,641", []string{"1641"}},
		{"641, 640; 639 & 638", []string{"641", "640", "639", "638"}},
		{"123456-b", []string{"123456-b"}},
		{"SI 5567 / Bosch", []string{"SI 5567 / Bosch"}},
		{"Smith and Sons 12", []string{"Smith and Sons 12"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, cellNumbers(tt.cell)); diff != "" {
			t.Errorf("%q: %s", tt.cell, diff)
		}
	}
}
