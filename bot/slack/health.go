package slack

// Health: what the calls of the Web API tell of the bot token, and whether Slack answers at all.

import (
	"errors"

	"syncbot/bot/outcome"
)

// learn takes in the outcome of a call. A refusal is an answer, and so is being asked to wait.
func (s *Slack) learn(err error) {
	switch {
	case errors.Is(err, errToken):
		s.health.TokenRefused(err)
	case err == nil, outcome.IsRefused(err):
		s.health.Accepted()
	case errors.Is(err, errTooFast):
		s.health.Answered()
	default:
		s.health.Failed(err, s.options.Now())
	}
	s.tellHealth()
}

// tellHealth lets the log hear when what the bot says does not arrive any more, and when it does again.
func (s *Slack) tellHealth() { s.health.Tell(s.log(), s.options.Now(), s.state.clock) }
