// Package workflow is the pure core of syncbot: it decides, and does nothing else. It does no I/O, reads no clock,
// and knows no chat service, no store and no network.
//
// # The tour
//
// A [Case] is one document that somebody asked about. An [Event] is something that happened: a question, a press, a
// reading of the event log, a deadline that has come. [Machine.Step] takes a case and an event and returns the new case,
// the effects that the world owes it, and the answer for the person who acted. The shell (package bot) commits all three
// together and performs the effects only then; each result comes back as another event.
//
// An [Effect] is a value: say this, read the log, look into the books, want a sync. The effects of one case are
// performed in order, one at a time. [Machine.Wants] is asked just before each: an effect that the case has grown out of
// is dropped.
//
// A sync is account-wide, so an [Account] (workshop and accounting system) owns it. Cases wish for one; the account forces
// at most one in Machine.Pause and tells every case that it serves. On the people road somebody presses sync, and one
// press serves all who wait.
//
// A case speaks in its own thread. What it has for other places (those who follow it, the support lead, the list of a
// morning's reminders) it hands over to the [Channel] of the place, so that it never waits for one.
//
// A [Note] is what there is to say: meaning, not layout. Its Text is complete; every platform can fall back to it.
// The root message is not kept anywhere: [Machine.Root] makes it from the case whenever it is shown.
//
// # The phases
//
//	          not there, or people road              account: a sync has begun
//	Opening ───────────────────────────▶ Syncing ─────────────────────────────▶ Waiting
//	   │ already there       (people:) Pressing                                    │ the hour is up,
//	   ▼                               ▲                                           ▼ or new errors
//	Closed ◀── synced, stopped, … ── Asking ◀── errors, not there, can't tell ── Looking
//	                                   └── fixed, sync again: another round ──▶ Syncing, Pressing
//
// # Where things are
//
// machine.go holds the step and its figures; the step_*.go files its parts, by occasion; judge.go the table "What the
// follow-up says"; account_step.go the account, sharing.go what its cases have in common; channel_step.go the channel; note_*.go every word
// that is said to a channel, phone.go what fits one screen, answers.go and step_private.go what is said to one person;
// finding*.go the bridge to package diagnosis; policy.go who may do what. The stories in testdata tell all of it; FuzzMachine holds it to
// its laws.
package workflow
