package bot_test

// What Discord has and others have not: threads and forum posts in which commands work, and threads that are put away.

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

// inDiscord runs a test in a world whose people ask in Discord, with a bot that runs.
func inDiscord(t *testing.T, road workflow.Road, test func(t *testing.T, w *world, d *discordService)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newDiscordWorld(t, road, byGateway)
		stop := w.keepAlive(&fuse{})
		d := w.near.(*discordService)
		w.ask("list") // it is there
		test(t, w, d)
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

// Where somebody asks in a thread or a forum post, everything stands there, and the thread is nobody's to put away.
func TestInAThreadOrForumPostTheStoryStandsThere(t *testing.T) {
	for name, begin := range map[string]func(d *discordService) (thread string){
		"thread": func(d *discordService) string { return d.AddThread(d.general, "the Hiace", d.ids[priya.ID]) },
		"post": func(d *discordService) string {
			forum := d.AddChannel(discordtest.Channel{Name: "help", Kind: discordtest.Forum})
			return d.AddPost(forum, "the Hiace", d.ids[priya.ID], "its invoice is not there")
		},
	} {
		t.Run(name, func(t *testing.T) {
			inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
				thread, by := begin(d), d.ids[priya.ID]
				do(t, d.Command(by, thread, "syncstatus", map[string]any{"number": "123"}))
				d.awaitIn(thread, "123 · 1 error found", 2) // the root, and below it the finding
				w.mend("123")
				do(t, d.Command(by, thread, "sync again", nil)) // which one need not be said
				d.awaitIn(thread, "123 · Synced", 2)
				time.Sleep(time.Hour)
				if is, _ := d.ThreadInfo(thread); is.Archived {
					t.Error("somebody else's thread was put away")
				}
				for _, m := range d.Messages(d.general) {
					if m.By == discordtest.BotUser && m.Only == "" {
						t.Errorf("this stands in the channel: %q", m.Reads)
					}
				}
			})
		})
	}
}

// Asked in direct messages, where there are no threads, everything stands there, each message once.
func TestInDirectMessagesTheStoryStandsThere(t *testing.T) {
	inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
		by := d.ids[priya.ID]
		alone := d.DirectChannel(by)
		d.Say(by, alone, "123")
		d.awaitIn(alone, "123 · 1 error found", 2) // the root, and below it the finding
		w.mend("123")
		do(t, d.PressNewest(by, alone, "I've fixed it, sync again"))
		d.awaitIn(alone, "123 · Synced", 2)
		w.judgeRepetitions()
	})
}

// A case's own thread is begun with its first post, named after the number, put away when the case ends, and woken again.
func TestTheThreadOfACase(t *testing.T) {
	inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
		w.ask("123")
		root := w.await("123 · Waiting for the sync")
		if _, begun := d.ThreadInfo(string(root.Ref)); begun {
			t.Error("the thread was begun before there was news")
		}
		w.awaitInThread(errorFound)
		if is, _ := d.ThreadInfo(string(root.Ref)); is.Name != "123" || is.Archived {
			t.Errorf("the thread is %+v", is)
		}
		w.ask("stop 123")
		w.await("123 · Stopped")
		time.Sleep(time.Minute)
		if is, _ := d.ThreadInfo(string(root.Ref)); !is.Archived {
			t.Error("the case has ended, and its thread was not put away")
		}
		w.press("Open again", "") // on the root, since an archived thread takes no commands
		w.awaitInThread("123 · 1 error found")
		time.Sleep(2 * time.Hour)
		if is, _ := d.ThreadInfo(string(root.Ref)); is.Archived {
			t.Error("the case is open again, and its thread was not woken")
		}
	})
}

// A thread that somebody has locked takes no more news, so the case gets a new root.
func TestALockedThreadIsFollowedByANewRoot(t *testing.T) {
	inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
		w.ask("123")
		w.awaitInThread(errorFound)
		first := w.rootOf(w.posts(errorFound)[0].Message.Case)
		w.mend("123")
		w.press("I've fixed it, sync again", "")
		d.Lock(string(first))
		d.Archive(string(first))
		w.awaitInThread("123 · Synced")
		if second := w.rootOf(w.posts(errorFound)[0].Message.Case); second == first {
			t.Errorf("no new root:\n%s", d)
		}
	})
}

// Where somebody has locked a thread that is not the bot's, what comes next stands in its channel.
func TestALockedThreadOfSomebodyIsLeft(t *testing.T) {
	inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
		thread, by := d.AddThread(d.general, "the Hiace", d.ids[priya.ID]), d.ids[priya.ID]
		do(t, d.Command(by, thread, "syncstatus", map[string]any{"number": "123"}))
		d.awaitIn(thread, "123 · 1 error found", 2)
		w.mend("123")
		do(t, d.Command(by, thread, "sync again", nil))
		d.Lock(thread)
		d.Archive(thread)
		d.awaitSo("the end in the channel", func() bool { return countIn(d.Messages(d.general), "123 · Synced") == 1 })
		d.awaitSo("the news, below it or to the owner alone", func() bool {
			news := d.Messages(d.DirectChannel(by))
			for _, id := range d.Threads(d.general) {
				news = append(news, d.Thread(id)...)
			}
			return countIn(news, "123 · Synced") == 1
		})
	})
}

// Where several cases stand in one thread, it is put away with the last, and nothing is guessed of which is meant.
func TestAThreadOfSeveralCases(t *testing.T) {
	inDiscord(t, workflow.ByGateway, func(t *testing.T, w *world, d *discordService) {
		by, at := d.ids[priya.ID], "<@"+discordtest.BotUser+"> "
		w.ask("641")
		thread := string(w.awaitInThread("641 · ").Thread)
		do(t, d.Command(by, thread, "syncstatus", map[string]any{"number": "123"}))
		d.awaitIn(thread, "123 · 1 error found", 2)
		do(t, d.Command(by, thread, "syncstatus", map[string]any{"number": "640"}))
		d.awaitIn(thread, "640 · Already in Xero", 2)
		time.Sleep(time.Minute)
		if is, _ := d.ThreadInfo(thread); is.Archived {
			t.Error("the thread was put away, with cases in it that are open")
		}
		do(t, d.Command(by, thread, "sync stop", nil))
		d.awaitAnswer(by, "Which one?")
		d.Say(by, thread, at+"123: Email address must be valid")
		d.awaitAnswer(by, "I can't tell whose log that is")
		do(t, d.Command(by, thread, "sync stop", map[string]any{"number": "123"}))
		d.awaitIn(thread, "123 · Stopped", 1)
		time.Sleep(time.Minute)
		do(t, d.Command(by, thread, "sync stop", nil)) // only one is left
		w.await("641 · Stopped")
		time.Sleep(time.Minute)
		if is, _ := d.ThreadInfo(thread); !is.Archived {
			t.Error("the thread was not put away with its last case")
		}
	})
}

// In the thread the log can be written to the bot, or sent as a file; a photo is answered.
func TestInTheThreadTheLogIsWrittenToTheBot(t *testing.T) {
	inDiscord(t, workflow.ByPeople, func(t *testing.T, w *world, d *discordService) {
		by, at := d.ids[priya.ID], "<@"+discordtest.BotUser+"> "
		w.ask("123")
		w.await("123 · Please press sync")
		w.pressSync()
		thread := string(w.awaitInThread("Time to read the event log").Thread)
		d.Say(by, thread, at, discordtest.File{Name: "photo.png", Content: []byte("\x89PNG\r\n\x1a\n")})
		d.awaitAnswer(by, "This is a picture")
		d.Say(by, thread, at+"thanks") // no log, and no command
		d.awaitAnswer(by, "I couldn't find an invoice number in that.")
		d.Say(by, thread, at, discordtest.File{Name: "log.txt", Content: []byte(w.box.EventReport(northside))})
		w.awaitInThread(errorFound)
	})
}

// What somebody types is completed from what is followed, and in a guild only from what is served there.
func TestWhatIsFollowedCompletesWhatIsTyped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newDiscordWorld(t, workflow.ByGateway, byGateway)
		d := w.near.(*discordService)
		stop := w.keepAlive(&fuse{})
		w.ask("641")
		w.ask("123")
		choices, err := d.Complete(d.ids[priya.ID], d.general, "sync stop", map[string]any{"number": "64"}, "number")
		if err != nil || len(choices) != 1 || choices[0].Value != "641" || !strings.HasPrefix(choices[0].Name, "641 · ") {
			t.Errorf("%+v, %v", choices, err)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// awaitIn waits until the words stand in so many messages of the thread.
func (s *discordService) awaitIn(thread, words string, n int) {
	s.t.Helper()
	s.awaitSo(words+" in "+thread, func() bool { return countIn(s.Server.Messages(thread), words) == n })
}

// awaitAnswer waits until the bot has said the words to the person alone, whether there or directly.
func (s *discordService) awaitAnswer(by, words string) {
	s.t.Helper()
	s.awaitSo(words, func() bool {
		return countIn(slices.Concat(s.Ephemerals(by), s.Messages(s.DirectChannel(by))), words) == 1
	})
}

func (s *discordService) awaitSo(what string, so func() bool) {
	s.t.Helper()
	for range 4 * 3600 {
		if so() {
			return
		}
		time.Sleep(time.Second)
	}
	s.t.Fatalf("%s never came:\n%s", what, s)
}

func countIn(all []discordtest.Message, words string) (n int) {
	for _, m := range all {
		if m.By == discordtest.BotUser && strings.Contains(m.Reads, words) {
			n++
		}
	}
	return n
}
