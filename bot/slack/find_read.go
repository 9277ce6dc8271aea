package slack

// Reading a conversation back. slack-go reads messages with everything in them, and a single strange block of whoever writes
// there would hide the bot's own. So it is given only what the bot looks at.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/slack-go/slack"
)

// maxAnswer is how many bytes a page of messages may have.
const maxAnswer = 32 << 20

// bareReading makes calls whose answers hold of each message only where it stands, who wrote it and its key.
type bareReading struct{ doer }

// bareMessage is what is left of a message.
type bareMessage struct {
	Timestamp string               `json:"ts"`
	Thread    string               `json:"thread_ts,omitempty"`
	User      string               `json:"user,omitempty"`
	Bot       string               `json:"bot_id,omitempty"`
	Metadata  *slack.SlackMetadata `json:"metadata,omitempty"`
}

// Do makes the call. An answer that is no JSON stays as it is: slack-go knows what to say of it.
func (b bareReading) Do(r *http.Request) (*http.Response, error) {
	answer, err := b.doer.Do(r)
	if err != nil {
		return nil, err
	}
	from := answer.Body
	defer func() { _ = from.Close() }()
	whole, err := io.ReadAll(io.LimitReader(from, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(bared(whole)))
	return answer, nil
}

// bared is the answer with what is left of each message. One that cannot be read is not the bot's and is left out.
func bared(answer []byte) []byte {
	var fields map[string]json.RawMessage
	var messages []json.RawMessage
	if json.Unmarshal(answer, &fields) != nil || json.Unmarshal(fields["messages"], &messages) != nil {
		return answer
	}
	left := []bareMessage{}
	for _, m := range messages {
		var bare bareMessage
		if json.Unmarshal(m, &bare) == nil {
			left = append(left, bare)
		}
	}
	b, err := json.Marshal(left)
	if err != nil {
		return answer
	}
	fields["messages"] = b
	if b, err = json.Marshal(fields); err != nil {
		return answer
	}
	return b
}
