package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// twoWorkshops are what the lists of the tests speak of.
const twoWorkshops = "SYNCBOT_WORKSHOPS=northside=xero:Northside Autos,bayview=myob"

func place(platform string, channel workflow.Ref) workflow.Place {
	return workflow.Place{Platform: platform, Channel: channel}
}

func TestChannels(t *testing.T) {
	c, err := readConfig([]string{twoWorkshops, "SYNCBOT_CHANNELS= Slack:C0123 = Northside\nconsole:demo=northside+bayview,", "SYNCBOT_LEADS=slack:C0777"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	serves := c.Channels.serves()
	for _, tt := range []struct {
		at   workflow.Place
		want []workflow.WorkshopID
	}{
		{place("slack", "C0123"), []workflow.WorkshopID{"northside"}},
		{workflow.Place{Platform: "slack", Channel: "C0123", Thread: "1.2"}, []workflow.WorkshopID{"northside"}},
		{place("console", "demo"), []workflow.WorkshopID{"northside", "bayview"}},
		{place("slack", "C0999"), nil},
		{place("discord", "C0123"), nil},
	} {
		if diff := cmp.Diff(tt.want, serves(tt.at)); diff != "" {
			t.Errorf("%v serves (-want +got):\n%s", tt.at, diff)
		}
	}
	if diff := cmp.Diff(channel(place("slack", "C0777")), c.Leads); diff != "" {
		t.Error(diff)
	}
	if c, err := readConfig([]string{twoWorkshops}, t.TempDir()); err != nil || c.Channels.serves() != nil {
		t.Errorf("without the setting every channel serves all: %v", err)
	}
}

// The sandbox's own workshops can be named, too.
func TestChannelsOfTheSandbox(t *testing.T) {
	if _, err := readConfig([]string{"SYNCBOT_WORKSHOP=sandbox", "SYNCBOT_CHANNELS=console:demo=northside"}, t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestPeople(t *testing.T) {
	c, err := readConfig([]string{
		"SYNCBOT_ADMINS=slack:U1=Priya", "SYNCBOT_MAY_ASK=slack:S2=the support team,discord:33", "SYNCBOT_MAY_SYNC=console:dave",
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want := workflow.Policy{
		Admins: []workflow.Listed{{Platform: "slack", ID: "U1", Name: "Priya"}},
		Ask:    []workflow.Listed{{Platform: "slack", ID: "S2", Name: "the support team"}, {Platform: "discord", ID: "33", Name: "33"}},
		Sync:   []workflow.Listed{{Platform: "console", ID: "dave", Name: "dave"}},
	}
	if diff := cmp.Diff(want, c.policy()); diff != "" {
		t.Error(diff)
	}
}

// What is set about channels, people, hours and leads reaches the bot, on practice data too.
func TestSettingsReachTheBot(t *testing.T) {
	c, err := readConfig([]string{
		"SYNCBOT_WORKSHOP=sandbox", "SYNCBOT_CHANNELS=slack:C1=northside", "SYNCBOT_LEADS=slack:C0777", "SYNCBOT_ADMINS=slack:U1=Priya", "SYNCBOT_HOURS=Sat 7:00-12:00",
	}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.parts("")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(place("slack", "C0777"), p.machine.Leads); diff != "" {
		t.Error(diff)
	}
	if got := p.serves(place("slack", "C1")); len(got) != 1 || got[0] != "northside" {
		t.Errorf("the channel serves %v", got)
	}
	if len(p.policy.Admins) != 1 {
		t.Errorf("the policy is %+v", p.policy)
	}
	if len(p.machine.Workshops) == 0 {
		t.Error("no workshops")
	}
	for _, w := range p.machine.Workshops {
		if (w.Hours[time.Saturday] == workflow.Shift{}) {
			t.Errorf("%s works %+v", w.ID, w.Hours)
		}
	}
}

// Each fault of a list is a sentence that says what is wrong and what to write.
func TestFaultsOfLists(t *testing.T) {
	const (
		channels = "; write PLATFORM:CHANNEL=ID, or ID+ID for a desk, with the chat service's own id of the channel, such as slack:C0123=northside"
		twice    = "; write PLATFORM:CHANNEL=ID, or ID+ID with different ids, such as slack:C0999=northside+bayview"
		leads    = "; write one PLATFORM:CHANNEL, with the chat service's own id of the channel, such as slack:C0777"
		persons  = "; write PLATFORM:ID=Name, with the chat service's own id of a person, a user group or a role, such as slack:U0123=Priya"
		nothing  = ", which names nothing; fill it in or leave it out"
	)
	for set, want := range map[string]string{
		"SYNCBOT_CHANNELS=slack:C1=north+south,slack:C2=bayview": `SYNCBOT_CHANNELS names "north", "south", but the workshops are northside, bayview; name one of these`,
		"SYNCBOT_CHANNELS=slack:C1=northside,slack:C1=bayview":   `SYNCBOT_CHANNELS names slack:C1 twice; put all its workshops behind one =, with + between them`,
		"SYNCBOT_CHANNELS=slack:C1,C2=bayview":                   `SYNCBOT_CHANNELS has "slack:C1"` + twice + `; it has "C2"` + channels,
		"SYNCBOT_CHANNELS=slack:C1=bayview+bayview":              `SYNCBOT_CHANNELS has "slack:C1=bayview+bayview"` + twice,
		"SYNCBOT_CHANNELS=,":                                     `SYNCBOT_CHANNELS is ","` + nothing,
		"SYNCBOT_CHANNELS=slack:U0123=bayview":                   `SYNCBOT_CHANNELS has "slack:U0123"` + channels,
		"SYNCBOT_CHANNELS=discord:general=bayview":               `SYNCBOT_CHANNELS has "discord:general"` + channels,
		"SYNCBOT_ADMINS=teams:U1=Priya":                          `SYNCBOT_ADMINS has "teams" in "teams:U1"; the platforms are slack, discord, console`,
		"SYNCBOT_ADMINS=Priya":                                   `SYNCBOT_ADMINS has "Priya"` + persons,
		"SYNCBOT_ADMINS=, ,":                                     `SYNCBOT_ADMINS is ", ,"` + nothing,
		"SYNCBOT_MAY_ASK=discord:@priya":                         `SYNCBOT_MAY_ASK has "discord:@priya"` + persons,
		"SYNCBOT_MAY_SYNC=slack:U1=Priya,slack:U1":               `SYNCBOT_MAY_SYNC names slack:U1 twice; keep one`,
		"SYNCBOT_MAY_SYNC=slack:#general":                        `SYNCBOT_MAY_SYNC has "slack:#general"` + persons,
		"SYNCBOT_MAY_SYNC=slack:C0123":                           `SYNCBOT_MAY_SYNC has "slack:C0123"` + persons,
		"SYNCBOT_LEADS=slack:the leads":                          `SYNCBOT_LEADS has "slack:the leads"` + leads,
		"SYNCBOT_LEADS=slack:C0777=x,slack:C2":                   `SYNCBOT_LEADS has "slack:C0777=x,slack:C2"` + leads,
		"SYNCBOT_LEADS=console:a,b":                              `SYNCBOT_LEADS has "console:a,b"` + leads,
		"SYNCBOT_KEEP_KEYS=7d":                                   `SYNCBOT_KEEP_KEYS is "7d"; write a time of at least 24h, such as 168h for 7 days or 720h for 30`,
		"SYNCBOT_HOURS=8 to 5":                                   `SYNCBOT_HOURS can't be read: "8 to 5" aren't working hours. Write them like Mon-Fri 8:00-17:30, and other days behind a semicolon: Mon-Fri 8:00-17:30; Sat 9:00-12:00`,
		"SYNCBOT_HOURS=Mon-Fri 17:30-8:00":                       `SYNCBOT_HOURS can't be read: "Mon-Fri 17:30-8:00" ends before it begins. Write the hours of one day like 8:00-17:30`,
	} {
		if _, err := readConfig([]string{twoWorkshops, set}, t.TempDir()); err == nil || err.Error() != want {
			t.Errorf("%s:\n%v\nwant\n%s", set, err, want)
		}
	}
}

// No value of a list makes the reader stumble, and what is read has no empty part.
func FuzzLists(f *testing.F) {
	f.Add("slack:C0123=northside,slack:C0999=northside+bayview")
	f.Add("slack:U1=Priya\ndiscord:2")
	f.Fuzz(func(t *testing.T, text string) {
		var m channelMap
		if err := m.UnmarshalText([]byte(text)); err == nil {
			for p, served := range m {
				if p.Platform == "" || p.Channel == "" || len(served) == 0 {
					t.Errorf("%q gives %v=%v", text, p, served)
				}
			}
		}
		var p people
		if err := p.UnmarshalText([]byte(text)); err == nil {
			for _, l := range p {
				if l.Platform == "" || l.ID == "" || l.Name == "" {
					t.Errorf("%q gives %+v", text, l)
				}
			}
		}
	})
}
