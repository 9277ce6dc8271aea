package workflow

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Every event, effect and note comes back from its stored form as it was.
func TestStoredFormsComeBack(t *testing.T) {
	for _, typ := range eventTypes {
		v := filled(typ).(Event)
		comesBack(t, v, MarshalEvent, UnmarshalEvent)
	}
	for _, typ := range effectTypes {
		v := filled(typ).(Effect)
		comesBack(t, v, MarshalEffect, UnmarshalEffect)
	}
	for _, typ := range noteTypes {
		v := filled(typ).(Note)
		comesBack(t, v, MarshalNote, UnmarshalNote)
	}
}

func comesBack[T any](t *testing.T, v T, marshal func(T) ([]byte, error), unmarshal func([]byte) (T, error)) {
	t.Helper()
	b, err := marshal(v)
	if err != nil {
		t.Errorf("%T: %v", v, err)
		return
	}
	back, err := unmarshal(b)
	if err != nil {
		t.Errorf("%T: %v", v, err)
		return
	}
	if diff := cmp.Diff(v, back, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Errorf("%T (-was +is):\n%s", v, diff)
	}
}

// filled is a value of the type with something in every field.
func filled(typ reflect.Type) any {
	v := reflect.New(typ).Elem()
	fill(v)
	return v.Interface()
}

func fill(v reflect.Value) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 11, 24, 10, 4, 5, 6, time.UTC)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Interface:
		switch v.Type() {
		case reflect.TypeFor[Note]():
			v.Set(reflect.ValueOf(filled(reflect.TypeFor[LookingNote]())))
		case reflect.TypeFor[Event]():
			v.Set(reflect.ValueOf(filled(reflect.TypeFor[SyncStarted]())))
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint64:
		v.SetUint(7)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// A type that this version does not know is an error, never a nil that passes for nothing.
func TestUnknownStoredType(t *testing.T) {
	if _, err := UnmarshalEvent([]byte(`{"type":"Later","value":{}}`)); err == nil {
		t.Error("an unknown event is read")
	}
	if n, err := UnmarshalNote([]byte("null")); n != nil || err != nil {
		t.Errorf("no note: %v, %v", n, err)
	}
}
