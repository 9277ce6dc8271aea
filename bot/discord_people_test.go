package bot_test

// What people do in Discord. What fails they do again, which is another deed there.

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"syncbot/bot/chat/chattest"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

func inOrder(all []chattest.Record) []chattest.Record {
	slices.SortStableFunc(all, func(a, b chattest.Record) int { return a.At.Compare(b.At) })
	return all
}

// command uses /sync where the text begins with one of its subcommands, else /syncstatus.
func (s *discordService) command(by workflow.User, text string, mentions ...workflow.User) string {
	s.t.Helper()
	name, options := "syncstatus", map[string]any{"number": text}
	verb, rest, _ := strings.Cut(text, " ")
	if slices.Contains([]string{"check", "list", "status", "again", "snooze", "stop", "take", "give"}, verb) {
		number, until, _ := strings.Cut(rest, " ")
		name, options = "sync "+verb, map[string]any{}
		if number != "" {
			options["number"] = number
		}
		if verb == "snooze" && until != "" {
			options["until"] = until
		}
		for _, u := range mentions {
			options["to"] = s.ids[u.ID]
		}
	}
	return s.untilAnswered(by, func() (string, error) { return "", s.Command(s.ids[by.ID], s.general, name, options) })
}

// press presses the button, and types what it asks for.
func (s *discordService) press(by workflow.User, ref workflow.Ref, label, typed string) (string, error) {
	s.t.Helper()
	if _, ok := s.pressable(by, ref, label); !ok {
		return "", fmt.Errorf("nothing can be pressed as %q at %s:\n%s", label, ref, s)
	}
	id := s.ids[by.ID]
	return s.untilAnswered(by, func() (string, error) {
		where, ok := s.pressable(by, ref, label)
		if !ok {
			return "", errGone
		}
		err := s.Press(id, where, string(ref), label)
		if err != nil || typed == "" {
			return "", err
		}
		if _, open := s.Modal(id); !open {
			return "", discordtest.ErrUnacknowledged // no form came
		}
		err = s.Submit(id, map[string]string{"typed": typed})
		_ = s.CloseModal(id) // where nothing was taken in, the person begins anew
		return "", err
	}), nil
}

// pressable finds where the message stands whose button can be pressed.
func (s *discordService) pressable(by workflow.User, ref workflow.Ref, label string) (where string, ok bool) {
	at := append(s.Messages(s.general), s.Messages(s.DirectChannel(s.ids[by.ID]))...)
	for _, m := range s.Messages(s.general) {
		at = append(at, s.Thread(m.ID)...)
	}
	for _, m := range at {
		if m.ID == string(ref) && slices.ContainsFunc(m.Buttons(), func(b discordtest.Button) bool { return b.Label == label }) {
			if m.Thread != "" {
				return m.Thread, true
			}
			return m.Channel, true
		}
	}
	return "", false
}

// untilAnswered does a deed until it is answered, and gives the answer.
func (s *discordService) untilAnswered(by workflow.User, do func() (answer string, err error)) string {
	s.t.Helper()
	return s.until(asking{
		do: func() (string, error) { return s.reached(do) },
		answers: func() []string {
			var all []string
			for _, m := range s.Ephemerals(s.ids[by.ID]) {
				all = append(all, m.Reads)
			}
			return all
		},
		trouble: func(err error) bool {
			return errors.Is(err, discordtest.ErrUnacknowledged) || errors.Is(err, errUnknown)
		},
		again: func() { _ = s.Again() },
	})
}

// errUnknown is what a person sees before the bot has registered its commands, or Discord knows where it is.
var errUnknown = errors.New("no such command is known yet")

// reached does a deed where Discord knows how to reach the bot, and what it offers.
func (s *discordService) reached(do func() (string, error)) (string, error) {
	if s.door == byEndpoint && !s.known {
		reach := &http.Client{Transport: &http.Transport{DisableKeepAlives: true, DialContext: s.dialBot}}
		if s.DeliverOverHTTP("http://syncbot.example/discord/interactions", reach) != nil {
			return "", errUnknown
		}
		s.known = true
	}
	if s.CommandWrites() == 0 {
		return "", errUnknown
	}
	return do()
}

func (s *discordService) unplug() {
	s.setOffline(true)
	s.Down()
}

func (s *discordService) plug() {
	s.setOffline(false)
	s.Up()
}
