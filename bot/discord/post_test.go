package discord

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"syncbot/bot/chat"
	"syncbot/bot/discord/discordtest"
	"syncbot/workflow"
)

func TestWhereMessagesLand(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		if threads := r.Threads(r.support); len(threads) != 0 {
			t.Errorf("a root alone begins the threads %q", threads)
		}
		reply := r.post(r.under(root, "k2", "641 · 1 error found"))
		place := r.root("k3", "641 · Synced")
		place.To, place.Place.Thread = workflow.ToPlace, root.Thread
		below := r.post(place)
		place.Key, place.Place.Thread = "k4", ""
		beside := r.post(place)
		owner := r.post(r.toOwner("k5", "641 · Still waiting"))

		if root.Thread != root.Ref || reply.Thread != root.Ref || below.Thread != root.Ref || beside.Thread != beside.Ref || owner.Thread != owner.Ref {
			t.Errorf("threads: root %+v, reply %+v, below %+v, beside %+v, owner %+v", root, reply, below, beside, owner)
		}
		if ids := idsOf(r.Thread(string(root.Ref))); !strings.HasSuffix(strings.Join(ids, " "), string(reply.Ref)+" "+string(below.Ref)) {
			t.Errorf("in the thread stand %q:\n%s", ids, r)
		}
		if ids := idsOf(r.Messages(r.DirectChannel(r.kim))); len(ids) != 1 || ids[0] != string(owner.Ref) {
			t.Errorf("kim reads %q", ids)
		}
	})
}

func idsOf(all []discordtest.Message) []string {
	var ids []string
	for _, m := range all {
		ids = append(ids, m.ID)
	}
	return ids
}

// Where somebody asked in a thread or a forum post, the root stands there, and the story goes on there.
func TestRootsInThreads(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		forum := r.AddChannel(discordtest.Channel{Name: "help", Kind: discordtest.Forum})
		thread, post := r.AddThread(r.support, "INV-641?", r.kim), r.AddPost(forum, "INV-641?", r.kim, "It isn't in Xero.")
		for key, at := range map[string]workflow.Place{"k1": placeOf(r.support, thread), "k2": placeOf(forum, post)} {
			m := r.root(key, "641 · Opened")
			m.Place = at
			root := r.post(m)
			next := r.under(root, key+".1", "641 · Synced")
			next.Place = at
			if reply := r.post(next); root.Thread != at.Thread || reply.Thread != at.Thread {
				t.Errorf("asked in %s: root %+v, reply %+v", at.Thread, root, reply)
			}
			m.Note = plainNote{words: "641 · Waiting"}
			if err := r.bot.Show(t.Context(), root.Ref, m); err != nil {
				t.Errorf("asked in %s: Show: %v", at.Thread, err)
			}
			if read := r.readIn(string(at.Thread)); !strings.Contains(read, "641 · Waiting") || !strings.Contains(read, "641 · Synced") {
				t.Errorf("asked in %s, people read there:\n%s", at.Thread, read)
			}
		}
	})
}

// readIn is what people read in a thread.
func (r *rig) readIn(thread string) string {
	var all []string
	for _, m := range r.Thread(thread) {
		all = append(all, m.Reads)
	}
	return strings.Join(all, "\n")
}

// Where that thread is gone, the root stands in the channel; a forum has no room for it.
func TestRootsWhoseThreadIsGone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		forum := r.AddChannel(discordtest.Channel{Name: "help", Kind: discordtest.Forum})
		thread, post := r.AddThread(r.support, "INV-641?", r.kim), r.AddPost(forum, "INV-641?", r.kim, "It isn't in Xero.")
		r.DeleteChannel(thread)
		r.DeleteChannel(post)
		m := r.root("k1", "641 · Opened")
		m.Place.Thread = workflow.Ref(thread)
		if p := r.post(m); p.Thread != p.Ref {
			t.Errorf("it stands in the thread %s, which is gone", p.Thread)
		}
		if p, found := r.find(m); !found || p.Thread != p.Ref {
			t.Errorf("it was found at %+v: %v", p, found)
		}
		m.Key, m.Place = "k2", placeOf(forum, post)
		if _, err := r.bot.Post(t.Context(), m); meaning(err) != "refused" || !strings.Contains(err.Error(), "ask in one of its posts") {
			t.Errorf("in a forum: %v", err)
		}
	})
}

// The thread of a case is called by its number, and is begun once, whoever is first.
func TestThreadsAreBegunWithTheirFirstPost(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "INV-641 · Opened"))
		r.NextOf(discordtest.StartThread, discordtest.DoneButHTTPError(500))
		m := r.under(root, "k2", "INV-641 · 1 error found")
		if _, err := r.bot.Post(t.Context(), m); meaning(err) != "later 0s" {
			t.Errorf("nobody knows whether the thread has begun, but the post has not gone out: %v", err)
		}
		r.post(m)
		if thread, ok := r.ThreadInfo(string(root.Ref)); !ok || thread.Name != "INV-641" || thread.AutoArchive != archiveAfter {
			t.Errorf("the thread is %+v", thread)
		}
		another := r.newBot()
		if _, err := another.Post(t.Context(), r.under(root, "k3", "INV-641 · Synced")); err != nil {
			t.Error(err)
		}
		if n := len(r.Calls(discordtest.StartThread)); n != 1 {
			t.Errorf("it was begun %d times", n)
		}
	})
}

func TestAThreadThatIsBegunMeanwhileIsAsGood(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "INV-641 · Opened"))
		r.NextOf(discordtest.PostMessage, discordtest.Refuse(404, codeUnknownChannel, "Unknown Channel"))
		r.NextOf(discordtest.StartThread, discordtest.Refuse(400, codeThreadBegun, "A thread has already been created for this message"))
		r.post(r.under(r.begun(root), "k3", "INV-641 · Synced"))
	})
}

// begun is a root whose thread has begun.
func (r *rig) begun(root chat.Posted) chat.Posted {
	r.t.Helper()
	if err := r.newBot().begin(r.t.Context(), spot{channel: r.support, thread: string(root.Ref)}, "INV-641"); err != nil {
		r.t.Fatal(err)
	}
	return root
}

// One key is one message, while Discord keeps it; and the request says it in Discord's words.
func TestKeysAreHonoured(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened")
		r.Next(discordtest.LoseAnswer())
		if _, err := r.bot.Post(t.Context(), m); meaning(err) != "in doubt" {
			t.Errorf("the answer was lost: %v", err)
		}
		time.Sleep(r.bot.Traits().HonoursKeys - time.Second)
		first := r.post(m)
		if again := r.post(m); again != first || len(r.Messages(r.support)) != 1 {
			t.Errorf("posted at %+v and %+v:\n%s", first, again, r)
		}
		var sent struct {
			Nonce   string `json:"nonce"`
			Enforce bool   `json:"enforce_nonce"`
		}
		if err := json.Unmarshal(r.Calls(discordtest.PostMessage)[0].Body, &sent); err != nil || sent.Nonce != "k1" || !sent.Enforce {
			t.Errorf("it was sent with %+v, %v", sent, err)
		}
	})
}

func TestShowReplacesEverythingButTheKey(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		m := r.root("k1", "641 · Opened\nStop it here.")
		m.Note = saysThis{say: "641 · Opened", actions: []workflow.Action{{ID: workflow.Stop, Label: "Stop following"}}}
		p := r.post(m)
		m.Note = plainNote{words: "641 · Waiting"}
		if err := r.bot.Show(t.Context(), p.Ref, m); err != nil {
			t.Fatal(err)
		}
		got := r.Messages(r.support)[0]
		if !strings.Contains(got.Reads, "641 · Waiting") || strings.Contains(got.Reads, "Opened") || len(got.Buttons()) != 0 {
			t.Errorf("after the edit people read %q with %v", got.Reads, got.Buttons())
		}
		if _, found := r.find(m); !found {
			t.Error("after the edit it is not found any more")
		}
	})
}

func TestShowRefuses(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		gone := r.post(r.root("k1", "641 · Opened"))
		r.Delete(r.support, string(gone.Ref))
		mine := r.Say(r.kim, r.support, "mine")
		for name, ref := range map[string]workflow.Ref{"gone": gone.Ref, "kim's": workflow.Ref(mine), "no id": "../../x"} {
			if err := r.bot.Show(t.Context(), ref, r.root("k2", "641 · Waiting")); meaning(err) != "refused" {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

func TestWhatCannotBePostedIsRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		root := r.post(r.root("k1", "641 · Opened"))
		all := map[string]chat.Message{}
		add := func(name string, change func(*chat.Message)) {
			m := r.root("k2", "x")
			change(&m)
			all[name] = m
		}
		add("may not write", func(m *chat.Message) { m.Place.Channel = workflow.Ref(r.closed) })
		add("no such channel", func(m *chat.Message) { m.Place.Channel = "1100000000000099999" })
		add("no id", func(m *chat.Message) { m.Place.Channel = "1/../2" })
		add("no id of a thread", func(m *chat.Message) { m.Place.Thread = "1/../2" })
		add("no thread", func(m *chat.Message) { m.To = workflow.ToThread })
		add("another platform", func(m *chat.Message) { m.Place.Platform = "slack" })
		add("nobody", func(m *chat.Message) { m.To = workflow.ToOwner })
		add("a stranger", func(m *chat.Message) { m.To, m.Person = workflow.ToOwner, "1100000000000088888" })
		add("no reply", func(m *chat.Message) { m.To = workflow.ToReply })
		r.Delete(r.support, string(root.Ref))
		add("the root is gone", func(m *chat.Message) { m.To, m.Place.Thread = workflow.ToThread, root.Thread })
		for name, m := range all {
			if p, err := r.bot.Post(t.Context(), m); meaning(err) != "refused" {
				t.Errorf("%s: %+v, %v", name, p, err)
			}
		}
		if all := r.Messages(r.support); len(all) != 0 {
			t.Errorf("refused and posted all the same:\n%s", r)
		}
	})
}

// A person who takes no direct messages is told of that by the sentence.
func TestClosedDirectMessages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.CloseDirect(r.kim)
		if _, err := r.bot.Post(t.Context(), r.toOwner("k1", "641 · Opened")); meaning(err) != "refused" || !strings.Contains(err.Error(), "takes no direct messages") {
			t.Errorf("%v", err)
		}
	})
}

// A link to a message of the bot's leads to the server, the channel or thread, and the message; what the bot cannot see is named.
func TestLinksLeadToMessages(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		hidden := r.AddChannel(discordtest.Channel{Name: "hidden", Kind: discordtest.Text, Hidden: true})
		m := r.root("k1", "2 documents waiting for you")
		m.Note = saysThis{say: "2 documents waiting for you", actions: []workflow.Action{
			{ID: workflow.OpenMessage, Label: "641", Message: workflow.MessageRef{Place: placeOf(r.support, ""), Ref: "7"}},
			{ID: workflow.OpenMessage, Label: "642", Message: workflow.MessageRef{Place: placeOf(hidden, ""), Ref: "8"}},
		}}
		r.post(m)
		got := r.Messages(r.support)[0]
		if b := got.Buttons(); len(b) != 1 || b[0].Label != "641" || b[0].URL != "https://discord.com/channels/"+discordtest.Guild+"/"+r.support+"/7" {
			t.Errorf("the buttons are %+v", b)
		}
		if !strings.Contains(got.Reads, "On Discord: 642") {
			t.Errorf("people read %q", got.Reads)
		}
	})
}
