package discord

// The message command "Check sync status": a form with the numbers that stand in the message.

import (
	"cmp"
	"context"
	"strings"

	"syncbot/bot/chat/chars"
	"syncbot/workflow"
)

// askID is the custom_id of the form. No button has it.
const askID = "ask"

// custom_ids of what the form asks for.
const (
	numbersID  = "numbers"
	workshopID = "workshop"
)

const noNumber = "Type the number of an invoice or a payment, such as INV-123."

// messageCommand opens the form.
func (r *run) messageCommand(i interaction) reaction {
	return asking(askForm(numbersIn(i.Data.Resolved.Messages[i.Data.Target])))
}

func numbersIn(m seenMessage) []workflow.Document { return workflow.NumbersIn(m.readable()) }

// readable is what people read in the message.
func (m seenMessage) readable() string {
	lines := []string{m.Content}
	for _, e := range m.Embeds {
		lines = append(lines, e.Title, e.Description)
		for _, f := range e.Fields {
			lines = append(lines, f.Name, f.Value)
		}
	}
	return formatting.Replace(mark.ReplaceAllString(strings.Join(lines, "\n"), " "))
}

// formatting is what people don't see of a message: what makes words bold, and what stands before a mark that is none.
var formatting = strings.NewReplacer("*", "", "__", "", "~~", "", "||", "", "`", "", "\\", "")

// askForm asks for what a command would say, filled in with the documents.
func askForm(docs []workflow.Document) form {
	numbers := input{CustomID: numbersID, Style: oneLine, Value: chars.Cut(commanded(docs), maxTyped), Placeholder: "INV-123, payment 641", Required: true}
	workshop := input{CustomID: workshopID, Style: oneLine, Placeholder: "Northside Autos"}
	return form{CustomID: askID, Title: "Check sync status", Components: []label{
		ask("Number", "Up to ten, with commas between them.", numbers),
		ask("Workshop", "Only where there are several.", workshop),
	}}
}

// words are how a command says the kinds of documents that need a word.
var words = map[workflow.Kind]string{workflow.Payment: "payment", workflow.Credit: "credit", workflow.SupplierInvoice: "supplier"}

// commanded is the documents as a command names them, each with its kind where they differ.
func commanded(docs []workflow.Document) string {
	plain := true
	for _, d := range docs {
		plain = plain && words[d.Kind] == ""
	}
	var all []string
	for _, d := range docs {
		if plain {
			all = append(all, d.Number)
			continue
		}
		all = append(all, cmp.Or(words[d.Kind], "invoice")+" "+d.Number)
	}
	return strings.Join(all, ", ")
}

// asked does what the form says.
func (r *run) asked(ctx context.Context, d deed, i interaction) reaction {
	numbers := strings.TrimSpace(filled(i.Data.Components, numbersID))
	if numbers == "" {
		return r.telling(ctx, says(noNumber))
	}
	given := typed{"workshop": strings.TrimSpace(filled(i.Data.Components, workshopID))}
	return r.telling(ctx, r.decide(ctx, d, havingTyped(sentence(numbers, given.after("at", "workshop")), nil)))
}
