package layout_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// FuzzLayout sets bodies that anyone might write. Whatever they are, the
// document must be sound, every word of the tag tree must stand on the pages,
// and nothing may stand outside its column.
func FuzzLayout(f *testing.F) {
	f.Add("Ett stycke.\n\n- punkt\n- punkt\n\n> citat\n\n## Huvud\n\nSlut *betonat* och **starkt**.")
	f.Add("låg- och högkvalificerad http://www.example.org/a/very/long/path/that/does/not/end 1 000 000 \"citat\" -- streck")
	f.Add("x\u00adx\u200bx\u2060x \u202f \u00a0 a\\\nb")
	f.Add("[Managing Migration]{lang=en} 😀 й Ελληνικά עברית")
	f.Add("1. a\n2. b\n   - c\n     > d\n     >\n     > ### e\n")
	library, store := fonts.Builtin(), cache.New(64<<20)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 1<<13 {
			return
		}
		edition, errs := content.Load(publication(body, 2), "sv")
		if len(errs) > 0 {
			return // mistakes are content's to find
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library, Cache: store})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Problems {
			if problem.Message == "" || problem.Pos.File == "" {
				t.Errorf("a problem without a place: %+v", problem)
			}
		}
		sound(t, result.Document, !failed(result.Problems))
	})
}

func failed(problems []layout.Problem) bool {
	for _, problem := range problems {
		if problem.Severity == layout.Error {
			return true
		}
	}
	return false
}

// publication returns a publication of one section with this body.
func publication(body string, pages int) fstest.MapFS {
	text := "title: Avsnitt\nbody: |\n  " + strings.ReplaceAll(body, "\n", "\n  ") + "\n"
	return fstest.MapFS{
		"publication.yaml": {Data: fmt.Appendf(nil, `name: demo
format: a4
pages: %d
sections: [one]
targets: [screen]
editions:
  sv: {language: sv, office: here}
`, pages)},
		"text/sv/front.yaml": {Data: []byte("title: Ett prov\ncolophon: Källa\n")},
		"text/sv/one.yaml":   {Data: []byte(text)},
		"offices/here.yaml":  {Data: []byte("name: Kontor\naddress: [Gatan 1]\nphone: +46 8 1\nemail: a@example.org\n")},
	}
}

// sound reports what is wrong with a document's structure and, if it is whole,
// with where its words stand.
func sound(t testing.TB, doc *display.Document, whole bool) {
	t.Helper()
	for _, err := range display.Check(doc) {
		t.Error(err)
	}
	if !whole {
		return
	}
	said := map[display.TagID]string{}
	for _, run := range runs(doc) {
		text := run.Text
		if run.Hyphen {
			text = strings.TrimSuffix(text, "-")
		}
		said[run.Tag] += text
	}
	for id, tag := range doc.Tags {
		if tag.Role == display.RoleText && blank(said[display.TagID(id)]) != blank(tag.Text) {
			t.Errorf("tag %d says %q, its glyphs %q", id, tag.Text, said[display.TagID(id)])
		}
	}
	for _, run := range runs(doc) {
		end := run.X
		for _, glyph := range run.Glyphs {
			end += glyph.Advance
		}
		if run.Text[len(run.Text)-1] == ' ' {
			end -= run.Glyphs[len(run.Glyphs)-1].Advance
		}
		if run.X < display.Millimetres(10_500) || end > display.Millimetres(199_500) {
			t.Errorf("%q stands in the margin, from %d to %d", run.Text, run.X, end)
		}
	}
	inOrder(t, doc)
}

// inOrder reports texts that are drawn on a page before what is read before them:
// most readers take a page's words as they are drawn. Tags count in the order of
// reading.
func inOrder(t testing.TB, doc *display.Document) {
	t.Helper()
	for _, page := range pagesOf(doc) {
		last := display.NoTag
		for _, item := range page.Items {
			run, ok := item.(*display.GlyphRun)
			if !ok || run.Tag == display.NoTag {
				continue
			}
			if run.Tag < last {
				t.Errorf("page %d: %q is drawn after what is read after it", page.Page, run.Text)
			}
			last = run.Tag
		}
	}
}

// blank takes out the white space, of which a line's end may have more or less
// than the text.
func blank(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(" \n\u00a0\u202f\u2009\u200a\u2006\t", r)
	}), "")
}

func runs(doc *display.Document) []*display.GlyphRun {
	var found []*display.GlyphRun
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			for _, panel := range side.Panels {
				for _, item := range panel.Items {
					if run, ok := item.(*display.GlyphRun); ok {
						found = append(found, run)
					}
				}
			}
		}
	}
	return found
}

// bodyLine is a line of running text: its page, column, baseline, and the
// paragraph that it is part of.
type bodyLine struct {
	page, column int
	y            display.Length
	paragraph    display.TagID
	hyphen       bool
}

// bodyLines returns the lines of paragraphs in the two columns of the built-in
// theme, in reading order. Running text is what most glyphs are set in.
func bodyLines(doc *display.Document) []bodyLine {
	var lines []bodyLine
	body := bodyType(doc)
	for s, sheet := range doc.Sheets {
		for k, side := range sheet.Sides {
			for _, item := range side.Panels[0].Items {
				run, ok := item.(*display.GlyphRun)
				if !ok || typeOf(run) != body || run.Tag == display.NoTag {
					continue
				}
				line := bodyLine{page: 2*s + k, y: run.Y, paragraph: paragraphOf(doc, run.Tag)}
				if run.X > display.Millimetres(103_000) {
					line.column = 1
				}
				if n := len(lines); n > 0 && lines[n-1].page == line.page && lines[n-1].column == line.column && lines[n-1].y == line.y {
					lines[n-1].hyphen = run.Hyphen
					continue
				}
				line.hyphen = run.Hyphen
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func paragraphOf(doc *display.Document, id display.TagID) display.TagID {
	for doc.Tags[id].Role != display.RoleParagraph && doc.Tags[id].Parent != display.NoTag {
		id = doc.Tags[id].Parent
	}
	return id
}

// TestPages drops and repeats sentences of the leaflet at random, so that it
// has many lengths, and holds each result to the rules of the page.
func TestPages(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	library, store := fonts.Builtin(), cache.New(64<<20)
	set, level := 0, 0
	for range 60 {
		edition := shuffled(leaflet(t), random)
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library, Cache: store})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, result.Document, !failed(result.Problems))
		if failed(result.Problems) {
			continue
		}
		set++
		if checkPages(t, result.Document) {
			level++
		}
	}
	if set < 30 {
		t.Errorf("only %d texts fitted", set)
	}
	t.Logf("%d texts fitted, %d with level columns", set, level)
	if level < set*9/10 {
		t.Errorf("columns are level in %d of %d texts", level, set)
	}
}

// shuffled returns the edition with each paragraph's sentences kept, dropped or
// repeated.
func shuffled(edition *content.Edition, random *rand.Rand) *content.Edition {
	var change func(sections []*content.Section) []*content.Section
	change = func(sections []*content.Section) []*content.Section {
		var changed []*content.Section
		for _, section := range sections {
			other := *section
			other.Sections = change(section.Sections)
			other.Blocks = nil
			for _, block := range section.Blocks {
				paragraph, ok := block.(*content.Paragraph)
				if !ok || len(paragraph.Text) < 2 {
					other.Blocks = append(other.Blocks, block)
					continue
				}
				cut := *paragraph
				cut.Text = cut.Text[:1+random.IntN(len(cut.Text))]
				if random.IntN(3) == 0 {
					cut.Text = append(append(content.Inlines{}, paragraph.Text...), cut.Text...)
				}
				other.Blocks = append(other.Blocks, &cut)
			}
			changed = append(changed, &other)
		}
		return changed
	}
	result := *edition
	result.Sections = change(edition.Sections)
	return &result
}

// checkPages holds a document to the rules of the page: lines on the grid, no
// widow, no orphan, no head at a column's foot. It reports whether all columns
// of each page end level.
func checkPages(t *testing.T, doc *display.Document) bool {
	t.Helper()
	lines := bodyLines(doc)
	count, bottoms := map[display.TagID]int{}, map[[2]int]display.Length{}
	grid := lines[1].y - lines[0].y // of a first paragraph, which has two lines
	top, _ := margins(doc)
	for _, line := range lines {
		count[line.paragraph]++
		if offset := (line.y - top) % grid; offset != 0 {
			t.Errorf("a baseline is %d off the grid", offset)
		}
		key := [2]int{line.page, line.column}
		bottoms[key] = max(bottoms[key], line.y)
	}
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].paragraph == lines[start].paragraph && lines[end].page == lines[start].page && lines[end].column == lines[start].column {
			end++
		}
		if total := count[lines[start].paragraph]; end-start == 1 && total > 1 {
			t.Errorf("a line of a paragraph of %d stands alone on page %d, column %d", total, lines[start].page+1, lines[start].column+1)
		}
		start = end
	}
	for _, run := range runs(doc) {
		if !heads(doc, run.Tag) {
			continue
		}
		next := sort.Search(len(lines), func(i int) bool { return lines[i].paragraph > run.Tag })
		if next < len(lines) && lines[next].y < run.Y {
			t.Errorf("the head %q stands at a column's foot", run.Text)
		}
	}
	for page := range 2 {
		if bottoms[[2]int{page, 0}] != bottoms[[2]int{page, 1}] {
			return false
		}
	}
	return true
}

func heads(doc *display.Document, id display.TagID) bool {
	role := doc.Tags[doc.Tags[id].Parent].Role
	return role == display.RoleHeading3 || role == display.RoleHeading4
}
