package main

// cases shows, stops and exports what is followed, through the running bot or from a store that no bot holds.

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

func newCases() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cases",
		Short: "Show what is being followed, stop it, or make a story of it",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCasesList(), newCasesShow(), newCasesStop(), newCasesExport())
	return cmd
}

// caseFlags are the flags that all commands about cases share.
type caseFlags struct{ json, demo bool }

func (f *caseFlags) on(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.json, "json", false, "answer as JSON")
	cmd.Flags().BoolVar(&f.demo, "demo", false, "those of the demo, on both roads")
}

func newCasesList() *cobra.Command {
	var f caseFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the open cases, a line each",
		Long: `list shows every open case: of the bot that runs on the store which the settings name, through
its local socket, or, when no bot runs, from the store itself.`,
		Example: "  syncbot cases list\n  syncbot cases list --demo --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := listCases(cmd.Context(), f.demo)
			if err != nil {
				return err
			}
			if f.json {
				return writeJSON(cmd.OutOrStdout(), map[string]any{"cases": list})
			}
			return printCases(cmd.OutOrStdout(), list)
		},
	}
	f.on(cmd)
	return cmd
}

func listCases(ctx context.Context, demo bool) ([]caseLine, error) {
	all := []caseLine{}
	err := withKeepers(ctx, demo, func(keepers []keeper) error {
		for _, k := range keepers {
			list, err := k.list(ctx)
			if err != nil {
				return err
			}
			all = append(all, list...)
		}
		return nil
	})
	return all, err
}

func printCases(w io.Writer, list []caseLine) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "Nothing is being followed.")
		return err
	}
	for _, c := range list {
		if _, err := fmt.Fprintf(w, "%s  %s  %s (%s)\n", c.ID, c.Workshop, printable(c.Status), printable(c.people())); err != nil {
			return err
		}
	}
	return nil
}
