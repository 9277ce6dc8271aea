package discord

// Direct messages.

import (
	"context"
	"errors"
	"net/http"

	"syncbot/bot/outcome"
)

// directChannel gives the channel in which the bot and the person write to each other
// (https://docs.discord.com/developers/resources/user#create-dm). It may be asked for twice.
func (d *Discord) directChannel(ctx context.Context, person string) (string, error) {
	if person == "" {
		return "", outcome.Refused(errors.New("nobody is named to write to"))
	}
	if c, is := d.direct.get(person); is {
		return c, nil
	}
	var channel struct {
		ID string `json:"id"`
	}
	ask := call{method: http.MethodPost, path: "/users/@me/channels", body: map[string]string{"recipient_id": person}}
	if err := d.call(ctx, ask, &channel); err != nil {
		return "", err
	}
	if channel.ID == "" {
		return "", errNonsense
	}
	d.direct.keep(person, channel.ID)
	return channel.ID, nil
}
