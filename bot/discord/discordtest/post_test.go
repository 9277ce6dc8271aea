package discordtest_test

// What messages promise over REST.

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

func TestNonceGivesTheSameMessageForThreeMinutes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		const once = `{"content":"once","nonce":"k1","enforce_nonce":true}`
		first := r.post(r.ch, once)
		other := r.AddChannel(discordtest.Channel{Name: "other"})
		if again := r.post(other, once); again != first {
			t.Errorf("the nonce of the same author gives %s, should be %s", again, first)
		}
		time.Sleep(3 * time.Minute)
		if later := r.post(r.ch, once); later == first {
			t.Error("the nonce protects for ever")
		}
		if loose := r.post(r.ch, `{"content":"once","nonce":"k1"}`); loose == first || len(r.Messages(r.ch)) != 3 {
			t.Errorf("a nonce that is not enforced protects:\n%s", r)
		}
	})
}

func TestListingIsNewestFirst(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		var ids []string
		for n := range 5 {
			ids = append(ids, r.post(r.ch, text(fmt.Sprint(n))))
		}
		tests := []struct {
			query string
			want  []string
		}{
			{"", []string{"4", "3", "2", "1", "0"}},
			{"?limit=2", []string{"4", "3"}},
			{"?limit=2&after=" + ids[0], []string{"2", "1"}},
			{"?after=0", []string{"4", "3", "2", "1", "0"}},
			{"?limit=2&before=" + ids[3], []string{"2", "1"}},
			{"?limit=3&around=" + ids[2], []string{"3", "2", "1"}},
			{"?after=" + ids[4], []string{}},
		}
		for _, tt := range tests {
			if diff := cmp.Diff(tt.want, contents(r.call("GET", messagesOf(r.ch)+tt.query, "").List)); diff != "" {
				t.Errorf("%s: %s", tt.query, diff)
			}
		}
		r.refused(400, 50035, "GET", messagesOf(r.ch)+"?limit=101", "")
	})
}

func TestEditReplacesWhatItNames(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.post(r.ch, `{"content":"before","embeds":[{"title":"stays"}]}`)
		path := messagesOf(r.ch) + "/" + id
		got := r.ok("PATCH", path, `{"content":"after <@`+r.kim+`>","ID":"","Channel":"","components":null}`)
		m := r.Messages(r.ch)[0]
		if m.Reads != "after @Kim C\nstays" || got["edited_timestamp"] == nil || len(m.Mentions) != 0 {
			t.Errorf("after the edit stands %+v", m)
		}
		if diff := cmp.Diff([]string{"before\nstays"}, m.Was); diff != "" {
			t.Error(diff)
		}
		r.refused(400, 50006, "PATCH", path, `{"content":"","embeds":[]}`)
		r.refused(404, 10008, "PATCH", messagesOf(r.ch)+"/1", text("x"))
		post := r.AddPost(r.forum, "n", r.kim, "hers")
		r.refused(403, 50005, "PATCH", messagesOf(post)+"/"+post, text("x"))
	})
}

func TestMessagesOfOthersComeWithoutContent(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for text, want := range map[string]string{"hers": "", "<@" + discordtest.BotUser + "> hi": "<@" + discordtest.BotUser + "> hi"} {
			post := r.AddPost(r.forum, "n", r.kim, text)
			if got := r.ok("GET", messagesOf(post)+"/"+post, "")["content"]; got != want {
				t.Errorf("the bot reads %q, should be %q", got, want)
			}
		}
	})
}

func TestDelete(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		path := messagesOf(r.ch) + "/" + r.post(r.ch, text("x"))
		if a := r.call("DELETE", path, ""); a.Status != http.StatusNoContent {
			t.Errorf("deleting gives %d", a.Status)
		}
		r.refused(404, 10008, "GET", path, "")
	})
}

func TestLimits(t *testing.T) {
	long := func(n int) string { return strings.Repeat("a", n) }
	embed := func(inside string) string { return `{"embeds":[{"description":"d",` + inside + `}]}` }
	field := func(name, value string) string { return `"fields":[{"name":"` + name + `","value":"` + value + `"}]` }
	row := func(buttons ...string) string {
		return `{"content":"x","components":[{"type":1,"components":[` + strings.Join(buttons, ",") + `]}]}`
	}
	button := func(id, label string) string {
		return `{"type":2,"style":1,"label":"` + label + `","custom_id":"` + id + `","disabled":false,"emoji":null}`
	}
	link := func(url string) string { return `{"type":2,"style":5,"label":"l","url":"` + url + `"}` }
	tests := []struct{ name, body, wrong string }{ // wrong: where; empty: nothing
		{"content", text(long(2000)), ""},
		{"content too long", text(long(2001)), "content"},
		{"content counts as clients do", text(strings.Repeat("😀", 1001)), "content"},
		{"content of a wrong type", `{"content":5}`, "content"},
		{"nulls and stray keys", `{"content":"x","embeds":null,"components":null,"sticker_ids":null,"tts":false,"ID":""}`, ""},
		{"title", embed(`"title":"` + long(257) + `"`), "embeds.0.title"},
		{"description", `{"embeds":[{"description":"` + long(4097) + `"}]}`, "embeds.0.description"},
		{"nothing in an embed", `{"embeds":[{"type":"rich"}]}`, "embeds.0.description"},
		{"fields", embed(`"fields":[` + strings.TrimSuffix(strings.Repeat(`{"name":"n","value":"v"},`, 26), ",") + `]`), "embeds.0.fields"},
		{"field", embed(field("n", long(1024))), ""},
		{"field name", embed(field(long(257), "v")), "embeds.0.fields.0.name"},
		{"field value", embed(field("n", long(1025))), "embeds.0.fields.0.value"},
		{"empty field", embed(field("n", " ")), "embeds.0.fields.0.value"},
		{"footer", embed(`"footer":{"text":"` + long(2049) + `"}`), "embeds.0.footer.text"},
		{"author", embed(`"author":{"name":"` + long(257) + `"}`), "embeds.0.author.name"},
		{"all embeds", `{"embeds":[{"description":"` + long(3001) + `"},{"description":"` + long(3000) + `"}]}`, "embeds"},
		{"eleven embeds", `{"embeds":[` + strings.Repeat(`{"title":"t"},`, 10) + `{"title":"t"}]}`, "embeds"},
		{"row", row(button("a", "A"), button("b", "B"), link("https://x.test/")), ""},
		{"empty row", row(), "components.0.components"},
		{"six buttons", row(strings.Split(strings.Repeat(link("https://x.test/")+" ", 6), " ")[:6]...), "components.0.components"},
		{"no row", `{"content":"x","components":[` + button("a", "A") + `]}`, "components.0.type"},
		{"the same custom_id", row(button("a", "A"), button("a", "B")), "components.0.components.1.custom_id"},
		{"long custom_id", row(button(long(101), "A")), "components.0.components.0.custom_id"},
		{"no custom_id", row(button("", "A")), "components.0.components.0.custom_id"},
		{"long label", row(button("a", long(81))), "components.0.components.0.label"},
		{"no label", row(button("a", "")), "components.0.components.0.label"},
		{"long url", row(link("https://x.test/" + long(500))), "components.0.components.0.url"},
		{"no url", row(link("x")), "components.0.components.0.url"},
		{"unknown style", row(`{"type":2,"style":9,"label":"l","custom_id":"a"}`), "components.0.components.0.style"},
		{"unknown type", row(`{"type":99,"style":1,"label":"l","custom_id":"a"}`), "components.0.components.0.type"},
		{"nonce", `{"content":"x","nonce":"` + long(26) + `"}`, "nonce"},
		{"mentions", `{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}`, "allowed_mentions"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(_ *testing.T, r *rig) {
				r.t = t
				if tt.wrong == "" {
					r.post(r.ch, tt.body)
					return
				}
				at := r.refused(400, 50035, "POST", messagesOf(r.ch), tt.body)["errors"]
				for step := range strings.SplitSeq(tt.wrong, ".") {
					inside, _ := at.(object)
					at = inside[step]
				}
				if inside, _ := at.(object); inside["_errors"] == nil {
					t.Errorf("nothing is said to be wrong with %s", tt.wrong)
				}
			})
		})
	}
	inBubble(t, func(_ *testing.T, r *rig) {
		r.refused(400, 50006, "POST", messagesOf(r.ch), `{"content":" "}`)
		r.refused(400, 50109, "POST", messagesOf(r.ch), `{`)
	})
}

func TestAllowedMentions(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		role := r.AddRole(discordtest.Role{Name: "staff", Mentionable: true})
		said := "<@" + r.kim + "> <@!" + r.lee + "> <@&" + role + "> @everyone"
		all := []string{r.kim, r.lee, role, "everyone"}
		tests := []struct {
			allowed string
			want    []string
		}{
			{`null`, all},
			{`{"parse":null}`, all},
			{`{"parse":[]}`, nil},
			{`{"parse":["users"]}`, []string{r.kim, r.lee}},
			{`{"parse":["roles"]}`, []string{role}},
			{`{"parse":[],"users":["` + r.lee + `"]}`, []string{r.lee}},
			{`{"roles":["` + role + `"]}`, []string{role}},
		}
		for _, tt := range tests {
			r.post(r.ch, `{"content":"`+said+`","allowed_mentions":`+tt.allowed+`}`)
			all := r.Messages(r.ch)
			got := all[len(all)-1]
			if diff := cmp.Diff(tt.want, got.Mentions); diff != "" {
				t.Errorf("%s pings: %s", tt.allowed, diff)
			}
			if got.Reads != "@Kim C @lee @staff @everyone" {
				t.Errorf("people read %q", got.Reads)
			}
		}
		r.post(r.ch, `{"embeds":[{"description":"<@`+r.kim+`>"}]}`)
		if all := r.Messages(r.ch); all[len(all)-1].Mentions != nil {
			t.Error("an embed pings")
		}
	})
}
