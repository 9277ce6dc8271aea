// Command syncbot follows invoices and payments until they have reached the accounting system.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // --timezone must work on machines without a zone database
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	root := newRoot()
	err := root.ExecuteContext(ctx)
	complain(root.ErrOrStderr(), err)
	stop()
	os.Exit(status(err))
}
