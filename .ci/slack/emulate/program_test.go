package emulate

// The program itself, with the sandbox and short waits, on its HTTP door.

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"syncbot/bot/slack/slacktest"
)

// serve runs the program for the channel of Northside Autos until the test ends, and returns where it takes in requests.
func serve(t *testing.T, w *workspace, channel string) string {
	t.Helper()
	listen := "127.0.0.1:" + freePort(t)
	home := t.TempDir()
	cmd := exec.Command(build(t), "serve")
	cmd.Dir = home
	cmd.Env = []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "SYNCBOT_STORE=bolt:" + filepath.Join(home, "syncbot.db"),
		"SLACK_BOT_TOKEN=" + botToken, "SLACK_SIGNING_SECRET=" + slacktest.SigningSecret, "SLACK_API_URL=" + w.api, "SYNCBOT_LISTEN=" + listen,
		"SYNCBOT_WORKSHOP=sandbox", "SYNCBOT_CHANNELS=slack:" + channel + "=northside", "SYNCBOT_WAIT=2s",
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the program ended with %v", err)
		}
		if t.Failed() {
			t.Logf("the program said:\n%s", said.String())
		}
	})
	eventually(t, "the program takes in requests", func() bool {
		c, err := net.Dial("tcp", listen)
		return err == nil && c.Close() == nil
	})
	return "http://" + listen + "/slack/events"
}

// build builds the program and says where it is.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "syncbot")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/syncbot")
	cmd.Dir = "../../.."
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the program does not build: %v\n%s", err, said)
	}
	return path
}
