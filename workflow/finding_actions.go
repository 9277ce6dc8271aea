package workflow

// What can be pressed under a message about errors, and where it leads.

import (
	"fmt"
	"slices"
)

// ownGuide begins the label of an error's own guide.
const ownGuide = "Guide: "

// guides gives each guide of the findings that are explained here once, as link actions with labels short enough for a button:
// the guide that the procedure names, which every list of guides ends with, goes by the system, an error's own by the error.
func guides(s System, found []Finding) []Action {
	var all []Action
	for _, f := range found {
		if f.Same != nil {
			continue
		}
		own := f.Explanation.Guides
		for i, g := range own {
			label := ownGuide + f.Explanation.Title
			if i == len(own)-1 {
				label = s.Name() + " guide"
			}
			if !slices.ContainsFunc(all, func(a Action) bool { return a.URL == g.URL }) {
				all = append(all, Action{ID: OpenLink, Label: label, URL: g.URL})
			}
		}
	}
	return all
}

// showMore offers what a message leaves out; nothing where it leaves nothing out.
func showMore(found []Finding, whole bool) []Action {
	switch more := len(found) - 1; {
	case more > 0:
		return []Action{{ID: ShowMore, Label: "Show " + fmt.Sprint(more) + " more"}}
	case !whole:
		return []Action{{ID: ShowMore, Label: "Show all of it"}}
	default:
		return nil
	}
}

// elsewhere links to the message that explains the first finding, where another one does.
func elsewhere(found []Finding) []Action {
	if len(found) == 0 {
		return nil
	}
	return found[0].Same.link()
}

// link leads to the root message of the other case; nothing where there is none.
func (s *Same) link() []Action {
	if s == nil || s.Root == (MessageRef{}) {
		return nil
	}
	return []Action{{ID: OpenMessage, Label: s.Doc.Title(), Message: s.Root}}
}

// standing are the actions of a question: the likeliest, then what helps with them, then what a question always offers.
func standing(likely []Action, helpful ...[]Action) []Action {
	all := likely
	for _, h := range helpful {
		all = append(all, h...)
	}
	return append(all, stop, snooze, take)
}
