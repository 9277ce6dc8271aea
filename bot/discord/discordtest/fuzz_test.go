package discordtest_test

// Whatever an app sends, it is answered, and what was taken can be read and pressed.

import (
	"encoding/json"
	"testing"
)

func FuzzMessage(f *testing.F) {
	f.Add(`{"content":"**a** _b_ ` + "`c` ```d```" + ` <@1> <t:5:R> [a](https://x.test/) \\* > q\n- r"}`)
	f.Add(`{"embeds":[{"title":"t","fields":[{"name":"n","value":"v"}],"footer":{"text":"f"}}],"allowed_mentions":{"parse":null}}`)
	f.Add(`{"content":"x","components":[{"type":1,"components":[{"type":2,"style":5,"label":"l","url":"https://x.test/"}]}]}`)
	f.Add(`{"embeds":[null],"components":[null,{"type":1,"components":null}],"nonce":1.5,"message_reference":{}}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, body string) {
		r := newRig(t)
		a := r.call("POST", messagesOf(r.ch), body)
		if a.Status != 200 && (a.Body["code"] == nil || a.Body["message"] == nil) {
			t.Errorf("refused without a reason: %d %v", a.Status, a.Body)
		}
		r.call("POST", "/channels/"+r.forum+"/threads", body)
		r.call("PUT", globally, body)
		for _, m := range r.Messages(r.ch) {
			if !json.Valid(m.Raw) {
				t.Errorf("what was taken is no JSON: %s", m.Raw)
			}
			_ = m.Buttons()
		}
		_ = r.String()
	})
}
