package console

import (
	"strings"
	"testing"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

var inv640 = workflow.CaseRef{Workshop: "northside", ID: "c2"}

// about640 is a message of another document.
func about640(key, text string, actions ...workflow.Action) chat.Message {
	m := root(key, 1, text, actions...)
	m.Case = inv640
	return m
}

func TestAPersonIsAskedWhichDocumentALabelMeans(t *testing.T) {
	o := options(t)
	o.Interactive = true
	d := sitDown(t, o, nil)
	first := d.post(root("k1", 1, "INV-123 · Northside Autos · Opened", stop))
	d.post(about640("k2", "640 · Northside Autos · Opened", stop, checkNow))
	d.post(under(first, "k3", 1, "INV-123 · Northside Autos · Synced", stop))
	d.listen(noted)
	d.types("Stop following\n")
	d.sees("(only you) Which one? Type its number.\n          [1] INV-123 · Northside Autos   [2] 640 · Northside Autos\n")
	d.types("2\nCheck now\n")
	for _, want := range []workflow.ActionID{workflow.Stop, workflow.CheckNow} {
		if got := d.handed().Press; got == nil || got.Case != inv640 || got.Action != want {
			t.Errorf("handed over %+v", got)
		}
	}
}

// What the bot has just asked is answered before anything that stands on older messages.
func TestAChoiceJustOfferedIsMeantAlone(t *testing.T) {
	o := options(t)
	o.Interactive = true
	d := sitDown(t, o, nil)
	later := workflow.Action{ID: workflow.Snooze, Label: "Tomorrow 8 am"}
	d.post(root("k1", 1, "INV-123 · Opened", later))
	d.post(about640("k2", "640 · Opened", later))
	d.listen(asking)
	d.types("/syncstatus 641\nTomorrow 8 am\n")
	d.handed()
	if got := d.handed().Press; got == nil || got.Case != inv123 || got.Text != "tomorrow" {
		t.Errorf("handed over %+v", got)
	}
}

func TestThroughAPipeTheEchoNamesTheDocumentThatALabelMeans(t *testing.T) {
	d := sitDown(t, options(t), nil)
	d.post(root("k1", 1, "INV-123 · Opened", stop))
	d.post(about640("k2", "640 · Opened", stop))
	d.listen(noted)
	d.types("Stop following\nStop following\n")
	for _, want := range []workflow.CaseRef{inv640, inv123} {
		if got := d.handed().Press; got == nil || got.Case != want {
			t.Errorf("handed over %+v, want a press in %+v", got, want)
		}
	}
	d.seesTimes("Noted.", 2)
	if got := d.paper.String(); !strings.Contains(got, "> Stop following  (640)\n") || !strings.Contains(got, "> Stop following\n") {
		t.Errorf("printed:\n%s", got)
	}
}
