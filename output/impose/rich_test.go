package impose

import (
	"slices"
	"testing"

	"korthet/layout/display"
	"korthet/output/press"
)

// TestRichBlack holds which areas are printed in a rich black: those of full black
// alone in which a circle of 10 mm has room.
func TestRichBlack(t *testing.T) {
	fill := func(x, y, w, h display.Length, colour int, tint uint16) *display.Path {
		return &display.Path{Segments: display.Rectangle(x, y, w, h), Fill: &display.Ink{Colour: colour, Tint: tint}}
	}
	shape := func(parts ...[]display.Segment) *display.Path {
		return &display.Path{Segments: slices.Concat(parts...), Fill: &display.Ink{Tint: display.Solid}}
	}
	with := func(p *display.Path, change func(*display.Path)) *display.Path {
		change(p)
		return p
	}
	evenOdd := func(p *display.Path) { p.EvenOdd = true }
	mixture := [4]uint16{3000, 3000, 3000, 10000}
	profile := press.Profile{RichBlack: mixture, Spots: []string{"PANTONE 281 C"}}
	mm := display.Millimetres(1_000)
	var code []display.Segment
	for i := range display.Length(40) {
		code = append(code, display.Rectangle(0, i*4*mm, 60*mm, 4*mm)...)
	}
	letters := display.Rectangle(0, 60*mm, 3*mm, 8*mm)
	for _, c := range []struct {
		name string
		item display.Item
		want bool
	}{
		{"a large area", fill(0, 0, 100*pt, 40*pt, 0, display.Solid), true},
		{"one that turns out large", &display.Group{Transform: display.Transform{A: 3 << 16, D: 3 << 16}, Items: []display.Item{fill(0, 0, 10*pt, 10*pt, 0, display.Solid)}}, true},
		{"one that lies on its side", &display.Group{Transform: display.Transform{B: 1 << 16, C: -6 << 16}, Items: []display.Item{fill(0, 0, 30*pt, 5*pt, 0, display.Solid)}}, true},
		{"one that turns out small", &display.Group{Transform: display.Transform{A: 1 << 14, D: 1 << 14}, Items: []display.Item{fill(0, 0, 100*pt, 100*pt, 0, display.Solid)}}, false},
		{"one that stands askew", &display.Group{Transform: display.Transform{A: 1 << 15, B: 1 << 15, C: -1 << 15, D: 1 << 15}, Items: []display.Item{fill(0, 0, 100*pt, 100*pt, 0, display.Solid)}}, true},
		{"a thick rule that stands askew", &display.Group{Transform: display.Transform{A: 1 << 15, B: 1 << 15, C: -1 << 15, D: 1 << 15}, Items: []display.Item{fill(0, 0, 100*pt, 20*pt, 0, display.Solid)}}, false},
		{"of 10 mm", fill(3, 5, 10*mm, 10*mm, 0, display.Solid), true},
		{"of a little less", fill(3, 5, 10*mm, 98*mm/10, 0, display.Solid), false},
		{"a disc", shape(disc(20*mm, 20*mm, 53*mm/10)), true},
		{"a small disc", shape(disc(20*mm, 20*mm, 49*mm/10)), false},
		{"a ring", with(shape(disc(40*mm, 40*mm, 40*mm), disc(40*mm, 40*mm, 29*mm)), evenOdd), true},
		{"a thin ring", with(shape(disc(40*mm, 40*mm, 40*mm), disc(40*mm, 40*mm, 31*mm)), evenOdd), false},
		{"a disc in a disc", shape(disc(40*mm, 40*mm, 40*mm), disc(40*mm, 40*mm, 31*mm)), true},
		{"an L of thick rules", shape(corners(0, 0, 6, 0, 6, 60, 60, 60, 60, 66, 0, 66)), false},
		{"an L of areas", shape(corners(0, 0, 11, 0, 11, 60, 60, 60, 60, 71, 0, 71)), true},
		{"a slope", shape(corners(0, 0, 80, 0, 0, 40)), true},
		{"a letter beside a ground", shape(display.Rectangle(0, 0, 50*mm, 50*mm), letters), false},
		{"a hole in a ground", with(shape(display.Rectangle(0, 0, 50*mm, 50*mm), disc(10*mm, 10*mm, mm)), evenOdd), true},
		{"a code of large modules", shape(code), false},
		{"an area of which little shows", &display.Group{Clip: display.Rectangle(0, 0, 50*mm, 8*mm), Items: []display.Item{fill(0, 0, 50*mm, 50*mm, 0, display.Solid)}}, false},
		{"an area of which a disc shows", &display.Group{Clip: disc(20*mm, 20*mm, 10*mm), Items: []display.Item{fill(0, 0, 50*mm, 50*mm, 0, display.Solid)}}, true},
		{"a thick rule", fill(0, 0, 100*pt, 20*pt, 0, display.Solid), false},
		{"a grey area", fill(0, 0, 100*pt, 40*pt, 0, 5000), false},
		{"an area of a spot colour", fill(0, 0, 100*pt, 40*pt, 1, display.Solid), false},
		{"a framed area", with(fill(0, 0, 100*pt, 100*pt, 0, display.Solid), func(p *display.Path) { p.Stroke = &display.Stroke{Width: pt} }), true},
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
		if !ok || out.Colours[path.Fill.Colour].CMYK != mixture || path.Stroke != nil && path.Stroke.Ink.Colour != 0 {
			t.Errorf("%s is printed in %+v", c.name, item)
		}
		if len(doc.Colours) != 3 {
			t.Errorf("%s: the document given was changed", c.name)
		}
	}
	doc := page(fill(0, 0, 100*pt, 40*pt, 0, display.Solid))
	doc.Colours[0] = display.Colour{Name: "black of the screen"}
	if RichBlack(doc, &profile) == doc {
		t.Error("an area in the black of the screen stays as it is")
	}
	doc.Colours[0].RGB[2] = 40
	if RichBlack(doc, &profile) != doc {
		t.Error("an area in a dark blue of the screen is printed in a rich black")
	}
	if RichBlack(doc, &press.Profile{}) != doc {
		t.Error("a mixture of nothing changes the document")
	}
}

// disc is a circle of four curves.
func disc(x, y, r display.Length) []display.Segment {
	k := r.Scale(5523, 10_000)
	at := func(dx, dy display.Length) display.XY { return display.XY{X: x + dx, Y: y + dy} }
	curve := func(a, b, c display.XY) display.Segment {
		return display.Segment{Op: display.CurveTo, Points: [3]display.XY{a, b, c}}
	}
	return []display.Segment{
		{Op: display.MoveTo, Points: [3]display.XY{at(r, 0)}},
		curve(at(r, k), at(k, r), at(0, r)),
		curve(at(-k, r), at(-r, k), at(-r, 0)),
		curve(at(-r, -k), at(-k, -r), at(0, -r)),
		curve(at(k, -r), at(r, -k), at(r, 0)),
		{Op: display.ClosePath},
	}
}

// corners is a loop of straight lines between places in millimetres.
func corners(places ...int64) []display.Segment {
	var out []display.Segment
	for i := 0; i < len(places); i += 2 {
		s := display.Segment{Op: display.LineTo, Points: [3]display.XY{{X: display.Millimetres(places[i] * 1000), Y: display.Millimetres(places[i+1] * 1000)}}}
		if i == 0 {
			s.Op = display.MoveTo
		}
		out = append(out, s)
	}
	return append(out, display.Segment{Op: display.ClosePath})
}
