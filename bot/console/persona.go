package console

// Personas: for practice the person at the keyboard is several people, one after the other.

import (
	"cmp"
	"regexp"
	"strings"

	"syncbot/workflow"
)

// you is how the only person at the keyboard is called in print.
const you = "you"

const nameShape = `[\p{L}\p{N}][\p{L}\p{N}'’_-]*`

var (
	oneName   = regexp.MustCompile(`^` + nameShape + `$`)
	mentioned = regexp.MustCompile(`(?:^|\s)@` + nameShape)
)

// speakAs makes somebody of that name the one who speaks; with no name it says who that is.
func (c *Console) speakAs(name string) {
	name = strings.TrimPrefix(name, "@")
	switch {
	case name == "":
		c.tell("You are " + c.nameOf(c.user.ID) + ".")
	case !oneName.MatchString(name):
		c.tell("A name is one word, such as /as Mei.")
	default:
		c.become(name)
		c.tell("You are " + name + " now.")
	}
}

func (c *Console) become(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.user = c.person(name)
	c.user.Name = name
	for i, p := range c.people {
		if p.ID == c.user.ID {
			c.people[i] = c.user
			return
		}
	}
	c.people = append(c.people, c.user)
}

// person is who is called that, letter case aside.
func (c *Console) person(name string) workflow.User {
	for _, p := range c.people {
		if strings.EqualFold(p.Name, name) || strings.EqualFold(string(p.ID), name) {
			return p
		}
	}
	return workflow.User{ID: workflow.UserID(strings.ToLower(name)), Name: name}
}

// mentions finds the people whom a command names as @name, and writes each as they are called.
func (c *Console) mentions(text string) (string, []workflow.User) {
	if !c.personas {
		return text, nil
	}
	var all []workflow.User
	text = mentioned.ReplaceAllStringFunc(text, func(m string) string {
		before, name, _ := strings.Cut(m, "@")
		all = append(all, c.person(name))
		return before + "@" + all[len(all)-1].Name
	})
	return text, all
}

// nameOf is how print calls the person.
func (c *Console) nameOf(id workflow.UserID) string {
	if !c.personas && id == c.user.ID {
		return you
	}
	for _, p := range c.people {
		if c.personas && p.ID == id {
			return cmp.Or(p.Name, string(id))
		}
	}
	return string(id)
}

// reader is how print calls the one who speaks. The caller holds the mutex or takes a line.
func (c *Console) reader() string { return c.nameOf(c.user.ID) }
