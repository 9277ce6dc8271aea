package discordtest

// What was asked of the REST API, written down for the checks against Discord's own description.

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"sync"
)

// recordVariable names the folder that requests are recorded in; nothing is recorded where it is empty.
const recordVariable = "SYNCBOT_DISCORD_RECORD"

// record is a file of its own for each server, begun with the first request.
type record struct {
	folder string
	mu     sync.Mutex
	file   *os.File
}

// recorded is one line of it.
type recorded struct {
	Method      string          `json:"method"`
	Path        string          `json:"path"`
	Query       string          `json:"query"`
	ContentType string          `json:"content_type"`
	Body        json.RawMessage `json:"body"` // what is no JSON is a string
}

// add writes a request down. It panics where it cannot, lest the checks pass for want of anything to check.
func (d *record) add(r *http.Request, body []byte) {
	if d.folder == "" {
		return
	}
	if len(body) == 0 {
		body = []byte("null")
	} else if !json.Valid(body) {
		body, _ = json.Marshal(string(body))
	}
	line, err := json.Marshal(recorded{r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("Content-Type"), body})
	if err == nil {
		err = d.write(append(line, '\n'))
	}
	if err != nil {
		panic(fmt.Sprintf("discordtest: nothing can be recorded: %v", err))
	}
}

func (d *record) write(line []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file == nil {
		f, err := os.CreateTemp(d.folder, "requests-*.jsonl")
		if err != nil {
			return err
		}
		d.file = f
	}
	_, err := d.file.Write(line)
	return err
}

// end closes the file.
func (d *record) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file != nil {
		_ = d.file.Close()
		d.file = nil
	}
}
