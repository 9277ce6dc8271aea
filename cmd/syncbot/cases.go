package main

// cases lists what is being followed, from the running bot or from a store that no bot holds.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

func newCases() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cases",
		Short: "Show what is being followed",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCasesList())
	return cmd
}

func newCasesList() *cobra.Command {
	var asJSON, demo bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the open cases, a line each",
		Long: `list shows every open case: of the bot that runs on the store which the settings name, through
its local socket, or, when no bot runs, from the store itself.`,
		Example: "  syncbot cases list\n  syncbot cases list --demo --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := listCases(cmd.Context(), demo)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), map[string]any{"cases": list})
			}
			return printCases(cmd.OutOrStdout(), list)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	cmd.Flags().BoolVar(&demo, "demo", false, "those of the demo, on both roads")
	return cmd
}

// listCases lists the cases of the configured store, or of the demos on both roads.
func listCases(ctx context.Context, demo bool) ([]caseLine, error) {
	if !demo {
		c, err := readConfig(os.Environ(), ".")
		if err != nil {
			return nil, listed(err)
		}
		return casesOf(ctx, string(c.Store), newMachine(0, 0, c.workshops()))
	}
	pretend, err := sandbox.Open("", time.Now)
	if err != nil {
		return nil, err
	}
	all := []caseLine{}
	for _, road := range []workflow.Road{workflow.ByGateway, workflow.ByPeople} {
		path := filepath.Join(demoFolder(road), storeFile)
		list, err := casesOf(ctx, path, newMachine(0, 0, pretendWorkshops(pretend, road)))
		if err != nil && !errors.Is(err, errNoStore) {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// errNoStore says that nothing has been followed there yet.
var errNoStore = errors.New("there is no store yet")

// casesOf asks the bot that holds the store, or reads the store that nobody holds.
func casesOf(ctx context.Context, path string, m *workflow.Machine) ([]caseLine, error) {
	list, err := askBot(ctx, path)
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, syscall.ENOTDIR) {
		return list, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w at %s", errNoStore, path)
	}
	return readStore(ctx, path, m)
}

func printCases(w io.Writer, list []caseLine) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "Nothing is being followed.")
		return err
	}
	for _, c := range list {
		if _, err := fmt.Fprintf(w, "%s  %s (asked by %s)\n", c.Workshop, printable(c.Status), printable(c.Owner)); err != nil {
			return err
		}
	}
	return nil
}
