// Package storage keeps records, their deadlines and the effects they decided, and changes them all or none.
//
// The rule that everything rests on: a [Commit] is durable when Commit returns nil, and nothing of it is otherwise.
//
// Adapters keep values in the stored forms of this package, each with a version and a checksum. A value that is not
// what was written is a [DamagedError], one that a newer syncbot wrote a [NewerError]; neither is ever guessed at.
package storage

import (
	"context"
	"errors"
	"time"

	"syncbot/workflow"
)

// The errors that a caller must tell apart.
var (
	// ErrSeen: the key has committed before, or the effect is done already. Nothing was changed. The work is done.
	ErrSeen = errors.New("already committed")
	// ErrConflict: the record has changed since it was read, or another open record watches the same document.
	// Nothing was changed. Read again and decide again.
	ErrConflict = errors.New("changed meanwhile")
	// ErrNotFound: there is no such record, key or open case.
	ErrNotFound = errors.New("not found")
	// ErrClosed: the store is closed.
	ErrClosed = errors.New("store is closed")
)

// Kind tells records apart. A new sort of record is a new Kind, not a new method.
type Kind string

// The kinds of records.
const (
	KindCase    Kind = "case"    // Body is a workflow.Case, ID its CaseID
	KindAccount Kind = "account" // Body is a workflow.Account; make its Key with AccountKey
	KindChannel Kind = "channel" // Body is a workflow.Channel; make its Key with ChannelKey
	KindPerson  Kind = "person"  // Body is a workflow.Person; make its Key with PersonKey
)

// Key addresses a record. It begins with the workshop: two workshops never meet.
type Key struct {
	Workshop workflow.WorkshopID // empty for channels and persons, which belong to no workshop, and only for them
	Kind     Kind
	ID       string
}

// Record is something that changes as a whole. Make one with [CaseRecord], [AccountRecord], [ChannelRecord] or [PersonRecord].
type Record struct {
	Key    Key
	Rev    uint64    // counts the record's commits; a commit conflicts unless the stored record has Rev-1
	WakeAt time.Time // when to wake it; zero: never
	Open   bool      // listed by Open, and holds its Unique
	Unique string    // among open records of workshop and kind at most one has it; empty: any number
	Body   any       // a value of the kind's type, owned by nobody: never change it
}

// CaseKey addresses a case.
func CaseKey(r workflow.CaseRef) Key { return Key{r.Workshop, KindCase, string(r.ID)} }

// AccountKey addresses a workshop's account. Its ID holds the workshop, because effects are named by their record's ID alone.
func AccountKey(w workflow.WorkshopID, s workflow.System) Key {
	return Key{w, KindAccount, string(w) + "/" + string(s)}
}

// ChannelKey addresses the channel of a place. The same place has the same key for ever.
func ChannelKey(p workflow.Place) Key { return Key{Kind: KindChannel, ID: p.ChannelID()} }

// PersonKey addresses what is remembered of somebody on a chat service.
func PersonKey(platform string, id workflow.UserID) Key {
	return Key{Kind: KindPerson, ID: platform + "/" + string(id)}
}

// CaseRecord is the record of a case.
func CaseRecord(c workflow.Case) Record {
	return Record{
		Key:    CaseKey(c.Ref()),
		Rev:    c.Rev,
		WakeAt: c.WakeAt(),
		Open:   c.Open(),
		Unique: c.Doc.Key(),
		Body:   c,
	}
}

// AccountRecord is the record of an account.
func AccountRecord(a workflow.Account) Record {
	return Record{
		Key:    AccountKey(a.Workshop, a.System),
		Rev:    a.Rev,
		WakeAt: a.WakeAt(),
		Open:   a.Open(),
		Body:   a,
	}
}

// ChannelRecord is the record of a channel. It is open while something is due.
func ChannelRecord(c workflow.Channel) Record {
	return Record{
		Key:    ChannelKey(c.Place),
		Rev:    c.Rev,
		WakeAt: c.WakeAt(),
		Open:   c.Open(),
		Body:   c,
	}
}

// PersonRecord is the record of a person. It is never open and never wakes.
func PersonRecord(p workflow.Person) Record {
	return Record{Key: PersonKey(p.Platform, p.ID), Rev: p.Rev, Body: p}
}

// EffectID names an effect for ever, and only one in the whole store, whatever its workshop: the record's ID, its Rev
// and the effect's place, such as "k3v9q2m7xa.12.0". A commit with an effect whose ID waits in the outbox fails.
// The ID of a message's effect is the message's key: at most 25 characters of a-z, 0-9 and '.'.
type EffectID string

// Lane is where an effect is performed: a chat service's name, "workshop", "books" or "inside". Lanes never wait for one another.
type Lane string

// Inside is the lane of wakes and of effects that only change another record.
const Inside Lane = "inside"

// Effect is an entry of the outbox. It is due at once, but for its place in the record's order.
type Effect struct {
	ID     EffectID
	Record Key // whose effect it is
	Lane   Lane
	// Replaces: outside the record's order; takes the place of the record's waiting effect of the same type (workflow.Show).
	// If that one has been put off, the new one waits as long and keeps count of the tries; its doubt is gone.
	// If that one is leased, the new one is claimed only after its Done, Retry or Release, none of which is ErrSeen;
	// a Retry puts the new one off.
	Replaces bool
	Effect   workflow.Effect
}

// Retry puts an outbox entry off. It keeps its place in its record's order.
type Retry struct {
	Effect    EffectID
	NotBefore time.Time
	InDoubt   bool      // the try said neither yes nor no
	TriedAt   time.Time // when the try ended
}

// Commit is what must become durable together.
type Commit struct {
	Key     string          // a key commits at most once while it is remembered; empty: not remembered
	Answer  workflow.Answer // kept with Key, choices and all, given back by Seen
	At      time.Time       // the bot's clock; what the commit decides is due, and ages, from here
	Event   workflow.Event  // journalled for every record of the commit, for people; state is never rebuilt from it; may be nil
	Records []Record
	Effects []Effect
	Done    EffectID // leaves the outbox, before Effects enter it; ErrSeen if it is not there any more
	Retry   *Retry   // ErrSeen if it is not there any more
}

// Work is something due: a wake (Effect is nil) or an outbox entry. It is leased to the caller in memory,
// until a commit names it in Done or Retry (for a wake: commits its record), or Release gives it back.
type Work struct {
	Record    Key
	Effect    *Effect   // nil: the record's WakeAt has come
	Tries     int       // tries that were put off by Retry
	InDoubt   bool      // the entry is from a process before this one, which may have performed it, or the last try said neither yes nor no
	FirstAt   time.Time // when the effect was committed
	NotBefore time.Time // due since
	TriedAt   time.Time // when the last try ended, if known; else, where InDoubt, when this process opened the store
}

// Filter narrows Open.
type Filter struct {
	Kind     Kind                // empty: all
	Workshop workflow.WorkshopID // empty: all, and those of no workshop
}

// Page asks for at most Max records (0: 100) whose keys come after After (the zero Key: from the start; the record of
// After need not be there). Keys stand in the order of workshop, kind and ID, byte by byte: those of no workshop come first.
type Page struct {
	After Key
	Max   int
}

// Entry is a line of a record's journal.
type Entry struct {
	At    time.Time
	Rev   uint64
	Event workflow.Event
}

// Store keeps everything. All methods are safe for many goroutines; all stop waiting when ctx ends
// (a Commit that has begun may still become durable).
type Store interface {
	// Commit makes the batch durable, all or none, in order. ErrSeen, which is found before ErrConflict.
	// Any other error than those two and that of ctx means that nothing was changed, as far as the disk can say.
	Commit(ctx context.Context, batch ...Commit) error
	// Get reads a record as it was last committed. ErrNotFound.
	Get(ctx context.Context, k Key) (Record, error)
	// Watching finds the open case for the document. ErrNotFound.
	Watching(ctx context.Context, w workflow.WorkshopID, d workflow.Document) (workflow.CaseID, error)
	// Seen gives the answer that was committed under the key. ErrNotFound.
	Seen(ctx context.Context, key string) (answer workflow.Answer, err error)
	// Open lists open records, ordered by key.
	Open(ctx context.Context, f Filter, p Page) ([]Record, error)
	// Journal lists a record's events, oldest first; none for a record that there is not.
	Journal(ctx context.Context, k Key) ([]Entry, error)
	// Claim leases at most max pieces of work of a lane that are due at now, longest due first; never one that is due later.
	// Of each record only the first outbox entry is due, and its Replaces entry beside it. With fewer than max, next is when the next piece of work
	// of the lane that is not leased comes due; zero if there is none. With max, next says nothing: ask again.
	// Wakes are in the lane Inside. Work that is due at the same time comes in the order of keys.
	Claim(ctx context.Context, lane Lane, now time.Time, max int) (work []Work, next time.Time, err error)
	// Release gives leased work back undone, due as before.
	Release(w Work)
	// Prune forgets keys, closed records and journals that are older than the retention allows: keys by the time of
	// their commit, closed cases with their journals by that of their last one. A case with effects in the outbox
	// stays; accounts, channels and persons always stay, only their journals age, line by line. It lets others in between.
	Prune(ctx context.Context, now time.Time) error
	// Close waits for commits that have begun and closes the store. Then all methods fail with ErrClosed, but for
	// Release and Close itself, which do nothing more.
	Close() error
}

// Retention is how long things are kept once they are not needed to work; 0: for ever.
type Retention struct {
	Keys   time.Duration // seen keys; must outlast every redelivery
	Closed time.Duration // closed cases with their journals, and lines of the journals of all that stays
}
