package bot_test

// What people do in Slack. What fails they do again, which is another deed there.

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"syncbot/bot/slack/slacktest"
	"syncbot/workflow"
)

func (s *slackService) command(by workflow.User, text string, mentions ...workflow.User) string {
	s.t.Helper()
	for _, u := range mentions {
		text = regexp.MustCompile(`(?i)@`+u.Name).ReplaceAllLiteralString(text, "@"+u.Name)
	}
	return s.untilAnswered(by, func() (string, error) { return "", s.Command(string(by.ID), general, "/syncstatus "+text) })
}

// press presses the button, types what it asks for, and closes the answer where it is a modal.
func (s *slackService) press(by workflow.User, ref workflow.Ref, label, typed string) (string, error) {
	s.t.Helper()
	if !s.canPress(ref, label) {
		return "", fmt.Errorf("nothing can be pressed as %q at %s:\n%s", label, ref, s)
	}
	return s.untilAnswered(by, func() (answer string, err error) {
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

// untilAnswered does a deed until it is answered, and gives the answer. One that comes in no modal stands beside the messages.
func (s *slackService) untilAnswered(by workflow.User, do func() (answer string, err error)) string {
	s.t.Helper()
	return s.until(asking{
		do: func() (string, error) { return s.reached(do) },
		answers: func() []string {
			var all []string
			for _, m := range s.Ephemerals(string(by.ID)) {
				all = append(all, m.Reads)
			}
			return all
		},
		trouble: isTrouble, again: func() { _ = s.Again() },
	})
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

func (s *slackService) unplug() {
	s.setOffline(true)
	s.Down()
}

func (s *slackService) plug() {
	s.setOffline(false)
	s.Up()
}
