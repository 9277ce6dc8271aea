package chat

// Suggestions for what somebody is typing into a command, on services that show some.

import "context"

// Field is what is being typed.
type Field string

// The fields with suggestions.
const (
	FieldNumber   Field = "number"   // of documents that are followed, or that the person asked about lately; the last, where several are typed
	FieldFollowed Field = "followed" // numbers of documents that are followed
	FieldWorkshop Field = "workshop" // that may be asked about there
)

// Suggestion is something that could be meant.
type Suggestion struct {
	Label string // as people read it: "641 · 1 error found"
	Value string // as a command says it: "641", "payment 641", "northside"
}

// Suggest gives what typed could become, the likeliest first, at most most. r is made as for a deed, without Key, Text and Press.
// It commits nothing.
type Suggest func(ctx context.Context, r Request, about Field, typed string, most int) ([]Suggestion, error)
