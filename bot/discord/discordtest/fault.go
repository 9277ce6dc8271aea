package discordtest

// Faults of the REST API, on demand.

import (
	"io"
	"net/http"
	"time"
)

type faultKind int

const (
	none faultKind = iota
	answerLost
	requestLost
	landsLate
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
	status int
	answer error
}

// LoseAnswer lets the call be done and cuts the connection.
func LoseAnswer() Fault { return Fault{kind: answerLost} }

// LoseRequest cuts the connection before anything is done.
func LoseRequest() Fault { return Fault{kind: requestLost} }

// LandAfter cuts the connection at once and lets the call be done d later.
func LandAfter(d time.Duration) Fault { return Fault{kind: landsLate, wait: d} }

// TooMany does nothing and answers 429: the bucket of the call is empty for d, also for the calls that come after.
func TooMany(d time.Duration) Fault {
	return Fault{kind: refuses, answer: tooFast{wait: d, scope: scopeUser}}
}

// TooManyGlobal does nothing and answers 429: the bot may call nothing for d.
func TooManyGlobal(d time.Duration) Fault {
	return Fault{kind: refuses, answer: tooFast{wait: d, scope: scopeGlobal}}
}

// TooManyShared does nothing and answers 429: all bots together were too fast there. It is no invalid request.
func TooManyShared(d time.Duration) Fault {
	return Fault{kind: refuses, answer: tooFast{wait: d, scope: scopeShared}}
}

// Slow lets the call be done d later, and answered then.
func Slow(d time.Duration) Fault { return Fault{kind: slow, wait: d} }

// Hang does nothing and answers nothing until the caller gives up.
func Hang() Fault { return Fault{kind: hangs} }

// HTTPError does nothing and answers with the status, such as 500 or 502, and a page of HTML.
func HTTPError(status int) Fault { return Fault{kind: breaks, status: status} }

// DoneButHTTPError lets the call be done and answers with the status all the same.
func DoneButHTTPError(status int) Fault { return Fault{kind: landsAndBreaks, status: status} }

// Refuse does nothing and answers with the status, and with Discord's code and words: 403, 50001, "Missing Access" …
func Refuse(status, code int, message string) Fault {
	return Fault{kind: refuses, answer: refuse(status, code, message)}
}

type faults struct {
	calls  []Call
	next   []Fault            // of whatever call comes
	nextOf map[string][]Fault // by route
	decide func(Call) Fault
}

// Next spoils the next calls of the REST API, whatever they are, one fault a call.
func (s *Server) Next(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.next = append(s.faults.next, faults...)
}

// NextOf spoils the next calls of the route, such as PostMessage, one fault a call. It comes before Next.
func (s *Server) NextOf(route string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.nextOf == nil {
		s.faults.nextOf = map[string][]Fault{}
	}
	s.faults.nextOf[route] = append(s.faults.nextOf[route], faults...)
}

// Spoil lets decide choose the fault of every call that NextOf and Next say nothing about. It is called before anything is
// done and may use the Server; nil lets everything through.
func (s *Server) Spoil(decide func(Call) Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.decide = decide
}

// begin counts a call and takes its fault.
func (s *Server) begin(c *Call) Fault {
	s.mu.Lock()
	c.N = len(s.faults.calls) + 1
	s.faults.calls = append(s.faults.calls, *c)
	f, ordered := s.faults.ordered(c.Route)
	decide := s.faults.decide
	s.mu.Unlock()
	if ordered || decide == nil {
		return f
	}
	return decide(*c)
}

// ordered takes the next fault that NextOf or Next asked for.
func (f *faults) ordered(route string) (Fault, bool) {
	if next := f.nextOf[route]; len(next) > 0 {
		f.nextOf[route] = next[1:]
		return next[0], true
	}
	if len(f.next) > 0 {
		next := f.next[0]
		f.next = f.next[1:]
		return next, true
	}
	return Fault{}, false
}

// exchange is one request as it can be spoilt: what it does, and how that is answered.
type exchange struct {
	do    func() (any, error)
	write func(answer any, err error)
}

// spoil does the request as its fault says.
func (s *Server) spoil(w http.ResponseWriter, r *http.Request, f Fault, x exchange) {
	switch f.kind {
	case none, slow:
		s.Sleep(f.wait)
		x.write(x.do())
	case refuses:
		x.write(nil, f.answer)
	case breaks:
		s.trouble(w, f.status)
	case landsAndBreaks:
		_, _ = x.do()
		s.trouble(w, f.status)
	default:
		s.abort(r, f, x.do)
	}
}

// trouble answers with a page, as what stands before Discord does.
func (s *Server) trouble(w http.ResponseWriter, status int) {
	s.count(invalid(status, nil))
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, "<html><body>Discord is having trouble</body></html>")
}

// abort ends the connection without an answer.
func (s *Server) abort(r *http.Request, f Fault, do func() (any, error)) {
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
