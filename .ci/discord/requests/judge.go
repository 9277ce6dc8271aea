package main

// Holding a request against the description.

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// judge knows the description. Its schemas are compiled when they are first needed.
type judge struct {
	description
	compiler *jsonschema.Compiler
}

// where the description is, for those who compile it: nothing is fetched from there.
const where = "discord:openapi.json"

// readJudge reads the description.
func readJudge(file string) (*judge, error) {
	d, err := readDescription(file)
	if err != nil {
		return nil, err
	}
	j := &judge{d, jsonschema.NewCompiler()}
	j.compiler.DefaultDraft(jsonschema.Draft2020) // OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.0#schema-object
	return j, j.compiler.AddResource(where, d.all)
}

// wrong are sentences about what neither the description nor the rules allow.
func (j *judge) wrong(r request) []string {
	return append(j.faults(r), broken(j.route(r), r)...)
}

// faults are sentences about what the description does not allow.
func (j *judge) faults(r request) []string {
	route := j.route(r)
	if route == "" {
		return []string{"the description has no such route"}
	}
	at := "/paths/" + pointed(route)
	method := strings.ToLower(r.Method)
	item := j.paths()[route].(object)
	operation := item[method].(object)
	var all []string
	all = append(all, j.inPath(at+"/parameters", item["parameters"], route, r.Path)...)
	all = append(all, j.inQuery(at+"/"+method+"/parameters", operation["parameters"], r.Query)...)
	return append(all, j.inBody(at+"/"+method+"/requestBody", operation["requestBody"], r)...)
}

// inPath judges what stands in the path for the names in braces.
func (j *judge) inPath(at string, parameters any, route, path string) []string {
	var all []string
	has := strings.Split(path, "/")
	for i, part := range strings.Split(route, "/") {
		if name, isName := strings.CutPrefix(part, "{"); isName {
			all = append(all, j.parameter(at, parameters, strings.TrimSuffix(name, "}"), has[i])...)
		}
	}
	return all
}

func (j *judge) inQuery(at string, parameters any, query string) []string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return []string{err.Error()}
	}
	var all []string
	for name, some := range values {
		for _, value := range some {
			all = append(all, j.parameter(at, parameters, name, value)...)
		}
	}
	slices.Sort(all)
	return all
}

// parameter judges the value of the one that has this name. A number or a truth value may be one, or its text.
func (j *judge) parameter(at string, parameters any, name, value string) []string {
	all, _ := parameters.(list)
	i := slices.IndexFunc(all, func(p any) bool { return p.(object)["name"] == name })
	if i < 0 {
		return []string{fmt.Sprintf("no parameter is called %s", name)}
	}
	schema := fmt.Sprintf("%s/%d/schema", at, i)
	said := j.compared(schema, value, name)
	if read, err := jsonschema.UnmarshalJSON(strings.NewReader(value)); err == nil && len(said) > 0 {
		return j.compared(schema, read, name)
	}
	return said
}

// inBody judges the body, of which the bot sends none but JSON.
func (j *judge) inBody(at string, described any, r request) []string {
	body, _ := described.(object)
	sent := len(r.Body) > 0 && string(r.Body) != "null"
	switch {
	case body == nil && sent:
		return []string{"a body where there is none"}
	case !sent && body["required"] == true:
		return []string{"no body where there must be one"}
	case !sent:
		return nil
	}
	if kind, _, err := mime.ParseMediaType(r.ContentType); err != nil || kind != "application/json" {
		return []string{fmt.Sprintf("the content type %q is not that of JSON", r.ContentType)}
	}
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.Body))
	if err != nil {
		return []string{err.Error()}
	}
	return j.compared(at+"/content/application~1json/schema", read, "body")
}

// compared holds the value against the schema at that place of the description.
func (j *judge) compared(schema string, value any, name string) []string {
	s, err := j.compiler.Compile(where + "#" + schema)
	if err != nil {
		return []string{err.Error()}
	}
	var wrong *jsonschema.ValidationError
	if err := s.Validate(value); errors.As(err, &wrong) {
		return said(wrong, name)
	} else if err != nil {
		return []string{err.Error()}
	}
	return nil
}

var english = message.NewPrinter(language.English)

// said is the innermost of what is wrong: where one of several forms may be sent, that is what each form has against it.
func said(wrong *jsonschema.ValidationError, name string) []string {
	if len(wrong.Causes) == 0 {
		at := strings.Join(append([]string{name}, wrong.InstanceLocation...), "/")
		return []string{at + ": " + wrong.ErrorKind.LocalizedString(english)}
	}
	var all []string
	for _, c := range wrong.Causes {
		all = append(all, said(c, name)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// pointed is a key as part of a JSON pointer in an address.
func pointed(key string) string {
	return url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(key))
}
