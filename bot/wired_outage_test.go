package bot_test

// A chat service, the network or a token goes in the middle of a story: the bot ends where it should, and its status said so
// meanwhile.

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/chat"
)

// outage is there when the follow-up of a story is due.
type outage[S wiredService] struct {
	in         func(door) setting
	doors      []door
	begin, end func(S)
	before     time.Duration // how long before that time it begins
	lasts      time.Duration
	says       map[door]string // the status just before its end; a door without an entry need not notice
	mended     time.Duration   // after its end, until the status is well again
}

// inTheMiddle tells the gateway's story by each door, through the outage. It ends as it does without.
func (o outage[S]) inTheMiddle(t *testing.T) {
	for _, by := range o.doors {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			s := stories[0]
			want, _, _ := s.live(t, o.in(by), 0, 0)
			synctest.Test(t, func(t *testing.T) {
				w := o.in(by)(t, s.road)
				stop := w.keepAlive(&fuse{})
				over := make(chan struct{})
				go func() { defer close(over); o.happen(w, by) }()
				s.tell(w)
				<-over
				if diff := cmp.Diff(want, w.judge(s)); diff != "" {
					t.Errorf("the ending (-want +got):\n%s\n%s", diff, w.near)
				}
				if err := stop(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// happen lets the outage come and go.
func (o outage[S]) happen(w *world, by door) {
	time.Sleep(hour - o.before)
	s := w.near.(S)
	o.begin(s)
	time.Sleep(o.lasts)
	if is := s.status(); o.says[by] != "" && (is.Well || !strings.Contains(is.Text, o.says[by])) {
		w.t.Errorf("the status is %+v, want it not well, with %q in it", is, o.says[by])
	}
	o.end(s)
	time.Sleep(o.mended)
	w.wantWell(s.status())
}

func (w *world) wantWell(is chat.Status) {
	w.t.Helper()
	if !is.Well || !strings.HasPrefix(is.Text, "connected since") && !strings.HasPrefix(is.Text, "taking ") {
		w.t.Errorf("the status is %+v, want it well", is)
	}
}
