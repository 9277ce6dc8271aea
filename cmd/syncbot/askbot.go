package main

// The client of the running bot's local socket.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"
)

// botKeeper asks the running bot that holds the store at the path.
type botKeeper struct{ store string }

// running says whether a bot listens.
func (k botKeeper) running(ctx context.Context) (bool, error) {
	conn, err := k.dial(ctx)
	switch {
	case err == nil:
		return true, conn.Close()
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOTDIR):
		return false, nil
	default:
		return false, fmt.Errorf("the running bot can't be reached: %w", err)
	}
}

func (k botKeeper) dial(ctx context.Context) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, "unix", socketPath(k.store))
}

func (k botKeeper) list(ctx context.Context) (list []caseLine, err error) {
	err = k.ask(ctx, http.MethodGet, "/v1/cases", &list)
	return list, err
}

func (k botKeeper) show(ctx context.Context, id string) (file caseFile, err error) {
	err = k.ask(ctx, http.MethodGet, "/v1/cases/"+url.PathEscape(id), &file)
	return file, err
}

func (k botKeeper) stop(ctx context.Context, id, by string) (done stopped, err error) {
	err = k.ask(ctx, http.MethodPost, "/v1/cases/"+url.PathEscape(id)+"/stop?by="+url.QueryEscape(by), &done)
	return done, err
}

func (k botKeeper) export(ctx context.Context, id string, wait time.Duration) (story exported, err error) {
	err = k.ask(ctx, http.MethodGet, "/v1/cases/"+url.PathEscape(id)+"/story?wait="+url.QueryEscape(wait.String()), &story)
	return story, err
}

// ask reads the bot's answer into a value.
func (k botKeeper) ask(ctx context.Context, method, path string, into any) error {
	client := &http.Client{Timeout: socketTimeout, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext:       func(ctx context.Context, _, _ string) (net.Conn, error) { return k.dial(ctx) },
	}}
	request, err := http.NewRequestWithContext(ctx, method, "http://syncbot"+path, nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("the running bot doesn't answer: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return failed(response)
	}
	if err := json.NewDecoder(response.Body).Decode(into); err != nil {
		return fmt.Errorf("the running bot's answer can't be read: %w", err)
	}
	return nil
}

// failed is the error that the bot answered with. One that has no sentence comes from another version of the program.
func failed(response *http.Response) error {
	var f fault
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	switch {
	case err != nil || f.Error == "":
		return fmt.Errorf("the running bot answered %s; it may be another version than this one, so restart it", response.Status)
	case f.NoCase:
		return errNoCase
	default:
		return errors.New("the running bot says: " + f.Error)
	}
}
