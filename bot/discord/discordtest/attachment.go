package discordtest

// Files that come with messages and commands.

import (
	"fmt"
	"net/http"
	"net/url"
)

// File is a file that somebody sends along.
type File struct {
	Name        string
	ContentType string // text/plain; charset=utf-8 where it is empty
	Content     []byte
}

// Attachment is a file as it hangs on a message or a command, as REST and events show it.
type Attachment struct {
	ID          string `json:"id"`
	Name        string `json:"filename"`
	ContentType string `json:"content_type"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
}

// keep keeps a file, to be fetched from its address. The caller holds the mutex.
func (s *Server) keep(c *channel, f File) Attachment {
	if f.ContentType == "" {
		f.ContentType = "text/plain; charset=utf-8"
	}
	id := s.nextID()
	path := fmt.Sprintf("/attachments/%s/%s/%s", c.ID, id, url.PathEscape(f.Name))
	s.files[id] = f
	return Attachment{
		ID: id, Name: f.Name, ContentType: f.ContentType, Size: len(f.Content), URL: s.Base() + path, ProxyURL: s.Base() + path,
	}
}

func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f, known := s.files[r.PathValue("id")]
	s.mu.Unlock()
	if !known {
		http.Error(w, "This content is no longer available.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", f.ContentType)
	_, _ = w.Write(f.Content)
}
