// Package checkup is what a doctor finds: what a bot needs of a chat service, checked one by one, each answer with what to do
// about it.
package checkup

// State is how a check ended.
type State string

// How checks end.
const (
	OK        State = "ok"
	Wrong     State = "wrong"
	Unchecked State = "unchecked" // nobody knows: something before it is wrong, or the service gave no answer
)

// Finding is what one check found, in sentences without markup or secrets. Names in it are as the service gave them.
type Finding struct {
	Check  string // what was looked at: "bot token", "channel C0123"
	State  State
	Says   string
	Remedy string // what to do; empty: nothing
}
