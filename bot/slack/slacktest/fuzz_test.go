package slacktest_test

// Whatever an app sends, it is answered, and what was taken can be read and pressed.

import (
	"encoding/json"
	"testing"
)

func FuzzBlocks(f *testing.F) {
	f.Add(stop(""))
	f.Add("[" + section(10) + "," + actions(button("a", ""), button("b", `,"url":"https://example.com"`)) + "]")
	f.Add(`[{"type":"section","text":{"type":"mrkdwn","text":"<@U1> <!date^1^{time}|then> &lt;b&gt;"},"accessory":{"type":"overflow","options":[]}}]`)
	f.Add(`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U1"}]}]}]`)
	f.Add(`[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"ordered","offset":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]},1]}]}]`)
	f.Add(`[{"type":"context","elements":[{"type":"image","image_url":"https://example.com","alt_text":"a"}]},null,1,[]]`)
	f.Add(`{}`)
	f.Fuzz(func(t *testing.T, blocks string) {
		r := newRig(t)
		answer := r.call("chat.postEphemeral", "channel", r.ch, "user", r.kim, "text", "x", "blocks", blocks)
		if answer["ok"] == false && (answer["error"] == nil || answer["error"] == "") {
			t.Errorf("refused without a reason: %v", answer)
		}
		r.call("views.publish", "user_id", r.kim, "view", `{"type":"home","blocks":`+blocks+`}`)
		if home, ok := r.Home(r.kim); ok {
			_ = r.Reads(home)
			_ = home.Buttons()
		}
		for _, m := range r.Ephemerals(r.kim) {
			if m.Blocks != nil && !json.Valid(m.Blocks) {
				t.Errorf("what was taken is no JSON: %s", m.Blocks)
			}
			_ = m.Buttons()
		}
	})
}
