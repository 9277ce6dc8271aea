package workflow

import "testing"

func TestPolicy(t *testing.T) {
	priya := Asker{Platform: "slack", ID: "U1"}
	guest := Asker{Platform: "slack", ID: "U9", Outsider: true}
	lead := Asker{Platform: "slack", ID: "U2", Groups: []string{"S1"}}
	elsewhere := Asker{Platform: "discord", ID: "U1"}
	group := Listed{Platform: "slack", ID: "S1", Name: "support-leads"}
	person := Listed{Platform: "slack", ID: "U1", Name: "Priya"}
	for _, c := range []struct {
		name   string
		policy Policy
		who    Asker
		need   Right
		want   string
	}{
		{"nobody is listed: members may", Policy{}, priya, MaySync, ""},
		{"nor guests", Policy{}, guest, MayAsk, "I answer members here. Ask whoever runs me to add you."},
		{"a guest who is listed may", Policy{Ask: []Listed{{ID: "U9", Name: "Gus"}}}, guest, MayAsk, ""},
		{"who isn't on the list may not ask", Policy{Ask: []Listed{group}}, priya, MayAsk, "I answer support-leads here. Ask whoever runs me to add you."},
		{"a group counts", Policy{Ask: []Listed{group}}, lead, MaySync, ""},
		{"asking isn't syncing", Policy{Sync: []Listed{group}}, priya, MaySync, "Syncs are started by support-leads here. Ask support-leads."},
		{"but asking is free", Policy{Sync: []Listed{group}}, priya, MayAsk, ""},
		{"whoever may sync may ask", Policy{Ask: []Listed{group}, Sync: []Listed{person}}, priya, MayAsk, ""},
		{"an id is one service's", Policy{Sync: []Listed{person}}, elsewhere, MaySync, "Syncs are started by Priya here. Ask Priya."},
		{"admins may everything", Policy{Admins: []Listed{{ID: "U9", Name: "Gus"}}, Sync: []Listed{group}}, guest, MaySync, ""},
		{"admins are whom to ask", Policy{Admins: []Listed{person}, Ask: []Listed{group}}, guest, MayAsk, "I answer support-leads here. Ask Priya."},
	} {
		if got := c.policy.Refusal(c.who, c.need); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// Everything that leads to a sync needs the right to it.
func TestWhatAPressNeeds(t *testing.T) {
	for action, want := range map[ActionID]Right{
		Fixed: MaySync, SyncAgain: MaySync, Reopen: MaySync, AnotherRound: MaySync, PressedSync: MaySync, Processed: MaySync,
		CheckNow: MayAsk, Stop: MayAsk, Take: MayAsk, Follow: MayAsk, PassOn: MayAsk, More: MayAsk, Snooze: MayAsk, PasteLog: MayAsk,
	} {
		if got := action.Needs(); got != want {
			t.Errorf("%s needs %s", action, got)
		}
	}
}
