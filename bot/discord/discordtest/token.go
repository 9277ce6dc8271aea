package discordtest

// Whether the bot's token is good.

// Break makes a token good for nothing: REST answers 401, the gateway closes with 4004. Mend ends it.
func (s *Server) Break(token string) { s.setBroken(token, true) }

// Mend ends Break.
func (s *Server) Mend(token string) { s.setBroken(token, false) }

func (s *Server) setBroken(token string, broken bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken[token] = broken
}

// good says whether the token is the bot's and not broken. The caller holds the mutex, as for all that follows.
func (s *Server) good(token string) bool { return token == BotToken && !s.broken[token] }

// admits says whether a header of authorization is good.
func (s *Server) admits(header string) bool { return header == "Bot "+BotToken && s.good(BotToken) }
