package diagnosis

// docs/errors.md is what the data files say, for people to read.

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var rewrite = flag.Bool("rewrite", false, "write docs/errors.md anew")

const errorsPage = "../../docs/errors.md"

const pageHead = `# Errors that syncbot knows

This page is made from the data files in [workflow/diagnosis](../workflow/diagnosis). After a change there:

    go test ./workflow/diagnosis -run ErrorsPage -rewrite

Each message stands here as the accounting system writes it, with {placeholders} for what varies. Letter case, quotes, spaces, line breaks, full stops
at the end, and what status lines, JSON or XML put round it don't matter. "Other wordings, by what they say" names families of signs
([decision 12](decisions/0012-families-of-errors.md)): what they recognise is said to *seem* so. Everything else is unknown to the bot, and it says so.
`

func TestErrorsPage(t *testing.T) {
	got := pageHead + systemPages(t)
	if *rewrite {
		if err := os.WriteFile(errorsPage, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(errorsPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("docs/errors.md isn't what the data files say; to write it anew: go test ./workflow/diagnosis -run ErrorsPage -rewrite\n%s", diff)
	}
}

func systemPages(t *testing.T) string {
	t.Helper()
	common, err := readFile[commonData](data, commonFile)
	if err != nil {
		t.Fatal(err)
	}
	systems, err := readSystems(data)
	if err != nil {
		t.Fatal(err)
	}
	c, shelf, err := newCatalogue(common)
	if err != nil {
		t.Fatal(err)
	}
	pages := ""
	for _, s := range systems {
		guides, faults := shelf.guides(*s, c.guides)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		pages += s.page(guides)
	}
	return pages + common.page()
}

// page is the part of the page about what is only known to be about something.
func (d commonData) page() string {
	page := "\n## What a message is about\n\nOf a message that complains and that nothing above recognises, only its subject is told, the first of these.\n\n"
	for _, t := range d.Topics {
		page += fmt.Sprintf("- %s (%s): %s\n", plain(t.Title), quote("xero-about-"+t.ID), plain(withoutOptional(t.Cause)))
	}
	return page
}

// page is the part of the page about a system.
func (s systemData) page(guides map[string]Guide) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n%d errors.", systemNames[s.System], len(s.Entries))
	if general, ok := guides[generalGuide]; ok {
		fmt.Fprintf(&b, " The guide for all of them: %s", link(general))
	}
	b.WriteString("\n")
	for _, d := range s.Entries {
		b.WriteString(d.page(systemNames[s.System], guides))
	}
	return b.String()
}

// page is what the page says of an entry.
func (d entryData) page(system string, guides map[string]Guide) string {
	lines := append([]string{"", fmt.Sprintf("### %s (%s)", plain(d.Title), quote(d.ID)), ""}, d.pageTexts()...)
	lines = append(lines, "", "**What it means:** "+plain(optional.ReplaceAllStringFunc(d.Cause, func(part string) string { return strings.Trim(part, "[]") }))+"  ")
	if d.Undo != "" {
		lines = append(lines, "**What can't be undone:** "+plain(d.Undo)+"  ")
	}
	lines = append(lines, d.pageFix(system)+"  ", "**Who:** "+plain(d.Who)+d.pageGroup()+"  ")
	for _, name := range d.Guided {
		lines = append(lines, "**Guide:** "+link(guides[name])+"  ")
	}
	for _, name := range d.See {
		lines = append(lines, "**May help:** "+link(guides[name])+"  ")
	}
	lines = append(lines, "**Cause and fix from:** "+plain(d.Source))
	if from := d.messagesFrom(); len(from) > 0 {
		lines[len(lines)-1] += "  "
		lines = append(lines, "**Messages from:** "+plain(strings.Join(from, "; ")))
	}
	return strings.Join(lines, "\n") + "\n"
}

// pageTexts are the messages that the entry recognises.
func (d entryData) pageTexts() []string {
	var lines []string
	for _, x := range []struct {
		texts []string
		note  string
	}{{d.Texts, ""}, {d.Whole, ", where it is all that there is"}, {d.Names, ", the API's own name for it"}, {d.Words, ", the API's own name, where it can be nothing else"}} {
		for _, text := range x.texts {
			lines = append(lines, "- "+quote(text)+x.note)
		}
	}
	said := slices.Concat(d.Families, d.Signs)
	switch {
	case d.file == sharedFile:
		lines = append(lines, "- other wordings, by what they say: the signs in "+quote(sharedFile))
	case len(said) > 0:
		lines = append(lines, "- other wordings, by what they say: "+quote(strings.Join(said, "`, `")))
	}
	return lines
}

func link(g Guide) string { return fmt.Sprintf("[%s](%s)", plain(g.Title), g.URL) }

// pageFix is how and where the error is fixed.
func (d entryData) pageFix(system string) string {
	if d.Next == SyncAgain {
		return "**It often clears by itself:** " + plain(d.Fix)
	}
	side := map[Where]string{InWorkshop: "in Workshop Software", InAccounting: "in " + system, InEither: "in Workshop Software or " + system, InConnection: "in the connection of the two"}[d.Where]
	if d.Fix == "" {
		return "**Fix, " + side + ":** no source gives one"
	}
	return "**Fix, " + side + ":** " + plain(d.Fix)
}

func (d entryData) pageGroup() string {
	if d.Group == "" {
		return ""
	}
	return ", in the user group " + d.Group
}

// messagesFrom are where its messages were seen, each once. What is made up was seen nowhere.
func (d entryData) messagesFrom() []string {
	var from []string
	for _, s := range d.Samples {
		if s.Source != "made up" && !slices.Contains(from, s.Source) {
			from = append(from, s.Source)
		}
	}
	return from
}

// plain keeps Markdown from reading marks into a text.
func plain(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "`", "\\`").Replace(strings.Join(strings.Fields(text), " "))
}

// quote is a message as code.
func quote(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if strings.Contains(text, "`") {
		return "`` " + text + " ``"
	}
	return "`" + text + "`"
}
