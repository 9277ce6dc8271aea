package discordtest_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/bot/discord/discordtest"
)

// form is a modal with an input for each.
func form(inputs ...object) object {
	rows := []object{}
	for _, in := range inputs {
		rows = append(rows, object{"type": 1, "components": []object{in}})
	}
	return object{"type": 9, "data": object{"title": "Explain", "custom_id": "explain:7", "components": rows}}
}

func input(name string, more object) object {
	in := object{"type": 4, "custom_id": "in:" + name, "label": name, "style": 2}
	for key, v := range more {
		in[key] = v
	}
	return in
}

func TestModal(t *testing.T) {
	t.Parallel()
	var got object
	hear := func(in interaction) any {
		if in.Type == 5 {
			got = in.Raw
			return reply("thanks")
		}
		return form(input("Text", object{"min_length": 3, "max_length": 10}), input("Who", object{"style": 1, "required": false, "value": "kim"}))
	}
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		m := r.post(r.ch, `{"content": "x", "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Explain", "custom_id": "s"}]}]}`)
		fails(t, r.Submit(r.kim, nil), "no modal")
		worked(t, r.Press(r.kim, r.ch, m, "Explain"))
		shown, ok := r.Modal(r.kim)
		want := discordtest.Modal{Title: "Explain", CustomID: "explain:7", Inputs: []discordtest.Input{
			{CustomID: "in:Text", Label: "Text", Paragraph: true, Required: true, Min: 3, Max: 10},
			{CustomID: "in:Who", Label: "Who", Value: "kim", Max: 4000},
		}}
		if diff := cmp.Diff(want, shown, cmpopts.IgnoreUnexported(discordtest.Input{})); !ok || diff != "" {
			t.Error(ok, diff)
		}
		fails(t, r.Submit(r.kim, map[string]string{"Text": ""}), "required")
		fails(t, r.Submit(r.kim, map[string]string{"Text": "ab"}), "at least 3")
		fails(t, r.Submit(r.kim, map[string]string{"Text": "12345678901"}), "10 or fewer")
		fails(t, r.Submit(r.kim, map[string]string{"Text": "abc", "Else": "x"}), "no input")
		worked(t, r.Submit(r.kim, map[string]string{"Text": "a\nbc"}))
		row := func(name, value string, id float64) any {
			in := object{"type": 4.0, "id": id + 1, "custom_id": "in:" + name, "value": value}
			return object{"type": 1.0, "id": id, "components": []any{in}}
		}
		data := object{"custom_id": "explain:7", "components": []any{row("Text", "a\nbc", 1), row("Who", "kim", 3)}}
		if diff := cmp.Diff(any(data), got["data"]); diff != "" {
			t.Error(diff)
		}
		if about := got["message"].(object); about["id"] != m {
			t.Errorf("of the message the app was told %v", about)
		}
		if _, still := r.Modal(r.kim); still || len(r.Ephemerals(r.kim)) != 1 {
			t.Errorf("the modal is there: %v, kim sees %v", still, r.Ephemerals(r.kim))
		}
	})
}

func TestModalOfLabels(t *testing.T) {
	t.Parallel()
	var got any
	hear := func(in interaction) any {
		if in.Type == 5 {
			got = in.Raw["data"].(object)["components"]
			return reply("thanks")
		}
		asked := form()
		asked["data"].(object)["components"] = []object{{
			"type": 18, "label": "Text", "description": "The whole log", "component": input("Text", object{"label": ""}),
		}}
		return asked
	}
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		if shown, _ := r.Modal(r.kim); len(shown.Inputs) != 1 || shown.Inputs[0].Label != "Text" || shown.Inputs[0].Hint != "The whole log" {
			t.Errorf("kim sees %+v", shown)
		}
		worked(t, r.Submit(r.kim, map[string]string{"Text": "abc"}))
		filled := object{"type": 4.0, "id": 2.0, "custom_id": "in:Text", "value": "abc"}
		if diff := cmp.Diff(any([]any{object{"type": 18.0, "id": 1.0, "component": filled}}), got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestModalStaysWhereNobodyAnswers(t *testing.T) {
	t.Parallel()
	hear := func(in interaction) any {
		if in.Type == 5 {
			return nil
		}
		return form(input("Text", nil))
	}
	serving(t, hear, func(t *testing.T, r *rig, _ *line) {
		worked(t, r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}))
		if err := r.Submit(r.kim, map[string]string{"Text": "abc"}); !errors.Is(err, discordtest.ErrUnacknowledged) {
			t.Errorf("kim reads %v", err)
		}
		if !r.CloseModal(r.kim) || r.CloseModal(r.kim) {
			t.Error("the modal should be there once")
		}
	})
}

func TestModalHasToFit(t *testing.T) {
	t.Parallel()
	with := func(name string, value any) object {
		f := form(input("Text", nil))
		f["data"].(object)[name] = value
		return f
	}
	for name, bad := range map[string]object{
		"no title":            with("title", ""),
		"a long title":        with("title", strings.Repeat("x", 46)),
		"no custom_id":        with("custom_id", ""),
		"a long custom_id":    with("custom_id", strings.Repeat("x", 101)),
		"six inputs":          form(input("1", nil), input("2", nil), input("3", nil), input("4", nil), input("5", nil), input("6", nil)),
		"two of one id":       form(input("1", nil), input("1", nil)),
		"no label":            form(input("1", object{"label": ""})),
		"a long label":        form(input("1", object{"label": strings.Repeat("x", 46)})),
		"no style":            form(input("1", object{"style": 0})),
		"a long placeholder":  form(input("1", object{"placeholder": strings.Repeat("x", 101)})),
		"more than 4000":      form(input("1", object{"max_length": 4001})),
		"a maximum of nought": form(input("1", object{"max_length": 0})),
		"a long value":        form(input("1", object{"max_length": 3, "value": "1234"})),
		"a button":            form(button("x")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T, r *rig) {
				r.register()
				l := connect(t, r.Server)
				l.serves.Go(func() {
					in := read(t, l.event("INTERACTION_CREATE").Data)
					if status, body := respond(t, r.Server, in, bad); status != 400 || !strings.Contains(body, "50035") {
						t.Errorf("it is answered %d %s", status, body)
					}
				})
				if err := r.Command(r.kim, r.ch, "syncstatus", map[string]any{"number": "641"}); !errors.Is(err, discordtest.ErrUnacknowledged) {
					t.Errorf("kim reads %v", err)
				}
				if _, shown := r.Modal(r.kim); shown {
					t.Error("there is a modal")
				}
			})
		})
	}
}
