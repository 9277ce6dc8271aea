package slack

// The door without Socket Mode: an address of this machine to which Slack's signed requests are passed on.

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"syncbot/bot/chat/door"
)

// signature says what is wrong with requests that are not Slack's.
var signature = door.Signature{
	Lacks:   "not signed with SLACK_SIGNING_SECRET",
	Compare: "Compare the secret with the app's settings, Basic Information › App Credentials",
}

// keepSigned serves the options' Listener until ctx ends. Where it is lost, Reopen gives another.
func (in *listening) keepSigned(ctx context.Context) {
	door.Keep(ctx, door.Options{
		Listener: in.options.Listener, Reopen: in.options.Reopen, Pattern: "POST " + eventsPath, Handler: http.HandlerFunc(in.serve),
		Opened: in.openedDoor, Closed: in.lostDoor, Log: in.log(),
	})
}

func (in *listening) openedDoor(where string) {
	in.state.opened(where)
	in.log().Info("taking Slack's requests at " + where)
}

func (in *listening) lostDoor(err error, again time.Duration) {
	t := trouble{sentence: fmt.Sprintf("the address for Slack's requests can't be served: %v", err)}
	in.state.closed(t)
	in.log().WithField("again_in", again.Round(time.Second).String()).Error("not connected: " + t.sentence)
}
