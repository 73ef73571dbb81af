package impose

import (
	"testing"

	"korthet/layout/display"
	"korthet/output/press"
)

// TestRichBlack holds which areas are printed in a rich black: large rectangles of
// full black alone.
func TestRichBlack(t *testing.T) {
	fill := func(x, y, w, h display.Length, colour int, tint uint16) *display.Path {
		return &display.Path{Segments: display.Rectangle(x, y, w, h), Fill: &display.Ink{Colour: colour, Tint: tint}}
	}
	mixture := [4]uint16{3000, 3000, 3000, 10000}
	profile := press.Profile{RichBlack: mixture, Spots: []string{"PANTONE 281 C"}}
	squares := fill(0, 0, 100*pt, 100*pt, 0, display.Solid)
	squares.Segments = append(squares.Segments, display.Rectangle(0, 0, 50*pt, 50*pt)...)
	framed := fill(0, 0, 100*pt, 100*pt, 0, display.Solid)
	framed.Stroke = &display.Stroke{Width: pt}
	for _, c := range []struct {
		name string
		item display.Item
		want bool
	}{
		{"a large area", fill(0, 0, 100*pt, 40*pt, 0, display.Solid), true},
		{"one that turns out large", &display.Group{Transform: display.Transform{A: 3 << 16, D: 3 << 16}, Items: []display.Item{fill(0, 0, 10*pt, 10*pt, 0, display.Solid)}}, true},
		{"one that lies on its side", &display.Group{Transform: display.Transform{B: 1 << 16, C: -6 << 16}, Items: []display.Item{fill(0, 0, 30*pt, 5*pt, 0, display.Solid)}}, true},
		{"one that turns out small", &display.Group{Transform: display.Transform{A: 1 << 14, D: 1 << 14}, Items: []display.Item{fill(0, 0, 100*pt, 100*pt, 0, display.Solid)}}, false},
		{"one that stands askew", &display.Group{Transform: display.Transform{A: 1 << 15, B: 1 << 15, C: -1 << 15, D: 1 << 15}, Items: []display.Item{fill(0, 0, 100*pt, 100*pt, 0, display.Solid)}}, false},
		{"a thick rule", fill(0, 0, 100*pt, 20*pt, 0, display.Solid), false},
		{"a grey area", fill(0, 0, 100*pt, 40*pt, 0, 5000), false},
		{"an area of a spot colour", fill(0, 0, 100*pt, 40*pt, 1, display.Solid), false},
		{"squares", squares, false},
		{"a framed area", framed, false},
		{"text", &display.GlyphRun{Size: 100 * pt}, false},
	} {
		doc := page(c.item)
		out := RichBlack(doc, &profile)
		if got := out != doc; got != c.want {
			t.Errorf("%s is printed in a rich black: %t", c.name, got)
			continue
		}
		if !c.want {
			continue
		}
		item := out.Sheets[0].Sides[0].Panels[0].Items[0]
		if group, ok := item.(*display.Group); ok {
			item = group.Items[0]
		}
		path, ok := item.(*display.Path)
		if !ok || out.Colours[path.Fill.Colour].CMYK != mixture {
			t.Errorf("%s is printed in %+v", c.name, item)
		}
		if len(doc.Colours) != 3 {
			t.Errorf("%s: the document given was changed", c.name)
		}
	}
	doc := page(fill(0, 0, 100*pt, 40*pt, 0, display.Solid))
	if RichBlack(doc, &press.Profile{}) != doc {
		t.Error("a mixture of nothing changes the document")
	}
}
