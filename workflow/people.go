package workflow

// WorkshopID names one workshop (a tenant). The key of every record begins with it; channels and persons belong to none.
type WorkshopID string

// System names an accounting system.
type System string

// The accounting systems that Workshop Software copies to.
const (
	Xero       System = "xero"
	MYOB       System = "myob"
	QuickBooks System = "quickbooks"
)

// Systems are all of them.
var Systems = []System{Xero, MYOB, QuickBooks}

// Name is the system's name as people write it.
func (s System) Name() string {
	switch s {
	case Xero:
		return "Xero"
	case MYOB:
		return "MYOB"
	case QuickBooks:
		return "QuickBooks"
	default:
		return "the accounting system"
	}
}

// Ref is an opaque reference of a chat service to a channel, a thread, a message or a command's reply.
// Only the platform that made it can read it.
type Ref string

// UserID is a chat service's own id of a person. It is the only thing that can mention.
type UserID string

// User is a person on a chat service. Name is for reading only; where an ID is compared, the platform is that of the place.
type User struct {
	ID   UserID `json:"id"`
	Name string `json:"name"`
}

// Place is where somebody spoke to the bot. Thread is empty in the channel itself.
type Place struct {
	Platform string `json:"platform"`
	Channel  Ref    `json:"channel"`
	Thread   Ref    `json:"thread,omitempty"`
}

// MessageRef is a message that stands on a chat service. The zero MessageRef is none.
type MessageRef struct {
	Place Place `json:"place"`
	Ref   Ref   `json:"ref"`
}

// CaseID names a case; it is unique across workshops, at most 12 characters of a-z and 0-9.
type CaseID string

// CaseRef addresses a case.
type CaseRef struct {
	Workshop WorkshopID `json:"workshop"`
	ID       CaseID     `json:"id"`
}
