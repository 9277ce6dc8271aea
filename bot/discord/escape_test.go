package discord

import "testing"

func TestEscaped(t *testing.T) {
	for text, want := range map[string]string{
		"INV-123 · 1 error found": "INV-123 · 1 error found",
		"Xero at 11:04 am: no":    "Xero at 11:04 am: no",
		"<@1> & <t:1:R>":          `\<@1\> & \<t\:1:R\>`,
		"*a* _b_ ~~c~~ ||d|| `e`": "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\`",
		`back\slash`:              `back\\slash`,
		"[a](b)":                  `\[a\](b)`,
		":smile: 1:2 :x":          `\:smile: 1:2 :x`,
		"https://a.example":       "https:" + gap + "//a.example",
		"Discord.GG/x":            "Discord." + gap + "GG/x",
		"@everyone, @here, @Mei":  "@" + gap + "everyone, @" + gap + "here, @Mei",
		"a\x00\r\x7f":             "a␀\uFFFD",
	} {
		if got := escaped(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestFlat(t *testing.T) {
	for text, want := range map[string]string{
		"# a": `\# a`, "  - a": `  \- a`, "-# a": `\-# a`, "+ a": `\+ a`, "12. a": `12\. a`, "3) a": `3\) a`,
		"INV-1. a": "INV-1. a", "a # b": "a # b", "3.5 hours": `3\.5 hours`, "": "",
	} {
		if got := flat(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestCodeBlocksEndNowhereElse(t *testing.T) {
	for text, want := range map[string]string{
		"a `b` ``c``": "a `b` ``c``", "```": "`" + gap + "`" + gap + "`", "````": "`" + gap + "`" + gap + "``", "\\*a\\*": `\*a\*`,
	} {
		if got := unfenced(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Numbered steps stay a list; what only looks like one stays as it reads.
func TestStepsAreAList(t *testing.T) {
	got := here.message(said(saysThis{say: "641 · Steps\nDo:\n1. a\n2. b\nThen:\n7. c\n1. d"})).Embeds[0].Description
	if want := "Do:\n1. a\n2. b\nThen:\n7\\. c\n1\\. d"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
