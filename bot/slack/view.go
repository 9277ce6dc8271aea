package slack

// Modals: what a button asks to be typed, and the form of /syncstatus without words.

import (
	"github.com/slack-go/slack"

	"syncbot/workflow"
)

// Callback ids of the modals.
const (
	answerCallback = "answer"
	inputCallback  = "input"
	askCallback    = "ask"
)

// botTitle is the title of modals that have no better.
const botTitle = "Sync status"

// inputID is block_id and action_id of what is typed for a button.
const inputID = "typed"

func modal(callback, title, meta string, blocks []slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: callback, PrivateMetadata: meta,
		Title: plainText(title, maxTitle), Close: plainText("Close", maxTitle), Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// questions are what a modal asks for each kind of input, and what helps to answer.
var questions = map[workflow.Input]struct{ label, hint, example string }{
	workflow.InputTime: {"When?", "A time of day, today.", "10:20 am"},
	workflow.InputText: {"Lines of the event log", "At most 3,000 characters; the entries for the number are enough.", ""},
	workflow.InputName: {"Which one?", "Its name, or how it begins.", "Northside Autos"},
}

// inputView asks for what a button with an Input needs; label are the words on the button. meta comes back with it.
func (d drawing) inputView(label string, in workflow.Input, meta string) slack.ModalViewRequest {
	q := questions[in]
	input := slack.NewPlainTextInputBlockElement(nil, inputID)
	if q.example != "" {
		input.Placeholder = plainText(q.example, maxHeader)
	}
	input.Multiline = in == workflow.InputText
	input.MaxLength = maxTyped
	block := slack.NewInputBlock(inputID, plainText(q.label, maxSection/2), nil, input)
	if q.hint != "" {
		block.Hint = plainText(q.hint, maxSection/2)
	}
	v := modal(inputCallback, label, meta, []slack.Block{block})
	v.Submit = plainText("Send", maxTitle)
	return v
}

// typedIn is what inputView was given.
func typedIn(v seenView) string { return v.State.Values[inputID][inputID].Value }
