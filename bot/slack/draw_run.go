package slack

// A run: rich text that is still growing.

import (
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// run is a piece of a line, or several lines: the elements of one rich_text block.
type run struct {
	kind  workflow.SpanKind // Quoted: one message of the log; Copied: lines to copy; else Said
	parts []slack.RichTextSectionElement
	size  int // characters of them
	lines int // lines that end in it
	ends  int // of those, how many have ended since its last part
}

// add puts an element of so many characters behind the others; plain text joins plain text.
func (r *run) add(e slack.RichTextSectionElement, size int) {
	r.size += size
	if last, more := len(r.parts)-1, unstyled(e); last >= 0 && more != "" {
		if text := unstyled(r.parts[last]); text != "" {
			r.parts[last] = slack.NewRichTextSectionTextElement(text+more, nil)
			return
		}
	}
	r.parts = append(r.parts, e)
}

// unstyled is the text of an element that is only that.
func unstyled(e slack.RichTextSectionElement) string {
	if t, ok := e.(*slack.RichTextSectionTextElement); ok && t.Style == nil {
		return t.Text
	}
	return ""
}

func (r *run) text(text string, bold bool) {
	if text == "" {
		return
	}
	r.add(slack.NewRichTextSectionTextElement(text, weight(bold)), chars.Length(text))
}

func weight(bold bool) *slack.RichTextSectionTextStyle {
	if !bold {
		return nil
	}
	return &slack.RichTextSectionTextStyle{Bold: true}
}

// richText is the block of a run.
func richText(r *run) slack.Block {
	if r.kind != workflow.Said {
		return slack.NewRichTextBlock("", &slack.RichTextPreformatted{Type: slack.RTEPreformatted, Elements: r.parts})
	}
	return slack.NewRichTextBlock("", slack.NewRichTextSection(r.parts...))
}

// takes says whether next may stand in the same block: a message of the log stands alone, an empty line anywhere.
func (r *run) takes(next *run) bool {
	if len(r.parts) == 0 || len(next.parts) == 0 {
		return true
	}
	return r.kind == next.kind && r.kind != workflow.Quoted
}

// end ends the line.
func (r *run) end() { r.lines, r.ends = r.lines+1, r.ends+1 }

// join puts next behind what is there: on a new line where one has ended.
func (r *run) join(next *run) {
	if len(next.parts) > 0 {
		if len(r.parts) > 0 {
			r.text(strings.Repeat("\n", r.ends), false)
		}
		r.ends, r.kind = 0, next.kind
	}
	for _, e := range next.parts {
		r.add(e, 0)
	}
	r.size += next.size
	r.lines, r.ends = r.lines+next.lines, r.ends+next.ends
}

// dates are how a time is shown in the reader's zone: https://docs.slack.dev/reference/block-kit/block-elements/date-element.
// The forms with "today" and "tomorrow" do not fit into our sentences: "I'll be back at tomorrow".
var dates = map[workflow.SpanKind]string{
	workflow.Clock:    "{time}",
	workflow.Seconds:  "{time_secs}",
	workflow.DateTime: "{date}, {time}",
}

// span adds a span, bold where it is a label or a menu, or where all is bold.
func (r *run) span(s workflow.Span, bold bool) {
	s.Text = chars.Visible(s.Text)
	format, isTime := dates[s.Kind]
	switch {
	case isTime:
		date := slack.NewRichTextSectionDateElement(s.At.Unix(), format, nil, &s.Text)
		date.Style = weight(bold)
		r.add(date, chars.Length(s.Text)+chars.Length(format))
	case s.Kind == workflow.Link && leadsOn(s.URL):
		r.add(slack.NewRichTextSectionLinkElement(s.URL, s.Text, weight(bold)), chars.Length(s.Text)+chars.Length(s.URL))
	default:
		r.text(s.Text, bold || s.Kind == workflow.Label || s.Kind == workflow.Menu)
	}
}
