// Package diagnosis knows what sync errors mean: patterns, causes, fixes and guides, held as data
// (one file a system, one for what they share, embedded), never as code.
package diagnosis

import "time"

// Where says on which side an error is fixed.
type Where string

// The sides.
const (
	InWorkshop   Where = "workshop"   // in Workshop Software
	InAccounting Where = "accounting" // in Xero, MYOB or QuickBooks
	InEither     Where = "either"
	InConnection Where = "connection" // the link between the two: re-authorise
	NoFix        Where = "wait"       // nothing to fix: an order problem or a passing fault
)

// Next says what the workflow does about an error.
type Next string

// What happens next.
const (
	FixThenSync Next = "fix_then_sync" // a person fixes it, then another sync
	SyncAgain   Next = "sync_again"    // usually clears by another sync
	AskSupport  Next = "ask_support"   // nobody has explained it: send it on
)

// Guide is a page of help. Explains says that it is known to explain this very error; otherwise it is only the general guide.
type Guide struct {
	Title    string `json:"title"`
	URL      string `json:"url"`
	Explains bool   `json:"explains"`
}

// Explanation is what is known of one message. All texts are short, plain sentences for the person at the counter.
type Explanation struct {
	ID     string        `json:"id"`              // of the catalogue's entry, such as "X4"; empty if unknown
	Known  bool          `json:"known"`           // false: nobody has explained it; Cause and Fix are empty
	Title  string        `json:"title"`           // two to five words: "Locked date in Xero"
	Cause  string        `json:"cause"`           // what it means
	Fix    string        `json:"fix"`             // what to do; empty where no source gives a fix
	Where  Where         `json:"where_to_fix"`    // which side
	Who    string        `json:"who"`             // who can do or tell: "the accountant or bookkeeper"
	Group  string        `json:"group,omitempty"` // the user group of Workshop Software that a step needs: ADMIN, MANAGER or OWNER; empty: none is known
	Next   Next          `json:"next"`            // what the workflow does about it
	Wait   time.Duration `json:"wait,omitempty"`  // its guide allows longer than the usual wait; 0: the usual one
	About  string        `json:"about,omitempty"` // contact, invoice, payment, settings or connection: the order of fixing
	Undo   string        `json:"undo,omitempty"`  // what about the fix cannot be taken back, as a sentence to read before the fix
	Guide  string        `json:"guide"`           // address of the first guide; empty if the system has none
	Guides []Guide       `json:"guides"`          // the error's own first, then the one that the procedure names; no address twice
	// Inferred: the message isn't one that anybody has explained; its words were understood (docs/decisions/0012). The cause
	// may be the wrong one: say that it seems so.
	Inferred bool   `json:"inferred,omitempty"`
	Named    bool   `json:"named,omitempty"` // the message names what it is about (account, date, code): said again, it is about the same
	Message  string `json:"message"`         // this message, word for word
}
