package content_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode"

	"korthet/content"
)

// TestSampleHasTheSeedsWords compares the sample publication word by word with
// the plain text that it was made of, in which one paragraph was torn.
func TestSampleHasTheSeedsWords(t *testing.T) {
	seed, err := os.ReadFile("testdata/seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	torn := "låg - och\n\nhögkvalifierad"
	if !strings.Contains(string(seed), torn) {
		t.Fatalf("the seed is not torn at %q", torn)
	}
	want := words(strings.Replace(string(seed), torn, "låg- och högkvalifierad", 1))
	got := words(plainEdition(t, "sv"))
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("word %d is %q, in the seed %q (%q)", i, got[i], want[i], want[max(i-5, 0):min(i+5, len(want))])
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d words, in the seed %d", len(got), len(want))
	}
	if len(want) < 1000 {
		t.Fatalf("the seed has %d words only", len(want))
	}
}

// words returns a text's words as typed, but for the bullets, angle brackets
// and the one colon that the plain text has for want of layout.
func words(text string) []string {
	text = strings.NewReplacer("•", " ", "<", "", ">", "", "Högkvarter:", "Högkvarter").Replace(text)
	return strings.FieldsFunc(text, unicode.IsSpace)
}

// plainEdition returns the text of an edition of the sample in the seed's order.
func plainEdition(t *testing.T, id string) string {
	t.Helper()
	e, errs := content.Load(os.DirFS("iom-i-korthet"), id)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var b strings.Builder
	line := func(in content.Inlines) { b.WriteString(in.Plain() + "\n") }
	blocks := func(list []content.Block) {
		for _, block := range list {
			p, ok := block.(*content.Paragraph)
			if !ok {
				t.Fatalf("the sample has a %T", block)
			}
			line(p.Text)
		}
	}
	line(e.Front.Title)
	line(e.Front.Motto)
	var sections func([]*content.Section)
	sections = func(list []*content.Section) {
		for _, s := range list {
			line(s.Title)
			blocks(s.Blocks)
			sections(s.Sections)
		}
	}
	sections(e.Sections)
	o := e.Office
	b.WriteString(o.Name.Value + "\n")
	for _, a := range o.Address {
		b.WriteString(a.Value + "\n")
	}
	for _, field := range []struct {
		label content.Text
		value []content.Text
	}{{o.Labels["phone"], []content.Text{o.Phone[0].Number}}, {o.Labels["fax"], o.Fax}, {o.Labels["email"], o.Email}, {o.Labels["web"], o.Web}} {
		b.WriteString(field.label.Value + ": " + field.value[0].Value + "\n")
	}
	blocks(e.Front.Colophon)
	return b.String()
}

// TestSampleMarksEnglish names every piece of the sample in another language.
func TestSampleMarksEnglish(t *testing.T) {
	e, _ := content.Load(os.DirFS("iom-i-korthet"), "sv")
	var got []string
	collect := func(in content.Inlines) {
		joined := false
		for _, piece := range in {
			switch {
			case piece.Language != "en":
				joined = false
			case joined:
				got[len(got)-1] += piece.Text
			default:
				got, joined = append(got, piece.Text), true
			}
		}
	}
	collect(e.Front.Motto)
	for _, s := range e.Sections {
		for _, sub := range append([]*content.Section{s}, s.Sections...) {
			for _, b := range sub.Blocks {
				collect(b.(*content.Paragraph).Text)
			}
		}
	}
	want := []string{
		"Managing Migration for the Benefit of All", "Inter-Agency Standing Committee", "Geneva Migration Group",
		"Millennium Development Goals", "IOM Council's International Dialogue on Migration", "Berne Initiative",
		"World Migration Report",
	}
	if !slices.Equal(got, want) {
		t.Errorf("English: %q, want %q", got, want)
	}
	if p := e.Front.Colophon[0].(*content.Paragraph); p.Language != "en" {
		t.Errorf("the colophon's first paragraph is in %q", p.Language)
	}
}

// TestSampleEdition compares the sample's edition with its dump.
func TestSampleEdition(t *testing.T) {
	e, errs := content.Load(os.DirFS("iom-i-korthet"), "sv")
	got := dump(e) + report(errs)
	const golden = "testdata/iom-i-korthet-sv.txt"
	want, err := os.ReadFile(golden)
	if string(want) == got {
		return
	}
	if !*update {
		t.Fatalf("the edition differs from %s (%v):\n%s", golden, err, got)
	}
	if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestInlinePlaces looks up every piece of the sample in its file.
func TestInlinePlaces(t *testing.T) {
	e, _ := content.Load(os.DirFS("iom-i-korthet"), "sv")
	if n := checkPlaces(t, os.DirFS("iom-i-korthet"), e); n < 100 {
		t.Errorf("the sample has %d pieces only", n)
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, errs := content.Open(os.DirFS("iom-i-korthet")); len(errs) > 0 {
			b.Fatal(errs)
		}
	}
}

// generated returns a publication whose section has a text of that many
// printed pages.
func generated(pages int) fstest.MapFS {
	seed, err := os.ReadFile("testdata/seed.txt")
	if err != nil {
		panic(err)
	}
	body := "title: Ett\nbody: |\n"
	for range pages / 2 {
		body += "  " + strings.ReplaceAll(strings.TrimSpace(string(seed)), "\n", "\n  ") + "\n\n"
	}
	return small(body)
}

// BenchmarkOpenPages opens a text of 2 pages and one of 200; the time for each
// page is told.
func BenchmarkOpenPages(b *testing.B) {
	for _, pages := range []int{2, 200} {
		b.Run(strconv.Itoa(pages), func(b *testing.B) {
			fsys := generated(pages)
			b.ReportAllocs()
			for b.Loop() {
				if _, errs := content.Open(fsys); len(errs) > 0 {
					b.Fatal(errs)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}

// TestEditionsTogether resolves editions from several goroutines.
func TestEditionsTogether(t *testing.T) {
	p, _ := content.Open(os.DirFS("iom-i-korthet"))
	want, _ := p.Edition("sv")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 100 {
				if got, _ := p.Edition("sv"); dump(got) != dump(want) {
					t.Error("the edition differs")
					return
				}
			}
		})
	}
	wait.Wait()
}

func BenchmarkEdition(b *testing.B) {
	p, _ := content.Open(os.DirFS("iom-i-korthet"))
	b.ReportAllocs()
	for b.Loop() {
		if e, _ := p.Edition("sv"); e == nil {
			b.Fatal("no edition")
		}
	}
}
