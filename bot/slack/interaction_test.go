package slack

// Interactions that are strange in some part: what the bot does not need loses none, and where it needs the part, whoever
// acted hears of it.

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// numbersOf are the numbers in a message that Slack delivers so with a shortcut.
func numbersOf(t *testing.T, message string) []string {
	t.Helper()
	d, err := decode("interactive", []byte(`{"type":"message_action","callback_id":"check_sync_status","trigger_id":"1","user":{"id":"U1"},"message":`+message+`}`))
	if err != nil || d.interaction.odd {
		t.Fatalf("%s is not read: %v", message, err)
	}
	var all []string
	for _, doc := range workflow.NumbersIn(readable(d.interaction.Message)) {
		all = append(all, doc.Number)
	}
	return all
}

func TestStrangeMessagesHaveTheirNumbers(t *testing.T) {
	for _, strange := range []string{
		`"blocks":[{"type":7}]`,
		`"blocks":[{"type":"table","rows":"x"}]`,
		`"blocks":"x"`,
		`"attachments":[{"ts":"soon","text":"x"}]`,
		`"attachments":[{"id":"1","color":1}]`,
		`"attachments":[{"text":"x","ts":""}]`,
		`"attachments":[{"text":"x","fields":[{"title":"a","value":1,"short":true}]}]`,
		`"attachments":7`,
		`"files":[{"id":"F1","size":"12"}]`,
		`"ts":1,"thread_ts":["x"]`,
		`"metadata":7,"edited":"x"`,
	} {
		if diff := cmp.Diff([]string{"INV-641"}, numbersOf(t, `{`+strange+`,"text":"INV-641"}`)); diff != "" {
			t.Errorf("%s: %s", strange, diff)
		}
	}
	if got := numbersOf(t, `"x"`); len(got) > 0 {
		t.Errorf("no message has the numbers %v", got)
	}
}

func TestNumbersInBlocksAndAttachments(t *testing.T) {
	for _, c := range []struct {
		name, message string
		want          []string
	}{
		{"a section", `{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*INV-641* &amp; <https://x.example|INV-642>"}}]}`, []string{"INV-641", "INV-642"}},
		{"fields", `{"blocks":[{"type":"section","fields":[{"type":"mrkdwn","text":"Invoice 641"},{"type":"mrkdwn","text":"Invoice 642"}]}]}`, []string{"641", "642"}},
		{"a header and context", `{"blocks":[{"type":"header","text":{"type":"plain_text","text":"INV-641"}},{"type":"context","elements":[{"type":"mrkdwn","text":"INV-642"}]}]}`, []string{"INV-641", "INV-642"}},
		{"rich text in pieces", `{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"INV-"},{"type":"text","text":"641","style":{"bold":true}}]}]}]}`, []string{"INV-641"}},
		{"a list", `{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","elements":[
			{"type":"rich_text_section","elements":[{"type":"text","text":"INV-641"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"INV-642"}]}]}]}]}`, []string{"INV-641", "INV-642"}},
		{"a table", `{"blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"INV-641"},{"type":"raw_text","text":"INV-642"}]]}]}`, []string{"INV-641", "INV-642"}},
		{"attachments", `{"attachments":[{"pretext":"INV-641","title":"INV-642","text":"INV-643","fields":[{"title":"Invoice","value":"INV-644"}]}]}`, []string{"INV-641", "INV-642", "INV-643", "INV-644"}},
		{"blocks of an attachment", `{"attachments":[{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"INV-641"}}]}]}`, []string{"INV-641"}},
		{"what a button sends", `{"blocks":[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Pay"},"value":"INV-641"}]}]}`, nil},
		{"said twice", `{"text":"INV-641","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"INV-641"}}]}`, []string{"INV-641"}},
	} {
		if diff := cmp.Diff(c.want, numbersOf(t, c.message)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// An app whose message has its words in blocks only.
func TestShortcutOnTheMessageOfAnApp(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		words := slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, "Invoice INV-641 is late", false, false), nil, nil)
		_, ts, err := r.bot.api.PostMessageContext(t.Context(), r.support, slack.MsgOptionBlocks(words))
		r.do(err)
		r.do(r.Shortcut(r.kim, r.support, ts, shortcutCallback))
		r.fill(r.kim, nil)
		if got := e.last(t); !strings.Contains(got.Text, "INV-641") {
			t.Errorf("heard %q", got.Text)
		}
	})
}

// A press is heard whatever message it stands under.
func TestPressUnderAStrangeMessage(t *testing.T) {
	inForeignMessages(t, func(t *testing.T, r abroad) {
		r.delivers("interactive", `{"type":"block_actions","trigger_id":"1","user":{"id":"KIM","team_id":7},"message":{"blocks":[{"type":7}]},
			"state":{"values":"x"},"actions":[`+followButton(t)+`],"container":{"type":"message","channel_id":"`+r.support+`","message_ts":"2.2","is_ephemeral":"no"}}`)
		if got := r.e.last(t); got.Press == nil || got.Press.Case != caseC {
			t.Errorf("heard %+v", got)
		}
	})
}

// Where what counts cannot be read, whoever acted reads so.
func TestWhatCannotBeReadIsAnswered(t *testing.T) {
	for name, payload := range map[string]string{
		"a press":               `{"type":"block_actions","trigger_id":"1","user":{"id":"KIM"},"actions":"x","channel":{"id":"SUPPORT"}}`,
		"a press without an id": `{"type":"block_actions","trigger_id":1,"user":{"id":"KIM"},"actions":[]}`,
		"a press from nowhere":  `{"type":"block_actions","trigger_id":"1","user":{"id":"KIM"},"actions":[{"action_id":"follow:1"}],"container":{"type":"new"}}`,
		"a submission":          `{"type":"view_submission","trigger_id":"1","user":{"id":"KIM"},"view":{"type":"modal","callback_id":"ask","private_metadata":"{\"c\":\"C1\"}","state":{"values":[]}}}`,
		"a modal of nobody":     `{"type":"view_submission","trigger_id":"1","user":{"id":"KIM"},"view":{"type":"modal","callback_id":"ask"}}`,
		"a shortcut":            `{"type":"message_action","callback_id":"check_sync_status","trigger_id":"1","user":{"id":"KIM"},"channel":"C1","message":{"text":"INV-641"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			inForeignMessages(t, func(t *testing.T, r abroad) {
				r.delivers("interactive", strings.ReplaceAll(payload, "SUPPORT", r.support))
				settle()
				var heard []string
				for _, m := range append(r.Ephemerals(r.kim), r.Messages(r.DirectChannel(r.kim))...) {
					heard = append(heard, m.Reads)
				}
				if len(r.e.all()) > 0 || len(heard) != 1 || wordless.Replace(heard[0]) != wordless.Replace(unreadable) {
					t.Errorf("kim reads %q; %d were handed on", heard, len(r.e.all()))
				}
			})
		})
	}
}

// What nobody did, or nobody waits for, is no deed.
func TestInteractionsThatAreNoDeeds(t *testing.T) {
	for _, payload := range []string{
		`{"type":"view_closed","user":{"id":"KIM"},"trigger_id":7}`,
		`{"type":"block_suggestion","user":{"id":"KIM"}}`,
		`{"type":"message_action","callback_id":"another","user":{"id":"KIM"},"trigger_id":"1"}`,
		`{"type":"block_actions","user":{"id":"KIM"},"trigger_id":"1","actions":[]}`,
	} {
		inForeignMessages(t, func(t *testing.T, r abroad) {
			r.delivers("interactive", payload)
			settle()
			if n := len(r.e.all()) + len(r.Ephemerals(r.kim)) + len(r.Messages(r.DirectChannel(r.kim))); n > 0 {
				t.Errorf("%s is taken as a deed", payload)
			}
		})
	}
	for _, payload := range []string{`{"type":"block_actions","user":7}`, `{"type":7,"user":{"id":"U1"}}`, `[]`, `null`, `{`} {
		if d, err := decode("interactive", []byte(payload)); err == nil {
			t.Errorf("%s is read as %+v", payload, d.interaction)
		}
	}
}

// A number of blanks is no number: the form stays open and says what it needs.
func TestAFormWithoutANumberStaysOpen(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		settle()
		if err := r.Submit(r.kim, map[string]string{"Number": "  "}); err == nil || !strings.Contains(err.Error(), noNumber) {
			t.Errorf("kim reads %v", err)
		}
		v, open := r.Modal(r.kim)
		if !open || v.Callback != askCallback || v.Errors[numbersID] != noNumber || len(e.all()) > 0 {
			t.Errorf("the modal is %+v; %d were handed on", v, len(e.all()))
		}
		time.Sleep(time.Second)
		r.fill(r.kim, map[string]string{"Number": "641"})
		if got := e.last(t); got.Text != "641" {
			t.Errorf("heard %q", got.Text)
		}
	})
}

// What cannot be read stays in the form, for whoever typed it to mend; what is wrong stands under it, as it is typed there.
func TestAFormThatCannotBeReadKeepsWhatWasTyped(t *testing.T) {
	throughEachDoor(t, func(t *testing.T, r *rig, e *ear) {
		r.do(r.Command(r.kim, r.support, "/syncstatus"))
		settle()
		for typed, want := range map[string]string{
			"hello there":                "I couldn't find an invoice number in that. Try: INV-123, or payment 641.",
			"hello 641":                  "I read only numbers here, not a sentence. Did you mean: 641?",
			"list <x>":                   `I read "list", but not "<x>" after it. Try: list, or list at northside.`,
			"1,2,3,4,5,6,7,8,9,10,11,12": "That's 12 numbers; I take 10 at a time.",
		} {
			err := r.Submit(r.kim, map[string]string{"Number": typed})
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: kim reads %v, want %q", typed, err, want)
			}
			if v, open := r.Modal(r.kim); !open || v.Callback != askCallback || v.Errors[numbersID] != want || len(e.all()) > 0 {
				t.Errorf("%q: the modal is %+v; %d were handed on", typed, v, len(e.all()))
			}
		}
		r.fill(r.kim, map[string]string{"Number": "641", "What is it?": "Payment"})
		if got := e.last(t); got.Text != "payment 641" {
			t.Errorf("heard %q", got.Text)
		}
	})
}

// FuzzReadable: no message does harm, and its text is always in what people read.
func FuzzReadable(f *testing.F) {
	for _, s := range []string{`[{"type":"section","text":{"type":"mrkdwn","text":"x"}}]`, `[[["x"]]]`, `{"elements":{"elements":[1,null,"x"]}}`, `"x"`, `7`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, parts string) {
		d, err := decode("interactive", []byte(`{"type":"message_action","user":{"id":"U1"},"message":{"text":"INV-641","blocks":`+parts+`,"attachments":`+parts+`}}`))
		if err == nil && !strings.HasPrefix(readable(d.interaction.Message), "INV-641") {
			t.Errorf("%s loses the text", parts)
		}
	})
}
