package discordtest_test

// How people read messages.

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReads(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		soon := time.Now().Add(59*time.Minute + 3*time.Second).Unix()
		afternoon := time.Date(2026, 11, 30, 14, 4, 0, 0, time.UTC).Unix()
		tests := []struct{ content, want string }{
			{"<@" + r.kim + "> <@&1> <#" + r.ch + "> <@5>", "@Kim C @unknown-role #support @unknown-user"},
			{fmt.Sprintf("<t:%d:t> <t:%d> <t:%d:R>", afternoon, afternoon, soon), "2:04 pm 30 November 2026 2:04 pm in 59 minutes"},
			{`\*not bold\* \<@1> \\ C:\temp`, `*not bold* <@1> \ C:\temp`},
			{"**bold *and* more** __under__ ~~gone~~ ||secret|| snake_case_name _it_", "bold and more under gone secret snake_case_name it"},
			{`***both*** **a\\** **a\*b**`, `both a\ a*b`},
			{"2 * 3 * 4 ** and_ so _on", "2 * 3 * 4 ** and_ so _on"},
			{"# Title\n-# small\n> quoted\n- item\n#1", "Title\nsmall\nquoted\n• item\n#1"},
			{"`**code** <@1>` ```\n**block** \\n\n```", "**code** <@1> **block** \\n"},
			{"[label](https://x.test/a_b_c) https://x.test/_a_ <https://y.test/>", "label https://x.test/_a_ https://y.test/"},
			{"</sync check:5> <:ok:7> <b>", "/sync check :ok: <b>"},
		}
		for _, tt := range tests {
			r.post(r.ch, text(tt.content))
			all := r.Messages(r.ch)
			if diff := cmp.Diff(tt.want, all[len(all)-1].Reads); diff != "" {
				t.Errorf("%q: %s", tt.content, diff)
			}
		}
	})
}

func TestEmbedsRead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.post(r.ch, `{"content":"c","embeds":[{"author":{"name":"**a**"},"title":"**t** <@`+r.kim+`>","description":"d <@`+r.kim+`>",
			"fields":[{"name":"n","value":"**v**"},{"name":"\u200b","value":"w"}],"footer":{"text":"*f*"}}],
			"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Press","custom_id":"p"}]}]}`)
		m := r.Messages(r.ch)[0]
		want := "c\n**a**\nt <@" + r.kim + ">\nd @Kim C\nn\nv\nw\n*f*"
		if diff := cmp.Diff(want, m.Reads); diff != "" {
			t.Error(diff)
		}
		if b := m.Buttons(); len(b) != 1 || b[0].Label != "Press" || b[0].CustomID != "p" {
			t.Errorf("the buttons are %+v", b)
		}
	})
}
