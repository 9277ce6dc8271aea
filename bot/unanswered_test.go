package bot_test

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

// A case that ends by itself while it waits for a press withdraws its wish, tells its owner, and can be opened again.
func TestACaseThatNobodyAnswersEndsAndCanBeOpenedAgain(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		defer w.start().stop()
		w.ask("123")
		w.await("Please press sync")
		time.Sleep(16 * 24 * time.Hour)
		w.awaitInThread("123 · Stopped, nobody answered")
		if answer := w.press("Open again", ""); !strings.Contains(answer, "Following 123 again") {
			t.Errorf("answer %q", answer)
		}
		pressed, err := w.fake.Press(priya, w.await("Please press sync").Ref, "I've pressed sync", "")
		if err != nil {
			t.Fatal(err)
		}
		w.send(pressed)
		w.awaitInThread("Time to read the event log")
	})
}
