package discordtest

// Messages as people read them: content and embeds in lines, marks as what they stand for. Buttons are no part of it.

import "strings"

// shown is the message as people read it. The caller holds the mutex, as for all that follows.
func (s *Server) shown(m *Message) string {
	var lines []string
	add := func(line string) {
		if strings.TrimSpace(strings.Trim(line, "\u200b")) != "" {
			lines = append(lines, line)
		}
	}
	add(s.markdown(m.Content))
	for _, e := range m.Embeds {
		if e.Author != nil {
			add(e.Author.Name)
		}
		add(reader{}.read(e.Title))
		add(s.markdown(e.Description))
		for _, f := range e.Fields {
			add(reader{}.read(f.Name))
			add(s.markdown(f.Value))
		}
		if e.Footer != nil {
			add(e.Footer.Text)
		}
	}
	for _, a := range m.Attachments {
		add("(" + a.Name + ")")
	}
	return strings.Join(lines, "\n")
}

// markdown reads a text in which marks are resolved.
func (s *Server) markdown(text string) string { return reader{s.mark}.read(text) }
