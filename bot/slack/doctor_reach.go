package slack

// Whether Slack is reached, and whether the clocks agree.

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// maxSkew is how far apart the clocks may be; at five minutes signed requests are refused.
const maxSkew = 2 * time.Minute

// reach says whether Slack answers at all. It calls a method that needs no token (https://docs.slack.dev/reference/methods/api.test).
func (x *examination) reach(ctx context.Context) bool {
	const check = "Slack"
	where := x.options.APIURL
	if u, err := url.Parse(where); err == nil {
		where = u.Host
	}
	answer, status, date, err := x.get(ctx, x.options.APIURL+"api.test")
	switch {
	case err != nil:
		x.wrong(check, unreached(where, err))
	case status >= http.StatusInternalServerError:
		x.wrong(check, problem{
			fmt.Sprintf("%s answers HTTP %d.", where, status), "Try again later; https://slack-status.com says how Slack is.",
		})
	case !likeSlack(answer):
		x.wrong(check, problem{
			fmt.Sprintf("%s answers, but not as Slack does (HTTP %d).", where, status),
			"If SLACK_API_URL is set, it must be the base of the Web API, such as https://slack.com/api/. Otherwise a proxy may stand between.",
		})
	default:
		x.ok(check, "%s answers.", where)
		x.clock(date)
		return true
	}
	return false
}

func (x *examination) get(ctx context.Context, address string) (body []byte, status int, date string, err error) {
	ctx, cancel := context.WithTimeout(ctx, perCheck)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, "", err
	}
	response, err := x.options.Client.Do(r)
	if err != nil {
		return nil, 0, "", err
	}
	defer response.Body.Close()
	body, err = io.ReadAll(io.LimitReader(response.Body, 1<<16))
	return body, response.StatusCode, response.Header.Get("Date"), err
}

// likeSlack says whether an answer has what every answer of the Web API has.
func likeSlack(answer []byte) bool {
	var a struct {
		OK *bool `json:"ok"`
	}
	return json.Unmarshal(answer, &a) == nil && a.OK != nil
}

// unreached says why there is no answer.
func unreached(where string, err error) problem {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	var timeout net.Error
	var call *url.Error
	switch {
	case errors.As(err, &name):
		return problem{
			fmt.Sprintf("The name %s can't be found.", name.Name),
			"See whether this machine has a network and a name server. Behind a proxy, set HTTPS_PROXY.",
		}
	case errors.As(err, &certificate), errors.As(err, &noTLS):
		return problem{
			fmt.Sprintf("The connection to %s is not safe: %v.", where, errors.Unwrap(err)),
			"If a proxy here reads encrypted traffic, name its certificate in SSL_CERT_FILE. If this machine's clock is wrong, set it.",
		}
	case errors.As(err, &timeout) && timeout.Timeout():
		return problem{
			fmt.Sprintf("%s did not answer within %d seconds.", where, int(perCheck.Seconds())),
			"A firewall may be in between: it must let HTTPS and WebSockets out to slack.com and what ends in .slack.com. Behind a proxy, set HTTPS_PROXY.",
		}
	case errors.As(err, &call):
		err = call.Err
	}
	return problem{
		fmt.Sprintf("%s can't be reached: %v.", where, err),
		"See whether this machine has a network, and whether a firewall lets HTTPS out to slack.com. Behind a proxy, set HTTPS_PROXY.",
	}
}

// clock compares this machine's clock with Slack's.
func (x *examination) clock(date string) {
	const check = "clock"
	theirs, err := http.ParseTime(date)
	if err != nil {
		x.unchecked(check, "Not checked: Slack did not say what time it is.")
		return
	}
	skew, word := x.options.Now().Sub(theirs), "ahead of"
	if skew < 0 {
		skew, word = -skew, "behind"
	}
	if skew <= maxSkew {
		x.ok(check, "It agrees with Slack's.")
		return
	}
	x.wrong(check, problem{
		fmt.Sprintf("This machine's clock is %s %s Slack's.", skew.Round(time.Second), word),
		"Let it be set by the network (on Linux: timedatectl set-ntp true). With a wrong clock the bot looks at the wrong time, and five minutes off it refuses Slack's signed requests.",
	})
}
