package chat

// Links that lead nowhere from here: to messages of other services.

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"syncbot/workflow"
)

// Elsewhere names what leads nowhere from here, a line for each service: "On Slack: 641".
func Elsewhere(actions []workflow.Action) string {
	var services []string
	labels := map[string][]string{}
	for _, a := range actions {
		service := serviceOf(a)
		if labels[service] == nil {
			services = append(services, service)
		}
		labels[service] = append(labels[service], a.Label)
	}
	var lines []string
	for _, service := range services {
		lines = append(lines, service+": "+strings.Join(labels[service], ", "))
	}
	return strings.Join(lines, "\n")
}

// serviceOf says where the message stands that a link leads to.
func serviceOf(a workflow.Action) string {
	name := a.Message.Place.Platform
	if name == "" {
		return "Elsewhere"
	}
	first, size := utf8.DecodeRuneInString(name)
	return "On " + string(unicode.ToUpper(first)) + name[size:]
}
