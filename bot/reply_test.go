package bot_test

// The way to a private answer is a secret of the chat service: whoever has it can answer for the bot.

import (
	"testing"

	"syncbot/bot/chat/chattest"
	"syncbot/storage"
	"syncbot/workflow"
)

func TestNoJournalKeepsTheWayToAPrivateAnswer(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.waiting()
		c := w.onlyCase(p)
		if c.Reply != "" {
			t.Errorf("the case keeps %q, though its root message stands", c.Reply)
		}
		journal, err := p.store.Journal(t.Context(), storage.CaseKey(c.Ref()))
		if err != nil || len(journal) == 0 {
			t.Fatal(len(journal), err)
		}
		for _, e := range journal {
			if asked, ok := e.Event.(workflow.Asked); ok && asked.Reply != "" {
				t.Errorf("the journal keeps %q", asked.Reply)
			}
		}
	})
}
