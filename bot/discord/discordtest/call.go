package discordtest

// One call of the REST API: how it is read, spoilt, performed and answered.

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Call is one call of the REST API that reached the server.
type Call struct {
	N      int    // counts all calls, from 1
	Route  string // such as PostMessage; the path without the API's base
	Method string
	Path   string // as it was asked for, without the API's base
	Query  url.Values
	Body   json.RawMessage // empty where there was none
	At     time.Time
}

type object = map[string]any

// request is a call while it is performed.
type request struct {
	Call
	value  func(name string) string // what stands in the path for a name of the route
	token  string                   // as the header of authorization has it
	stands *standing                // where its bucket stands; nil where it has none
}

// read decodes the body.
func (c *request) read(into any) error {
	if len(c.Body) == 0 || json.Unmarshal(c.Body, into) != nil {
		return refuse(http.StatusBadRequest, codeBadJSON, "The request body contains invalid JSON.")
	}
	return nil
}

// whole gives a number of the query, or the default.
func (c *request) whole(name string, otherwise int) (int, error) {
	text := c.Query.Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, one(name, "NUMBER_TYPE_COERCE", "Value is not int.")
	}
	return n, nil
}

// Calls are all calls of the REST API so far, spoilt ones too; with routes only those of these.
func (s *Server) Calls(routes ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Call
	for _, c := range s.faults.calls {
		if len(routes) == 0 || slices.Contains(routes, c.Route) {
			found = append(found, c)
		}
	}
	return found
}

var apiBase = regexp.MustCompile(`^/api(?:/v(?:9|10))?(/.*)$`)

// serveAPI finds the route below the API's base.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	below := apiBase.FindStringSubmatch(r.URL.Path)
	q := r.Clone(r.Context())
	q.URL.Path, q.URL.RawPath = "/", ""
	if below != nil {
		q.URL.Path = below[1]
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	s.record.add(r, body)
	q.Body = bodyOf(r, body)
	s.api.ServeHTTP(w, q)
}

// serveCall serves one call of a route.
func (s *Server) serveCall(w http.ResponseWriter, r *http.Request, to route) {
	body, _ := r.Body.(sent)
	c := &request{
		Call:  Call{Route: to.name, Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), Body: body.text, At: time.Now()},
		value: r.PathValue, token: r.Header.Get("Authorization"),
	}
	fault := s.begin(&c.Call)
	s.drain(to, c, fault)
	do := func() (any, error) { return s.perform(to, c) }
	write := func(answer any, err error) { s.answer(w, c, answer, err) }
	s.spoil(w, r, fault, exchange{do, write})
}

// sent is the body of a request that has been read.
type sent struct {
	io.ReadCloser
	text json.RawMessage
}

// bodyOf keeps a body that is JSON; any other is as if it were broken JSON.
func bodyOf(r *http.Request, body []byte) sent {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if len(body) > 0 && kind != "application/json" {
		body = []byte("not application/json")
	}
	return sent{r.Body, body}
}

// perform does the call.
func (s *Server) perform(to route, c *request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !to.open {
		if !s.admits(c.token) {
			return nil, unauthorized
		}
		if err := s.pace.global(); err != nil {
			return nil, err
		}
	}
	if to.limit > 0 {
		stands, err := s.pace.take(to, c)
		c.stands = stands
		if err != nil {
			return nil, err
		}
	}
	return to.run(s, c)
}

// answer writes the answer of a call: JSON, or nothing with 204.
func (s *Server) answer(w http.ResponseWriter, c *request, answer any, err error) {
	var no refusal
	var fast tooFast
	status := http.StatusOK
	switch {
	case errors.As(err, &no):
		status, answer = no.status, no.body()
	case errors.As(err, &fast):
		status, answer = http.StatusTooManyRequests, fast.body()
		fast.tell(w.Header())
	case answer == nil:
		status = http.StatusNoContent
	case c.Route == StartThread || c.Route == BeginThread:
		status = http.StatusCreated
	}
	if c.stands != nil {
		c.stands.tell(w.Header())
	}
	s.count(invalid(status, err))
	if status != http.StatusNoContent {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	if status != http.StatusNoContent {
		_ = json.NewEncoder(w).Encode(answer)
	}
}
