package checkup

// Why a chat service is not reached, and whether the clocks agree: the same for each service.

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"
)

// Service is a chat service as these checks speak of it.
type Service struct {
	Name    string        // "Slack"
	Where   string        // the host that was asked
	Outward string        // what a firewall must let out: "HTTPS and WebSockets out to slack.com"
	Within  time.Duration // how long it had to answer
}

// Unreached says why there is no answer, and what to do.
func (s Service) Unreached(err error) (says, remedy string) {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	var timeout net.Error
	var call *url.Error
	switch {
	case errors.As(err, &name):
		return fmt.Sprintf("The name %s can't be found.", name.Name),
			"See whether this machine has a network and a name server. Behind a proxy, set HTTPS_PROXY."
	case errors.As(err, &certificate), errors.As(err, &noTLS):
		return fmt.Sprintf("The connection to %s is not safe: %v.", s.Where, errors.Unwrap(err)),
			"If a proxy here reads encrypted traffic, name its certificate in SSL_CERT_FILE. If this machine's clock is wrong, set it."
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("%s did not answer within %d seconds.", s.Where, int(s.Within.Seconds())),
			fmt.Sprintf("A firewall may be in between: it must let %s. Behind a proxy, set HTTPS_PROXY.", s.Outward)
	case errors.As(err, &call):
		err = call.Err
	}
	return fmt.Sprintf("%s can't be reached: %v.", s.Where, err),
		fmt.Sprintf("See whether this machine has a network, and whether a firewall lets %s. Behind a proxy, set HTTPS_PROXY.", s.Outward)
}

// maxSkew is how far apart the clocks may be; at five minutes signed requests are refused.
const maxSkew = 2 * time.Minute

// Clock compares this machine's clock with the service's, whose time is as HTTP's header Date has it.
func (s Service) Clock(now time.Time, date string) Finding {
	const check = "clock"
	theirs, err := http.ParseTime(date)
	if err != nil {
		return Finding{check, Unchecked, fmt.Sprintf("Not checked: %s did not say what time it is.", s.Name), ""}
	}
	skew, word := now.Sub(theirs), "ahead of"
	if skew < 0 {
		skew, word = -skew, "behind"
	}
	if skew <= maxSkew {
		return Finding{check, OK, fmt.Sprintf("It agrees with %s's.", s.Name), ""}
	}
	return Finding{
		check, Wrong, fmt.Sprintf("This machine's clock is %s %s %s's.", skew.Round(time.Second), word, s.Name),
		"Let it be set by the network (on Linux: timedatectl set-ntp true). With a wrong clock the bot looks at the wrong time, and five minutes off it refuses " + s.Name + "'s signed requests.",
	}
}
