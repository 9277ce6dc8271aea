package replay_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
	"syncbot/workflow/replay"
)

var (
	start = time.Date(2026, 11, 24, 10, 4, 0, 0, time.UTC)
	priya = workflow.User{ID: "U1", Name: "Priya"}
	desk  = workflow.Place{Platform: "console", Channel: "desk"}
)

func at(minutes int) workflow.At {
	return workflow.At{At: start.Add(time.Duration(minutes) * time.Minute)}
}

// incident is a case with an error that somebody says is fixed.
func incident() replay.Story {
	root := workflow.Posted{At: at(0), To: workflow.ToRoot, Turn: 1, Ref: "m1", Thread: "m1", Rev: 1}
	read := workflow.Reading{AsOf: at(60).At, Entries: []workflow.LogEntry{{Number: "641", Message: "Email address must be valid", At: at(3).At}}}
	sync := workflow.Sync{Asked: at(1).At, Started: at(1).At}
	return replay.Story{
		Workshop: workflow.Workshop{ID: "northside", Name: "Northside: Autos {Sydney}", System: workflow.Xero, Zone: time.UTC, Road: workflow.ByGateway, Hours: workflow.DefaultHours},
		Wait:     time.Hour,
		Leads:    workflow.Place{Platform: "slack", Channel: "C0123"},
		Events: []workflow.Event{
			workflow.Asked{At: at(0), Case: workflow.CaseRef{Workshop: "northside", ID: "k3v9q2m7xa"}, By: priya, Place: desk, Doc: workflow.Document{Kind: workflow.Invoice, Number: "641"}},
			root,
			workflow.LookedUp{At: at(0), Look: workflow.BooksLook{Verdict: workflow.NotFound, At: at(0).At}},
			workflow.LogRead{At: at(0), Reading: workflow.Reading{AsOf: at(0).At}, Asked: true},
			workflow.SyncStarted{At: at(1), Sync: sync},
			workflow.Woke{At: at(61)},
			workflow.LookedUp{At: at(61), Look: workflow.BooksLook{Verdict: workflow.NotFound, At: at(61).At}},
			workflow.LogRead{At: at(61), Reading: read, Asked: true},
			workflow.Pressed{At: at(90), By: priya, Action: workflow.Fixed},
		},
	}
}

func zones(name string) (*time.Location, error) { return time.LoadLocation(name) }

// What is exported says the same when it is read again, and so do the events themselves.
func TestAnExportedStoryTellsTheSame(t *testing.T) {
	s := incident()
	file, err := s.File("An exported incident\nfor the test")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(file, "\n\nreplay\n")
	if head != "# An exported incident\n# for the test" {
		t.Errorf("the comment is %q", head)
	}
	input, told, _ := strings.Cut(rest, "----\n")
	again, err := replay.Retell(input, zones)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told, again); diff != "" {
		t.Errorf("told (-exported +again):\n%s", diff)
	}
	read, err := replay.Parse(input, zones)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, read, cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })); diff != "" {
		t.Errorf("story (-exported +read):\n%s", diff)
	}
}

// Everything that the case answered and decided is told, each under the event that brought it.
func TestTell(t *testing.T) {
	s := incident()
	told := replay.Tell(s.Machine(), s.Events)
	for _, want := range []string{
		"  (Tue 24 Nov 10:04:00 am: Priya asked for 641)\n  only Priya> On it: 641.",
		"\n  root> 641 · ",
		"\n  (looks into the books)\n",
		"\n  (reads the log)\n",
		"\n  (wants a sync)\n",
		"\n  (acts by itself at Tue 24 Nov 11:05:00 am)\n",
		"\n  thread @Priya> 641 · 1 error found\n  | ",
		"\n  (Tue 24 Nov 11:34:00 am: Priya says it's fixed)\n  only Priya> Thanks.",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told in:\n%s", want, told)
		}
	}
	if strings.Contains(told, "\n\n") {
		t.Errorf("an empty line would end what the story expects:\n%s", told)
	}
}

// A message of the log can neither steer a terminal nor break a line, and comes back word for word.
func TestNothingSteersATerminal(t *testing.T) {
	s, message := incident(), "one\x1b[2J\u202etwo\U000e0001\nthree"
	read := s.Events[7].(workflow.LogRead)
	read.Reading.Entries[0].Message = message
	input, err := s.Input()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range input + replay.Tell(s.Machine(), s.Events) {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("%U", r)
		}
	}
	again, err := replay.Parse(input, zones)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Events[7].(workflow.LogRead).Reading.Entries[0].Message; got != message {
		t.Errorf("the message came back as %q", got)
	}
}

func TestReplayEndsWhereTheCaseStands(t *testing.T) {
	s := incident()
	c := replay.Replay(s.Machine(), s.Events)
	if c.Phase != workflow.Syncing || len(c.Fixes) != 1 || c.ID != "k3v9q2m7xa" {
		t.Errorf("%+v", c)
	}
}

// A workshop that the settings do not name any more is told as the machine takes it.
func TestOfAnUnknownWorkshop(t *testing.T) {
	m := &workflow.Machine{Wait: time.Hour}
	s := replay.Of(m, "gone", incident().Events[:1])
	input, err := s.Input()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(input, "workshop: gone\nwait: 1h0m0s\nTue 24 Nov 2026 10:04:00 am {") {
		t.Errorf("%s", input)
	}
}

// What cannot be read is named with its line.
func TestStoriesThatCannotBeRead(t *testing.T) {
	for input, want := range map[string]string{
		"wait: soon":                       `line 1 of the story: time: invalid duration "soon"`,
		"workshop: northside\nonce upon":   `line 2 of the story: "once upon" is neither a setting nor an event`,
		"zone: Mars/Olympus":               `line 1 of the story: unknown time zone Mars/Olympus`,
		"leads: slack":                     `line 1 of the story: "slack" is no place; write PLATFORM:CHANNEL`,
		`10:04 {"type":"Sung","value":{}}`: `line 1 of the story: unknown type "Sung"`,
		"hours: always":                    `line 1 of the story: "always" aren't working hours. Write them like Mon-Fri 8:00-17:30, and other days behind a semicolon: Mon-Fri 8:00-17:30; Sat 9:00-12:00.`,
	} {
		if _, err := replay.Retell(input, zones); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", input, err, want)
		}
	}
}

func TestLines(t *testing.T) {
	reading := workflow.Reading{Entries: []workflow.LogEntry{{Number: "641", Message: "Email address\nmust be valid"}}}
	for want, e := range map[string]workflow.Event{
		"Priya gave it to Mei":                                  workflow.Given{By: priya, To: workflow.User{Name: "Mei"}},
		"Priya pasted from the log: no entry for it":            workflow.Pressed{By: priya, Action: workflow.PasteLog, Pasted: &workflow.Reading{}},
		"Priya pressed sync earlier: 10:04:00 am":               workflow.Pressed{By: priya, Action: workflow.PressedEarlier, Stated: start},
		"Priya snoozed it until Tue 24 Nov 10:04:00 am":         workflow.Pressed{By: priya, Action: workflow.Snooze, Until: start},
		"Priya says it's fixed, 639 too, Payment on 640 too":    workflow.Pressed{By: priya, Action: workflow.Fixed, Also: []workflow.Document{{Kind: workflow.Invoice, Number: "639"}, {Kind: workflow.Payment, Number: "640"}}},
		"Priya pressed pass-on":                                 workflow.Pressed{By: priya, Action: workflow.PassOn},
		"a time that was set has come":                          workflow.Woke{},
		"time to remind the owner":                              workflow.Nudged{},
		"desk takes no messages":                                workflow.Bounced{Place: desk},
		"not posted: thread, gone":                              workflow.PostRefused{Say: workflow.Say{To: workflow.ToThread}, Reason: "gone"},
		"the root message can't be edited: gone":                workflow.ShowRefused{Reason: "gone"},
		"sync started 10:04:00 am by Priya":                     workflow.SyncStarted{Sync: workflow.Sync{Started: start, By: priya}},
		"sync not started: Xero isn't authorised":               workflow.SyncFailed{Reason: workflow.Reason{Text: "Xero isn't authorised"}},
		"log read: 1 entry for it: Email address must be valid": workflow.LogRead{Reading: reading},
		"log not read: no answer":                               workflow.LogUnreadable{Reason: workflow.Reason{Text: "no answer"}},
		"books: unknown, no answer":                             workflow.LookedUp{Look: workflow.BooksLook{Verdict: workflow.BooksUnknown, Reason: "no answer"}},
		"Priya asked for Payment on 641":                        workflow.Asked{By: priya, Doc: workflow.Document{Kind: workflow.Payment, Number: "641"}},
		"posted: root":                                          workflow.Posted{To: workflow.ToRoot},
		"Priya says nothing else has come across":               workflow.Pressed{By: priya, Action: workflow.NothingAcross},
		"log read: 2 entries for it":                            workflow.LogRead{Reading: workflow.Reading{Entries: make([]workflow.LogEntry, 2)}},
	} {
		if got := replay.Line(e, time.UTC); got != want {
			t.Errorf("%T: %q, want %q", e, got, want)
		}
	}
}

// What can be read can be written, and is read again as the same.
func FuzzParse(f *testing.F) {
	s := incident()
	input, err := s.Input()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(input)
	f.Add("leads: a:b\nzone: UTC\nhours: Sat-Mon 0:00-23:59\nwait: 1s")
	f.Fuzz(func(t *testing.T, input string) {
		utc := func(string) (*time.Location, error) { return time.UTC, nil }
		s, err := replay.Parse(input, utc)
		if err != nil {
			return
		}
		written, err := s.Input()
		if err != nil {
			t.Skip("a time that JSON cannot hold")
		}
		again, err := replay.Parse(written, utc)
		if err != nil {
			t.Fatalf("%v in:\n%s", err, written)
		}
		twice, err := again.Input()
		if err != nil || twice != written {
			t.Errorf("written twice: %v\n%s\n%s", err, written, twice)
		}
		replay.Tell(s.Machine(), s.Events)
	})
}
