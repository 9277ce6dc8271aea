package slack

// Modals: how they are opened and changed, and what they remember meanwhile.

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// openTimeout bounds the opening of a modal: a trigger lives three seconds.
const openTimeout = 2500 * time.Millisecond

// meta is what a modal remembers of the deed that opened it. It travels in its private_metadata, which holds 3000 characters
// and which people do not see.
type meta struct {
	Channel string    `json:"c,omitempty"`
	Thread  string    `json:"t,omitempty"`
	URL     string    `json:"r,omitempty"`
	Given   time.Time `json:"g,omitzero"`
	Home    bool      `json:"h,omitempty"` // it was opened from App Home
	Action  string    `json:"a,omitempty"` // the button that asks for what is typed
	Value   string    `json:"v,omitempty"`
}

func (d deed) meta() meta {
	return meta{Channel: string(d.place.Channel), Thread: string(d.place.Thread), URL: d.url, Given: d.given, Home: d.alone}
}

func (m meta) String() string {
	b, err := json.Marshal(m)
	if err != nil {
		return "" // a time of another century; the modal then remembers nothing
	}
	return string(b)
}

func metaOf(v seenView) (meta, error) {
	var m meta
	if json.Unmarshal([]byte(v.Meta), &m) != nil || m.Channel == "" && !m.Home {
		return m, errors.New("the modal does not remember where it was opened")
	}
	return m, nil
}

// asking opens a modal for a deed that has been acknowledged, once: one that is delivered again opens nothing. instead is for
// where it does not open.
func (in *listening) asking(d deed, open func(context.Context) error, instead func(context.Context)) (after func(context.Context)) {
	return func(ctx context.Context) {
		if !in.answered.Add(d.key()) {
			return
		}
		if open(ctx) != nil {
			in.answered.Forget(d.key())
			instead(ctx)
		}
	}
}

// openForm asks for what a command would say.
func (in *listening) openForm(ctx context.Context, d deed, trigger string, docs []workflow.Document) error {
	f := askForm{Docs: docs}
	if in.options.Workshops != nil {
		f.Workshops = in.options.Workshops(d.place)
	}
	return in.open(ctx, trigger, drawing{}.askView(f, d.meta().String()))
}

// open opens a modal.
func (in *listening) open(ctx context.Context, trigger string, v slack.ModalViewRequest) error {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	err := in.call(ctx, atOnce("views.open"), func() error {
		_, err := in.api.OpenViewContext(ctx, trigger, v)
		return err
	})
	if err != nil {
		in.log().WithError(err).Warn("a modal did not open")
	}
	return err
}

// update puts another view in the place of an open modal.
func (in *listening) update(ctx context.Context, id string, v slack.ModalViewRequest) error {
	err := in.call(ctx, awaited(tier4("views.update")), func() error {
		_, err := in.api.UpdateViewContext(ctx, v, "", "", id)
		return err
	})
	if err != nil {
		in.log().WithError(err).Warn("a modal was not brought up to date")
	}
	return err
}

// doneIn is what is done in a modal.
func (in *listening) doneIn(m meta, at time.Time, c *interaction) deed {
	d := in.newDeed(at, c.Trigger, c.User.ID)
	d.place, d.alone, d.url, d.given = placeOf(m.Channel, m.Thread), m.Home, m.URL, m.Given
	return d
}
