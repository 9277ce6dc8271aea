package workflow

// Who may do what.

import "slices"

// Right is something that the bot lets people do.
type Right string

// The rights. Whoever may sync may ask, too.
const (
	MayAsk  Right = "ask"  // read what the bot knows, follow, and let it look
	MaySync Right = "sync" // open a case, and everything that leads to a sync
)

// Listed is somebody on a list: a person, a group or a role of a chat service.
type Listed struct {
	Platform string // empty: any
	ID       string // the chat service's own id
	Name     string // for reading; empty: nobody is to be sent there
}

// Asker is who wants something, as the chat service vouches for it.
type Asker struct {
	Platform string
	ID       UserID
	Groups   []string // ids of the groups and roles that the person is in
	Outsider bool     // a guest, or a member of another organisation
}

// Policy says who may do what. The zero Policy lets everybody do everything but outsiders, who may do nothing.
type Policy struct {
	Admins []Listed // may do everything
	Ask    []Listed // may ask; empty: every member
	Sync   []Listed // may sync; empty: whoever may ask
}

// Refusal is a sentence that says why somebody may not do it and whom to ask; empty: they may.
func (p Policy) Refusal(who Asker, need Right) string {
	switch {
	case who.on(p.Admins):
		return ""
	case !p.mayAsk(who):
		return "I answer " + names(p.Ask, "members") + " here. " + p.whomToAsk()
	case need == MaySync && len(p.Sync) > 0 && !who.on(p.Sync):
		return "Syncs are started by " + names(p.Sync, "") + " here. " + p.whomToAsk()
	}
	return ""
}

func (p Policy) mayAsk(who Asker) bool {
	if who.on(p.Ask) || who.on(p.Sync) {
		return true
	}
	return len(p.Ask) == 0 && !who.Outsider
}

// whomToAsk names those who can help.
func (p Policy) whomToAsk() string {
	switch {
	case len(p.Sync) > 0:
		return "Ask " + names(p.Sync, "") + "."
	case p.AdminNames() != "":
		return "Ask " + p.AdminNames() + "."
	default:
		return "Ask whoever runs me to add you."
	}
}

// AdminNames joins the names of the admins who have one: "Priya or Mei". Empty where none has.
func (p Policy) AdminNames() string {
	return names(slices.DeleteFunc(slices.Clone(p.Admins), func(l Listed) bool { return l.Name == "" }), "")
}

func (w Asker) on(list []Listed) bool {
	return slices.ContainsFunc(list, func(l Listed) bool {
		return (l.Platform == "" || l.Platform == w.Platform) && (l.ID == string(w.ID) || slices.Contains(w.Groups, l.ID))
	})
}

// names joins the names of a list: "Priya, Mei or support-leads".
func names(list []Listed, none string) string {
	var all []string
	for _, l := range list {
		all = append(all, l.Name)
	}
	if len(all) == 0 {
		return none
	}
	return joinWords(all, "or")
}

// syncing are the actions that lead to a sync.
var syncing = []ActionID{SyncAgain, Fixed, DoneSyncAgain, Processed, PressedSync, PressedEarlier, ItIsnt, AnotherRound, Reopen}

// Needs is the right that a press of the action needs.
func (a ActionID) Needs() Right {
	if slices.Contains(syncing, a) {
		return MaySync
	}
	return MayAsk
}
