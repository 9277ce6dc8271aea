package bot

// What stands in for a service that is not configured: it says so, and never guesses.

import (
	"context"
	"time"

	"syncbot/bot/outcome"
	"syncbot/bot/workshop"
	"syncbot/workflow"
)

type noGateway struct{}

func (noGateway) refusal() error {
	return outcome.Refused(&workshop.Failure{Reason: workflow.Reason{
		Code: workflow.Declined, Text: "I'm not connected to Workshop Software",
	}})
}

func (g noGateway) ForceSync(context.Context, workshop.Account, string) (string, error) {
	return "", g.refusal()
}

func (g noGateway) ReadLog(context.Context, workshop.Account, time.Time) (workflow.Reading, error) {
	return workflow.Reading{}, g.refusal()
}

func (g noGateway) Status(context.Context, workshop.Account, workflow.Document) (workflow.DocumentStatus, error) {
	return "", g.refusal()
}

type noBooks struct {
	now func() time.Time
}

func (b noBooks) LookUp(context.Context, workflow.WorkshopID, workflow.Document) workflow.BooksLook {
	return workflow.BooksLook{Verdict: workflow.BooksUnknown, At: b.now().Round(0)} // no access, so no reason
}
