package main

// serve runs the bot on the chat services that are configured.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
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

For Slack it needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN: the README says in a few steps where they
come from, and syncbot doctor checks them. To see the bot at work without them: syncbot demo`,
		Example: "  syncbot doctor && syncbot serve\n  SLACK_BOT_TOKEN_FILE=/run/secrets/bot SLACK_APP_TOKEN_FILE=/run/secrets/app SYNCBOT_WORKSHOPS=northside=xero syncbot serve",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := readServeConfig(os.Environ(), ".")
			if err := listed(errors.Join(err, c.lacksChat(err))); err != nil {
				return err
			}
			return c.serve(cmd.Context())
		},
	}
}

// listed puts each fault of the settings on a line of its own, two spaces in. One alone stays as it is.
func listed(err error) error {
	if err == nil || !strings.Contains(err.Error(), "\n") {
		return err
	}
	return fmt.Errorf("the settings have faults:\n  %s", strings.ReplaceAll(err.Error(), "\n", "\n  "))
}

// lacksChat says that there is no chat service to serve, and what to set. Faults may show that one was meant.
func (c config) lacksChat(faults error) error {
	if c.meansSlack(faults) {
		return nil
	}
	return errors.New("no chat service is set, so there is nothing to serve; for Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, " +
		"which the README's Slack in five minutes explains; to see the bot at work without one, run: syncbot demo")
}

// serve runs the bot on the chat services until ctx ends.
func (c config) serve(ctx context.Context) (err error) {
	store, err := bolt.Open(string(c.Store), bolt.Options{Retention: storage.Retention{Keys: time.Duration(c.KeepKeys), Closed: time.Duration(c.KeepClosed)}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	p, err := c.parts(filepath.Join(filepath.Dir(string(c.Store)), sandboxFile))
	if err != nil {
		return err
	}
	p.store, p.log = store, newLog(os.Stderr, string(c.LogLevel))
	var r *running
	home := func(ctx context.Context, q chat.Request) (chat.Home, error) { return r.bot.Home(ctx, q) } // asked for only while r runs
	if p.platforms, err = c.chatServices(ctx, p, home); err != nil {
		return err
	}
	if r, err = p.assemble(); err != nil {
		return err
	}
	p.log.Info(p.serving())
	return r.run(ctx)
}

// serving says what is being served.
func (p parts) serving() string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(p.machine.Workshops)) {
		ids = append(ids, string(id))
	}
	what := "workshops"
	if p.heading == practiceHeading {
		what = "practice data, workshops"
	}
	return fmt.Sprintf("serving %s %s; store %s", what, strings.Join(ids, ", "), p.storePath)
}

// chatServices makes the chat services that are set, for the bot with the parts, whose pages home gives.
func (c config) chatServices(ctx context.Context, p parts, home chat.ShowHome) ([]chat.Platform, error) {
	s, err := c.slack(ctx, p, home)
	if err != nil {
		return nil, err
	}
	return []chat.Platform{p.withHands(s)}, nil
}

// withHands is the chat service; on practice data with hands that do what people say they have done.
func (p parts) withHands(service chat.Platform) chat.Platform {
	pretend, ok := p.gateway.(*sandbox.Sandbox)
	if !ok {
		return service
	}
	return &practice{Platform: service, sandbox: pretend, store: p.store, served: slices.Sorted(maps.Keys(p.machine.Workshops))}
}

// parts are those of a bot with the settings, but for its store, its chat services and its log. The file is that of the
// sandbox, where one is set; empty: only in memory.
func (c config) parts(file string) (parts, error) {
	p := parts{storePath: string(c.Store), serves: c.Channels.serves(), policy: c.policy()}
	workshops, pause := c.workshops(), forcePause
	if c.Workshop == sandboxGateway {
		pretend, err := sandbox.Open(file, time.Now)
		if err != nil {
			return parts{}, err
		}
		p.gateway, p.books, p.heading = pretend, pretend, practiceHeading
		workshops, pause = pretendWorkshops(pretend, workflow.ByGateway), min(forcePause, time.Duration(c.Wait))
	}
	for i := range workshops {
		workshops[i].Hours = workflow.Hours(c.Hours)
	}
	p.machine = newMachine(time.Duration(c.Wait), pause, workshops)
	p.machine.Leads, p.machine.Zone = workflow.Place(c.Leads), c.Timezone.Location
	return p, nil
}
