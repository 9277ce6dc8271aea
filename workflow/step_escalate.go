package workflow

// Handing a case on.

import "slices"

// maxSummary bounds the log entries of a summary; the newest are given.
const maxSummary = 10

// escalates hands the case on once enough rounds have brought nothing, and says whether it did. A desk's case goes to the
// support lead's place, too, where there is one.
func (s *step) escalates() bool {
	if len(s.c.Fixes) < maxRounds {
		return false
	}
	handedOn := s.c.Desk && s.m.Leads != (Place{})
	if n := s.escalation(); n.HandedOn { // before the thread's message, which may be stuck
		n.HandedOn, n.ForLead = false, true
		s.do(Inform{Place: s.m.Leads, Note: n, Turn: s.c.Turn + 1})
	}
	s.ask(Escalated, func() Note {
		n := s.escalation()
		n.HandedOn = handedOn
		return n
	})
	return true
}

func (s *step) escalation() EscalationNote {
	return EscalationNote{
		Subject: s.subject(), Seen: s.m.seen(s.c), Owner: s.c.Owner.Name, HandedOn: s.c.Desk && s.m.Leads != (Place{}),
		Zone: s.w.Zone.String(), Rounds: len(s.c.Fixes),
		All: s.localSyncs(), Entries: s.localEntries(), Fixes: s.localFixes(),
	}
}

func (s *step) localSyncs() []Sync {
	all := slices.Clone(s.c.Syncs)
	for i := range all {
		all[i].Started = s.local(all[i].Started)
	}
	return all
}

// localEntries are the newest entries that the case has read, those of the present look included.
func (s *step) localEntries() []LogEntry {
	all := append(s.c.known(), slices.DeleteFunc(slices.Clone(s.c.Found), s.c.knows)...)
	all = all[max(0, len(all)-maxSummary):]
	for i := range all {
		all[i].At = s.local(all[i].At)
	}
	return all
}

func (s *step) localFixes() []Press {
	all := slices.Clone(s.c.Fixes)
	for i := range all {
		all[i].At = s.local(all[i].At)
	}
	return all
}
