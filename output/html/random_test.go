package html_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/output/pdf"
	"korthet/output/pdf/pdftest"
)

// TestEqualRandom sets texts of long words, links, emphasis and languages in
// narrow columns, so that lines, columns and pages end within all of them, and
// holds the words of tag tree, web page and screen file equal. The judge finds
// nothing in the files.
func TestEqualRandom(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			doc := set(t, randomText(t, seed))
			want := treeWords(doc)
			compareWords(t, pageWords(t, write(t, doc)), want)
			compareWords(t, screenWords(t, doc), want)
			var out bytes.Buffer
			if err := pdf.Write(&out, doc, pdf.Options{}); err != nil {
				t.Fatal(err)
			}
			for _, finding := range pdftest.Judge(out.Bytes()) {
				t.Error(finding)
			}
		})
	}
}

// randomText is the publication of every block with a text of chance in place of
// most of it. What stands in its running heads is in none of the text.
func randomText(t *testing.T, seed uint64) fs.FS {
	t.Helper()
	r := &randomWriter{rand.New(rand.NewPCG(seed, 1))}
	var body strings.Builder
	for range 18 {
		switch r.IntN(6) {
		case 0:
			fmt.Fprintf(&body, "  - %s\n    - %s\n  - %s\n\n", r.paragraph(), r.paragraph(), r.paragraph())
		case 1:
			fmt.Fprintf(&body, "  1. %s\n  2. %s\n\n     %s\n\n", r.paragraph(), r.paragraph(), r.paragraph())
		case 2:
			fmt.Fprintf(&body, "  > %s\n\n", r.paragraph())
		case 3:
			fmt.Fprintf(&body, "  ## %s\n\n  %s\n\n", r.words(5), r.paragraph())
		default:
			fmt.Fprintf(&body, "  %s\n\n", r.paragraph())
		}
	}
	whole := os.DirFS("../testdata/whole")
	folder := fstest.MapFS{
		"text/sv/front.yaml": {Data: []byte("title: Zebra\n")},
		"text/sv/links.yaml": {Data: []byte("title: Slump\nbody: |\n" + body.String())},
	}
	for _, name := range []string{"publication.yaml", "theme.yaml", "offices/helsinki.yaml", "text/sv/languages.yaml"} {
		data, err := fs.ReadFile(whole, name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "pages: 10", "pages: 16", 1)
		text = strings.Replace(text, "[links, pictures, table, lists, languages, apart]", "[links, languages]", 1)
		folder[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, "{section}", "Quagga", 1))}
	}
	return folder
}

type randomWriter struct{ *rand.Rand }

var vocabulary = strings.Fields("migrationslagstiftning informationsverksamhet kapacitetsbyggande observatörsstatus " +
	"penningförsändelser återvändandeprogram affischfilm icke-statliga e-post FN:s IOM 1951–2005 i av och att år")

// words returns up to n words.
func (r *randomWriter) words(n int) string {
	var words []string
	for range 1 + r.IntN(n) {
		words = append(words, vocabulary[r.IntN(len(vocabulary))])
	}
	return strings.Join(words, " ")
}

func (r *randomWriter) paragraph() string {
	var pieces []string
	for range 1 + r.IntN(8) {
		pieces = append(pieces, r.piece())
	}
	return strings.Join(pieces, " ")
}

func (r *randomWriter) piece() string {
	after := []string{"", ".", ",", ";", "?"}[r.IntN(5)]
	switch r.IntN(8) {
	case 0:
		return "*" + r.words(4) + "*" + after
	case 1:
		return "**" + r.words(3) + "**" + after
	case 2:
		return "(*" + r.words(2) + "*)" + after
	case 3:
		return fmt.Sprintf("[%s](https://www.example.org/%d)%s", r.words(9), r.IntN(99), after)
	case 4:
		return "([" + r.words(2) + "](mailto:hq@example.org))" + after
	case 5:
		return "[the organisation was established in nineteen fifty-one]{lang=en}" + after
	case 6:
		return "[*міжнародна організація з міграції*]{lang=uk}" + after
	}
	return r.words(8) + after
}
