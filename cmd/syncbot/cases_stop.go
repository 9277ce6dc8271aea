package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func newCasesStop() *cobra.Command {
	var f caseFlags
	cmd := &cobra.Command{
		Use:   "stop ID|NUMBER",
		Short: "Stop following a case",
		Long: `stop ends a case as the button Stop following does, in your user name. Its owner is told in the
chat, at once by the running bot; where none runs, by the next one that runs on the store.
A case that is closed stays as it is, so the command may be repeated.

Exit status: 0 it isn't followed any more, 2 bad use or a failure.`,
		Example: "  syncbot cases stop INV-123\n  syncbot cases stop k3v9q2m7xa --json",
		Args:    oneCase,
		RunE: func(cmd *cobra.Command, args []string) error {
			typed := strings.Join(args, " ")
			done, err := stopCase(cmd, f.demo, typed)
			switch {
			case errors.Is(err, errNoCase):
				done = stopped{Already: true, Answer: printable(typed) + " isn't being followed, so there is nothing to stop."}
			case err != nil:
				return err
			}
			if f.json {
				return writeJSON(cmd.OutOrStdout(), done)
			}
			return done.print(cmd.OutOrStdout())
		},
	}
	f.on(cmd)
	return cmd
}

func stopCase(cmd *cobra.Command, demo bool, typed string) (done stopped, err error) {
	me, err := demoUser()
	if err != nil {
		return stopped{}, err
	}
	err = onCase(cmd.Context(), demo, typed, func(k keeper, id string) (err error) {
		done, err = k.stop(cmd.Context(), id, me.Name)
		return err
	})
	return done, err
}

func (s stopped) print(w io.Writer) error {
	text := printable(s.Answer)
	if s.ID != "" {
		text += "\nIts id is " + s.ID + ": by that, cases show and cases export still find it."
	}
	if s.Offline {
		text += "\nNo bot runs on the store now. The next one says so in the chat."
	}
	_, err := fmt.Fprintln(w, text)
	return err
}
