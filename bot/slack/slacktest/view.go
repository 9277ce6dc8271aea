package slacktest

// Views: modals and App Home, as the app makes them.

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"time"
)

// triggerLife is how long a trigger opens a modal, once.
const triggerLife = 3 * time.Second

// View is a modal or an App Home as it stands.
type View struct {
	ID       string
	Type     string // modal or home
	Callback string
	Private  string // private_metadata, which nobody sees
	Title    string
	Submit   string // the label of what submits it
	Blocks   json.RawMessage
	Errors   map[string]string // of a modal: what the app said about the last Submit, by block

	external, hash, by, root, previous string
	raw                                map[string]json.RawMessage
}

type trigger struct {
	by   string
	at   time.Time
	used bool
}

type views struct {
	triggers map[string]*trigger
	modals   map[string][]*View // by user: the last one is on top
	homes    map[string]*View
}

func newViews() views {
	return views{triggers: map[string]*trigger{}, modals: map[string][]*View{}, homes: map[string]*View{}}
}

// trigger gives out what opens a modal. The caller holds the mutex, as for all that follows.
func (s *Server) trigger(by string) string {
	s.serial++
	id := fmt.Sprintf("%d.trigger", s.serial)
	s.views.triggers[id] = &trigger{by: by, at: time.Now()}
	return id
}

func (s *Server) viewOpen(args url.Values) (object, error) {
	t := s.views.triggers[args.Get("trigger_id")]
	switch {
	case t == nil:
		return nil, refuse("invalid_trigger_id")
	case t.used:
		return nil, refuse("exchanged_trigger_id")
	case time.Since(t.at) > triggerLife:
		return nil, refuse("expired_trigger_id")
	}
	v, err := s.readView(args.Get("view"), "modal")
	if err != nil {
		return nil, err
	}
	t.used = true
	v.by, v.root = t.by, v.ID
	s.views.modals[t.by] = []*View{v}
	return object{"view": v.wire(nil)}, nil
}

func (s *Server) viewUpdate(args url.Values) (object, error) {
	old := s.openView(args.Get("view_id"), args.Get("external_id"))
	switch hash := args.Get("hash"); {
	case old == nil:
		return nil, refuse("not_found")
	case hash != "" && hash != old.hash:
		return nil, refuse("hash_conflict")
	}
	v, err := s.readView(args.Get("view"), old.Type)
	if err != nil {
		return nil, err
	}
	old.become(v)
	return object{"view": old.wire(nil)}, nil
}

func (s *Server) viewPublish(args url.Values) (object, error) {
	by := args.Get("user_id")
	if _, known := s.members.users[by]; !known {
		return nil, refuse("user_not_found")
	}
	v, err := s.readView(args.Get("view"), "home")
	if err != nil {
		return nil, err
	}
	old := s.views.homes[by]
	if hash := args.Get("hash"); hash != "" && (old == nil || hash != old.hash) {
		return nil, refuse("hash_conflict")
	}
	if old == nil {
		old = v
	} else {
		old.become(v)
	}
	old.by = by
	s.views.homes[by] = old
	return object{"view": old.wire(nil)}, nil
}

// openView finds a view that stands, by its id or the app's own.
func (s *Server) openView(id, external string) *View {
	all := [][]*View{}
	for _, stack := range s.views.modals {
		all = append(all, stack)
	}
	for _, home := range s.views.homes {
		all = append(all, []*View{home})
	}
	for _, v := range slices.Concat(all...) {
		if v.ID == id || external != "" && v.external == external {
			return v
		}
	}
	return nil
}

// become makes the view what the other is, in its place.
func (v *View) become(other *View) {
	id, by, root, previous := v.ID, v.by, v.root, v.previous
	*v = *other
	v.ID, v.by, v.root, v.previous = id, by, root, previous
}

// wire is the view as the app is told of it, with what was filled in.
func (v *View) wire(values object) object {
	w := object{}
	for name, raw := range v.raw {
		w[name] = raw
	}
	if values == nil {
		values = object{}
	}
	w["id"], w["hash"], w["team_id"], w["app_id"], w["bot_id"] = v.ID, v.hash, TeamID, AppID, BotID
	w["root_view_id"], w["previous_view_id"], w["state"] = v.root, v.previous, object{"values": values}
	for _, name := range []string{"private_metadata", "callback_id", "external_id"} {
		if w[name] == nil {
			w[name] = ""
		}
	}
	if v.previous == "" {
		w["previous_view_id"] = nil
	}
	return w
}
