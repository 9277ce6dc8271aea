package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// build says what this program was built from.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision"` // of the source; "unknown" where the build didn't record it
	Modified bool   `json:"modified"` // the source had changes that were not committed
	Go       string `json:"go"`
}

func newVersion() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which version this is",
		Example: "  syncbot version\n  syncbot version --json",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b := thisBuild()
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), b)
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "syncbot %s, revision %s, %s\n", b.Version, b.source(), b.Go)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer as JSON")
	return cmd
}

func thisBuild() build {
	b := build{Version: "unknown", Revision: "unknown", Go: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version, b.Go = info.Main.Version, info.GoVersion
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	if b.Version == "" {
		b.Version = "(devel)"
	}
	return b
}

func (b build) source() string {
	if b.Modified {
		return b.Revision + " with changes"
	}
	return b.Revision
}

// noArgs refuses arguments in one sentence.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return badUse("%s takes no arguments; see %s --help", cmd.Name(), cmd.CommandPath())
	}
	return nil
}
