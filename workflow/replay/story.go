package replay

// The form of an exported case: what the machine has to know, a setting a line, then an event a line.

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// Story is a case's journal, with what the machine has to know to tell it.
type Story struct {
	Workshop workflow.Workshop // no Road: the machine did not know the workshop, but for its ID
	Wait     time.Duration
	Leads    workflow.Place
	Events   []workflow.Event
}

// Of makes the story of a case of the workshop, as the machine knows it.
func Of(m *workflow.Machine, w workflow.WorkshopID, events []workflow.Event) Story {
	shop, ok := m.Workshops[w]
	if !ok {
		shop = workflow.Workshop{ID: w}
	}
	return Story{Workshop: shop, Wait: m.Wait, Leads: m.Leads, Events: events}
}

// Machine knows what the story says, and today's explanations.
func (s Story) Machine() *workflow.Machine {
	m := &workflow.Machine{Wait: s.Wait, Leads: s.Leads, Catalogue: diagnosis.Default(), Workshops: map[workflow.WorkshopID]workflow.Workshop{}}
	if s.Workshop.Road != "" {
		m.Workshops[s.Workshop.ID] = s.Workshop
	}
	return m
}

// File is the story as a file for workflow/testdata, with what is told; comment may have several lines.
func (s Story) File(comment string) (string, error) {
	input, err := s.Input()
	if err != nil {
		return "", err
	}
	head := "# " + strings.ReplaceAll(strings.TrimSpace(comment), "\n", "\n# ")
	return head + "\n\nreplay\n" + input + "----\n" + Tell(s.Machine(), s.Events), nil
}

// Input is what stands behind the command replay in a story's file.
func (s Story) Input() (string, error) {
	var b strings.Builder
	for _, set := range s.settings() {
		if set.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", set.name, oneLine(set.value))
		}
	}
	zone := s.Workshop.Zone
	if zone == nil {
		zone = time.UTC
	}
	for _, e := range s.Events {
		stored, err := workflow.MarshalEvent(e)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s %s\n", e.Time().In(zone).Format(eventLayout), escaped(stored))
	}
	return b.String(), nil
}

// escaped writes what could steer a terminal as JSON's own escapes.
func escaped(stored []byte) string {
	var b strings.Builder
	for _, r := range string(stored) {
		if !steers(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

// eventLayout is the time before an event. It is for reading: the event holds its own.
const eventLayout = "Mon 2 Jan 2006 3:04:05 pm"

// setting is one thing that the machine has to know; an empty value is left out.
type setting struct{ name, value string }

func (s Story) settings() []setting {
	w := s.Workshop
	all := []setting{{"workshop", string(w.ID)}, {"name", w.Name}, {"system", string(w.System)}, {"road", string(w.Road)}}
	if w.Zone != nil {
		all = append(all, setting{"zone", w.Zone.String()})
	}
	if (w.Hours != workflow.Hours{}) {
		all = append(all, setting{"hours", w.Hours.String()})
	}
	all = append(all, setting{"wait", s.Wait.String()})
	if s.Leads.Channel != "" {
		all = append(all, setting{"leads", s.Leads.Platform + ":" + string(s.Leads.Channel)})
	}
	return all
}

// Retell parses a story's input and tells it. zones finds a time zone by its name, as time.LoadLocation does.
func Retell(input string, zones func(name string) (*time.Location, error)) (string, error) {
	s, err := Parse(input, zones)
	if err != nil {
		return "", err
	}
	return Tell(s.Machine(), s.Events), nil
}

// Parse reads what Input wrote. zones finds a time zone by its name, as time.LoadLocation does.
func Parse(input string, zones func(name string) (*time.Location, error)) (Story, error) {
	var s Story
	for i, line := range strings.Split(input, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := s.read(line, zones); err != nil {
			return Story{}, fmt.Errorf("line %d of the story: %w", i+1, err)
		}
	}
	return s, nil
}

// read takes in a line: a setting, or an event behind its time.
func (s *Story) read(line string, zones func(name string) (*time.Location, error)) error {
	name, value, _ := strings.Cut(line, ": ")
	if known, err := s.set(name, oneLine(value), zones); known {
		return err
	}
	_, stored, ok := strings.Cut(line, "{")
	if !ok {
		return fmt.Errorf("%q is neither a setting nor an event", line)
	}
	e, err := workflow.UnmarshalEvent([]byte("{" + stored))
	if err != nil {
		return err
	}
	s.Events = append(s.Events, e)
	return nil
}

// set takes in a setting, and says whether there is one of that name.
func (s *Story) set(name, value string, zones func(name string) (*time.Location, error)) (known bool, err error) {
	w := &s.Workshop
	switch name {
	case "workshop":
		w.ID = workflow.WorkshopID(value)
	case "name":
		w.Name = value
	case "system":
		w.System = workflow.System(value)
	case "road":
		w.Road = workflow.Road(value)
	case "zone":
		w.Zone, err = zones(value)
	case "hours":
		w.Hours, err = workflow.ParseHours(value)
	case "wait":
		s.Wait, err = time.ParseDuration(value)
	case "leads":
		s.Leads, err = parsePlace(value)
	default:
		return false, nil
	}
	return true, err
}

func parsePlace(text string) (workflow.Place, error) {
	platform, channel, ok := strings.Cut(text, ":")
	if !ok {
		return workflow.Place{}, fmt.Errorf("%q is no place; write PLATFORM:CHANNEL", text)
	}
	return workflow.Place{Platform: platform, Channel: workflow.Ref(channel)}, nil
}
