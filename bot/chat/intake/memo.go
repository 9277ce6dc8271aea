package intake

// What a service was asked about people and places, kept for a while.

import (
	"context"
	"sync"
	"time"
)

// AskTimeout bounds one question to the service. Who asked may wait shorter.
const AskTimeout = 10 * time.Second

// maxKept is how many answers of one kind are kept.
const maxKept = 5000

// Memo asks, and remembers the answers by what was asked about. An answer that is no longer fresh is asked for anew; it beats
// an error all the same. Only deliveries that are worked on may use it. It must be made by NewMemo.
type Memo[T any] struct {
	ask   func(ctx context.Context, about string) (T, error)
	fresh time.Duration
	start func(work func(context.Context))

	mu    sync.Mutex
	known map[string]answerOf[T]
	asked map[string]*question[T]
}

type answerOf[T any] struct {
	value T
	at    time.Time
}

// question is one that is being asked. Its answer may be read once done is closed.
type question[T any] struct {
	done  chan struct{}
	value T
	err   error
}

// NewMemo makes one that remembers nothing yet, for one run.
func NewMemo[T any](in *Intake, fresh time.Duration, ask func(ctx context.Context, about string) (T, error)) *Memo[T] {
	return &Memo[T]{ask: ask, fresh: fresh, start: in.Go, known: map[string]answerOf[T]{}, asked: map[string]*question[T]{}}
}

// Get gives the answer. Many may wait for one question; when ctx ends, the question goes on for whoever comes next.
func (m *Memo[T]) Get(ctx context.Context, about string) (T, error) {
	old, known, q := m.look(about)
	if q == nil {
		return old.value, nil
	}
	var err error
	select {
	case <-q.done:
		if q.err == nil {
			return q.value, nil
		}
		err = q.err
	case <-ctx.Done():
		err = ctx.Err()
	}
	if known {
		err = nil
	}
	return old.value, err
}

// Knows says whether something is known, fresh or not.
func (m *Memo[T]) Knows(about string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, known := m.known[about]
	return known
}

// look gives what is known, and the question that is being asked about it unless that is fresh.
func (m *Memo[T]) look(about string) (old answerOf[T], known bool, q *question[T]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old, known = m.known[about]
	if known && time.Since(old.at) < m.fresh {
		return old, known, nil
	}
	if q = m.asked[about]; q != nil {
		return old, known, q
	}
	q = &question[T]{done: make(chan struct{})}
	m.asked[about] = q
	m.start(func(ctx context.Context) { m.question(ctx, about, q) })
	return old, known, q
}

func (m *Memo[T]) question(ctx context.Context, about string, q *question[T]) {
	ctx, cancel := context.WithTimeout(ctx, AskTimeout)
	defer cancel()
	q.err = errFault // what remains after a panic
	defer m.answer(about, q)
	q.value, q.err = m.ask(ctx, about)
}

// answer tells those who wait for the question.
func (m *Memo[T]) answer(about string, q *question[T]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if q.err == nil {
		m.keep(about, q.value)
	}
	delete(m.asked, about)
	close(q.done)
}

// keep remembers the answer. The caller holds the mutex.
func (m *Memo[T]) keep(about string, value T) {
	if len(m.known) >= maxKept {
		clear(m.known)
	}
	m.known[about] = answerOf[T]{value, time.Now()}
}
