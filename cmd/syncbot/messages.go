package main

// messages prints the storybook: everything that the bot says, for those who review its words.

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/workflow/storybook"
)

// statusOverLimit says that a message breaks a limit.
const statusOverLimit = 1

func newMessages() *cobra.Command {
	var asJSON, check bool
	cmd := &cobra.Command{
		Use:   "messages [NAME]",
		Short: "Show everything that the bot says",
		Long: `messages shows every message of the bot in every state that reads differently: its name, the
situation, the text, and the buttons as a chat service draws them. With a name, only those
whose name begins so.

Exit status: 0; with --check 0 every message keeps the limits, 1 one doesn't; 2 bad use.`,
		Example: `  syncbot messages
  syncbot messages findings
  syncbot messages --json escalation/for-the-lead
  syncbot messages --check`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return badUse("give one name, or the beginning of one, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON && check {
				return badUse("--json shows the messages and --check what is wrong with them; give one of the two")
			}
			pages, err := pagesNamed(strings.Join(args, ""))
			switch {
			case err != nil:
				return err
			case check:
				return checkPages(cmd.OutOrStdout(), pages)
			case asJSON:
				return writeJSON(cmd.OutOrStdout(), map[string][]storybook.Page{"messages": pages})
			default:
				return printPages(cmd.OutOrStdout(), pages)
			}
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON, with the stored form of each note")
	cmd.Flags().BoolVar(&check, "check", false, "say only which messages break a limit, and how")
	return cmd
}

// pagesNamed are the pages whose names begin so.
func pagesNamed(beginning string) ([]storybook.Page, error) {
	var some []storybook.Page
	for _, p := range storybook.Pages() {
		if strings.HasPrefix(p.Name, beginning) {
			some = append(some, p)
		}
	}
	if len(some) == 0 {
		return nil, badUse("no message's name begins with %q; they begin with %s", beginning, strings.Join(groups(), ", "))
	}
	return some, nil
}

// groups are the first words of the names, in the order of the pages.
func groups() []string {
	var all []string
	for _, p := range storybook.Pages() {
		group, _, _ := strings.Cut(p.Name, "/")
		if len(all) == 0 || all[len(all)-1] != group {
			all = append(all, group)
		}
	}
	return all
}

func printPages(w io.Writer, pages []storybook.Page) error {
	for i, p := range pages {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if _, err := fmt.Fprint(w, p); err != nil {
			return err
		}
	}
	return nil
}

func checkPages(w io.Writer, pages []storybook.Page) error {
	result := 0
	for _, p := range pages {
		for _, b := range p.Breaches() {
			result = statusOverLimit
			if _, err := fmt.Fprintf(w, "%s: %s\n", p.Name, b); err != nil {
				return err
			}
		}
	}
	return answered(result)
}
