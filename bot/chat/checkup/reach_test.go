package checkup_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat/checkup"
)

var service = checkup.Service{Name: "Chat", Where: "chat.test", Outward: "HTTPS out to chat.test", Within: 5 * time.Second}

func TestWhyAServiceIsNotReached(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		err          error
		says, remedy string
	}{
		{&net.DNSError{Name: "chat.test", Err: "no such host", IsNotFound: true}, "The name chat.test can't be found.", "a name server"},
		{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, "The connection to chat.test is not safe: ", "SSL_CERT_FILE"},
		{tls.RecordHeaderError{Msg: "no TLS"}, "The connection to chat.test is not safe: ", "SSL_CERT_FILE"},
		{context.DeadlineExceeded, "chat.test did not answer within 5 seconds.", "it must let HTTPS out to chat.test. Behind a proxy"},
		{errors.New("connection refused"), "chat.test can't be reached: connection refused.", "whether a firewall lets HTTPS out to chat.test. Behind a proxy"},
	} {
		says, remedy := service.Unreached(&url.Error{Op: "Get", URL: "https://chat.test/secret", Err: tt.err})
		if !strings.HasPrefix(says, tt.says) || !strings.Contains(remedy, tt.remedy) || strings.Contains(says, "secret") {
			t.Errorf("%v: %q and %q", tt.err, says, remedy)
		}
	}
}

func TestClocks(t *testing.T) {
	t.Parallel()
	theirs := time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC)
	for skew, want := range map[time.Duration]string{
		0:                 "It agrees with Chat's.",
		2 * time.Minute:   "It agrees with Chat's.",
		-2 * time.Minute:  "It agrees with Chat's.",
		10 * time.Minute:  "This machine's clock is 10m0s ahead of Chat's.",
		-10 * time.Minute: "This machine's clock is 10m0s behind Chat's.",
	} {
		f := service.Clock(theirs.Add(skew), theirs.Format(http.TimeFormat))
		wrong := f.State == checkup.Wrong && strings.HasSuffix(f.Remedy, "Chat's signed requests.")
		if f.Says != want || wrong == strings.HasPrefix(want, "It agrees") || !wrong && f.State != checkup.OK {
			t.Errorf("%v: %+v, want %q", skew, f, want)
		}
	}
	if f := service.Clock(theirs, "soon"); f.State != checkup.Unchecked || f.Says != "Not checked: Chat did not say what time it is." {
		t.Errorf("without a time: %+v", f)
	}
}
