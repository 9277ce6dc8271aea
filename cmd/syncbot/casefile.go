package main

// What commands show of a case. Times are in the zone that the case's messages use.

import (
	"cmp"
	"slices"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// caseLine is a case as lists show it.
type caseLine struct {
	Workshop string    `json:"workshop"`
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Number   string    `json:"number"`
	Phase    string    `json:"phase"`
	Verdict  string    `json:"verdict,omitempty"`
	Owner    string    `json:"owner"` // who must act
	Asker    string    `json:"asked_by"`
	Opened   time.Time `json:"opened"`
	Next     time.Time `json:"next,omitzero"` // when the bot acts by itself
	Status   string    `json:"status"`        // a line for people
}

func lineOf(c workflow.Case, m *workflow.Machine) caseLine {
	return caseLine{
		Workshop: string(c.Workshop), ID: string(c.ID), Kind: string(c.Doc.Kind), Number: c.Doc.Number,
		Phase: string(c.Phase), Verdict: string(c.Verdict), Owner: c.Owner.Name, Asker: cmp.Or(c.Asker, c.Owner).Name,
		Opened: c.Opened, Next: c.WakeAt(), Status: m.Status(c, time.Now()).Text(),
	}
}

// people names the owner, and who asked where that is somebody else.
func (c caseLine) people() string {
	if c.Asker == c.Owner {
		return "owner " + c.Owner
	}
	return "owner " + c.Owner + ", asked by " + c.Asker
}

// document is what the case is about.
func (c caseLine) document() workflow.Document {
	return workflow.Document{Kind: workflow.Kind(c.Kind), Number: c.Number}
}

// caseFile is all that is known of a case.
type caseFile struct {
	caseLine
	Shop      string        `json:"workshop_name"`
	System    string        `json:"system,omitempty"`
	Place     string        `json:"place"`
	Zone      string        `json:"zone"`
	Followers []string      `json:"followers,omitempty"` // who wanted to be told elsewhere, too, and where
	Look      time.Time     `json:"next_look,omitzero"`
	Remind    time.Time     `json:"next_reminder,omitzero"`
	PutOff    string        `json:"put_off_by,omitempty"` // who has put the reminder off
	Ends      time.Time     `json:"ends,omitzero"`        // if nobody answers
	Syncs     []syncLine    `json:"syncs,omitempty"`
	Findings  []findingLine `json:"findings,omitempty"`
	Journal   []journalLine `json:"journal"`
}

type syncLine struct {
	Started time.Time `json:"started"`
	By      string    `json:"by,omitempty"` // empty: the bot forced it
	Stated  bool      `json:"stated,omitempty"`
}

type findingLine struct {
	At      time.Time `json:"at,omitzero"` // zero: the log gives no usable time
	Number  string    `json:"number,omitempty"`
	Message string    `json:"message"`
	Title   string    `json:"title,omitempty"` // empty: nobody has explained it
	Before  bool      `json:"before_sync,omitempty"`
}

type journalLine struct {
	At   time.Time `json:"at"`
	Line string    `json:"line"`
}

func fileOf(c workflow.Case, journal []storage.Entry, m *workflow.Machine) caseFile {
	w := m.Workshops[c.Workshop]
	w.Zone = m.ZoneOf(c)
	f := caseFile{
		caseLine: lineOf(c, m), Shop: w.Name, System: w.System.Name(), Place: placeName(c.Place), Zone: w.Zone.String(),
		Look: local(w.Zone, c.NextLook()), Remind: local(w.Zone, c.RemindAt), Ends: local(w.Zone, c.EndsAt),
	}
	if c.Napped {
		f.PutOff = c.NappedBy.Name
	}
	f.Opened, f.Next = local(w.Zone, f.Opened), local(w.Zone, f.Next)
	for _, o := range c.Followers {
		f.Followers = append(f.Followers, o.By.Name+" in "+placeName(o.Place))
	}
	for _, s := range c.Syncs {
		f.Syncs = append(f.Syncs, syncLine{local(w.Zone, s.Started), s.By.Name, s.Stated})
	}
	f.find(m, w, c.Found, false)
	f.find(m, w, c.Before, true)
	told := diary{f.System, w.Zone}
	for _, e := range journal {
		f.Journal = append(f.Journal, journalLine{local(w.Zone, e.At), told.line(e.Event)})
	}
	return f
}

// find adds what the entries of the log say, each message once, with the time of its newest entry.
func (f *caseFile) find(m *workflow.Machine, w workflow.Workshop, entries []workflow.LogEntry, before bool) {
	for _, e := range entries {
		for _, x := range m.Catalogue.Explain(string(w.System), e.Message) {
			i := slices.IndexFunc(f.Findings, func(o findingLine) bool { return o.Message == x.Message && o.Before == before })
			if i < 0 {
				i = len(f.Findings)
				f.Findings = append(f.Findings, findingLine{Number: e.Number, Message: x.Message, Title: titleOf(x), Before: before})
			}
			if e.At.After(f.Findings[i].At) {
				f.Findings[i].At = local(w.Zone, e.At)
			}
		}
	}
}

// titleOf is what an error is called; empty where nobody has explained it.
func titleOf(x diagnosis.Explanation) string {
	if !x.Known {
		return ""
	}
	return x.Title
}

// local is a time in the zone; the zero time stays zero.
func local(zone *time.Location, t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}

func placeName(p workflow.Place) string { return p.Platform + ":" + string(p.Channel) }
