package storage_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/storage"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

var (
	noon  = time.Date(2026, 11, 24, 12, 0, 0, 7, time.UTC)
	priya = workflow.User{ID: "U1", Name: "Priya"}
	mei   = workflow.User{ID: "U2", Name: "Mei"}
	here  = workflow.Place{Platform: "slack", Channel: "C1"}
	there = workflow.Place{Platform: "discord", Channel: "7"}
	root  = workflow.MessageRef{Place: here, Ref: "C1/1"}
	kase1 = workflow.Case{
		Workshop: "northside", ID: "k3v9q2m7xa", Rev: 12, Owner: priya, Opened: noon,
		Doc:   workflow.Document{Kind: workflow.SupplierInvoice, Number: "123456-b"},
		Place: here, Root: "C1/1", Thread: "C1/1", Turn: 2,
		Phase: workflow.Waiting, Verdict: workflow.ErrorsFound, FollowUpAt: noon.Add(time.Hour),
		Sync:  workflow.Sync{Asked: noon, Started: noon.Add(time.Second)},
		Fixes: []workflow.Press{{By: priya, At: noon, Action: workflow.Fixed, Turn: 1}},
		Found: []workflow.LogEntry{{At: noon, Number: "123456-b", Message: "Account code '200' <isn't> valid"}},
	}
	account1 = workflow.Account{
		Workshop: "northside", System: workflow.Xero, Rev: 3, Key: "k", KeyAt: noon, NextAt: noon.Add(5 * time.Minute),
		Wishes: []workflow.Wish{{Case: "k3v9q2m7xa", Since: noon}},
	}
	channel = workflow.Channel{
		Place: kase.Place, Rev: 4, AskAt: noon.Add(time.Minute),
		Due: []workflow.Reminder{{
			Case: kase.Ref(), Turn: 2, Owner: priya, Doc: kase.Doc, Workshop: "Northside Autos", What: "Locked date in Xero",
			Since: noon, Root: root,
		}},
	}
	person1 = workflow.Person{Platform: "slack", ID: "U1", Rev: 5, Latest: []workflow.WorkshopID{"southside", "northside"}}
	effect1 = storage.Waiting{
		Effect: storage.Effect{
			ID: "k3v9q2m7xa.12.0", Record: storage.CaseRecord(kase).Key, Lane: "slack",
			Effect: workflow.Say{To: workflow.ToRoot, Mention: "U1", Turn: 2},
		},
		FirstAt: noon, NotBefore: noon.Add(time.Minute), TriedAt: noon.Add(time.Second), Tries: 2, InDoubt: true, Epoch: 4,
	}
	reminder1 = reminder("Locked date in Xero") // version 1 held the errors instead
	question1 = reminder("an answer")           // there it held none
	entry1    = storage.Entry{At: noon, Rev: 12, Event: workflow.Pressed{
		At: workflow.At{At: noon}, By: priya, Action: workflow.Fixed, Turn: 1,
	}}
)

// What version 2 added.
var (
	kase    = laterCase(kase1)
	account = laterAccount(account1)
	person  = laterPerson(person1)
	note    = workflow.RemindersNote{Reminders: channel.Due}
	said    = instead(workflow.Say{To: workflow.ToPlace, Note: note, Turn: 2, Case: kase.Ref()})
	handed  = instead(workflow.Inform{Place: there, Note: note, Turn: 2})
	pressed = storage.Entry{At: noon, Rev: 12, Event: workflow.Pressed{
		At: workflow.At{At: noon}, By: mei, Action: workflow.Fixed, Turn: 1,
		Until: noon.Add(2 * time.Hour), Place: there, Also: []workflow.Document{{Kind: workflow.Invoice, Number: "639"}},
	}}
	woke     = storage.Entry{At: noon, Rev: 12, Event: workflow.Woke{At: workflow.At{At: noon}, Began: noon.Add(-time.Second)}}
	informed = storage.Entry{At: noon, Rev: 4, Event: workflow.Informed{
		At: workflow.At{At: noon}, Case: kase.Ref(), Turn: 2, Note: note,
	}}
)

// What version 3 added: an explanation that is inferred.
var findings = instead(workflow.Say{To: workflow.ToThread, Turn: 2, Note: workflow.ErrorsNote{Found: []workflow.Finding{{
	Number: "123", Explanation: diagnosis.Explanation{ID: "xero-account-gone", Known: true, Inferred: true, Message: "Account 200 is inactive"},
}}}})

func laterCase(c workflow.Case) workflow.Case {
	c.Asker, c.Desk, c.Followers = mei, true, []workflow.Follower{{By: mei, Place: there}}
	c.Same = []workflow.Same{{Cause: "xero-account 200", Doc: workflow.Document{Kind: workflow.Invoice, Number: "639"}, Root: root}}
	c.Napped, c.Back, c.Log = true, noon, &workflow.LogLook{At: noon, By: "Mei"}
	return c
}

func laterAccount(a workflow.Account) workflow.Account {
	a.Explained = []workflow.Explained{{Cause: "xero-account 200", Case: kase1.ID}}
	return a
}

func laterPerson(p workflow.Person) workflow.Person {
	p.Recent = []workflow.AskedAfter{{Workshop: "southside", Doc: kase1.Doc}}
	return p
}

func reminder(what string) storage.Waiting {
	return instead(workflow.Say{To: workflow.ToThread, Mention: "U1", Turn: 2, Note: workflow.ReminderNote{
		Subject: workflow.Subject{Doc: kase1.Doc, Workshop: "Northside Autos", System: workflow.Xero, Now: noon},
		What:    what, Since: noon, Next: noon.Add(24 * time.Hour),
		Offer: []workflow.Action{{ID: workflow.CheckNow, Label: "Check now"}},
	}})
}

// instead is the waiting effect of version 1 with another effect in it.
func instead(e workflow.Effect) storage.Waiting {
	w := effect1
	w.Effect.Effect = e
	return w
}

type seenKey struct {
	Key    string
	Answer workflow.Answer
	At     time.Time
}

var answer = workflow.Answer{Text: "On it: INV-123.", Choices: []workflow.Choice{
	{Action: workflow.Action{Label: "Southside"}, Command: "INV-123 at southside"},
	{Action: workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText}, Case: kase.Ref(), Turn: 2, Text: "as typed"},
	{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open", Message: root}},
}}

// form is how a golden row is written and read.
type form struct {
	name   string // with the version
	value  any
	encode func() ([]byte, error)
	decode func([]byte) (any, error)
	astray func([]byte) error // reads it under the name of another
}

func record(name string, r storage.Record, other storage.Key) form {
	decode := func(k storage.Key, b []byte) (any, error) {
		got, at, err := storage.DecodeRecord(k, b)
		if err == nil && !at.Equal(noon) {
			err = fmt.Errorf("committed at %v", at)
		}
		return got, err
	}
	return form{name, r,
		func() ([]byte, error) { return storage.EncodeRecord(r, noon) },
		func(b []byte) (any, error) { return decode(r.Key, b) },
		func(b []byte) error { _, err := decode(other, b); return err },
	}
}

func waiting(name string, w storage.Waiting) form {
	return form{name, w,
		func() ([]byte, error) { return storage.EncodeWaiting(w) },
		func(b []byte) (any, error) { return storage.DecodeWaiting(w.Record, b) },
		func(b []byte) error { _, err := storage.DecodeWaiting(otherCase, b); return err },
	}
}

func entry(name string, e storage.Entry) form {
	k := storage.CaseKey(kase1.Ref())
	return form{name, e,
		func() ([]byte, error) { return storage.EncodeEntry(k, e) },
		func(b []byte) (any, error) { return storage.DecodeEntry(k, b) },
		func(b []byte) error { _, err := storage.DecodeEntry(otherCase, b); return err },
	}
}

func seen(name string, a workflow.Answer) form {
	decode := func(key string, b []byte) (any, error) {
		answer, at, err := storage.DecodeSeen(key, b)
		return seenKey{key, answer, at}, err
	}
	return form{name, seenKey{"slack Ev1", a, noon},
		func() ([]byte, error) { return storage.EncodeSeen("slack Ev1", a, noon) },
		func(b []byte) (any, error) { return decode("slack Ev1", b) },
		func(b []byte) error { _, err := decode("slack Ev2", b); return err },
	}
}

var (
	otherCase    = storage.Key{Workshop: "southside", Kind: storage.KindCase, ID: "k3v9q2m7xa"}
	otherAccount = storage.AccountKey("southside", workflow.Xero)
)

var forms = []form{
	record("case.2", storage.CaseRecord(kase), otherCase),
	record("account.2", storage.AccountRecord(account), otherAccount),
	record("channel.1", storage.ChannelRecord(channel), storage.ChannelKey(there)),
	record("person.2", storage.PersonRecord(person), storage.PersonKey("discord", "U1")),
	waiting("effect-say.3", said),
	waiting("effect-inform.3", handed),
	waiting("effect-findings.3", findings),
	entry("entry-pressed.3", pressed),
	entry("entry-woke.3", woke),
	entry("entry-informed.3", informed),
	seen("seen.2", answer),
}

// Rows that older syncbots wrote. They are read for ever, and never written again.
var olderForms = []form{
	record("case.1", storage.CaseRecord(kase1), otherCase),
	record("account.1", storage.AccountRecord(account1), otherAccount),
	record("person.1", storage.PersonRecord(person1), storage.PersonKey("discord", "U1")),
	waiting("effect.1", effect1),
	waiting("effect-reminder.1", reminder1),
	waiting("effect-question.1", question1),
	entry("entry.1", entry1),
	seen("seen.1", workflow.Answer{Text: "On it: INV-123."}),
	waiting("effect-say.2", said),
	waiting("effect-inform.2", handed),
	entry("entry-pressed.2", pressed),
	entry("entry-woke.2", woke),
	entry("entry-informed.2", informed),
}

// A golden row is the frame's five bytes in hex, and the JSON.
func golden(b []byte) string { return hex.EncodeToString(b[:5]) + " " + string(b[5:]) + "\n" }

func rowOf(t testing.TB, line string) []byte {
	t.Helper()
	frame, body, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	b, err := hex.DecodeString(frame)
	if err != nil {
		t.Fatal(err)
	}
	return append(b, body...)
}

func TestFormsAreWrittenAndReadAsTheyWere(t *testing.T) {
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			file := filepath.Join("testdata", f.name+".golden")
			b, err := f.encode()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f.name, fmt.Sprintf(".%d", b[0])) {
				t.Fatalf("the row is of version %d now; name it so, and keep the old one among olderForms", b[0])
			}
			if *storage.Rewrite {
				if err := os.WriteFile(file, []byte(golden(b)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), golden(b)); diff != "" {
				t.Errorf("the form has changed; docs/decisions/0005 says when that needs a new version\n%s", diff)
			}
			got, err := f.decode(rowOf(t, string(want)))
			if diff := cmp.Diff(f.value, got); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

func TestRowsOfOlderVersionsAreRead(t *testing.T) {
	for _, f := range olderForms {
		got, err := f.decode(rowIn(t, f.name))
		if diff := cmp.Diff(f.value, got); diff != "" || err != nil {
			t.Error(f.name, err, diff)
		}
	}
}

// rowIn is the golden row of the name.
func rowIn(t testing.TB, name string) []byte {
	t.Helper()
	row, err := os.ReadFile(filepath.Join("testdata", name+".golden"))
	if err != nil {
		t.Fatal(err)
	}
	return rowOf(t, string(row))
}

// The ID of a message's effect is the record's ID, its Rev and the effect's place: 25 characters leave 11 digits.
func TestAChannelsIDFitsIntoAMessagesKey(t *testing.T) {
	fits := regexp.MustCompile(`^[a-z0-9]{1,12}$`)
	for _, p := range []workflow.Place{{}, kase.Place, {Platform: "discord", Channel: "Ä 1/2", Thread: "\x00"}} {
		if id := storage.ChannelKey(p).ID; !fits.MatchString(id) {
			t.Errorf("%+v has the channel %q", p, id)
		}
	}
}

func TestANewerFormIsRefusedWithASentence(t *testing.T) {
	f := storage.RecordForm(storage.KindCase)
	f.Version++
	b, err := f.Seal(kase)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = storage.DecodeRecord(effect1.Record, b)
	want := fmt.Sprintf("this store was written by a newer syncbot (form %d of case); install that version or newer", f.Version)
	var newer *storage.NewerError
	if !errors.As(err, &newer) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestAValueOfAKnownFormThatHoldsTheUnknownIsRefusedWithASentence(t *testing.T) {
	b, err := storage.EntryForm.Seal(map[string]any{
		"record": map[string]any{"workshop": "northside", "kind": "case", "id": "k3v9q2m7xa"},
		"event":  map[string]any{"type": "Teleported", "value": map[string]any{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = storage.DecodeEntry(effect1.Record, b)
	var newer *storage.NewerError
	if !errors.As(err, &newer) || !strings.Contains(err.Error(), "Teleported") {
		t.Error(err)
	}
}

func TestEveryFlippedBitAndCutOfAValueIsFoundWithASentence(t *testing.T) {
	for _, f := range forms {
		b, err := f.encode()
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(b) * 8 {
			flipped := append([]byte(nil), b...)
			flipped[i/8] ^= 1 << (i % 8)
			wantDamaged(t, f, flipped)
		}
		for n := range len(b) {
			wantDamaged(t, f, b[:n])
		}
	}
}

func TestAValueUnderTheNameOfAnotherIsDamaged(t *testing.T) {
	for _, f := range forms {
		b, err := f.encode()
		if err != nil {
			t.Fatal(err)
		}
		var damaged *storage.DamagedError
		if err := f.astray(b); !errors.As(err, &damaged) {
			t.Errorf("%s: %v", f.name, err)
		}
	}
}

func wantDamaged(t *testing.T, f form, b []byte) {
	t.Helper()
	_, err := f.decode(b)
	var damaged *storage.DamagedError
	if !errors.As(err, &damaged) || !strings.Contains(err.Error(), "put the last good copy in its place") {
		t.Fatalf("%s: %v", f.name, err)
	}
}

func FuzzForms(f *testing.F) {
	for _, form := range forms {
		b, err := form.encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, form := range olderForms {
		f.Add(rowIn(f, form.name))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, form := range forms { // an error or a value, never a panic
			if _, err := form.decode(b); err != nil && err.Error() == "" {
				t.Error("an error without a sentence")
			}
		}
	})
}
