package console

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat/chattest"
	"syncbot/workflow"
)

func TestKeepsThePromises(t *testing.T) {
	chattest.Run(t, service)
	chattest.RunVirtual(t, service)
}

func TestKeepsThePromisesWithPersonas(t *testing.T) { chattest.Run(t, practiceService) }

func service(t *testing.T) chattest.Service         { return serviceOf(t, options(t)) }
func practiceService(t *testing.T) chattest.Service { return serviceOf(t, withPersonas(options(t))) }

// serviceOf is a console through pipes. What the suite reads back is what was printed.
func serviceOf(t *testing.T, o Options) chattest.Service {
	o.Now = time.Now
	d := sitDown(t, o, nil)
	r := &reader{t: t, desk: d, path: o.Transcript, only: "(only " + d.reader() + ") "}
	return chattest.Service{
		Platform: d.Console, User: dave,
		Place:  workflow.Place{Platform: "console", Channel: "demo"},
		Closed: workflow.Place{Platform: "console", Channel: "elsewhere"},
		Ask:    func(text string) chattest.Delivery { return r.deliver("/syncstatus " + text + "\n") },
		Press: func(ref workflow.Ref, label, typed string) chattest.Delivery {
			if label == paste.Label {
				typed += "\n."
			}
			return r.deliver(r.number(ref, label) + "\n" + typed + "\n")
		},
		Read: r.shown,
		Harmless: func(t *testing.T, s chattest.Shown) {
			if strings.ContainsFunc(s.Text, func(r rune) bool { return r < ' ' && r != '\n' }) {
				t.Errorf("control characters were printed: %q", s.Text)
			}
		},
	}
}

// reader reads the printed paper as a person does. The transcript tells it which block stands at which reference.
type reader struct {
	t     *testing.T
	desk  *desk
	path  string
	only  string // what stands before what Dave alone reads
	deeds int
}

// deliver types the lines and a /help, which is answered only after the bot has answered what stands before it.
func (r *reader) deliver(lines string) chattest.Delivery {
	r.deeds++
	n, acknowledged, ended := r.deeds, make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(r.t.Context())
	go func() {
		defer close(ended)
		_, err := io.WriteString(r.desk.keys, lines+"/help\n")
		if err == nil && r.desk.paper.await(ctx, r.only+"/syncstatus INV-123 follows", n) {
			close(acknowledged)
		}
	}()
	r.t.Cleanup(func() { cancel(); _ = r.desk.keys.Close(); <-ended })
	return chattest.Delivery{Acknowledged: acknowledged}
}

var (
	blockStart = regexp.MustCompile(`(?m)^ *\d{1,2}:\d\d [ap]m  `)
	echoed     = regexp.MustCompile(`(?m)^> .*\n`)
	numbered   = regexp.MustCompile(`(?m)\[(\d+)\] (.+?)(?:   |$)`)
	linked     = regexp.MustCompile(`(?m)↗ (.+?)(?:: https?://\S+)?(?:   |$)`)
)

// blocks are the printed messages, each as its lines without clock and margin.
func (r *reader) blocks() [][]string {
	printed := echoed.ReplaceAllString(r.desk.paper.String(), "")
	var all [][]string
	for _, b := range blockStart.Split(printed, -1)[1:] {
		lines := strings.Split(strings.TrimSuffix(b, "\n"), "\n")
		for i := range lines {
			lines[i] = strings.TrimPrefix(lines[i], margin)
		}
		all = append(all, lines)
	}
	return all
}

func (r *reader) shown() []chattest.Shown {
	content, err := os.ReadFile(r.path)
	if err != nil {
		r.t.Fatal(err)
	}
	entries, _, err := parseTranscript(content)
	if err != nil {
		r.t.Fatal(err)
	}
	entries = slices.DeleteFunc(entries, func(e entry) bool { return e.Kind == pressed })
	var all []chattest.Shown
	for _, b := range r.blocks() {
		told := strings.HasPrefix(b[0], r.only)
		if told && (len(entries) == 0 || entries[0].Only == "") {
			answer := entry{Ref: workflow.Ref(fmt.Sprint("answer", len(all)))}
			all = append(all, r.see(answer, b))
			continue
		}
		s := r.see(entries[0], b)
		at := slices.IndexFunc(all, func(o chattest.Shown) bool { return o.Ref == s.Ref })
		if at < 0 {
			all = append(all, s)
		} else {
			all[at] = s
		}
		entries = entries[1:]
	}
	return all
}

func (r *reader) see(e entry, lines []string) chattest.Shown {
	s := chattest.Shown{Ref: e.Ref, Text: strings.Join(lines, "\n")}
	if e.Heading != "" && lines[0] == cleanLine(e.Heading) {
		lines = lines[1:]
	}
	if title, in := strings.CutPrefix(lines[0], gutter+"in thread "); in && title != "" {
		s.Thread, lines = e.Thread, lines[1:]
	}
	body := strings.TrimPrefix(lines[0], gutter)
	if strings.HasPrefix(body, r.only) {
		s.Only = dave.ID
	}
	if strings.HasPrefix(body, "@"+dave.Name+" ") {
		s.Mentions = []workflow.UserID{dave.ID}
	}
	for _, m := range numbered.FindAllStringSubmatch(s.Text, -1) {
		s.Buttons = append(s.Buttons, m[2])
	}
	for _, m := range linked.FindAllStringSubmatch(s.Text, -1) {
		s.Links = append(s.Links, m[1])
	}
	return s
}

func (r *reader) number(ref workflow.Ref, label string) string {
	for _, s := range r.shown() {
		for _, m := range numbered.FindAllStringSubmatch(s.Text, -1) {
			if s.Ref == ref && m[2] == label {
				return m[1]
			}
		}
	}
	r.t.Fatalf("no button %q stands at %q:\n%s", label, ref, r.desk.paper)
	return ""
}
