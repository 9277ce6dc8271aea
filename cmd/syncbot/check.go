package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"syncbot/bot/workshop/report"
	"syncbot/workflow"
)

// checkFlags are the flags of check as they were typed.
type checkFlags struct {
	log, since, system, zone string
	errors                   errorsFile
	json                     bool
}

func newCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check --log FILE NUMBER...",
		Short: "Look for invoices in an event log, once",
		Long: `Check reads an event log and says for each number what the log says of it: a CSV file or
the text of the printed Event Report, at most 10 MB. A payment is listed under its invoice's
number.
No entry is never taken for success: a failed automatic sync writes none.

Exit status: 0 no entry for any number, 1 errors found for some number, 2 could not tell,
or bad use.`,
		Example: `  syncbot check --log event-report.csv INV-123 641
  syncbot check --log event-report.csv --since "10:04 am" --system xero 641
  pbpaste | syncbot check --log - --json 641`,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := newLook(f, args, time.Now())
			if err != nil {
				return err
			}
			return c.run(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&f.log, "log", "", "the event log: a file, or - for standard input")
	cmd.Flags().StringVar(&f.since, "since", "", "count only entries from then on: \"10:04 am\" (today), \"2026-11-24 10:04\", RFC 3339, or 2h for two hours ago")
	cmd.Flags().StringVar(&f.zone, "timezone", "Local", "the time zone of dates that name none, such as Australia/Sydney")
	errorsFlag(cmd, &f.errors)
	cmd.Flags().BoolVar(&f.json, "json", false, "answer as JSON")
	systemFlag(cmd, &f.system)
	return cmd
}

// look is one look at one log.
type look struct {
	file    string
	numbers []string
	since   time.Time // zero: all entries count
	system  workflow.System
	zone    *time.Location
	errors  errorsFile
	json    bool
}

func newLook(f checkFlags, args []string, now time.Time) (look, error) {
	l := look{file: f.log, errors: f.errors, json: f.json}
	var err error
	if l.zone, err = parseZone(f.zone); err != nil {
		return look{}, err
	}
	if l.system, err = parseSystem(f.system); err != nil {
		return look{}, err
	}
	if l.since, err = parseSince(f.since, now.In(l.zone)); err != nil {
		return look{}, err
	}
	if l.numbers, err = parseNumbers(args); err != nil {
		return look{}, err
	}
	if f.log == "" {
		return look{}, badUse("which log? Give --log FILE, or --log - for standard input")
	}
	return l, nil
}

// parseZone reads --timezone.
func parseZone(s string) (*time.Location, error) {
	zone, err := time.LoadLocation(s)
	if err != nil {
		return nil, badUse("there is no time zone %q; give one such as Australia/Sydney", s)
	}
	return zone, nil
}

// parseSince reads --since; empty is the zero time. A time of day is today's, in now's zone.
func parseSince(s string, now time.Time) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, nil
	}
	if at, ok := report.ParseTime(s, now.Location()); ok {
		return at, nil
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	at, ok := report.ParseTime(now.Format("2006-01-02 ")+s, now.Location())
	switch {
	case !ok:
		return time.Time{}, badUse("--since %q can't be read; give \"10:04 am\", \"2026-11-24 10:04\" or 2h", s)
	case at.After(now):
		return time.Time{}, badUse("--since %q has not come yet today; give the day too", s)
	default:
		return at, nil
	}
}

// run reads the log, says what it says of each number, and ends with the status for it.
func (l look) run(stdin io.Reader, out io.Writer) error {
	catalogue, err := l.errors.asFlag()
	if err != nil {
		return err
	}
	log, err := l.read(stdin)
	var unusable *report.Error
	if err != nil && !(errors.As(err, &unusable) && l.json) {
		return err
	}
	a := l.answer(log, catalogue)
	if unusable != nil {
		a = l.couldNotTell(unusable.Text)
	}
	write := a.writeText
	if l.json {
		write = a.writeJSON
	}
	if err := write(out); err != nil {
		return err
	}
	return answered(a.status())
}

func (l look) read(stdin io.Reader) (report.Log, error) {
	in := stdin
	if l.file != "-" {
		f, err := os.Open(l.file)
		if err != nil {
			return report.Log{}, badUse("I can't open the log: %w", err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return report.Log{}, badUse("--log %s is a folder; name the file of the event log in it", l.file)
		}
		in = f
	}
	log, err := report.Read(in, report.Options{Zone: l.zone, Numbers: l.numbers})
	if err != nil {
		return report.Log{}, fmt.Errorf("%s: %w", l.name(), pipeIt(err))
	}
	return log, nil
}

// pipeIt names what stands for pasting on a command line.
func pipeIt(err error) error {
	var unusable *report.Error
	if !errors.As(err, &unusable) {
		return err
	}
	return &report.Error{Fault: unusable.Fault, Text: strings.ReplaceAll(unusable.Text, report.PasteIt, "pipe the text of the entry to --log -")}
}

// name is what the log is called in sentences.
func (l look) name() string {
	if l.file == "-" {
		return "standard input"
	}
	return l.file
}
