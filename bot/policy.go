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

// mayNotOpen says why the person may not open a case, and whom to ask; empty: they may. To ask after one that is open needs no
// such right.
func (b *Bot) mayNotOpen(r chat.Request) string {
	return b.cfg.Policy.Refusal(asker(r), workflow.MaySync)
}

// right is the most that the person may do, of those who may do anything.
func (b *Bot) right(r chat.Request) workflow.Right {
	if b.mayNotOpen(r) == "" {
		return workflow.MaySync
	}
	return workflow.MayAsk
}
