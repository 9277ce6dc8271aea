package discord

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/workflow"
)

func TestWhatWasWritten(t *testing.T) {
	t.Parallel()
	const me = "99"
	for content, want := range map[string]struct {
		text   string
		people []workflow.User
	}{
		"<@99> 641":                           {"641", nil},
		"641 <@!99>":                          {"641", nil},
		"<@99> give 641 <@7>":                 {"give 641 @Mei Chen", []workflow.User{{ID: "7", Name: "Mei Chen"}}},
		"<@99> give 641 <@!8>":                {"give 641 @Lee", []workflow.User{{ID: "8", Name: "Lee"}}},
		"<@99> give 641 <@6>":                 {"give 641 @6", []workflow.User{{ID: "6", Name: "6"}}},
		"<@99> <@&5> 641 <#4>":                {"@role 641 #channel", nil},
		"<@99> 641 <:tick:12> <a:wave:13>":    {"641", nil},
		"<@99> </sync list:123>":              {"/sync list", nil},
		"<@99> 641 <t:1700000000:R>":          {"641", nil},
		"<@99> ```\n10:06 641 x < 3 > y\n```": {"10:06 641 x < 3 > y", nil},
	} {
		raw, _ := json.Marshal(map[string]any{
			"id": "1", "channel_id": "2", "author": map[string]any{"id": "3"}, "content": content,
			"mentions": []any{map[string]any{"id": "99"}, map[string]any{"id": "7", "username": "mei", "member": map[string]any{"nick": "Mei Chen"}}, map[string]any{"id": "8", "username": "l", "global_name": "Lee"}},
		})
		m, err := writtenOf(raw)
		if err != nil {
			t.Fatal(err)
		}
		text, people := m.plain(me)
		if diff := cmp.Diff(want.people, people); text != want.text || diff != "" {
			t.Errorf("%q: %q, want %q; people (-want +got):\n%s", content, text, want.text, diff)
		}
	}
}

func TestOnlyNewWordsOfPeopleCount(t *testing.T) {
	t.Parallel()
	for more, want := range map[string]bool{
		``: true, `,"type":19`: true, `,"edited_timestamp":null`: true, `,"type":7`: false, `,"webhook_id":"4"`: false,
		`,"edited_timestamp":"2026-01-01T00:00:00Z"`: false, `,"author":{"id":"3","bot":true}`: false, `,"content":7`: true,
	} {
		m, err := writtenOf([]byte(`{"id":"1","channel_id":"2","author":{"id":"3"}` + more + `}`))
		if err != nil || m.byPerson() != want {
			t.Errorf("%s: %v, %v; want %v", more, m.byPerson(), err, want)
		}
	}
	for _, raw := range []string{``, `null`, `{}`, `[]`, `{"id":"1","channel_id":"2"}`, `{"id":"1","channel_id":"../2","author":{"id":"3"}}`} {
		if _, err := writtenOf([]byte(raw)); err == nil {
			t.Errorf("%s was read", raw)
		}
	}
}

func TestWhichFileIsMeant(t *testing.T) {
	t.Parallel()
	picture, log, csv := attachment{Name: "a.png", Type: "image/png"}, attachment{Name: "a.LOG"}, attachment{Name: "x", Type: "text/csv; charset=utf-8"}
	for name, c := range map[string]struct {
		files []attachment
		text  string
		want  string
	}{
		"none": {nil, "", ""}, "the first of text": {[]attachment{picture, log, csv}, "641", "a.LOG"}, "by its type": {[]attachment{csv}, "", "x"},
		"a picture alone": {[]attachment{picture}, "", "a.png"}, "a picture beside words": {[]attachment{picture}, "641", ""},
	} {
		a, is := written{Attachments: c.files}.fileIn(c.text)
		if a.Name != c.want || is != (c.want != "") {
			t.Errorf("%s: %q, want %q", name, a.Name, c.want)
		}
	}
}

// Nobody makes the bot load anything from elsewhere.
func TestFilesAreAtDiscord(t *testing.T) {
	t.Parallel()
	own := Options{APIURL: "http://discord.test/api/"}
	for address, want := range map[string]bool{
		"https://cdn.discordapp.com/attachments/1/2/a.log?ex=1": true, "https://media.discordapp.net/attachments/1/2/a.log": true,
		"http://cdn.discordapp.com/attachments/1/2/a.log": false, "https://cdn.discordapp.com.evil.example/a": false, "https://evil.example/a": false,
		"https://cdn.discordapp.com@evil.example/a": false, "https://u:p@cdn.discordapp.com/a": false, "http://169.254.169.254/latest": false, "file:///etc/passwd": false, "": false,
		"http://discord.test/attachments/1": true, "https://discord.test/attachments/1": false,
	} {
		if got := own.holdsFiles(address); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if (Options{}).holdsFiles("http://discord.test/attachments/1") {
		t.Error("a file was looked for beside Discord's own API")
	}
}

func FuzzWritten(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","channel_id":"2","author":{"id":"3"},"content":"<@99> give 641 <@7> <#4> <@&5> </a b:1> <t:1:R>","mentions":[{"id":"7","member":{"nick":"x"}}]}`,
		`{"id":"1","channel_id":"2","guild_id":"5","author":{"id":"3","bot":true},"attachments":[{"filename":"a","url":"x","size":1}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := writtenOf(raw)
		if err != nil {
			return
		}
		_ = m.byPerson()
		text, _ := m.plain("99")
		if a, is := m.fileIn(text); is {
			_ = Options{}.holdsFiles(a.URL)
		}
	})
}
