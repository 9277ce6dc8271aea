package slack

// What an answer says to type can be typed where it is read.

import (
	"strings"
	"testing"

	"syncbot/bot/chat"
	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

// advising answers every deed with advice.
func (e *ear) advising() {
	e.answer = func(chat.Request) (workflow.Answer, error) {
		return workflow.Answer{Text: workflow.Words(spanned("l", "Try: /syncstatus list") + " or /syncstatus 641.\n" +
			spanned("q", "/syncstatus q") + "\n" + spanned("c", "/syncstatus c"))}, nil
	}
}

func TestAdviceCanBeFollowedWhereItIsRead(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.advising()
		root, err := r.Say(r.kim, r.support, "", "@syncbot 641")
		r.do(err)
		settle()
		_, err = r.Say(r.kim, r.support, root, "@syncbot 641")
		r.do(err)
		settle()
		alone, _, err := r.Direct(r.kim, "641")
		r.do(err)
		settle()
		r.do(r.Command(r.kim, r.support, "/syncstatus 641"))

		const foreign = "\n/syncstatus q\n/syncstatus c"
		private, direct := r.told()
		for i, want := range []string{
			"Try: /syncstatus list or /syncstatus 641.", "Try: @syncbot list or @syncbot 641.", "Try: /syncstatus list or /syncstatus 641.",
		} {
			if len(private) != 3 || private[i] != want+foreign {
				t.Errorf("kim reads %q, want %q and then what was quoted", private, want)
			}
		}
		if got := direct[len(direct)-1]; got != "Try: list or 641."+foreign {
			t.Errorf("alone with the bot kim reads %q", got)
		}
		for _, m := range r.Ephemerals(r.kim) {
			if len(m.Mentions) > 0 {
				t.Errorf("%q mentions %v", m.Reads, m.Mentions)
			}
		}
		if got := r.Ephemerals(r.kim)[1].Text; !strings.HasPrefix(got, "Try: @syncbot list or @syncbot 641.") {
			t.Errorf("the notification says %q", got)
		}
		r.do(r.Command(r.kim, alone, "/syncstatus 641"))
		got := ""
		for _, m := range r.Ephemerals(r.kim) {
			if m.Channel == alone {
				got = m.Reads
			}
		}
		if got != "Try: list or 641."+foreign {
			t.Errorf("for a command alone with the bot kim reads %q", got)
		}
	})
}

// Nothing is typed into the modal of an answer: what it says is for afterwards, in the channel.
func TestAdviceInModalsStaysAsItIs(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		e.advising()
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		r.fill(r.kim, map[string]string{"Number": "641"})
		r.modalReads(r.kim, "Try: /syncstatus list")
	})
}

// What the bot itself says reads well without the slash word.
func TestAdviceWithoutTheSlashWord(t *testing.T) {
	for _, c := range [][2]string{
		{unreadable, "I couldn't read that, so nothing was done. Type the number instead."},
		{string(errUnreadable), "I can't read that button any more. Ask again with the number."},
	} {
		if got := wordless.Replace(c[0]); got != c[1] {
			t.Errorf("it reads %q, want %q", got, c[1])
		}
	}
}

// Where Slack doesn't say who the bot is, nobody is told to mention nobody.
func TestAdviceOfABotWithoutAName(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		in := r.bot.listening(t.Context(), nil)
		defer in.Close()
		d := deed{user: r.kim, place: placeOf(r.support, "1.000001")}
		if in.advice(d, "") != nil || in.advice(d, slacktest.BotName) == nil {
			t.Error("the advice in a thread does not hang on the bot's name")
		}
	})
}
