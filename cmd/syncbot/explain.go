package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// maxText bounds what explain reads from standard input, in bytes.
const maxText = 64 << 10

func newExplain() *cobra.Command {
	var asJSON bool
	var system string
	cmd := &cobra.Command{
		Use:   "explain [--system SYSTEM] TEXT... | -",
		Short: "Explain an error message of the event log",
		Long: `Explain says what an error message means, what fixes it, who can do that, and which guide
helps. What nobody has explained is called unknown, never guessed at.

Exit status: 0 everything in the text is known, 2 something is not, or bad use.`,
		Example: `  syncbot explain "Email address must be valid"
  syncbot explain --system myob SaleEvent_CreditOnHold
  pbpaste | syncbot explain --json -`,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := parseSystem(system)
			if err != nil {
				return err
			}
			text, err := textOf(args, cmd.InOrStdin())
			if err != nil {
				return err
			}
			return explain(cmd.OutOrStdout(), s, text, asJSON)
		},
	}
	systemFlag(cmd, &system)
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	return cmd
}

// textOf is the text to explain: the arguments, or standard input for "-".
func textOf(args []string, in io.Reader) (string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		data, err := io.ReadAll(io.LimitReader(in, maxText+1))
		if err != nil {
			return "", fmt.Errorf("read standard input: %w", err)
		}
		if len(data) > maxText {
			return "", badUse("the text is larger than %d KB; give only the message, or use syncbot check for a whole log", maxText>>10)
		}
		text = string(data)
	}
	if strings.TrimSpace(text) == "" {
		return "", badUse("there is nothing to explain; give the message, such as: syncbot explain \"Email address must be valid\"")
	}
	return text, nil
}

func explain(w io.Writer, s workflow.System, text string, asJSON bool) error {
	catalogue, err := diagnosis.Load()
	if err != nil {
		return err
	}
	all := catalogue.Explain(string(s), text)
	if err := writeExplanations(w, s, all, asJSON); err != nil {
		return err
	}
	for _, x := range all {
		if !x.Known {
			return answered(statusUnusable)
		}
	}
	return nil
}

func writeExplanations(w io.Writer, s workflow.System, all []diagnosis.Explanation, asJSON bool) error {
	if asJSON {
		return writeJSON(w, map[string][]explanation{"explanations": published(all)})
	}
	var parts []string
	for _, x := range all {
		parts = append(parts, explained(s, x))
	}
	_, err := fmt.Fprintln(w, strings.Join(parts, "\n\n"))
	return err
}

// explanation is what --json says of a message. Programs read it: a field stays as it is.
type explanation struct {
	ID      string            `json:"id"`    // empty: unknown
	Known   bool              `json:"known"` // false: cause and fix are empty
	Title   string            `json:"title"`
	Cause   string            `json:"cause"`
	Fix     string            `json:"fix"` // empty: no source gives one
	Where   diagnosis.Where   `json:"where_to_fix"`
	Who     string            `json:"who"`
	Group   string            `json:"group"` // the user group of Workshop Software that a step needs; empty: none is known
	Next    diagnosis.Next    `json:"next"`
	Guide   string            `json:"guide"` // address of the first guide; may be empty
	Guides  []diagnosis.Guide `json:"guides"`
	Message string            `json:"message"` // word for word

	whole diagnosis.Explanation
}

func published(all []diagnosis.Explanation) []explanation {
	out := []explanation{}
	for _, x := range all {
		out = append(out, explanation{
			ID: x.ID, Known: x.Known, Title: x.Title, Cause: x.Cause, Fix: x.Fix, Where: x.Where,
			Who: x.Who, Group: x.Group, Next: x.Next, Guide: x.Guide, Guides: x.Guides, Message: x.Message, whole: x,
		})
	}
	return out
}
