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

	"syncbot/bot/chat"
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
func listenSocket(path string, answers http.Handler) (*socket, error) {
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
	return &socket{listener, &http.Server{Handler: answers, ReadHeaderTimeout: socketTimeout, WriteTimeout: socketTimeout}}, nil
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

// routes answers about cases from the keeper, and about the chat services themselves.
func routes(k keeper, services []chat.Platform) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/status", func(w http.ResponseWriter, _ *http.Request) { reply(w, healthOf(services), nil) })
	mux.HandleFunc("GET /v1/cases", func(w http.ResponseWriter, r *http.Request) {
		list, err := k.list(r.Context())
		reply(w, list, err)
	})
	mux.HandleFunc("GET /v1/cases/{id}", func(w http.ResponseWriter, r *http.Request) {
		file, err := k.show(r.Context(), r.PathValue("id"))
		reply(w, file, err)
	})
	mux.HandleFunc("POST /v1/cases/{id}/stop", func(w http.ResponseWriter, r *http.Request) {
		done, err := k.stop(r.Context(), r.PathValue("id"), r.FormValue("by"))
		reply(w, done, err)
	})
	mux.HandleFunc("GET /v1/cases/{id}/story", func(w http.ResponseWriter, r *http.Request) {
		wait, _ := time.ParseDuration(r.FormValue("wait")) // our own client writes it
		story, err := k.export(r.Context(), r.PathValue("id"), wait)
		reply(w, story, err)
	})
	return mux
}

// fault is an answer that is an error.
type fault struct {
	Error  string `json:"error"`
	NoCase bool   `json:"no_case,omitempty"`
}

// reply answers with what was found, or with the error's sentence.
func reply(w http.ResponseWriter, found any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		found = fault{err.Error(), errors.Is(err, errNoCase)}
	}
	// The reader is gone if this fails.
	_ = json.NewEncoder(w).Encode(found)
}
