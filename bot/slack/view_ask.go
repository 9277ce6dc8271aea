package slack

// The form of /syncstatus without words.

import (
	"cmp"
	"strings"

	"github.com/slack-go/slack"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// askForm is what the form begins with.
type askForm struct {
	Docs      []workflow.Document // filled in as numbers
	Workshops []workflow.Workshop // one of them has to be chosen where there are several; nil: none is asked for
}

// Block and action ids of the form.
const (
	numbersID  = "numbers"
	kindID     = "kind"
	workshopID = "workshop"
)

// kinds are the kinds of documents with their names and how a command says them.
var kinds = []struct {
	kind        workflow.Kind
	name, typed string
}{
	{workflow.Invoice, "Invoice", ""},
	{workflow.Payment, "Payment", "payment "},
	{workflow.Credit, "Credit", "credit "},
	{workflow.SupplierInvoice, "Supplier invoice", "supplier "},
}

// askView is the form. meta comes back with it.
func (d drawing) askView(f askForm, meta string) slack.ModalViewRequest {
	kind, numbers := f.typed()
	blocks := []slack.Block{numbersInput(numbers), kindInput(kind)}
	if in := workshopInput(f.Workshops); in != nil {
		blocks = append(blocks, in)
	}
	v := modal(askCallback, botTitle, meta, blocks)
	v.Submit = plainText("Follow", maxTitle)
	return v
}

// typed is what the form is filled in with: the documents' kind, and their numbers. Where the kinds differ each number has
// its own before it.
func (f askForm) typed() (workflow.Kind, string) {
	kind := workflow.Invoice
	if len(f.Docs) > 0 {
		kind = f.Docs[0].Kind
	}
	same := true
	for _, doc := range f.Docs {
		same = same && doc.Kind == kind
	}
	var all []string
	for _, doc := range f.Docs {
		if same {
			all = append(all, doc.Number)
			continue
		}
		all = append(all, cmp.Or(word(doc.Kind), "invoice ")+doc.Number)
	}
	if !same {
		kind = workflow.Invoice
	}
	return kind, chars.Head(strings.Join(all, ", "), maxTyped)
}

// word is how a command says the kind, with the space behind it; empty for what needs no word.
func word(k workflow.Kind) string {
	for _, known := range kinds {
		if known.kind == k {
			return known.typed
		}
	}
	return ""
}

func numbersInput(numbers string) *slack.InputBlock {
	input := slack.NewPlainTextInputBlockElement(plainText("INV-123, 641", maxHeader), numbersID)
	input.InitialValue, input.MaxLength = chars.Visible(numbers), maxTyped
	return slack.NewInputBlock(numbersID, plainText("Number", maxLabel), plainText("Up to ten, with commas between them.", maxLabel), input)
}

func kindInput(kind workflow.Kind) *slack.InputBlock {
	var all []*slack.OptionBlockObject
	initial := 0
	for i, k := range kinds {
		all = append(all, slack.NewOptionBlockObject(string(k.kind), plainText(k.name, maxLabel), nil))
		if k.kind == kind {
			initial = i
		}
	}
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, kindID, all...)
	menu.InitialOption = all[initial]
	return slack.NewInputBlock(kindID, plainText("What is it?", maxLabel), nil, menu)
}

// workshopInput asks for the workshop: from a menu, or by name where they are more than a menu holds; nil where there is
// nothing to ask.
func workshopInput(among []workflow.Workshop) *slack.InputBlock {
	label := plainText("Workshop", maxLabel)
	if len(among) < 2 {
		return nil
	}
	var all []*slack.OptionBlockObject
	for _, w := range among {
		if chars.Length(string(w.ID)) <= maxOption {
			all = append(all, slack.NewOptionBlockObject(string(w.ID), plainText(cmp.Or(w.Name, string(w.ID)), maxLabel), nil))
		}
	}
	if len(all) != len(among) || len(all) > maxOptions {
		return slack.NewInputBlock(workshopID, label, plainText("Its name, or how it begins.", maxLabel), slack.NewPlainTextInputBlockElement(nil, workshopID))
	}
	return slack.NewInputBlock(workshopID, label, nil, slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plainText("Which one?", maxLabel), workshopID, all...))
}

// askedIn is what was filled in as a command: "payment 641 at northside"; empty where no number was.
func askedIn(v seenView) string {
	given := func(id string) stated { return v.State.Values[id][id] }
	numbers := strings.TrimSpace(given(numbersID).Value)
	if numbers == "" {
		return ""
	}
	command := word(workflow.Kind(given(kindID).Option.Value)) + numbers
	where := given(workshopID)
	if w := strings.TrimSpace(cmp.Or(where.Option.Value, where.Value)); w != "" {
		command += " at " + w
	}
	return command
}
