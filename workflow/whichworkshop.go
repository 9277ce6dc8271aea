package workflow

// Which workshop somebody means.

import (
	"slices"
	"strings"
)

// ErrWhichWorkshop says that several workshops could be meant and none was named. [Machine.WhichWorkshop] asks.
const ErrWhichWorkshop Misread = "At which workshop? Add its name, such as: 641 at northside."

// FindWorkshop finds one of the workshops by what was typed: its id, its name or the beginning of one, letter case aside.
// With nothing typed it is the only one, else ErrWhichWorkshop. Its errors are sentences for the person, and name no
// workshop but those.
func (m *Machine) FindWorkshop(typed string, among []WorkshopID) (WorkshopID, error) {
	if typed == "" {
		if len(among) == 1 {
			return among[0], nil
		}
		return "", ErrWhichWorkshop
	}
	var hits, exact []WorkshopID
	for _, id := range among {
		name := strings.ToLower(m.workshop(id).Name)
		switch {
		case strings.EqualFold(string(id), typed):
			return id, nil
		case name == typed:
			exact = append(exact, id)
		case strings.HasPrefix(strings.ToLower(string(id)), typed) || strings.HasPrefix(name, typed):
			hits = append(hits, id)
		}
	}
	if len(exact) > 0 {
		hits = exact
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return "", misread("I don't know a workshop called %q here. I know: %s.", typed, m.workshopNames(among))
	default:
		return "", misread("%q could be more than one workshop. I know: %s.", typed, m.workshopNames(among))
	}
}

// OnSystem are those of the workshops that copy to the accounting system which a command names; all of them where it names none.
// Its errors are sentences for the person, and name no workshop but those.
func (m *Machine) OnSystem(c Command, among []WorkshopID) ([]WorkshopID, error) {
	if c.System == "" {
		return among, nil
	}
	if id, err := m.FindWorkshop(c.Workshop, among); err == nil && m.workshop(id).System != c.System {
		w := m.workshop(id)
		return nil, misread("%s is on %s, not %s. Leave out the system.", w.Name, w.System.Name(), c.System.Name())
	}
	on := slices.DeleteFunc(slices.Clone(among), func(id WorkshopID) bool { return m.workshop(id).System != c.System })
	if len(on) == 0 {
		return nil, misread("No workshop here is on %s. Leave out the system.", c.System.Name())
	}
	return on, nil
}

// maxNamed is how many workshops a short list and a sentence name.
const maxNamed = 4

func (m *Machine) workshopNames(among []WorkshopID) string {
	var all []string
	for _, id := range among {
		all = append(all, m.workshop(id).Name)
	}
	slices.Sort(all)
	if over := len(all) - maxNamed; over > 0 {
		all = append(all[:maxNamed], plural(over, "other"))
	}
	return strings.Join(all, ", ")
}

// WhichWorkshop asks at which of the workshops a command is meant, with a short list: those that the person asked about
// last first, then by name. text is the command as it was typed, without a workshop.
func (m *Machine) WhichWorkshop(text string, among, latest []WorkshopID) Answer {
	sorted := m.ByRecency(among, latest)
	a := Answer{Text: Words(upperFirst(text) + " at which workshop?")}
	for _, id := range sorted[:min(len(sorted), maxNamed)] {
		a.Choices = append(a.Choices, Choice{Action: Action{Label: m.workshop(id).Name}, Command: text + " at " + string(id)})
	}
	if len(sorted) > maxNamed {
		a.Choices = append(a.Choices, Choice{Action: Action{Label: "Another…", Input: InputName}, Command: text + " at"})
	}
	return a
}

// ByRecency puts the workshops first that were asked about last, then the others by name.
func (m *Machine) ByRecency(among, latest []WorkshopID) []WorkshopID {
	return slices.SortedFunc(slices.Values(among), func(a, b WorkshopID) int {
		if by := recency(a, latest) - recency(b, latest); by != 0 {
			return by
		}
		return strings.Compare(m.workshop(a).Name, m.workshop(b).Name)
	})
}

// recency is the workshop's place among the latest; behind them all where it is not one of them.
func recency(id WorkshopID, latest []WorkshopID) int {
	if i := slices.Index(latest, id); i >= 0 {
		return i
	}
	return len(latest)
}
