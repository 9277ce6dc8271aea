package bolt

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"syncbot/storage"
	"syncbot/storage/memory"
	"syncbot/storage/storagetest"
	"syncbot/workflow"
)

var seed = flag.Uint64("seed", 0, "seed of the random commits; 0: a new one")

// The maps of package memory are the model: simple enough to be right. Both stores do the same and must answer the same.
func TestAnswersAsTheModelDoes(t *testing.T) {
	if *seed == 0 {
		*seed = rand.Uint64()
	}
	t.Logf("go test ./storage/bolt -run %s -seed %d", t.Name(), *seed)
	p := &pair{
		T: t, rand: rand.New(rand.NewPCG(*seed, 0)), path: filepath.Join(fastDir(t), "store.db"),
		model: memory.New(memory.Options{Retention: storagetest.Retention}),
		now:   noon, cases: map[storage.Key]workflow.Case{},
	}
	p.bolt = openAt(t, p.path)
	for range 1500 {
		p.now = p.now.Add(time.Duration(p.rand.IntN(40)) * time.Minute)
		p.random()()
		if t.Failed() {
			return
		}
	}
}

type pair struct {
	*testing.T
	rand  *rand.Rand
	path  string
	bolt  *Store
	model *memory.Store
	now   time.Time
	cases map[storage.Key]workflow.Case // as last committed
	ids   []storage.EffectID            // given out so far
	work  []storage.Work                // claimed, perhaps stale
}

func (p *pair) random() func() {
	switch n := p.rand.IntN(100); {
	case n < 55:
		return p.commit
	case n < 75:
		return p.claim
	case n < 85:
		return p.release
	case n < 95:
		return p.look
	case n < 98:
		return p.prune
	default:
		return p.reopen
	}
}

func (p *pair) same(what string, bolt, model any, boltErr, modelErr error) {
	p.Helper()
	opts := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(storage.Work{}, "TriedAt")}
	if diff := cmp.Diff(model, bolt, opts); diff != "" {
		p.Errorf("%s: model -, bolt +\n%s", what, diff)
	}
	for _, sort := range []error{storage.ErrSeen, storage.ErrConflict, storage.ErrNotFound} {
		if errors.Is(boltErr, sort) != errors.Is(modelErr, sort) {
			p.Errorf("%s: bolt says %v, the model %v", what, boltErr, modelErr)
		}
	}
	if (boltErr == nil) != (modelErr == nil) {
		p.Errorf("%s: bolt says %v, the model %v", what, boltErr, modelErr)
	}
}

func (p *pair) commit() {
	batch := make([]storage.Commit, 1+p.rand.IntN(3))
	changed := map[storage.Key]workflow.Case{}
	for i := range batch {
		batch[i] = p.aCommit(changed)
	}
	boltErr, modelErr := p.bolt.Commit(ctx, batch...), p.model.Commit(ctx, batch...)
	p.same("Commit", nil, nil, boltErr, modelErr)
	if boltErr == nil {
		for k, c := range changed {
			p.cases[k] = c
		}
	}
}

// aCommit changes a case, mostly as it should be, sometimes not.
func (p *pair) aCommit(changed map[storage.Key]workflow.Case) storage.Commit {
	at := p.now
	c := p.aCase(changed)
	commit := storage.Commit{At: at, Records: []storage.Record{storage.CaseRecord(c)}, Event: workflow.Woke{At: workflow.At{At: at}}}
	changed[storage.CaseKey(c.Ref())] = c
	for n := range p.rand.IntN(3) {
		commit.Effects = append(commit.Effects, p.anEffect(c, n))
	}
	switch p.rand.IntN(6) {
	case 0:
		commit.Key = fmt.Sprint("key ", p.rand.IntN(400))
		commit.Answer.Text = fmt.Sprint(p.rand.IntN(10))
	case 1, 2:
		commit.Done = p.anID()
	case 3:
		commit.Retry = &storage.Retry{
			Effect: p.anID(), NotBefore: at.Add(time.Duration(p.rand.IntN(90)) * time.Minute),
			InDoubt: p.rand.IntN(2) == 0, TriedAt: at,
		}
	case 4:
		commit.Event = nil
	}
	return commit
}

func (p *pair) aCase(changed map[storage.Key]workflow.Case) workflow.Case {
	ref := workflow.CaseRef{
		Workshop: workflow.WorkshopID([]string{"north", "south"}[p.rand.IntN(2)]),
		ID:       workflow.CaseID(fmt.Sprint(p.rand.IntN(30))),
	}
	c, ok := changed[storage.CaseKey(ref)]
	if !ok {
		c = p.cases[storage.CaseKey(ref)]
	}
	if _, err := p.model.Get(ctx, storage.CaseKey(ref)); err != nil && !ok {
		c = workflow.Case{} // never there, or pruned
	}
	c.Workshop, c.ID = ref.Workshop, ref.ID
	c.Rev += 1 + uint64(p.rand.IntN(20)/19)
	c.Doc = workflow.Document{Kind: workflow.Invoice, Number: fmt.Sprint(p.rand.IntN(60))}
	c.Phase = []workflow.Phase{workflow.Waiting, workflow.Asking, workflow.Closed}[p.rand.IntN(3)]
	c.FollowUpAt = time.Time{}
	if p.rand.IntN(3) > 0 {
		c.FollowUpAt = p.now.Add(time.Duration(p.rand.IntN(20)) * 10 * time.Minute)
	}
	return c
}

func (p *pair) anEffect(c workflow.Case, n int) storage.Effect {
	e := storage.Effect{
		ID: storage.EffectID(fmt.Sprintf("%s/%s.%d.%d.%d", c.Workshop, c.ID, c.Rev, n, len(p.ids))), Record: storage.CaseKey(c.Ref()),
		Lane: storage.Lane([]string{"slack", "books", "inside"}[p.rand.IntN(3)]), Effect: workflow.LookUp{},
	}
	if p.rand.IntN(2) == 0 {
		e.Effect, e.Replaces = workflow.Show{}, true
	}
	p.ids = append(p.ids, e.ID)
	return e
}

// anID is one that was claimed, one that was given out, or none.
func (p *pair) anID() storage.EffectID {
	if len(p.work) > 0 && p.rand.IntN(3) > 0 {
		if w := p.work[p.rand.IntN(len(p.work))]; w.Effect != nil {
			return w.Effect.ID
		}
	}
	if len(p.ids) == 0 {
		return "none"
	}
	return p.ids[p.rand.IntN(len(p.ids))]
}

func (p *pair) claim() {
	lane := storage.Lane([]string{"slack", "books", "inside"}[p.rand.IntN(3)])
	n := 1 + p.rand.IntN(20)
	b, bNext, bErr := p.bolt.Claim(ctx, lane, p.now, n)
	m, mNext, mErr := p.model.Claim(ctx, lane, p.now, n)
	p.same("Claim", b, m, bErr, mErr)
	p.same("next", bNext, mNext, nil, nil)
	p.work = append(p.work, b...)
}

func (p *pair) release() {
	if len(p.work) == 0 {
		return
	}
	i := p.rand.IntN(len(p.work))
	p.bolt.Release(p.work[i])
	p.model.Release(p.work[i])
	p.work = append(p.work[:i], p.work[i+1:]...)
}

func (p *pair) look() {
	page := storage.Page{Max: p.rand.IntN(40)}
	if p.rand.IntN(2) == 0 {
		page.After = storage.CaseKey(p.aCase(nil).Ref())
	}
	filter := storage.Filter{Kind: storage.KindCase, Workshop: workflow.WorkshopID([]string{"", "north", "south"}[p.rand.IntN(3)])}
	bList, bErr := p.bolt.Open(ctx, filter, page)
	mList, mErr := p.model.Open(ctx, filter, page)
	p.same("Open", bList, mList, bErr, mErr)

	c := p.aCase(nil)
	bRec, bErr := p.bolt.Get(ctx, storage.CaseKey(c.Ref()))
	mRec, mErr := p.model.Get(ctx, storage.CaseKey(c.Ref()))
	p.same("Get", bRec, mRec, bErr, mErr)
	bLines, bErr := p.bolt.Journal(ctx, storage.CaseKey(c.Ref()))
	mLines, mErr := p.model.Journal(ctx, storage.CaseKey(c.Ref()))
	p.same("Journal", bLines, mLines, bErr, mErr)
	bID, bErr := p.bolt.Watching(ctx, c.Workshop, c.Doc)
	mID, mErr := p.model.Watching(ctx, c.Workshop, c.Doc)
	p.same("Watching", bID, mID, bErr, mErr)
	key := fmt.Sprint("key ", p.rand.IntN(400))
	bAnswer, bErr := p.bolt.Seen(ctx, key)
	mAnswer, mErr := p.model.Seen(ctx, key)
	p.same("Seen", bAnswer, mAnswer, bErr, mErr)
}

func (p *pair) prune() {
	p.same("Prune", nil, nil, p.bolt.Prune(ctx, p.now), p.model.Prune(ctx, p.now))
}

// reopen also has the file checked from end to end.
func (p *pair) reopen() {
	if err := p.bolt.Close(); err != nil {
		p.Fatal(err)
	}
	p.bolt, p.model = openAt(p, p.path), p.model.Reopen()
	p.work = nil
}
