package layout_test

import (
	"context"
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
// above all columns of its page, over the whole width, within a page of the text
// that follows it, and every line stays on the page.
func TestWide(t *testing.T) {
	library, store := fonts.Builtin(), cache.New(64<<20)
	sentence := "Organisationen arbetar nära regeringar och andra organisationer på hela området. "
	for at := range 9 {
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
			paragraph := &content.Paragraph{Text: content.Inlines{{Text: strings.TrimSpace(strings.Repeat(sentence, 18)), Pos: pos}}}
			paragraph.Pos = pos
			section.Blocks = append(section.Blocks, paragraph)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library, Cache: store})
		if err != nil || failed(result.Problems) {
			t.Fatal(result.Problems, err)
		}
		sound(t, result.Document, true)
		checkWide(t, result.Document, at)
	}
}

func checkWide(t *testing.T, doc *display.Document, at int) {
	t.Helper()
	figure, anchor := -1, -1
	var bottom display.Length
	for s, sheet := range doc.Sheets {
		for k, side := range sheet.Sides {
			page := 2*s + k
			for _, item := range side.Panels[0].Items {
				switch it := item.(type) {
				case *display.Path:
					if it.Tag == display.NoTag {
						continue
					}
					figure, bottom = page, it.Segments[2].Points[0].Y
					if width := it.Segments[1].Points[0].X - it.Segments[0].Points[0].X; width != display.Millimetres(210_000)-2*display.Millimetres(15_500) {
						t.Errorf("%d: the figure is %d wide", at, width)
					}
				case *display.GlyphRun:
					if anchor < 0 && it.Src.Line == 10+at {
						anchor = page
					}
				}
			}
		}
	}
	if figure < 0 || figure < anchor-1 || figure > anchor+1 {
		t.Errorf("%d: the figure stands on page %d, the text after it on page %d", at, figure+1, anchor+1)
	}
	for _, line := range bodyLines(doc) {
		if line.page == figure && line.y < bottom {
			t.Errorf("%d: a line stands above the figure's foot", at)
			break
		}
	}
}
