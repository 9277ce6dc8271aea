package discord

// One question of the doctor, and what its error means.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"syncbot/bot/chat/pace"
	"syncbot/bot/chat/web"
)

// userAgent is that of the bot's own calls (https://docs.discord.com/developers/reference#user-agent).
const userAgent = "DiscordBot (https://github.com/bwmarrin/discordgo, v" + discordgo.VERSION + ")"

// maxDoctorAnswer is more than any answer that the doctor asks for has.
const maxDoctorAnswer = 4 << 20

// notGranted is the error of a question that Discord understood, and refused to answer.
type notGranted struct{ status, code int }

func (r notGranted) Error() string { return fmt.Sprintf("HTTP %d, code %d", r.status, r.code) }

func notGrantedOf(err error) (notGranted, bool) {
	var r notGranted
	return r, errors.As(err, &r)
}

// What Discord's numbers say (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
const (
	codeUnknownGuild  = 10004
	codeUnknownMember = 10007
	codeUnknownUser   = 10013
	codeMissingAccess = 50001
)

// heard is what Discord answered.
type heard struct {
	status int
	header http.Header
	body   []byte
}

// ask asks with the bot's token and reads the answer into out.
func (x *examination) ask(ctx context.Context, path string, out any) error {
	a, err := x.patiently(ctx, path)
	switch {
	case err != nil:
		return err
	case a.status == http.StatusTooManyRequests:
		return errors.New("Discord asks to wait for a while")
	case a.status >= http.StatusInternalServerError:
		return fmt.Errorf("Discord answered HTTP %d", a.status)
	case a.status != http.StatusOK:
		var said struct {
			Code int `json:"code"`
		}
		_ = json.Unmarshal(a.body, &said) // without a code the status says enough
		return notGranted{a.status, said.Code}
	case json.Unmarshal(a.body, out) != nil:
		return errNonsense
	}
	return nil
}

// longestWait is how long the doctor waits where Discord asks it to.
const longestWait = 5 * time.Second

// patiently asks with the bot's token, and again where Discord asks to wait a little.
func (x *examination) patiently(ctx context.Context, path string) (heard, error) {
	for {
		a, err := x.get(ctx, path, "Bot "+x.options.BotToken)
		seconds, odd := strconv.ParseFloat(a.header.Get("Retry-After"), 64)
		wait := time.Duration(seconds * float64(time.Second))
		if err != nil || a.status != http.StatusTooManyRequests || odd != nil || wait > longestWait || !pace.Pause(ctx, wait) {
			return a, err
		}
	}
}

// get asks below the base of the API. Without an authorization nobody is asking.
func (x *examination) get(ctx context.Context, path, authorization string) (heard, error) {
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, x.options.APIURL+apiVersion+path, nil)
	if err != nil {
		return heard{}, err
	}
	r.Header.Set("User-Agent", userAgent)
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	response, err := x.options.Client.Do(r)
	if err != nil {
		return heard{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxDoctorAnswer))
	return heard{response.StatusCode, response.Header, body}, err
}

// noAnswer says in a sentence why a call brought no answer.
func noAnswer(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "Not checked: Discord did not answer in time."
	}
	return fmt.Sprintf("Not checked: %v.", web.WithoutAddress(err))
}
