package main

// The flag --system, which several commands share.

import (
	"strings"

	"github.com/spf13/cobra"

	"syncbot/workflow"
)

var systems = []string{string(workflow.Xero), string(workflow.MYOB), string(workflow.QuickBooks)}

func systemFlag(cmd *cobra.Command, into *string) {
	cmd.Flags().StringVar(into, "system", "", "the accounting system: "+strings.Join(systems, ", ")+" (default: not known)")
	// It fails only for a flag that doesn't exist.
	_ = cmd.RegisterFlagCompletionFunc("system", cobra.FixedCompletions(systems, cobra.ShellCompDirectiveNoFileComp))
}

// parseSystem reads the flag; empty means that the system isn't known.
func parseSystem(s string) (workflow.System, error) {
	lower := strings.ToLower(strings.TrimSpace(s))
	for _, known := range append([]string{""}, systems...) {
		if lower == known {
			return workflow.System(known), nil
		}
	}
	return "", badUse("--system %q isn't known; give %s", s, strings.Join(systems, ", "))
}
