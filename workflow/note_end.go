package workflow

// Notes that end a case.

import (
	"strings"
	"time"
)

// SyncedNote is synced: the bot has seen it in the books.
type SyncedNote struct {
	Subject
	Seen
	Cured time.Time `json:"cured,omitzero"`  // an older log entry that is cured by it
	Newer []Finding `json:"newer,omitempty"` // errors that the log says beside it, and that By left at that
	By    string    `json:"by,omitempty"`
}

func (SyncedNote) note() {}

// Words are the whole message.
func (n SyncedNote) Words() Words {
	state := "Synced"
	if n.Syncs == 0 {
		state = "Already in " + n.System.Name()
	}
	return words(n.head(state), n.late(n.Seen), n.booksLine(n.Books), n.cured(), n.newer(), n.logTrouble(), n.end())
}

func (n SyncedNote) cured() string {
	if n.Cured.IsZero() {
		return ""
	}
	return "The " + n.logTime(n.Cured) + " log entry is older than that and is cured."
}

func (n SyncedNote) newer() string {
	var all []string
	for _, f := range n.Newer {
		all = append(all, "The event log also says: "+quote(f.Explanation.Message))
	}
	return lines(all...)
}

func (n SyncedNote) logTrouble() string {
	if n.LogTrouble.Text == "" {
		return ""
	}
	return "I couldn't read the event log: " + lowerFirst(sentence(n.LogTrouble.Text))
}

func (n SyncedNote) end() string {
	if n.Syncs == 0 {
		return "Nothing to sync. Not the one you mean? Compare the total."
	}
	if n.By != "" {
		return "Closed by " + n.By + ". I've stopped following it."
	}
	return upperFirst(countSyncs(n.Syncs)) + ". I've stopped following it."
}

func countSyncs(n int) string { return inWords(n, "sync") }

// inWords counts in words as far as ten: "two syncs".
func inWords(n int, thing string) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	text := plural(n, thing)
	if n < 0 || n >= len(words) {
		return text
	}
	_, thing, _ = strings.Cut(text, " ")
	return words[n] + " " + thing
}

// Actions are those that make sense now.
func (n SyncedNote) Actions() []Action {
	var actions []Action
	if n.Books.URL != "" {
		actions = append(actions, Action{ID: OpenLink, Label: "Open in " + n.System.Name(), URL: n.Books.URL})
	}
	if n.Syncs == 0 {
		return append(actions, Action{ID: Reopen, Label: "That's not it"})
	}
	return append(actions, reopen)
}

// SyncedSaysNote is synced, as a person says.
type SyncedSaysNote struct {
	Subject
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	Books BooksLook `json:"books,omitzero"` // what the bot itself saw last; zero Verdict: it has not looked
}

func (SyncedSaysNote) note() {}

// Words are the whole message.
func (n SyncedSaysNote) Words() Words {
	return words(n.head("Synced, says "+n.By), n.By+" found it at "+n.when(n.At)+". "+n.own(), "I've stopped following it.")
}

// own is what the bot itself can say to it.
func (n SyncedSaysNote) own() string {
	if n.Books.Verdict == "" || n.Books.Verdict == BooksUnknown {
		return "I haven't seen it myself."
	}
	return "What I saw: " + n.booksLine(n.Books)
}

// Actions are those that make sense now.
func (SyncedSaysNote) Actions() []Action { return []Action{reopen} }

// StoppedNote says who stopped the case.
type StoppedNote struct {
	Subject
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Syncs  int       `json:"syncs"`            // syncs that began for it
	Forced bool      `json:"forced,omitempty"` // the bot wanted one forced, and cannot know whether it has begun
}

func (StoppedNote) note() {}

// Words are the whole message.
func (n StoppedNote) Words() Words {
	text := words(n.head("Stopped"), "Stopped by "+n.By+", "+n.when(n.At)+".")
	switch {
	case n.Syncs > 0:
		return text + " A sync that has begun runs on; I won't look at it again."
	case n.Forced:
		return text + " A sync may have begun; I won't look at it."
	}
	return text + Words(" Nothing was changed in Workshop Software or "+n.System.Name()+".")
}

// Actions are those that make sense now.
func (StoppedNote) Actions() []Action { return []Action{reopen} }

// UnansweredNote ends a case that nobody answered.
type UnansweredNote struct {
	Subject
	Verdict Verdict   `json:"verdict"`
	Asked   time.Time `json:"asked,omitzero"` // when the question was first asked, if known
}

func (UnansweredNote) note() {}

// Words are the whole message.
func (n UnansweredNote) Words() Words {
	asked := "Nobody has answered"
	if !n.Asked.IsZero() {
		asked += " since " + day(n.Asked)
	}
	return words(n.head("Stopped, nobody answered"),
		asked+", so I've stopped following "+n.bare()+". The last I knew: "+n.Verdict.words()+".",
		"You can ask again any time.")
}

// Actions are those that make sense now.
func (UnansweredNote) Actions() []Action { return []Action{reopen} }

// UnpostableNote tells the asker alone that the bot may not speak where it was asked.
type UnpostableNote struct {
	Subject
}

func (UnpostableNote) note() {}

// Words are the whole message.
func (n UnpostableNote) Words() Words {
	return words(n.head("I can't post here"), "The chat service refused my message in this channel, so I haven't started anything. Let me write in it, then ask again.")
}

// Actions are none: the case is closed before it began.
func (UnpostableNote) Actions() []Action { return nil }
