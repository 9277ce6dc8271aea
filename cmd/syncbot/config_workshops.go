package main

// The workshops of the settings.

import (
	"fmt"
	"strings"

	"syncbot/workflow"
)

// workshopList are the workshops, in the order in which they are set.
type workshopList []workflow.Workshop

func (l *workshopList) UnmarshalText(b []byte) error {
	return eachItem(b, func(item string) error {
		w, err := parseWorkshop(item)
		if err == nil {
			err = l.clash(w)
		}
		if err == nil {
			*l = append(*l, w)
		}
		return err
	})
}

// clash says what two workshops of the list have in common that they may not.
func (l workshopList) clash(w workflow.Workshop) error {
	for _, o := range l {
		if o.ID == w.ID {
			return fmt.Errorf("names %q twice; give each workshop an id of its own", w.ID)
		}
		if strings.EqualFold(o.Name, w.Name) {
			return fmt.Errorf("has two workshops called %q; give each a name of its own, since messages tell them apart by it", w.Name)
		}
	}
	return nil
}

// parseWorkshop reads "northside=xero:Northside Autos"; the name may be left out.
func parseWorkshop(item string) (workflow.Workshop, error) {
	id, rest, _ := strings.Cut(item, "=")
	system, name, _ := strings.Cut(rest, ":")
	w := workflow.Workshop{ID: workflow.WorkshopID(strings.ToLower(strings.TrimSpace(id))), Name: strings.TrimSpace(name), Road: workflow.ByPeople}
	if w.ID == "" || len(w.ID) > 64 || strings.ContainsAny(string(w.ID), " /:@+") || strings.TrimSpace(system) == "" {
		return w, fmt.Errorf("has %q; write ID=SYSTEM:Name with a short id of one word, such as northside=xero:Northside Autos", item)
	}
	s, err := parseSystem(system)
	if err != nil {
		return w, fmt.Errorf("has %q for %s; the systems are %s", system, w.ID, strings.Join(systems, ", "))
	}
	w.System = s
	if w.Name == "" {
		w.Name = string(w.ID)
	}
	return w, nil
}
