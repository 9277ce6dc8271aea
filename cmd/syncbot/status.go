package main

// status says whether the bot that runs reaches its chat services.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/bot/chat"
)

// health is how a chat service of the running bot is.
type health struct {
	Service string `json:"service"`
	Well    bool   `json:"well"`
	Says    string `json:"says"`
}

func newStatus() *cobra.Command {
	var asJSON, demo bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say whether the running bot reaches its chat services",
		Long: `status asks the bot that runs on the store which the settings name how its chat services are, a
line each. To find out what is wrong with one that isn't well, run: syncbot doctor

Exit status: 0 all are well, 1 one isn't or no bot runs, 2 bad use or a failure.`,
		Example: "  syncbot status\n  syncbot status --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := askHealth(cmd.Context(), demo)
			if err != nil {
				return err
			}
			show := printHealth
			if asJSON {
				show = func(w io.Writer, all []health) error { return writeJSON(w, map[string]any{"services": all}) }
			}
			if err := show(cmd.OutOrStdout(), all); err != nil {
				return err
			}
			return answered(statusOfHealth(all))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	cmd.Flags().BoolVar(&demo, "demo", false, "that of the demo")
	return cmd
}

// askHealth asks each bot that runs.
func askHealth(ctx context.Context, demo bool) ([]health, error) {
	meant, err := keptParts(demo)
	if err != nil {
		return nil, err
	}
	var all []health
	for _, p := range meant {
		k := botKeeper{p.storePath}
		runs, err := k.running(ctx)
		if err != nil {
			return nil, err
		}
		if !runs {
			continue
		}
		var some []health
		if err := k.ask(ctx, http.MethodGet, "/v1/status", &some); err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(all) == 0 {
		return nil, noBot(demo, meant)
	}
	return all, nil
}

func noBot(demo bool, meant []parts) error {
	if demo {
		return &exit{statusNotWell, errors.New("no demo runs; start one: syncbot demo")}
	}
	return &exit{statusNotWell, fmt.Errorf("no bot runs on the store %s; start one: syncbot serve", meant[0].storePath)}
}

func healthOf(services []chat.Platform) []health {
	var all []health
	for _, p := range services {
		s := p.Status()
		all = append(all, health{p.Name(), s.Well, s.Text})
	}
	return all
}

func printHealth(w io.Writer, all []health) error {
	var b strings.Builder
	for _, h := range all {
		fmt.Fprintf(&b, "%s: %s\n", h.Service, h.Says)
	}
	_, err := io.WriteString(w, printable(b.String()))
	return err
}

func statusOfHealth(all []health) int {
	for _, h := range all {
		if !h.Well {
			return statusNotWell
		}
	}
	return 0
}
