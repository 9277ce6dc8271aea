package discordtest

// Marks in angle brackets: people, roles, channels, times, emoji.
// https://docs.discord.com/developers/reference#message-formatting

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

var (
	someone  = regexp.MustCompile(`^<(@&|@!?|#)([0-9]+)>$`)
	instants = regexp.MustCompile(`^<t:(-?[0-9]{1,13})(?::([tTdDfFR]))?>$`)
	emoji    = regexp.MustCompile(`^<a?(:[A-Za-z0-9_]+:)[0-9]+>$`)
	commandM = regexp.MustCompile(`^<(/[^:<>]+):[0-9]+>$`)
)

// mark says how a mark is seen. The caller holds the mutex, as for all that follows.
func (s *Server) mark(mark string) (string, bool) {
	if m := someone.FindStringSubmatch(mark); m != nil {
		return s.markedName(m[1], m[2]), true
	}
	if m := instants.FindStringSubmatch(mark); m != nil {
		unix, err := strconv.ParseInt(m[1], 10, 64)
		return instant(time.Unix(unix, 0).UTC(), m[2]), err == nil
	}
	for _, kind := range []*regexp.Regexp{emoji, commandM} {
		if m := kind.FindStringSubmatch(mark); m != nil {
			return m[1], true
		}
	}
	return "", false
}

func (s *Server) markedName(sign, id string) string {
	switch sign {
	case "@&":
		if r, known := s.guild.roles[id]; known {
			return "@" + r.Name
		}
		return "@unknown-role"
	case "#":
		if c := s.channels[id]; c != nil {
			return "#" + c.Name
		}
		return "#unknown"
	}
	if m, known := s.guild.members[id]; known {
		return "@" + m.shownName()
	}
	return "@unknown-user"
}

// instant is a time as somebody reads it whose clock is at UTC.
func instant(t time.Time, style string) string {
	switch style {
	case "t":
		return t.Format("3:04 pm")
	case "T":
		return t.Format("3:04:05 pm")
	case "d":
		return t.Format("02/01/2006")
	case "D":
		return t.Format("2 January 2006")
	case "F":
		return t.Format("Monday, 2 January 2006 3:04 pm")
	case "R":
		return relative(time.Until(t))
	}
	return t.Format("2 January 2006 3:04 pm")
}

// relative is how far away a time is, in the largest unit that fits.
func relative(d time.Duration) string {
	units := []struct {
		name string
		size time.Duration
	}{
		{"year", 365 * 24 * time.Hour}, {"month", 30 * 24 * time.Hour}, {"day", 24 * time.Hour}, {"hour", time.Hour},
		{"minute", time.Minute}, {"second", time.Second},
	}
	away := d.Abs().Round(time.Second)
	for _, u := range units {
		n := int(away / u.size)
		if n == 0 {
			continue
		}
		text := fmt.Sprintf("%d %ss", n, u.name)
		if n == 1 {
			text = "a " + u.name
			if u.name == "hour" {
				text = "an hour"
			}
		}
		if d < 0 {
			return text + " ago"
		}
		return "in " + text
	}
	return "now"
}
