package slack

// People: their names as others read them, and whether they belong here.

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/errgroup"
)

const freshPerson = 15 * time.Minute

// person is what Slack says about somebody.
type person struct {
	name     string
	outsider bool
}

// askPerson asks Slack. Who is an outsider can only be told by whoever knows the workspace, so that is asked for beside.
func (s *Slack) askPerson(ctx context.Context, id string) (person, error) {
	var w workspace
	var u *slack.User
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() (err error) {
		w, err = s.workspace(ctx)
		return err
	})
	both.Go(func() error {
		return s.call(ctx, atOnce("users.info"), func() (err error) {
			u, err = s.api.GetUserInfoContext(ctx, id)
			return err
		})
	})
	if err := both.Wait(); err != nil {
		return person{}, err
	}
	return person{nameOf(u), isOutsider(u, w.Team)}, nil
}

// nameOf is what people read: the display name, else the real name.
func nameOf(u *slack.User) string {
	return cmp.Or(u.Profile.DisplayName, u.Profile.RealName, u.RealName, u.Name, u.ID)
}

// isOutsider says whether the person is a guest, or belongs to no workspace that is this one. In an organisation of several
// a person belongs to each that is named.
func isOutsider(u *slack.User, team string) bool {
	elsewhere := u.TeamID != team && !slices.Contains(u.Enterprise.Teams, team)
	return u.IsRestricted || u.IsUltraRestricted || u.IsStranger || elsewhere
}
