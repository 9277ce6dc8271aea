package workflow

import "time"

// Phase is what a case is doing.
type Phase string

// The phases of a case.
const (
	Opening  Phase = "opening"  // looking into the books and the log before any sync
	Syncing  Phase = "syncing"  // gateway road: a sync is wanted and has not begun
	Pressing Phase = "pressing" // people road: somebody has to press sync
	Waiting  Phase = "waiting"  // a sync has begun; the hour runs
	Looking  Phase = "looking"  // the hour is up; books and log are being read
	Asking   Phase = "asking"   // a person has to do or say something; Verdict says what about
	Closed   Phase = "closed"
)

// Verdict is what the case last claimed about its document. They are different answers; never one for another.
type Verdict string

// The verdicts, as the table "What the follow-up says" has them.
const (
	NoVerdict       Verdict = ""
	Synced          Verdict = "synced"            // seen in the books
	SyncedSays      Verdict = "synced_says"       // a person says so
	AlreadyThere    Verdict = "already_there"     // seen in the books before any sync
	ErrorsFound     Verdict = "errors_found"      //
	ThereNewerError Verdict = "there_newer_error" // in the books, but the log has a newer error
	ThereNotSettled Verdict = "there_not_settled" // in the books, but void, draft, several
	LogWanted       Verdict = "log_wanted"        // people road: the hour is up, a person has to read the log
	NotThereYet     Verdict = "not_there_yet"     // for a payment: its invoice is there, the payment is not
	NothingSyncs    Verdict = "nothing_syncs"     // not there yet, and a person says that nothing else is either
	NotConfirmed    Verdict = "not_confirmed"     // no error, and the books could not be checked
	CouldNotTell    Verdict = "could_not_tell"    // the log could not be read or is older than the sync
	NotProcessed    Verdict = "not_processed"     // Workshop Software says so; no sync runs
	SyncNotStarted  Verdict = "sync_not_started"  // no hour runs
	Escalated       Verdict = "escalated"         // three rounds, not synced
	Stopped         Verdict = "stopped"           // a person stopped it
	Unanswered      Verdict = "unanswered"        // nobody answered the reminders
	Unpostable      Verdict = "unpostable"        // the root message was refused
)

// Case is one document that somebody asked about, from the question to its end. The zero Case is one not yet opened.
// A Case is a value: Step returns a new one and shares no slice with the old one that either may change.
type Case struct {
	Workshop WorkshopID `json:"workshop"`
	ID       CaseID     `json:"id"`
	Rev      uint64     `json:"rev"` // events applied so far
	Doc      Document   `json:"doc"`
	Asker    User       `json:"asker,omitzero"` // who asked; zero in cases from before hand-overs: the owner
	Owner    User       `json:"owner"`          // who must act: the asker, until somebody takes it
	Opened   time.Time  `json:"opened"`

	Place     Place      `json:"place"`               // where it was asked
	Desk      bool       `json:"desk,omitempty"`      // several workshops are served there: messages name the workshop
	Followers []Follower `json:"followers,omitempty"` // places that are told, too

	Reply  Ref  `json:"reply,omitempty"`  // private reply to the command, as long as it may be needed
	Root   Ref  `json:"root,omitempty"`   // the message that always shows the state
	Thread Ref  `json:"thread,omitempty"` // where the story goes
	Asking Ref  `json:"asking,omitempty"` // the message whose buttons are live
	Turn   int  `json:"turn"`             // numbers the questions asked; a press answers the turn that offered it
	Placed bool `json:"placed,omitempty"` // a root message has been posted at least once
	Moved  bool `json:"moved,omitempty"`  // a lost thread or root was given a new root; once, so that it cannot go on for ever
	Lost   bool `json:"lost,omitempty"`   // no place is left to speak in; the case stands in lists only

	Phase   Phase     `json:"phase"`
	Verdict Verdict   `json:"verdict,omitempty"`
	Was     Verdict   `json:"was,omitempty"`  // the verdict before the case was closed
	Since   time.Time `json:"since,omitzero"` // when the phase and verdict were reached
	Needs   time.Time `json:"needs,omitzero"` // the case rests only on a sync asked for at or after this

	FollowUpAt time.Time `json:"follow_up_at,omitzero"` // the next look
	RemindAt   time.Time `json:"remind_at,omitzero"`    // the next reminder
	EndsAt     time.Time `json:"ends_at,omitzero"`      // the end, if nobody answers

	Sync     Sync          `json:"sync,omitzero"`      // the sync it rests on; zero: none yet
	Syncs    []Sync        `json:"syncs,omitempty"`    // all of them, newest last
	Fixes    []Press       `json:"fixes,omitempty"`    // fixes reported; each begins a round
	Renewed  int           `json:"renewed,omitempty"`  // rounds that a fix reported on another case has begun
	Again    int           `json:"again,omitempty"`    // syncs in this round that the bot wanted by itself
	Longer   time.Duration `json:"longer,omitempty"`   // the wait that the guide of an error found allows; 0: the usual one
	Retries  int           `json:"retries,omitempty"`  // looks in this round that could not tell
	Remind   int           `json:"remind,omitempty"`   // reminders sent for the present question
	Reminded int           `json:"reminded,omitempty"` // numbers all reminders
	Napped   bool          `json:"napped,omitempty"`   // the next reminder was put off by a person, and does not count
	NappedBy User          `json:"napped_by,omitzero"` // who put it off
	Last     Press         `json:"last,omitzero"`      // the last press that changed something
	NextTry  time.Time     `json:"next_try,omitzero"`  // with SyncNotStarted: when the account tries again by itself
	Reason   Reason        `json:"reason,omitzero"`    // why, with CouldNotTell and SyncNotStarted
	Known    []KnownEntry  `json:"known,omitempty"`    // entries read so far, in the order of reading, at most MaxKnown

	Checking bool       `json:"checking,omitempty"` // a person has asked for the look under way, and gets an answer in the thread
	Reading  bool       `json:"reading,omitempty"`  // a ReadLog of its own is under way
	Late     bool       `json:"late,omitempty"`     // the look under way began late
	Due      time.Time  `json:"due,omitzero"`       // when the look under way was due
	Back     time.Time  `json:"back,omitzero"`      // with Late: when the bot was back, if it was down when the look was due
	Log      *LogLook   `json:"log,omitempty"`      // what the look under way has read of the log
	Books    *BooksLook `json:"books,omitempty"`    // the last look into the books
	Found    []LogEntry `json:"found,omitempty"`    // the errors that the verdict is about
	Same     []Same     `json:"same,omitempty"`     // those of them that another case explains
	AbsentAt time.Time  `json:"absent_at,omitzero"` // the last look that did not find the document
	NotIt    *BooksLook `json:"not_it,omitempty"`   // what the books showed when a person said that it is another document
	Forced   bool       `json:"forced,omitempty"`   // the bot wanted a sync forced for it, so one may have begun
	Maybe    []LogEntry `json:"maybe,omitempty"`    // entries that may be from before the sync
	Before   []LogEntry `json:"before,omitempty"`   // errors that the log held before the sync
}

// MaxKnown bounds the log entries that a case remembers.
const MaxKnown = 50

// KnownEntry is a log entry that the case has read. One that was read before a sync was asked for is from before it,
// whatever the clocks say.
type KnownEntry struct {
	LogEntry
	Read time.Time `json:"read"` // when it was first read, by the bot's clock
}

// Follower is a place that is told when there is news of a case and when it ends.
type Follower struct {
	By    User  `json:"by"` // who wanted it
	Place Place `json:"place"`
	Desk  bool  `json:"desk,omitempty"` // several workshops are served there
}

// Same is an error that the message of another case explains.
type Same struct {
	Cause string     `json:"cause"`
	Doc   Document   `json:"doc"`  // the other case's
	Root  MessageRef `json:"root"` // the other case's root message
}

// Press is who did something and when.
type Press struct {
	By     User      `json:"by"`
	At     time.Time `json:"at"`
	Action ActionID  `json:"action"`
	Turn   int       `json:"turn"`
	Via    Document  `json:"via,omitzero"` // pressed on the case of this document, which waited for the same
}

// LogLook is one look at the log: a reading, or the reason why there is none.
type LogLook struct {
	At      time.Time      `json:"at"`
	Reading Reading        `json:"reading"`
	Status  DocumentStatus `json:"status,omitempty"`
	Failed  Reason         `json:"failed,omitzero"` // set: the log could not be read
	By      string         `json:"by,omitempty"`    // who read it, where a person did
}

// Ref addresses the case.
func (c Case) Ref() CaseRef { return CaseRef{c.Workshop, c.ID} }

// RootMessage is the case's root message; zero before it is posted.
func (c Case) RootMessage() MessageRef {
	if c.Root == "" {
		return MessageRef{}
	}
	p := c.channel()
	if c.inThread() {
		p.Thread = c.Thread
	}
	return MessageRef{p, c.Root}
}

// inThread says that the root message stands in the thread in which somebody asked, and the whole story with it.
func (c Case) inThread() bool { return c.Thread != "" && c.Thread == c.Place.Thread }

// channel is where the case was asked after, without its threads.
func (c Case) channel() Place { return Place{Platform: c.Place.Platform, Channel: c.Place.Channel} }

// asker is who asked.
func (c Case) asker() User {
	if c.Asker.ID == "" {
		return c.Owner
	}
	return c.Asker
}

// Open says whether the case still runs.
func (c Case) Open() bool { return c.Phase != "" && c.Phase != Closed }

// NextLook is when the case is looked at next by itself; zero: not before somebody acts.
func (c Case) NextLook() time.Time {
	if c.Phase != Waiting && c.Phase != Asking {
		return time.Time{}
	}
	return c.FollowUpAt
}

// WakeAt is the earliest deadline of an open case; zero if it has none.
func (c Case) WakeAt() time.Time {
	if !c.Open() {
		return time.Time{}
	}
	return earliest(c.FollowUpAt, c.RemindAt, c.EndsAt)
}

// earliest is the smallest of the times that are set.
func earliest(times ...time.Time) time.Time {
	var min time.Time
	for _, t := range times {
		if !t.IsZero() && (min.IsZero() || t.Before(min)) {
			min = t
		}
	}
	return min
}
