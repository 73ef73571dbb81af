package content_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"korthet/content"
)

// TestTranslationsWhole: each translation of the sample has the sections, the
// paragraphs, the figures and the English names of the Swedish text; in English
// the names are marked as nothing else.
func TestTranslationsWhole(t *testing.T) {
	root := os.DirFS("iom-i-korthet")
	want, errs := content.Load(root, "sv")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	publication, _ := content.Open(root)
	seen := 0
	for _, ref := range publication.Editions() {
		if ref.Language.Value == "sv" || ref.Region.Given() {
			continue // a region may say more
		}
		seen++
		t.Run(ref.ID, func(t *testing.T) {
			got, errs := content.Load(root, ref.ID)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			a, b := outline(want.Sections), outline(got.Sections)
			if len(a) != len(b) {
				t.Fatalf("%d sections and paragraphs, want %d", len(b), len(a))
			}
			for i := range a {
				if a[i].kind != b[i].kind {
					t.Errorf("%d: %q, want %q", i, b[i].kind, a[i].kind)
				}
				if !slices.Equal(a[i].figures, b[i].figures) {
					t.Errorf("%s %d: the figures are %q, want %q", a[i].kind, i, b[i].figures, a[i].figures)
				}
				if ref.Language.Value != "en" && a[i].english != b[i].english {
					t.Errorf("%s %d: %d names in English, want %d", a[i].kind, i, b[i].english, a[i].english)
				}
			}
		})
	}
	if seen == 0 {
		t.Error("there are no translations")
	}
}

// part is a section or a paragraph as far as a translation must keep it.
type part struct {
	kind    string // "p", or a section's id
	figures []string
	english int // names that are marked as English
}

// figure is a number; what parts its thousands and decimals is the language's.
var figure = regexp.MustCompile(`\d+(?:[.,\x{A0} ]\d+)*`)

func outline(sections []*content.Section) []part {
	var parts []part
	for _, s := range sections {
		parts = append(parts, part{kind: s.ID})
		for _, b := range s.Blocks {
			p, ok := b.(*content.Paragraph)
			if !ok {
				continue
			}
			one := part{kind: "p"}
			var text strings.Builder
			for i, in := range p.Text {
				text.WriteString(in.Text)
				// A name that is wrapped in the file is several inlines.
				if in.Language == "en" && (i == 0 || p.Text[i-1].Language != "en") {
					one.english++
				}
			}
			for _, f := range figure.FindAllString(text.String(), -1) {
				one.figures = append(one.figures, strings.Join(regexp.MustCompile(`\d+`).FindAllString(f, -1), ""))
			}
			slices.Sort(one.figures)
			parts = append(parts, one)
		}
		parts = append(parts, outline(s.Sections)...)
	}
	return parts
}
