package main

// Whether others on this machine can read the secrets in .env.

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/joho/godotenv"

	"syncbot/bot/chat/checkup"
)

const (
	readableByAll = 0o004
	noModes       = "windows" // where Go makes modes up
)

// examineSecrets looks at .env in the folder, if it holds a secret.
func examineSecrets(dir string) []checked {
	path := filepath.Join(dir, ".env")
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == noModes || !holdsSecret(path) {
		return nil
	}
	if info.Mode().Perm()&readableByAll != 0 {
		return []checked{{".env", checkup.Wrong, "It holds secrets, and everybody on this machine can read it.", "Run: chmod 600 .env"}}
	}
	return []checked{{".env", checkup.OK, "It holds secrets, and not everybody on this machine can read it.", ""}}
}

// holdsSecret says whether a value in the file is a secret, right or wrong.
func holdsSecret(path string) bool {
	settings, err := godotenv.Read(path)
	return err == nil && slices.ContainsFunc([]string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DISCORD_BOT_TOKEN"}, func(name string) bool {
		return settings[name] != ""
	})
}
