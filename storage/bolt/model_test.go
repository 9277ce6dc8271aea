package bolt

import (
	"errors"
	"flag"
	"fmt"
	"maps"
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
		now:   noon, revs: map[storage.Key]uint64{},
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
	revs  map[storage.Key]uint64 // as last committed
	ids   []storage.EffectID     // given out so far
	work  []storage.Work         // claimed, perhaps stale
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
	changed := map[storage.Key]uint64{}
	for i := range batch {
		batch[i] = p.aCommit(changed)
	}
	boltErr, modelErr := p.bolt.Commit(ctx, batch...), p.model.Commit(ctx, batch...)
	p.same("Commit", nil, nil, boltErr, modelErr)
	if boltErr == nil {
		maps.Copy(p.revs, changed)
	}
}

// aCommit changes a record, mostly as it should be, sometimes not.
func (p *pair) aCommit(changed map[storage.Key]uint64) storage.Commit {
	at := p.now
	r := p.aRecord()
	r.Rev = p.rev(r.Key, changed)
	commit := storage.Commit{At: at, Records: []storage.Record{r}, Event: workflow.Woke{At: workflow.At{At: at}}}
	changed[r.Key] = r.Rev
	for n := range p.rand.IntN(3) {
		commit.Effects = append(commit.Effects, p.anEffect(r, n))
	}
	switch p.rand.IntN(6) {
	case 0:
		commit.Key = fmt.Sprint("key ", p.rand.IntN(400))
		commit.Answer.Text = workflow.Words(fmt.Sprint(p.rand.IntN(10)))
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

// rev is mostly the one that may follow.
func (p *pair) rev(k storage.Key, changed map[storage.Key]uint64) uint64 {
	last, ok := changed[k]
	if _, err := p.model.Get(ctx, k); err == nil && !ok {
		last = p.revs[k] // else never there, or pruned
	}
	return last + 1 + uint64(p.rand.IntN(20)/19)
}

// aRecord is one of a few of every kind, mostly a case.
func (p *pair) aRecord() storage.Record {
	switch p.rand.IntN(10) {
	case 0:
		return storage.AccountRecord(workflow.Account{Workshop: p.aWorkshop(), System: workflow.Xero, NextAt: p.aTime()})
	case 1:
		place := workflow.Place{Platform: "slack", Channel: workflow.Ref(fmt.Sprint(p.rand.IntN(5)))}
		return storage.ChannelRecord(workflow.Channel{Place: place, AskAt: p.aTime()})
	case 2:
		return storage.PersonRecord(workflow.Person{Platform: "slack", ID: workflow.UserID(fmt.Sprint(p.rand.IntN(5)))})
	default:
		return storage.CaseRecord(p.aCase())
	}
}

func (p *pair) aCase() workflow.Case {
	return workflow.Case{
		Workshop: p.aWorkshop(), ID: workflow.CaseID(fmt.Sprint(p.rand.IntN(30))), FollowUpAt: p.aTime(),
		Doc:   workflow.Document{Kind: workflow.Invoice, Number: fmt.Sprint(p.rand.IntN(60))},
		Phase: []workflow.Phase{workflow.Waiting, workflow.Asking, workflow.Closed}[p.rand.IntN(3)],
	}
}

func (p *pair) aWorkshop() workflow.WorkshopID {
	return []workflow.WorkshopID{"north", "south"}[p.rand.IntN(2)]
}

// aTime is soon, or zero.
func (p *pair) aTime() time.Time {
	if p.rand.IntN(3) == 0 {
		return time.Time{}
	}
	return p.now.Add(time.Duration(p.rand.IntN(20)) * 10 * time.Minute)
}

func (p *pair) anEffect(r storage.Record, n int) storage.Effect {
	e := storage.Effect{
		ID: storage.EffectID(fmt.Sprintf("%s/%s.%d.%d.%d", r.Key.Workshop, r.Key.ID, r.Rev, n, len(p.ids))), Record: r.Key,
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
		page.After = p.aRecord().Key
	}
	filter := storage.Filter{
		Kind:     []storage.Kind{"", storage.KindCase, storage.KindChannel, storage.KindPerson}[p.rand.IntN(4)],
		Workshop: []workflow.WorkshopID{"", "north", "south"}[p.rand.IntN(3)],
	}
	bList, bErr := p.bolt.Open(ctx, filter, page)
	mList, mErr := p.model.Open(ctx, filter, page)
	p.same("Open", bList, mList, bErr, mErr)

	k := p.aRecord().Key
	bRec, bErr := p.bolt.Get(ctx, k)
	mRec, mErr := p.model.Get(ctx, k)
	p.same("Get", bRec, mRec, bErr, mErr)
	bLines, bErr := p.bolt.Journal(ctx, k)
	mLines, mErr := p.model.Journal(ctx, k)
	p.same("Journal", bLines, mLines, bErr, mErr)
	c := p.aCase()
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
