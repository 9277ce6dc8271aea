package main

// serve runs the bot on the chat services that are configured.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
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
current folder; .env.example lists them all. Any of them but SYNCBOT_ERRORS may be given as
NAME_FILE instead, with the path of a file that holds the value.

SYNCBOT_ERRORS names a file of error texts of your own, in the form of
docs/own-errors.yaml: it adds entries, and replaces ours with the same id. A mistake in
it keeps the bot from starting; syncbot explain --errors FILE tries it out.

For Slack it needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN, for Discord DISCORD_BOT_TOKEN,
DISCORD_APPLICATION_ID and DISCORD_GUILD_ID; with those of both it serves both. The README says
in a few steps where they come from, and syncbot doctor checks them. To see the bot at work
without them: syncbot demo`,
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
	if c.meansSlack(faults) || c.meansDiscord(faults) {
		return nil
	}
	return errors.New("no chat service is set, so there is nothing to serve; for Slack set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, " +
		"for Discord DISCORD_BOT_TOKEN, DISCORD_APPLICATION_ID and DISCORD_GUILD_ID, which the README explains (Slack in five minutes, " +
		"Discord in five minutes); to see the bot at work without one, run: syncbot demo")
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
	if p.machine.Catalogue, err = c.Errors.catalogue(); err != nil {
		return err
	}
	p.store, p.log = store, newLog(os.Stderr, string(c.LogLevel))
	var r *running
	says := answers{ // asked for only while r runs
		home: func(ctx context.Context, q chat.Request) (chat.Home, error) { return r.bot.Home(ctx, q) },
		suggest: func(ctx context.Context, q chat.Request, about chat.Field, typed string, most int) ([]chat.Suggestion, error) {
			return r.bot.Suggest(ctx, q, about, typed, most)
		},
	}
	if p.platforms, err = c.chatServices(ctx, p, says); err != nil {
		return err
	}
	if r, err = p.assemble(); err != nil {
		return err
	}
	p.log.Info(p.serving())
	defer p.log.Info("stopped")
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

// answers are what the bot says to a chat service that asks it something by itself.
type answers struct {
	home    chat.ShowHome
	suggest chat.Suggest
}

// chatServices makes the chat services that are set, for the bot with the parts, which says what they ask.
func (c config) chatServices(ctx context.Context, p parts, says answers) ([]chat.Platform, error) {
	var services []chat.Platform
	if c.SlackBot != "" {
		s, err := c.slack(ctx, p, says.home)
		if err != nil {
			return nil, err
		}
		services = append(services, p.withHands(s))
	}
	if c.DiscordBot != "" {
		d, err := c.discord(ctx, p, says.suggest)
		if err != nil {
			return nil, err
		}
		services = append(services, p.withHands(d))
	}
	return services, nil
}

// takeAddress takes the address for signed requests at once.
func (c config) takeAddress(ctx context.Context) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", string(c.Listen))
	if err != nil {
		return nil, fmt.Errorf("SYNCBOT_LISTEN can't be used: %w; choose a free port of this machine", err)
	}
	return l, nil
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
