package diagnosis

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	f, _ := os.Open("/tmp/zz.txt")
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		sys, text, _ := strings.Cut(sc.Text(), "\t")
		fi, _ := Default().of(sys)
		s := search{finder: fi, message: text}
		s.folded = fold(text)
		s.systems = s.called()
		fmt.Println("##", text)
		all := s.sentences(0, len(s.text))
		if s.elsewhere(all) {
			fmt.Println("   ELSEWHERE")
		}
		for _, at := range all {
			s.language.markNames(&s, at.words)
			var ws []string
			for _, w := range at.words {
				p := w.plain
				if w.plain == "" {
					p = "“" + s.text[w.start:w.end] + "”"
				}
				if w.named {
					p = "N:" + p
				} else if w.plain != "" && !w.value && !s.language.familiar[w.plain] && !s.language.known[w.plain] {
					p = "?" + p
				}
				ws = append(ws, p)
			}
			o, m, c := s.language.other.in(at.words), s.language.mended.in(at.words), s.language.complain.in(at.words)
			why := ""
			if o != nil {
				why += " other:" + o.text
			}
			if m != nil {
				why += " mended:" + m.text
			}
			if c == nil {
				why += " NOCOMPLAINT"
			}
			if s.language.done.in(at.words) != nil {
				why += " done"
			}
			if s.language.strange(at.words) {
				why += " STRANGE"
			}
			fmt.Println("  ", ws, why)
			for i, x := range s.fits(at.words) {
				if i < 4 {
					fmt.Println("      fit", x.entry.id, x.weight, x.width(), x.text)
				}
			}
		}
	}
}
