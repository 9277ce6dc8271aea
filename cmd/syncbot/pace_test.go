package main

// Services that take their time, each document its own: so what happens at the same moment happens in the order of the numbers.

import (
	"context"
	"strconv"
	"strings"
	"time"

	"syncbot/bot/accounting"
	"syncbot/bot/chat"
	"syncbot/bot/workshop"
	"syncbot/storage"
	"syncbot/workflow"
)

// pace slows the demo's services down.
func pace(d *demo) {
	d.platforms[0] = &slowChat{d.platforms[0], d.store}
	d.gateway = slowGateway{d.gateway}
	d.books = slowBooks{d.books}
}

// take sleeps as long as the document's number says, in microseconds. No two documents of the script have the same.
func take(w workflow.WorkshopID, d workflow.Document, times int) {
	number, _ := strconv.Atoi(strings.TrimPrefix(d.Number, "INV-"))
	if w != demoHome {
		number += 10_000
	}
	time.Sleep(time.Duration(number*times) * time.Microsecond)
}

type slowChat struct {
	chat.Platform
	store storage.Store
}

func (s *slowChat) Post(ctx context.Context, m chat.Message) (chat.Posted, error) {
	s.take(ctx, m.Case, 3)
	return s.Platform.Post(ctx, m)
}

func (s *slowChat) Show(ctx context.Context, r workflow.Ref, m chat.Message) error {
	s.take(ctx, m.Case, 5)
	return s.Platform.Show(ctx, r, m)
}

// take sleeps for the document of a case; a message about several takes no time.
func (s *slowChat) take(ctx context.Context, of workflow.CaseRef, times int) {
	if record, err := s.store.Get(ctx, storage.CaseKey(of)); err == nil {
		take(of.Workshop, record.Body.(workflow.Case).Doc, times)
	}
}

type slowBooks struct{ accounting.Books }

func (s slowBooks) LookUp(ctx context.Context, w workflow.WorkshopID, d workflow.Document) workflow.BooksLook {
	take(w, d, 7)
	return s.Books.LookUp(ctx, w, d)
}

type slowGateway struct{ workshop.Gateway }

func (s slowGateway) ForceSync(ctx context.Context, a workshop.Account, key string) (string, error) {
	time.Sleep(time.Second)
	return s.Gateway.ForceSync(ctx, a, key)
}

func (s slowGateway) Status(ctx context.Context, a workshop.Account, d workflow.Document) (workflow.DocumentStatus, error) {
	take(a.Workshop, d, 11)
	return s.Gateway.Status(ctx, a, d)
}
