package console

// The transcript: a file of JSON lines, each on the disk before it counts.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"syncbot/bot/outcome"
	"syncbot/workflow"
)

// entryKind says what a line of the transcript is.
type entryKind string

const (
	posted  entryKind = "post"
	edited  entryKind = "edit"  // what stands at Ref from now on
	pressed entryKind = "press" // the person pressed Action of Case and Turn
)

// entry is one line of the transcript. Its fields are a stored form: a field may be added, none renamed.
type entry struct {
	Kind    entryKind         `json:"kind"`
	At      time.Time         `json:"at"`
	Key     string            `json:"key,omitempty"`
	Ref     workflow.Ref      `json:"ref,omitempty"`
	Thread  workflow.Ref      `json:"thread,omitempty"` // the root that it stands under; empty: in the channel
	Only    string            `json:"only,omitempty"`   // who alone reads it, as printed; empty: everybody
	Case    workflow.CaseRef  `json:"case,omitzero"`
	Turn    int               `json:"turn,omitempty"`
	Heading string            `json:"heading,omitempty"`
	Again   bool              `json:"again,omitempty"`
	Mention string            `json:"mention,omitempty"` // the name of the person who is called
	Text    string            `json:"text,omitempty"`
	Actions []workflow.Action `json:"actions,omitempty"`
	First   int               `json:"first,omitempty"`  // number of the first new button, where choices took those before it
	Next    time.Time         `json:"next,omitzero"`    // the bot's next look
	Action  workflow.ActionID `json:"action,omitempty"` // of a press
}

type transcript struct {
	file   *os.File
	size   int64 // of what counts
	broken error // set: the file's end is unknown, nothing more can be written
}

// openTranscript reads the file back and cuts off a last line that a crash has torn.
func openTranscript(path string) (*transcript, []entry, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("the transcript can't be opened: %w", err)
	}
	t := &transcript{file: file}
	entries, err := t.load(path)
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return t, entries, nil
}

func (t *transcript) load(path string) ([]entry, error) {
	if err := t.file.Chmod(0o600); err != nil {
		return nil, fmt.Errorf("the transcript can't be made private: %w", err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("the transcript can't be read: %w", err)
	}
	entries, good, err := parseTranscript(content)
	if err != nil {
		return nil, fmt.Errorf("the transcript %s is damaged: %w. Move the file away to start a new one", path, err)
	}
	t.size = int64(good)
	if err := t.cut(); err != nil {
		return nil, fmt.Errorf("the torn end of the transcript can't be cut off: %w", err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("the transcript's directory can't be saved: %w", err)
	}
	return entries, nil
}

// parseTranscript reads the lines and says how many bytes of the content count. Only the last line may be unreadable:
// it never counted.
func parseTranscript(content []byte) (entries []entry, good int, err error) {
	for number := 1; good < len(content); number++ {
		line, rest, ended := bytes.Cut(content[good:], []byte("\n"))
		var e entry
		err := json.Unmarshal(line, &e)
		if !ended || (err != nil && len(rest) == 0) {
			return entries, good, nil
		}
		if err != nil {
			return nil, 0, fmt.Errorf("line %d: %w", number, err)
		}
		entries = append(entries, e)
		good += len(line) + 1
	}
	return entries, good, nil
}

// append puts e on the disk. An error of package outcome's Later says that the file is as before;
// any other says that nobody knows.
func (t *transcript) append(e entry) error {
	if t.broken != nil {
		return t.broken
	}
	line, err := json.Marshal(e)
	if err != nil {
		return outcome.Refused(fmt.Errorf("the message can't be written down: %w", err))
	}
	line = append(line, '\n')
	_, err = t.file.WriteAt(line, t.size)
	if err == nil {
		err = t.file.Sync()
	}
	if err != nil {
		return t.undo(fmt.Errorf("the transcript can't be written: %w", err))
	}
	t.size += int64(len(line))
	return nil
}

// undo brings the file back to what counts after a failed write.
func (t *transcript) undo(cause error) error {
	if err := t.cut(); err != nil {
		t.broken = fmt.Errorf("%w, nor brought back to its last good line: %w", cause, err)
		return t.broken
	}
	return outcome.Later(cause, 0)
}

func (t *transcript) cut() error {
	if err := t.file.Truncate(t.size); err != nil {
		return err
	}
	return t.file.Sync()
}

func (t *transcript) close() error { return t.file.Close() }

// syncDir makes a new file's name durable. Windows cannot flush a directory.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
