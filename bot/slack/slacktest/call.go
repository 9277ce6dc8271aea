package slacktest

// One call of the Web API: how it is read, spoilt, performed and answered.

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Call is one call of the Web API that reached the server.
type Call struct {
	N      int // counts all calls, from 1
	Method string
	Args   url.Values // the token left out
	At     time.Time
}

type object = map[string]any

// refusal is an answer that is not ok.
type refusal struct {
	code  string
	extra object
}

func (r refusal) Error() string { return r.code }

func refuse(code string) error { return refusal{code, nil} }

// tooFast is an answer of 429.
type tooFast struct{ wait time.Duration }

func (tooFast) Error() string { return "ratelimited" }

// method is what the Web API can do under one name.
type method struct {
	appLevel bool     // wants the app-level token
	perMin   int      // its tier: calls a minute; 0 is special
	scopes   []string // any of them, where the conversation does not decide
	run      func(*Server, url.Values) (object, error)
}

var methods = map[string]method{
	"auth.test":             {run: (*Server).authTest},
	"apps.connections.open": {run: (*Server).connectionsOpen, appLevel: true, perMin: 1},
	"chat.getPermalink":     {run: (*Server).getPermalink},
	"chat.postEphemeral":    {run: (*Server).postEphemeral, perMin: 100, scopes: []string{"chat:write"}},
	"chat.postMessage":      {run: (*Server).postMessage, scopes: []string{"chat:write"}},
	"chat.scheduleMessage":  {run: (*Server).schedule, perMin: 50, scopes: []string{"chat:write"}},
	"chat.update":           {run: (*Server).update, perMin: 50, scopes: []string{"chat:write"}},
	"conversations.history": {run: (*Server).history, perMin: 50},
	"conversations.info":    {run: (*Server).conversationInfo, perMin: 50},
	"conversations.open":    {run: (*Server).conversationOpen, perMin: 50, scopes: []string{"im:write"}},
	"conversations.replies": {run: (*Server).threadReplies, perMin: 50},
	"usergroups.users.list": {run: (*Server).groupUsers, perMin: 20, scopes: []string{"usergroups:read"}},
	"users.conversations":   {run: (*Server).memberships, perMin: 50},
	"users.info":            {run: (*Server).userInfo, perMin: 100, scopes: []string{"users:read"}},
	"views.open":            {run: (*Server).viewOpen, perMin: 100},
	"views.publish":         {run: (*Server).viewPublish, perMin: 100},
	"views.update":          {run: (*Server).viewUpdate, perMin: 100},
}

// Calls are all calls of the Web API so far, spoilt ones too; with names only those of the methods so called.
func (s *Server) Calls(names ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Call
	for _, c := range s.faults.calls {
		if len(names) == 0 || slices.Contains(names, c.Method) {
			found = append(found, c)
		}
	}
	return found
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	args, token, err := arguments(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	name := r.PathValue("method")
	fault := s.begin(name, args)
	do := func() (object, error) { return s.perform(name, token, args) }
	s.spoil(w, r, fault, exchange{do, s.respond})
}

// perform does the call.
func (s *Server) perform(name, token string, args url.Values) (object, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, known := methods[name]
	if !known {
		return nil, refuse("unknown_method")
	}
	if err := s.app.admit(token, m); err != nil {
		return nil, err
	}
	if err := s.pace.tier(name, m.perMin); err != nil {
		return nil, err
	}
	return m.run(s, args)
}

// arguments reads what the call was given: as a form, as JSON, or in the address, and the token from there or the header.
func arguments(r *http.Request) (url.Values, string, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, "", err
	}
	args := r.URL.Query()
	var given url.Values
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		given, err = flatten(body)
	} else {
		given, err = url.ParseQuery(string(body))
	}
	if err != nil {
		return nil, "", err
	}
	maps.Copy(args, given)
	token := args.Get("token")
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	args.Del("token")
	return args, token, nil
}

// flatten makes a form of a JSON object: what is no string stays JSON.
func flatten(body []byte) (url.Values, error) {
	var given map[string]json.RawMessage
	if len(body) == 0 {
		return url.Values{}, nil
	}
	if err := json.Unmarshal(body, &given); err != nil {
		return nil, err
	}
	args := url.Values{}
	for name, raw := range given {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		args.Set(name, text)
	}
	return args, nil
}

// respond writes the answer of a call.
func (s *Server) respond(w http.ResponseWriter, answer object, err error) {
	body := object{"ok": err == nil}
	maps.Copy(body, answer)
	var no refusal
	var fast tooFast
	status := http.StatusOK
	switch {
	case errors.As(err, &no):
		maps.Copy(body, no.extra)
		body["error"] = no.code
	case errors.As(err, &fast):
		body["error"] = err.Error()
		status = http.StatusTooManyRequests
		w.Header().Set("Retry-After", strconv.Itoa(int((fast.wait+time.Second-1)/time.Second)))
	}
	s.mu.Lock()
	w.Header().Set("X-OAuth-Scopes", s.app.provided())
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func truth(args url.Values, name string) bool {
	v := args.Get(name)
	return v == "true" || v == "1"
}
