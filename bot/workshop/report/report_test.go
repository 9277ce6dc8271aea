package report

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
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
		{"bare, one name of an API", "BusinessEvent_DateOccurred_InLockPeriod", Bare, []string{"641|||BusinessEvent_DateOccurred_InLockPeriod"}},
		{"bare, with an API's code", "[4223] DateOccurred:(SaleEvent)", Bare, []string{"641|||[4223] DateOccurred:(SaleEvent)"}},
		{"bare, two words", "Authorization Failure", Bare, []string{"641|||Authorization Failure"}},
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

// A printed report that has no entry for 641 gives none for it: its headings and the entries of others are not about it.
func TestReadPastedAboutOthers(t *testing.T) {
	const heading = "Event Report                 Northside Autos\nPrinted 23/11/2026 12:24:04 pm\n"
	report := heading + `
23/11/2026 12:10:00 pm                                               702
BusinessEvent_DateOccurred_InLockPeriod
Customer: Redcliffe Bakery

23/11/2026 12:11:00 pm                                           INV-123
The TaxType code 'INPUT' cannot be used with account code 641
Customer: Moreton Removals
`
	l, err := Read(strings.NewReader(report), Options{Zone: sydney, Numbers: []string{"641"}, About: "641"})
	if err != nil {
		t.Fatal(err)
	}
	if r := l.Reading(); len(r.Entries) != 2 || len(r.About(workflow.Document{Number: "641"}).Entries) > 0 {
		t.Errorf("got %+v", r.Entries)
	}
	for name, in := range map[string]string{
		"only the headings":            heading,
		"a title in single spaces":     "Event Report Bob's Autos",
		"a time in words":              "Printed today by Bob at the counter",
		"a message under a title":      "Event Report\nEmail address must be valid",
		"headings and lost numbers":    heading + "\n23/11/2026 12:10 pm\nEmail address must be valid\n",
		"another number":               "Invoice 702 could not be sent",
		"another number at the end":    "Email address must be valid 702",
		"another's number in brackets": "Email address must be valid (INV-702)",
		"two words":                    "blah blah",
		"talk":                         "hello there\nI had lunch, sorry",
		"talk in one line":             "I had lunch, sorry",
		"talk under an entry":          "Email address must be valid\n\nsee you after lunch",
		"talk with a time of day":      "I waited until 10:30 and then had lunch",
		"word that nothing is there":   "No errors were found in the log",
		"a name":                       "Jane Mary Citizen",
		"a date":                       "23/11/2026 12:10 pm",
		"many lines":                   strings.Repeat("Email address must be valid\n", 6),
		"a number without its message": "23/11/2026 12:10 pm   641\n\n23/11/2026 12:11 pm   702\nEmail address must be valid",
		"a message above its number":   "Email address must be valid\n641",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(strings.NewReader(in), Options{Zone: sydney, Numbers: []string{"641"}, About: "641"})
			checkFault(t, err, NoEntries, "paste the text of the entry with its")
		})
	}
}

// A table without its header still shows which cell is the message. It is sure only with a date and a single number.
func TestReadWithoutHeader(t *testing.T) {
	tests := []struct {
		name, in string
		found    How
		want     []string
	}{
		{"names and other cells", "24/11/2026 10:06,641,Jane Citizen,Email address must be valid,open\n24/11/2026,10:07 am,640,\"Smith, Sam\",Timeout error,open", Blocks,
			[]string{"641|24 Nov 10:06:00|Jane Citizen|Email address must be valid", "640|24 Nov 10:07:00|Smith, Sam|Timeout error"}},
		{"semicolons", "641;24/11/2026 10:06;Email address must be valid", Blocks, []string{"641|24 Nov 10:06:00||Email address must be valid"}},
		{"tabs", "24/11/2026 10:06\t641\tJane Citizen\tEmail address must be valid", Blocks,
			[]string{"641|24 Nov 10:06:00|Jane Citizen|Email address must be valid"}},
		{"two numbers", "17,24/11/2026 10:06,641,Email address must be valid", Scan, []string{"641|24 Nov 10:06:00||Email address must be valid"}},
		{"no date", "name,notes\n641,bob is a nice man", Scan, []string{"641|||bob is a nice man"}},
		{"a message in lines", "24/11/2026 10:06,641,\"The TaxType code cannot\nbe used\"\nTotal: 3", Blocks,
			[]string{"641|24 Nov 10:06:00||The TaxType code cannot/be used"}},
		{"names at the right", "name   age\nbob   641", Scan, []string{"641|||bob"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := Read(strings.NewReader(tt.in), Options{Zone: sydney, Numbers: []string{"641"}})
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

// A number without a message is not silence, even where an unpaired quotation mark hides its row.
func TestBlank(t *testing.T) {
	for name, in := range map[string]string{
		"table":                  "Invoice No,Date,Error\n640,24/11/2026 10:06,x\n641,24/11/2026 10:06,\n",
		"after an unpaired mark": "Invoice No,Date,Error\n640,24/11/2026 10:06,\"Email\n641,24/11/2026 10:06,\n639,24/11/2026,\"x\"\n",
		"swallowed by a pair":    "Invoice No,Date,Error\n640,24/11/2026 10:06,\"Email\n641,24/11/2026 10:06,\n639,24/11/2026,x\"\n",
		"printed":                "24/11/2026 10:05 am   640\nEmail\n24/11/2026 10:06 am   641\n",
		"without a header":       "24/11/2026 10:06,640,Email error\n24/11/2026 10:06,641,300\n",
	} {
		t.Run(name, func(t *testing.T) {
			l, err := Read(strings.NewReader(in), Options{Zone: sydney, Numbers: []string{"641"}})
			if err != nil {
				t.Fatal(err)
			}
			if len(l.Blank) != 1 || l.Blank[0].Number != "641" || len(l.Entries) == 0 || l.Entries[0].Number != "640" {
				t.Errorf("blank %+v, entries %q", l.Blank, lines(l))
			}
		})
	}
}

// The columns of a date and a time are known under the names that people give them; an invoice's own date isn't used.
func TestDateHeaders(t *testing.T) {
	for _, name := range []string{"Event Date/Time", "Event Date", "Event Time", "Date & Time", "DATE AND TIME", "DateTime", "Log Date-Time", "Error Date / Time", "Sync date", "Timestamp", "Time"} {
		l, err := Read(strings.NewReader("Invoice Date,Invoice No,"+name+",Error\n1/1/2020,641,24/11/2026 10:06,x"), Options{Zone: sydney})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(l); !slices.Equal(got, []string{"641|24 Nov 10:06:00||x"}) {
			t.Errorf("%s: %q", name, got)
		}
	}
	l, err := Read(strings.NewReader("Time,Invoice No,Error\n10:06 am,641,x"), Options{Zone: sydney})
	if got := lines(l); err != nil || !slices.Equal(got, []string{"641|unusable 10:06 am||x"}) {
		t.Errorf("%q, %v", got, err)
	}
	l, err = Read(strings.NewReader("Event Date,Event Time,Invoice No,Error\n24/11/2026,10:06 am,641,x"), Options{Zone: sydney})
	if got := lines(l); err != nil || !slices.Equal(got, []string{"641|24 Nov 10:06:00||x"}) {
		t.Errorf("%q, %v", got, err)
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
		{"a lone number", "641", NoEntries, "Line 1 has the number 641 but no message"},
		{"a table of something else", "name,age\nbob,3\n641,4", NoEntries, "Line 3 has the number 641 but no message"},
		{"one with words", "name,age,town\nbob,3,Perth\n641,4,Perth", NoEntries, "Line 3 has the number 641 but no message"},
		{"one without our number", "name,age\nbob,3\njim,4", NoEntries, "no entry"},
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
