package discordtest

// Ids: numbers that rise with time.
// https://docs.discord.com/developers/reference#snowflakes

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// firstID is what ids are above, also where the clock stands before Discord's first day, as in a bubble of testing/synctest.
const firstID = 1_100_000_000_000_001_000

// epoch is Discord's first day, in milliseconds of Unix.
const epoch = 1_420_070_400_000

// nextID gives an id that is above all others. The caller holds the mutex, as for all that follows.
func (s *Server) nextID() string {
	s.last = max(s.last+1, (time.Now().UnixMilli()-epoch)<<22)
	return strconv.FormatInt(s.last, 10)
}

var snowflake = regexp.MustCompile(`^[1-9][0-9]{0,18}$`)

// named gives an id, unless there is one.
func (s *Server) named(id string) string {
	if id == "" {
		return s.nextID()
	}
	if !snowflake.MatchString(id) {
		panic(fmt.Sprintf("discordtest: Discord has no id %q, they are numbers", id))
	}
	return id
}

// number is an id as a number; 0 where it is none.
func number(id string) int64 {
	n, _ := strconv.ParseInt(id, 10, 64)
	return n
}
