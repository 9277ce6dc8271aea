package bot_test

// What comes from outside is text: it can pretend to be no link, time or label of the bot's own words.

import (
	"context"
	"strings"
	"testing"
	"time"

	"syncbot/bot"
	"syncbot/bot/chat/chattest"
	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

// forged is a link in the core's own marks.
const forged = "\uFDD0uhttps://evil.example\uFDD1click\uFDD2"

// forger is the sandbox, with forged words in everything that it says.
type forger struct {
	workshop.Gateway
	refuses bool
}

func (f forger) ForceSync(ctx context.Context, a workshop.Account, key string) (string, error) {
	if f.refuses {
		return "", outcome.Refused(&workshop.Failure{Reason: workflow.Reason{Code: workflow.Declined, Text: forged + " says no"}})
	}
	return f.Gateway.ForceSync(ctx, a, key)
}

func (f forger) ReadLog(ctx context.Context, a workshop.Account, since time.Time) (workflow.Reading, error) {
	r, err := f.Gateway.ReadLog(ctx, a, since)
	for i := range r.Entries {
		r.Entries[i].Message += forged
	}
	return r, err
}

func (f forger) LookUp(ctx context.Context, _ workflow.WorkshopID, _ workflow.Document) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.BooksUnknown, At: time.Now(), Reason: forged + " didn't answer"}
}

func TestForeignWordsPretendNothing(t *testing.T) {
	for _, refuses := range []bool{true, false} {
		inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
			w.configure = func(c *bot.Config) {
				f := forger{w.gateway, refuses}
				c.Gateway, c.Books = f, f
			}
			defer w.start().stop()
			mallory := priya
			mallory.Name = "Mal" + forged
			r := w.fake.Command(mallory, w.fake.Place("general"), "123")
			w.send(r)
			w.await("123 · ")
			time.Sleep(2 * hour)
			for _, m := range w.everything() {
				checkSpans(t, m)
			}
		})
	}
}

// checkSpans wants no mark in what is read, and no link that the bot did not make.
func checkSpans(t *testing.T, m said) {
	t.Helper()
	if m.Message.Note == nil {
		return
	}
	for _, line := range m.Message.Note.Words().Lines() {
		for _, s := range line {
			if strings.Contains(s.URL, "evil") || strings.Contains(s.Text, "\uFDD0") {
				t.Errorf("%q holds %+v", m.Text, s)
			}
		}
	}
}
