package main

// doctor checks what the bot needs before it runs, and says what to do about what it finds.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/discord"
	"syncbot/bot/slack"
)

// checked is what one check found, in sentences. Its fields are those of --json.
type checked struct {
	Check  string        `json:"check"`
	State  checkup.State `json:"state"`
	Says   string        `json:"says"`
	Remedy string        `json:"remedy,omitempty"`
}

func newDoctor() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the settings, the store and the apps in Slack and Discord, and say what to do",
		Long: `doctor checks what the bot needs: the settings, the file of error texts that they name, the store,
and in Slack and Discord that they are reached, what the tokens allow, that the bot is in the
channels of the settings and may do there what it must, that the people, user groups and roles are
there, and that the clocks agree. It asks a bot that runs how it is, too. It changes nothing, says
nothing there, and shows no secret.

Exit status: 0 all is well, 1 something is wrong, 2 something could not be checked, or bad use.`,
		Example: "  syncbot doctor\n  syncbot doctor --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			found := examine(cmd.Context(), os.Environ(), ".")
			if err := cmd.Context().Err(); err != nil {
				return errors.New("interrupted before everything was checked")
			}
			show := printFindings
			if asJSON {
				show = func(w io.Writer, found []checked) error { return writeJSON(w, map[string]any{"checks": found}) }
			}
			if err := show(cmd.OutOrStdout(), found); err != nil {
				return err
			}
			return answered(statusOf(found))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	return cmd
}

// examine makes every check that the settings allow. A fault of one setting leaves the others standing.
func examine(ctx context.Context, environ []string, dir string) []checked {
	c, err := readServeConfig(environ, dir)
	found := settingsFindings(errors.Join(err, c.lacksChat(err)))
	found = append(found, examineSecrets(dir)...)
	if c.Timezone.Location != nil {
		found = append(found, checked{"time zone", checkup.OK, fmt.Sprintf("In %s it is %s.", c.Timezone, moment(time.Now().In(c.Timezone.Location))), ""})
	}
	if !named([]error{err}, "SYNCBOT_ERRORS") {
		found = append(found, c.Errors.examine()...)
	}
	runs := false
	if c.Store != "" && !named([]error{err}, "SYNCBOT_STORE") {
		var store checked
		runs, store = examineStore(ctx, string(c.Store))
		found = append(found, store)
	}
	if runs {
		found = append(found, examineRunning(ctx, string(c.Store))...)
	}
	faulty := func(name string) bool { return named([]error{err}, name) } // with another address than was meant, nothing is asked
	if c.SlackBot != "" && !faulty("SLACK_API_URL") {
		found = append(found, ofService(slack.Examine(ctx, c.slackOptions(), c.channelsOn("slack"), c.slackPeople()))...)
	}
	if c.DiscordBot != "" && !faulty("DISCORD_API_URL") {
		found = append(found, ofService(discord.Examine(ctx, c.discordOptions(), c.discordPatient(runs)))...)
	}
	return append(found, c.examineAddress(ctx, runs)...)
}

// ofService are what the doctor of a chat service found.
func ofService(findings []checkup.Finding) []checked {
	var found []checked
	for _, f := range findings {
		found = append(found, checked(f))
	}
	return found
}

// settingsFindings are the faults of the settings, each by itself.
func settingsFindings(faults error) []checked {
	if faults == nil {
		return []checked{{"settings", checkup.OK, "Nothing is wrong with them.", ""}}
	}
	var found []checked
	for sentence := range strings.SplitSeq(faults.Error(), "\n") {
		found = append(found, checked{"settings", checkup.Wrong, sentence + ".", ""})
	}
	return found
}

// printFindings writes a line for each check, what to do below it, and the sum of it at the end.
func printFindings(w io.Writer, found []checked) error {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%-9s  %s: %s\n", f.State, printable(f.Check), printable(f.Says))
		if f.Remedy != "" {
			fmt.Fprintf(&b, "%-9s  %s\n", "", printable(f.Remedy))
		}
	}
	_, err := io.WriteString(w, b.String()+"\n"+sumOf(found)+"\n")
	return err
}

func sumOf(found []checked) string {
	wrong, unchecked := count(found, checkup.Wrong), count(found, checkup.Unchecked)
	switch {
	case wrong == 1:
		return "One thing is wrong."
	case wrong > 1:
		return fmt.Sprintf("%d things are wrong.", wrong)
	case unchecked > 0:
		return "Nothing is wrong so far, but not everything could be checked."
	default:
		return "All is well."
	}
}

// statusOf is the exit status.
func statusOf(found []checked) int {
	switch {
	case count(found, checkup.Wrong) > 0:
		return statusNotWell
	case count(found, checkup.Unchecked) > 0:
		return statusUnusable
	default:
		return 0
	}
}

func count(found []checked, s checkup.State) int {
	n := 0
	for _, f := range found {
		if f.State == s {
			n++
		}
	}
	return n
}
