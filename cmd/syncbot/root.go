package main

// The command tree, and what an error means for the exit status.

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// newRoot builds the whole command tree, each command by its own constructor.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "syncbot",
		Short: "Follows invoices and payments until they have reached Xero, MYOB or QuickBooks",
		Long: `syncbot follows invoices and payments of Workshop Software until they have reached the
accounting system: it knows the procedure, reads the event log, explains its errors and
comes back when it said it would.`,
		Example: `  syncbot check --log event-report.csv INV-123 641
  syncbot explain "Email address must be valid"`,
		Args:          knownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return badUse("%s; see %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(newDemo(), newServe(), newDoctor(), newSlack(), newDiscord(), newCases(), newStatus(), newCheck(), newExplain(), newMessages(), newVersion())
	return root
}

// knownCommand says in one sentence that a command doesn't exist, and which was likely meant.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if root.SuggestionsMinimumDistance == 0 {
		root.SuggestionsMinimumDistance = 2
	}
	if like := root.SuggestionsFor(args[0]); len(like) > 0 {
		return badUse("there is no command %q; did you mean %s?", args[0], strings.Join(like, " or "))
	}
	return badUse("there is no command %q; see syncbot --help", args[0])
}

// The exit statuses. Commands that answer a question say in their help what 0 and 1 mean.
const (
	statusErrorsFound = 1
	statusNoCase      = 1
	statusNotWell     = 1
	statusUnusable    = 2 // bad use, a failure, or: could not tell
)

// exit ends the program with a status. Its err is the sentence for the person; nil where everything is said already.
type exit struct {
	status int
	err    error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.status)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// badUse is a sentence on what is wrong with the command line, and what to do.
func badUse(format string, args ...any) error {
	return &exit{statusUnusable, fmt.Errorf(format, args...)}
}

// answered ends a command whose answer is on standard output with the status that belongs to it.
func answered(status int) error {
	if status == 0 {
		return nil
	}
	return &exit{status: status}
}

// status is the program's exit status after err: 0 for none, otherwise the error's own, or 2.
func status(err error) int {
	var e *exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &e):
		return e.status
	default:
		return statusUnusable
	}
}

// complain writes the sentence of an error, if it has one.
func complain(w io.Writer, err error) {
	var e *exit
	if err == nil || errors.As(err, &e) && e.err == nil {
		return
	}
	fmt.Fprintf(w, "syncbot: %s\n", printable(err.Error()))
}
