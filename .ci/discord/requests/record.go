package main

// What the bot asked of Discord in its tests, as bot/discord/discordtest wrote it down.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// request is one that the bot sent.
type request struct {
	Method      string          `json:"method"`
	Path        string          `json:"path"`
	Query       string          `json:"query"`
	ContentType string          `json:"content_type"`
	Body        json.RawMessage `json:"body"`
}

// version is what stands before the path of a request. The bot speaks v9, as discordgo does; Discord describes v10.
var version = regexp.MustCompile(`^/api/(v\d+/)?`)

// recorded reads the requests of all files in the folder.
func recorded(folder string) ([]request, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var all []request
	for _, file := range files {
		some, err := readRecord(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

func readRecord(file string) ([]request, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []request
	for line := range bytes.Lines(text) {
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		r.Path = version.ReplaceAllString(r.Path, "/")
		all = append(all, r)
	}
	return all, nil
}
