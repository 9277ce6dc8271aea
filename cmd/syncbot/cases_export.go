package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func newCasesExport() *cobra.Command {
	var f caseFlags
	var wait time.Duration
	cmd := &cobra.Command{
		Use:   "export ID|NUMBER",
		Short: "Make a story of a case, so that an incident becomes a test",
		Long: `export writes a case's journal as a story: what the machine has to know, every event, and what
the case answers and says to them today. Put into workflow/testdata it is a test of go test ./...

An export holds customer data: the names and ids of people, the numbers, and the event log's
messages as they came. Share it as you would share those.

Exit status: 0 exported, 1 there is no such case, 2 bad use or a failure.`,
		Example: "  syncbot cases export INV-123 > workflow/testdata/61-inv-123.txt\n  syncbot cases export k3v9q2m7xa --wait 45m",
		Args:    oneCase,
		RunE: func(cmd *cobra.Command, args []string) error {
			if wait < 0 || wait > 24*time.Hour {
				return badUse("--wait is %s; give a time up to 24h", wait)
			}
			return unknownCase(onCase(cmd.Context(), f.demo, strings.Join(args, " "), func(k keeper, id string) error {
				story, err := k.export(cmd.Context(), id, wait)
				if err != nil {
					return err
				}
				return story.print(cmd.OutOrStdout(), cmd.ErrOrStderr(), f.json)
			}))
		},
	}
	cmd.Flags().DurationVar(&wait, "wait", 0, "how long the hour lasted, if not as it is set now")
	f.on(cmd)
	return cmd
}

// unknownCase gives the error that there is no such case its exit status.
func unknownCase(err error) error {
	if errors.Is(err, errNoCase) {
		return &exit{statusNoCase, err}
	}
	return err
}

// print writes the story as it is: a file may hold what a terminal may not be steered by.
func (x exported) print(out, complaints io.Writer, asJSON bool) error {
	if asJSON {
		return writeJSON(out, x)
	}
	if x.Differs != "" {
		fmt.Fprintln(complaints, "syncbot: "+printable(x.Differs))
	}
	_, err := io.WriteString(out, x.Story)
	return err
}
