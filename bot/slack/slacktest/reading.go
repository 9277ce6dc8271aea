package slacktest

// conversations.history and conversations.replies: reading back what was said.

import (
	"net/url"
	"slices"
	"strconv"
)

// most is how many messages one page of either holds.
const most = 1000

func (s *Server) history(args url.Values) (object, error) {
	c, err := s.readable(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	var all []*Message
	for _, m := range slices.Backward(c.messages) {
		if m.Only == "" && (m.Thread == "" || m.Broadcast) && between(m, args) {
			all = append(all, m)
		}
	}
	return s.page(all, args, 100)
}

func (s *Server) threadReplies(args url.Values) (object, error) {
	c, err := s.readable(args.Get("channel"))
	if err != nil {
		return nil, err
	}
	first := c.find(args.Get("ts"))
	if first == nil {
		return nil, refuse("thread_not_found")
	}
	all := []*Message{first}
	for _, m := range c.repliesTo(first.TS) {
		if between(m, args) {
			all = append(all, m)
		}
	}
	return s.page(all, args, most)
}

// readable finds a conversation that the app may read.
func (s *Server) readable(id string) (*channel, error) {
	c, err := s.at(id)
	if err != nil {
		return nil, err
	}
	if err := s.app.allow(c.family() + ":history"); err != nil {
		return nil, err
	}
	if !c.has(BotUser) {
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

// between says whether the message lies in the time that is asked for. The ends count only where inclusive is asked for.
func between(m *Message, args url.Values) bool {
	at := moment(m.TS)
	oldest, latest := args.Get("oldest"), args.Get("latest")
	if truth(args, "inclusive") && (at == moment(oldest) || at == moment(latest)) {
		return true
	}
	return (oldest == "" || at > moment(oldest)) && (latest == "" || at < moment(latest))
}

// moment is a ts in microseconds.
func moment(ts string) int64 {
	seconds, _ := strconv.ParseFloat(ts, 64)
	return int64(seconds*1e6 + 0.5)
}

func (s *Server) page(all []*Message, args url.Values, limit int) (object, error) {
	p, err := pageOf(len(all), args, limit)
	if err != nil {
		return nil, err
	}
	messages := []object{}
	for _, m := range all[p.from:p.to] {
		messages = append(messages, s.wire(m, truth(args, "include_all_metadata")))
	}
	answer := object{"messages": messages, "has_more": p.next != ""}
	if p.next != "" {
		answer["response_metadata"] = object{"next_cursor": p.next}
	}
	return answer, nil
}

// page is a part of a list, and the cursor of the next one; empty: there is none.
type page struct {
	from, to int
	next     string
}

// pageOf says which of so many the call wants; limit is how many where it does not say. The cursor is where the next page begins.
func pageOf(all int, args url.Values, limit int) (page, error) {
	if n, err := strconv.Atoi(args.Get("limit")); err == nil && n > 0 {
		limit = min(n, most)
	}
	var p page
	if cursor := args.Get("cursor"); cursor != "" {
		n, err := strconv.Atoi(cursor)
		if err != nil || n < 0 || n > all {
			return p, refuse("invalid_cursor")
		}
		p.from = n
	}
	p.to = min(p.from+limit, all)
	if p.to < all {
		p.next = strconv.Itoa(p.to)
	}
	return p, nil
}
