package slack

// User groups: which of those that matter somebody is in.

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"syncbot/bot/outcome"
)

const freshGroup = 5 * time.Minute

// groupsOf gives those of the options' groups that the person is in.
func (in *listening) groupsOf(ctx context.Context, user string) ([]string, error) {
	is := make([]bool, len(in.options.Groups))
	all, ctx := errgroup.WithContext(ctx)
	for i, id := range in.options.Groups {
		all.Go(func() error {
			members, err := in.groups.Get(ctx, id)
			is[i] = members[user]
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return nil, err
	}
	var groups []string
	for i, id := range in.options.Groups {
		if is[i] {
			groups = append(groups, id)
		}
	}
	return groups, nil
}

// askGroup asks Slack who is in the group. Of a group that Slack does not show, nobody is a member, until somebody mends it.
func (s *Slack) askGroup(ctx context.Context, id string) (map[string]bool, error) {
	var users []string
	err := s.call(ctx, atOnce("usergroups.users.list"), func() (err error) {
		users, err = s.api.GetUserGroupMembersContext(ctx, id)
		return err
	})
	if outcome.IsRefused(err) {
		s.log().WithError(err).WithField("group", id).Error("Slack does not say who is in a user group")
		return nil, nil
	}
	members := map[string]bool{}
	for _, u := range users {
		members[u] = true
	}
	return members, err
}
