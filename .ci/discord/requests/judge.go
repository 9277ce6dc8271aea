package main

// Holding a request against the description, by libopenapi-validator.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	verrors "github.com/pb33f/libopenapi-validator/errors"
)

// server is the one that the description names.
const server = "https://discord.com/api/v10"

// judge knows the description.
type judge struct {
	description
	validator validator.Validator
}

// readJudge reads the description.
func readJudge(file string) (*judge, error) {
	d, err := readDescription(file)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(d.all)
	if err != nil {
		return nil, err
	}
	doc, err := libopenapi.NewDocument(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	// Strict refuses parameters that are not described; the description itself is closed for keys of bodies (description.go).
	v, faults := validator.NewValidator(doc, config.WithStrictMode(), config.WithRejectUndeclaredRequestBody(), config.WithoutSecurityValidation())
	return &judge{d, v}, errors.Join(faults...)
}

// wrong are sentences about what neither the description nor the rules allow.
func (j *judge) wrong(r request) []string {
	return append(j.faults(r), broken(j.route(r), r)...)
}

// faults are sentences about what the description does not allow.
func (j *judge) faults(r request) []string {
	q, err := r.asked()
	if err != nil {
		return []string{err.Error()}
	}
	_, found := j.validator.ValidateHttpRequest(q)
	var all []string
	for _, f := range found {
		all = append(all, said(f)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// asked is the request as it goes to Discord.
func (r request) asked() (*http.Request, error) {
	var body []byte
	if string(r.Body) != "null" {
		body = r.Body
	}
	q, err := http.NewRequest(r.Method, server+r.Path+"?"+r.Query, bytes.NewReader(body))
	if err == nil && len(body) > 0 {
		q.Header.Set("Content-Type", r.ContentType)
	}
	return q, err
}

// said is what is wrong: where one of several forms may be sent, that is what each form has against it.
func said(f *verrors.ValidationError) []string {
	var all []string
	for _, s := range f.SchemaValidationErrors {
		all = append(all, strings.Join(append([]string{f.ParameterName}, s.InstancePath...), "/")+": "+s.Reason)
	}
	if len(all) == 0 {
		return []string{f.Message + ": " + f.Reason}
	}
	return all
}
