package report

// From bytes to text: the size limit, what is not text at all, and the encodings that spreadsheets save in.

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

func load(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the log: %w", err)
	case len(data) > MaxBytes:
		return nil, errTooLarge()
	default:
		return data, nil
	}
}

// decode gives the text with LF line ends and ordinary spaces. A byte order mark decides; without one it is UTF-8 if it
// can be, otherwise Windows-1252.
func decode(data []byte) (string, error) {
	if err := refuseOtherFiles(data); err != nil {
		return "", err
	}
	text, err := decodeBytes(data)
	if err != nil {
		return "", err
	}
	if garbled(text) {
		return "", errEncoding()
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\u00a0", " ").Replace(text)
	if strings.TrimSpace(text) == "" {
		return "", errEmpty()
	}
	return text, nil
}

func decodeBytes(data []byte) (string, error) {
	fallback := charmap.Windows1252.NewDecoder().Transformer
	if utf8.Valid(data) {
		fallback = utf.UTF8.NewDecoder().Transformer
	}
	out, _, err := transform.Bytes(utf.BOMOverride(fallback), data)
	if err != nil {
		return "", errEncoding()
	}
	if bytes.ContainsRune(out, utf8.RuneError) && !bytes.Contains(data, []byte("\uFFFD")) {
		return "", errEncoding()
	}
	return string(out), nil
}

// garbled reports whether more than one character in 200 is one that no log holds. A wrong encoding shows in that way.
func garbled(text string) bool {
	odd, all := 0, 0
	for _, r := range text {
		all++
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' && r != '\f' {
			odd++
		}
	}
	return odd*200 > all
}

const (
	picture = "This is a picture; send the event log as CSV, or type or " + PasteIt + "."
	webPage = "This is a web page; " + PasteIt + ", or send the event log as CSV."
)

// others are the first bytes of files that people send in place of a log, in lower case, and what to do instead.
var others = []struct{ start, text string }{
	{"%pdf-", "This is a PDF; print or download the event log as CSV, or " + PasteIt + "."},
	{"pk\x03\x04", "This is a spreadsheet (XLSX) or a ZIP file; save it as CSV, or " + PasteIt + "."},
	{"\xd0\xcf\x11\xe0", "This is an old Excel file (XLS); save it as CSV, or " + PasteIt + "."},
	{"\x89png", picture},
	{"\xff\xd8\xff", picture},
	{"gif8", picture},
	{"{\\rtf", "This is a rich text document; " + PasteIt + ", or send the event log as CSV."},
	{"<!doctype", webPage},
	{"<html", webPage},
}

func refuseOtherFiles(data []byte) error {
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	if len(text) == 0 {
		return errEmpty()
	}
	start := lowerASCII(text[:min(16, len(text))])
	for _, o := range others {
		if strings.HasPrefix(start, o.start) {
			return fault(NotText, o.text)
		}
	}
	if hasUTF16Mark(data) || bytes.IndexByte(data, 0) < 0 {
		return nil
	}
	if looksLikeUTF16(data) {
		return errEncoding()
	}
	return fault(NotText, "This is not a text file; send the event log as CSV, or "+PasteIt+".")
}

// lowerASCII leaves all bytes but A-Z alone; bytes.ToLower would rewrite those that are not UTF-8.
func lowerASCII(b []byte) string {
	out := bytes.Clone(b)
	for i, c := range out {
		if 'A' <= c && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

func hasUTF16Mark(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}

// looksLikeUTF16 tells UTF-16 that has lost its mark from other binary data: every second byte of plain text is zero.
func looksLikeUTF16(data []byte) bool {
	sample := data[:min(1024, len(data))]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	return max(zeros[0], zeros[1])*10 > len(sample)*3 && min(zeros[0], zeros[1]) == 0
}
