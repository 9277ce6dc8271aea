package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func newCasesShow() *cobra.Command {
	var f caseFlags
	cmd := &cobra.Command{
		Use:   "show ID|NUMBER",
		Short: "Show all that is known of a case",
		Long: `show tells where a case stands, who owns and follows it, what comes next, its syncs, what the
event log says, and what happened, a line each. An open case is found by its number or its id, a
closed one by its id, which cases stop prints and the bot's log has in its lines "case opened".

Exit status: 0 shown, 1 there is no such case, 2 bad use or a failure.`,
		Example: "  syncbot cases show INV-123\n  syncbot cases show payment 641 --json\n  syncbot cases show k3v9q2m7xa",
		Args:    oneCase,
		RunE: func(cmd *cobra.Command, args []string) error {
			return unknownCase(onCase(cmd.Context(), f.demo, strings.Join(args, " "), func(k keeper, id string) error {
				file, err := k.show(cmd.Context(), id)
				if err != nil {
					return err
				}
				if f.json {
					return writeJSON(cmd.OutOrStdout(), file)
				}
				_, err = io.WriteString(cmd.OutOrStdout(), printable(file.text()))
				return err
			}))
		},
	}
	f.on(cmd)
	return cmd
}

// oneCase refuses a command line that names no case, in one sentence.
func oneCase(cmd *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, " ")) == "" {
		return badUse("which case? Give its number or its id, such as: %s INV-123", cmd.CommandPath())
	}
	return nil
}

// text is the case in words.
func (f caseFile) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s · %s · case %s\n", f.Status, f.shop(), f.System, f.ID)
	fmt.Fprintf(&b, "Owner: %s\nAsked by %s in %s, %s (%s)\n", f.Owner, f.Asker, f.Place, moment(f.Opened), f.Zone)
	if len(f.Followers) > 0 {
		fmt.Fprintf(&b, "Also told: %s\n", strings.Join(f.Followers, ", "))
	}
	section(&b, "Next", f.next())
	section(&b, "Syncs", lines(f.Syncs))
	section(&b, "Findings", lines(f.Findings))
	section(&b, "What happened", lines(f.Journal))
	return b.String()
}

// shop is the workshop's name with its id.
func (f caseFile) shop() string {
	if f.Shop == "" {
		return f.Workshop
	}
	return f.Shop + " (" + f.Workshop + ")"
}

// next are the times at which the bot acts by itself.
func (f caseFile) next() []string {
	var all []string
	for _, due := range []struct {
		what string
		at   time.Time
	}{{"looks again", f.Look}, {f.reminds(), f.Remind}, {"stops following, unless somebody answers", f.Ends}} {
		if !due.at.IsZero() {
			all = append(all, second(due.at)+"  "+due.what)
		}
	}
	return all
}

// reminds says that the owner is reminded, and who has put it off.
func (f caseFile) reminds() string {
	if f.PutOff == "" {
		return "reminds the owner"
	}
	return "reminds the owner; " + f.PutOff + " put it off"
}

// String is the sync in words.
func (s syncLine) String() string {
	switch {
	case s.By == "":
		return second(s.Started) + "  started by the bot"
	case s.Stated:
		return second(s.Started) + "  pressed by " + s.By + ", who gave the time"
	default:
		return second(s.Started) + "  pressed by " + s.By
	}
}

// String is the finding in words, the message word for word.
func (f findingLine) String() string {
	when, what := "without a time", "nobody has explained it yet"
	if !f.At.IsZero() {
		when = second(f.At)
	}
	if f.Title != "" {
		what = f.Title
	}
	if f.Before {
		what += ", from before the sync"
	}
	return when + "  " + f.Message + "\n    " + what
}

// String is what happened, and when.
func (j journalLine) String() string { return second(j.At) + "  " + j.Line }

// second is a time to the second.
func second(t time.Time) string { return t.Format("Mon 2 Jan 3:04:05 pm") }

func lines[T fmt.Stringer](all []T) []string {
	var texts []string
	for _, one := range all {
		texts = append(texts, one.String())
	}
	return texts
}

// section writes lines under a heading; nothing where there are none.
func section(b *strings.Builder, heading string, all []string) {
	if len(all) > 0 {
		fmt.Fprintf(b, "\n%s\n  %s\n", heading, strings.Join(all, "\n  "))
	}
}
