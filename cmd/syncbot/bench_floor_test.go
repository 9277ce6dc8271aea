package main

// The floor of the benchmarks: a program that makes each command durable and answers it, and does nothing else. No bot that
// commits before it acknowledges can be faster on the same disk, and this one is written to be fast.
//
// Commands that wait together share a commit, as in the bot's store: on a slow disk a commit each could not keep up, and the
// floor would not be the floor. Its own commit.go does it better; here there are no errors to tell apart and nothing to undo.

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// floor is a running one. A key that is sent to keys is durable, or the floor has failed, once its kept is closed.
type floor struct{ keys chan keeping }

type keeping struct {
	key  string
	kept chan struct{}
}

func theFloor(ctx context.Context, t town, folder, address string) (err error) {
	db, err := bbolt.Open(filepath.Join(folder, "floor.db"), 0o600, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	f := floor{make(chan keeping)}
	var committer errgroup.Group
	committer.Go(func() error { return f.commitTo(db) })
	err = t.floor(ctx, f, address)
	close(f.keys)
	return errors.Join(err, committer.Wait())
}

// keep makes the command's key durable.
func (f floor) keep(key string) {
	k := keeping{key, make(chan struct{})}
	f.keys <- k
	<-k.kept
}

// commitTo commits what is sent to f.keys, all that waits at once, until that is closed. It returns the last error.
func (f floor) commitTo(db *bbolt.DB) (failed error) {
	for first := range f.keys {
		group := f.gather(first)
		if err := db.Update(func(tx *bbolt.Tx) error { return putAll(tx, group) }); err != nil {
			failed = err
		}
		for _, k := range group {
			close(k.kept)
		}
	}
	return failed
}

func (f floor) gather(first keeping) []keeping {
	group := []keeping{first}
	for {
		select {
		case k, ok := <-f.keys:
			if !ok {
				return group
			}
			group = append(group, k)
		default:
			return group
		}
	}
}

// putAll puts a small value under each key. Put again, it stays as it is.
func putAll(tx *bbolt.Tx, group []keeping) error {
	bucket, err := tx.CreateBucketIfNotExists([]byte("keys"))
	for _, k := range group {
		if err == nil {
			err = bucket.Put([]byte(k.key), []byte(floorSays))
		}
	}
	return err
}

// floorSays is what it acknowledges with.
const floorSays = "On it."

// serveAt lets take answer requests at the address until ctx ends.
func serveAt(ctx context.Context, address string, take http.HandlerFunc) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: take, ReadHeaderTimeout: time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	<-ctx.Done()
	err = server.Shutdown(context.WithoutCancel(ctx))
	<-ended
	return err
}
