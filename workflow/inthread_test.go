package workflow_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// On a chat service whose threads hold whole conversations, the root stands where somebody asked: in the thread, which is not
// the channel. Elsewhere it stands in the channel, where everybody of its threads can see it.
func TestWhereTheRootStands(t *testing.T) {
	channel := workflow.Place{Platform: "console", Channel: "desk"}
	asked := workflow.Place{Platform: "console", Channel: "desk", Thread: "t1"}
	for thread, want := range map[workflow.Ref]struct {
		root  workflow.Place
		offer bool // to tell it in the channel, too
	}{
		"t1": {asked, true}, "m1": {channel, false},
	} {
		w := newWorld(t, workflow.ByGateway, workflow.Xero)
		id := workflow.NewCaseID(w.shop, "641")
		ask := workflow.Asked{
			At: w.at(), Case: workflow.CaseRef{Workshop: w.shop, ID: id}, By: user("Priya"), Place: asked,
			Doc: workflow.Document{Kind: workflow.Invoice, Number: "641"},
		}
		w.apply(id, ask)
		w.apply(id, workflow.Posted{At: w.at(), To: workflow.ToRoot, Turn: 1, Ref: "m1", Thread: thread})
		if diff := cmp.Diff(workflow.MessageRef{Place: want.root, Ref: "m1"}, w.cases[id].RootMessage()); diff != "" {
			t.Errorf("the root, its thread being %s (-want +got):\n%s", thread, diff)
		}
		ask.Place = channel
		offered := slices.ContainsFunc(w.apply(id, ask).Choices, func(c workflow.Choice) bool { return c.Action.ID == workflow.Follow })
		if offered != want.offer {
			t.Errorf("its thread being %s, to tell the channel, too, is offered: %v", thread, offered)
		}
	}
}
