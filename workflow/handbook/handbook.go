// Package handbook answers the questions that Workshop Software's article about syncing answers beside its procedure:
// how to undo a change, what to do when nothing works, how to disconnect. The answers are data (handbook.yaml).
package handbook

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Topic is a question with its answers. All texts are plain sentences, a thought a line, short enough for a phone:
// the title and either answer together take at most 12 lines of 45 characters.
type Topic struct {
	Name  string // as typed after help: "undo"
	Title string // "Undo a change to an invoice"
	Text  string // the answer for a workshop
	Desk  string // the answer for a support desk, which speaks of the workshop and is support itself
}

// Topics are all topics, in the file's order. The slice is the caller's own.
func Topics() []Topic { return slices.Clone(read().topics) }

// Find gives the topic that was asked for: by its name or in other words. Letter case, punctuation, small words and
// the order of the words don't matter; one word that the topic has nothing to do with, and nothing is found.
func Find(words string) (Topic, bool) { return read().find(words) }

//go:embed handbook.yaml
var data []byte

// read is the embedded handbook, read once. A test proves that it loads; were it otherwise, it would have no topics.
var read = sync.OnceValue(func() book {
	b, err := load(data)
	if err != nil {
		return book{}
	}
	return b
})

// book is the handbook, ready to be asked.
type book struct {
	topics    []Topic
	small     []string // words that say nothing
	questions []question
}

// question is one way to ask for a topic.
type question struct {
	topic int
	words []string // all of them are in it
	about []string // these may be in it, too
}

func (b book) find(text string) (Topic, bool) {
	typed := b.words(text)
	for _, q := range b.questions {
		if q.isAsked(typed) {
			return b.topics[q.topic], true
		}
	}
	return Topic{}, false
}

func (q question) isAsked(typed []string) bool {
	for _, w := range q.words {
		if !slices.Contains(typed, w) {
			return false
		}
	}
	for _, w := range typed {
		if !slices.Contains(q.words, w) && !slices.Contains(q.about, w) {
			return false
		}
	}
	return true
}

// words are the words of a text that say something: in lower case, in alphabetical order, each once.
func (b book) words(text string) []string {
	all := strings.FieldsFunc(strings.ToLower(strings.Map(dropMarks, text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	all = slices.DeleteFunc(all, func(w string) bool { return slices.Contains(b.small, w) })
	slices.Sort(all)
	return slices.Compact(all)
}

// dropMarks drops what people leave out inside a word, or don't see: "isn't", "isn’t" and "isnt" are one.
func dropMarks(r rune) rune {
	if strings.ContainsRune("'’‘ʼ`´", r) || unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
