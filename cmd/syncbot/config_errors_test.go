package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/slack/slacktest"
)

// ownErrors is a file of error texts with one entry that adds and one that replaces.
const ownErrors = `system: xero
entries:
  - id: OWN1
    title: Missing flux capacitor
    about: invoice
    cause: The car can't leave its time.
    where: workshop
    who: the workshop
    next: fix_then_sync
    source: our own notes
    texts: [The flux capacitor is missing]
    samples: [{text: The flux capacitor is missing, source: made up}]
    near_misses: [The flux capacitor is missing a screw]
  - id: X4
    title: Invalid e-mail address
    about: contact
    cause: Ask Mei about the e-mail address.
    where: workshop
    who: Mei
    next: fix_then_sync
    source: our own notes
    texts: [Email address must be valid]
    samples: [{text: Email address must be valid, source: made up}]
    near_misses: [Website must be valid]
`

// errorTexts writes a file of error texts and gives the setting that names it.
func errorTexts(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "errors.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return "SYNCBOT_ERRORS=" + path
}

// Each mistake in the file keeps the bot from starting, beside those of the other settings, and says where it is.
func TestFaultsOfErrorTexts(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("errors.yaml", []byte(strings.NewReplacer("who: Mei", "hwo: Mei", "cause: The", "because: The").Replace(ownErrors)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("large.yaml", []byte(strings.Repeat("# much ado\n", maxErrorsFile/10)), 0o600); err != nil {
		t.Fatal(err)
	}
	for set, want := range map[string][]string{
		"SYNCBOT_ERRORS=errors.yaml": {
			"SYNCBOT_ERRORS can't be used: errors.yaml: line 6: there is no field \"because\" here; the fields are",
			"SYNCBOT_ERRORS can't be used: errors.yaml: line 19: there is no field \"hwo\" here; the fields are",
		},
		"SYNCBOT_ERRORS=nothing.yaml": {"SYNCBOT_ERRORS can't be used: nothing.yaml: it can't be read: "},
		"SYNCBOT_ERRORS=.":            {"SYNCBOT_ERRORS can't be used: .: it can't be read: "},
		"SYNCBOT_ERRORS=large.yaml":   {"SYNCBOT_ERRORS can't be used: large.yaml: it is larger than 1 MB"},
		"SYNCBOT_ERRORS_FILE=errors":  {"SYNCBOT_ERRORS_FILE isn't a setting; write the path itself: SYNCBOT_ERRORS=PATH"},
	} {
		_, err := readServeConfig([]string{twoWorkshops, "SYNCBOT_WAIT=soon", set}, ".")
		if err == nil {
			t.Errorf("%s is taken", set)
			continue
		}
		var got []string
		for line := range strings.SplitSeq(err.Error(), "\n") {
			if !strings.HasPrefix(line, "SYNCBOT_WAIT ") {
				got = append(got, line)
			}
		}
		if len(got) != len(want) || len(got) == strings.Count(err.Error(), "\n")+1 {
			t.Errorf("%s: %v", set, err)
			continue
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s: %s\nwant %s", set, got[i], want[i])
			}
		}
	}
}

// The doctor names what the file adds and replaces, and each of its mistakes by itself.
func TestDoctorOnErrorTexts(t *testing.T) {
	p := newPatient(t)
	set := errorTexts(t, ownErrors)
	path := strings.TrimPrefix(set, "SYNCBOT_ERRORS=")
	p.set = append(p.set, set)
	out, got := p.doctor(t)
	if want := "ok         error texts: " + path + " adds OWN1, and replaces X4.\n"; got != 0 || !strings.Contains(out, want) {
		t.Errorf("exit status %d:\n%s", got, out)
	}
	p.set[len(p.set)-1] = errorTexts(t, strings.NewReplacer("who: Mei", "who: ''", "id: OWN1", "id: M1\n    wait: long").Replace(ownErrors))
	out, got = p.doctor(t)
	for _, says := range []string{"entry X4: it needs a who, such as: the workshop.\n", "entry M1: wait \"long\" is no length of time; write it like 3h.\n", "\n2 things are wrong.\n"} {
		if got != statusNotWell || !strings.Contains(out, says) {
			t.Errorf("exit status %d, want %q:\n%s", got, says, out)
		}
	}
	if strings.Contains(out, "error texts:") {
		t.Errorf("of a file with mistakes it says that it is well:\n%s", out)
	}
}

// A bot that serve runs explains by them what it knew not, and what it knew otherwise.
func TestServeKnowsErrorTexts(t *testing.T) {
	p := newPatient(t)
	p.slack.Join("C0123", p.somebody())
	p.set[0] = "SYNCBOT_WORKSHOP=sandbox"
	p.set = append(p.set, "SYNCBOT_LOG_LEVEL=error", errorTexts(t, ownErrors))
	p.serving(t)
	until(t, func() error {
		if p.slack.Sockets() == 0 {
			return slacktest.ErrNobody
		}
		return nil
	})
	for message, cause := range map[string]string{
		"The flux capacitor is missing": "The car can't leave its time.", "Email address must be valid": "Ask Mei about the e-mail address.",
	} {
		if err := p.slack.Command("U1", "C0123", "/syncstatus explain "+message); err != nil {
			t.Fatal(err)
		}
		until(t, func() error { return said(p.slack.Ephemerals("U1"), cause) })
	}
}

// Without the setting the catalogue is ours alone.
func TestNoErrorTexts(t *testing.T) {
	c, err := errorsFile("").catalogue()
	if err != nil || c.Explain("", "The flux capacitor is missing")[0].Known {
		t.Errorf("%v", err)
	}
	if added, replaced := c.Extra(); len(added)+len(replaced) > 0 {
		t.Error(added, replaced)
	}
	if diff := cmp.Diff([]checked(nil), errorsFile("").examine()); diff != "" {
		t.Error(diff)
	}
}
