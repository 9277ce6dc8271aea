package bolt

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.etcd.io/bbolt"

	"syncbot/storage"
	"syncbot/workflow"
)

var flips = flag.Int("flips", 300, "how many single bytes to damage")

// fastDir is in memory where there is such a place: nothing here is about what a disk does.
func fastDir(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "syncbot")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// answers is all that a store can be asked.
type answers struct {
	Open    []storage.Record
	Shared  []storage.Record
	Journal [][]storage.Entry
	Seen    []workflow.Answer
	Cases   []workflow.CaseID
	Work    []storage.Work
	Next    time.Time
}

const few = 20

// ask puts every question; the first error ends it.
func ask(s *Store) (a answers, err error) {
	if a.Open, err = s.Open(ctx, storage.Filter{}, storage.Page{Max: 1000}); err != nil {
		return a, err
	}
	for i := range few {
		c := aCase(fmt.Sprint(i))
		r, err := s.Get(ctx, storage.CaseKey(c.Ref()))
		if err != nil {
			return a, err
		}
		lines, err := s.Journal(ctx, r.Key)
		if err != nil {
			return a, err
		}
		seen, err := s.Seen(ctx, fmt.Sprintf("%d %d", i, r.Rev))
		if err != nil {
			return a, err
		}
		id, err := s.Watching(ctx, c.Workshop, c.Doc)
		if err != nil {
			return a, err
		}
		a.Journal, a.Seen, a.Cases = append(a.Journal, lines), append(a.Seen, seen), append(a.Cases, id)
	}
	for _, r := range shared().Records {
		if r, err = s.Get(ctx, r.Key); err != nil {
			return a, err
		}
		a.Shared = append(a.Shared, r)
	}
	for _, lane := range []storage.Lane{"slack", storage.Inside} {
		work, next, err := s.Claim(ctx, lane, noon.Add(time.Minute), 1000)
		if err != nil {
			return a, err
		}
		a.Work, a.Next = append(a.Work, work...), next
	}
	return a, nil
}

// shared is what belongs to no workshop.
func shared() storage.Commit {
	place := workflow.Place{Platform: "slack", Channel: "C1"}
	desk := storage.ChannelRecord(workflow.Channel{Place: place, Rev: 1, AskAt: noon})
	dave := storage.PersonRecord(workflow.Person{Platform: "slack", ID: "U1", Rev: 1})
	return storage.Commit{
		At: noon, Event: workflow.Woke{At: workflow.At{At: noon}}, Records: []storage.Record{desk, dave},
		Effects: []storage.Effect{{ID: "c.1.0", Record: desk.Key, Lane: "slack", Effect: workflow.Say{To: workflow.ToPlace}}},
	}
}

// aFile is a store's file and what it answers. Its pages have been used, freed and used again.
func aFile(t *testing.T) (file []byte, truth answers) {
	t.Helper()
	path := filepath.Join(fastDir(t), "store.db")
	s := openAt(t, path)
	if err := s.Commit(ctx, shared()); err != nil {
		t.Fatal(err)
	}
	for i := range few {
		c := aCase(fmt.Sprint(i))
		for n := range 3 {
			var commit storage.Commit
			c, commit = move(c, i*3+n)
			if err := s.Commit(ctx, commit); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Close()
	s = openAt(t, path)
	truth, err := ask(s)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	file, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file, truth
}

// wantRightOrAdvice opens the damaged file: it answers as the undamaged one did, and goes on to, or says what to do.
func wantRightOrAdvice(t *testing.T, what string, file []byte, truth answers) (unhurt bool) {
	t.Helper()
	path := filepath.Join(fastDir(t), "store.db")
	defer os.RemoveAll(filepath.Dir(path))
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path, Options{})
	if err != nil {
		wantAdvice(t, what, err)
		return false
	}
	defer s.Close()
	got, err := ask(s)
	if err != nil {
		wantAdvice(t, what, err)
		return false
	}
	if diff := cmp.Diff(truth, got, cmpopts.IgnoreFields(storage.Work{}, "TriedAt")); diff != "" {
		t.Errorf("%s: a wrong answer\n%s", what, diff)
	}
	if err := errors.Join(s.Commit(ctx, opened("later")), s.Commit(ctx, opened("later still")), s.Close()); err != nil {
		t.Errorf("%s: opened, but then %v", what, err)
		return true
	}
	if s, err = Open(path, Options{}); err != nil {
		t.Errorf("%s: opened, written, and then %v", what, err)
		return true
	}
	s.Close()
	return true
}

func wantAdvice(t *testing.T, what string, err error) {
	t.Helper()
	var damaged *storage.DamagedError
	var newer *storage.NewerError
	if !errors.As(err, &damaged) && !errors.As(err, &newer) {
		t.Errorf("%s: %v says nothing of what to do", what, err)
	}
}

func TestAFileThatWasCutAnywhereIsRightOrRefused(t *testing.T) {
	file, truth := aFile(t)
	r := rand.New(rand.NewPCG(1, 1))
	var cuts []int
	for n := 0; n < len(file); n += os.Getpagesize() {
		cuts = append(cuts, n, n+1+r.IntN(os.Getpagesize()-1))
	}
	for _, n := range cuts {
		wantRightOrAdvice(t, fmt.Sprintf("cut at %d of %d", n, len(file)), file[:n], truth)
	}
	if !wantRightOrAdvice(t, "not cut", file, truth) {
		t.Error("the undamaged file does not open")
	}
}

func TestAFileWithOneDamagedByteIsRightOrRefused(t *testing.T) {
	file, truth := aFile(t)
	pages := pagesInUse(t, file)
	flip(t, file, truth, func(r *rand.Rand) int {
		return pages[r.IntN(len(pages))]*os.Getpagesize() + r.IntN(os.Getpagesize())
	})
}

// What leads from page to page is a small part of a file, and damage there is the most dangerous.
func TestAFileWithADamagedByteInAPagesHeadIsRightOrRefused(t *testing.T) {
	file, truth := aFile(t)
	pages := pagesInUse(t, file)
	flip(t, file, truth, func(r *rand.Rand) int {
		return pages[r.IntN(len(pages))]*os.Getpagesize() + r.IntN(96)
	})
}

// pagesInUse are the numbers of the pages that hold the store's rows, what leads to them and what lists the others.
func pagesInUse(t *testing.T, file []byte) (pages []int) {
	t.Helper()
	path := filepath.Join(fastDir(t), "store.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c := &checker{file: f, pageSize: uint64(os.Getpagesize())}
	if err := errors.Join(c.readMeta(), c.tree("", c.meta.root, nil, nil)); err != nil {
		t.Fatal(err)
	}
	c.used[c.meta.freelist] = true
	for i, used := range c.used {
		if used {
			pages = append(pages, i)
		}
	}
	return pages
}

// bbolt would find such an entry, and lose others when it next writes there.
func TestABranchThatDoesNotNameItsPageExactlyIsRefused(t *testing.T) {
	file, truth := aFile(t)
	tried := 0
	for _, n := range pagesInUse(t, file) {
		p := pageOf(file[n*os.Getpagesize():][:os.Getpagesize()])
		if p.flags != branchPage {
			continue
		}
		for i := range p.count {
			size := p.data[headerSize+i*branchSize+4:]
			native.PutUint32(size, native.Uint32(size)-1)
			if wantRightOrAdvice(t, fmt.Sprintf("key %d of page %d", i, n), file, truth) {
				t.Errorf("page %d names page %d wrongly, and that was not seen", n, i)
			}
			native.PutUint32(size, native.Uint32(size)+1)
			tried++
		}
	}
	if tried == 0 {
		t.Error("the file has no branches")
	}
}

// flip damages one byte after another, and mends each again.
func flip(t *testing.T, file []byte, truth answers, where func(*rand.Rand) int) {
	t.Helper()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	unhurt := 0
	for range *flips {
		at, by := where(r), byte(1+r.IntN(255))
		file[at] ^= by
		if wantRightOrAdvice(t, fmt.Sprintf("byte %d ^ %#x", at, by), file, truth) {
			unhurt++
		}
		file[at] ^= by
		if t.Failed() {
			break
		}
	}
	t.Logf("seed %d: of %d flips in %d bytes %d hit what nobody reads", seed, *flips, len(file), unhurt)
}

// A file that is cut while it is open faults where it is read.
func TestAFileThatBreaksWhileItIsOpenIsAnErrorWithASentence(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	for i := range few {
		if err := s.Commit(ctx, opened(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(path, int64(2*os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := ask(s)
		wantAdvice(t, "Open", err)
		_, err = s.Get(ctx, storage.CaseKey(aCase("3").Ref()))
		wantAdvice(t, "Get", err)
		_, _, err = s.Claim(ctx, "slack", noon, 1)
		wantAdvice(t, "Claim", err)
		wantAdvice(t, "Commit", s.Commit(ctx, opened("new")))
		wantAdvice(t, "Prune", s.Prune(ctx, noon))
	}
	s.Close()
}

// A commit that failed although the file shows it may be gone after a loss of power; nothing must build on it.
func TestADiskThatDoesNotConfirmAWriteStopsTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := openAt(t, path)
	var newest int
	if err := s.view(ctx, func(b *bbolt.Tx) error { newest = b.ID(); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := s.refused(syscall.EIO, newest+1); err != syscall.EIO {
		t.Errorf("a write that the file does not show: %v", err)
	}
	if err := s.refused(syscall.EIO, newest); !errors.Is(err, syscall.EIO) {
		t.Error(err)
	}
	want := path + ": the disk did not confirm a write (input/output error); look after the disk and start syncbot again"
	if err := s.Commit(ctx, opened("a")); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	openAt(t, path)
}

func TestACopyOfTheFileInUseOpens(t *testing.T) {
	dir := fastDir(t)
	s := openAt(t, filepath.Join(dir, "store.db"))
	for i := range few {
		if err := s.Commit(ctx, opened(fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(filepath.Join(dir, "store.db"))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprint("copy", i))
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		copied := openAt(t, path)
		if list, err := copied.Open(ctx, storage.Filter{}, storage.Page{}); err != nil || len(list) != i+1 {
			t.Fatalf("%d of %d (%v)", len(list), i+1, err)
		}
		copied.Close()
	}
}

// A copy made while commits go on may mix the old with the new; it opens with all that was durable before, or is refused.
func TestACopyMadeDuringCommitsIsRightOrRefused(t *testing.T) {
	dir := fastDir(t)
	s := openAt(t, filepath.Join(dir, "store.db"))
	durable, stop, ended := make(chan int), make(chan struct{}), make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			if err := s.Commit(ctx, opened(fmt.Sprint(i))); err != nil {
				ended <- err
				return
			}
			select {
			case durable <- i:
			case <-stop:
				ended <- nil
				return
			default:
			}
		}
	}()
	for n := range 30 {
		last := <-durable
		file, err := os.ReadFile(filepath.Join(dir, "store.db"))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprint("copy", n))
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		copied, err := Open(path, Options{})
		if err != nil {
			wantAdvice(t, "copy", err)
			continue
		}
		if _, err := copied.Get(ctx, storage.CaseKey(aCase(fmt.Sprint(last)).Ref())); err != nil {
			t.Errorf("case %d was durable before the copy was made: %v", last, err)
		}
		copied.Close()
	}
	close(stop)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

const victimEnv = "SYNCBOT_TEST_VICTIM"

// victim commits one case after another for ever and says which are durable.
func victim(dir string) {
	s, err := Open(filepath.Join(dir, "store.db"), Options{})
	for i := 0; err == nil; i++ {
		if err = s.Commit(ctx, opened(fmt.Sprintf("%d-%d", os.Getpid(), i))); err == nil {
			_, err = fmt.Printf("%d-%d\n", os.Getpid(), i)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func TestNothingDurableIsLostUnderKill9(t *testing.T) {
	dir := t.TempDir()
	var durable []string
	r := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		durable = append(durable, killed(t, dir, 1+r.IntN(60))...)
	}
	s := openAt(t, filepath.Join(dir, "store.db"))
	for _, id := range durable {
		if _, err := s.Get(ctx, storage.CaseKey(aCase(id).Ref())); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	work, _, err := s.Claim(ctx, "slack", noon, 10_000)
	if err != nil || len(work) < len(durable) {
		t.Errorf("%d effects are left of %d cases (%v)", len(work), len(durable), err)
	}
}

// killed runs a victim, kills it once it has said n lines, and returns what it said.
func killed(t *testing.T, dir string, n int) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimEnv+"="+dir)
	out := &lines{after: n, kill: func() { cmd.Process.Kill() }}
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	if err := cmd.Run(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the victim ended by itself: %v", err)
	}
	return strings.Fields(string(out.said))
}

type lines struct {
	said  []byte
	after int
	kill  func()
}

func (l *lines) Write(b []byte) (int, error) {
	l.said = append(l.said, b...)
	if bytes.Count(l.said, []byte{'\n'}) >= l.after {
		l.kill()
	}
	return len(b), nil
}
