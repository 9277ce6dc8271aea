package bot_test

// Commands in the thread of a case, where nobody has to say its number.

import (
	"strings"
	"testing"
	"time"

	"syncbot/bot"
	"syncbot/bot/chat"
	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

func TestInItsThreadACaseNeedsNoNumber(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("639") // another case of the channel
		w.ask("123")
		w.awaitInThread(errorFound)
		thread := w.fake.Place("general")
		thread.Thread = w.caseOf(p, "123").Thread
		for _, said := range []struct{ typed, want string }{
			{"status", "123: 1 error found"}, {"snooze tomorrow", "I won't ask about 123"}, {"give", "Give it to whom?"},
			{"again", "Thanks. I'm starting a sync"}, {"stop", "Stopped following 123"},
			{"stop", "I'm not following anything in this thread. Which one? Try: /syncstatus stop 641."},
		} {
			if got := w.send(w.fake.Command(priya, thread, said.typed)); !strings.Contains(got, said.want) {
				t.Errorf("%s: %q, want %q in it", said.typed, got, said.want)
			}
		}
		if got := w.ask("stop"); got != "Which one? Try: /syncstatus stop 641." {
			t.Errorf("in the channel: %q", got)
		}
		if c := w.caseOf(p, "639"); !c.Open() {
			t.Errorf("the other case is %s", c.Phase)
		}
	})
}

// What is written to the bot in a case's thread, and is no command, is the log that it asks for.
func TestInItsThreadTheLogIsPasted(t *testing.T) {
	for name, paste := range map[string]func(*chat.Request){
		"as text":                 func(r *chat.Request) { r.Text = "123: Email address must be valid" },
		"as a file":               func(r *chat.Request) { r.Attached = []byte("Number,Message\n123,Email address must be valid\n") },
		"as a file, with words":   func(r *chat.Request) { r.Text, r.Attached = "status", []byte("123: Email address must be valid") },
		"as a file with marks":    func(r *chat.Request) { r.Attached = []byte("123: Email address \uFDD0must be valid") },
		"as a file that is utf16": func(r *chat.Request) { r.Attached = utf16("123: Email address must be valid") },
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
				p := w.start()
				defer p.stop()
				w.ask("123")
				w.await("123 · Please press sync")
				r := w.fake.Command(priya, w.threadOf(p, "123"), "")
				paste(&r)
				w.send(r)
				w.await("From before this sync:\n`Email address must be valid`")
			})
		})
	}
}

func utf16(text string) []byte {
	b := []byte{0xff, 0xfe}
	for _, r := range text {
		b = append(b, byte(r), 0)
	}
	return b
}

// Where people may have spoken to one another, only what is understood is answered; whoever may not ask is told so then.
func TestWhatIsSaidAsideIsAnsweredWhereItIsUnderstood(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("123")
		w.await("123 · Please press sync")
		for said, want := range map[string]string{"thanks, tomorrow then": "", "status": "123: ", "123: Email address must be valid": "Thanks, I've read it."} {
			r := w.fake.Command(priya, w.threadOf(p, "123"), said)
			r.Aside = true
			if got := w.send(r); !strings.HasPrefix(got, want) || want == "" && got != "" {
				t.Errorf("%q is answered %q", said, got)
			}
		}
	})
}

func TestWhatIsNoLogIsNotPasted(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("123")
		w.await("123 · Please press sync")
		thread := w.threadOf(p, "123")
		for _, said := range []struct {
			at         workflow.Place
			text, file string
			want       string
		}{
			{thread, "agian", "", "I couldn't find an invoice number in that. Try: /syncstatus INV-123, or /syncstatus payment 641."},
			{thread, "what does 123 mean?", "", "Did you mean: /syncstatus 123? If that's from the event log, write its date and time with it, or send it as a file."},
			{thread, "does the customer exist in Xero", "", "If that's from the event log"},
			{thread, "no, the period is locked", "", "If that's from the event log"},
			{thread, "", "\x89PNG\r\n\x1a\n", "This is a picture"},
			{w.fake.Place("general"), "123: Email address must be valid", "", "I read only numbers here"},
			{w.fake.Place("general"), "status 123", "123: Email address must be valid", "so nothing was done. Send it there."},
		} {
			r := w.fake.Command(priya, said.at, said.text)
			if said.file != "" {
				r.Attached = []byte(said.file)
			}
			if got := w.send(r); !strings.Contains(got, said.want) {
				t.Errorf("%q and %q: %q, want %q in it", said.text, said.file, got, said.want)
			}
		}
		if c := w.caseOf(p, "123"); len(c.Known) > 0 {
			t.Errorf("this was taken for the event log: %+v", c.Known)
		}
	})
}

// Where no workshop is served, that is said of a file, too.
func TestAFileWhereNothingIsServed(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"general": {northside}})
		p := w.start()
		defer p.stop()
		r := w.fake.Command(priya, w.fake.Place("lobby"), "")
		r.Attached = []byte("123: Email address must be valid")
		if got := w.send(r); !strings.HasPrefix(got, "This channel isn't set up for a workshop yet.") {
			t.Errorf("%q", got)
		}
	})
}

// A command that names a workshop or a system means no case of another, though it is given in that one's thread.
func TestInAThreadACommandMeansTheWorkshopThatItNames(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		w.withBayview(map[workflow.Ref][]workflow.WorkshopID{"desk": {bayview, northside}})
		p := w.start()
		defer p.stop()
		w.askIn("desk", "123 at northside")
		w.awaitInThread(errorFound)
		thread := w.fake.Place("desk")
		thread.Thread = w.caseOf(p, "123").Thread
		for _, said := range []struct{ typed, want string }{
			{"stop at bayview", "I'm not following anything in this thread."},
			{"stop in myob", "I'm not following anything in this thread."},
			{"stop at wagga", "wagga"},
			{"status at northside", "123 · Northside Autos: 1 error found"},
			{"status in xero", "123 · Northside Autos: 1 error found"},
			{"stop", "Stopped following 123"},
		} {
			if got := w.send(w.fake.Command(priya, thread, said.typed)); !strings.Contains(got, said.want) {
				t.Errorf("%s: %q, want %q in it", said.typed, got, said.want)
			}
		}
	})
}

// threadOf is the thread of the open case, once that is known.
func (w *world) threadOf(p *process, number string) workflow.Place {
	at := w.fake.Place("general")
	for at.Thread == "" {
		time.Sleep(time.Millisecond) // what people read is on its way into the store
		at.Thread = w.caseOf(p, number).Thread
	}
	return at
}

// "again" leads to a sync, so whoever may not start one is told whom to ask.
func TestAgainNeedsTheRightToSync(t *testing.T) {
	inWorld(t, workflow.ByGateway, chattest.Searchable, func(t *testing.T, w *world) {
		mei := workflow.Listed{Platform: "fake", ID: "U2", Name: "Mei"}
		p := w.start()
		w.ask("123")
		w.awaitInThread(errorFound)
		if err := p.stop(); err != nil {
			t.Fatal(err)
		}
		w.configure = func(c *bot.Config) { c.Policy.Sync = []workflow.Listed{mei} }
		p = w.start()
		defer p.stop()
		if got := w.ask("again 123"); got != "Syncs are started by Mei here. Ask Mei." {
			t.Errorf("%q", got)
		}
	})
}

// That sync was pressed is another thing to say than that a fix is done.
func TestAgainIsNoAnswerToPleasePressSync(t *testing.T) {
	inWorld(t, workflow.ByPeople, chattest.Searchable, func(t *testing.T, w *world) {
		p := w.start()
		defer p.stop()
		w.ask("123")
		w.await("123 · Please press sync")
		if got := w.ask("again 123"); !strings.HasPrefix(got, "No sync to start for it now. 123: ") {
			t.Errorf("%q", got)
		}
	})
}

// caseOf is the newest case that was open for the number, as it stands.
func (w *world) caseOf(p *process, number string) workflow.Case {
	w.t.Helper()
	cases, err := p.bot.Cases(w.t.Context(), northside)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range cases {
		if c.Doc.Number == number {
			return c
		}
	}
	return workflow.Case{}
}
