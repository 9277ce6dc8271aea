package slacktest

// Somebody fills in a modal.

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Submit is by filling in the modal on top and submitting it: what goes into which input, named by its action_id, its
// block_id or its label. What is not named keeps its initial value. A menu takes the label or the value of an option.
// An error is what the person reads: of Slack where something is missing, of the app where it says so.
func (s *Server) Submit(by string, filled map[string]string) error {
	s.mu.Lock()
	v := s.top(by)
	if v == nil || v.Submit == "" {
		s.mu.Unlock()
		return fmt.Errorf("%s has no modal to submit", by)
	}
	values, err := fill(v, filled)
	if err != nil {
		s.mu.Unlock()
		return err
	}
	payload := s.interaction("view_submission", s.members.users[by])
	payload["view"], payload["response_urls"] = v.wire(values), []object{}
	s.mu.Unlock()
	answer, err := s.dispatch(s.envelope(KindInteractive, payload))
	if err != nil {
		return fmt.Errorf("the modal stays: %w", err)
	}
	return s.submitted(by, v, answer)
}

// PressModal is a press of a button inside the modal on top.
func (s *Server) PressModal(by, label string) error {
	s.mu.Lock()
	v := s.top(by)
	return s.pressView(by, label, v)
}

// CloseModal is by closing the modal on top; the app hears of it where it wants to.
func (s *Server) CloseModal(by string) error {
	s.mu.Lock()
	v := s.top(by)
	if v == nil {
		s.mu.Unlock()
		return fmt.Errorf("%s has no modal", by)
	}
	s.views.modals[by] = slices.DeleteFunc(s.views.modals[by], func(o *View) bool { return o == v })
	payload := s.interaction("view_closed", s.members.users[by])
	delete(payload, "trigger_id")
	payload["view"], payload["is_cleared"] = v.wire(nil), false
	s.mu.Unlock()
	if string(v.raw["notify_on_close"]) != "true" {
		return nil
	}
	_, err := s.dispatch(s.envelope(KindInteractive, payload))
	return err
}

// submitted does what the app answered.
func (s *Server) submitted(by string, v *View, answer json.RawMessage) error {
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if len(answer) > 0 && json.Unmarshal(answer, &a) != nil {
		return fmt.Errorf("%w: %s", ErrBadAnswer, answer)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v.Errors = nil
	switch a.Action {
	case "":
		s.views.modals[by] = slices.DeleteFunc(s.views.modals[by], func(o *View) bool { return o == v })
	case "clear":
		delete(s.views.modals, by)
	case "errors":
		return v.fault(a.Errors)
	case "update", "push":
		return s.replace(v, a.Action, a.View)
	default:
		return fmt.Errorf("%w: response_action %q", ErrBadAnswer, a.Action)
	}
	return nil
}

// fault shows the app's errors in the modal. Each has to name an input that there is.
func (v *View) fault(said map[string]string) error {
	inputs := inputsOf(v)
	for _, block := range slices.Sorted(maps.Keys(said)) {
		if !slices.ContainsFunc(inputs, func(i input) bool { return i.block == block }) {
			return fmt.Errorf("%w: there is no input in block %q", ErrBadAnswer, block)
		}
	}
	if len(said) == 0 {
		return fmt.Errorf("%w: no errors", ErrBadAnswer)
	}
	v.Errors = said
	var all []error
	for _, block := range slices.Sorted(maps.Keys(said)) {
		all = append(all, errors.New(said[block]))
	}
	return errors.Join(all...)
}

// replace puts another view in the place of the modal, or on top of it. The caller holds the mutex, as for all that follows.
func (s *Server) replace(v *View, how string, given json.RawMessage) error {
	next, err := s.readView(string(given), "modal")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBadAnswer, err)
	}
	if how == "update" {
		v.become(next)
		return nil
	}
	next.by, next.root, next.previous = v.by, v.root, v.ID
	if len(s.views.modals[v.by]) == 3 {
		return fmt.Errorf("%w: push_limit_reached", ErrBadAnswer)
	}
	s.views.modals[v.by] = append(s.views.modals[v.by], next)
	return nil
}

func (s *Server) top(by string) *View {
	stack := s.views.modals[by]
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}
