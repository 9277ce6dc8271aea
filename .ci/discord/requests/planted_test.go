package main

// The checks find what is planted, and nothing in what is right.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const file = "../../../../shared/specs/discord-openapi.json"

var read = sync.OnceValues(func() (*judge, error) { return readJudge(file) }) // takes seconds

// judging is a judge by Discord's own description. Where that is not beside the checkout, the test is left out; in CI it fails.
func judging(t *testing.T) *judge {
	t.Helper()
	j, err := read()
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") == "" {
		t.Skipf("not checked: %s is not beside the checkout", filepath.Base(file))
	}
	if err != nil {
		t.Fatal(err)
	}
	return j
}

const (
	post     = "POST /channels/12/messages"
	edit     = "PATCH /channels/12/messages/34"
	thread   = "POST /channels/12/messages/34/threads"
	channel  = "PATCH /channels/12"
	callback = "POST /interactions/56/token/callback"
	reply    = "PATCH /webhooks/78/token/messages/@original"
	commands = "PUT /applications/78/commands"
	silent   = `"allowed_mentions":{"parse":[]}`
	known    = `"nonce":"k1","enforce_nonce":true,` + silent
	status   = `"name":"syncstatus","description":"See","type":1`
)

// asked is a request in short: "METHOD PATH?QUERY".
func asked(what, body string) request {
	method, path, _ := strings.Cut(what, " ")
	path, query, _ := strings.Cut(path, "?")
	return request{Method: method, Path: path, Query: query, ContentType: "application/json", Body: []byte(body)}
}

// found is what is wrong with a request, in one line.
func (j *judge) found(r request) string { return strings.Join(j.wrong(r), "; ") }

func TestWhatIsRightPasses(t *testing.T) {
	j := judging(t)
	for what, body := range map[string]string{
		post:     `{"content":"641 · Synced","embeds":[{"title":"641","fields":[{"name":"a","value":"b"}]}],"components":[{"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"a"}]}],` + known + `}`,
		edit:     `{"content":"641","allowed_mentions":{"parse":[],"users":["99"],"replied_user":false}}`,
		thread:   `{"name":"641","auto_archive_duration":1440}`,
		channel:  `{"archived":true}`,
		callback: `{"type":4,"data":{"content":"641","flags":64,` + silent + `}}`,
		reply:    `{"content":"641",` + silent + `}`,
		commands: `[{` + status + `,"default_member_permissions":"2048","contexts":[0,1],"integration_types":[0],"options":[{"type":3,"name":"number","description":"Its number","autocomplete":true}]}]`,
		"GET /channels/12/messages?limit=50&after=34": "null",
		"GET /gateway":   "",
		"GET /users/@me": "",
	} {
		if said := j.found(asked(what, body)); said != "" {
			t.Errorf("%s %s: %s", what, body, said)
		}
	}
}

func TestWhatIsPlantedIsFound(t *testing.T) {
	j := judging(t)
	for _, p := range []struct{ what, body, said string }{
		{post, `{"content":5,` + known + `}`, "/content: got number, want null or string"},
		{post, `{"content":"a","nonce":"` + strings.Repeat("n", 30) + `","enforce_nonce":true,` + silent + `}`, "maxLength: got 30, want 25"},
		{callback, `{"type":99}`, "/type: value must be"},
		{commands, `[{` + status + `,"options":[{"type":3,"name":"number"}]}]`, "missing property 'description'"},
		{thread, `{"name":"641","auto_archive_duration":1441}`, "auto_archive_duration: value must be"},
		{channel, `{"auto_archive_duration":1441}`, "auto_archive_duration: value must be"},
		{post, `{"kontent":"a",` + known + `}`, "additional properties 'kontent' not allowed"},
		{post, `{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"` + strings.Repeat("l", 81) + `"}]}],` + known + `}`, "maxLength: got 81, want 80"},
		{thread, "null", "POST operation request content type"},
		{"GET /gateway", `{"a":1}`, "is not declared"},
		{"GET /channels/12/messages?limit=101", "", "limit: maximum: got 101, want 100"},
		{"GET /channels/12/messages?befour=1", "", "query parameter 'befour'"},
		{"GET /channels/general", "", "channel_id: 'general' does not match pattern"},
		{"POST /channels/12/messages/34/explode", `{}`, "not found"},
	} {
		if said := j.found(asked(p.what, p.body)); !strings.Contains(said, p.said) {
			t.Errorf("%s %s: %q", p.what, p.body, said)
		}
	}
	form := asked(post, `{"content":"a",`+known+`}`)
	form.ContentType = "text/plain"
	if said := j.found(form); !strings.Contains(said, "content type 'text/plain' does not exist") {
		t.Errorf("text for JSON: %q", said)
	}
}

// What the description lets pass, the rules find.
func TestWhatTheDescriptionDoesNotTell(t *testing.T) {
	j := judging(t)
	long := func(n int) string { return strings.Repeat("w", n) }
	for _, p := range []struct{ what, body, said string }{
		{post, `{"content":"` + long(2001) + `",` + known + `}`, "content of 2001 characters"},
		{edit, `{"content":"` + long(2001) + `",` + silent + `}`, "content of 2001 characters"},
		{post, `{"embeds":[{"description":"` + long(3000) + `"},{"description":"` + long(3000) + `","footer":{"text":"f"}}],` + known + `}`, "embeds of 6001 characters in all"},
		{post, `{"content":"a",` + silent + `}`, `the nonce ""`},
		{post, `{"content":"a","nonce":"k1",` + silent + `}`, "a nonce that is not enforced"},
		{post, `{"content":"a","nonce":"k1","enforce_nonce":true}`, "no allowed_mentions"},
		{edit, `{"content":"a"}`, "no allowed_mentions"},
		{reply, `{"content":"a"}`, "no allowed_mentions"},
		{callback, `{"type":4,"data":{"content":"a"}}`, "no allowed_mentions"},
		{edit, `{"allowed_mentions":{"parse":null}}`, "allowed_mentions without an empty parse"},
		{edit, `{"allowed_mentions":{"parse":["everyone"]}}`, "allowed_mentions without an empty parse"},
		{edit, `{"allowed_mentions":{"parse":[],"users":["1","2"]}}`, "more than one is pinged"},
		{edit, `{"allowed_mentions":{"parse":[],"roles":["1"]}}`, "more than one is pinged"},
		{edit, fmt.Sprintf(`{"components":[{"type":1,"components":[%[1]s,%[1]s]}],%[2]s}`, `{"type":2,"style":1,"label":"More","custom_id":"a"}`, silent), `the custom_id "a" twice`},
	} {
		r := asked(p.what, p.body)
		if said := j.faults(r); len(said) > 0 {
			t.Errorf("%s %s: the description finds it: %s", p.what, p.body, said)
		}
		if said := j.found(r); said != p.said {
			t.Errorf("%s %s: %q", p.what, p.body, said)
		}
	}
}

// An exception lets pass what it is for, and nothing else.
func TestTheExceptionIsNarrow(t *testing.T) {
	j := judging(t)
	for value, passes := range map[string]bool{`"2048"`: true, `null`: true, `2048`: false, `"many"`: false, `true`: false} {
		said := j.found(asked(commands, `[{`+status+`,"default_member_permissions":`+value+`}]`))
		if (said == "") != passes {
			t.Errorf("%s: %q", value, said)
		}
	}
	if err := j.except(); err == nil || !strings.Contains(err.Error(), "no longer needed") {
		t.Errorf("where the description says what is so: %v", err)
	}
}
