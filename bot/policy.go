package bot

// Who may: the policy is asked before anything reaches the core.

import (
	"syncbot/bot/chat"
	"syncbot/workflow"
)

// asker is who did it, as the chat service vouches for it.
func asker(r chat.Request) workflow.Asker {
	return workflow.Asker{Platform: r.Place.Platform, ID: r.By.ID, Groups: r.Groups, Outsider: r.Outsider}
}

// needs is the right that a command needs.
func needs(v workflow.Verb) workflow.Right {
	if v == workflow.VerbSync {
		return workflow.MaySync
	}
	return workflow.MayAsk
}

// right is the most that the person may do, of those who may do anything.
func (b *Bot) right(r chat.Request) workflow.Right {
	if b.cfg.Policy.Refusal(asker(r), workflow.MaySync) == "" {
		return workflow.MaySync
	}
	return workflow.MayAsk
}
