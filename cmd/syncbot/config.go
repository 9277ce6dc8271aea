package main

// The settings of serve: where they come from, what they mean, and what is wrong with them, all at once.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/joho/godotenv"

	"syncbot/workflow"
)

// settingPrefix begins every setting of our own.
const settingPrefix = "SYNCBOT_"

// config holds the settings. A comment of .env.example describes each; a test holds the two together.
type config struct {
	Store      storePath    `env:"STORE"`
	Wait       wait         `env:"WAIT"        envDefault:"1h"`
	Timezone   timezone     `env:"TIMEZONE"    envDefault:"Australia/Sydney"`
	Workshop   gatewayName  `env:"WORKSHOP"`
	Workshops  workshopList `env:"WORKSHOPS"`
	KeepClosed keep         `env:"KEEP_CLOSED" envDefault:"720h"`
	KeepKeys   keep         `env:"KEEP_KEYS"   envDefault:"168h"`
	LogLevel   logLevel     `env:"LOG_LEVEL"   envDefault:"info"`
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
	err = env.ParseWithOptions(&c, env.Options{Environment: settings, Prefix: settingPrefix})
	faults = append(faults, sentences(err)...)
	if c.Store == "" {
		c.Store = storePath(filepath.Join(stateHome(), "syncbot", "syncbot.db"))
	}
	if _, listed := settings[settingPrefix+"WORKSHOPS"]; listed && c.Workshop == sandboxGateway {
		faults = append(faults, errors.New("SYNCBOT_WORKSHOPS and SYNCBOT_WORKSHOP=sandbox are both set, and the sandbox has workshops of its own; keep one"))
	}
	return c, errors.Join(faults...)
}

// readServeConfig reads the settings of a bot that is to run: it needs a workshop too.
func readServeConfig(environ []string, dir string) (config, error) {
	c, err := readConfig(environ, dir)
	if len(c.Workshops) == 0 && c.Workshop == "" && !named([]error{err}, "WORKSHOPS") {
		err = errors.Join(err, errors.New("SYNCBOT_WORKSHOPS is empty; name at least one workshop, such as northside=xero:Northside Autos"))
	}
	return c, err
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

// gather puts the environment over .env. Only our own settings are kept.
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
	for key, value := range settings {
		if !strings.HasPrefix(key, settingPrefix) || strings.TrimSpace(value) == "" {
			delete(settings, key)
		}
	}
	return settings, nil
}

// fromFiles takes the settings that are given as NAME_FILE from the files they name.
func fromFiles(settings map[string]string) []error {
	var faults []error
	for _, name := range settingNames() {
		path, ok := settings[name+"_FILE"]
		if !ok {
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
		settings[name] = strings.TrimSpace(string(value))
	}
	return faults
}

// settingNames lists all settings, as people write them.
func settingNames() []string {
	var names []string
	for i := range reflect.TypeFor[config]().NumField() {
		names = append(names, settingPrefix+reflect.TypeFor[config]().Field(i).Tag.Get("env"))
	}
	return names
}

func unknownSettings(settings map[string]string) []error {
	known := settingNames()
	var faults []error
	for key := range settings {
		if !slices.Contains(known, strings.TrimSuffix(key, "_FILE")) {
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
			fault = fmt.Errorf("%s%s %w", settingPrefix, field.Tag.Get("env"), parse.Err)
		}
		faults = append(faults, fault)
	}
	return faults
}

// named says whether one of the faults is about the setting.
func named(faults []error, name string) bool {
	return slices.ContainsFunc(faults, func(f error) bool { return f != nil && strings.Contains(f.Error(), settingPrefix+name+" ") })
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

// The kinds of values. Their UnmarshalText errors go on from the setting's name to a sentence.
type (
	storePath    string
	wait         time.Duration
	keep         time.Duration
	timezone     struct{ *time.Location }
	gatewayName  string
	workshopList []workflow.Workshop
	logLevel     string
)

// sandboxGateway is the only gateway there is so far; without one, people press sync and paste the log.
const sandboxGateway gatewayName = "sandbox"

func (p *storePath) UnmarshalText(b []byte) error {
	path, ok := strings.CutPrefix(string(b), "bolt:")
	if !ok || path == "" {
		return fmt.Errorf("is %q; write bolt:PATH, such as bolt:/var/lib/syncbot/syncbot.db", b)
	}
	*p = storePath(path)
	return nil
}

func (w *wait) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < time.Second || d > 24*time.Hour {
		return fmt.Errorf("is %q; write a time from 1s to 24h, such as 1h or 45m", b)
	}
	*w = wait(d)
	return nil
}

func (k *keep) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < 24*time.Hour {
		return fmt.Errorf("is %q; write at least 24h, such as 720h for 30 days", b)
	}
	*k = keep(d)
	return nil
}

func (z *timezone) UnmarshalText(b []byte) error {
	zone, err := time.LoadLocation(string(b))
	if err != nil || string(b) == "" {
		return fmt.Errorf("is %q; write a zone such as Australia/Sydney", b)
	}
	z.Location = zone
	return nil
}

func (g *gatewayName) UnmarshalText(b []byte) error {
	if *g = gatewayName(b); *g != sandboxGateway {
		return fmt.Errorf("is %q; the only gateway so far is sandbox, leave it out and people press sync", b)
	}
	return nil
}

func (l *logLevel) UnmarshalText(b []byte) error {
	if *l = logLevel(b); !slices.Contains([]string{"debug", "info", "warn", "error"}, string(b)) {
		return fmt.Errorf("is %q; write debug, info, warn or error", b)
	}
	return nil
}

func (l *workshopList) UnmarshalText(b []byte) error {
	var faults []string
	for _, item := range strings.FieldsFunc(string(b), func(r rune) bool { return r == ',' || r == '\n' }) {
		w, err := parseWorkshop(strings.TrimSpace(item))
		if err == nil {
			err = l.clash(w)
		}
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		*l = append(*l, w)
	}
	if len(faults) > 0 {
		return errors.New(strings.Join(faults, "; it "))
	}
	return nil
}

// clash says what two workshops of the list have in common that they may not.
func (l workshopList) clash(w workflow.Workshop) error {
	for _, o := range l {
		if o.ID == w.ID {
			return fmt.Errorf("names %q twice", w.ID)
		}
		if strings.EqualFold(o.Name, w.Name) {
			return fmt.Errorf("has two workshops called %q; give each a name of its own, since messages tell them apart by it", w.Name)
		}
	}
	return nil
}

// parseWorkshop reads "northside=xero:Northside Autos"; the name may be left out.
func parseWorkshop(item string) (workflow.Workshop, error) {
	id, rest, _ := strings.Cut(item, "=")
	system, name, _ := strings.Cut(rest, ":")
	w := workflow.Workshop{ID: workflow.WorkshopID(strings.ToLower(strings.TrimSpace(id))), Name: strings.TrimSpace(name), Road: workflow.ByPeople}
	if w.ID == "" || len(w.ID) > 64 || strings.ContainsAny(string(w.ID), " /:@") {
		return w, fmt.Errorf("has %q; write ID=SYSTEM:Name with a short id of one word, such as northside=xero:Northside Autos", item)
	}
	s, err := parseSystem(system)
	if err != nil || s == "" {
		return w, fmt.Errorf("has %q for %s; the systems are %s", system, w.ID, strings.Join(systems, ", "))
	}
	w.System = s
	if w.Name == "" {
		w.Name = string(w.ID)
	}
	return w, nil
}
