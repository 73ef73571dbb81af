package preflight_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"

	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/preflight"
)

const pt = display.Point

// TestRatio compares contrasts with those that WCAG's formula gives, computed in
// floating point, and with figures that are published.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"000000", "ffffff", 2100},
		{"ffffff", "ffffff", 100},
		{"777777", "ffffff", 448}, // 4.478: the well-known grey that just fails
		{"767676", "ffffff", 454},
		{"949494", "ffffff", 303},
		{"959595", "ffffff", 299},
		{"ff0000", "ffffff", 400},
		{"0000ff", "ffffff", 859},
		{"008000", "ffffff", 514},
		{"ffff00", "000000", 1956},
	} {
		if got := preflight.Ratio(hex(c.a), hex(c.b)); got != c.want {
			t.Errorf("%s on %s: got %d, want %d", c.a, c.b, got, c.want)
		}
		if preflight.Ratio(hex(c.a), hex(c.b)) != preflight.Ratio(hex(c.b), hex(c.a)) {
			t.Errorf("%s and %s: the ratio depends on the order", c.a, c.b)
		}
	}
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 5 {
				for _, other := range [][3]uint8{{}, {255, 255, 255}, {11, 46, 107}} {
					rgb := [3]uint8{uint8(r), uint8(g), uint8(b)}
					exact := contrast(rgb, other)
					got := preflight.Ratio(rgb, other)
					if math.Abs(float64(got)-100*exact) > 0.51 && (got != 449 && got != 299 || math.Abs(float64(got)-100*exact) > 1) {
						t.Fatalf("%v on %v: got %d, want %.3f", rgb, other, got, exact)
					}
					if (got >= 450) != (exact >= 4.5) || (got >= 300) != (exact >= 3) {
						t.Fatalf("%v on %v: got %d for %.5f", rgb, other, got, exact)
					}
				}
			}
		}
	}
}

// contrast is WCAG's formula as it is written.
func contrast(a, b [3]uint8) float64 {
	l := [2]float64{}
	for i, rgb := range [2][3]uint8{a, b} {
		for k, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
			c := float64(rgb[k]) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			l[i] += weight * c
		}
	}
	return (max(l[0], l[1]) + 0.05) / (min(l[0], l[1]) + 0.05)
}

func hex(text string) (rgb [3]uint8) {
	if _, err := fmt.Sscanf(text, "%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		panic(err)
	}
	return rgb
}

// Colours of the test documents.
const (
	black = iota
	grey  // #777
	light
	white
	brand
	tint
)

func colours() []display.Colour {
	return []display.Colour{
		{Name: "black"},
		{Name: "grey", RGB: hex("777777")},
		{Name: "light", RGB: hex("959595")},
		{Name: "white", RGB: hex("ffffff")},
		{Name: "brand", RGB: hex("0b2e6b")},
		{Name: "tint", RGB: hex("e4ebf5")},
	}
}

func ink(colour int) display.Ink { return display.Ink{Colour: colour, Tint: display.Solid} }

// sheet makes documents of one page of 200 × 200 pt.
type sheet struct {
	t   testing.TB
	doc *display.Document
}

func newSheet(t testing.TB) *sheet {
	s := &sheet{t: t, doc: &display.Document{
		Meta: display.Meta{Name: "prov", Title: "Prov", Language: "sv"}, Colours: colours(),
	}}
	s.doc.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
	s.doc.Sheets = []display.Sheet{{Sides: []display.Side{{Width: 200 * pt, Height: 200 * pt, Panels: []display.Panel{{
		Width: 200 * pt, Height: 200 * pt, Page: 1, Label: "1",
	}}}}}}
	return s
}

func (s *sheet) put(items ...display.Item) {
	panel := &s.doc.Sheets[0].Sides[0].Panels[0]
	panel.Items = append(panel.Items, items...)
}

// run returns a run at 20, 100 that belongs to a paragraph of its own.
func (s *sheet) run(text string, weight int, size display.Length, ink display.Ink) *display.GlyphRun {
	p := s.doc.Add(display.Root, display.Tag{Role: display.RoleParagraph})
	run := s.artifact(text, weight, size, ink)
	run.Tag = s.doc.Add(p, display.Tag{Role: display.RoleText, Text: text})
	run.Src = display.Src{File: "text/sv/one.yaml", Line: int(run.Tag), Column: 3}
	return run
}

func (s *sheet) artifact(text string, weight int, size display.Length, ink display.Ink) *display.GlyphRun {
	s.t.Helper()
	face, err := fonts.Builtin().Find("Source Sans 3", weight, false)
	if err != nil {
		s.t.Fatal(err)
	}
	run := &display.GlyphRun{X: 20 * pt, Y: 100 * pt, Face: face, Size: size, Text: text, Ink: ink, Lang: "sv"}
	for _, g := range face.Shape(text, fonts.ShapeOptions{}) {
		run.Glyphs = append(run.Glyphs, display.Glyph{ID: g.ID, Advance: size.Scale(int64(g.Advance), int64(face.UnitsPerEm())), Cluster: g.Cluster})
	}
	return run
}

func plane(colour int, x, y, width, height display.Length) *display.Path {
	fill := ink(colour)
	return &display.Path{Segments: display.Rectangle(x*pt, y*pt, width*pt, height*pt), Fill: &fill}
}

// TestGrounds: what lies behind a text is found, and nothing else.
func TestGrounds(t *testing.T) {
	behind := func(items ...display.Item) []display.Item { return items }
	half := display.Ink{Colour: brand, Tint: 8550}
	circle := &display.Path{Fill: &half, Segments: []display.Segment{
		{Op: display.MoveTo, Points: [3]display.XY{{X: 100 * pt, Y: 0}}},
		{Op: display.CurveTo, Points: [3]display.XY{{X: 220 * pt, Y: 0}, {X: 220 * pt, Y: 190 * pt}, {X: 100 * pt, Y: 190 * pt}}},
		{Op: display.CurveTo, Points: [3]display.XY{{X: -20 * pt, Y: 190 * pt}, {X: -20 * pt, Y: 0}, {X: 100 * pt, Y: 0}}},
	}}
	ring := &display.Path{Fill: plane(black, 0, 0, 1, 1).Fill, EvenOdd: true, Segments: append(
		display.Rectangle(0, 0, 200*pt, 200*pt), display.Rectangle(10*pt, 60*pt, 180*pt, 80*pt)...)}
	solid := *ring
	solid.EvenOdd = false
	line := func(width display.Length) *display.Path {
		return &display.Path{Stroke: &display.Stroke{Ink: ink(black), Width: width}, Segments: []display.Segment{
			{Op: display.MoveTo, Points: [3]display.XY{{X: 0, Y: 97 * pt}}}, {Op: display.LineTo, Points: [3]display.XY{{X: 200 * pt, Y: 97 * pt}}},
		}}
	}
	for _, c := range []struct {
		name   string
		behind []display.Item
		ink    int
		size   display.Length
		weight int
		want   string // ground, ratio, suggestion; "" for no finding
	}{
		{"black on white", nil, black, 9 * pt, 400, ""},
		{"grey on white", nil, grey, 9 * pt, 400, "the paper 448/450 brand"},
		{"grey on white, nearly large", nil, grey, 18*pt - 1, 400, "the paper 448/450 brand"},
		{"grey on white, large", nil, grey, 18 * pt, 400, ""},
		{"grey on white, bold", nil, grey, 14 * pt, 700, ""},
		{"grey on white, semibold", nil, grey, 14 * pt, 600, "the paper 448/450 brand"},
		{"grey on white, bold and small", nil, grey, 14*pt - 1, 700, "the paper 448/450 brand"},
		{"light on white, large", nil, light, 30 * pt, 400, "the paper 299/300 grey"},
		{"white on white", nil, white, 9 * pt, 400, "the paper 100/450 brand"},
		{"brand on a tint", behind(plane(tint, 0, 0, 200, 200)), brand, 9 * pt, 400, ""},
		{"grey on a tint", behind(plane(tint, 0, 0, 200, 200)), grey, 9 * pt, 400, "tint 373/450 brand"},
		{"white on a dark plane", behind(plane(brand, 0, 0, 200, 200)), white, 9 * pt, 400, ""},
		{"black on a dark plane", behind(plane(brand, 0, 0, 200, 200)), black, 9 * pt, 400, "brand 162/450 tint"},
		{"the upper plane counts", behind(plane(brand, 0, 0, 200, 200), plane(white, 0, 0, 200, 200)), black, 9 * pt, 400, ""},
		{"a plane elsewhere", behind(plane(black, 0, 110, 200, 90)), black, 9 * pt, 400, ""},
		{"a plane behind the end", behind(plane(black, 60, 0, 140, 200)), black, 9 * pt, 400, "black 100/450 "},
		{"a hairline through the text", behind(line(pt / 2)), black, 9 * pt, 400, ""},
		{"a filled rule under the text", behind(plane(black, 0, 101, 200, 1)), black, 9 * pt, 400, ""},
		{"a stroke as broad as a plane", behind(line(40 * pt)), black, 9 * pt, 400, "black 100/450 grey"},
		{"a curved shape", behind(circle), black, 9 * pt, 400, "brand at 85.5 % 246/450 tint"},
		{"a hole", behind(ring), black, 9 * pt, 400, ""},
		{"no hole", behind(&solid), black, 9 * pt, 400, "black 100/450 grey"},
		{"a clipped plane", behind(&display.Group{Clip: display.Rectangle(0, 110*pt, 200*pt, 90*pt), Items: behind(plane(black, 0, 0, 200, 200))}), black, 9 * pt, 400, ""},
		{"a clip that shows", behind(&display.Group{Clip: display.Rectangle(0, 50*pt, 200*pt, 90*pt), Items: behind(plane(black, 0, 0, 200, 200))}), black, 9 * pt, 400, "black 100/450 grey"},
		{"a moved plane", behind(&display.Group{Transform: display.Transform{A: 1 << 16, D: 1 << 16, F: 80 * pt}, Items: behind(plane(black, 0, 0, 200, 50))}), black, 9 * pt, 400, "black 100/450 grey"},
		{"a turned plane", behind(&display.Group{Transform: display.Transform{B: 1 << 16, C: -1 << 16, E: 200 * pt}, Items: behind(plane(black, 80, 0, 40, 200))}), black, 9 * pt, 400, "black 100/450 grey"},
		{"a plane turned across", behind(&display.Group{Transform: display.Transform{B: 1 << 16, C: -1 << 16, E: 200 * pt}, Items: behind(plane(black, 0, 80, 200, 40))}), black, 9 * pt, 400, "black 100/450 "},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSheet(t)
			run := s.run("Migration och utveckling", c.weight, c.size, ink(c.ink))
			s.put(c.behind...)
			s.put(run)
			s.put(plane(c.ink, 0, 0, 200, 200)) // later: not behind
			expect(t, s.doc, run.Src, c.want)
		})
	}
}

// expect compares the findings of a document with one, or none.
func expect(t *testing.T, doc *display.Document, src display.Src, want string) {
	t.Helper()
	for _, err := range display.Check(doc) {
		t.Fatal(err)
	}
	found := preflight.Contrast(doc, preflight.Options{})
	if want == "" {
		if len(found) > 0 {
			t.Errorf("got %+v, want nothing", found)
		}
		return
	}
	if len(found) != 1 {
		t.Fatalf("got %+v, want one finding", found)
	}
	f := found[0]
	if got := fmt.Sprintf("%s %d/%d %s", f.Ground, f.Ratio, f.Needed, f.Suggest); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if f.Src != src || f.Page != 1 {
		t.Errorf("got the place %v on page %d", f.Src, f.Page)
	}
}

// picture makes an image file; the function gives each pixel's grey and alpha.
func picture(t testing.TB, format string, width, height int, pixel func(x, y int) (uint8, uint8)) *display.ImageData {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			grey, alpha := pixel(x, y)
			img.SetNRGBA(x, y, color.NRGBA{grey, grey, grey, alpha})
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	if format == "jpeg" {
		out.Reset()
		err = jpeg.Encode(&out, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return &display.ImageData{Name: "images/photo." + format, Format: format, Bytes: out.Bytes(), Width: width, Height: height, Digest: fmt.Sprint(format, out.Len())}
}

func TestPictures(t *testing.T) {
	flat := func(grey, alpha uint8) func(x, y int) (uint8, uint8) {
		return func(int, int) (uint8, uint8) { return grey, alpha }
	}
	right := func(x, y int) (uint8, uint8) { // dark on the right third
		if x > 66 {
			return 0, 255
		}
		return 255, 255
	}
	top := func(x, y int) (uint8, uint8) { // dark above the text
		if y < 40 {
			return 0, 255
		}
		return 255, 255
	}
	speckled := func(x, y int) (uint8, uint8) { // a dark pixel here and there
		if x%10 == 0 && y%10 == 0 {
			return 0, 255
		}
		return 255, 255
	}
	for _, c := range []struct {
		name   string
		format string
		pixel  func(x, y int) (uint8, uint8)
		ink    int
		under  int
		want   string
	}{
		{"light", "png", flat(250, 255), black, white, ""},
		{"dark", "png", flat(20, 255), black, white, "images/photo.png 114/450 light"},
		{"dark jpeg", "jpeg", flat(20, 255), black, white, "images/photo.jpeg 114/450 light"},
		{"white on dark", "jpeg", flat(20, 255), white, white, ""},
		{"dark on the right", "png", right, black, white, "images/photo.png 100/450 "},
		{"dark above", "png", top, black, white, ""},
		{"speckled", "png", speckled, black, white, ""},
		{"clear", "png", flat(0, 0), black, white, ""},
		{"clear over black", "png", flat(255, 0), black, black, "black 100/450 grey"},
		{"half clear over white", "png", flat(0, 128), black, white, ""},
		{"half clear over black", "png", flat(0, 128), black, black, "images/photo.png 100/450 grey"},
		{"mostly dark over white", "png", flat(0, 200), black, white, "images/photo.png 176/450 tint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSheet(t)
			run := s.run("Migration och utveckling i världen", 400, 9*pt, ink(c.ink))
			s.put(plane(c.under, 0, 0, 200, 200), &display.Image{Width: 200 * pt, Height: 200 * pt, Data: picture(t, c.format, 100, 100, c.pixel)}, run)
			expect(t, s.doc, run.Src, c.want)
		})
	}
	t.Run("turned", func(t *testing.T) {
		// The dark right third comes to lie below the text, then behind it.
		for turned, want := range map[display.Length]string{0: "", 60: "images/photo.png 100/450 grey"} {
			s := newSheet(t)
			run := s.run("Migration", 400, 9*pt, ink(black))
			s.put(&display.Group{Transform: display.Transform{B: 1 << 16, C: -1 << 16, E: 200 * pt, F: -turned * pt}, Items: []display.Item{
				&display.Image{Width: 200 * pt, Height: 200 * pt, Data: picture(t, "png", 100, 100, right)},
			}}, run)
			expect(t, s.doc, run.Src, want)
		}
	})
	t.Run("unreadable", func(t *testing.T) {
		s := newSheet(t)
		run := s.run("Migration", 400, 9*pt, ink(grey))
		s.put(&display.Image{Width: 200 * pt, Height: 200 * pt, Data: &display.ImageData{Format: "png", Bytes: []byte("no")}}, run)
		expect(t, s.doc, run.Src, "the paper 448/450 brand")
	})
	t.Run("shared", func(t *testing.T) {
		shared := preflight.Options{Cache: cache.New(1 << 20)}
		var found [2][]preflight.Finding
		for i := range found {
			s := newSheet(t)
			s.put(&display.Image{Width: 200 * pt, Height: 200 * pt, Data: picture(t, "png", 100, 100, right)}, s.run("Migration och utveckling i världen", 400, 9*pt, ink(black)))
			found[i] = preflight.Contrast(s.doc, shared)
		}
		if len(found[0]) != 1 || !reflect.DeepEqual(found[0], found[1]) {
			t.Errorf("got %+v, then %+v", found[0], found[1])
		}
	})
}

// TestArtifacts: running heads are looked at, ornaments are not.
func TestArtifacts(t *testing.T) {
	for text, want := range map[string]int{"2": 1, "i korthet": 1, "•": 0, "— * —": 0, " ": 0} {
		s := newSheet(t)
		s.put(s.artifact(text, 400, 8*pt, ink(light)))
		if found := preflight.Contrast(s.doc, preflight.Options{}); len(found) != want {
			t.Errorf("%q: got %+v, want %d", text, found, want)
		}
	}
}

// TestMerge: a paragraph is told of once, where it is worst, others besides.
func TestMerge(t *testing.T) {
	s := newSheet(t)
	first := s.run("Första raden", 400, 9*pt, ink(grey))
	second := s.artifact("andra raden på mörk botten", 400, 9*pt, ink(grey))
	second.Tag, second.Src, second.Y = first.Tag, display.Src{File: "b.yaml", Line: 2}, 120*pt
	third := s.artifact("andra raden", 400, 9*pt, ink(grey))
	third.Tag, third.Y = first.Tag, 140*pt
	other := s.run("Ett annat stycke", 400, 9*pt, ink(light))
	other.Y = 160 * pt
	head := s.artifact("Sidhuvud", 400, 8*pt, ink(grey))
	head.Y = 10 * pt
	s.put(plane(brand, 0, 105, 200, 20), first, second, third, other, head)
	next := display.Panel{Page: 2, Label: "2", Width: 200 * pt, Height: 200 * pt, Items: []display.Item{head}}
	s.doc.Sheets[0].Sides[0].Panels = append(s.doc.Sheets[0].Sides[0].Panels, next)
	s.doc.Sheets[0].Sides[0].Panels[1].X = 200 * pt
	var got []string
	for _, f := range preflight.Contrast(s.doc, preflight.Options{}) {
		got = append(got, fmt.Sprintf("%d %s: %s on %s %d", f.Page, f.Text, f.Ink, f.Ground, f.Ratio))
	}
	want := []string{
		"1 Första raden: grey on the paper 448",
		"1 andra raden på mörk botten: grey on brand 290",
		"1 Ett annat stycke: light on the paper 299",
		"1 Sidhuvud: grey on the paper 448",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSideItems: what lies across a fold is looked at on each panel that it
// reaches.
func TestSideItems(t *testing.T) {
	s := newSheet(t)
	side := &s.doc.Sheets[0].Sides[0]
	side.Width = 400 * pt
	side.Panels = append(side.Panels, display.Panel{X: 200 * pt, Width: 200 * pt, Height: 200 * pt, Page: 2, Label: "2", Items: []display.Item{plane(brand, 0, 0, 200, 200)}})
	run := s.run("Över falsen", 400, 20*pt, ink(black))
	run.X = 150 * pt
	side.Items = []display.Item{run}
	found := preflight.Contrast(s.doc, preflight.Options{})
	if len(found) != 1 || found[0].Page != 2 || found[0].Ground != "brand" {
		t.Errorf("got %+v, want one finding on page 2", found)
	}
}

func TestMessage(t *testing.T) {
	f := preflight.Finding{Page: 2, Text: "Tlf", Ink: "grey", Ground: "tint", Ratio: 373, Needed: 450, Suggest: "brand"}
	if got, want := f.Message(), "the text “Tlf” on page 2 is hard to read: grey on tint has a contrast of 3.73:1; 4.5:1 is needed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := f.Hint(), `give the text the colour "brand", or make what lies behind it lighter or darker`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f = preflight.Finding{Ratio: 100, Needed: 300}
	if got := f.Message() + f.Hint(); !strings.Contains(got, "contrast of 1:1; 3:1 is needed") || !strings.Contains(got, "no colour of the theme would do") {
		t.Errorf("got %q", got)
	}
}

// TestLongText: of a long text its beginning is told.
func TestLongText(t *testing.T) {
	s := newSheet(t)
	s.put(s.run(strings.Repeat("migration ", 30), 400, 2*pt, ink(light)))
	found := preflight.Contrast(s.doc, preflight.Options{})
	if len(found) != 1 || len([]rune(found[0].Text)) != 61 || !strings.HasSuffix(found[0].Text, "…") {
		t.Errorf("got %+v", found)
	}
}

// TestUnsound: a document with faults has no findings, and breaks nothing.
func TestUnsound(t *testing.T) {
	if found := preflight.Contrast(&display.Document{}, preflight.Options{}); found != nil {
		t.Errorf("got %+v", found)
	}
}

// FuzzContrast: whatever the numbers, the call returns, and what it tells is
// below what is needed.
func FuzzContrast(f *testing.F) {
	f.Add(int64(0), int64(0), int64(1<<16), int64(0), int64(0), int64(1<<16), int64(5<<20), uint8(1), uint8(2))
	f.Add(int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), int64(-1), int64(math.MinInt64), int64(1), int64(math.MaxInt64/2), uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, x, y, a, b, c, d, size int64, colour, kind uint8) {
		s := newSheet(t)
		run := s.run("Migration", 400, max(1, display.Length(size)), ink(int(colour)%6))
		run.X, run.Y = display.Length(x), display.Length(y)
		fill := ink(int(kind) % 6)
		shape := &display.Path{Fill: &fill, EvenOdd: kind&8 != 0, Segments: []display.Segment{
			{Op: display.SegmentOp(kind % 4), Points: [3]display.XY{{X: display.Length(x), Y: display.Length(y)}, {X: display.Length(a), Y: display.Length(b)}, {X: display.Length(c)}}},
			{Op: display.LineTo, Points: [3]display.XY{{X: display.Length(d), Y: display.Length(y)}}},
			{Op: display.CurveTo, Points: [3]display.XY{{X: display.Length(size), Y: display.Length(c)}}},
		}}
		if kind&16 != 0 {
			shape.Stroke = &display.Stroke{Ink: fill, Width: display.Length(size)}
		}
		s.put(shape, &display.Image{X: display.Length(a), Y: display.Length(b), Width: display.Length(c), Height: display.Length(d), Data: picture(t, "png", 3, 2, func(x, y int) (uint8, uint8) { return colour, kind })},
			&display.Group{Transform: display.Transform{A: a, B: b, C: c, D: d, E: display.Length(x), F: display.Length(y)}, Clip: shape.Segments, Items: []display.Item{shape, run}}, run)
		for _, f := range preflight.Contrast(s.doc, preflight.Options{}) {
			if f.Ratio >= f.Needed || f.Ratio < 100 || f.Ground == "" || f.Ink == "" {
				t.Errorf("got %+v", f)
			}
		}
	})
}

func BenchmarkContrast(b *testing.B) {
	s := newSheet(b)
	for i := range 60 {
		run := s.run("Migration och utveckling i världen är", 400, 3*pt, ink(grey))
		run.Y = display.Length(10+3*i) * pt
		s.put(run)
	}
	flat := *s.doc
	panel := &s.doc.Sheets[0].Sides[0].Panels[0]
	uneven := append([]display.Item{plane(tint, 0, 0, 50, 200), plane(tint, 50, 0, 150, 200)}, panel.Items...)
	for name, items := range map[string][]display.Item{"paper": panel.Items, "planes": uneven} {
		b.Run(name, func(b *testing.B) {
			doc := flat
			doc.Sheets = []display.Sheet{{Sides: []display.Side{{Panels: []display.Panel{*panel}}}}}
			doc.Sheets[0].Sides[0].Panels[0].Items = items
			b.ReportAllocs()
			for b.Loop() {
				if len(preflight.Contrast(&doc, preflight.Options{})) == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
