package main

// The settings that hold one value each.

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"syncbot/workflow"
)

// The kinds of values. Their UnmarshalText errors go on from the setting's name to a sentence.
type (
	storePath   string
	wait        time.Duration
	keep        time.Duration
	timezone    struct{ *time.Location }
	hours       workflow.Hours
	gatewayName string
	logLevel    string
)

// sandboxGateway is the only gateway there is so far; without one, people press sync and paste the log.
const sandboxGateway gatewayName = "sandbox"

func (p *storePath) UnmarshalText(b []byte) error {
	path, ok := strings.CutPrefix(string(b), "bolt:")
	if !ok || path == "" {
		return fmt.Errorf("is %q; write bolt:PATH, such as bolt:/var/lib/syncbot/syncbot.db", b)
	}
	*p = storePath(path)
	return nil
}

func (w *wait) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < time.Second || d > 24*time.Hour {
		return fmt.Errorf("is %q; write a time from 1s to 24h, such as 1h or 45m", b)
	}
	*w = wait(d)
	return nil
}

func (k *keep) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < 24*time.Hour {
		return fmt.Errorf("is %q; write a time of at least 24h, such as 168h for 7 days or 720h for 30", b)
	}
	*k = keep(d)
	return nil
}

func (z *timezone) UnmarshalText(b []byte) error {
	zone, err := time.LoadLocation(string(b))
	if err != nil || string(b) == "" {
		return fmt.Errorf("is %q; write a zone such as Australia/Sydney", b)
	}
	z.Location = zone
	return nil
}

func (h *hours) UnmarshalText(b []byte) error {
	read, err := workflow.ParseHours(string(b))
	if err != nil {
		return fmt.Errorf("can't be read: %s", strings.TrimSuffix(err.Error(), "."))
	}
	*h = hours(read)
	return nil
}

func (g *gatewayName) UnmarshalText(b []byte) error {
	if *g = gatewayName(b); *g != sandboxGateway {
		return fmt.Errorf("is %q; the only gateway so far is sandbox, leave it out and people press sync", b)
	}
	return nil
}

func (l *logLevel) UnmarshalText(b []byte) error {
	if *l = logLevel(b); !slices.Contains([]string{"debug", "info", "warn", "error"}, string(b)) {
		return fmt.Errorf("is %q; write debug, info, warn or error", b)
	}
	return nil
}
