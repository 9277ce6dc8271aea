package storage

import (
	"encoding/json"
	"fmt"
	"time"

	"syncbot/workflow"
)

// The stored forms of everything that the store keeps. Each holds the name that it is kept under, so that a value that
// turns up in the wrong place is found to be damaged. Times are kept to the nanosecond.

// The forms besides records, whose form is named after their kind.
var (
	EffectForm = Form{"effect", 3}
	EntryForm  = Form{"journal entry", 3}
	SeenForm   = Form{"seen key", 2}
)

// body says how a kind's Body is read.
type body struct {
	form   Form
	is     func(any) bool
	unseal func(json.RawMessage) (any, error)
}

var bodies = map[Kind]body{
	KindCase:    bodyOf[workflow.Case](KindCase, 2),
	KindAccount: bodyOf[workflow.Account](KindAccount, 2),
	KindChannel: bodyOf[workflow.Channel](KindChannel, 1),
	KindPerson:  bodyOf[workflow.Person](KindPerson, 2),
}

func bodyOf[T any](k Kind, version byte) body {
	return body{
		form: Form{string(k), version},
		is:   func(v any) bool { _, ok := v.(T); return ok },
		unseal: func(b json.RawMessage) (any, error) {
			var v T
			err := json.Unmarshal(b, &v)
			return v, err
		},
	}
}

// RecordForm is the form of a kind's records. A kind that this syncbot does not know is as a newer form.
func RecordForm(k Kind) Form {
	if b, ok := bodies[k]; ok {
		return b.form
	}
	return Form{string(k), 0}
}

type keyForm struct {
	Workshop workflow.WorkshopID `json:"workshop"`
	Kind     Kind                `json:"kind"`
	ID       string              `json:"id"`
}

type recordForm struct {
	Key    keyForm         `json:"key"`
	Rev    uint64          `json:"rev"`
	At     time.Time       `json:"at"`
	WakeAt time.Time       `json:"wake_at,omitzero"`
	Open   bool            `json:"open,omitempty"`
	Unique string          `json:"unique,omitempty"`
	Body   json.RawMessage `json:"body"`
}

// EncodeRecord gives the stored form of a record that was committed at the time. Its Body must be of its kind's type.
func EncodeRecord(r Record, at time.Time) ([]byte, error) {
	b, ok := bodies[r.Key.Kind]
	if !ok || !b.is(r.Body) {
		return nil, fmt.Errorf("a record of kind %q cannot hold a %T", r.Key.Kind, r.Body)
	}
	body, err := json.Marshal(r.Body)
	if err != nil {
		return nil, fmt.Errorf("%s %s has no stored form: %w", r.Key.Kind, r.Key.ID, err)
	}
	return b.form.Seal(recordForm{keyForm(r.Key), r.Rev, at.UTC(), utc(r.WakeAt), r.Open, r.Unique, body})
}

// DecodeRecord reads what EncodeRecord wrote for the key, and when it was committed.
func DecodeRecord(k Key, b []byte) (r Record, at time.Time, err error) {
	r, at, raw, err := decodeHead(k, b)
	if err != nil {
		return Record{}, time.Time{}, err
	}
	if r.Body, err = bodies[k.Kind].unseal(raw); err != nil {
		return Record{}, time.Time{}, &NewerError{string(k.Kind), b[0], err}
	}
	return r, at, nil
}

// DecodeHead reads the record without its Body, which is cheaper.
func DecodeHead(k Key, b []byte) (r Record, at time.Time, err error) {
	r, at, _, err = decodeHead(k, b)
	return r, at, err
}

func decodeHead(k Key, b []byte) (Record, time.Time, json.RawMessage, error) {
	var f recordForm
	if err := RecordForm(k.Kind).Unseal(b, &f); err != nil {
		return Record{}, time.Time{}, nil, err
	}
	if Key(f.Key) != k {
		return Record{}, time.Time{}, nil, Damaged("%s %s is kept under the name of another", k.Kind, k.ID)
	}
	return Record{Key: k, Rev: f.Rev, WakeAt: f.WakeAt, Open: f.Open, Unique: f.Unique}, f.At, f.Body, nil
}

type effectForm struct {
	ID        EffectID        `json:"id"`
	Record    keyForm         `json:"record"`
	Lane      Lane            `json:"lane"`
	Replaces  bool            `json:"replaces,omitempty"`
	FirstAt   time.Time       `json:"first_at"`
	NotBefore time.Time       `json:"not_before"`
	TriedAt   time.Time       `json:"tried_at,omitzero"`
	Tries     int             `json:"tries,omitempty"`
	InDoubt   bool            `json:"in_doubt,omitempty"`
	Epoch     uint64          `json:"epoch"`
	Effect    json.RawMessage `json:"effect"`
}

// EncodeWaiting gives the stored form of an outbox entry.
func EncodeWaiting(w Waiting) ([]byte, error) {
	e, err := workflow.MarshalEffect(w.Effect.Effect)
	if err != nil {
		return nil, fmt.Errorf("effect %s has no stored form: %w", w.ID, err)
	}
	return EffectForm.Seal(effectForm{
		w.ID, keyForm(w.Record), w.Lane, w.Replaces,
		w.FirstAt.UTC(), w.NotBefore.UTC(), utc(w.TriedAt), w.Tries, w.InDoubt, w.Epoch, e,
	})
}

// DecodeWaiting reads what EncodeWaiting wrote for an effect of the record.
func DecodeWaiting(record Key, b []byte) (Waiting, error) {
	var f effectForm
	if err := EffectForm.Unseal(b, &f); err != nil {
		return Waiting{}, err
	}
	if Key(f.Record) != record {
		return Waiting{}, Damaged("effect %s is kept under another record", f.ID)
	}
	e, err := unmarshalEffect(b[0], f.Effect)
	if err != nil {
		return Waiting{}, &NewerError{EffectForm.Name, b[0], err}
	}
	return Waiting{
		Effect:  Effect{f.ID, record, f.Lane, f.Replaces, e},
		FirstAt: f.FirstAt, NotBefore: f.NotBefore, TriedAt: f.TriedAt,
		Tries: f.Tries, InDoubt: f.InDoubt, Epoch: f.Epoch,
	}, nil
}

func unmarshalEffect(version byte, b json.RawMessage) (workflow.Effect, error) {
	e, err := workflow.UnmarshalEffect(b)
	say, ok := e.(workflow.Say)
	if version > 1 || !ok || err != nil {
		return e, err
	}
	if n, ok := say.Note.(workflow.ReminderNote); ok {
		n.What, err = reminded1(b)
		say.Note = n
	}
	return say, err
}

// reminded1 is what a reminder of version 1 asks for: it held the errors themselves.
func reminded1(b json.RawMessage) (string, error) {
	var say struct {
		Value struct {
			Note struct {
				Value struct {
					Found []workflow.Finding `json:"found"`
				} `json:"value"`
			} `json:"note"`
		} `json:"value"`
	}
	err := json.Unmarshal(b, &say)
	if found := say.Value.Note.Value.Found; len(found) > 0 {
		return found[0].Explanation.Title, err
	}
	return "an answer", err
}

type seenForm struct {
	Key    string          `json:"key"`
	Answer workflow.Answer `json:"answer"`
	At     time.Time       `json:"at"`
}

// seenForm1 is version 1: an answer was its text alone.
type seenForm1 struct {
	Key    string    `json:"key"`
	Answer string    `json:"answer"`
	At     time.Time `json:"at"`
}

// EncodeSeen gives the stored form of a key that committed at the time with the answer.
func EncodeSeen(key string, answer workflow.Answer, at time.Time) ([]byte, error) {
	return SeenForm.Seal(seenForm{key, answer, at.UTC()})
}

// DecodeSeen reads what EncodeSeen wrote for the key, in either version.
func DecodeSeen(key string, b []byte) (answer workflow.Answer, at time.Time, err error) {
	f, err := unsealSeen(b)
	if err != nil {
		return workflow.Answer{}, time.Time{}, err
	}
	if f.Key != key {
		return workflow.Answer{}, time.Time{}, Damaged("seen key %q is kept under the name of another", f.Key)
	}
	return f.Answer, f.At, nil
}

func unsealSeen(b []byte) (f seenForm, err error) {
	if len(b) == 0 || b[0] != 1 {
		err = SeenForm.Unseal(b, &f)
		return f, err
	}
	var old seenForm1
	err = SeenForm.Unseal(b, &old)
	return seenForm{old.Key, workflow.Answer{Text: workflow.Words(old.Answer)}, old.At}, err
}

type entryForm struct {
	Record keyForm         `json:"record"`
	At     time.Time       `json:"at"`
	Rev    uint64          `json:"rev"`
	Event  json.RawMessage `json:"event"`
}

// EncodeEntry gives the stored form of a line of the record's journal.
func EncodeEntry(record Key, e Entry) ([]byte, error) {
	event, err := workflow.MarshalEvent(e.Event)
	if err != nil {
		return nil, fmt.Errorf("the event of %s %s has no stored form: %w", record.Kind, record.ID, err)
	}
	return EntryForm.Seal(entryForm{keyForm(record), e.At.UTC(), e.Rev, event})
}

// DecodeEntry reads what EncodeEntry wrote for the record.
func DecodeEntry(record Key, b []byte) (Entry, error) {
	var f entryForm
	if err := EntryForm.Unseal(b, &f); err != nil {
		return Entry{}, err
	}
	if Key(f.Record) != record {
		return Entry{}, Damaged("a journal entry of %s is kept under another record", f.Record.ID)
	}
	event, err := workflow.UnmarshalEvent(f.Event)
	if err != nil {
		return Entry{}, &NewerError{EntryForm.Name, b[0], err}
	}
	return Entry{f.At, f.Rev, event}, nil
}

// utc keeps the zero time zero, which JSON leaves out.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}
