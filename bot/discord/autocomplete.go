package discord

// What could be meant by what is being typed.

import (
	"context"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/chat/chars"
)

const (
	maxSuggestions = 25                      // https://docs.discord.com/developers/interactions/application-commands#autocomplete
	maxSuggested   = 100                     // characters of each
	suggestBy      = 1500 * time.Millisecond // who types does not wait
)

// fields are the options with suggestions.
var fields = map[string]chat.Field{optionNumber: chat.FieldNumber, optionWorkshop: chat.FieldWorkshop}

// suggestion is one choice, as Discord shows it.
type suggestion struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// suggestions is the data of the answer. None is an empty list.
type suggestions struct {
	Choices []suggestion `json:"choices"`
}

func suggesting(all []suggestion) reaction {
	return reaction{Type: suggests, Data: suggestions{append([]suggestion{}, all...)}}
}

// suggest answers with what could be meant. Where that can't be said in time, nothing is.
func (r *run) suggest(ctx context.Context, d deed, i interaction) reaction {
	ctx, cancel := context.WithTimeout(ctx, suggestBy)
	defer cancel()
	o, is := focused(i.Data.Options)
	about := fields[o.Name]
	if about == chat.FieldNumber && i.Data.Name == commandSync { // it acts on what is followed
		about = chat.FieldFollowed
	}
	if !is || about == "" || r.options.Suggest == nil {
		return suggesting(nil)
	}
	q, err := r.request(ctx, d)
	if err != nil {
		return suggesting(nil)
	}
	q.Key, q.Reply = "", ""
	found, err := r.options.Suggest(ctx, q, about, o.text(), maxSuggestions)
	if err != nil {
		r.log().WithError(err).Warn("what somebody types got no suggestions")
		return suggesting(nil)
	}
	return suggesting(fitting(found))
}

// fitting are those that Discord takes. A value that is too long would name something else if it were cut.
func fitting(found []chat.Suggestion) []suggestion {
	var all []suggestion
	for _, s := range found {
		if chars.IsBlank(s.Label) || chars.IsBlank(s.Value) || chars.Length(s.Value) > maxSuggested || len(all) == maxSuggestions {
			continue
		}
		all = append(all, suggestion{plain(s.Label, maxSuggested), s.Value})
	}
	return all
}
