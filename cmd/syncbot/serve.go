package main

// serve runs the bot on the chat services that are configured.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"syncbot/bot/chat"
	"syncbot/bot/workshop/sandbox"
	"syncbot/storage"
	"syncbot/storage/bolt"
	"syncbot/workflow"
)

func newServe() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Run the bot on the chat services that are configured",
		Long: `serve runs the bot. Its settings come from the environment and from the file .env in the
current folder; .env.example lists them all. Any of them may be given as NAME_FILE instead,
with the path of a file that holds the value.

No chat service is built into this version yet: Slack and Discord come next.
To see the bot at work, run: syncbot demo`,
		Example: "  SYNCBOT_WORKSHOPS='northside=xero:Northside Autos' syncbot serve",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := readServeConfig(os.Environ(), ".")
			platforms := chatServices(c)
			if err := errors.Join(listed(err), someChat(platforms)); err != nil {
				return err
			}
			return c.serve(cmd.Context(), platforms)
		},
	}
}

// listed puts each fault of the settings on a line of its own.
func listed(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the settings have faults:\n  %s", strings.ReplaceAll(err.Error(), "\n", "\n  "))
}

// chatServices makes the chat services that are configured. None is built in yet.
func chatServices(config) []chat.Platform { return nil }

// someChat says that there is no chat service to serve.
func someChat(platforms []chat.Platform) error {
	if len(platforms) > 0 {
		return nil
	}
	return errors.New("no chat service is built into this version yet, so there is nothing to serve; to see the bot at work, run: syncbot demo")
}

// serve runs the bot on the chat services until ctx ends.
func (c config) serve(ctx context.Context, platforms []chat.Platform) (err error) {
	store, err := bolt.Open(string(c.Store), bolt.Options{Retention: storage.Retention{Keys: time.Duration(c.KeepKeys), Closed: time.Duration(c.KeepClosed)}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	p, err := c.parts(filepath.Join(filepath.Dir(string(c.Store)), sandboxFile))
	if err != nil {
		return err
	}
	p.store, p.platforms, p.log = store, platforms, newLog(os.Stderr, string(c.LogLevel))
	r, err := p.assemble()
	if err != nil {
		return err
	}
	return r.run(ctx)
}

// parts are those of a bot with the settings, but for its store, its chat services and its log. The file is that of the
// sandbox, where one is set; empty: only in memory.
func (c config) parts(file string) (parts, error) {
	p := parts{storePath: string(c.Store), serves: c.Channels.serves(), policy: c.policy()}
	workshops := c.workshops()
	if c.Workshop == sandboxGateway {
		pretend, err := sandbox.Open(file, time.Now)
		if err != nil {
			return parts{}, err
		}
		p.gateway, p.books, p.heading = pretend, pretend, practiceHeading
		workshops = pretendWorkshops(pretend, workflow.ByGateway)
	}
	for i := range workshops {
		workshops[i].Hours = workflow.Hours(c.Hours)
	}
	p.machine = newMachine(time.Duration(c.Wait), forcePause, workshops)
	p.machine.Leads, p.machine.Zone = workflow.Place(c.Leads), c.Timezone.Location
	return p, nil
}
