package main

// What the doctor checks on this machine: the store, the bot that runs on it, and the address for signed requests.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"syncbot/bot/chat/checkup"
	"syncbot/storage/bolt"
)

// examineStore says whether a bot can use the store, and whether one does. It makes no store.
func examineStore(ctx context.Context, path string) (runs bool, f checked) {
	runs, err := botKeeper{path}.running(ctx)
	if err == nil && runs {
		return true, checked{"store", checkup.OK, fmt.Sprintf("A bot is running on %s.", path), ""}
	}
	if err == nil {
		err = writable(filepath.Dir(path))
	}
	if err != nil {
		return false, checked{
			"store", checkup.Wrong, fmt.Sprintf("The bot can't keep its store at %s: %v.", path, err),
			"Let the user that runs the bot write there, or name another file in SYNCBOT_STORE.",
		}
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return false, checked{"store", checkup.OK, fmt.Sprintf("There is none yet; serve makes %s.", path), ""}
	}
	if err := bolt.Verify(path); err != nil {
		return false, checked{"store", checkup.Wrong, fmt.Sprintf("%s can't be used: %v.", path, err), ""}
	}
	return false, checked{"store", checkup.OK, fmt.Sprintf("%s is whole, and no bot is running on it.", path), ""}
}

// writable says why no file can be made in a folder. One that does not exist yet is judged by the nearest that does.
func writable(folder string) error {
	for {
		info, err := os.Stat(folder)
		if err == nil && !info.IsDir() {
			return fmt.Errorf("%s is no folder", folder)
		}
		if err == nil {
			break
		}
		parent := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || parent == folder {
			return err
		}
		folder = parent
	}
	probe, err := os.CreateTemp(folder, ".syncbot-doctor-*")
	var reason *fs.PathError
	if errors.As(err, &reason) {
		return fmt.Errorf("in %s no file can be made: %w", folder, reason.Err)
	}
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// examineRunning asks the bot that runs on the store how its chat services are.
func examineRunning(ctx context.Context, path string) []checked {
	var services []health
	if err := (botKeeper{path}).ask(ctx, http.MethodGet, "/v1/status", &services); err != nil {
		return []checked{{"running bot", checkup.Unchecked, fmt.Sprintf("Not checked: %v.", err), ""}}
	}
	var found []checked
	for _, h := range services {
		f := checked{"running bot, " + h.Service, checkup.OK, asSentence(h.Says), ""}
		if !h.Well {
			f.State, f.Remedy = checkup.Wrong, "Mend what else is wrong here. If the settings have changed since the bot was started, start it again."
		}
		found = append(found, f)
	}
	return found
}

// asSentence is a status as a sentence.
func asSentence(status string) string {
	first, size := utf8.DecodeRuneInString(status)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(status[size:], ".") + "."
}

// addressCheck is the check of where signed requests are taken in.
const addressCheck = "address for signed requests"

// examineAddress looks at SYNCBOT_LISTEN. What is wrong with the settings themselves is said already.
func (c config) examineAddress(ctx context.Context, botRuns bool) []checked {
	switch {
	case c.Listen == "" || c.slackOverHTTP() && c.discordOverHTTP():
		return nil
	case c.slackOverHTTP():
		return []checked{examineListen(ctx, string(c.Listen), botRuns, " Whether the signing secret is right shows with Slack's first request.")}
	case c.discordOverHTTP():
		return []checked{examineListen(ctx, string(c.Listen), botRuns, "")}
	}
	var why, instead []string
	if c.SlackApp != "" {
		why, instead = append(why, "with SLACK_APP_TOKEN set, the bot connects to Slack by Socket Mode"), append(instead, "leave SLACK_APP_TOKEN out")
	}
	if c.DiscordBot != "" {
		why, instead = append(why, "without DISCORD_PUBLIC_KEY the bot connects to Discord's gateway"), append(instead, "set DISCORD_PUBLIC_KEY")
	}
	if len(why) == 0 {
		return nil
	}
	return []checked{{
		addressCheck, checkup.OK, fmt.Sprintf("SYNCBOT_LISTEN is not used: %s.", strings.Join(why, "; ")),
		fmt.Sprintf("To take in signed requests instead, %s.", strings.Join(instead, ", or ")),
	}}
}

// examineListen says whether signed requests can be taken in at the address; also is said where it is free.
func examineListen(ctx context.Context, address string, botRuns bool, also string) checked {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		err = l.Close()
	case botRuns:
		return checked{addressCheck, checkup.OK, fmt.Sprintf("%s is in use, as it is while a bot runs.", address), ""}
	}
	if err != nil {
		return checked{
			addressCheck, checkup.Wrong, fmt.Sprintf("It can't be used: %v.", err), "Name a free port of this machine in SYNCBOT_LISTEN, such as :8080.",
		}
	}
	return checked{addressCheck, checkup.OK, fmt.Sprintf("%s is free.%s", address, also), ""}
}
