package console

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// told is a transcript with a root that was edited and a finding in its thread.
func told(t *testing.T, o Options) {
	t.Helper()
	d := sitDown(t, o, nil)
	p := d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.show(p.Ref, root("k1", 2, "INV-123 · 1 error found\nLocked date in Xero", checkNow, stop))
	d.post(under(p, "k2", 2, "INV-123 · 1 error found\nLocked", fixed))
}

func TestTheNextProcessGoesOn(t *testing.T) {
	o := options(t)
	told(t, o)
	o.Now = func() time.Time { return ten.AddDate(0, 0, 1) }
	d := sitDown(t, o, noted)
	d.sees("sync again\n")
	want := `Continuing where we left off:
Tue 24 Nov 10:04 am  INV-123 · 1 error found
          Locked date in Xero
          [2] Check now   [3] Stop following
Tue 24 Nov 10:04 am    ┆ in thread INV-123
            ┆ INV-123 · 1 error found
            ┆ Locked
            ┆ [4] I've fixed it, sync again
`
	if diff := cmp.Diff(want, d.paper.String()); diff != "" {
		t.Errorf("printed (-want +got):\n%s", diff)
	}
	d.types("4\n")
	if got := deedOf(d.handed()); got != press(2, fixed, "") {
		t.Errorf("handed over %+v", got)
	}
	d.sees("Noted.")
	printed := len(d.paper.String())
	if p := d.post(root("k1", 1, "INV-123 · Opened", stop)); p.Ref != "m1" || p.Thread != "m1" {
		t.Errorf("posted again at %+v, want where it stands", p)
	}
	p, found, err := d.Find(t.Context(), root("k2", 2, ""), ten)
	if err != nil || !found || p.Ref != "m2" || p.Thread != "m1" {
		t.Errorf("Find = %+v, %v, %v", p, found, err)
	}
	if more := d.paper.String()[printed:]; more != "" {
		t.Errorf("a message that stands was printed again: %q", more)
	}
	if p := d.post(root("k3", 1, "640 · Opened")); p.Ref != "m3" {
		t.Errorf("the next message stands at %q, want m3", p.Ref)
	}
}

func TestTheTranscriptIsWrittenBeforeAnythingIsPrinted(t *testing.T) {
	o := options(t)
	d := sitDown(t, o, nil)
	if err := d.file.file.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := d.Post(t.Context(), root("k1", 1, "INV-123 · Opened"))
	if err == nil || outcome.IsRefused(err) {
		t.Errorf("Post = %v, want an error that is no refusal", err)
	}
	if got := d.paper.String(); got != "" {
		t.Errorf("printed all the same: %q", got)
	}
	if got := d.Status(); got.Well || !strings.HasPrefix(got.Text, "not writing: ") {
		t.Errorf("Status() = %q", got.Text)
	}
	d.file.file, _ = os.Open(o.Transcript) // so that the desk can be left
}

func TestTheTranscriptIsForItsOwnerOnly(t *testing.T) {
	o := options(t)
	if err := os.WriteFile(o.Transcript, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	told(t, o)
	info, err := os.Stat(o.Transcript)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != 0o600 {
		t.Errorf("mode %o, want 600", got)
	}
}

func TestATornTranscriptAtEveryByte(t *testing.T) {
	o := options(t)
	told(t, o)
	whole, err := os.ReadFile(o.Transcript)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		if err := os.WriteFile(o.Transcript, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		file, entries, err := openTranscript(o.Transcript)
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		if want := strings.Count(string(whole[:n]), "\n"); len(entries) != want {
			t.Errorf("cut at %d: %d entries, want %d", n, len(entries), want)
		}
		if err := file.append(entry{Kind: posted, Key: "k9", Ref: "m9"}); err != nil {
			t.Fatal(err)
		}
		_ = file.close()
		after, err := os.ReadFile(o.Transcript)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := parseTranscript(after); err != nil || len(got) != len(entries)+1 {
			t.Errorf("cut at %d: after the next post %d entries, %v", n, len(got), err)
		}
	}
}

func TestParseTranscript(t *testing.T) {
	const one = `{"kind":"post","at":"2026-11-24T10:04:00Z","key":"k1","ref":"m1"}` + "\n"
	for _, c := range []struct {
		name, content string
		entries, good int
		fails         bool
	}{
		{"empty", "", 0, 0, false},
		{"one", one, 1, len(one), false},
		{"zeros at the end", one + "\x00\x00\x00", 1, len(one), false},
		{"zeros and a line end", one + "\x00\x00\x00\n", 1, len(one), false},
		{"damage in the middle", one + "{\"kind\":\n" + one, 0, 0, true},
		{"an empty line in the middle", "\n" + one, 0, 0, true},
	} {
		entries, good, err := parseTranscript([]byte(c.content))
		if len(entries) != c.entries || good != c.good || (err != nil) != c.fails {
			t.Errorf("%s: %d entries, %d bytes, %v", c.name, len(entries), good, err)
		}
	}
}

func TestADamagedTranscriptIsRefusedInASentence(t *testing.T) {
	o := options(t)
	if err := os.WriteFile(o.Transcript, []byte("what\nis this\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.In, o.Out = strings.NewReader(""), newPaper()
	_, err := New(o)
	if err == nil || !strings.Contains(err.Error(), o.Transcript) || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("New = %v, want a sentence with the file and the line", err)
	}
	o.Transcript = filepath.Join(filepath.Dir(o.Transcript), "missing", "transcript.jsonl")
	if _, err := New(o); err == nil {
		t.Error("a transcript in a missing directory was opened")
	}
}

func FuzzTranscript(f *testing.F) {
	f.Add([]byte(`{"kind":"post","key":"k1","ref":"m1","actions":[{"id":"stop","label":"Stop"}]}` + "\n" + `{"kind":"edit","ref":"m1"}` + "\n"))
	f.Add([]byte(`{"kind":"post","key":"k1","ref":"m1","first":9,"actions":[{"id":"stop"}]}` + "\n" + `{"kind":"post","first":-1}` + "\n"))
	f.Add([]byte(`{"kind":"post"}` + "\n" + `{"kind":"press","turn":-1}` + "\n" + `{"kind":"edit","ref":"zz"}` + "\n{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		entries, good, err := parseTranscript(content)
		if err != nil {
			return
		}
		again, all, err := parseTranscript(content[:good])
		if err != nil || all != good || !cmp.Equal(entries, again) {
			t.Fatalf("what counts does not read back: %v", err)
		}
		b := newBoard()
		for _, e := range entries {
			b.apply(e)
		}
		for _, s := range b.newest(len(b.messages)) {
			pen{}.block(sheet{entry: s.entry, buttons: b.of(s.entry), thread: b.titleOf(s.Thread)})
		}
		for _, k := range b.fresh("Stop", you) {
			b.document(k.Case)
		}
	})
}

func TestNumbersStayTheSame(t *testing.T) {
	d := sitDown(t, options(t), nil)
	p := d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.show(p.Ref, root("k1", 1, "INV-123 · Waiting", checkNow, stop))
	d.show(p.Ref, root("k1", 2, "INV-123 · 1 error found", fixed, stop))
	d.show(p.Ref, root("k1", 1, "INV-123 · Opened", stop))
	got := map[string]workflow.ActionID{}
	for _, k := range d.board.buttons {
		got[strings.Repeat("i", k.number)] = k.Action
	}
	want := map[string]workflow.ActionID{"i": workflow.Stop, "ii": workflow.CheckNow, "iii": workflow.Fixed, "iiii": workflow.Stop}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if printed := d.paper.String(); !strings.HasSuffix(printed, "INV-123 · Opened  (updated)\n          [1] Stop following\n") {
		t.Errorf("the old button has a new number: %s", printed)
	}
}
