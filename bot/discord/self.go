package discord

// Who the bot is.

import (
	"context"
	"errors"
)

// self is the bot as a person of Discord.
type self struct{ ID, Name string }

// whoAmI asks Discord once who the bot is. An error is never in doubt.
func (d *Discord) whoAmI(ctx context.Context) (self, error) {
	if known := d.self.Load(); known != nil {
		return *known, nil
	}
	var said struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	}
	err := d.call(ctx, call{method: "GET", path: "/users/@me"}, &said)
	if err == nil && said.ID == "" {
		err = errors.New("the answer names nobody")
	}
	if err != nil {
		return self{}, certainly(err)
	}
	me := self{said.ID, said.Username}
	d.self.Store(&me)
	return me, nil
}
