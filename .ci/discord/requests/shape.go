package main

// Requests that look alike: one of a shape is told of, lest a fault is told a thousand times.

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// shape is what a request looks like: its route, and the keys of its body with their types.
func (d description) shape(r request) string {
	values, _ := url.ParseQuery(r.Query)
	keys := map[string]bool{}
	for name := range values {
		keys["?"+name] = true
	}
	var body any
	if json.Unmarshal(r.Body, &body) == nil {
		outline("", body, keys)
	}
	return strings.Join(append([]string{r.Method, d.route(r), r.ContentType}, slices.Sorted(maps.Keys(keys))...), "\n")
}

// outline adds the keys of a value with the types of what they hold.
func outline(at string, value any, keys map[string]bool) {
	keys[fmt.Sprintf("%s %T", at, value)] = true
	switch v := value.(type) {
	case object:
		for k, in := range v {
			outline(at+"."+k, in, keys)
		}
	case list:
		for _, in := range v {
			outline(at+"[]", in, keys)
		}
	}
}
