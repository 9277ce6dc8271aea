package chars

import (
	"strings"
	"testing"
)

func TestLength(t *testing.T) {
	for text, want := range map[string]int{"": 0, "é": 1, "世界": 2, "😀": 2, "\xff\xfe": 2, "a\u200b": 2} {
		if got := Length(text); got != want {
			t.Errorf("%q has %d characters, want %d", text, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"641", 3, "641"}, {"6412", 3, "64…"}, {"😀😀", 3, "😀…"}, {"a😀b", 3, "a…"}, {"ab", 1, "…"}, {"", 0, ""},
	} {
		if got := Cut(c.text, c.most); got != c.want || Length(got) > c.most {
			t.Errorf("%q in %d is %q, want %q", c.text, c.most, got, c.want)
		}
	}
}

func TestHead(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{{"641", 2, "64"}, {"641", 9, "641"}, {"😀😀", 3, "😀"}, {"a", 0, ""}} {
		if got := Head(c.text, c.most); got != c.want {
			t.Errorf("%d of %q are %q, want %q", c.most, c.text, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\nc": "a\tb\nc", "a\r\nb": "a\nb", "\x00\x1b[2J": "␀␛[2J", "\x7f\u0085": "\uFFFD\uFFFD", "\xff": "\uFFFD",
		"abc\u202egnp.exe\u202c": "abcgnp.exe", "\u2066a\u2069": "a", "a\u2028b\u2029c": "a b c", "مرحبا\u200f": "مرحبا\u200f",
	} {
		if got := Visible(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func TestBlank(t *testing.T) {
	for _, text := range []string{"", " \t\n", "\u00a0\u3000", "\u200b\u200d\u2060\ufeff\u00ad", "\u3164\u2800", "\x00", "\U000e0041"} {
		if !IsBlank(text) || Blankless(text) != "…" || !IsBlank(strings.Repeat(text, 2)) {
			t.Errorf("somebody sees %q", text)
		}
	}
	for _, text := range []string{".", "\u200b1", " é ", "😀", "\uFFFD", "␀"} {
		if IsBlank(text) || Blankless(text) != text {
			t.Errorf("nobody sees %q", text)
		}
	}
}
