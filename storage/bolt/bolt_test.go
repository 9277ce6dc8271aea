package bolt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"

	"syncbot/storage"
	"syncbot/storage/storagetest"
	"syncbot/workflow"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimEnv); dir != "" {
		victim(dir)
	}
	goleak.VerifyTestMain(m)
}

func TestKeepsTheContract(t *testing.T) {
	storagetest.Run(t, func(t *testing.T, dir string) storage.Store {
		return openAt(t, filepath.Join(dir, "state", "store.db"))
	})
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Retention: storagetest.Retention})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

var (
	noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	ctx  = context.Background()
)

// move is what the bot does most: a case moves on, one of its effects is done and another follows.
func move(c workflow.Case, n int) (workflow.Case, storage.Commit) {
	c.Rev++
	c.Turn, c.FollowUpAt = n, noon.Add(time.Duration(n)*time.Second)
	at := noon.Add(time.Duration(n) * time.Second)
	commit := storage.Commit{
		Key: fmt.Sprintf("%s %d", c.ID, c.Rev), Answer: workflow.Answer{Text: "On it."}, At: at, Event: workflow.Woke{At: workflow.At{At: at}},
		Records: []storage.Record{storage.CaseRecord(c)},
		Effects: []storage.Effect{{
			ID: effectID(c), Record: storage.CaseKey(c.Ref()), Lane: "slack",
			Effect: workflow.Say{To: workflow.ToThread, Mention: "U1", Turn: n},
		}},
	}
	if c.Rev > 1 {
		last := c
		last.Rev--
		commit.Done = effectID(last)
	}
	return c, commit
}

func effectID(c workflow.Case) storage.EffectID {
	return storage.EffectID(fmt.Sprintf("%s.%d.0", c.ID, c.Rev))
}

func aCase(id string) workflow.Case {
	return workflow.Case{
		Workshop: "northside", ID: workflow.CaseID(id), Phase: workflow.Waiting, Opened: noon,
		Doc:   workflow.Document{Kind: workflow.Invoice, Number: "N-" + id},
		Owner: workflow.User{ID: "U1", Name: "Priya"},
		Found: []workflow.LogEntry{{At: noon, Number: "N-" + id, Message: strings.Repeat("Contact 'Dave' is archived. ", 3)}},
	}
}

func opened(id string) storage.Commit {
	_, commit := move(aCase(id), 0)
	return commit
}

func TestTheFileIsForItsOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "store.db")
	openAt(t, path).Close()
	for _, tt := range []struct {
		path string
		want os.FileMode
	}{{path, 0o600}, {filepath.Dir(path), 0o700 | os.ModeDir}} {
		info, err := os.Stat(tt.path)
		if err != nil || info.Mode() != tt.want {
			t.Errorf("%s has mode %v, want %v (%v)", tt.path, info.Mode(), tt.want, err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	openAt(t, path)
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("a file that others could read now has mode %v (%v)", info.Mode(), err)
	}
	rest, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(rest) != 1 {
		t.Errorf("beside the store there is something left: %v (%v)", rest, err)
	}
}

func TestASecondProcessIsToldWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	openAt(t, path)
	_, err := Open(path, Options{LockTimeout: 60 * time.Millisecond})
	want := path + ": another syncbot is running on this file; stop it, or use its commands, which go through the running bot"
	if !errors.Is(err, ErrLocked) || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestWhatIsNoStoreIsRefusedWithASentence(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.db")
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	for name, content := range map[string]string{"empty": "", "text": "SYNCBOT_WAIT=1h", "long": strings.Repeat("not a store\n", 10_000)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, why := range map[string]string{
		"other.db": "it is not a store of syncbot", "empty": "the file is empty", "text": "it is not a store", "long": "it is not a store",
	} {
		path := filepath.Join(dir, name)
		_, err := Open(path, Options{})
		var damaged *storage.DamagedError
		if !errors.As(err, &damaged) || !strings.HasPrefix(err.Error(), path+": the store is damaged: "+why) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(dir, Options{}); err == nil {
		t.Error("a folder was opened as a store")
	}
	if _, err := Open(filepath.Join(other, "store.db"), Options{}); err == nil {
		t.Error("a store was made inside a file")
	}
}

func TestAStoreOfANewerSyncbotIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	c := storage.CaseRecord(aCase("a"))
	f := storage.RecordForm(storage.KindCase)
	f.Version++
	row, err := f.Seal("something new")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.write(ctx, func(t *tx) error { return t.put(records, recordKey(c.Key), row) }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err = Open(path, Options{})
	want := fmt.Sprintf("%s: this store was written by a newer syncbot (form %d of case); install that version or newer", path, f.Version)
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestADayOfTimersUnderFakeTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	synctest.Test(t, func(t *testing.T) {
		s := openAt(t, path)
		defer s.Close()
		start := time.Now()
		for i := range 24 {
			c := aCase(fmt.Sprint(i))
			c.Rev, c.FollowUpAt = 1, start.Add(time.Duration(i+1)*time.Hour)
			if err := s.Commit(ctx, storage.Commit{At: start, Records: []storage.Record{storage.CaseRecord(c)}}); err != nil {
				t.Fatal(err)
			}
		}
		for woken := 0; woken < 24; {
			work, next, err := s.Claim(ctx, storage.Inside, time.Now(), 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range work {
				if woken++; !w.NotBefore.Equal(time.Now()) || w.Record.ID != fmt.Sprint(woken-1) {
					t.Errorf("case %s, due at %v, woke at %v", w.Record.ID, w.NotBefore, time.Now())
				}
			}
			if !next.IsZero() {
				time.Sleep(time.Until(next))
			}
		}
		if took := time.Since(start); took != 24*time.Hour {
			t.Errorf("the day took %v", took)
		}
	})
}
