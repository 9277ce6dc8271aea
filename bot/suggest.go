package bot

// What somebody may mean who is typing a command: the documents that are followed where they are, those that they asked about
// lately, and the workshops.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"syncbot/bot/chat"
	"syncbot/workflow"
)

// Suggest is a [chat.Suggest]. Whoever may not ask is suggested nothing, and nobody anything of a workshop that the place does not serve.
func (b *Bot) Suggest(ctx context.Context, r chat.Request, about chat.Field, typed string, most int) ([]chat.Suggestion, error) {
	if b.cfg.Policy.Refusal(asker(r), workflow.MayAsk) != "" {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, handleTimeout)
	defer cancel()
	served := b.serves(r)
	var all []chat.Suggestion
	var before string
	var err error
	switch about {
	case chat.FieldNumber:
		before, typed = cutLast(typed)
		all, err = b.suggestNumbers(ctx, r, served)
	case chat.FieldFollowed:
		all, err = b.suggestFollowed(ctx, r, served)
	case chat.FieldWorkshop:
		all, err = b.suggestWorkshops(ctx, r, served)
	}
	if err != nil {
		return nil, fmt.Errorf("suggestions for %s: %w", r.By.ID, err)
	}
	all = slices.DeleteFunc(all, func(s chat.Suggestion) bool { return !meant(s, typed) })
	for i := range all {
		all[i].Value = before + all[i].Value
	}
	return all[:min(len(all), most)], nil
}

// cutLast cuts the number that is being typed off those before it: "641, 6" is "641, " and "6".
func cutLast(typed string) (before, last string) {
	i := strings.LastIndex(typed, ",") + 1
	if i == 0 {
		return "", typed
	}
	return strings.TrimSpace(typed[:i]) + " ", typed[i:]
}

// meant says whether what was typed could become the suggestion. INV-641 and 641 are one.
func meant(s chat.Suggestion, typed string) bool {
	typed = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(typed)), "inv-")
	return strings.Contains(strings.ToLower(s.Value), typed) || strings.Contains(strings.ToLower(s.Label), typed)
}

// suggestFollowed are the open cases.
func (b *Bot) suggestFollowed(ctx context.Context, r chat.Request, served []workflow.WorkshopID) ([]chat.Suggestion, error) {
	cases, err := b.ownFirst(ctx, r, served)
	return b.suggestCases(cases, served), err
}

// suggestNumbers are the open cases, then what the person asked about and is not followed any more.
func (b *Bot) suggestNumbers(ctx context.Context, r chat.Request, served []workflow.WorkshopID) ([]chat.Suggestion, error) {
	cases, err := b.ownFirst(ctx, r, served)
	if err != nil {
		return nil, err
	}
	p, err := b.person(ctx, r)
	all := b.suggestCases(cases, served)
	for _, a := range p.Recent {
		followed := func(c workflow.Case) bool { return c.Workshop == a.Workshop && c.Doc.Key() == a.Doc.Key() }
		if slices.Contains(served, a.Workshop) && !slices.ContainsFunc(cases, followed) {
			all = append(all, b.suggestion(a.Workshop, a.Doc, served, "not followed"))
		}
	}
	return all, err
}

func (b *Bot) suggestCases(cases []workflow.Case, served []workflow.WorkshopID) []chat.Suggestion {
	var all []chat.Suggestion
	for _, c := range cases {
		all = append(all, b.suggestion(c.Workshop, c.Doc, served, b.cfg.Machine.State(c)))
	}
	return all
}

// ownFirst are the open cases of the workshops, the person's own first.
func (b *Bot) ownFirst(ctx context.Context, r chat.Request, served []workflow.WorkshopID) ([]workflow.Case, error) {
	cases, err := b.servedCases(ctx, served)
	slices.SortStableFunc(cases, func(x, y workflow.Case) int { return firstTrue(owns(r, x), owns(r, y)) })
	return cases, err
}

// servedCases are the open cases of the workshops.
func (b *Bot) servedCases(ctx context.Context, served []workflow.WorkshopID) ([]workflow.Case, error) {
	var all []workflow.Case
	for _, w := range served {
		own, err := b.Cases(ctx, w)
		if err != nil {
			return nil, err
		}
		all = append(all, own...)
	}
	return workflow.ByAge(all), nil
}

func firstTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// suggestion names the workshop where there are several.
func (b *Bot) suggestion(w workflow.WorkshopID, d workflow.Document, served []workflow.WorkshopID, state string) chat.Suggestion {
	s := chat.Suggestion{Label: d.Title() + " · " + state, Value: typed(d)}
	if len(served) > 1 {
		s.Label = d.Title() + " · " + b.cfg.Machine.Workshops[w].Name + " · " + state
		s.Value += " at " + string(w)
	}
	return s
}

// suggestWorkshops are those of the place, those first that the person asked about last.
func (b *Bot) suggestWorkshops(ctx context.Context, r chat.Request, served []workflow.WorkshopID) ([]chat.Suggestion, error) {
	p, err := b.person(ctx, r)
	if err != nil {
		return nil, err
	}
	var all []chat.Suggestion
	for _, id := range b.cfg.Machine.ByRecency(served, p.Latest) {
		w := b.cfg.Machine.Workshops[id]
		all = append(all, chat.Suggestion{Label: w.Name + " · " + w.System.Name(), Value: string(id)})
	}
	return all, nil
}
