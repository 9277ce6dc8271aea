package sandbox

// The state as its file holds it.

import (
	"encoding/json"
	"time"

	"syncbot/workflow"
)

// version counts the forms of the file.
const version = 1

type state struct {
	Version int    `json:"version"`
	Shops   []shop `json:"workshops"`
}

// shop is a workshop in Workshop Software, with its books.
type shop struct {
	Workshop
	Barred  bool             `json:"barred,omitempty"` // the accounting system isn't authorised: no sync takes anything across
	Records []record         `json:"records"`
	Causes  map[string]cause `json:"causes"` // by name; a record that names one cannot go across while it stands here
	Books   []posting        `json:"books"`
	Unseen  []string         `json:"unseen"`  // numbers that the books give no sensible answer about
	Log     []entry          `json:"log"`     // oldest first
	Runs    []run            `json:"runs"`    // oldest first; only the last can be running
	Started int              `json:"started"` // manual syncs ever started
}

// contact is the kind of a record that is a customer or supplier.
const contact workflow.Kind = "contact"

// record is something in Workshop Software that a sync copies to the books.
type record struct {
	Kind     workflow.Kind  `json:"kind"`
	Number   string         `json:"number,omitempty"` // a payment's is its invoice's; a contact has none
	Name     string         `json:"name"`             // of the customer or supplier
	Entered  time.Time      `json:"entered"`          // a sync tries what was entered first, first
	Amount   workflow.Cents `json:"amount,omitempty"`
	Progress progress       `json:"progress,omitempty"`
	Failed   bool           `json:"failed,omitempty"` // the last manual sync could not take it
	Cause    string         `json:"cause,omitempty"`
	Quiet    int            `json:"quiet,omitempty"` // syncs that will pass it by without a word
}

// progress says how far a record has come.
type progress string

const (
	draft   progress = "draft"
	pending progress = "" // processed, not across yet
	synced  progress = "synced"
	voided  progress = "voided" // in Workshop Software and in the books
)

// cause keeps records from going across.
type cause struct {
	Message string `json:"message"`           // as the books send it
	Passing bool   `json:"passing,omitempty"` // gone after the sync that met it
}

// posting is a document in the books.
type posting struct {
	Kind   workflow.Kind  `json:"kind"`
	Number string         `json:"number"`
	Total  workflow.Cents `json:"total"`
	Paid   workflow.Cents `json:"paid,omitempty"`
	Status bookStatus     `json:"status,omitempty"`
}

type bookStatus string

const (
	posted    bookStatus = ""
	notPosted bookStatus = "draft"
	void      bookStatus = "void"
)

// entry is an entry of the event log; it never changes.
type entry struct {
	workflow.LogEntry
	Name string `json:"name"` // of the customer or supplier
}

// run is a manual sync.
type run struct {
	ID      string    `json:"id"`
	Key     string    `json:"key,omitempty"` // empty: a person pressed
	Started time.Time `json:"started"`
	Ends    time.Time `json:"ends"`
	Done    bool      `json:"done,omitempty"`
}

func (st *state) shop(id workflow.WorkshopID) *shop {
	for i := range st.Shops {
		if st.Shops[i].ID == id {
			return &st.Shops[i]
		}
	}
	return nil
}

func (st *state) clone() (*state, error) {
	b, err := json.Marshal(st)
	if err != nil {
		return nil, err
	}
	var c state
	return &c, json.Unmarshal(b, &c)
}
