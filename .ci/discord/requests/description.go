package main

// Discord's own description of its API, made as strict as it can be: https://github.com/discord/discord-api-spec.

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// object and list are JSON of any form.
type (
	object = map[string]any
	list   = []any
)

// description is the OpenAPI description.
type description struct{ all object }

// readDescription reads the description, closes it and makes the exceptions.
func readDescription(file string) (description, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return description{}, err
	}
	d := description{}
	if err := json.Unmarshal(text, &d.all); err != nil {
		return d, fmt.Errorf("%s: %w", file, err)
	}
	d.close()
	return d, d.except()
}

func (d description) paths() object { return d.all["paths"].(object) }

func (d description) schemas() object { return d.all["components"].(object)["schemas"].(object) }

// route is the path under which the description has the request; empty: there is none. What stands there as it is goes before
// what is a name in braces.
func (d description) route(r request) string {
	best, names := "", 0
	for path, o := range d.paths() {
		n, fits := matches(path, r.Path)
		_, has := o.(object)[strings.ToLower(r.Method)]
		if fits && has && (best == "" || n < names) {
			best, names = path, n
		}
	}
	return best
}

// matches says whether path is one of the route, and how many names in braces the route has.
func matches(route, path string) (names int, fits bool) {
	want, has := strings.Split(route, "/"), strings.Split(path, "/")
	if len(want) != len(has) {
		return 0, false
	}
	for i, w := range want {
		switch {
		case strings.HasPrefix(w, "{") && has[i] != "":
			names++
		case w != has[i]:
			return 0, false
		}
	}
	return names, true
}

// close forbids what an object of the description does not name: Discord overlooks it, and with it a misspelt key. Where one of
// several forms may be sent, only so is a wrong one noticed, since nearly every key may be left out.
func (d description) close() {
	walk(d.all["components"], func(o object) {
		if o["properties"] != nil && o["additionalProperties"] == nil {
			o["additionalProperties"] = false
		}
	})
}

// walk calls visit with every object in part.
func walk(part any, visit func(object)) {
	switch p := part.(type) {
	case object:
		visit(p)
		for _, in := range p {
			walk(in, visit)
		}
	case list:
		for _, in := range p {
			walk(in, visit)
		}
	}
}
