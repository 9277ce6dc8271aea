package workflow

// How a verdict is called inside a sentence.

// words is a verdict inside a sentence.
func (v Verdict) words() string {
	switch v {
	case Synced, AlreadyThere:
		return "synced"
	case SyncedSays:
		return "synced, as a person says"
	case ErrorsFound:
		return "errors found"
	case ThereNewerError:
		return "there, but the log has a newer error"
	case ThereNotSettled:
		return "there, not settled"
	case LogWanted:
		return "time to read the event log"
	case NotThereYet:
		return "not there yet"
	case NothingSyncs:
		return "nothing comes across"
	case NotConfirmed:
		return "no error, not confirmed"
	case CouldNotTell:
		return "couldn't tell"
	case NotProcessed:
		return "not processed yet"
	case SyncNotStarted:
		return "sync not started"
	case Escalated:
		return "three rounds, not synced"
	case Stopped:
		return "stopped"
	case Unanswered:
		return "stopped, nobody answered"
	default:
		return "waiting for somebody to press sync"
	}
}
