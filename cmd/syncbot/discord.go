package main

// discord helps to set up the app in Discord.

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/bot/discord"
)

func newDiscord() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "discord",
		Short: "Set up the app in Discord",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newDiscordInvite())
	return cmd
}

func newDiscordInvite() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "invite",
		Short: "Print the link that adds the bot to a server",
		Long: `invite prints the link that adds the bot to a server in Discord, for somebody who may manage that
server. It asks for exactly the permissions that the bot needs; each stands below it with its
reason. The app is the one of DISCORD_APPLICATION_ID.`,
		Example: "  syncbot discord invite\n  DISCORD_APPLICATION_ID=1234567890123456789 syncbot discord invite --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := readConfig(os.Environ(), ".")
			if err == nil && c.ApplicationID == "" {
				err = errors.New("DISCORD_APPLICATION_ID is missing, so there is no app to invite; copy " + applicationIDIs)
			}
			if err != nil {
				return listed(err)
			}
			invitation := discord.Invite(string(c.ApplicationID))
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), invitation)
			}
			return printInvitation(cmd.OutOrStdout(), invitation)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	return cmd
}

// printInvitation writes the link, and below it what it asks for.
func printInvitation(w io.Writer, i discord.Invitation) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nIt asks for these permissions and no others. With each the bot\n", i.URL)
	for _, p := range i.Permissions {
		fmt.Fprintf(&b, "  %-24s  %s\n", p.Name, strings.ReplaceAll(p.Reason, "`", ""))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
