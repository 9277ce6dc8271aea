package console

import (
	"strings"
	"testing"
	"time"

	"syncbot/workflow"
)

func TestTheExampleOfATimeIsOneThatCanBeMeant(t *testing.T) {
	sydney := time.FixedZone("AEDT", 11*60*60)
	for _, c := range []struct{ name, now, want string }{
		{"in the console's zone", "2026-11-24T14:21:30+11:00", "2:20 pm"},
		{"just after midnight", "2026-11-24T00:00:59+11:00", "12:00 am"},
		{"a minute after midnight", "2026-11-24T00:01:00+11:00", "12:00 am"},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, c.now)
			if err != nil {
				t.Fatal(err)
			}
			o := options(t)
			o.Interactive, o.Zone, o.Now = true, sydney, func() time.Time { return now.UTC() }
			d := sitDown(t, o, nil)
			d.post(root("k1", 1, "INV-123 · Please press sync", earlier))
			d.listen(noted)
			d.types("1\n" + c.want + "\n")
			if got := deedOf(d.handed()); got != press(1, earlier, c.want) {
				t.Errorf("handed over %+v", got)
			}
			want := "(only you) When? A time today, such as " + c.want + ".\n"
			if !strings.Contains(d.paper.String(), want) {
				t.Errorf("printed:\n%s\nwant %q", d.paper, want)
			}
			at, err := workflow.ParseClock(c.want, now.In(sydney))
			if err != nil || at.Day() != now.In(sydney).Day() || at.After(now) {
				t.Errorf("the example is read as %v, %v", at, err)
			}
		})
	}
}
