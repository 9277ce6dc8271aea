package storage_test

import (
	"encoding/hex"
	"errors"
	"flag"
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
)

var rewrite = flag.Bool("rewrite", false, "rewrite the golden rows")

var (
	noon  = time.Date(2026, 11, 24, 12, 0, 0, 7, time.UTC)
	priya = workflow.User{ID: "U1", Name: "Priya"}
	kase  = workflow.Case{
		Workshop: "northside", ID: "k3v9q2m7xa", Rev: 12, Owner: priya, Opened: noon,
		Doc:   workflow.Document{Kind: workflow.SupplierInvoice, Number: "123456-b"},
		Place: workflow.Place{Platform: "slack", Channel: "C1"}, Root: "C1/1", Thread: "C1/1", Turn: 2,
		Phase: workflow.Waiting, Verdict: workflow.ErrorsFound, FollowUpAt: noon.Add(time.Hour),
		Sync:  workflow.Sync{Asked: noon, Started: noon.Add(time.Second)},
		Fixes: []workflow.Press{{By: priya, At: noon, Action: workflow.Fixed, Turn: 1}},
		Found: []workflow.LogEntry{{At: noon, Number: "123456-b", Message: "Account code '200' <isn't> valid"}},
	}
	account = workflow.Account{
		Workshop: "northside", System: workflow.Xero, Rev: 3, Key: "k", KeyAt: noon, NextAt: noon.Add(5 * time.Minute),
		Wishes: []workflow.Wish{{Case: "k3v9q2m7xa", Since: noon}},
	}
	channel = workflow.Channel{
		Place: kase.Place, Rev: 4, AskAt: noon.Add(time.Minute),
		Due: []workflow.Reminder{{
			Case: kase.Ref(), Turn: 2, Owner: priya, Doc: kase.Doc, Workshop: "Northside Autos", What: "Locked date in Xero",
			Since: noon, Root: workflow.MessageRef{Place: kase.Place, Ref: "C1/1"},
		}},
	}
	person = workflow.Person{Platform: "slack", ID: "U1", Rev: 5, Latest: []workflow.WorkshopID{"southside", "northside"}}
	effect = storage.Waiting{
		Effect: storage.Effect{
			ID: "k3v9q2m7xa.12.0", Record: storage.CaseRecord(kase).Key, Lane: "slack",
			Effect: workflow.Say{To: workflow.ToRoot, Mention: "U1", Turn: 2},
		},
		FirstAt: noon, NotBefore: noon.Add(time.Minute), TriedAt: noon.Add(time.Second), Tries: 2, InDoubt: true, Epoch: 4,
	}
	entry = storage.Entry{At: noon, Rev: 12, Event: workflow.Pressed{
		At: workflow.At{At: noon}, By: priya, Action: workflow.Fixed, Turn: 1,
	}}
)

type seenKey struct {
	Key    string
	Answer workflow.Answer
	At     time.Time
}

var answer = workflow.Answer{Text: "On it: INV-123.", Choices: []workflow.Choice{
	{Action: workflow.Action{Label: "Southside"}, Command: "INV-123 at southside"},
	{Action: workflow.Action{ID: workflow.PasteLog, Label: "Paste it", Input: workflow.InputText}, Case: kase.Ref(), Turn: 2, Text: "as typed"},
	{Action: workflow.Action{ID: workflow.OpenMessage, Label: "Open", Message: workflow.MessageRef{Place: kase.Place, Ref: "C1/1"}}},
}}

// form is how a golden row is written and read.
type form struct {
	name   string // with the version
	value  any
	encode func() ([]byte, error)
	decode func([]byte) (any, error)
}

func record(name string, r storage.Record) form {
	return form{name, r,
		func() ([]byte, error) { return storage.EncodeRecord(r, noon) },
		func(b []byte) (any, error) {
			got, at, err := storage.DecodeRecord(r.Key, b)
			if err == nil && !at.Equal(noon) {
				err = fmt.Errorf("committed at %v", at)
			}
			return got, err
		},
	}
}

var forms = []form{
	record("case.1", storage.CaseRecord(kase)),
	record("account.1", storage.AccountRecord(account)),
	record("channel.1", storage.ChannelRecord(channel)),
	record("person.1", storage.PersonRecord(person)),
	{"effect.1", effect,
		func() ([]byte, error) { return storage.EncodeWaiting(effect) },
		func(b []byte) (any, error) { return storage.DecodeWaiting(effect.Record, b) },
	},
	{"entry.1", entry,
		func() ([]byte, error) { return storage.EncodeEntry(effect.Record, entry) },
		func(b []byte) (any, error) { return storage.DecodeEntry(effect.Record, b) },
	},
	{"seen.2", seenKey{"slack Ev1", answer, noon},
		func() ([]byte, error) { return storage.EncodeSeen("slack Ev1", answer, noon) },
		func(b []byte) (any, error) {
			answer, at, err := storage.DecodeSeen("slack Ev1", b)
			return seenKey{"slack Ev1", answer, at}, err
		},
	},
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
			if *rewrite {
				if err := os.WriteFile(file, []byte(golden(b)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), golden(b)); diff != "" {
				t.Errorf("the form has changed; a value that is read differently needs a new version\n%s", diff)
			}
			got, err := f.decode(rowOf(t, string(want)))
			if diff := cmp.Diff(f.value, got); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

func TestASeenKeyOfVersion1IsRead(t *testing.T) {
	got, at, err := storage.DecodeSeen("slack Ev1", seen1(t))
	if diff := cmp.Diff(workflow.Answer{Text: "On it: INV-123."}, got); diff != "" || !at.Equal(noon) || err != nil {
		t.Error(err, at, diff)
	}
}

// seen1 is a seen key as version 1 wrote it.
func seen1(t testing.TB) []byte {
	t.Helper()
	row, err := os.ReadFile(filepath.Join("testdata", "seen.1.golden"))
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
	b, err := storage.Form{Name: "case", Version: 2}.Seal(kase)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = storage.DecodeRecord(effect.Record, b)
	want := "this store was written by a newer syncbot (form 2 of case); install that version or newer"
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
	_, err = storage.DecodeEntry(effect.Record, b)
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
	other := storage.Key{Workshop: "southside", Kind: storage.KindCase, ID: "k3v9q2m7xa"}
	for _, f := range forms {
		b, err := f.encode()
		if err != nil {
			t.Fatal(err)
		}
		switch f.name {
		case "case.1":
			_, _, err = storage.DecodeRecord(other, b)
		case "account.1":
			_, _, err = storage.DecodeRecord(storage.AccountKey("southside", workflow.Xero), b)
		case "channel.1":
			_, _, err = storage.DecodeRecord(storage.ChannelKey(workflow.Place{Platform: "slack", Channel: "C2"}), b)
		case "person.1":
			_, _, err = storage.DecodeRecord(storage.PersonKey("discord", "U1"), b)
		case "effect.1":
			_, err = storage.DecodeWaiting(other, b)
		case "entry.1":
			_, err = storage.DecodeEntry(other, b)
		case "seen.2":
			_, _, err = storage.DecodeSeen("slack Ev2", b)
		}
		var damaged *storage.DamagedError
		if !errors.As(err, &damaged) {
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
	f.Add(seen1(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, form := range forms { // an error or a value, never a panic
			if _, err := form.decode(b); err != nil && err.Error() == "" {
				t.Error("an error without a sentence")
			}
		}
	})
}
