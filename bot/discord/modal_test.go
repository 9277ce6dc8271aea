package discord

import (
	"encoding/json"
	"strings"
	"testing"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// A modal that came back is read whatever its inputs stand in.
func TestWhatWasFilledInIsFound(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		`[{"type":18,"component":{"type":4,"custom_id":"typed","value":"10:20 am"}}]`,
		`[{"type":1,"components":[{"type":4,"custom_id":"other","value":"x"}]},{"type":1,"components":[{"type":4,"custom_id":"typed","value":"10:20 am"}]}]`,
		`[{"type":4,"custom_id":"typed","value":"10:20 am"}]`,
	} {
		var all []component
		if err := json.Unmarshal([]byte(raw), &all); err != nil {
			t.Fatal(err)
		}
		if got := filled(all, inputID); got != "10:20 am" {
			t.Errorf("%s: %q", raw, got)
		}
	}
}

func TestModalsFit(t *testing.T) {
	t.Parallel()
	for input := range questions {
		f := inputForm("press:a", workflow.Action{Label: strings.Repeat("x…", 60), Input: input})
		if len(f.Components) != 1 || chars.Length(f.Title) > modalTitle || f.Title == "" {
			t.Errorf("%s: %+v", input, f)
		}
		in := f.Components[0].Component
		if several := in.Style == severalLines; several != (input == workflow.InputText) || in.MaxLength != maxTyped || !in.Required {
			t.Errorf("%s: %+v", input, in)
		}
	}
	if f := inputForm("press:a", workflow.Action{Input: "unknown"}); f.Title == "" || f.Components[0].Label == "" {
		t.Errorf("%+v", f)
	}
}

// What stands in the form is understood as the documents that were found.
func TestTheFormNamesWhatTheMessageSays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"INV-123 isn't there": "INV-123", "payment on 641 and invoice 642": "payment 641, invoice 642", "Hello": "",
		"**641** is missing, <@641641>": "641", "`INV-641` and ||*642*||": "INV-641, 642", `INV-1 and \*643\*`: "INV-1, 643", "641 is missing": "641", "supplier invoice 55-b": "supplier 55-b",
	} {
		got := commanded(numbersIn(seenMessage{Content: text}))
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got == "" {
			continue
		}
		if cmd, err := workflow.ParseCommand(got); err != nil || cmd.Verb != workflow.VerbSync {
			t.Errorf("%q is understood as %+v, %v", got, cmd, err)
		}
	}
}

func TestNumbersOfEmbedsAreFound(t *testing.T) {
	t.Parallel()
	var m seenMessage
	if err := json.Unmarshal([]byte(`{"content":"","embeds":[{"title":"INV-1","description":"payment 2","fields":[{"name":"invoice 3","value":"INV-4"}]}]}`), &m); err != nil {
		t.Fatal(err)
	}
	if got := commanded(numbersIn(m)); got != "invoice INV-1, payment 2, invoice 3, invoice INV-4" {
		t.Errorf("%q", got)
	}
}
