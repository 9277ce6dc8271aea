package discord

// Registering the commands: Discord is told of them only where it has others, for people's clients load them anew each time.

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"syncbot/bot/chat/pace"
	"syncbot/bot/outcome"
)

// introduce sees to it that Discord has the commands, and asks who the bot is. Once Discord reaches the bot, too, it tells the log.
func (r *run) introduce(ctx context.Context) {
	var who self
	for tries := 1; ; tries++ {
		var err error
		if who, err = r.prepare(ctx); err == nil {
			break
		}
		if ctx.Err() != nil || !pace.Pause(ctx, registerAfter(tries, err)) {
			return
		}
	}
	select {
	case <-r.reached:
		r.log().Infof("connected to Discord as %s, commands in %s", who.Name, r.options.where())
	case <-ctx.Done():
	}
}

// prepare does once what introduce sees to.
func (r *run) prepare(ctx context.Context) (self, error) {
	if err := r.learnHomes(ctx); err != nil {
		return self{}, err
	}
	if !r.state.hasCommands() {
		if err := r.register(ctx); err != nil {
			return self{}, err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	return r.whoAmI(ctx)
}

// registerAfter is how long to wait after a failed try, counted from 1.
func registerAfter(tries int, err error) time.Duration {
	wait := pace.Growing(tries)
	if outcome.IsRefused(err) {
		wait = finalPause
	}
	asked, _ := outcome.IsLater(err)
	return pace.Spread(max(wait, asked))
}

// register sees to it that Discord has the commands, everywhere. What is wrong shows in Status; of it the log hears once.
func (d *Discord) register(ctx context.Context) error {
	var failed error
	problem := ""
	for _, s := range d.options.scopes() {
		if err := d.registerIn(ctx, s); err != nil && failed == nil {
			failed, problem = err, commandProblem(s.guild, err)
		}
	}
	if problem != "" && problem != d.state.uncommanded() && ctx.Err() == nil {
		d.log().Warn(problem)
	}
	d.state.commanded(problem)
	return failed
}

// commandProblem is a sentence for operators.
func commandProblem(guild string, err error) string {
	in := ""
	if guild != "" {
		in = " in the server " + guild
	}
	return fmt.Sprintf("People may not find the commands%s, which could not be registered: %v", in, err)
}

// scope is where commands are registered: a guild, or, where that is empty, everywhere.
type scope struct {
	guild string
	want  []commandForm
}

// scopes are those in which the bot registers its commands. In guilds of its own it has none that are offered everywhere: people
// would find each twice.
func (o Options) scopes() []scope {
	if len(o.Guilds) == 0 {
		return []scope{{"", commands(true)}}
	}
	all := []scope{{"", []commandForm{}}}
	for _, g := range o.Guilds {
		all = append(all, scope{g, commands(false)})
	}
	return all
}

// registerIn sees to it that Discord has the commands of the scope there, and no others of the app.
func (d *Discord) registerIn(ctx context.Context, s scope) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	c := call{method: http.MethodGet, path: commandsPath(d.options.ApplicationID, s.guild)}
	var has json.RawMessage
	if err := d.call(ctx, c, &has); err != nil {
		return err
	}
	if sameCommands(has, s.want, s.guild == "") {
		return nil
	}
	c.method, c.body = http.MethodPut, s.want
	return d.call(ctx, c, nil)
}

// commandsPath is where the commands are; of an empty guild: the global ones.
func commandsPath(app, guild string) string {
	if guild == "" {
		return "/applications/" + app + "/commands"
	}
	return "/applications/" + app + "/guilds/" + guild + "/commands"
}

// sameCommands says whether Discord has what is wanted. What the bot does not set may be as it is.
func sameCommands(has json.RawMessage, want []commandForm, global bool) bool {
	var all []commandForm
	if json.Unmarshal(has, &all) != nil {
		return false // they have what no command of the bot has
	}
	a, _ := json.Marshal(normal(all, global)) // plain data: it can't fail
	b, _ := json.Marshal(normal(want, global))
	return bytes.Equal(a, b)
}

// normal is the commands in the form in which equal ones are equal.
func normal(all []commandForm, global bool) []commandForm {
	all = slices.Clone(all)
	for i := range all {
		c := &all[i]
		c.Type = cmp.Or(c.Type, slashCommand)
		c.Contexts, c.Installs = slices.Sorted(slices.Values(c.Contexts)), slices.Sorted(slices.Values(c.Installs))
		if !global {
			c.Contexts, c.Installs = nil, nil
		}
	}
	slices.SortFunc(all, func(a, b commandForm) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	return all
}

// where says where the commands are.
func (o Options) where() string {
	switch n := len(o.Guilds); n {
	case 0:
		return "every server"
	case 1:
		return "1 server"
	default:
		return strconv.Itoa(n) + " servers"
	}
}
