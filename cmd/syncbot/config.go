package main

// The settings of serve: where they come from, what they mean, and what is wrong with them, all at once.

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"syncbot/bot/workshop/sandbox"
	"syncbot/workflow"
)

// settingPrefix begins every setting of our own. Those of a chat service have the names that its other programs use, too.
const settingPrefix = "SYNCBOT_"

// pathSetting names a file itself, so it has no form NAME_FILE.
const pathSetting = settingPrefix + "ERRORS"

// config holds the settings. A comment of .env.example describes each; a test holds the two together.
type config struct {
	Store      storePath    `env:"SYNCBOT_STORE"`
	Wait       wait         `env:"SYNCBOT_WAIT"        envDefault:"1h"`
	Timezone   timezone     `env:"SYNCBOT_TIMEZONE"    envDefault:"Australia/Sydney"`
	Workshop   gatewayName  `env:"SYNCBOT_WORKSHOP"`
	Workshops  workshopList `env:"SYNCBOT_WORKSHOPS"`
	Channels   channelMap   `env:"SYNCBOT_CHANNELS"`
	Leads      channel      `env:"SYNCBOT_LEADS"`
	Admins     people       `env:"SYNCBOT_ADMINS"`
	MayAsk     people       `env:"SYNCBOT_MAY_ASK"`
	MaySync    people       `env:"SYNCBOT_MAY_SYNC"`
	Hours      hours        `env:"SYNCBOT_HOURS"       envDefault:"Mon-Fri 8:00-17:30"`
	Errors     errorsFile   `env:"SYNCBOT_ERRORS"`
	KeepClosed keep         `env:"SYNCBOT_KEEP_CLOSED" envDefault:"720h"`
	KeepKeys   keep         `env:"SYNCBOT_KEEP_KEYS"   envDefault:"168h"`
	LogLevel   logLevel     `env:"SYNCBOT_LOG_LEVEL"   envDefault:"info"`

	Listen        listenAddress `env:"SYNCBOT_LISTEN"`
	SlackBot      slackBotToken `env:"SLACK_BOT_TOKEN"`
	SlackApp      slackAppToken `env:"SLACK_APP_TOKEN"`
	SigningSecret signingSecret `env:"SLACK_SIGNING_SECRET"`
	SlackAPI      slackAPI      `env:"SLACK_API_URL"`

	DiscordBot    discordToken  `env:"DISCORD_BOT_TOKEN"`
	ApplicationID applicationID `env:"DISCORD_APPLICATION_ID"`
	Guilds        guildIDs      `env:"DISCORD_GUILD_ID"`
	PublicKey     publicKey     `env:"DISCORD_PUBLIC_KEY"`
	DiscordAPI    discordAPI    `env:"DISCORD_API_URL"`
}

// readConfig reads the settings from the environment and, for what is not set there, from the file .env in dir.
// Its error holds a sentence for every fault there is.
func readConfig(environ []string, dir string) (config, error) {
	settings, err := gather(environ, dir)
	if err != nil {
		return config{}, err
	}
	var c config
	faults := append(unknownSettings(settings), fromFiles(settings)...)
	err = env.ParseWithOptions(&c, env.Options{Environment: settings})
	faults = append(faults, sentences(err)...)
	if c.Store == "" {
		c.Store = c.usualStore()
	}
	if _, listed := settings[settingPrefix+"WORKSHOPS"]; listed && c.Workshop == sandboxGateway {
		faults = append(faults, errors.New("SYNCBOT_WORKSHOPS and SYNCBOT_WORKSHOP=sandbox are both set, and the sandbox has workshops of its own; keep one"))
	}
	if known := c.known(); len(known) > 0 && !named(faults, "SYNCBOT_WORKSHOPS") {
		faults = append(faults, c.Channels.unknown(known))
	}
	return c, errors.Join(faults...)
}

// usualStore is the store where none is set. Practice data has its own: its cases would go on as real ones.
func (c config) usualStore() storePath {
	name := "syncbot.db"
	if c.Workshop == sandboxGateway {
		name = "practice.db"
	}
	return storePath(filepath.Join(stateHome(), "syncbot", name))
}

// known are the workshops that there are: those of the list, or the sandbox's.
func (c config) known() []workflow.Workshop {
	if c.Workshop != sandboxGateway {
		return c.workshops()
	}
	pretend, err := sandbox.Open("", time.Now)
	if err != nil {
		return nil // serve says so
	}
	return pretendWorkshops(pretend, workflow.ByGateway)
}

// readServeConfig reads the settings of a bot that is to run: it needs a workshop and all that its chat services need.
func readServeConfig(environ []string, dir string) (config, error) {
	c, err := readConfig(environ, dir)
	if len(c.Workshops) == 0 && c.Workshop == "" && !named([]error{err}, "SYNCBOT_WORKSHOPS") {
		err = errors.Join(err, errors.New("SYNCBOT_WORKSHOPS is empty; name at least one workshop, such as northside=xero:Northside Autos"))
	}
	return c, errors.Join(err, c.slackLacks(err), c.discordLacks(err), c.leadsNowhere(err), c.Errors.faults())
}

// workshops are those of the list, each in the zone that is set.
func (c config) workshops() []workflow.Workshop {
	var all []workflow.Workshop
	for _, w := range c.Workshops {
		w.Zone = c.Timezone.Location
		all = append(all, w)
	}
	return all
}

// policy says who may do what.
func (c config) policy() workflow.Policy {
	return workflow.Policy{Admins: c.Admins, Ask: c.MayAsk, Sync: c.MaySync}
}

// gather puts the environment over .env. Only our own settings are kept, and those of chat services that we know.
func gather(environ []string, dir string) (map[string]string, error) {
	settings, err := godotenv.Read(filepath.Join(dir, ".env"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the file .env can't be read: %w; each line is NAME=value", err)
	}
	if settings == nil {
		settings = map[string]string{}
	}
	for key, value := range env.ToMap(environ) {
		settings[key] = value
	}
	known := settingNames()
	maps.DeleteFunc(settings, func(key, value string) bool {
		ours := strings.HasPrefix(key, settingPrefix) || slices.Contains(known, strings.TrimSuffix(key, "_FILE"))
		return !ours || strings.TrimSpace(value) == ""
	})
	return settings, nil
}

// fromFiles takes the settings that are given as NAME_FILE from the files they name.
func fromFiles(settings map[string]string) []error {
	var faults []error
	for _, name := range settingNames() {
		path, ok := settings[name+"_FILE"]
		if !ok || name == pathSetting {
			continue
		}
		if _, both := settings[name]; both {
			faults = append(faults, fmt.Errorf("%s and %s_FILE are both set; keep one", name, name))
			continue
		}
		value, err := os.ReadFile(path)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s_FILE can't be read: %w", name, err))
			continue
		}
		if settings[name] = strings.TrimSpace(string(value)); settings[name] == "" {
			faults = append(faults, fmt.Errorf("%s_FILE names the file %s, in which there is nothing; write the value into it, or leave the setting out", name, path))
		}
	}
	return faults
}

// settingNames lists all settings, as people write them.
func settingNames() []string {
	var names []string
	for i := range reflect.TypeFor[config]().NumField() {
		names = append(names, reflect.TypeFor[config]().Field(i).Tag.Get("env"))
	}
	return names
}

func unknownSettings(settings map[string]string) []error {
	known := settingNames()
	var faults []error
	for key := range settings {
		switch {
		case key == pathSetting+"_FILE":
			faults = append(faults, fmt.Errorf("%s isn't a setting; write the path itself: %s=PATH", key, pathSetting))
		case !slices.Contains(known, strings.TrimSuffix(key, "_FILE")):
			faults = append(faults, fmt.Errorf("%s isn't a setting; there are %s", key, strings.Join(known, ", ")))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}

// sentences gives each fault that was found in a value the name of its setting. Another error stays as it is.
func sentences(err error) []error {
	var all env.AggregateError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &all):
		return []error{fmt.Errorf("the settings can't be read: %w", err)}
	}
	var faults []error
	for _, fault := range all.Errors {
		var parse env.ParseError
		if errors.As(fault, &parse) {
			field, _ := reflect.TypeFor[config]().FieldByName(parse.Name)
			fault = fmt.Errorf("%s %w", field.Tag.Get("env"), parse.Err)
		}
		faults = append(faults, fault)
	}
	return faults
}

// named says whether one of the faults is about the setting.
func named(faults []error, name string) bool {
	return slices.ContainsFunc(faults, func(f error) bool {
		return f != nil && (strings.Contains(f.Error(), name+" ") || strings.Contains(f.Error(), name+"_FILE "))
	})
}

// stateHome is the folder for a user's state (https://specifications.freedesktop.org/basedir-spec/latest/).
func stateHome() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	return filepath.Join(home, ".local", "state")
}
