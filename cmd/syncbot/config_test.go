package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

// .env.example names every setting and no other, with the defaults that the code has, and is itself valid.
func TestEnvExampleAgreesWithTheCode(t *testing.T) {
	example, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^#?((?:SYNCBOT|SLACK|DISCORD)_[A-Z_]+)=(.*)$`)
	var names, all, withoutDefault []string
	for _, m := range line.FindAllStringSubmatch(string(example), -1) {
		names = append(names, m[1])
		if m[1] == "SYNCBOT_WORKSHOP" || m[1] == "SYNCBOT_STORE" { // one excludes the workshops, the other's default depends on the machine
			continue
		}
		all = append(all, m[1]+"="+m[2])
		if !hasDefault(m[1]) {
			withoutDefault = append(withoutDefault, m[1]+"="+m[2])
		}
	}
	want := settingNames()
	slices.Sort(want)
	slices.Sort(names)
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("settings (-code +example):\n%s", diff)
	}
	set, err := readConfig(all, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	left, err := readConfig(withoutDefault, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(left, set, cmp.Comparer(func(a, b timezone) bool { return a.String() == b.String() })); diff != "" {
		t.Errorf("the example's values are not the defaults (-default +example):\n%s", diff)
	}
}

// Practice data has a store of its own: its cases would go on as real ones.
func TestPracticeDataHasAStoreOfItsOwn(t *testing.T) {
	var stores []storePath
	for _, set := range [][]string{{"SYNCBOT_WORKSHOP=sandbox"}, {"SYNCBOT_WORKSHOPS=northside=xero"}} {
		c, err := readConfig(set, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		stores = append(stores, c.Store)
	}
	if stores[0] == stores[1] {
		t.Errorf("both are kept in %s", stores[0])
	}
}

// hasDefault says whether the setting has a value where nobody sets it.
func hasDefault(setting string) bool {
	c := reflect.TypeFor[config]()
	for i := range c.NumField() {
		if tag := c.Field(i).Tag; tag.Get("env") == setting {
			return tag.Get("envDefault") != ""
		}
	}
	return false
}

// All faults are reported at once, each with the setting's name and what to write.
func TestFaultsOfTheSettings(t *testing.T) {
	_, err := readConfig([]string{
		"SYNCBOT_STORE=postgres://x", "SYNCBOT_WAIT=soon", "SYNCBOT_TIMEZONE=Mars", "SYNCBOT_WORKSHOP=http", "SYNCBOT_WORKSHOPS=north side=xero",
		"SYNCBOT_KEEP_CLOSED=1h", "SYNCBOT_LOG_LEVEL=loud", "SYNCBOT_WIAT=1h", "SYNCBOT_KEEP_KEYS_FILE=/does/not/exist", "PATH=/bin",
		"SYNCBOT_CHANNELS=slack=northside", "SYNCBOT_LEADS=leads", "SYNCBOT_ADMINS=Priya", "SYNCBOT_MAY_ASK=teams:1", "SYNCBOT_MAY_SYNC=slack:", "SYNCBOT_HOURS=nine to five",
		"SYNCBOT_LISTEN=8080", "SLACK_BOT_TOKEN=nothing", "SLACK_APP_TOKEN=nothing", "SLACK_SIGNING_SECRET=two words", "SLACK_API_URL=slack.com",
		"DISCORD_BOT_TOKEN=nothing", "DISCORD_APPLICATION_ID=nothing", "DISCORD_GUILD_ID=nothing", "DISCORD_PUBLIC_KEY=nothing", "DISCORD_API_URL=discord.com",
	}, t.TempDir())
	if err == nil {
		t.Fatal("no fault")
	}
	faults := strings.Split(err.Error(), "\n")
	for _, name := range []string{
		"SYNCBOT_STORE", "SYNCBOT_WAIT", "SYNCBOT_TIMEZONE", "SYNCBOT_WORKSHOP", "SYNCBOT_WORKSHOPS", "SYNCBOT_KEEP_CLOSED", "SYNCBOT_LOG_LEVEL", "SYNCBOT_WIAT",
		"SYNCBOT_KEEP_KEYS_FILE", "SYNCBOT_CHANNELS", "SYNCBOT_LEADS", "SYNCBOT_ADMINS", "SYNCBOT_MAY_ASK", "SYNCBOT_MAY_SYNC", "SYNCBOT_HOURS", "SYNCBOT_LISTEN",
		"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL",
		"DISCORD_BOT_TOKEN", "DISCORD_APPLICATION_ID", "DISCORD_GUILD_ID", "DISCORD_PUBLIC_KEY", "DISCORD_API_URL",
	} {
		n := 0
		for _, f := range faults {
			if strings.HasPrefix(f, name+" ") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is named in %d sentences:\n%s", name, n, err)
		}
	}
}

func TestSettingsFromFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write(".env", "SYNCBOT_WAIT=45m\nSYNCBOT_TIMEZONE=Australia/Brisbane\n")
	list := write("workshops", "northside=xero:Northside Autos\nbayview=myob\n")
	c, err := readConfig([]string{"SYNCBOT_WORKSHOPS_FILE=" + list, "SYNCBOT_WAIT=30m"}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if time.Duration(c.Wait) != 30*time.Minute {
		t.Errorf("the environment does not win over .env: %v", time.Duration(c.Wait))
	}
	if c.Timezone.String() != "Australia/Brisbane" {
		t.Errorf("zone %v", c.Timezone)
	}
	want := workshopList{
		{ID: "northside", Name: "Northside Autos", System: workflow.Xero, Road: workflow.ByPeople},
		{ID: "bayview", Name: "bayview", System: workflow.MYOB, Road: workflow.ByPeople},
	}
	if diff := cmp.Diff(want, c.Workshops); diff != "" {
		t.Error(diff)
	}
	if _, err := readConfig([]string{"SYNCBOT_WORKSHOPS_FILE=" + list, "SYNCBOT_WORKSHOPS=a=xero"}, dir); err == nil {
		t.Error("a setting and its file may not both be set")
	}
	empty := write("empty", "\n")
	_, err = readConfig([]string{"SYNCBOT_ADMINS_FILE=" + empty}, dir)
	if want := "SYNCBOT_ADMINS_FILE names the file " + empty + ", in which there is nothing; write the value into it, or leave the setting out"; err == nil || err.Error() != want {
		t.Errorf("an empty file: %v, want %s", err, want)
	}
}

// Without a word of the sandbox there is none, and without a workshop nothing can be followed.
func TestWorkshopsAreNeeded(t *testing.T) {
	if _, err := readServeConfig(nil, t.TempDir()); err == nil || !strings.Contains(err.Error(), "SYNCBOT_WORKSHOPS") {
		t.Errorf("no workshop: %v", err)
	}
	c, err := readServeConfig([]string{"SYNCBOT_WORKSHOP=sandbox"}, t.TempDir())
	if err != nil || c.Workshop != sandboxGateway {
		t.Errorf("the sandbox: %v, %v", c.Workshop, err)
	}
}

// What would be ignored without a word, or mistaken for something else, is a fault.
func TestWorkshopsThatContradict(t *testing.T) {
	for name, c := range map[string]struct {
		environ []string
		want    string
	}{
		"a list beside the sandbox": {
			[]string{"SYNCBOT_WORKSHOP=sandbox", "SYNCBOT_WORKSHOPS=northside=xero"},
			"SYNCBOT_WORKSHOPS and SYNCBOT_WORKSHOP=sandbox are both set, and the sandbox has workshops of its own; keep one",
		},
		"one name twice": {
			[]string{"SYNCBOT_WORKSHOPS=north=xero:Northside Autos,south=myob:northside autos"},
			`SYNCBOT_WORKSHOPS has two workshops called "northside autos"; give each a name of its own, since messages tell them apart by it`,
		},
		"all that is wrong in the list": {
			[]string{"SYNCBOT_WORKSHOPS=north=sage,south=myob,foo"},
			`SYNCBOT_WORKSHOPS has "sage" for north; the systems are xero, myob, quickbooks; it has "foo"; write ID=SYSTEM:Name with a short id of one word, such as northside=xero:Northside Autos`,
		},
		"one id twice": {
			[]string{"SYNCBOT_WORKSHOPS=north=xero,North=myob"},
			`SYNCBOT_WORKSHOPS names "north" twice; give each workshop an id of its own`,
		},
		"a name that is another's id": {
			[]string{"SYNCBOT_WORKSHOPS=north=xero,south=myob:North"},
			`SYNCBOT_WORKSHOPS has two workshops called "North"; give each a name of its own, since messages tell them apart by it`,
		},
	} {
		if _, err := readServeConfig(c.environ, t.TempDir()); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// An error of another kind than those of single values is not lost.
func TestNoErrorOfTheSettingsIsSwallowed(t *testing.T) {
	if all := sentences(nil); len(all) != 0 {
		t.Errorf("of no error it makes %v", all)
	}
	odd := errors.New("the settings are no struct")
	if all := sentences(odd); len(all) != 1 || !errors.Is(all[0], odd) {
		t.Errorf("%v", all)
	}
}

// Every workshop has the zone and the hours that are set.
func TestWorkshopsHaveTheZoneAndTheHours(t *testing.T) {
	c, err := readConfig([]string{"SYNCBOT_WORKSHOPS=north=xero,south=myob", "SYNCBOT_TIMEZONE=Australia/Perth", "SYNCBOT_HOURS=Mon-Fri 8:00-17:30; Sat 7:00-12:00"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p, err := c.parts("")
	if err != nil || len(p.machine.Workshops) != 2 {
		t.Fatal(p, err)
	}
	for _, w := range p.machine.Workshops {
		if w.Zone.String() != "Australia/Perth" {
			t.Errorf("%s is in %v", w.ID, w.Zone)
		}
		if w.Hours[time.Saturday].To != 12*time.Hour || w.Hours[time.Friday].To != 17*time.Hour+30*time.Minute {
			t.Errorf("%s works %+v", w.ID, w.Hours)
		}
	}
}
