package slack

// Whether Slack is reached, and whether the clocks agree.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"syncbot/bot/chat/checkup"
)

// reach says whether Slack answers at all. It calls a method that needs no token (https://docs.slack.dev/reference/methods/api.test).
func (x *examination) reach(ctx context.Context) bool {
	const check = "Slack"
	service := x.service()
	answer, status, date, err := x.get(ctx, x.options.APIURL+"api.test")
	switch {
	case err != nil:
		says, remedy := service.Unreached(err)
		x.wrong(check, problem{says, remedy})
	case status >= http.StatusInternalServerError:
		x.wrong(check, problem{
			fmt.Sprintf("%s answers HTTP %d.", service.Where, status), "Try again later; https://slack-status.com says how Slack is.",
		})
	case !likeSlack(answer):
		x.wrong(check, problem{
			fmt.Sprintf("%s answers, but not as Slack does (HTTP %d).", service.Where, status),
			"If SLACK_API_URL is set, it must be the base of the Web API, such as https://slack.com/api/. Otherwise a proxy may stand between.",
		})
	default:
		x.ok(check, "%s answers.", service.Where)
		x.findings = append(x.findings, service.Clock(x.options.Now(), date))
		return true
	}
	return false
}

// service is Slack as the checks speak of it.
func (x *examination) service() checkup.Service {
	where := x.options.APIURL
	if u, err := url.Parse(where); err == nil {
		where = u.Host
	}
	return checkup.Service{
		Name: "Slack", Where: where, Within: perCheck, Outward: "HTTPS and WebSockets out to slack.com and what ends in .slack.com",
	}
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
