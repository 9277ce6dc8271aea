package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/workflow"
	"syncbot/workflow/diagnosis"
)

// maxText bounds what explain reads from standard input, in bytes.
const maxText = 64 << 10

// explainFlags are the flags of explain as they were typed.
type explainFlags struct {
	log, system, zone string
	errors            errorsFile
	json              bool
}

func newExplain() *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain [--system SYSTEM] TEXT... | - | --log FILE",
		Short: "Explain an error message, or all those of an event log",
		Long: `explain says what an error message means, what fixes it, who can do that, and which guide
helps. Of a message in other words it says what it seems to mean, marked so; what even its words don't
tell is called unknown.

With --log it reads a whole event log (a CSV file or the text of the printed Event Report, at
most 10 MB) and says what its errors are: each once, the most frequent first, with how many
entries have it, where it is fixed and by whom, when it was logged last, and for which numbers.
What nobody has explained stands at the end, word for word.

--errors tries out a file of error texts of your own before SYNCBOT_ERRORS names it for serve.

Exit status: 0 everything in the text or log is known or seems to mean something, 2 something is
not, the log is empty or can't be used, nor the file of error texts, or bad use.`,
		Example: `  syncbot explain "Email address must be valid"
  syncbot explain --system myob SaleEvent_CreditOnHold
  pbpaste | syncbot explain --json -
  syncbot explain --system xero --log event-report.csv
  syncbot explain --errors docs/own-errors.yaml "The flux capacitor of 88 is missing"`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	systemFlag(cmd, &f.system)
	cmd.Flags().StringVar(&f.log, "log", "", "a whole event log instead: a file, or - for standard input")
	cmd.Flags().StringVar(&f.zone, "timezone", "Local", "with --log, the time zone of dates that name none, such as Australia/Sydney")
	errorsFlag(cmd, &f.errors)
	cmd.Flags().BoolVar(&f.json, "json", false, "answer as JSON")
	return cmd
}

func (f explainFlags) run(cmd *cobra.Command, args []string) error {
	s, err := parseSystem(f.system)
	if err != nil {
		return err
	}
	if f.log != "" {
		return f.runLog(cmd, args, s)
	}
	text, err := textOf(args, cmd.InOrStdin())
	if err != nil {
		return err
	}
	catalogue, err := f.errors.asFlag()
	if err != nil {
		return err
	}
	return explain(cmd.OutOrStdout(), catalogue, s, text, f.json)
}

func (f explainFlags) runLog(cmd *cobra.Command, args []string, s workflow.System) error {
	if len(args) > 0 {
		return badUse("--log explains a whole log and takes no text; for single numbers in it there is: syncbot check --log FILE NUMBER")
	}
	zone, err := parseZone(f.zone)
	if err != nil {
		return err
	}
	return look{file: f.log, system: s, zone: zone, errors: f.errors, json: f.json}.explainLog(cmd.InOrStdin(), cmd.OutOrStdout())
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
			return "", badUse("the text is larger than %d KB; give only the message, or a whole log with --log FILE", maxText>>10)
		}
		text = string(data)
	}
	if strings.TrimSpace(text) == "" {
		return "", badUse("there is nothing to explain; give the message, such as: syncbot explain \"Email address must be valid\"")
	}
	return text, nil
}

func explain(w io.Writer, catalogue *diagnosis.Catalogue, s workflow.System, text string, asJSON bool) error {
	all := catalogue.Explain(string(s), text)
	ask := s == "" && !asJSON && slices.ContainsFunc(all, isUnknown) && knownToSome(catalogue, text)
	if ask {
		if _, err := fmt.Fprintf(w, "`%s`\n%s\n", printable(strings.TrimSpace(text)), whichSystem); err != nil {
			return err
		}
		return answered(statusUnusable)
	}
	if err := writeExplanations(w, s, all, asJSON); err != nil {
		return err
	}
	if slices.ContainsFunc(all, isUnknown) {
		return answered(statusUnusable)
	}
	return nil
}

// whichSystem asks for what would tell more.
var whichSystem = "Which system said it? I know more with --system " + strings.Join(systems, ", --system ") + "."

func isUnknown(x diagnosis.Explanation) bool { return !x.Known }

// knownToSome reports whether all of a text is known as that of one system or another.
func knownToSome(c *diagnosis.Catalogue, text string) bool {
	return slices.ContainsFunc(systems, func(system string) bool { return !slices.ContainsFunc(c.Explain(system, text), isUnknown) })
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
	ID       string            `json:"id"`       // empty: unknown
	Known    bool              `json:"known"`    // false: cause and fix are empty
	Inferred bool              `json:"inferred"` // the cause is what its words seem to mean
	About    string            `json:"about"`    // contact, invoice, payment, settings or connection; empty: unknown
	Title    string            `json:"title"`
	Cause    string            `json:"cause"`
	Fix      string            `json:"fix"` // empty: no source gives one
	Where    diagnosis.Where   `json:"where_to_fix"`
	Who      string            `json:"who"`
	Group    string            `json:"group"` // the user group of Workshop Software that a step needs; empty: none is known
	Next     diagnosis.Next    `json:"next"`
	Guide    string            `json:"guide"` // address of the first guide; may be empty
	Guides   []diagnosis.Guide `json:"guides"`
	Message  string            `json:"message"` // word for word

	whole diagnosis.Explanation
}

func published(all []diagnosis.Explanation) []explanation {
	out := []explanation{}
	for _, x := range all {
		out = append(out, explanation{
			ID: x.ID, Known: x.Known, Inferred: x.Inferred, About: x.About, Title: x.Title, Cause: x.Cause, Fix: x.Fix, Where: x.Where,
			Who: x.Who, Group: x.Group, Next: x.Next, Guide: x.Guide, Guides: x.Guides, Message: x.Message, whole: x,
		})
	}
	return out
}
