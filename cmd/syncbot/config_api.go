package main

// The settings that name another address of a chat service's API.

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// readAPIBase reads the base of a Web API, and gives it with a slash at its end. usual is the base that most people want. The error
// goes on from the setting's name, and shows no value.
func readAPIBase(b []byte, usual string) (string, error) {
	u, err := url.Parse(string(b))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("is no address of a Web API; write one such as %s, or leave it out", usual)
	}
	if u.Scheme == "http" && !isThisMachine(u.Hostname()) {
		return "", errors.New("begins with http://, which would send the tokens unencrypted; write https://, or an address of this machine such as http://127.0.0.1:4003/api/")
	}
	return strings.TrimSuffix(u.String(), "/") + "/", nil
}

// isThisMachine says whether nothing that is sent to the host leaves this machine.
func isThisMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}
