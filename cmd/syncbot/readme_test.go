package main

// The README's promises: its commands do what stands beside them, and its demo is what the demo prints.

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/console"
	"syncbot/workflow"
)

const readmePage = "../../README.md"

func readme(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(readmePage)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

var (
	block   = regexp.MustCompile("(?s)\n```\n(.*?)```\n")
	command = regexp.MustCompile(`(?m)^syncbot ([^#>\n]+)`)
	word    = regexp.MustCompile(`"[^"]*"|\S+`)
)

// commandsOf are the commands that stand as code in the README, without the program's name.
func commandsOf(page string) [][]string {
	var all [][]string
	for _, code := range block.FindAllStringSubmatch(page, -1) {
		for _, line := range command.FindAllStringSubmatch(code[1], -1) {
			var args []string
			for _, w := range word.FindAllString(line[1], -1) {
				args = append(args, strings.Trim(w, `"`))
			}
			all = append(all, args)
		}
	}
	return all
}

// Whoever copies a command about a log from the README gets an answer, with the files of a clean clone.
func TestTheREADMEsCommands(t *testing.T) {
	page := readme(t)
	t.Chdir("../..")
	asked := 0
	for _, args := range commandsOf(page) {
		root := newRoot()
		cmd, _, err := root.Find(args)
		if err != nil || cmd == root {
			t.Errorf("there is no command syncbot %s: %v", strings.Join(args, " "), err)
			continue
		}
		want, ok := promised(args)
		if !ok {
			continue
		}
		asked++
		var out bytes.Buffer
		root.SetArgs(args)
		root.SetOut(&out)
		if got := status(root.Execute()); got != want || out.Len() == 0 {
			t.Errorf("syncbot %s: exit status %d, want %d\n%s", strings.Join(args, " "), got, want, &out)
		}
	}
	if asked < 4 {
		t.Errorf("only %d commands about a log", asked)
	}
}

// promised is the exit status of a command about a log.
func promised(args []string) (status int, ok bool) {
	switch {
	case args[0] == "check":
		return statusErrorsFound, true
	case args[0] == "explain" && slices.Contains(args, "--log"):
		return statusUnusable, true // the log holds an error that nobody has explained
	default:
		return 0, args[0] == "explain"
	}
}

// The run that the README shows is what the demo prints.
func TestTheREADMEsRun(t *testing.T) {
	page := readme(t)
	input := regexp.MustCompile("`printf \"(.*?)\" \\|").FindStringSubmatch(page)
	run := regexp.MustCompile("(?s)\n```\n(A demo on practice data.*?)```\n").FindStringSubmatchIndex(page)
	if input == nil || run == nil {
		t.Fatal("the README shows no run")
	}
	folder := t.TempDir()
	var got string
	synctest.Test(t, func(t *testing.T) { got = runDemoOn(t, folder, strings.ReplaceAll(input[1], `\n`, "\n")) })
	if *rewrite {
		page = page[:run[2]] + got + page[run[3]:]
		if err := os.WriteFile(readmePage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(page[run[2]:run[3]], "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the README's run isn't what the demo prints; to write it anew: go test ./cmd/syncbot -run READMEsRun -rewrite\n%s", diff)
	}
}

// runDemoOn gives what the demo prints for an input that is piped in, within two minutes.
func runDemoOn(t *testing.T, folder, input string) string {
	d, err := openDemo(folder, demoOptions{wait: demoWait, road: workflow.ByGateway})
	if err != nil {
		t.Fatal(err)
	}
	sleepUntil(time.Date(2026, time.November, 23, 15, 2, 10, 0, d.machine.Zone))
	var out bytes.Buffer
	screen, err := d.chat(console.Options{In: strings.NewReader(input), Out: &out, User: workflow.User{ID: "dave", Name: "dave"}})
	if err != nil {
		t.Fatal(err)
	}
	pace(d)
	b, err := d.newBot()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if err := b.Run(ctx); err != nil {
		t.Error(err)
	}
	if err := screen.Close(); err != nil {
		t.Error(err)
	}
	if err := d.close(); err != nil {
		t.Error(err)
	}
	return out.String()
}
