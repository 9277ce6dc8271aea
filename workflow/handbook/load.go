package handbook

// Loading reads the data file. Each mistake in it is told as a sentence.

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// bookData is the form of the file.
type bookData struct {
	Small  []string    `yaml:"small"` // words that say nothing, in any question
	Topics []topicData `yaml:"topics"`
}

type topicData struct {
	Name  string   `yaml:"name"`
	Title string   `yaml:"title"`
	Asked []string `yaml:"asked"` // how people ask for it; its name counts, too
	About []string `yaml:"about"` // words that may stand beside that and change nothing
	Text  string   `yaml:"text"`  // for a workshop
	Desk  string   `yaml:"desk"`  // for a support desk
}

// load reads the file strictly: a field that is not known is a mistake.
func load(text []byte) (book, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var form bookData
	if err := decoder.Decode(&form); err != nil {
		return book{}, fmt.Errorf("handbook.yaml: not the form of the file: %w", err)
	}
	b := book{small: form.Small}
	for _, d := range form.Topics {
		if err := b.add(d); err != nil {
			return book{}, fmt.Errorf("handbook.yaml: topic %q: %w", d.Name, err)
		}
	}
	return b, nil
}

// add teaches the book a topic and the ways to ask for it.
func (b *book) add(d topicData) error {
	if d.Name == "" || d.Title == "" || d.Text == "" || d.Desk == "" {
		return fmt.Errorf("it needs a name, a title, a text and a desk")
	}
	b.topics = append(b.topics, Topic{Name: d.Name, Title: d.Title, Text: d.Text, Desk: d.Desk})
	for _, asked := range append([]string{d.Name}, d.Asked...) {
		words := b.words(asked)
		if len(words) == 0 {
			return fmt.Errorf("%q holds only small words, so it would be found in everything", asked)
		}
		if i := slices.IndexFunc(b.questions, func(q question) bool { return slices.Equal(q.words, words) }); i >= 0 {
			return fmt.Errorf("%q asks for topic %q already; keep it once", asked, b.topics[b.questions[i].topic].Name)
		}
		b.questions = append(b.questions, question{len(b.topics) - 1, words, d.About})
	}
	return nil
}
