package layout_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// TestWide moves a wide figure through a text of several pages: it always stands
// over the whole width of its page, at its head, in its middle or at its foot, on
// that of the text before it or the next, never before that text; the columns above
// it end level, and so do those below; and every line stays on the page.
func TestWide(t *testing.T) {
	library, store := fonts.Builtin(), cache.New(64<<20)
	sentence := "Organisationen arbetar nära regeringar och andra organisationer på hela området. "
	middles, exact := 0, 0
	for at := range 10 {
		folder := publication("Början.", 4)
		folder["images/a.svg"] = &fstest.MapFile{Data: []byte(`<svg viewBox="0 0 4 1"><path d="M0 0h4v1z"/></svg>`)}
		edition, errs := content.Load(folder, "sv")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		edition.Theme = unfitted()
		section := edition.Sections[0]
		for i := range 10 {
			pos := content.Pos{File: "text/sv/one.yaml", Line: 10 + i, Column: 1}
			if i == at {
				figure := &content.Figure{Image: content.Text{Value: "images/a.svg", Pos: pos}, Alt: content.Text{Value: "En kil"}, Wide: true}
				section.Blocks = append(section.Blocks, figure)
			}
			paragraph := &content.Paragraph{Text: content.Inlines{{Text: strings.TrimSpace(strings.Repeat(sentence, 17)), Pos: pos}}}
			paragraph.Pos = pos
			section.Blocks = append(section.Blocks, paragraph)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library, Cache: store})
		if err != nil || failed(result.Problems) {
			t.Fatal(result.Problems, err)
		}
		sound(t, result.Document, true)
		place := checkWide(t, result.Document, at)
		if place.early {
			t.Errorf("%d: the figure stands before its place in the text", at)
		}
		if place.middle {
			middles++
		}
		if place.there {
			exact++
		}
	}
	t.Logf("%d in the middle of a page, %d where they stand in the text", middles, exact)
	if middles < 4 || exact < 2 {
		t.Errorf("only %d stand in the middle of a page, %d where they stand in the text", middles, exact)
	}
}

// TestWideInLeaflet puts a wide figure after each paragraph of the leaflet. All
// fit two pages, all but one on that of the text before or after them, none before its place.
func TestWideInLeaflet(t *testing.T) {
	publication, errs := content.Open(os.DirFS("../content/iom-i-korthet"))
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	store := cache.New(64 << 20)
	middles, exact, early, near, all := 0, 0, 0, 0, 0
	for at := 0; ; at++ {
		edition, _ := publication.Edition("en")
		n := 0
		edition.Files = fstest.MapFS{"images/a.svg": &fstest.MapFile{Data: []byte(`<svg viewBox="0 0 8 1"><path d="M0 0h8v1z"/></svg>`)}}
		edition.Sections = withFigure(edition.Sections, at, &n)
		if n <= at {
			break
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: fonts.Builtin(), Cache: store})
		if err != nil || failed(result.Problems) {
			t.Fatal(result.Problems, err)
		}
		sound(t, result.Document, true)
		place := checkWide(t, result.Document, at)
		all++
		for _, count := range []struct {
			is bool
			n  *int
		}{{place.middle, &middles}, {place.there, &exact}, {place.early, &early}, {place.near, &near}} {
			if count.is {
				*count.n++
			}
		}
	}
	t.Logf("of %d, %d on the page of their text, %d in its middle, %d where they stand in the text, %d before", all, near, middles, exact, early)
	if early > 0 || near < all-1 || middles < 2 {
		t.Errorf("of %d, %d on the page of their text, %d in its middle, %d before their place", all, near, middles, early)
	}
}

// withFigure returns the sections with a wide figure after paragraph at, counted
// from n.
func withFigure(sections []*content.Section, at int, n *int) []*content.Section {
	var all []*content.Section
	for _, section := range sections {
		other := *section
		other.Blocks = nil
		for _, block := range section.Blocks {
			other.Blocks = append(other.Blocks, block)
			if _, ok := block.(*content.Paragraph); !ok {
				continue
			}
			if *n == at {
				pos := block.Info().Pos
				other.Blocks = append(other.Blocks, &content.Figure{
					BlockInfo: content.BlockInfo{Pos: pos},
					Image:     content.Text{Value: "images/a.svg", Pos: pos}, Alt: content.Text{Value: "En kil"}, Wide: true,
				})
			}
			*n++
		}
		other.Sections = withFigure(section.Sections, at, n)
		all = append(all, &other)
	}
	return all
}

// widePlace says where a figure stands: between text; where all text above it, and
// no other, comes before it; before text that comes before it; on the page on which
// the paragraph before it ends or that after it begins.
type widePlace struct{ middle, there, early, near bool }

// firstBaseline returns the highest baseline of pages but the first and another.
func firstBaseline(doc *display.Document, but int) display.Length {
	first := display.Millimetres(297_000)
	for _, line := range bodyLines(doc) {
		if line.page > 0 && line.page != but {
			first = min(first, line.y)
		}
	}
	return first
}

func checkWide(t *testing.T, doc *display.Document, at int) widePlace {
	t.Helper()
	figure, tag := -1, display.NoTag
	var top, bottom display.Length
	for page, panel := range pagesOf(doc) {
		for _, item := range panel.Items {
			path, ok := item.(*display.Path)
			if !ok || path.Tag == display.NoTag {
				continue
			}
			figure, tag, top, bottom = page, path.Tag, path.Segments[0].Points[0].Y, path.Segments[2].Points[0].Y
			if width := path.Segments[1].Points[0].X - path.Segments[0].Points[0].X; width != display.Millimetres(210_000)-2*display.Millimetres(15_500) {
				t.Errorf("%d: the figure is %d wide", at, width)
			}
		}
	}
	if figure < 0 {
		t.Fatalf("%d: there is no figure", at)
	}
	place := widePlace{there: true}
	above, below, seen := false, false, false
	bottoms := map[[3]int]display.Length{} // by page, band, column
	for _, line := range bodyLines(doc) {
		band := 0
		switch {
		case line.page != figure:
		case line.y > bottom:
			band, below = 1, true
		case line.y > top:
			t.Errorf("%d: a line stands beside the figure", at)
		default:
			above = true
		}
		key := [3]int{line.page, band, line.column}
		bottoms[key] = max(bottoms[key], line.y)
		comesAfter, isAfter := line.paragraph > tag, line.page > figure || line.page == figure && band == 1
		switch {
		case !comesAfter:
			place.near = line.page == figure // the last one counts
		case !seen:
			place.near = place.near || line.page == figure
			seen = true
		}
		place.there = place.there && comesAfter == isAfter
		place.early = place.early || !comesAfter && isAfter
	}
	if first := firstBaseline(doc, figure); figure > 0 && !above && top > first {
		t.Errorf("%d: there is a hole above the figure", at)
	}
	for page := range pagesOf(doc) {
		for band := range 2 {
			if bottoms[[3]int{page, band, 0}] != bottoms[[3]int{page, band, 1}] {
				t.Errorf("%d: the columns of page %d, band %d, are not level", at, page+1, band+1)
			}
		}
	}
	place.middle = above && below
	return place
}
