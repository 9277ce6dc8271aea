package slack

// App Home: the page of each person is published when they open it, and after each press on it.

import (
	"context"

	"github.com/slack-go/slack"

	"syncbot/bot/chat"
	"syncbot/bot/chat/intake"
	"syncbot/workflow"
)

// publishHome shows the person what is open now. Where somebody publishes that person's page already, they do it once more: an
// older page never comes after a newer one.
func (in *listening) publishHome(user string) {
	if in.options.Home == nil || user == "" {
		return
	}
	in.pages.want(user)
	for in.pages.begin(user) {
		in.publish(user)
	}
}

// publish makes the page and shows it, in a time of its own: whoever wants it now may not be who began.
func (in *listening) publish(user string) {
	defer in.pages.end(user)
	ctx, cancel := context.WithTimeout(in.Patient(), intake.Afterwork)
	defer cancel()
	page := in.homeOf(ctx, user)
	pen, err := in.drawing(ctx)
	if err == nil {
		err = in.call(ctx, awaited(tier4("views.publish")), func() error {
			_, err := in.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: user, View: pen.home(page)})
			return err
		})
	}
	if err != nil {
		in.log().WithError(err).Warn("App Home was not brought up to date")
	}
}

// renewHome shows what has become of a case, if it was pressed in App Home.
func (in *listening) renewHome(d deed) {
	if d.alone {
		in.publishHome(d.user)
	}
}

// homeOf is the page, or a sentence that says why it cannot be shown. Nobody waits for it as for an acknowledgement.
func (in *listening) homeOf(ctx context.Context, user string) chat.Home {
	asking, cancel := context.WithTimeout(ctx, intake.AskTimeout)
	defer cancel()
	r, err := in.who(asking, user)
	if err != nil {
		return chat.Home{Text: workflow.Words(unmet(err))}
	}
	seen, errChannels := in.channels.Get(asking, user)
	r.At, r.Place, r.Private, r.Channels = in.options.Now(), placeOf("", ""), true, seen.in
	h, err := in.options.Home(ctx, r)
	if err != nil {
		in.log().WithError(err).Error("App Home was not made")
		return chat.Home{Text: workflow.Words("I couldn't look up the cases. Open this page again in a moment.")}
	}
	if errChannels != nil || seen.hidden {
		return ownOnly(h)
	}
	return h
}

// unseenChannels says what is missing on a page.
const unseenChannels = "I couldn't look up which channels you're in, so this page shows only what you look after yourself."

// ownOnly is the page of somebody whose channels nobody can say: it must not say that nothing is followed there.
func ownOnly(h chat.Home) chat.Home {
	switch {
	case len(h.Cases) > 0:
		h.Text += "\n" + unseenChannels
	case h.Text == workflow.Followed(0):
		h.Text = unseenChannels
	}
	return h
}
