package bot_test

// What people do in Slack. What fails they do again, which is another deed there.

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func (s *slackService) command(by workflow.User, text string, mentions ...workflow.User) string {
	s.t.Helper()
	for _, u := range mentions {
		text = regexp.MustCompile(`(?i)@`+u.Name).ReplaceAllLiteralString(text, "@"+u.Name)
	}
	return s.until(by, func() (string, error) { return "", s.Command(string(by.ID), general, "/syncstatus "+text) })
}

// press presses the button, types what it asks for, and closes the answer where it is a modal.
func (s *slackService) press(by workflow.User, ref workflow.Ref, label, typed string) (string, error) {
	s.t.Helper()
	if !s.canPress(ref, label) {
		return "", fmt.Errorf("nothing can be pressed as %q at %s:\n%s", label, ref, s)
	}
	return s.until(by, func() (answer string, err error) {
		if !s.canPress(ref, label) {
			return "", errGone
		}
		if err = s.Press(string(by.ID), general, string(ref), label); err == nil && typed != "" {
			answer, err = s.fill(by, typed)
		}
		return answer, err
	}), nil
}

func (s *slackService) canPress(ref workflow.Ref, label string) bool {
	return slices.ContainsFunc(s.Thread(general, string(ref)), func(m slacktest.Message) bool {
		return m.TS == string(ref) && slices.ContainsFunc(m.Buttons(), func(b slacktest.Button) bool { return b.Label == label })
	})
}

// fill submits the modal, reads the answer that takes its place, and closes that.
func (s *slackService) fill(by workflow.User, typed string) (answer string, err error) {
	if _, open := s.Modal(string(by.ID)); !open {
		return "", slacktest.ErrUnacknowledged // no form came
	}
	err = s.Submit(string(by.ID), map[string]string{"typed": typed})
	if v, open := s.Modal(string(by.ID)); open {
		answer = s.Reads(v)
		_ = s.CloseModal(string(by.ID)) // where nothing was taken in, the person begins anew
	}
	return answer, err
}

// errGone is a button that is not there any more: an earlier press was taken in.
var errGone = errors.New("the button is gone")

// tryAgain stands in an answer to a deed of which nothing came.
const tryAgain = "Try again in a moment."

// until does a deed until it is answered, and gives the answer. One that comes in no modal is looked for beside the messages.
func (s *slackService) until(by workflow.User, do func() (answer string, err error)) string {
	s.t.Helper()
	pause := time.Second
	for range 100 {
		before := len(s.Ephemerals(string(by.ID)))
		answer, err := s.reached(do)
		if s.again != nil && s.again() {
			_ = s.Again()
		}
		if err == nil && answer == "" {
			answer = s.answerTo(by, before)
		}
		switch {
		case errors.Is(err, errGone):
			return ""
		case err != nil && !isTrouble(err):
			s.t.Fatalf("%v:\n%s", err, s)
		case err == nil && answer != "" && !strings.Contains(answer, tryAgain):
			return answer
		}
		time.Sleep(pause)
		pause = min(2*pause, 30*time.Second)
	}
	s.t.Fatalf("never taken in:\n%s", s)
	return ""
}

// answerTo waits a while for what only the person reads, after so much before. It may never come.
func (s *slackService) answerTo(by workflow.User, before int) string {
	for range 20 {
		if all := s.Ephemerals(string(by.ID)); len(all) > before {
			return all[len(all)-1].Reads
		}
		time.Sleep(100 * time.Millisecond)
	}
	return ""
}

// isTrouble says whether a deed failed because the bot was not there or not fast enough.
func isTrouble(err error) bool {
	return errors.Is(err, slacktest.ErrNobody) || errors.Is(err, slacktest.ErrUnacknowledged) || strings.Contains(err.Error(), "http_error")
}

// reached does a deed where Slack knows how to reach the bot.
func (s *slackService) reached(do func() (string, error)) (string, error) {
	if s.door == bySigned && !s.known {
		const address = "http://syncbot.example/slack/events"
		reach := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: s.dialBot}}
		to := slacktest.Endpoints{Commands: address, Interactivity: address, Events: address, Client: reach}
		if s.DeliverOverHTTP(to) != nil {
			return "", slacktest.ErrNobody
		}
		s.known = true
	}
	return do()
}

// dialBot reaches the newest process.
func (s *slackService) dialBot(ctx context.Context, network, addr string) (net.Conn, error) {
	s.mu.Lock()
	p, off := s.pipe, s.offline
	s.mu.Unlock()
	if off {
		return nil, errors.New("no route to host")
	}
	return p.Dial(ctx, network, addr)
}

// unplug takes the network away between Slack and the bot, in both directions.
func (s *slackService) unplug() {
	s.setOffline(true)
	s.Down()
}

// plug ends unplug.
func (s *slackService) plug() {
	s.setOffline(false)
	s.Up()
}

func (s *slackService) setOffline(off bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offline = off
}
