package slack

// Whether the people whom the settings name are there.

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"
)

const copyPerson = "Copy their id again, from their profile › ⋮ › Copy member ID, or take them out of the settings."

// What Slack says of people (https://docs.slack.dev/reference/methods/users.info).
var personProblems = map[string]problem{
	"user_not_found":   {"There is no such person in this workspace.", copyPerson},
	"user_not_visible": {"The bot may not see this person.", copyPerson},
}

// people looks at each person.
func (x *examination) people(ctx context.Context, ids []string) {
	for _, id := range ids {
		check := "person " + id
		u, err := x.user(ctx, id)
		switch {
		case err != nil:
			x.failed(check, err, personProblems)
		case u.Deleted:
			x.wrong(check, problem{fmt.Sprintf("The account of %s is deactivated.", nameOf(u)), "Take it out of the settings."})
		default:
			x.ok(check, "It is %s.", nameOf(u))
		}
	}
}

func (x *examination) user(ctx context.Context, id string) (*slack.User, error) {
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	return x.api.GetUserInfoContext(ctx, id)
}
