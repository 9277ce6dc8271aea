package discord

// Files that people send with what they write.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"syncbot/bot/chat/web"
)

const (
	maxFile     = 1 << 20         // bytes
	fileTimeout = 4 * time.Second // of its download
)

// What is said about files that aren't read.
const (
	tooLarge  = "That file is larger than 1 MB, so I didn't read it. Send the entries for the number alone."
	notLoaded = "I couldn't get that file from Discord, so nothing was done. Send it again in a moment."
)

// attachment is a file: https://docs.discord.com/developers/resources/message#attachment-object.
type attachment struct {
	Name string `json:"filename"`
	Type string `json:"content_type"`
	Size int64  `json:"size"`
	URL  string `json:"url"`
}

// textNames are what the names of files of text end in.
var textNames = []string{".txt", ".log", ".csv", ".tsv", ".eml", ".html", ".htm", ".json", ".xml", ".md"}

// isText says whether the file looks like text.
func (a attachment) isText() bool {
	return strings.HasPrefix(a.Type, "text/") || slices.Contains(textNames, strings.ToLower(path.Ext(a.Name)))
}

// fileIn is the file that is meant: the first of text. Another is only where nothing is written beside it.
func (m written) fileIn(text string) (attachment, bool) {
	if i := slices.IndexFunc(m.Attachments, attachment.isText); i >= 0 {
		return m.Attachments[i], true
	}
	if len(m.Attachments) > 0 && text == "" {
		return m.Attachments[0], true
	}
	return attachment{}, false
}

// attached is the file that came with a message, nil without one; or why it isn't read.
func (r *run) attached(ctx context.Context, m written, text string) (file []byte, problem string) {
	a, is := m.fileIn(text)
	if !is {
		return nil, ""
	}
	if a.Size > maxFile {
		return nil, tooLarge
	}
	file, err := r.download(ctx, a.URL)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, tooLarge
	case err != nil:
		r.log().WithError(err).Warn("a file that was sent was not loaded")
		return nil, notLoaded
	}
	return file, ""
}

var errTooLarge = errors.New("the file is larger than it says")

// download loads a file of Discord's. The bot's token does not go with it.
func (r *run) download(ctx context.Context, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fileTimeout)
	defer cancel()
	if !r.options.holdsFiles(address) {
		return nil, errors.New("a file is not at Discord")
	}
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errors.New("a file has no address")
	}
	answer, err := r.options.Client.Do(q)
	if err != nil {
		return nil, web.WithoutAddress(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP %d", answer.StatusCode)
	}
	file, err := io.ReadAll(io.LimitReader(answer.Body, maxFile+1))
	if err == nil && len(file) > maxFile {
		err = errTooLarge
	}
	return file, err
}

// fileHosts are where Discord keeps files: https://docs.discord.com/developers/reference#cdn-formatting.
var fileHosts = []string{"cdn.discordapp.com", "media.discordapp.net"}

// holdsFiles says whether the address is one of Discord's for files, or of where its API is said to be.
func (o Options) holdsFiles(address string) bool {
	at, err := url.Parse(address)
	if err != nil || at.User != nil {
		return false
	}
	if at.Scheme == "https" && slices.Contains(fileHosts, at.Host) {
		return true
	}
	api, err := url.Parse(cmp.Or(o.APIURL, defaultAPI))
	return err == nil && at.Scheme == api.Scheme && at.Host == api.Host
}
