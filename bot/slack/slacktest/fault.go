package slacktest

// Faults of the Web API and of response URLs, on demand.

import (
	"net/http"
	"net/url"
	"time"
)

type faultKind int

const (
	none faultKind = iota
	answerLost
	requestLost
	landsLate
	tooMany
	breaks
	landsAndBreaks
	slow
	refuses
	hangs
)

// Fault is what happens to one call. The zero Fault lets it through.
type Fault struct {
	kind   faultKind
	wait   time.Duration
	code   string
	status int
}

// LoseAnswer lets the call be done and cuts the connection.
func LoseAnswer() Fault { return Fault{kind: answerLost} }

// LoseRequest cuts the connection before anything is done.
func LoseRequest() Fault { return Fault{kind: requestLost} }

// LandAfter cuts the connection at once and lets the call be done d later.
func LandAfter(d time.Duration) Fault { return Fault{kind: landsLate, wait: d} }

// TooMany does nothing and answers 429 with a Retry-After of d, in whole seconds, rounded up.
func TooMany(d time.Duration) Fault { return Fault{kind: tooMany, wait: d} }

// HTTPError does nothing and answers with the status, such as 500, 502 or 404, and a page of HTML.
func HTTPError(status int) Fault { return Fault{kind: breaks, status: status} }

// DoneButHTTPError lets the call be done and answers with the status all the same.
func DoneButHTTPError(status int) Fault { return Fault{kind: landsAndBreaks, status: status} }

// Slow lets the call be done d later, and answered then.
func Slow(d time.Duration) Fault { return Fault{kind: slow, wait: d} }

// Refuse does nothing and answers that it is not ok: invalid_auth, token_revoked, not_in_channel …
func Refuse(code string) Fault { return Fault{kind: refuses, code: code} }

// Hang does nothing and answers nothing until the caller gives up.
func Hang() Fault { return Fault{kind: hangs} }

// ResponseURL is the name under which Next spoils what is posted to response URLs.
const ResponseURL = "response_url"

type faults struct {
	calls  []Call
	next   map[string][]Fault
	onCall func(Call) Fault
}

func newFaults() faults { return faults{next: map[string][]Fault{}} }

// Next spoils the next calls of the method, one fault a call.
func (s *Server) Next(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.next[method] = append(s.faults.next[method], faults...)
}

// OnCall lets decide choose the fault of every call that Next says nothing about. It is called before anything is done and
// may use the Server; nil lets everything through.
func (s *Server) OnCall(decide func(Call) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.onCall = decide
}

// begin counts a call and takes its fault.
func (s *Server) begin(name string, args url.Values) Fault {
	s.mu.Lock()
	c := Call{N: len(s.faults.calls) + 1, Method: name, Args: args, At: time.Now()}
	s.faults.calls = append(s.faults.calls, c)
	decide := s.faults.onCall
	if next := s.faults.next[name]; len(next) > 0 {
		s.faults.next[name] = next[1:]
		s.mu.Unlock()
		return next[0]
	}
	s.mu.Unlock()
	if decide == nil {
		return Fault{}
	}
	return decide(c)
}

// exchange is one request as it can be spoilt: what it does, and how that is answered.
type exchange struct {
	do    func() (object, error)
	write func(http.ResponseWriter, object, error)
}

// spoil does the request as its fault says.
func (s *Server) spoil(w http.ResponseWriter, r *http.Request, f Fault, x exchange) {
	switch f.kind {
	case none, slow:
		s.Sleep(f.wait)
		answer, err := x.do()
		x.write(w, answer, err)
	case tooMany:
		x.write(w, nil, tooFast{f.wait})
	case refuses:
		x.write(w, nil, refuse(f.code))
	case breaks:
		http.Error(w, trouble, f.status)
	case landsAndBreaks:
		_, _ = x.do()
		http.Error(w, trouble, f.status)
	default:
		s.abort(r, f, x.do)
	}
}

const trouble = "<html><body>Slack is having trouble</body></html>"

// abort ends the connection without an answer.
func (s *Server) abort(r *http.Request, f Fault, do func() (object, error)) {
	switch f.kind {
	case answerLost:
		_, _ = do()
	case landsLate:
		s.After(f.wait, func() { _, _ = do() })
	case hangs:
		select {
		case <-r.Context().Done():
		case <-s.Done():
		}
	}
	panic(http.ErrAbortHandler)
}
