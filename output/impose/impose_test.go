package impose

import (
	"slices"
	"strings"
	"testing"

	"korthet/fonts"
	"korthet/layout/display"
	"korthet/output/press"
)

const (
	pt    = display.Point
	width = 400 * pt
	high  = 600 * pt
	bleed = 10 * pt
)

// page is a document of one side of one panel with these items.
func page(items ...display.Item) *display.Document {
	return &display.Document{
		Meta:    display.Meta{Name: "x", Title: "x", Language: "sv"},
		Colours: []display.Colour{{Name: "black", CMYK: [4]uint16{3: 10000}}, {Name: "spot", Spot: "PANTONE 281 C", CMYK: [4]uint16{10000}}, {Name: "unused", Spot: "PANTONE 1 C", CMYK: [4]uint16{1}}},
		Sheets:  []display.Sheet{{Sides: []display.Side{{Width: width, Height: high, Panels: []display.Panel{{Width: width, Height: high, Page: 1, Items: items}}}}}},
	}
}

func first(doc *display.Document) display.Item { return doc.Sheets[0].Sides[0].Panels[0].Items[0] }

func filled(segments []display.Segment) *display.Path {
	return &display.Path{Segments: segments, Fill: &display.Ink{Tint: display.Solid}}
}

func polygon(points ...display.XY) []display.Segment {
	var s []display.Segment
	for i, p := range points {
		op := display.LineTo
		if i == 0 {
			op = display.MoveTo
		}
		s = append(s, display.Segment{Op: op, Points: [3]display.XY{{X: p.X * pt, Y: p.Y * pt}}})
	}
	return append(s, display.Segment{Op: display.ClosePath})
}

// covers reports whether a place, in points, lies in an outline of straight
// lines by its fill rule.
func covers(s []display.Segment, evenOdd bool, x, y float64) bool {
	winding, crossings := 0, 0
	edge := func(a, b display.XY) {
		ax, ay, bx, by := float64(a.X)/float64(pt), float64(a.Y)/float64(pt), float64(b.X)/float64(pt), float64(b.Y)/float64(pt)
		if (ay <= y) == (by <= y) || x >= ax+(y-ay)*(bx-ax)/(by-ay) {
			return
		}
		crossings++
		if ay <= y {
			winding++
		} else {
			winding--
		}
	}
	var at, begin display.XY
	for _, segment := range s {
		to := segment.Points[0]
		switch segment.Op {
		case display.MoveTo:
			at, begin = to, to
			continue
		case display.ClosePath:
			to = begin
		case display.LineTo, display.CurveTo:
		}
		edge(at, to)
		at = to
	}
	if evenOdd {
		return crossings%2 == 1
	}
	return winding != 0
}

func TestBleedOfRectangles(t *testing.T) {
	for _, c := range []struct {
		name       string
		x, y, w, h display.Length
		want       [4]display.Length // x, y, width, height
	}{
		{"the whole page", 0, 0, width, high, [4]display.Length{-bleed, -bleed, width + 2*bleed, high + 2*bleed}},
		{"a band above", 0, 0, width, 50 * pt, [4]display.Length{-bleed, -bleed, width + 2*bleed, 50*pt + bleed}},
		{"the end edge", 300 * pt, 100 * pt, 100 * pt, 50 * pt, [4]display.Length{300 * pt, 100 * pt, 100*pt + bleed, 50 * pt}},
		{"inside", 10 * pt, 10 * pt, 50 * pt, 50 * pt, [4]display.Length{10 * pt, 10 * pt, 50 * pt, 50 * pt}},
		{"nearly touching", pt / 20, 100 * pt, 50 * pt, 50 * pt, [4]display.Length{-bleed, 100 * pt, 50*pt + bleed + pt/20, 50 * pt}},
		{"beyond the bleed", -50 * pt, 100 * pt, 100 * pt, 50 * pt, [4]display.Length{-50 * pt, 100 * pt, 100 * pt, 50 * pt}},
		{"half in the bleed", -5 * pt, 100 * pt, 100 * pt, 50 * pt, [4]display.Length{-bleed, 100 * pt, 105 * pt, 50 * pt}},
		{"outside", -50 * pt, 100 * pt, 45 * pt, 50 * pt, [4]display.Length{-50 * pt, 100 * pt, 45 * pt, 50 * pt}},
	} {
		item := filled(display.Rectangle(c.x, c.y, c.w, c.h))
		before := slices.Clone(item.Segments)
		got, _ := first(Bleed(page(item), bleed)).(*display.Path)
		if want := display.Rectangle(c.want[0], c.want[1], c.want[2], c.want[3]); !slices.Equal(got.Segments, want) {
			t.Errorf("%s: %v, want %v", c.name, got.Segments, want)
		}
		if !slices.Equal(item.Segments, before) {
			t.Errorf("%s: the document given was changed", c.name)
		}
	}
}

// TestBleedOfShapes: outside the trim the bleed is covered along the piece that
// touches; inside nothing changes; corners have no holes by either fill rule.
func TestBleedOfShapes(t *testing.T) {
	for _, evenOdd := range []bool{false, true} {
		for name, c := range map[string]struct {
			shape   []display.Segment
			in, out [][2]float64
		}{
			"a roof on the lower edge": {
				polygon(display.XY{X: 100, Y: 600}, display.XY{X: 200, Y: 500}, display.XY{X: 300, Y: 600}),
				[][2]float64{{200, 550}, {105, 605}, {295, 609}},
				[][2]float64{{105, 590}, {95, 605}, {305, 605}, {200, 611}},
			},
			"a corner cut off": {
				polygon(display.XY{}, display.XY{X: 400}, display.XY{X: 400, Y: 500}, display.XY{X: 300, Y: 600}, display.XY{Y: 600}),
				[][2]float64{{-5, -5}, {405, -5}, {405, 400}, {200, 605}, {-5, 605}, {-5, 300}, {200, -5}, {5, 5}, {395, 5}},
				[][2]float64{{395, 595}, {405, 550}, {350, 605}, {-11, 3}, {411, -5}},
			},
			"a point on the edge": {
				polygon(display.XY{X: 0, Y: 300}, display.XY{X: 100, Y: 200}, display.XY{X: 100, Y: 400}),
				[][2]float64{{50, 300}},
				[][2]float64{{-5, 300}, {5, 200}},
			},
		} {
			item := filled(c.shape)
			item.EvenOdd = evenOdd
			got, _ := first(Bleed(page(item), bleed)).(*display.Path)
			for _, p := range c.in {
				if !covers(got.Segments, evenOdd, p[0], p[1]) {
					t.Errorf("%s, even-odd %t: %v is not covered", name, evenOdd, p)
				}
			}
			for _, p := range c.out {
				if covers(got.Segments, evenOdd, p[0], p[1]) {
					t.Errorf("%s, even-odd %t: %v is covered", name, evenOdd, p)
				}
			}
		}
	}
}

func TestBleedOfLines(t *testing.T) {
	line := func(x0, y0, x1, y1 display.Length) []display.Segment {
		return polygon(display.XY{X: x0, Y: y0}, display.XY{X: x1, Y: y1})[:2]
	}
	for _, c := range []struct{ from, want []display.Segment }{
		{line(0, 100, 400, 100), line(-10, 100, 410, 100)},
		{line(50, 100, 350, 100), line(50, 100, 350, 100)},
		{line(200, 600, 200, 300), line(200, 610, 200, 300)},
		{line(200, 100, 400, 200), line(200, 100, 410, 205)},
		{line(0, 0, 0, 600), line(0, -10, 0, 610)},
	} {
		item := &display.Path{Segments: c.from, Stroke: &display.Stroke{Width: pt}}
		got, _ := first(Bleed(page(item), bleed)).(*display.Path)
		if !slices.Equal(got.Segments, c.want) {
			t.Errorf("%v became %v, want %v", c.from, got.Segments, c.want)
		}
	}
}

// shown is the box of what a picture shows, and the picture's own proportions.
func shown(t *testing.T, item display.Item) (box [4]display.Length, picture *display.Image) {
	t.Helper()
	switch item := item.(type) {
	case *display.Image:
		return [4]display.Length{item.X, item.Y, item.X + item.Width, item.Y + item.Height}, item
	case *display.Group:
		inner, p := shown(t, item.Items[0])
		if item.Clip == nil {
			return inner, p
		}
		b := bounds(item.Clip)
		return [4]display.Length{max(inner[0], b[0].X), max(inner[1], b[0].Y), min(inner[2], b[1].X), min(inner[3], b[1].Y)}, p
	default:
		t.Fatalf("%T is no picture", item)
	}
	return box, nil
}

func TestBleedOfPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		item display.Item
		want [4]display.Length
	}{
		{"the whole page", &display.Image{Width: width, Height: high}, [4]display.Length{-bleed, -bleed, width + bleed, high + bleed}},
		{"a band below", &display.Image{Y: 500 * pt, Width: width, Height: 100 * pt}, [4]display.Length{-bleed, 500 * pt, width + bleed, high + bleed}},
		{"inside", &display.Image{X: pt, Y: pt, Width: 9 * pt, Height: 9 * pt}, [4]display.Length{pt, pt, 10 * pt, 10 * pt}},
		{"cut to a band", &display.Group{Clip: display.Rectangle(0, 0, width, 100*pt), Items: []display.Item{
			&display.Image{Y: -50 * pt, Width: width, Height: 200 * pt},
		}}, [4]display.Length{-bleed, -bleed, width + bleed, 100 * pt}},
		{"cut, with enough behind", &display.Group{Clip: display.Rectangle(0, 100*pt, 100*pt, 100*pt), Items: []display.Item{
			&display.Image{X: -50 * pt, Y: 50 * pt, Width: 300 * pt, Height: 300 * pt},
		}}, [4]display.Length{-bleed, 100 * pt, 100 * pt, 200 * pt}},
	} {
		_, before := shown(t, c.item)
		got, after := shown(t, first(Bleed(page(c.item), bleed)))
		if got != c.want {
			t.Errorf("%s: it shows %v, want %v", c.name, got, c.want)
		}
		if d := float64(after.Width)/float64(after.Height) - float64(before.Width)/float64(before.Height); d > 1e-6 || d < -1e-6 {
			t.Errorf("%s: the picture is distorted", c.name)
		}
	}
}

// TestBleedInGroups: enlarged, mirrored and turned groups extend what touches the
// page's edge, wherever that is for them.
func TestBleedInGroups(t *testing.T) {
	for name, c := range map[string]struct {
		t    display.Transform
		want [4]display.Length // in the group
	}{
		"moved":    {display.Transform{A: 1 << 16, D: 1 << 16, F: 100 * pt}, [4]display.Length{-bleed, 0, 50*pt + bleed, 50 * pt}},
		"enlarged": {display.Transform{A: 2 << 16, D: 2 << 16, F: 100 * pt}, [4]display.Length{-bleed / 2, 0, 50*pt + bleed/2, 50 * pt}},
		"mirrored": {display.Transform{A: -1 << 16, D: 1 << 16, E: 50 * pt, F: 100 * pt}, [4]display.Length{0, 0, 50*pt + bleed, 50 * pt}},
		"turned":   {display.Transform{B: 1 << 16, C: -1 << 16, E: 50 * pt, F: 100 * pt}, [4]display.Length{0, 0, 50 * pt, 50*pt + bleed}},
		"turned on": {
			display.Transform{B: -1 << 16, C: 1 << 16, F: 150 * pt}, [4]display.Length{0, -bleed, 50 * pt, 50*pt + bleed},
		},
		"slanting": {display.Transform{A: 1 << 16, B: 1 << 10, D: 1 << 16}, [4]display.Length{0, 0, 50 * pt, 50 * pt}},
	} {
		group := &display.Group{Transform: c.t, Items: []display.Item{filled(display.Rectangle(0, 0, 50*pt, 50*pt))}}
		got, _ := first(Bleed(page(group), bleed)).(*display.Group)
		path, _ := got.Items[0].(*display.Path)
		if want := display.Rectangle(c.want[0], c.want[1], c.want[2], c.want[3]); !slices.Equal(path.Segments, want) {
			t.Errorf("%s: %v, want %v", name, path.Segments, want)
		}
	}
}

// TestBleedAtFolds: an edge that is folded has no bleed.
func TestBleedAtFolds(t *testing.T) {
	doc := page(filled(display.Rectangle(0, 0, width, high)))
	doc.Sheets[0].Sides[0].Panels[0].End = display.Fold
	got, _ := first(Bleed(doc, bleed)).(*display.Path)
	if want := display.Rectangle(-bleed, -bleed, width+bleed, high+2*bleed); !slices.Equal(got.Segments, want) {
		t.Errorf("got %v", got.Segments)
	}
	if Bleed(doc, 0) != doc {
		t.Error("no bleed makes another document")
	}
}

func TestMarks(t *testing.T) {
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	profile, _ := press.Builtin(press.Default)
	doc := page(&display.Path{Segments: display.Rectangle(0, 0, pt, pt), Fill: &display.Ink{Colour: 1, Tint: display.Solid}})
	if Marks(doc, &profile, Slug{}) != doc {
		t.Error("no marks make another document")
	}
	profile.Spots = []string{"Pantone 281 C"}
	profile.Marks = press.Marks{Crop: true, Fold: true, Registration: true, ColourBar: true, Slug: true, Gap: 12 * pt}
	side := &doc.Sheets[0].Sides[0]
	half := side.Panels[0]
	half.X, half.Width, half.Page, half.Items, half.Start = width/2, width/2, 2, nil, display.Fold
	side.Panels[0].Width, side.Panels[0].End = width/2, display.Fold
	side.Panels = append(side.Panels, half)
	marked := Marks(doc, &profile, Slug{Text: "fil.pdf", Face: face})
	if len(doc.Sheets[0].Sides[0].Items) > 0 || len(doc.Colours) != 3 {
		t.Error("the document given was changed")
	}
	gap, room := profile.MarkGap(), profile.Room()
	slug, dashed, patches := "", 0, map[string]int{}
	for _, item := range marked.Sheets[0].Sides[0].Items {
		var box [2]display.XY
		var ink display.Ink
		switch item := item.(type) {
		case *display.Path:
			box = bounds(item.Segments)
			if item.Fill != nil {
				ink = *item.Fill
				patches[marked.Colours[ink.Colour].Name]++
			} else {
				ink = item.Stroke.Ink
				if item.Stroke.Dash != nil {
					dashed++
					if box[0].X != width/2 || box[1].X != width/2 {
						t.Errorf("a fold mark is at %v", box)
					}
				}
			}
		case *display.GlyphRun:
			slug, ink = item.Text, item.Ink
			box = [2]display.XY{{X: item.X, Y: item.Y - item.Size}, {X: item.X, Y: item.Y}}
		default:
			t.Fatalf("%T is no mark", item)
		}
		if box[1].X > -gap && box[1].Y > -gap && box[0].X < width+gap && box[0].Y < high+gap {
			t.Errorf("a mark at %v is nearer than the gap", box)
		}
		if box[0].X < -room || box[0].Y < -room || box[1].X > width+room || box[1].Y > high+room {
			t.Errorf("a mark at %v is outside the room", box)
		}
		if path, ok := item.(*display.Path); (!ok || path.Fill == nil) && marked.Colours[ink.Colour].Spot != "All" {
			t.Errorf("a mark is in %q", marked.Colours[ink.Colour].Name)
		}
	}
	strange := Marks(doc, &profile, Slug{Text: "文件.pdf", Face: face}).Sheets[0].Sides[0].Items
	if run, ok := strange[len(strange)-1].(*display.GlyphRun); !ok || !strings.HasPrefix(run.Text, "??.pdf") {
		t.Errorf("a slug that the face lacks letters of is %v", strange[len(strange)-1])
	}
	if slug != "fil.pdf   Cyan, Magenta, Yellow, Black, PANTONE 281 C" {
		t.Errorf("the slug is %q", slug)
	}
	if dashed != 2 {
		t.Errorf("there are %d fold marks", dashed)
	}
	for _, name := range []string{"process cyan", "process magenta", "process yellow", "process black", "spot"} {
		if patches[name] == 0 {
			t.Errorf("the colour bar has no %s: %v", name, patches)
		}
	}
	if patches["unused"] > 0 {
		t.Error("a spot colour that nothing is printed in has a patch")
	}
}

// TestSlugBesideFolds: a slug ends before the first fold mark, however long it is.
func TestSlugBesideFolds(t *testing.T) {
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	doc := page()
	side := &doc.Sheets[0].Sides[0]
	third := side.Panels[0]
	third.Width, third.End = width/3, display.Fold
	middle, last := third, third
	middle.X, middle.Start, middle.End = width/3, display.Fold, display.Fold
	last.X, last.Start, last.End = 2*(width/3), display.Fold, display.Trim
	side.Panels = []display.Panel{third, middle, last}
	profile := press.Profile{Marks: press.Marks{Fold: true, Slug: true}}
	found := false
	for _, item := range Marks(doc, &profile, Slug{Text: strings.Repeat("a long name ", 6) + ".pdf", Face: face}).Sheets[0].Sides[0].Items {
		run, ok := item.(*display.GlyphRun)
		if !ok {
			continue
		}
		found = true
		end := run.X
		for _, g := range run.Glyphs {
			end += g.Advance
		}
		if run.X < 0 || end > width/3 {
			t.Errorf("the slug goes from %d to %d, the fold is at %d", run.X, end, width/3)
		}
	}
	if !found {
		t.Error("there is no slug")
	}
}
