package discord

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	logtest "github.com/sirupsen/logrus/hooks/test"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

func TestAStrangeFieldLosesNoInteraction(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]interaction{
		`{"id":"1","token":"t","type":2,"member":{"user":{"id":"7"},"nick":null,"roles":["4"]},"data":{"name":"sync"}}`: {Type: isCommand},
		`{"id":"1","token":"t","type":2,"data":"strange","member":{"user":{"id":"7"}}}`:                                 {Type: isCommand, odd: true},
		`{"id":"1","token":"t","type":"two","member":{"user":{"id":"7"}}}`:                                              {odd: true},
		`{"id":"1","token":"t","type":0,"member":{"user":{"id":"7"}}}`:                                                  {},
		`{"id":"1","token":"t","type":3,"message":{"embeds":[7]},"user":{"id":"7"}}`:                                    {Type: isPress, odd: true},
	} {
		i, err := interactionOf([]byte(raw))
		if err != nil || i.ID != "1" || i.Token != "t" || i.Type != want.Type || i.odd != want.odd || i.who().ID != "7" {
			t.Errorf("%s: %+v, %v", raw, i, err)
		}
	}
}

func TestWhatCanNotBeAnsweredIsNoInteraction(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{``, `null`, `[]`, `7`, `{`, `{"type":2}`, `{"id":"1","type":2}`, `{"token":"t","type":2}`, `{"id":"../1","token":"t","type":2}`, `{"id":1,"token":"t","type":2}`} {
		if i, err := interactionOf([]byte(raw)); err == nil {
			t.Errorf("%s was read as %+v", raw, i)
		}
	}
}

// Nobody and nothing: a member or a user that is missing is no person, and does not harm.
func TestNobodyDidIt(t *testing.T) {
	t.Parallel()
	i, err := interactionOf([]byte(`{"id":"1","token":"t","type":2,"member":null,"user":null,"channel":null,"message":null,"data":null}`))
	if err != nil || i.who().ID != "" {
		t.Errorf("%+v, %v", i, err)
	}
}

// Whatever Discord sends, there is an answer that it takes, and nothing of nobody's is handed on.
func FuzzInteraction(f *testing.F) {
	log, _ := logtest.NewNullLogger()
	bot, err := New(Options{BotToken: "t", ApplicationID: "1", Log: log})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		`{"id":"1","token":"t","type":2,"member":{"user":{"id":"7"},"roles":["4"]},"data":{"name":"sync","options":[{"name":"give","type":1,"options":[{"name":"to","value":"7"}]}]}}`,
		`{"id":"1","token":"t","type":3,"user":{"id":"7"},"data":{"custom_id":"press:a/b:1:x::"},"message":{"embeds":[{"footer":{"text":"1: x"}}],"components":[{"components":[{"custom_id":"a","label":"b"}]}]}}`,
		`{"id":"1","token":"t","type":5,"data":{"custom_id":"ask","components":[{"type":18,"component":{"custom_id":"numbers","value":"641"}}]}}`,
		`{"id":"1","token":"t","type":2,"member":{"user":{"id":"7"}},"guild_id":"5","channel":{"id":"6"},"data":{"type":3,"target_id":"8","resolved":{"messages":{"8":{"content":"641"}}}}}`,
		`{"id":"1","token":"t","type":3,"member":{"user":{"id":"7"}},"guild_id":"5","channel":{"id":"6","type":11,"parent_id":"9"},"data":{"custom_id":"command:name:641 at"}}`,
		`{"id":"1","token":"t","type":4,"data":{"options":[{"name":"number","value":641,"focused":true}]}}`, `{"type":1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		i, err := interactionOf(raw)
		if err != nil {
			return
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // nothing leaves this machine
		run := bot.newRun(ctx, func(_ context.Context, q chat.Request) (workflow.Answer, error) {
			if q.Key != "discord:"+i.ID || q.By.ID == "" || q.Place.Channel == "" {
				t.Errorf("handed on: %+v", q)
			}
			return workflow.Answer{Text: "Heard."}, nil
		})
		defer run.Close()
		said := run.react(ctx, time.Now(), time.Now(), i)
		if _, err := json.Marshal(said); err != nil || said.Type != tells && said.Type != suggests && said.Type != asks {
			t.Errorf("answered %+v, %v", said, err)
		}
	})
}
