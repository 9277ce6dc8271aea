package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/sirupsen/logrus"
	logtest "github.com/sirupsen/logrus/hooks/test"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// Cases whose chat service is not configured any more wait, and the operator is told so once, at the start.
func TestCasesOfAServiceThatIsGoneAreWarnedOf(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		for _, number := range []string{"640", "641"} {
			w.ask(number)
			w.await(number + " · Waiting for the sync")
		}
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			platforms []chat.Platform
			want      []logrus.Fields
		}{
			"configured": {[]chat.Platform{w.fake.Client()}, nil},
			"gone":       {clients("another"), []logrus.Fields{{"lane": "fake", "cases": 2}}},
		} {
			log, hook := logtest.NewNullLogger()
			w.configure = func(given *bot.Config) { given.Log, given.Platforms = log, c.platforms }
			p := w.start()
			synctest.Wait()
			if err := p.stop(); err != nil {
				t.Fatal(err)
			}
			var warned []logrus.Fields
			for _, e := range hook.AllEntries() {
				if e.Level == logrus.WarnLevel {
					warned = append(warned, e.Data)
				}
			}
			if diff := cmp.Diff(c.want, warned); diff != "" {
				t.Errorf("%s, warned of (-want +got):\n%s", name, diff)
			}
		}
	})
}

// News for those who follow a case on a service that is not configured any more wait, too.
func TestFollowersOnAServiceThatIsGoneAreWarnedOf(t *testing.T) {
	inTwoServices(t, func(t *testing.T, w *world) {
		p := w.start()
		w.waiting()
		w.followFromAfar("123")
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		log, hook := logtest.NewNullLogger()
		w.far = nil
		w.configure = func(given *bot.Config) { given.Log = log }
		defer w.start().stop()
		synctest.Wait()
		var warned []logrus.Fields
		for _, e := range hook.AllEntries() {
			if e.Level == logrus.WarnLevel && strings.Contains(e.Message, "followed") {
				warned = append(warned, e.Data)
			}
		}
		if diff := cmp.Diff([]logrus.Fields{{"lane": "far", "cases": 1}}, warned); diff != "" {
			t.Errorf("warned of (-want +got):\n%s", diff)
		}
	})
}
