package main

// Error texts of the operator's own: an extra data file for the catalogue.

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"syncbot/workflow/diagnosis"
)

// maxErrorsFile bounds an extra data file, in bytes.
const maxErrorsFile = 1 << 20

// errorsFile is the path of an extra data file; empty: there is none.
type errorsFile string

func errorsFlag(cmd *cobra.Command, into *errorsFile) {
	cmd.Flags().StringVar((*string)(into), "errors", "", "a file of error texts of your own, as SYNCBOT_ERRORS names one")
}

// catalogue is ours, with what the file adds and replaces. Its error has a line for each mistake in the file.
func (f errorsFile) catalogue() (*diagnosis.Catalogue, error) {
	if f == "" {
		return diagnosis.Default(), nil
	}
	text, err := f.read()
	if err != nil {
		return nil, err
	}
	return diagnosis.LoadWith(diagnosis.Extra{Name: string(f), Text: text})
}

func (f errorsFile) read() ([]byte, error) {
	file, err := os.Open(string(f))
	if err != nil {
		return nil, f.unreadable(err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxErrorsFile+1))
	switch {
	case err != nil:
		return nil, f.unreadable(err)
	case len(text) > maxErrorsFile:
		return nil, fmt.Errorf("%s: it is larger than %d MB; name a file of error texts", f, maxErrorsFile>>20)
	default:
		return text, nil
	}
}

func (f errorsFile) unreadable(err error) error {
	var reason *fs.PathError
	if errors.As(err, &reason) {
		err = reason.Err
	}
	return fmt.Errorf("%s: it can't be read: %w; name a file of error texts", f, err)
}

// faults are the mistakes in the file, each with the setting's name.
func (f errorsFile) faults() error {
	if f == "" {
		return nil
	}
	_, err := f.catalogue()
	if err == nil {
		return nil
	}
	var faults []error
	for line := range strings.SplitSeq(err.Error(), "\n") {
		faults = append(faults, fmt.Errorf("%s can't be used: %s", pathSetting, line))
	}
	return errors.Join(faults...)
}

// asFlag is the catalogue where a flag names the file. Several mistakes have a line each.
func (f errorsFile) asFlag() (*diagnosis.Catalogue, error) {
	c, err := f.catalogue()
	switch {
	case err == nil:
		return c, nil
	case strings.Contains(err.Error(), "\n"):
		return nil, badUse("--errors can't be used:\n  %s", strings.ReplaceAll(err.Error(), "\n", "\n  "))
	default:
		return nil, badUse("--errors can't be used: %w", err)
	}
}
