package slacktest_test

// The limits of blocks, one by one.

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

func x(n int) string { return strings.Repeat("x", n) }

func section(n int) string {
	return fmt.Sprintf(`{"type":"section","text":{"type":"mrkdwn","text":%q}}`, x(n))
}

func actions(elements ...string) string {
	return `{"type":"actions","elements":[` + strings.Join(elements, ",") + `]}`
}

func button(label, more string) string {
	return fmt.Sprintf(`{"type":"button","text":{"type":"plain_text","text":%q}%s}`, label, more)
}

func times(n int, part func(int) string) []string {
	var all []string
	for i := range n {
		all = append(all, part(i))
	}
	return all
}

func TestLimitsOfBlocks(t *testing.T) {
	header := func(n int) string {
		return fmt.Sprintf(`{"type":"header","text":{"type":"plain_text","text":%q}}`, x(n))
	}
	divider := func(int) string { return `{"type":"divider"}` }
	buttons := func(i int) string { return button("b", fmt.Sprintf(`,"action_id":"a%d"`, i)) }
	tests := []struct {
		name   string
		blocks []string
		want   string
	}{
		{"50 blocks", times(50, divider), ""},
		{"51 blocks", times(51, divider), "invalid_blocks"},
		{"section of 3000", []string{section(3000)}, ""},
		{"section of 3001", []string{section(3001)}, "invalid_blocks"},
		{"empty section", []string{section(0)}, "invalid_blocks"},
		{"section of nothing", []string{`{"type":"section"}`}, "invalid_blocks"},
		{"header of 150", []string{header(150)}, ""},
		{"header of 151", []string{header(151)}, "invalid_blocks"},
		{"header with marks", []string{`{"type":"header","text":{"type":"mrkdwn","text":"x"}}`}, "invalid_blocks"},
		{"button of 75", []string{actions(button(x(75), ""))}, ""},
		{"button of 76", []string{actions(button(x(76), ""))}, "invalid_blocks"},
		{"value of 2000", []string{actions(button("b", `,"value":"`+x(2000)+`"`))}, ""},
		{"value of 2001", []string{actions(button("b", `,"value":"`+x(2001)+`"`))}, "invalid_blocks"},
		{"action_id of 256", []string{actions(button("b", `,"action_id":"`+x(256)+`"`))}, "invalid_blocks"},
		{"25 elements", []string{actions(times(25, buttons)...)}, ""},
		{"26 elements", []string{actions(times(26, buttons)...)}, "invalid_blocks"},
		{"no elements", []string{actions()}, "invalid_blocks"},
		{"one action_id twice", []string{actions(button("a", `,"action_id":"a"`), button("b", `,"action_id":"a"`))}, "invalid_blocks"},
		{"one block_id twice", []string{`{"type":"divider","block_id":"a"}`, `{"type":"divider","block_id":"a"}`}, "invalid_blocks"},
		{"unknown style", []string{actions(button("b", `,"style":"loud"`))}, "invalid_blocks"},
		{"unknown field", []string{`{"type":"divider","colour":"red"}`}, "invalid_blocks"},
		{"unknown block", []string{`{"type":"marquee"}`}, "invalid_blocks"},
		{"ten fields", []string{`{"type":"section","fields":[` + strings.Join(times(10, field), ",") + `]}`}, ""},
		{"eleven fields", []string{`{"type":"section","fields":[` + strings.Join(times(11, field), ",") + `]}`}, "invalid_blocks"},
		{"13,200 in all", times(6, func(int) string { return section(2200) }), ""},
		{"13,206 in all", times(6, func(int) string { return section(2201) }), "msg_blocks_too_long"},
		{"no list", []string{`{`}, "invalid_blocks_format"},
	}
	inBubble(t, func(t *testing.T, r *rig) {
		for _, tt := range tests {
			time.Sleep(time.Second)
			answer := r.call("chat.postMessage", "channel", r.ch, "text", "x", "blocks", "["+strings.Join(tt.blocks, ",")+"]")
			if got, _ := answer["error"].(string); got != tt.want {
				t.Errorf("%s: got %q, want %q: %.300v", tt.name, got, tt.want, answer["errors"])
			}
		}
	})
}

func field(int) string { return `{"type":"mrkdwn","text":"f"}` }

func TestInvalidBlocksSayWhere(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		answer := r.refused("invalid_blocks", "chat.postMessage", "channel", r.ch, "blocks", "["+section(3001)+"]")
		got, _ := json.Marshal(answer["response_metadata"])
		if want := `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`; !strings.Contains(string(got), want) {
			t.Errorf("it says %s, not %s", got, want)
		}
	})
}

func TestLongTextIsCutAndAttachmentsCounted(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.say("text", x(40_001))
		if got := len(r.Messages(r.ch)[0].Text); got != 40_000 {
			t.Errorf("%d characters stand", got)
		}
		many := "[" + strings.Join(times(101, func(int) string { return `{"text":"a"}` }), ",") + "]"
		r.refused("too_many_attachments", "chat.postMessage", "channel", r.ch, "attachments", many)
	})
}
