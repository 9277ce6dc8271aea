package discord

// The doctor: what a bot needs of Discord, checked one by one, each answer with what to do about it. Nothing is changed, and nobody
// in Discord sees any of it. The gateway is not opened: it would take a session of the day's.

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"syncbot/bot/chat/checkup"
	"syncbot/bot/chat/web"
)

const (
	perCheck  = 5 * time.Second // with one call
	allChecks = time.Minute     // all calls together
)

// Patient is what the doctor has to know beside the options.
type Patient struct {
	Channels []string // ids of the channels that the settings name
	Lead     string   // id of the channel in which cases are handed on; empty: none in Discord
	Listed   []string // ids of the people and roles that the settings name
	Runs     bool     // a bot runs with these settings
}

// Examine checks what a bot with the options needs, and that the channels, people and roles are there. It opens no connection that
// stays, and does not use the Listener.
func Examine(ctx context.Context, o Options, p Patient) []checkup.Finding {
	ctx, cancel := context.WithTimeout(ctx, allChecks)
	defer cancel()
	x := newExamination(o, p)
	if !x.reach(ctx) {
		x.unchecked("token, servers, channels and people", "Not checked, since Discord was not reached.")
		return x.findings
	}
	if !x.token(ctx) {
		x.unchecked("app, servers, channels and people", "Not checked, since the token could not be used.")
		return x.findings
	}
	x.app(ctx)
	x.sessions(ctx)
	x.guilds(ctx)
	x.channels(ctx)
	x.commands(ctx)
	x.listed(ctx)
	return x.findings
}

// examination is one run of the doctor.
type examination struct {
	options  Options
	patient  Patient
	self     string                // the bot's user id
	known    map[string]knownGuild // what was asked about guilds, by id
	findings []checkup.Finding
}

func newExamination(o Options, p Patient) *examination {
	if o.APIURL == "" {
		o.APIURL = defaultAPI
	}
	o.Client = web.Client(o.Client, perCheck)
	if o.Now == nil {
		o.Now = time.Now
	}
	return &examination{options: o, patient: p, known: map[string]knownGuild{}}
}

// problem is what is wrong, and what to do about it.
type problem struct{ says, remedy string }

func (x *examination) ok(check, format string, args ...any) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.OK, Says: fmt.Sprintf(format, args...)})
}

// advise records what is well, though it could be better.
func (x *examination) advise(check string, p problem) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.OK, Says: p.says, Remedy: p.remedy})
}

func (x *examination) wrong(check string, p problem) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.Wrong, Says: p.says, Remedy: p.remedy})
}

func (x *examination) unchecked(check, says string) {
	x.findings = append(x.findings, checkup.Finding{Check: check, State: checkup.Unchecked, Says: says})
}

// failed records the error of a call: what Discord refused is a problem, one of those known by Discord's number or else named by
// that; for anything else the check was not made.
func (x *examination) failed(check string, err error, known map[int]problem) {
	refused, ok := notGrantedOf(err)
	if !ok {
		x.findings = append(x.findings, checkup.Finding{
			Check: check, State: checkup.Unchecked, Says: noAnswer(err), Remedy: "Run syncbot doctor again in a minute.",
		})
		return
	}
	p, ok := known[refused.code]
	switch {
	case !ok && refused.status == http.StatusUnauthorized:
		p = problem{"Discord does not know the token any more.", takeToken}
	case !ok:
		p = problem{
			says:   fmt.Sprintf("Discord refused: HTTP %d, code %d.", refused.status, refused.code),
			remedy: "The code is explained at https://docs.discord.com/developers/topics/opcodes-and-status-codes",
		}
	}
	x.wrong(check, p)
}
