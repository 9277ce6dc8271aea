package discordtest_test

// What threads and forum posts promise.

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"syncbot/bot/discord/discordtest"
)

func threadsOf(channel, message string) string {
	return messagesOf(channel) + "/" + message + "/threads"
}

// thread begins a thread on a message of the bot and gives its id, which is that of the message.
func (r *rig) thread() string {
	r.t.Helper()
	root := r.post(r.ch, text("root"))
	return r.ok("POST", threadsOf(r.ch, root), `{"name":"case 1","auto_archive_duration":1440,"invitable":false}`)["id"].(string)
}

func TestThreadHasTheIDOfItsMessage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.thread()
		if root := r.Messages(r.ch)[0].ID; id != root {
			t.Errorf("the thread of %s is %s", root, id)
		}
		r.refused(400, 160004, "POST", threadsOf(r.ch, id), `{"name":"again"}`)
		r.post(id, text("in it"))
		got := r.Thread(id)
		if len(got) != 1 || got[0].Channel != r.ch || got[0].Thread != id || len(r.Messages(r.ch)) != 1 {
			t.Errorf("the thread as people see it: %+v", got)
		}
		list := r.call("GET", messagesOf(id), "").List
		if len(list) != 2 || list[1].(object)["type"] != 21.0 {
			t.Errorf("over REST a thread begins with what stands for its message: %v", list)
		}
		info, _ := r.ThreadInfo(id)
		if diff := cmp.Diff([]any{"case 1", r.ch, 1440}, []any{info.Name, info.Parent, info.AutoArchive}); diff != "" {
			t.Error(diff)
		}
		if got := r.ok("GET", "/channels/"+id, ""); got["type"] != 11.0 || got["parent_id"] != r.ch {
			t.Errorf("the thread as a channel: %v", got)
		}
	})
}

func TestThreadsAreChecked(t *testing.T) {
	inBubble(t, func(_ *testing.T, r *rig) {
		root := r.post(r.ch, text("root"))
		r.refused(400, 50035, "POST", threadsOf(r.ch, root), `{"name":""}`)
		r.refused(400, 50035, "POST", threadsOf(r.ch, root), `{"name":"x","auto_archive_duration":1441}`)
		r.refused(404, 10008, "POST", threadsOf(r.ch, "1"), `{"name":"x"}`)
		r.Permit(r.ch, 0, discordtest.CreatePublicThreads)
		r.refused(403, 50013, "POST", threadsOf(r.ch, root), `{"name":"x"}`)
	})
}

func TestThreadWithoutMessage(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.ok("POST", "/channels/"+r.ch+"/threads", `{"name":"alone","type":11}`)["id"].(string)
		if got := r.Messages(r.ch); len(got) != 0 {
			t.Errorf("in the channel stands %v", got)
		}
		if diff := cmp.Diff([]string{id}, r.Threads(r.ch)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestForumPost(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.refused(400, 50008, "POST", messagesOf(r.forum), text("x"))
		r.refused(400, 50035, "POST", "/channels/"+r.forum+"/threads", `{"name":"n"}`)
		got := r.ok("POST", "/channels/"+r.forum+"/threads", `{"name":"case 1","message":`+text("root")+`}`)
		id := got["id"].(string)
		if first := r.Thread(id); len(first) != 1 || first[0].ID != id || first[0].Reads != "root" || first[0].Channel != r.forum {
			t.Errorf("in the post stands %+v", first)
		}
		if got["message"].(object)["id"] != id {
			t.Errorf("the answer is %v", got)
		}
	})
}

func TestArchivedThread(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.thread()
		said := messagesOf(id) + "/" + r.post(id, text("before"))
		if got := r.ok("PATCH", "/channels/"+id, `{"archived":true}`); got["thread_metadata"].(object)["archived"] != true {
			t.Errorf("the thread is %v", got)
		}
		r.refused(400, 50083, "PATCH", said, text("after"))
		r.refused(400, 50083, "DELETE", said, "")
		r.refused(400, 50083, "PATCH", "/channels/"+id, `{"name":"other"}`)
		r.refused(400, 50083, "PATCH", "/channels/"+id, `{"archived":true}`)
		r.post(id, text("wakes it"))
		if info, _ := r.ThreadInfo(id); info.Archived {
			t.Error("a post does not wake the thread")
		}
		time.Sleep(24 * time.Hour)
		if info, _ := r.ThreadInfo(id); !info.Archived {
			t.Error("a thread where nobody writes is not archived")
		}
		r.ok("PATCH", "/channels/"+id, `{"archived":false}`)
	})
}

func TestLockedThread(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		id := r.thread()
		r.refused(403, 50013, "PATCH", "/channels/"+id, `{"locked":true}`)
		r.Lock(id)
		r.refused(400, 160005, "POST", messagesOf(id), text("x"))
		r.refused(403, 50013, "PATCH", "/channels/"+id, `{"archived":false}`)
		r.Permit(r.ch, discordtest.ManageThreads, 0)
		r.post(id, text("x"))
		if info, _ := r.ThreadInfo(id); info.Archived || !info.Locked {
			t.Errorf("the thread is %+v", info)
		}
	})
}

func TestThreadOfSomebodyElse(t *testing.T) {
	inBubble(t, func(_ *testing.T, r *rig) {
		id := r.AddThread(r.ch, "theirs", r.kim)
		r.post(id, text("x"))
		r.refused(403, 50013, "PATCH", "/channels/"+id, `{"archived":true}`)
		r.Archive(id)
		r.ok("PATCH", "/channels/"+id, `{"archived":false}`)
	})
}

func TestFewNewNames(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		path := "/channels/" + r.thread()
		r.ok("PATCH", path, `{"name":"a"}`)
		r.ok("PATCH", path, `{"name":"b"}`)
		if a := r.call("PATCH", path, `{"name":"c"}`); a.Status != 429 {
			t.Errorf("a third name within ten minutes gives %d", a.Status)
		}
	})
}
