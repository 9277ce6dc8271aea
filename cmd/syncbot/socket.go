package main

// The local socket: commands that need the store ask the running bot through it, since nobody else can open the file.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"syncbot/storage"
	"syncbot/storage/bolt"
	"syncbot/workflow"
)

// socketTimeout bounds each request over the socket.
const socketTimeout = 10 * time.Second

// maxSocketPath is the longest path of a socket on Linux, in bytes (https://man7.org/linux/man-pages/man7/unix.7.html).
const maxSocketPath = 107

// socketPath is where the bot of a store listens: beside its file.
func socketPath(store string) string { return store + ".sock" }

// socket answers local commands.
type socket struct {
	listener net.Listener
	server   *http.Server
}

// listenSocket opens the socket, mode 0600. The caller holds the store's lock, so a socket that is left over is dead.
func listenSocket(path string, store storage.Store, m *workflow.Machine) (*socket, error) {
	if len(path) > maxSocketPath {
		return nil, fmt.Errorf("the path %s is too long for a socket by %d bytes; keep the store in a folder with a shorter name", path, len(path)-maxSocketPath)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the old socket can't be removed: %w", err)
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("the local socket can't be opened: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return &socket{listener, &http.Server{Handler: routes(store, m), ReadHeaderTimeout: socketTimeout, WriteTimeout: socketTimeout}}, nil
}

// serve answers until ctx ends and answers under way are finished.
func (s *socket) serve(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- s.server.Serve(s.listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("the local socket failed: %w", err)
	case <-ctx.Done():
	}
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), socketTimeout)
	defer cancel()
	err := s.server.Shutdown(finishing)
	<-ended
	return err
}

func routes(store storage.Store, m *workflow.Machine) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/cases", func(w http.ResponseWriter, r *http.Request) {
		cases, err := openCases(r.Context(), store, m)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		// The reader is gone if this fails.
		_ = json.NewEncoder(w).Encode(cases)
	})
	return mux
}

// caseLine is an open case as commands show it.
type caseLine struct {
	Workshop string    `json:"workshop"`
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Number   string    `json:"number"`
	Phase    string    `json:"phase"`
	Verdict  string    `json:"verdict,omitempty"`
	Owner    string    `json:"owner"`
	Opened   time.Time `json:"opened"`
	Next     time.Time `json:"next,omitzero"` // when the bot acts by itself
	Status   string    `json:"status"`        // a line for people
}

// openCases lists every open case, ordered by workshop and id.
func openCases(ctx context.Context, store storage.Store, m *workflow.Machine) ([]caseLine, error) {
	list := []caseLine{}
	page := storage.Page{Max: 500}
	for {
		records, err := store.Open(ctx, storage.Filter{Kind: storage.KindCase}, page)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			list = append(list, lineOf(r.Body.(workflow.Case), m))
			page.After = r.Key
		}
		if len(records) < page.Max {
			return list, nil
		}
	}
}

func lineOf(c workflow.Case, m *workflow.Machine) caseLine {
	return caseLine{
		Workshop: string(c.Workshop), ID: string(c.ID), Kind: string(c.Doc.Kind), Number: c.Doc.Number,
		Phase: string(c.Phase), Verdict: string(c.Verdict), Owner: c.Owner.Name, Opened: c.Opened, Next: c.WakeAt(),
		Status: m.Status(c, time.Now()),
	}
}

// askBot asks the bot that holds the store. os.ErrNotExist or a refused connection: no bot runs on it.
func askBot(ctx context.Context, store string) ([]caseLine, error) {
	client := &http.Client{Timeout: socketTimeout, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socketPath(store))
		},
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://syncbot/v1/cases", nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the running bot answered %s", response.Status)
	}
	var list []caseLine
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil {
		return nil, fmt.Errorf("the running bot's answer can't be read: %w", err)
	}
	return list, nil
}

// readStore lists the cases of a store that no bot holds.
func readStore(ctx context.Context, path string, m *workflow.Machine) (list []caseLine, err error) {
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return openCases(ctx, store, m)
}
