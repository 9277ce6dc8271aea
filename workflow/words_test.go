package workflow

import (
	"strings"
	"testing"
	"time"
)

func TestMatchNumber(t *testing.T) {
	for _, row := range []struct {
		asked, found string
		want         Match
	}{
		{"641", "641", ExactMatch}, {"#641", "641", ExactMatch}, {"inv-641", "INV-641", ExactMatch}, {"６４１", "641", ExactMatch},
		{"INV-641", "641", EquivalentMatch}, {"641", "inv-641", EquivalentMatch},
		{"641", "1641", NoMatch}, {"641", "6410", NoMatch}, {"641", "641-b", NoMatch}, {"INV-641", "INV-6410", NoMatch},
		{"641", "", NoMatch}, {"", "", NoMatch}, {"INV-", "", NoMatch}, {"INV-b", "b", NoMatch}, {"0641", "641", NoMatch},
	} {
		if got := MatchNumber(row.asked, row.found); got != row.want {
			t.Errorf("%q, %q: %d, want %d", row.asked, row.found, got, row.want)
		}
	}
}

// Exact first: an entry for exactly the number hides those for the equivalent one.
func TestReadingAbout(t *testing.T) {
	r := Reading{Entries: []LogEntry{{Number: "641", Message: "a"}, {Number: "INV-641", Message: "b"}, {Number: "6410", Message: "c"}}}
	if got := r.About(Document{Kind: Invoice, Number: "inv-641"}).Entries; len(got) != 1 || got[0].Message != "b" {
		t.Errorf("INV-641 finds %v", got)
	}
	if got := r.About(Document{Kind: Payment, Number: "641"}).Entries; len(got) != 1 || got[0].Message != "a" {
		t.Errorf("the payment on 641 finds %v", got)
	}
	if got := r.About(Document{Kind: Invoice, Number: "41"}).Entries; got != nil {
		t.Errorf("41 finds %v", got)
	}
}

func TestDocumentsWatchedAsOne(t *testing.T) {
	a, b := Document{Invoice, "INV-641"}, Document{Invoice, "641"}
	if a.Key() != b.Key() {
		t.Error("INV-641 and 641 would be followed twice")
	}
	if (Document{Payment, "641"}).Key() == b.Key() {
		t.Error("a payment and its invoice are one")
	}
}

func TestAmounts(t *testing.T) {
	for c, want := range map[Cents]string{0: "$0.00", 5: "$0.05", 124000: "$1,240.00", 123456789: "$1,234,567.89", -50: "-$0.50", 99999: "$999.99"} {
		if got := c.String(); got != want {
			t.Errorf("%d: %s, want %s", int64(c), got, want)
		}
	}
}

func TestTimesInWords(t *testing.T) {
	now := time.Date(2026, 11, 24, 14, 30, 0, 0, time.UTC)
	s := Subject{Now: now}
	for want, at := range map[string]time.Time{
		"11:04 am": time.Date(2026, 11, 24, 11, 4, 0, 0, time.UTC), "9 am": time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC),
		"Wed 25 Nov, 12:05 am": time.Date(2026, 11, 25, 0, 5, 0, 0, time.UTC),
	} {
		if got := Words(s.when(at)).Text(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for want, d := range map[string]time.Duration{"an hour": time.Hour, "3 hours": 3 * time.Hour, "45 minutes": 45 * time.Minute, "5 seconds": 5 * time.Second, "90 minutes": 90 * time.Minute} {
		if got := span(d); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestParseClock(t *testing.T) {
	now := time.Date(2026, 11, 24, 14, 30, 0, 0, time.FixedZone("AEDT", 11*3600))
	for text, want := range map[string]string{
		"10:20 am": "24 10:20", "10:20AM": "24 10:20", "2 pm": "24 14:00", "14:20": "24 14:20", "2.15 pm": "24 14:15", "11 pm": "23 23:00",
	} {
		got, err := ParseClock(text, now)
		if err != nil || got.Format("2 15:04") != want {
			t.Errorf("%q: %v %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", "25:00", "10:75 am", "10:20 am tomorrow"} {
		if got, err := ParseClock(text, now); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}

// A long entry is cut at a character, and a line break in it cannot end the line that quotes it.
func TestQuote(t *testing.T) {
	long := make([]rune, 400)
	for i := range long {
		long[i] = 'é'
	}
	if got := quote(string(long)); len(Words(got).Text()) > maxQuote+10 {
		t.Errorf("%d bytes", len(got))
	}
	if got := Words(quote("two\nlines\t here")).Text(); got != "`two lines here`" {
		t.Error(got)
	}
}

// However many errors the log holds, a message stays one that every chat service takes.
func TestAMessageAboutManyErrorsIsBounded(t *testing.T) {
	var found []Finding
	for range 40 {
		f := Finding{}
		f.Explanation.Message = strings.Repeat("word ", 1000)
		found = append(found, f)
	}
	s := Subject{Doc: Document{Kind: Invoice, Number: "641"}}
	for _, n := range []Note{ErrorsNote{Subject: s, Found: found}, NewerErrorNote{Subject: s, Found: found}, NotSettledNote{Subject: s, Found: found}} {
		text := n.Words().Text()
		if PhoneHeight(n.Words()) > PhoneLines || !strings.Contains(text, "And 37 others.") {
			t.Errorf("%T: %d bytes: %.300s", n, len(text), text)
		}
	}
}
