package slacktest_test

// Which channels somebody is in.

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/bot/slack/slacktest"
)

var inAnyOrder = cmpopts.SortSlices(func(a, b string) bool { return a < b })

func TestChannelsOfAUser(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		add := func(private bool, members ...string) string {
			return r.AddChannel(slacktest.Channel{Name: "c", Private: private, Members: members})
		}
		public, both, hidden := add(false, r.kim), add(true, r.kim, slacktest.BotUser), add(true, r.kim)
		gone := add(false, r.kim)
		r.Archive(gone)
		add(false, r.lee)
		of := func(user string, args ...string) []string {
			var ids []string
			answer := r.ok("users.conversations", append([]string{"user", user}, args...)...)
			for _, c := range answer["channels"].([]any) {
				ids = append(ids, c.(object)["id"].(string))
			}
			return ids
		}
		kinds := []string{"types", "public_channel,private_channel", "exclude_archived", "true"}
		if diff := cmp.Diff([]string{r.ch, both, public}, of(r.kim, kinds...), inAnyOrder); diff != "" {
			t.Errorf("kim (hidden is %s): %s", hidden, diff)
		}
		if diff := cmp.Diff([]string{r.ch, public, gone}, of(r.kim), inAnyOrder); diff != "" {
			t.Errorf("public ones, archived too: %s", diff)
		}
		if diff := cmp.Diff([]string{r.ch, both}, of("", kinds...), inAnyOrder); diff != "" {
			t.Errorf("the app's own: %s", diff)
		}
		first := r.ok("users.conversations", append(kinds, "user", r.kim, "limit", "2")...)
		next := first["response_metadata"].(object)["next_cursor"].(string)
		if got := of(r.kim, append(kinds, "limit", "2", "cursor", next)...); len(got) != 1 {
			t.Errorf("the second page has %v", got)
		}
		r.refused("user_not_found", "users.conversations", "user", "U404")
		r.refused("invalid_cursor", "users.conversations", "cursor", "far")
		r.refused("invalid_types", "users.conversations", "types", "all")
		r.SetScopes("channels:read")
		r.refused("missing_scope", "users.conversations", kinds...)
	})
}
