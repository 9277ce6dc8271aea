package workflow

import (
	"testing"
	"time"
)

// The table "What the follow-up says", row by row.
func TestJudge(t *testing.T) {
	for _, row := range []struct {
		says string
		e    evidence
		want Verdict
	}{
		{"no error, document is there", evidence{books: present}, Synced},
		{"errors, there", evidence{books: present, errors: true}, ThereNewerError},
		{"log unreadable, there", evidence{books: present, noLog: true}, Synced},
		{"no error, there but not settled", evidence{books: unsettled}, ThereNotSettled},
		{"errors, there but not settled", evidence{books: unsettled, errors: true}, ThereNotSettled},
		{"log unreadable, there but not settled", evidence{books: unsettled, noLog: true}, ThereNotSettled},
		{"errors, not there", evidence{books: absent, errors: true}, ErrorsFound},
		{"errors, could not check", evidence{books: cannotSay, errors: true}, ErrorsFound},
		{"errors in an old log, not there", evidence{books: absent, errors: true, noLog: true}, ErrorsFound},
		{"no error, not there", evidence{books: absent}, NotThereYet},
		{"no error, could not check", evidence{books: cannotSay}, NotConfirmed},
		{"log unreadable, not there", evidence{books: absent, noLog: true}, CouldNotTell},
		{"log unreadable, could not check", evidence{books: cannotSay, noLog: true}, CouldNotTell},
		{"not processed, not there", evidence{books: absent, notProcessed: true}, NotProcessed},
		{"not processed, there", evidence{books: present, notProcessed: true}, Synced},
	} {
		if got := judge(row.e); got != row.want {
			t.Errorf("%s: %s, want %s", row.says, got, row.want)
		}
	}
}

// "Could not check" is never "not synced", and a payment is not its invoice.
func TestPresence(t *testing.T) {
	invoice, payment := Document{Kind: Invoice, Number: "641"}, Document{Kind: Payment, Number: "641"}
	for _, row := range []struct {
		d    Document
		v    BooksVerdict
		want presence
	}{
		{invoice, ArrivedPaid, present}, {invoice, ArrivedPartPaid, present}, {invoice, ArrivedUnpaid, present},
		{payment, ArrivedPaid, present}, {payment, ArrivedPartPaid, unsettled}, {payment, ArrivedUnpaid, absent},
		{invoice, ArrivedNotPosted, unsettled}, {invoice, ArrivedVoid, unsettled}, {invoice, Several, unsettled},
		{invoice, NotFound, absent}, {payment, NotFound, absent}, {invoice, BooksUnknown, cannotSay}, {invoice, "something new", cannotSay},
	} {
		if got := presenceOf(row.d, BooksLook{Verdict: row.v}); got != row.want {
			t.Errorf("%s, %s: %d, want %d", row.d.Kind, row.v, got, row.want)
		}
	}
	if (Case{Doc: invoice}).presence() != cannotSay {
		t.Error("books that were never looked into say something")
	}
}

// Since the sync: later than the moment that the bot asked for it, 15 minutes before a stated time, two before a forced one.
func TestSinceTheSync(t *testing.T) {
	asked := time.Date(2026, 11, 24, 10, 4, 30, 0, time.UTC)
	dave := User{ID: "U1", Name: "Dave"}
	for _, row := range []struct {
		says string
		c    Case
		want string
	}{
		{"forced", Case{Sync: Sync{Asked: asked, Started: asked.Add(time.Minute)}}, "10:02"},
		{"pressed", Case{Needs: asked, Sync: Sync{Asked: asked.Add(6 * time.Minute), Started: asked.Add(6 * time.Minute), By: dave}}, "10:04"},
		{"stated", Case{Needs: asked, Sync: Sync{Started: asked.Add(16 * time.Minute), By: dave, Stated: true}}, "10:05"},
	} {
		if got := row.c.cutoff().Format("15:04"); got != row.want {
			t.Errorf("%s: %s, want %s", row.says, got, row.want)
		}
	}
}
