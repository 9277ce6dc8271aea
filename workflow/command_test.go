package workflow

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseCommand(t *testing.T) {
	for typed, want := range map[string]string{
		"641":                                          "sync [641]",
		"641 642":                                      "sync [641 642]",
		"641, INV-123 and #643":                        "sync [641 INV-123 643]",
		"641, 641, INV-641":                            "sync [641]",
		"invoice 641 and payment 638":                  "sync [641 Payment on 638]",
		"payment on invoice 641":                       "sync [Payment on 641]",
		"payment 641,642":                              "sync [Payment on 641 Payment on 642]",
		"supplier AB 12, 123456-b at bayview":          "sync [Supplier invoice AB 12 Supplier invoice 123456-b] at bayview",
		"credit note 12 at northside autos":            "sync [Credit 12] at northside autos",
		"inv641":                                       "sync [INV-641]",
		"take 641":                                     "take [641]",
		"give @mei 641":                                "give [641] (mei)",
		"give 641 at northside to @Mei":                "give [641] at northside (Mei)",
		"give 641 @Mei Chen at northside":              "give [641] at northside (Mei Chen)",
		"snooze 641 monday at 8 am":                    "snooze [641] (monday at 8 am)",
		"snooze 641 at ns until monday":                "snooze [641] at ns (until monday)",
		"snooze supplier 12 2 d":                       "snooze [Supplier invoice 12] (2 d)",
		"give 641 @mei":                                "give [641] (mei)",
		"give payment 641 to @Mei Chen":                "give [Payment on 641] (Mei Chen)",
		"snooze 641":                                   "snooze [641]",
		"snooze 641 tomorrow":                          "snooze [641] (tomorrow)",
		"snooze 641 for 2 h":                           "snooze [641] (for 2 h)",
		"snooze 641 tomorrow 8 am":                     "snooze [641] (tomorrow 8 am)",
		"help":                                         "help []",
		"help Not Working":                             "help [] (not working)",
		"? undo":                                       "help [] (undo)",
		"list at northside":                            "list [] at northside",
		"/syncstatus 641":                              "sync [641]",
		"/sync stop 641":                               "stop [641]",
		" /Syncstatus  explain A  B":                   "explain [] (A  B)",
		"641 in MYOB":                                  "sync [641] in myob",
		"payment 641 in xero at bayview":               "sync [Payment on 641] at bayview in xero",
		"641 at bayview in quickbooks":                 "sync [641] at bayview in quickbooks",
		"stop 641 in myob":                             "stop [641] in myob",
		"snooze 641 in 2 h":                            "snooze [641] (in 2 h)",
		"list in xero":                                 "list [] in xero",
		"641 at Northside at northside":                "sync [641] at northside",
		"stop 641 at bayview motors at bayview motors": "stop [641] at bayview motors",
		"supplier supplier 123456-b":                   "sync [Supplier invoice 123456-b]",
		"payment payment 638":                          "sync [Payment on 638]",
		"snooze 2h":                                    "snooze [] (2h)",
		"snooze 2pm":                                   "snooze [] (2pm)",
		"snooze 641 at 2:30 pm":                        "snooze [641] (at 2:30 pm)",
		"snooze 641 at northside until 14:00":          "snooze [641] at northside (until 14:00)",
		"take":                                         "take []",
		"again":                                        "again []",
		"again 641 at bayview":                         "again [641] at bayview",
		"give":                                         "give []",
		"give to @Mei Chen":                            "give [] (Mei Chen)",
		"snooze":                                       "snooze []",
		"snooze tomorrow":                              "snooze [] (tomorrow)",
		"snooze until monday":                          "snooze [] (until monday)",
		"check at bayview":                             "check [] at bayview",
		"explain Email address must be valid":          "explain [] (Email address must be valid)",
	} {
		cmd, err := ParseCommand(typed)
		var titles []string
		for _, d := range cmd.Docs {
			titles = append(titles, d.Title())
		}
		got := fmt.Sprintf("%s [%s]", cmd.Verb, strings.Join(titles, " "))
		if cmd.Workshop != "" {
			got += " at " + cmd.Workshop
		}
		if cmd.System != "" {
			got += " in " + string(cmd.System)
		}
		if cmd.Text != "" {
			got += " (" + cmd.Text + ")"
		}
		if err != nil || got != want {
			t.Errorf("%q: %s, %v; want %s", typed, got, err, want)
		}
	}
}

func TestMisreadCommands(t *testing.T) {
	eleven := "1 2 3 4 5 6 7 8 9 10 11"
	for typed, want := range map[string]string{
		"":                                 string(errNothingTyped),
		"please check it":                  string(errNothingTyped),
		"please check invoice 641 now":     "I read only numbers here, not a sentence. Did you mean: /syncstatus 641?",
		eleven:                             "That's 11 numbers; I take 10 at a time.",
		"give 641":                         "Give it to whom? Mention the person: give 641 @mei.",
		"stop 641 642":                     "One number at a time after \"stop\", please. Try: /syncstatus stop 641.",
		"641 at northside, 702 at bayview": "One workshop a command, please. Try: /syncstatus 641 at northside.",
		"/sync":                            string(errNothingTyped),
		"641 at":                           "At which workshop? Write its name after \"at\", such as: 641 at northside.",
	} {
		if _, err := ParseCommand(typed); err == nil || err.Error() != want {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestOnWhichSystem(t *testing.T) {
	m := &Machine{Workshops: map[WorkshopID]Workshop{
		"northside": {Name: "Northside Autos", System: Xero}, "bayview": {Name: "Bayview Motors", System: MYOB}, "west": {Name: "Westgate", System: QuickBooks},
	}}
	for typed, want := range map[string]string{
		"641":                       "[northside bayview]",
		"641 in myob":               "[bayview]",
		"641 at northside in xero":  "[northside]",
		"641 at northside in myob":  "Northside Autos is on Xero, not MYOB. Leave out the system.",
		"stop 641 in quickbooks":    "No workshop here is on QuickBooks. Leave out the system.",
		"641 at westgate in myob":   "[bayview]", // which is none of these: FindWorkshop says so
		"list at bayview in xero":   "Bayview Motors is on MYOB, not Xero. Leave out the system.",
		"641 at nowhere in Xero":    "[northside]",
		"641 in xero at northside":  "[northside]",
		"payment 641 in quickbooks": "No workshop here is on QuickBooks. Leave out the system.",
	} {
		cmd, err := ParseCommand(typed)
		if err != nil {
			t.Fatal(err)
		}
		on, err := m.OnSystem(cmd, []WorkshopID{"northside", "bayview"})
		got := fmt.Sprint(on)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

func TestWhichWorkshop(t *testing.T) {
	m := &Machine{Workshops: map[WorkshopID]Workshop{
		"northside": {Name: "Northside Autos"}, "bayview": {Name: "Bayview Motors"}, "south": {Name: "Southside"},
		"east": {Name: "East End"}, "west": {Name: "Westgate"},
	}}
	two := []WorkshopID{"northside", "bayview"}
	if _, err := m.FindWorkshop("", two); err != ErrWhichWorkshop {
		t.Error(err)
	}
	if w, err := m.FindWorkshop("north", two); w != "northside" || err != nil {
		t.Error(w, err)
	}
	if _, err := m.FindWorkshop("west", two); err == nil || strings.Contains(err.Error(), "Westgate") || !strings.Contains(err.Error(), "Bayview Motors, Northside Autos") {
		t.Errorf("it names what isn't served here, or not what is: %v", err)
	}
	if w, err := m.FindWorkshop("", two[:1]); w != "northside" || err != nil {
		t.Error(w, err)
	}
	a := m.WhichWorkshop("641", two, []WorkshopID{"northside"})
	if a.Text != "641 at which workshop?" || len(a.Choices) != 2 || a.Choices[0].Command != "641 at northside" || a.Choices[1].Action.Label != "Bayview Motors" {
		t.Errorf("%+v", a)
	}
	all := []WorkshopID{"northside", "bayview", "south", "east", "west"}
	a = m.WhichWorkshop("641", all, []WorkshopID{"west", "south"})
	var labels []string
	for _, c := range a.Choices {
		labels = append(labels, c.Action.Label)
	}
	if got := strings.Join(labels, ", "); got != "Westgate, Southside, Bayview Motors, East End, Another…" {
		t.Error(got)
	}
}
