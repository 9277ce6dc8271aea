package workflow

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Events, effects and notes are interfaces; as JSON each is {"type":NAME,"value":{…}} with the Go name of its type.
// The names are part of what is stored: renaming a type needs a new version of the stored forms (package storage).

type tagged struct {
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value"`
}

var (
	eventTypes = types[Event](
		Asked{}, Pressed{}, Woke{}, SyncStarted{}, SyncFailed{}, LogRead{}, LogUnreadable{}, LookedUp{},
		Posted{}, PostRefused{}, ShowRefused{},
		SyncWanted{}, SyncUnwanted{}, SyncReported{}, SyncForced{}, SyncBusy{}, ForceFailed{}, ForceDropped{},
		Given{}, Nudged{}, Unexplained{}, Bounced{}, Informed{}, ReminderDue{},
	)
	effectTypes = types[Effect](
		Say{}, Show{}, LookUp{}, ReadLog{}, WantSync{}, UnwantSync{}, ReportSync{}, ForceSync{}, Tell{},
		Inform{}, Remind{}, Nudge{}, Bounce{},
	)
	noteTypes = types[Note](
		OpenedNote{}, StartingNote{}, PressNote{}, WaitingNote{}, LookingNote{},
		ErrorsNote{}, TimeToReadNote{}, NotThereNote{}, NotConfirmedNote{}, CouldNotTellNote{}, NotProcessedNote{},
		SyncNotStartedNote{}, NewerErrorNote{}, NotSettledNote{}, LookedNote{},
		SyncedNote{}, SyncedSaysNote{}, StoppedNote{}, UnansweredNote{}, UnpostableNote{}, ReminderNote{}, StandingNote{}, EscalationNote{},
		RemindersNote{}, TakenNote{}, GivenNote{}, LeadsGoneNote{}, NothingSyncsNote{},
	)
)

func types[T any](samples ...T) map[string]reflect.Type {
	m := make(map[string]reflect.Type, len(samples))
	for _, s := range samples {
		t := reflect.TypeOf(s)
		m[t.Name()] = t
	}
	return m
}

// MarshalEvent gives the event's stored form. A nil event is null.
func MarshalEvent(e Event) ([]byte, error) { return marshalTagged(eventTypes, e) }

// UnmarshalEvent reads what MarshalEvent wrote.
func UnmarshalEvent(b []byte) (Event, error) { return unmarshalTagged[Event](eventTypes, b) }

// MarshalEffect gives the effect's stored form.
func MarshalEffect(e Effect) ([]byte, error) { return marshalTagged(effectTypes, e) }

// UnmarshalEffect reads what MarshalEffect wrote.
func UnmarshalEffect(b []byte) (Effect, error) { return unmarshalTagged[Effect](effectTypes, b) }

// MarshalNote gives the note's stored form. A nil note is null.
func MarshalNote(n Note) ([]byte, error) { return marshalTagged(noteTypes, n) }

// UnmarshalNote reads what MarshalNote wrote.
func UnmarshalNote(b []byte) (Note, error) { return unmarshalTagged[Note](noteTypes, b) }

func marshalTagged(known map[string]reflect.Type, v any) ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	name := reflect.TypeOf(v).Name()
	if known[name] != reflect.TypeOf(v) {
		return nil, fmt.Errorf("%T has no stored form", v)
	}
	value, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return json.Marshal(tagged{name, value})
}

func unmarshalTagged[T any](known map[string]reflect.Type, b []byte) (T, error) {
	var none T
	var t *tagged
	if err := json.Unmarshal(b, &t); err != nil || t == nil {
		return none, err
	}
	typ, ok := known[t.Type]
	if !ok {
		return none, fmt.Errorf("unknown type %q", t.Type)
	}
	v := reflect.New(typ)
	if err := json.Unmarshal(t.Value, v.Interface()); err != nil {
		return none, fmt.Errorf("%s: %w", t.Type, err)
	}
	return v.Elem().Interface().(T), nil
}

type plainSay Say

// MarshalJSON keeps the note with its type.
func (s Say) MarshalJSON() ([]byte, error) {
	note, err := MarshalNote(s.Note)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plainSay
		Note json.RawMessage `json:"note"`
	}{plainSay(s), note})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Say) UnmarshalJSON(b []byte) (err error) {
	var j struct {
		plainSay
		Note json.RawMessage `json:"note"`
	}
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*s = Say(j.plainSay)
	s.Note, err = UnmarshalNote(j.Note)
	return err
}

type plainTell Tell

// MarshalJSON keeps the event with its type.
func (t Tell) MarshalJSON() ([]byte, error) {
	event, err := MarshalEvent(t.Event)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plainTell
		Event json.RawMessage `json:"event"`
	}{plainTell(t), event})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (t *Tell) UnmarshalJSON(b []byte) (err error) {
	var j struct {
		plainTell
		Event json.RawMessage `json:"event"`
	}
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*t = Tell(j.plainTell)
	t.Event, err = UnmarshalEvent(j.Event)
	return err
}

type plainInform Inform

// MarshalJSON keeps the note with its type.
func (i Inform) MarshalJSON() ([]byte, error) {
	note, err := MarshalNote(i.Note)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plainInform
		Note json.RawMessage `json:"note"`
	}{plainInform(i), note})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (i *Inform) UnmarshalJSON(b []byte) (err error) {
	var j struct {
		plainInform
		Note json.RawMessage `json:"note"`
	}
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*i = Inform(j.plainInform)
	i.Note, err = UnmarshalNote(j.Note)
	return err
}

type plainInformed Informed

// MarshalJSON keeps the note with its type.
func (i Informed) MarshalJSON() ([]byte, error) {
	note, err := MarshalNote(i.Note)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plainInformed
		Note json.RawMessage `json:"note"`
	}{plainInformed(i), note})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (i *Informed) UnmarshalJSON(b []byte) (err error) {
	var j struct {
		plainInformed
		Note json.RawMessage `json:"note"`
	}
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*i = Informed(j.plainInformed)
	i.Note, err = UnmarshalNote(j.Note)
	return err
}
