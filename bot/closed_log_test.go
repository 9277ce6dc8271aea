package bot_test

import (
	"testing"

	"github.com/sirupsen/logrus/hooks/test"

	"syncbot/bot"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// Operators read when a case is opened and when it is closed, also where the bot closes it by itself.
func TestTheLogTellsTheEndOfACase(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		log, lines := test.NewNullLogger()
		w.configure = func(c *bot.Config) { c.Log = log }
		defer w.start().stop()
		w.ask("123")
		w.awaitInThread(errorFound)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		w.awaitInThread("123 · Synced")
		told := map[string]int{}
		for _, e := range lines.AllEntries() {
			told[e.Message]++
		}
		if told["case opened"] != 1 || told["case closed"] != 1 {
			t.Errorf("the log says %v", told)
		}
	})
}
