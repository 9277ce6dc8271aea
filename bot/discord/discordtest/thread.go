package discordtest

// Threads and forum posts.
// https://docs.discord.com/developers/topics/threads

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Thread is a thread, or a post in a forum.
type Thread struct {
	ID          string
	Parent      string // the channel it belongs to
	Name        string
	By          string // who began it
	Archived    bool
	Locked      bool
	AutoArchive int // minutes without a message until it is archived

	kind   Kind
	active time.Time // when it was written in, or woken, last
}

// What a thread's name and rest may be.
const (
	maxThreadName  = 100
	defaultArchive = 4320
)

var archiveDurations = []int{60, 1440, 4320, 10080}

// threadBody is what is said about a thread that begins or changes.
type threadBody struct {
	Name        *string `json:"name"`
	AutoArchive *int    `json:"auto_archive_duration"`
	Archived    *bool   `json:"archived"`
	Locked      *bool   `json:"locked"`
	Type        *Kind   `json:"type"`
	Message     []byte  `json:"-"`
}

func (s *Server) startThread(c *request) (any, error) {
	ch, m, err := s.messageAt(c)
	if err != nil {
		return nil, err
	}
	body, err := threadOf(c.Body)
	switch {
	case err != nil:
		return nil, err
	case ch.thread != nil || ch.with != "" || m.kind != 0:
		return nil, wrongChannel
	case s.channels[m.ID] != nil:
		return nil, refuse(http.StatusBadRequest, codeHasThread, "A thread has already been created for this message")
	case !s.may(BotUser, ch).has(CreatePublicThreads):
		return nil, missingPermissions
	}
	t := s.openThread(ch, BotUser, m.ID, body)
	s.land(t, &Message{By: BotUser, kind: threadStarter})
	return s.announce(t), nil
}

// beginThread begins a thread without a message, or a post in a forum.
func (s *Server) beginThread(c *request) (any, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, err
	}
	body, err := threadOf(c.Body)
	switch {
	case err != nil:
		return nil, err
	case ch.Kind == Forum:
		return s.beginPost(ch, body)
	case ch.thread != nil || ch.with != "":
		return nil, wrongChannel
	case body.Type == nil || *body.Type != PublicThread && *body.Type != NewsThread: // else it is private
		return nil, one("type", "BASE_TYPE_CHOICES", "The fake begins public threads only.")
	case !s.may(BotUser, ch).has(CreatePublicThreads):
		return nil, missingPermissions
	}
	t := s.openThread(ch, BotUser, s.nextID(), body)
	s.land(ch, &Message{By: BotUser, kind: threadBegun, Content: t.Name})
	return s.announce(t), nil
}

// beginPost begins a post in a forum. Its first message has the id of the thread. Forums want SEND_MESSAGES for it.
func (s *Server) beginPost(ch *channel, body threadBody) (any, error) {
	if body.Message == nil {
		return nil, one("message", "BASE_TYPE_REQUIRED", "This field is required")
	}
	said, err := contentOf(body.Message)
	may := s.may(BotUser, ch)
	switch {
	case err != nil:
		return nil, err
	case !may.has(SendMessages), len(said.embeds) > 0 && !may.has(EmbedLinks):
		return nil, missingPermissions
	case said.empty():
		return nil, refuse(http.StatusBadRequest, codeEmpty, "Cannot send an empty message")
	}
	t := s.openThread(ch, BotUser, "", body)
	m := s.post(t, said)
	s.rename(t, m)
	answer := s.announce(t)
	answer["message"] = s.messageWire(m)
	s.publish("MESSAGE_CREATE", s.messageWire(m))
	return answer, nil
}

// rename gives a forum post the id of its first message.
func (s *Server) rename(t *channel, first *Message) {
	delete(s.channels, t.ID)
	t.ID, t.thread.ID, first.Thread = first.ID, first.ID, first.ID
	s.channels[t.ID] = t
}

func (s *Server) announce(t *channel) object {
	event := s.channelWire(t)
	event["newly_created"] = true
	s.publish("THREAD_CREATE", event)
	return s.channelWire(t)
}

// openThread puts a thread below a channel. The caller holds the mutex, as for all that follows.
func (s *Server) openThread(parent *channel, by, id string, body threadBody) *channel {
	kind := PublicThread
	if parent.Kind == News {
		kind = NewsThread
	}
	t := &Thread{ID: id, Parent: parent.ID, Name: *body.Name, By: by, AutoArchive: defaultArchive, kind: kind, active: time.Now()}
	if body.AutoArchive != nil {
		t.AutoArchive = *body.AutoArchive
	}
	c := &channel{Channel: Channel{ID: id, Name: t.Name, Kind: kind}, thread: t}
	s.channels[id] = c
	return c
}

// threadOf reads and checks the body of a thread that begins.
func threadOf(raw []byte) (threadBody, error) {
	body, err := threadChange(raw)
	if err == nil && body.Name == nil {
		err = one("name", "BASE_TYPE_REQUIRED", "This field is required")
	}
	return body, err
}

func threadChange(raw []byte) (threadBody, error) {
	var body struct {
		threadBody
		Message rawJSON `json:"message"`
	}
	if err := strictly(raw, &body); err != nil {
		return threadBody{}, err
	}
	var f form
	if body.Name != nil {
		f.filled("name", *body.Name, maxThreadName)
	}
	if d := body.AutoArchive; d != nil && !slices.Contains(archiveDurations, *d) {
		f.bad("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.")
	}
	body.threadBody.Message = body.Message
	return body.threadBody, f.err()
}

// rawJSON is a part of a body as it came; nil where it is null or missing.
type rawJSON []byte

func (r *rawJSON) UnmarshalJSON(text []byte) error {
	if string(text) != "null" {
		*r = append(rawJSON{}, text...)
	}
	return nil
}

// editChannel changes a thread; the fake changes no other channels.
func (s *Server) editChannel(c *request) (any, error) {
	ch, err := s.at(c.value("channel"))
	if err != nil {
		return nil, err
	}
	body, err := threadChange(c.Body)
	switch {
	case err != nil:
		return nil, err
	case ch.thread == nil:
		return nil, missingPermissions
	}
	if err := s.admitChange(ch, body); err != nil {
		return nil, err
	}
	if body.Name != nil && strings.TrimSpace(*body.Name) != ch.Name {
		if err := s.pace.renaming(ch.ID); err != nil {
			return nil, err
		}
	}
	ch.change(body)
	s.publish("THREAD_UPDATE", s.channelWire(ch))
	return s.channelWire(ch), nil
}

// admitChange refuses what the bot may not change. Whoever may write in a thread may wake it, unless it is locked; whoever
// began it may change the rest, but lock it; an archived one must be woken with the same call.
func (s *Server) admitChange(ch *channel, body threadBody) error {
	may, t := s.may(BotUser, ch), ch.thread
	manages := may.has(ManageThreads)
	wakes := body.Archived != nil && !*body.Archived
	onlyWakes := wakes && body.Name == nil && body.AutoArchive == nil
	switch {
	case t.Archived && !wakes:
		return archived
	case body.Locked != nil && *body.Locked != t.Locked && !manages, t.Locked && !manages:
		return missingPermissions
	case onlyWakes && may.has(SendMessagesInThreads), t.By == BotUser, manages:
		return nil
	}
	return missingPermissions
}

func (c *channel) change(body threadBody) {
	if body.Name != nil {
		c.Name = strings.TrimSpace(*body.Name)
		c.thread.Name = c.Name
	}
	if body.AutoArchive != nil {
		c.thread.AutoArchive = *body.AutoArchive
	}
	if body.Locked != nil {
		c.thread.Locked = *body.Locked
	}
	if body.Archived != nil {
		c.thread.Archived = *body.Archived
		c.thread.active = time.Now()
	}
}

// settle archives a thread in which nobody has written for so long.
func (c *channel) settle() {
	if t := c.thread; t != nil && time.Since(t.active) >= time.Duration(t.AutoArchive)*time.Minute {
		t.Archived = true
	}
}

// tell adds what threads have to what channels have.
func (t *Thread) tell(w object) {
	w["parent_id"], w["owner_id"] = t.Parent, t.By
	w["member_count"] = 1
	w["thread_metadata"] = object{
		"archived": t.Archived, "locked": t.Locked, "auto_archive_duration": t.AutoArchive, "archive_timestamp": stamp(t.active),
	}
}

// AddThread is somebody beginning a thread without a message. It returns the id.
func (s *Server) AddThread(channel, name, by string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.openThread(s.known(channel), by, s.nextID(), threadBody{Name: &name})
	s.land(s.channels[channel], &Message{By: by, kind: threadBegun, Content: name})
	return s.announce(t)["id"].(string)
}

// AddPost is somebody beginning a post in a forum. It returns its id, which is also that of its first message.
func (s *Server) AddPost(forum, name, by, text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.openThread(s.known(forum), by, "", threadBody{Name: &name})
	m := s.land(t, &Message{By: by, Content: text, Mentions: s.pinged(by, t, text, allowed{anybody: true})})
	s.rename(t, m)
	s.announce(t)
	s.publish("MESSAGE_CREATE", s.written(m, t))
	return t.ID
}

// Archive is somebody closing a thread.
func (s *Server) Archive(thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	yes := true
	s.known(thread).change(threadBody{Archived: &yes})
	s.publish("THREAD_UPDATE", s.channelWire(s.channels[thread]))
}

// Lock is a moderator closing a thread so that only moderators can open it.
func (s *Server) Lock(thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	yes := true
	s.known(thread).change(threadBody{Archived: &yes, Locked: &yes})
	s.publish("THREAD_UPDATE", s.channelWire(s.channels[thread]))
}
