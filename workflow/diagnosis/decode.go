package diagnosis

// Decoding reads the text of a data file strictly. What the YAML library says of a mistake becomes a sentence.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// decode reads the parts of a file, of which there is at least one. A field that is not known is a mistake.
func decode[form any](name string, text []byte) ([]form, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var parts []form
	for {
		var part form
		err := decoder.Decode(&part)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, misformed(name, err)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("%s: there is nothing in it; xero.yaml shows the form of a data file", name)
	}
	return parts, nil
}

// misformed has a sentence for each mistake that the library found.
func misformed(name string, err error) error {
	var all *yaml.TypeError
	if !errors.As(err, &all) {
		return fmt.Errorf("%s: not the form of a data file: %s; look at the spaces and the quotes there", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	var faults []error
	for _, text := range all.Errors {
		faults = append(faults, fmt.Errorf("%s: %s", name, mistake(text)))
	}
	return joined(faults)
}

var (
	unknownField = regexp.MustCompile(`^(line \d+): field (\S+) not found in type diagnosis\.(\w+)$`)
	wrongKind    = regexp.MustCompile("(?s)^(line \\d+): cannot unmarshal !!(\\w+)(?: `(.*)`)? into (.+)$")
)

// mistake is a sentence for what the library says of a field.
func mistake(text string) string {
	if m := unknownField.FindStringSubmatch(text); m != nil {
		return fmt.Sprintf("%s: there is no field %q here; the fields are %s", m[1], m[2], strings.Join(fieldsOf(m[3]), ", "))
	}
	m := wrongKind.FindStringSubmatch(text)
	if m != nil && m[3] == "" {
		m[3] = map[string]string{"map": "name: value", "seq": "- a list"}[m[2]]
	}
	switch {
	case m == nil:
		return text
	case strings.HasPrefix(m[4], "[]"):
		return fmt.Sprintf("%s: %q stands where a list is wanted; put each item on a line of its own behind a hyphen", m[1], m[3])
	case m[4] == "string" || m[4] == "diagnosis.Where" || m[4] == "diagnosis.Next":
		return m[1] + ": a text is wanted here; put it in quotes if it holds a colon, a bracket or a brace"
	default:
		return fmt.Sprintf("%s: %q stands where fields are wanted, such as text: and source:", m[1], m[3])
	}
}

// fieldsOf are the fields of a form, as people write them.
func fieldsOf(form string) []string {
	var names []string
	for _, t := range []reflect.Type{reflect.TypeFor[commonData](), reflect.TypeFor[sharedData](), reflect.TypeFor[systemData](), reflect.TypeFor[guideData](), reflect.TypeFor[entryData](), reflect.TypeFor[sampleData]()} {
		for i := range t.NumField() {
			if name := t.Field(i).Tag.Get("yaml"); t.Name() == form && name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}
