// Package accounting says what an accounting system must do for the bot: look for one document.
package accounting

import (
	"context"

	"syncbot/workflow"
)

// Books looks into a workshop's accounting system. It only ever reads.
type Books interface {
	// LookUp looks for the document: whole numbers, the exact one before its equivalent (workflow.MatchNumber),
	// and for a payment the invoice that carries it. It never fails: what could not be checked is workflow.BooksUnknown
	// with a reason. It keeps to the context's deadline.
	LookUp(ctx context.Context, w workflow.WorkshopID, d workflow.Document) workflow.BooksLook
}
