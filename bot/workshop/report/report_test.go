package report

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"syncbot/workflow"
)

var sydney = mustZone("Australia/Sydney")

func mustZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// lines writes a log in one line an entry, for comparing.
func lines(l Log) []string {
	var out []string
	for _, e := range l.Entries {
		out = append(out, strings.Join([]string{e.Number, when(e), e.Name, strings.ReplaceAll(e.Message, "\n", "/")}, "|"))
	}
	return out
}

func when(e Entry) string {
	switch {
	case !e.At.IsZero():
		return e.At.In(sydney).Format("2 Jan 15:04:05")
	case !e.Day.IsZero():
		return e.Day.Format("2 Jan") + " (day only)"
	case e.Date != "":
		return "unusable " + e.Date
	default:
		return ""
	}
}

func readFile(t *testing.T, name string, numbers ...string) Log {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, err := Read(f, Options{Zone: sydney, Numbers: numbers})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Files made differently give the right entries.
func TestReadFiles(t *testing.T) {
	tests := []struct {
		file  string
		found How
		want  []string
	}{
		{"comma.csv", Columns, []string{
			"641|24 Nov 10:06:00|Citizen, Jane|The TaxType code 'INPUT' cannot be used with account code '630'.",
			"INV-123|24 Nov 10:06:00|Café Motors|Email address must be valid",
			"1641|24 Nov 10:07:00|Sam Smith|Payments can only be made against Authorised documents",
		}},
		{"preamble.csv", Columns, []string{
			"641|24 Nov 10:06:00|Jane Citizen|The TaxType code 'INPUT' cannot be used/with account code '630'.",
			`6410|24 Nov 10:06:00||He said "no"`,
			"INV-123|3 Nov 09:02:00|Café Motors|Email address must be valid",
		}},
		{"semicolon.csv", Columns, []string{
			"641|24 Nov 10:06:30||A validation exception occurred/Email address must be valid",
			"641-b|24 Nov 14:05:00||Email address must be valid",
			"640|||Invoice # must be unique.",
		}},
		{"tab.csv", Columns, []string{
			"641|24 Nov 10:06:00||Email address must be valid",
			"640|24 Nov 12:00:00||Item Code is invalid.",
		}},
		{"quotes.csv", Columns, []string{
			"641|24 Nov 10:06:00||Email address must be valid",
			`639|24 Nov 10:07:00||The account "630" has been archived`,
		}},
		{"american.csv", Columns, []string{
			"641|unusable 11/21/2026 10:06||Email address must be valid",
			"640|unusable 3/11/2026 10:06||Item Code is invalid.",
			"639|21 Nov 10:06:00||Item Code is invalid.",
		}},
		{"headless.csv", Blocks, []string{
			"641|24 Nov 10:06:00||Email address must be valid",
			"6410|24 Nov 10:07:00||Item Code is invalid.",
		}},
		{"printed.txt", Blocks, []string{
			"641|24 Nov 10:06:00|Jane Citizen|The specified contact details matched an archived contact. Archived/contacts cannot currently be edited via the API.",
			"INV-123|24 Nov 10:07:00|Sam Smith|Payments can only be made against Authorised documents/the invoice is not in Xero",
			"1641|24 Nov 10:08:00||The TaxType code 'INPUT' cannot be used with account code 630",
		}},
		{"numbers-first.txt", Blocks, []string{
			"641|24 Nov 10:06:00||Email address must be valid",
			"639|24 Nov 10:07:00||Payment amount exceeds the amount outstanding on this document",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			l := readFile(t, tt.file)
			if l.Found != tt.found {
				t.Errorf("found by %s, want %s", l.Found, tt.found)
			}
			if diff := cmp.Diff(tt.want, lines(l)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// One file gives the same entries in every encoding that spreadsheets save in.
func TestReadEncodings(t *testing.T) {
	plain, err := os.ReadFile(filepath.Join("testdata", "comma.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := lines(readFile(t, "comma.csv"))
	for name, e := range map[string]encoding.Encoding{
		"UTF-8 with BOM": unicode.UTF8BOM,
		"UTF-16 LE":      unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 BE":      unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"Windows-1252":   charmap.Windows1252,
	} {
		t.Run(name, func(t *testing.T) {
			in, err := e.NewEncoder().String(strings.ReplaceAll(string(plain), "\n", "\r\n"))
			if err != nil {
				t.Fatal(err)
			}
			l, err := Read(strings.NewReader(in), Options{Zone: sydney})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, lines(l)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What people paste into a chat.
func TestReadPasted(t *testing.T) {
	tests := []struct {
		name, in string
		found    How
		want     []string
	}{
		{"one line", "24/11/2026 10:06 am  641  Email address must be valid", Blocks, []string{"641|24 Nov 10:06:00||Email address must be valid"}},
		{"name line", "641\nSmith & Sons\nEmail address must be valid\n\n640\nStale Object Error\nedited meanwhile", Blocks,
			[]string{"641||Smith & Sons|Email address must be valid", "640|||Stale Object Error/edited meanwhile"}},
		{"dash", "641 - Email address must be valid", Blocks, []string{"641|||Email address must be valid"}},
		{"colon", "INV-123: Email address must be valid", Blocks, []string{"INV-123|||Email address must be valid"}},
		{"only a space, wanted", "641 Email address must be valid\n639 Item Code is invalid.", Blocks,
			[]string{"641|||Email address must be valid", "639|||Item Code is invalid."}},
		{"quoted in chat", "> `641: Email address must be valid`", Blocks, []string{"641|||Email address must be valid"}},
		{"bare", "Email address must be valid", Bare, []string{"641|||Email address must be valid"}},
		{"bare with a date", "Tue 24 Nov 2026, 10:06 am\nEmail address must be valid", Bare, []string{"641|24 Nov 10:06:00||Email address must be valid"}},
		{"bare, two paragraphs", "Email address must be valid\n\nItem Code is invalid.", Bare,
			[]string{"641|||Email address must be valid", "641|||Item Code is invalid."}},
		{"bare, ends in a date", "The date cannot be before the lock date, currently set at 30-Sep-2021", Bare,
			[]string{"641|||The date cannot be before the lock date, currently set at 30-Sep-2021"}},
		{"bare, ends in a code", "cannot be used with account code 630", Bare, []string{"641|||cannot be used with account code 630"}},
		{"prose about it", "Invoice 641 could not be sent", Blocks, []string{"641|||Invoice 641 could not be sent"}},
		{"somewhere in a line", "error on 641 (Jane)", Scan, []string{"641|||error on 641 (Jane)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := Read(strings.NewReader(tt.in), Options{Zone: sydney, Numbers: []string{"641"}, About: "641"})
			if err != nil {
				t.Fatal(err)
			}
			if l.Found != tt.found {
				t.Errorf("found by %s, want %s", l.Found, tt.found)
			}
			if diff := cmp.Diff(tt.want, lines(l)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// 641 is never found in 1641, 6410 or 641-b, nor in a date, an amount, a time or a quoted code.
func TestScanWholeNumbers(t *testing.T) {
	for _, in := range []string{"a 1641 b", "a 6410 b", "a 641-b b", "a $641 b", "a 641.50 b", "a '641' b", "a 3/11/641 b", "a 641% b", "a x641 b"} {
		if l, err := Read(strings.NewReader(in), Options{Numbers: []string{"641"}}); err == nil {
			t.Errorf("%q: found %v", in, lines(l))
		}
	}
	for _, in := range []string{"a 641 b", "a (641) b", "a #641, b", "a INV-641. b", "a\t641"} {
		if _, err := Read(strings.NewReader(in), Options{Numbers: []string{"641"}}); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range []string{"paid 24 Nov 2026 by x", "paid on 24/11/2026 by x"} {
		if l, err := Read(strings.NewReader(in), Options{Numbers: []string{"2026", "24"}}); err == nil {
			t.Errorf("%q: found %v", in, lines(l))
		}
	}
}

// What cannot be used gets one sentence of its own kind, and a huge input is not read to its end.
func TestReadRefuses(t *testing.T) {
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("Invoice No,Error\n641,Email\n")
	tests := []struct {
		name, in string
		want     Fault
		says     string
	}{
		{"empty", "", Empty, "nothing in it"},
		{"only a BOM and spaces", "\ufeff \r\n", Empty, "nothing in it"},
		{"PDF", "%PDF-1.7\n...", NotText, "This is a PDF;"},
		{"XLSX", "PK\x03\x04\x14\x00", NotText, "XLSX"},
		{"XLS", "\xd0\xcf\x11\xe0\xa1", NotText, "XLS"},
		{"PNG", "\x89PNG\r\n\x1a\n", NotText, "picture"},
		{"JPEG", "\xff\xd8\xff\xe0\x00", NotText, "picture"},
		{"web page", "<!doctype html><p>641", NotText, "web page"},
		{"zero bytes", "641\x00\x01\x02\x00\x03abc", NotText, "not a text file"},
		{"UTF-16 without its mark", utf16, WrongEncoding, "CSV UTF-8"},
		{"broken UTF-8 after its mark", "\xef\xbb\xbf641: caf\xe9", WrongEncoding, "CSV UTF-8"},
		{"controls", "641: \x81\x8d\x90", WrongEncoding, "CSV UTF-8"},
		{"prose", "hello, is anybody there?", NoEntries, "no entry"},
		{"a lone number", "641", NoEntries, "no entry"},
		{"too many rows", "Invoice No,Error\n" + strings.Repeat("1,x\n", MaxRows), TooManyRows, "100,000"},
		{"too many lines", strings.Repeat("641: x\n", MaxRows+1), TooManyRows, "100,000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.in), Options{Numbers: []string{"641"}})
			checkFault(t, err, tt.want, tt.says)
		})
	}
	t.Run("too large", func(t *testing.T) {
		r := &counter{}
		_, err := Read(r, Options{})
		checkFault(t, err, TooLarge, "10 MB")
		if r.n > MaxBytes+1<<20 {
			t.Errorf("read %d bytes of an endless input", r.n)
		}
	})
}

func checkFault(t *testing.T, err error, want Fault, says string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want one of this package", err)
	}
	if e.Fault != want || !strings.Contains(e.Text, says) {
		t.Errorf("%s: %s; want %s with %q", e.Fault, e.Text, want, says)
	}
	if strings.Count(e.Text, ". ") > 0 || !strings.HasSuffix(e.Text, ".") {
		t.Errorf("not one sentence: %s", e.Text)
	}
}

// counter is an endless input of text.
type counter struct{ n int }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	c.n += len(p)
	return len(p), nil
}

// AsOf is what the log says of itself, never later than the period it covers; otherwise its newest entry.
func TestAsOf(t *testing.T) {
	at := func(s string) time.Time {
		when, ok := ParseTime(s, sydney)
		if !ok {
			t.Fatalf("bad time %q", s)
		}
		return when
	}
	entry := "\n24/11/2026 9:00 am  641  Email address must be valid\n"
	tests := []struct {
		name, in string
		want     time.Time
	}{
		{"newest entry", entry + "24/11/2026 8:00 am  640  x", at("2026-11-24 09:00")},
		{"printed", "Printed: 24/11/2026 11:10 am" + entry, at("2026-11-24 11:10")},
		{"generated, in a corner", "Northside Autos     Generated on 24 Nov 2026 at 11:10 am   Page 1 of 2" + entry, at("2026-11-24 11:10")},
		{"period ended earlier", "Printed: 26/11/2026 11:10 am\nPeriod: 1/11/2026 - 24/11/2026" + entry, at("2026-11-25 00:00")},
		{"period still runs", "Printed: 24/11/2026 11:10 am\nFrom 1/11/2026 to 30/11/2026" + entry, at("2026-11-24 11:10")},
		{"unknown", "641: Email address must be valid", time.Time{}},
		{"printed without a time", "Printed: 24/11/2026" + entry, at("2026-11-24 09:00")},
		{"nothing logged", "Printed,24/11/2026 11:10 am\nInvoice No,Error", at("2026-11-24 11:10")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := Read(strings.NewReader(tt.in), Options{Zone: sydney})
			if err != nil {
				t.Fatal(err)
			}
			if !l.AsOf().Equal(tt.want) || !l.Reading().AsOf.Equal(tt.want) {
				t.Errorf("as of %v, want %v", l.AsOf(), tt.want)
			}
		})
	}
}

// A reading holds what the workflow looks through.
func TestReading(t *testing.T) {
	r := readFile(t, "comma.csv").Reading().About(workflow.Document{Kind: workflow.Invoice, Number: "123"})
	if len(r.Entries) != 1 || r.Entries[0].Message != "Email address must be valid" {
		t.Errorf("got %+v", r.Entries)
	}
}

// What is doubtful is said: rows without a number or a message, dates that can't be used.
func TestNotes(t *testing.T) {
	in := "Invoice No,Date,Error\n641,11/21/2026 10:06,\n,,Email address must be valid\n640,11/21/2026,x\n"
	l, err := Read(strings.NewReader(in), Options{Zone: sydney, Numbers: []string{"641"}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Line 2 has the number 641 but no message.",
		"Line 3 has a message but no number.",
		"Without a usable time: 1 of 1 entries.",
		"Some dates can be read only as month/day; I read day/month, so I don't use them.",
	}
	if diff := cmp.Diff(want, l.Notes); diff != "" {
		t.Error(diff)
	}
}
