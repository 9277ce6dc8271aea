package bot

// A person's own page: what is open for them, and in the channels that they are in.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// Home says what the person's own page shows. It is a [chat.ShowHome].
func (b *Bot) Home(ctx context.Context, r chat.Request) (chat.Home, error) {
	if refusal := b.cfg.Policy.Refusal(asker(r), workflow.MayAsk); refusal != "" {
		return chat.Home{Text: workflow.Words(refusal)}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, handleTimeout)
	defer cancel()
	all, err := b.Cases(ctx, "")
	if err != nil {
		return chat.Home{}, fmt.Errorf("home of %s: %w", r.By.ID, err)
	}
	all = slices.DeleteFunc(all, func(c workflow.Case) bool { return !concerns(r, c) })
	h := chat.Home{Text: workflow.Followed(len(all))}
	for _, c := range workflow.ByAge(all) {
		h.Cases = append(h.Cases, b.standing(r, c))
	}
	slices.SortStableFunc(h.Cases, byConcern)
	return h, nil
}

// concerns says that the person owns the case, or is in its channel or one that follows it.
func concerns(r chat.Request, c workflow.Case) bool {
	reads := func(p workflow.Place) bool {
		return p.Platform == r.Place.Platform && slices.Contains(r.Channels, p.Channel)
	}
	follows := slices.ContainsFunc(c.Followers, func(f workflow.Follower) bool { return reads(f.Place) })
	return owns(r, c) || reads(c.Place) || follows
}

func owns(r chat.Request, c workflow.Case) bool {
	return c.Place.Platform == r.Place.Platform && c.Owner.ID == r.By.ID
}

// standing is the case as its root message shows it. A page has cases of several workshops, so each names its own where there
// are several.
func (b *Bot) standing(r chat.Request, c workflow.Case) chat.Standing {
	s := chat.Standing{Case: c.Ref(), Turn: c.Turn, Mine: owns(r, c)}
	if due := cmp.Or(c.NextLook(), c.RemindAt); !due.IsZero() {
		s.Due = due.In(b.cfg.Machine.ZoneOf(c))
	}
	s.Root = c.RootMessage()
	c.Desk = c.Desk || len(b.cfg.Machine.Workshops) > 1
	s.Note = b.cfg.Machine.Root(c)
	return s
}

// byConcern puts the person's own first, then what is due next; what waits for somebody comes last.
func byConcern(a, b chat.Standing) int {
	if a.Mine != b.Mine {
		if a.Mine {
			return -1
		}
		return 1
	}
	return dueOrder(a.Due).Compare(dueOrder(b.Due))
}

// dueOrder is the time itself; where there is none, later than all.
func dueOrder(due time.Time) time.Time {
	if due.IsZero() {
		return time.Unix(1<<40, 0)
	}
	return due
}
