package storagetest

import (
	"strings"
	"time"

	"syncbot/storage"
	"syncbot/workflow"
)

// What holds for channels and persons, which the workshops share.
var shared = []promise{
	{"a channel and a person are kept beside a case, under keys of no workshop", func(w *world) {
		c, desk, priya := aCase("a", "123"), aChannel("C1"), aPerson("U1")
		both := opening(c)
		both.Records = append(both.Records, storage.ChannelRecord(desk), storage.PersonRecord(priya))
		w.commit(both)
		w.reopen()
		for _, want := range both.Records {
			w.same(w.get(want.Key), want)
			entries, err := w.store.Journal(ctx, want.Key)
			w.same(err, nil)
			w.same(entries, []storage.Entry{{At: noon, Rev: 1, Event: both.Event}})
		}
		w.same(storage.ChannelRecord(desk).Key.Workshop, workflow.WorkshopID(""))
		w.same(storage.PersonRecord(priya).Key, storage.Key{Kind: storage.KindPerson, ID: "slack/U1"})
	}},

	{"the workshop is empty for channels and persons, and only for them", func(w *world) {
		channel, person := storage.ChannelRecord(aChannel("C1")), storage.PersonRecord(aPerson("U1"))
		account := storage.AccountRecord(anAccount(""))
		channel.Key.Workshop, person.Key.Workshop = north, north
		said := sayIn(aChannel("C1"), "c.1.0")
		said.Record = channel.Key
		for why, bad := range map[string]storage.Commit{
			"belongs to no workshop":                   keeping(channel),
			`person "slack/U1" belongs to no`:          keeping(person),
			"only channels and persons belong to none": keeping(account),
			`its key names "northside"`:                {At: noon, Effects: []storage.Effect{said}},
		} {
			if err := w.store.Commit(ctx, bad); err == nil || !strings.Contains(err.Error(), why) {
				w.Errorf("%v, want something with %q", err, why)
			}
		}
		w.missing(channel.Key)
		w.missing(person.Key)
	}},

	{"a commit of a channel or a person conflicts unless the stored record has Rev-1", func(w *world) {
		desk, priya := aChannel("C1"), aPerson("U1")
		w.commit(keeping(storage.ChannelRecord(desk), storage.PersonRecord(priya)))
		w.refuse(storage.ErrConflict, keeping(storage.ChannelRecord(desk)))
		w.refuse(storage.ErrConflict, keeping(storage.PersonRecord(priya)))
		w.refuse(storage.ErrConflict, keeping(storage.ChannelRecord(aChannel("C2")), storage.PersonRecord(priya)))
		w.missing(storage.ChannelKey(aChannel("C2").Place))
		next := priya.Asks(south)
		w.commit(keeping(storage.PersonRecord(next)))
		w.same(w.get(storage.PersonKey("slack", "U1")), storage.PersonRecord(next))
	}},

	{"each place has its own channel, each account of somebody its own person", func(w *world) {
		places := []workflow.Place{
			{Platform: "slack", Channel: "C1"}, {Platform: "slack", Channel: "C1", Thread: "1"}, {Platform: "discord", Channel: "C1"},
		}
		var batch []storage.Commit
		for _, p := range places {
			batch = append(batch, keeping(storage.ChannelRecord(workflow.Channel{Place: p, Rev: 1})),
				keeping(storage.PersonRecord(workflow.Person{Platform: p.Platform + string(p.Thread), ID: "U1", Rev: 1})))
		}
		w.commit(batch...)
		for _, p := range places {
			w.same(w.get(storage.ChannelKey(p)).Body, workflow.Channel{Place: p, Rev: 1})
		}
	}},

	{"a channel wakes in the lane Inside, and is leased until a commit of it", func(w *world) {
		desk := aChannel("C1")
		wake := "wake " + desk.Place.ChannelID()
		w.commit(keeping(storage.ChannelRecord(desk)))
		w.reopen()
		w.claims(storage.Inside, noon.Add(time.Minute-1))
		w.same(w.next(storage.Inside, noon, 1), noon.Add(time.Minute))
		w.claims(storage.Inside, noon.Add(time.Minute), wake)
		w.claims(storage.Inside, noon.Add(time.Minute))
		desk.Rev, desk.AskAt = 2, noon.Add(time.Hour)
		w.commit(keeping(storage.ChannelRecord(desk)))
		w.claims(storage.Inside, noon.Add(time.Hour), wake)
		desk.Rev, desk.AskAt = 3, time.Time{}
		w.commit(keeping(storage.ChannelRecord(desk)))
		w.claims(storage.Inside, noon.AddDate(1, 0, 0))
	}},

	{"effects of a channel are in order over all lanes; no case and no other channel waits for them", func(w *world) {
		c, desk, other := aCase("a", "123"), aChannel("C2"), aChannel("C1")
		nudge := sayIn(desk, "c.1.1")
		nudge.Lane, nudge.Effect = storage.Inside, workflow.Nudge{Reminder: workflow.Reminder{Case: c.Ref(), Turn: 2}}
		commit := keeping(storage.ChannelRecord(desk), storage.ChannelRecord(other))
		commit.Effects = []storage.Effect{sayIn(desk, "c.1.0"), nudge, sayIn(desk, "c.1.2"), sayIn(other, "d.1.0")}
		w.commit(commit, opening(c, say(c, "a.1.0")))
		w.claims(slack, noon, "c.1.0", "d.1.0", "a.1.0")
		w.claims(storage.Inside, noon)
		w.commit(done("a.1.0"), done("d.1.0"), retry("c.1.0", noon.Add(time.Minute)))
		w.claims(slack, noon)
		w.reopen()
		again := w.claims(slack, noon.Add(time.Minute), "c.1.0")[0]
		w.same(*again.Effect, commit.Effects[0])
		w.same(again.Tries, 1)
		w.commit(done("c.1.0"))
		w.claims(storage.Inside, noon, "c.1.1")
		w.commit(done("c.1.1"))
		w.claims(slack, noon, "c.1.2")
	}},

	{"Open lists a channel while something is due, before the records of workshops, and never a person", func(w *world) {
		c, desk, quiet := aCase("a", "123"), aChannel("C2"), aChannel("C1")
		quiet.Due, quiet.AskAt = nil, time.Time{}
		w.commit(opening(c), keeping(storage.ChannelRecord(desk), storage.ChannelRecord(quiet), storage.PersonRecord(aPerson("U1"))))
		channel, kase := storage.ChannelRecord(desk), storage.CaseRecord(c)
		for _, tt := range []struct {
			filter storage.Filter
			page   storage.Page
			want   []storage.Record
		}{
			{storage.Filter{}, storage.Page{}, []storage.Record{channel, kase}},
			{storage.Filter{}, storage.Page{Max: 1}, []storage.Record{channel}},
			{storage.Filter{}, storage.Page{After: channel.Key}, []storage.Record{kase}},
			{storage.Filter{}, storage.Page{After: storage.ChannelKey(quiet.Place)}, []storage.Record{kase}},
			{storage.Filter{Kind: storage.KindChannel}, storage.Page{}, []storage.Record{channel}},
			{storage.Filter{Kind: storage.KindChannel}, storage.Page{After: channel.Key}, nil},
			{storage.Filter{Kind: storage.KindCase}, storage.Page{Max: 1}, []storage.Record{kase}},
			{storage.Filter{Kind: storage.KindPerson}, storage.Page{}, nil},
			{storage.Filter{Workshop: north}, storage.Page{}, []storage.Record{kase}},
			{storage.Filter{Kind: storage.KindChannel, Workshop: north}, storage.Page{}, nil},
		} {
			list, err := w.store.Open(ctx, tt.filter, tt.page)
			w.same(list, tt.want)
			w.same(err, nil)
		}
	}},

	{"channels and persons always stay, only their journals age, line by line", func(w *world) {
		desk, priya := aChannel("C1"), aPerson("U1")
		desk.Due, desk.AskAt = nil, time.Time{}
		for rev := range uint64(3) {
			desk.Rev, priya.Rev = rev+1, rev+1
			commit := keeping(storage.ChannelRecord(desk), storage.PersonRecord(priya))
			commit.At, commit.Event = noon.Add(time.Duration(rev)*time.Hour), workflow.Woke{}
			w.commit(commit)
		}
		w.same(w.store.Prune(ctx, noon.Add(Retention.Closed+90*time.Minute)), nil)
		w.reopen()
		for _, want := range []storage.Record{storage.ChannelRecord(desk), storage.PersonRecord(priya)} {
			w.same(w.get(want.Key), want)
			entries, err := w.store.Journal(ctx, want.Key)
			w.same(entries, []storage.Entry{{At: noon.Add(2 * time.Hour), Rev: 3, Event: workflow.Woke{}}})
			w.same(err, nil)
		}
		w.same(w.store.Prune(ctx, noon.AddDate(9, 0, 0)), nil)
		w.reopen()
		w.same(w.get(storage.ChannelKey(desk.Place)), storage.ChannelRecord(desk))
		w.same(w.get(storage.PersonKey("slack", "U1")), storage.PersonRecord(priya))
	}},
}

// aChannel is a channel of Slack with a reminder due a minute after noon. The ID of C2 comes before that of C1.
func aChannel(channel workflow.Ref) workflow.Channel {
	c := aCase("a", "123")
	return workflow.Channel{
		Place: workflow.Place{Platform: "slack", Channel: channel}, Rev: 1, AskAt: noon.Add(time.Minute),
		Due: []workflow.Reminder{{Case: c.Ref(), Turn: 2, Owner: c.Owner, Doc: c.Doc, What: "Locked date in Xero", Since: noon}},
	}
}

func aPerson(id workflow.UserID) workflow.Person {
	return workflow.Person{Platform: "slack", ID: id, Rev: 1, Latest: []workflow.WorkshopID{north}}
}

// keeping commits the records at noon.
func keeping(records ...storage.Record) storage.Commit {
	return storage.Commit{At: noon, Records: records}
}

func sayIn(c workflow.Channel, id string) storage.Effect {
	return storage.Effect{
		ID: storage.EffectID(id), Record: storage.ChannelKey(c.Place), Lane: slack,
		Effect: workflow.Say{To: workflow.ToPlace, Turn: 3},
	}
}
