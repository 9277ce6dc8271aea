package main

// slack helps to set up the app in Slack.

import (
	"os"

	"github.com/spf13/cobra"

	"syncbot/bot/slack"
)

func newSlack() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "slack",
		Short: "Set up the app in Slack",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSlackManifest())
	return cmd
}

func newSlackManifest() *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "manifest",
		Short: "Print the manifest from which Slack makes the app",
		Long: `manifest prints what to paste at api.slack.com/apps: Create New App, From a manifest. It asks for
exactly the permissions that the bot needs; that to read user groups only where the settings
name one (SYNCBOT_ADMINS, SYNCBOT_MAY_ASK, SYNCBOT_MAY_SYNC).

The app uses Socket Mode, which needs no public address. With --url Slack sends signed requests
to that address instead, which must lead to SYNCBOT_LISTEN.`,
		Example: "  syncbot slack manifest\n  syncbot slack manifest --url https://syncbot.example.com",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := readConfig(os.Environ(), ".")
			if err != nil {
				return listed(err)
			}
			m := slack.NewManifest(c.slackGroups())
			if cmd.Flags().Changed("url") {
				if m, err = m.At(url); err != nil {
					return badUse("--url %q can't be used: %w", url, err)
				}
			}
			return writeJSON(cmd.OutOrStdout(), m)
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "the public https:// address that leads to the bot (default: Socket Mode)")
	return cmd
}
