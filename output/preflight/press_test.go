package preflight_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/preflight"
	"korthet/output/press"
)

// Colours of the test documents for the press.
const (
	inkText  = iota // K 100
	inkPaper        // white
	inkBrand        // three inks
	inkTint
	inkMuted // K 70
	inkCount
)

func pressColours() []display.Colour {
	white := [3]uint8{255, 255, 255}
	return []display.Colour{
		inkText:  {Name: "text", CMYK: [4]uint16{3: 10_000}},
		inkPaper: {Name: "paper", RGB: white},
		inkBrand: {Name: "brand", CMYK: [4]uint16{10_000, 7200, 0, 3800}},
		inkTint:  {Name: "tint", CMYK: [4]uint16{1200, 700}},
		inkMuted: {Name: "muted", CMYK: [4]uint16{3: 7000}},
	}
}

// colour adds a colour as an author gives it and returns its index.
func (s *sheet) colour(c display.Colour) int {
	if c.Src == (display.Src{}) {
		c.Src = display.Src{File: "theme.yaml", Line: len(s.doc.Colours), Column: 12, Path: "colours." + c.Name}
	}
	s.doc.Colours = append(s.doc.Colours, c)
	return len(s.doc.Colours) - 1
}

func newPressSheet(t testing.TB) *sheet {
	s := newSheet(t)
	s.doc.Colours = pressColours()
	return s
}

// at moves a text.
func at(run *display.GlyphRun, x, y display.Length) *display.GlyphRun {
	run.X, run.Y = x*pt, y*pt
	return run
}

// placed gives a path or a picture its place in the author's files.
func src(line int) display.Src {
	return display.Src{File: "text/sv/one.yaml", Line: line, Column: 5, Path: fmt.Sprintf("blocks.%d", line)}
}

func area(colour int, x, y, width, height display.Length, line int) *display.Path {
	p := plane(colour, x, y, width, height)
	p.Src = src(line)
	return p
}

func line(colour int, x0, y0, x1, y1, width display.Length, at int) *display.Path {
	return &display.Path{Src: src(at), Stroke: &display.Stroke{Ink: ink(colour), Width: width}, Segments: []display.Segment{
		{Op: display.MoveTo, Points: [3]display.XY{{X: x0 * pt, Y: y0 * pt}}}, {Op: display.LineTo, Points: [3]display.XY{{X: x1 * pt, Y: y1 * pt}}},
	}}
}

func group(t display.Transform, items ...display.Item) *display.Group {
	return &display.Group{Transform: t, Items: items}
}

func clipped(x, y, width, height display.Length, items ...display.Item) *display.Group {
	return &display.Group{Clip: display.Rectangle(x*pt, y*pt, width*pt, height*pt), Items: items}
}

// moved and enlarged, in hundredths.
func scaled(by int64, x, y display.Length) display.Transform {
	return display.Transform{A: by << 16 / 100, D: by << 16 / 100, E: x * pt, F: y * pt}
}

// photo is a picture of a name, made of a colour for each pixel.
func photo(t testing.TB, name string, width, height int, pixel func(x, y int) color.NRGBA) *display.ImageData {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, pixel(x, y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return &display.ImageData{Name: name, Format: "png", Bytes: out.Bytes(), Width: width, Height: height, Digest: name}
}

// fourInks is a JPEG file of 48 × 48 pixels.
func fourInks(t testing.TB, name string) *display.ImageData {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return &display.ImageData{Name: name, Format: "jpeg", Bytes: data, Width: 48, Height: 48, Digest: name}
}

func blue(x, y int) color.NRGBA { return color.NRGBA{uint8(40 + x%50), uint8(90 + y%60), 200, 255} }

func show(data *display.ImageData, x, y, width, height display.Length, line int) *display.Image {
	return &display.Image{X: x * pt, Y: y * pt, Width: width * pt, Height: height * pt, Data: data, Src: src(line)}
}

// profile is the printer's, changed.
func printer(change func(*press.Profile)) *press.Profile {
	p, _ := press.Builtin(press.Default)
	if change != nil {
		change(&p)
	}
	return &p
}

// faults are the verdicts that did not pass, as "check status file:line page".
func faults(verdicts []preflight.Verdict) []string {
	var found []string
	for _, v := range verdicts {
		if v.Status != preflight.Passed {
			found = append(found, fmt.Sprintf("%s %s %s:%d p%d", v.Check, v.Status, v.Src.File, v.Src.Line, v.Page))
		}
	}
	return found
}

// seed is a fault put into a page that has none.
type seed struct {
	name  string
	put   func(s *sheet)
	press func(*press.Profile) // nil: the built-in one as it is
	want  []string             // as faults gives them
	says  string               // a part of the message
}

// TestSeededFaults puts faults into a page that is good, five of each kind, and
// sees each found, with its name, its page and its place, and nothing else.
func TestSeededFaults(t *testing.T) {
	counts := map[string]int{}
	for _, kind := range [...][]seed{photoSeeds(t), inkSeeds(t), typeSeeds(), lineSeeds(), blackSeeds(), overprintSeeds(t), spotSeeds(), bleedSeeds(t), safeSeeds(t), otherSeeds(t)} {
		for _, c := range kind {
			t.Run(c.name, func(t *testing.T) {
				s := newPressSheet(t)
				s.put(at(s.run("Ett stycke utan fel", 400, 9*pt, ink(inkText)), 20, 30))
				c.put(s)
				for _, err := range display.Check(s.doc) {
					t.Fatal(err)
				}
				all := preflight.Press(s.doc, preflight.PressOptions{Profile: printer(c.press), Coverage: true})
				if got := faults(all); !slices.Equal(got, c.want) {
					t.Errorf("got  %q\nwant %q\n%s", got, c.want, messages(all))
				}
				if !strings.Contains(messages(all), c.says) {
					t.Errorf("%q is not said:\n%s", c.says, messages(all))
				}
				for _, want := range c.want {
					kind, _, _ := strings.Cut(want, " ")
					counts[kind]++
				}
			})
		}
	}
	for _, check := range []preflight.Check{
		preflight.ImageResolution, preflight.TotalInk, preflight.SmallestType, preflight.ThinnestLine, preflight.BlackText,
		preflight.Overprint, preflight.SpotNames, preflight.Bleed, preflight.SafeZone,
	} {
		if n := counts[string(check)]; n < 5 {
			t.Errorf("%d faults of %s are seeded", n, check)
		}
	}
}

func messages(all []preflight.Verdict) string {
	var b strings.Builder
	for _, v := range all {
		fmt.Fprintf(&b, "%s %s: %s (%s) [%s:%d]\n", v.Check, v.Status, v.Message, v.Hint, v.Src.File, v.Src.Line)
	}
	return b.String()
}

func photoSeeds(t *testing.T) []seed {
	// 200 pixels on 120 pt are 120 to the inch.
	small := photo(t, "images/a.png", 200, 100, blue)
	stripes := photo(t, "images/lines.png", 400, 400, func(x, _ int) color.NRGBA {
		return color.NRGBA{uint8(x % 2 * 255), uint8(x % 2 * 255), uint8(x % 2 * 255), 255}
	})
	return []seed{
		{name: "120 ppi", put: func(s *sheet) { s.put(show(small, 20, 50, 120, 60, 7)) }, want: []string{"image-resolution error text/sv/one.yaml:7 p1"}, says: "images/a.png has 120 pixels per inch at its size here, 42.3 mm × 21.2 mm; below 150 it is printed visibly coarse (take a picture of at least 418 × 209 pixels, or show it smaller)"},
		{name: "120 ppi, enlarged", put: func(s *sheet) { s.put(group(scaled(200, 20, 50), show(small, 0, 0, 60, 30, 8))) }, want: []string{"image-resolution error text/sv/one.yaml:8 p1"}, says: "120 pixels"},
		{name: "120 ppi, turned and clipped", put: func(s *sheet) {
			s.put(group(display.Transform{B: 1 << 16, C: -1 << 16, E: 150 * pt, F: 40 * pt}, clipped(10, 10, 20, 20, show(small, 0, 0, 120, 60, 9))))
		}, want: []string{"image-resolution error text/sv/one.yaml:9 p1"}, says: "120 pixels"},
		{name: "120 ppi one way", put: func(s *sheet) { s.put(show(small, 20, 50, 30, 60, 10)) }, want: []string{"image-resolution error text/sv/one.yaml:10 p1"}, says: "120 pixels"},
		{name: "200 ppi", put: func(s *sheet) { s.put(show(small, 20, 50, 72, 36, 11)) }, want: []string{"image-resolution warning text/sv/one.yaml:11 p1"}, says: "200 pixels"},
		{name: "line art", put: func(s *sheet) { s.put(show(stripes, 20, 50, 72, 72, 12)) }, want: []string{"image-resolution warning text/sv/one.yaml:12 p1"}, says: "a drawing of full ink and paper alone needs 1200"},
		{name: "fine", put: func(s *sheet) { s.put(show(small, 20, 50, 48, 24, 13)) }, says: "images/a.png has 300 pixels per inch"},
		{name: "in RGB", put: func(s *sheet) { s.put(show(small, 20, 50, 48, 24, 14)) }, says: "images/a.png is in RGB; its colours are converted, as sRGB, to the inks of FOGRA39 () [text/sv/one.yaml:14]"},
	}
}

func inkSeeds(t *testing.T) []seed {
	heavy := [4]uint16{9000, 8000, 8000, 9000}
	// Made by Ghostscript: all, or the middle of it, of 90, 80, 80 and 90 %.
	heavyPicture, partPicture := fourInks(t, "testdata/heavy.jpg"), fourInks(t, "testdata/part.jpg")
	veil := photo(t, "images/veil.png", 400, 400, func(x, _ int) color.NRGBA { return color.NRGBA{0, 0, 0, uint8(x % 2)} })
	return []seed{
		{name: "340 % in an area", put: func(s *sheet) {
			s.put(area(s.colour(display.Colour{Name: "deep", CMYK: heavy}), 20, 50, 60, 40, 7))
		}, want: []string{"total-ink error theme.yaml:5 p1"}, says: "deep has 340 % of ink in all; more than 300 % does not dry (lower the inks of the colour \"deep\""},
		{name: "340 % in a line", put: func(s *sheet) {
			s.put(line(s.colour(display.Colour{Name: "deep", CMYK: heavy}), 20, 50, 90, 50, 3*pt, 7))
		}, want: []string{"total-ink error theme.yaml:5 p1"}, says: "340 %"},
		{name: "340 % in a large letter", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "deep", CMYK: [4]uint16{10_000, 10_000, 5900, 8100}, Spot: ""})
			s.doc.Colours[c].CMYK = [4]uint16{10_000, 9900, 5000, 9100}
			s.put(at(s.run("Stort", 400, 60*pt, ink(c)), 20, 120))
		}, want: []string{"black-text warning theme.yaml:5 p1", "total-ink error theme.yaml:5 p1"}, says: "340 %"},
		{name: "340 % of black over an area", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ground", CMYK: [4]uint16{8000, 8000, 8000, 1000}})
			s.put(area(c, 20, 50, 100, 100, 7), at(s.run("Svart på mörkt", 400, 9*pt, ink(inkText)), 30, 80))
		}, want: []string{"total-ink error text/sv/one.yaml:5 p1"}, says: "text that overprints an area in ground has with it 340 % of ink in all; more than 300 % does not dry: “Svart på mörkt”"},
		{name: "340 % of a spot over an area", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ground", CMYK: [4]uint16{8000, 8000, 8000, 0}})
			spot := s.colour(display.Colour{Name: "signal", CMYK: [4]uint16{0, 9000, 9000}, Spot: "PANTONE 485 C"})
			over := area(spot, 30, 60, 40, 40, 8)
			over.Fill.Overprint = true
			s.put(area(c, 20, 50, 100, 100, 7), over)
		}, press: func(p *press.Profile) { p.AllSpots = true }, want: []string{"total-ink error text/sv/one.yaml:8 p1"}, says: "an area in signal overprints an area in ground and has with it 340 %"},
		{name: "340 % in a picture of four inks", put: func(s *sheet) { s.put(show(heavyPicture, 20, 50, 11, 11, 7)) }, want: []string{"total-ink error text/sv/one.yaml:7 p1"}, says: "testdata/heavy.jpg has up to 340 % of ink in all, and more than 300 % in 100 % of it"},
		{name: "340 % in a part of a picture", put: func(s *sheet) { s.put(show(partPicture, 20, 50, 11, 11, 7)) }, want: []string{"total-ink error text/sv/one.yaml:7 p1"}, says: "testdata/part.jpg has up to 341 % of ink in all, and more than 300 % in 6.2 % of it"},
		{name: "340 % in a part that is clipped away", put: func(s *sheet) { s.put(clipped(20, 50, 11, 4, show(partPicture, 20, 50, 11, 11, 7))) }, says: "testdata/part.jpg; the limit"},
		{name: "340 % in a speck of a picture", put: func(s *sheet) {
			s.put(clipped(20, 50, 11, 4, show(partPicture, 20, 50, 11, 11, 7)), show(partPicture, 40, 50, 11, 11, 8), area(inkTint, 42, 50, 2, 2, 9))
		}, want: []string{"total-ink error text/sv/one.yaml:8 p1"}, says: "testdata/part.jpg has up to 341"},
		{name: "340 % where a large black area lies over a small one", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ground", CMYK: [4]uint16{8000, 8000, 8000, 0}})
			s.put(area(c, 21, 51, 1, 1, 7), area(inkText, 20, 50, 150, 140, 8))
		}, want: []string{"total-ink error text/sv/one.yaml:8 p1"}, says: "an area in text overprints an area in ground and has with it 340 %"},
		{name: "hidden", put: func(s *sheet) {
			s.put(area(s.colour(display.Colour{Name: "deep", CMYK: heavy}), 20, 50, 60, 40, 7), area(inkTint, 10, 45, 100, 100, 8))
		}},
		{name: "off the page", put: func(s *sheet) {
			s.put(clipped(20, 50, 30, 30, area(s.colour(display.Colour{Name: "deep", CMYK: heavy}), 90, 90, 60, 40, 7)))
		}},
		{name: "black over the same black", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ground", CMYK: [4]uint16{6000, 6000, 6000, 9000}})
			s.put(area(c, 20, 50, 100, 100, 7), area(inkText, 30, 60, 40, 40, 8))
		}, says: "at most 280 % of ink, in an area in text"},
		{name: "a veil", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ground", CMYK: [4]uint16{7000, 7000, 7000, 8000}})
			s.put(area(c, 20, 50, 96, 96, 7), show(veil, 20, 50, 96, 96, 8))
		}, says: "at most 290 % of ink"},
	}
}

func typeSeeds() []seed {
	set := func(s *sheet, size display.Length, colour int, line display.Length) *display.GlyphRun {
		return at(s.run("Liten text", 400, size, ink(colour)), 30, line)
	}
	return []seed{
		{name: "4 pt, white on an area", put: func(s *sheet) { s.put(area(inkBrand, 20, 50, 100, 100, 3), set(s, 4*pt, inkPaper, 80)) }, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "type of 4 pt, paper on brand: “Liten text”; type printed light on dark needs 8 pt"},
		{name: "4 pt, white on a picture", put: func(s *sheet) {
			s.put(show(photo(s.t, "images/dark.png", 500, 500, func(int, int) color.NRGBA { return color.NRGBA{20, 30, 60, 255} }), 20, 50, 100, 100, 3), set(s, 4*pt, inkPaper, 80))
		}, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "4 pt, paper on cyan "},
		{name: "4 pt, a light colour on black", put: func(s *sheet) { s.put(area(inkText, 20, 50, 100, 100, 3), set(s, 4*pt, inkTint, 80)) }, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "tint on text"},
		{name: "4 pt, enlarged from 2", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 3), group(scaled(200, 0, 0), set(s, 2*pt, inkPaper, 40)))
		}, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "4 pt"},
		{name: "4 pt, white on a broad line", put: func(s *sheet) { s.put(line(inkBrand, 20, 80, 120, 80, 40*pt, 3), set(s, 4*pt, inkPaper, 82)) }, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "4 pt"},
		{name: "6 pt, white", put: func(s *sheet) { s.put(area(inkBrand, 20, 50, 100, 100, 3), set(s, 6*pt, inkPaper, 80)) }, want: []string{"smallest-type warning text/sv/one.yaml:5 p1"}, says: "6 pt"},
		{name: "6 pt, three inks", put: func(s *sheet) { s.put(set(s, 6*pt, inkBrand, 80)) }, want: []string{"smallest-type warning text/sv/one.yaml:5 p1"}, says: "6 pt, brand, of 3 inks"},
		{name: "4.5 pt, one ink", put: func(s *sheet) { s.put(set(s, 9*pt/2, inkText, 80)) }, want: []string{"smallest-type warning text/sv/one.yaml:5 p1"}, says: "4.5 pt"},
		{name: "3 pt, one ink", put: func(s *sheet) { s.put(set(s, 3*pt, inkMuted, 80)) }, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "3 pt"},
		{name: "several alike", put: func(s *sheet) {
			s.put(set(s, 3*pt, inkText, 60), set(s, 3*pt, inkText, 70), set(s, 3*pt, inkText, 80))
		}, want: []string{"smallest-type error text/sv/one.yaml:5 p1"}, says: "“Liten text” and 2 others"},
		{name: "as small as may be", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 3), set(s, 8*pt, inkPaper, 80), set(s, 7*pt, inkBrand, 160), set(s, 5*pt, inkText, 180))
		}, says: "the smallest type is 5 pt in one ink, 7 pt in several inks, 8 pt light on dark"},
		{name: "white on white", put: func(s *sheet) { s.put(set(s, 4*pt, inkPaper, 80)) }},
		{name: "black on a dark area", put: func(s *sheet) { s.put(area(inkBrand, 20, 50, 100, 100, 3), set(s, 5*pt, inkText, 80)) }, press: func(p *press.Profile) { p.KnockOutBlack = true }},
	}
}

func lineSeeds() []seed {
	return []seed{
		{name: "a line of 0.1 pt", put: func(s *sheet) { s.put(line(inkText, 20, 50, 100, 50, pt/10, 7)) }, want: []string{"thinnest-line error text/sv/one.yaml:7 p1"}, says: "a line in text is of 0.1 pt width; one printed in one ink needs 0.25 pt"},
		{name: "an area of 0.2 pt", put: func(s *sheet) {
			p := area(inkText, 20, 50, 100, 1, 7)
			p.Segments = display.Rectangle(20*pt, 50*pt, 100*pt, pt/5)
			s.put(p)
		}, want: []string{"thinnest-line warning text/sv/one.yaml:7 p1"}, says: "0.2 pt"},
		{name: "a line made smaller", put: func(s *sheet) { s.put(group(scaled(20, 20, 20), line(inkText, 20, 150, 300, 150, pt/2, 7))) }, want: []string{"thinnest-line error text/sv/one.yaml:7 p1"}, says: "0.1 pt"},
		{name: "a white line", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 6), line(inkPaper, 30, 80, 100, 80, pt/4, 7))
		}, want: []string{"thinnest-line error text/sv/one.yaml:7 p1"}, says: "light on dark needs 0.5 pt"},
		{name: "a white line of 0.4 pt", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 6), line(inkPaper, 30, 80, 100, 80, pt*4/10, 7))
		}, want: []string{"thinnest-line warning text/sv/one.yaml:7 p1"}, says: "0.4 pt"},
		{name: "a line of three inks", put: func(s *sheet) { s.put(line(inkBrand, 20, 50, 100, 50, pt/5, 7)) }, want: []string{"thinnest-line warning text/sv/one.yaml:7 p1"}, says: "several inks"},
		{name: "a band of colour", put: func(s *sheet) { s.put(area(inkBrand, 0, 50, 300, 13, 6)) }, says: "there are no lines"},
		{name: "lines as thin as may be", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 6), line(inkPaper, 30, 80, 100, 80, pt/2, 7), line(inkText, 20, 170, 100, 170, pt/4, 8))
		}, says: "the thinnest line is 0.25 pt in one ink, 0.5 pt light on dark"},
	}
}

func blackSeeds() []seed {
	with := func(c, m, y, k uint16, size display.Length) func(s *sheet) {
		return func(s *sheet) {
			colour := s.colour(display.Colour{Name: "ink", CMYK: [4]uint16{c, m, y, k}})
			s.put(at(s.run("Brödtext i svart", 400, size, ink(colour)), 20, 80))
		}
	}
	return []seed{
		{name: "rich black", put: with(3000, 3000, 3000, 10_000, 9*pt), want: []string{"black-text error theme.yaml:5 p1"}, says: "black text of 4 inks (cyan 30 %, magenta 30 %, yellow 30 %, black 100 %): “Brödtext i svart”"},
		{name: "cool black", put: with(6000, 0, 0, 10_000, 9*pt), want: []string{"black-text error theme.yaml:5 p1"}, says: "2 inks"},
		{name: "black of three", put: with(7500, 6800, 6700, 0, 9*pt), want: []string{"black-text error theme.yaml:5 p1"}, says: "3 inks"},
		{name: "black from a screen", put: with(7500, 6800, 6700, 9000, 9*pt), want: []string{"black-text error theme.yaml:5 p1"}, says: "4 inks"},
		{name: "nearly black", put: with(0, 0, 1000, 9000, 9*pt), want: []string{"black-text error theme.yaml:5 p1"}, says: "2 inks"},
		{name: "rich black, large", put: with(3000, 3000, 3000, 10_000, 24*pt), want: []string{"black-text warning theme.yaml:5 p1"}, says: "4 inks"},
		{name: "grey", put: with(0, 0, 0, 7000, 9*pt)},
		{name: "navy", put: with(10_000, 7200, 0, 3800, 9*pt)},
		{name: "rich black, an area", put: func(s *sheet) {
			s.put(area(s.colour(display.Colour{Name: "ink", CMYK: [4]uint16{3000, 3000, 3000, 10_000}}), 20, 60, 80, 80, 4))
		}},
		{name: "black of the screen", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "ink", RGB: [3]uint8{20, 20, 20}})
			s.put(at(s.run("Brödtext", 400, 9*pt, ink(c)), 20, 80))
		}, says: "these colours have screen values only, which are converted to inks: ink"},
	}
}

func overprintSeeds(t *testing.T) []seed {
	over := func(colour int) display.Ink { return display.Ink{Colour: colour, Tint: display.Solid, Overprint: true} }
	yellow := display.Colour{Name: "sun", CMYK: [4]uint16{0, 1000, 9000}}
	sky := photo(t, "images/sky.png", 500, 500, func(x, _ int) color.NRGBA { return color.NRGBA{uint8(x / 2), 120, 220, 255} })
	return []seed{
		{name: "a colour over another", put: func(s *sheet) {
			s.put(area(s.colour(yellow), 20, 50, 100, 100, 3), at(s.run("Grön blir den", 400, 12*pt, over(inkBrand)), 30, 80))
		}, want: []string{"overprint warning text/sv/one.yaml:5 p1"}, says: "text in brand overprints sun and mixes with it: “Grön blir den”"},
		{name: "a colour over a picture", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "red", CMYK: [4]uint16{0, 9000, 9000}})
			s.put(show(sky, 20, 50, 100, 100, 3), at(s.run("Rött på blått", 400, 12*pt, over(c)), 30, 80))
		}, want: []string{"overprint warning text/sv/one.yaml:5 p1"}, says: "mixes"},
		{name: "black over a picture's edge", put: func(s *sheet) { s.put(show(sky, 20, 50, 100, 100, 3), area(inkText, 60, 60, 100, 60, 4)) }, want: []string{"overprint warning text/sv/one.yaml:4 p1"}, says: "an area in text overprints what lies below it, which will show through the black"},
		{name: "black over an area's edge", put: func(s *sheet) { s.put(area(inkBrand, 20, 50, 60, 100, 3), area(inkText, 40, 60, 100, 60, 4)) }, want: []string{"overprint warning text/sv/one.yaml:4 p1"}, says: "show through"},
		{name: "a light spot over a dark area", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "light", CMYK: [4]uint16{0, 0, 2000}, Spot: "PANTONE 100 C"})
			s.put(area(s.colour(display.Colour{Name: "sea", CMYK: [4]uint16{10_000, 7200}}), 20, 50, 100, 100, 3), at(s.run("Drunknar", 400, 12*pt, over(c)), 30, 80))
		}, press: func(p *press.Profile) { p.AllSpots = true }, want: []string{"overprint error text/sv/one.yaml:5 p1"}, says: "text overprints ink that is darker than itself and would drown in it: “Drunknar”"},
		{name: "black over one area", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 3), area(inkText, 40, 60, 60, 60, 4), at(s.run("Svart", 400, 12*pt, ink(inkText)), 30, 140))
		}, says: "black text overprints; nothing white or light overprints"},
		{name: "white that asks for it", put: func(s *sheet) {
			s.put(area(inkBrand, 20, 50, 100, 100, 3), at(s.run("Vitt", 400, 12*pt, over(inkPaper)), 30, 80))
		}},
	}
}

func spotSeeds() []seed {
	all := func(p *press.Profile) { p.AllSpots = true }
	two := func(a, b string) func(s *sheet) {
		return func(s *sheet) {
			for i, name := range []string{a, b} {
				c := s.colour(display.Colour{Name: fmt.Sprint("spot", i), CMYK: [4]uint16{0, 9000, 9000}, Spot: name})
				s.put(area(c, 20, display.Length(50+50*i), 60, 40, 7+i))
			}
		}
	}
	return []seed{
		{name: "coated and uncoated", put: two("PANTONE 485 C", "PANTONE 485 U"), press: all, want: []string{"spot-names warning theme.yaml:6 p0"}, says: `the spot colours "PANTONE 485 C" and "PANTONE 485 U" are one ink`},
		{name: "an old letter", put: two("PANTONE 485 CVC", "Pantone 485 C"), press: all, want: []string{"spot-names warning theme.yaml:6 p0"}, says: "one ink"},
		{name: "no letter", put: two("PANTONE 485", "PANTONE 485 M"), press: all, want: []string{"spot-names warning theme.yaml:6 p0"}, says: "one ink"},
		{name: "five plates", put: two("PANTONE 485 C", "PANTONE 109 C"), press: func(p *press.Profile) { p.AllSpots, p.Plates = true, 2 }, want: []string{"spot-names error theme.yaml:5 p0"}, says: "the job needs 3 plates (black, PANTONE 485 C, PANTONE 109 C); the printer has 2"},
		{name: "a plate too many", put: func(s *sheet) {
			c := s.colour(display.Colour{Name: "spot", CMYK: [4]uint16{0, 9000, 9000}, Spot: "HKS 13"})
			s.put(area(c, 20, 50, 60, 40, 7), area(inkBrand, 20, 100, 60, 40, 8))
		}, press: func(p *press.Profile) { p.AllSpots, p.Plates = true, 3 }, want: []string{"spot-names error theme.yaml:5 p0"}, says: "needs 4 plates"},
		{name: "two inks", put: two("PANTONE 485 C", "PANTONE 109 C"), press: all, says: "the plates are black, PANTONE 485 C, PANTONE 109 C"},
		{name: "mixed", put: two("PANTONE 485 C", "PANTONE 109 C"), says: "mixed from the four inks: PANTONE 485 C, PANTONE 109 C"},
	}
}

// turned turns by a small angle around a corner.
func turned(x, y display.Length) display.Transform {
	return display.Transform{A: 65436, B: 3600, C: -3600, D: 65436, E: x * pt, F: y * pt}
}

func bleedSeeds(t *testing.T) []seed {
	dark := photo(t, "images/dark.png", 900, 900, func(x, y int) color.NRGBA { return color.NRGBA{20, 30, uint8(60 + x%20), 255} })
	faded := photo(t, "images/faded.png", 900, 900, func(x, y int) color.NRGBA {
		a := uint8(255)
		if y < 45 { // its upper twentieth is clear
			a = 0
		}
		return color.NRGBA{20, 30, uint8(60 + x%20), a}
	})
	return []seed{
		{name: "an area up to the trim", put: func(s *sheet) { s.put(area(inkBrand, 0, 100, 80, 60, 7)) }, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "an area in brand touches the start edge and ends there; it must go on for 3 mm"},
		{name: "an area that bleeds a little", put: func(s *sheet) { s.put(area(inkBrand, 100, 150, 104, 40, 7)) }, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "goes on for 1.4 mm only"},
		{name: "a picture up to the trim", put: func(s *sheet) { s.put(show(dark, 50, 100, 150, 60, 7)) }, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "images/dark.png touches the end edge"},
		{name: "a picture clipped at the trim", put: func(s *sheet) { s.put(clipped(40, 100, 100, 100, show(dark, 20, 80, 140, 140, 7))) }, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "lower edge"},
		{name: "a picture clear at its edge", put: func(s *sheet) { s.put(show(faded, 20, -9, 160, 160, 7)) }, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "upper edge"},
		{name: "a triangle on the trim", put: func(s *sheet) {
			fill := ink(inkBrand)
			s.put(&display.Path{Fill: &fill, Src: src(7), Segments: []display.Segment{
				{Op: display.MoveTo, Points: [3]display.XY{{X: 40 * pt, Y: 200 * pt}}},
				{Op: display.LineTo, Points: [3]display.XY{{X: 140 * pt, Y: 200 * pt}}},
				{Op: display.LineTo, Points: [3]display.XY{{X: 90 * pt, Y: 100 * pt}}},
				{Op: display.ClosePath},
			}})
		}, want: []string{"bleed error text/sv/one.yaml:7 p1"}, says: "lower edge"},
		{name: "all over", put: func(s *sheet) {
			s.put(area(inkTint, -9, -9, 218, 218, 7), show(dark, 50, 100, 159, 60, 8))
		}},
		{name: "a slant across the trim", put: func(s *sheet) { s.put(group(turned(0, 60), area(inkBrand, -20, 0, 300, 30, 7))) }},
		{name: "a disc at the trim", put: func(s *sheet) {
			fill := ink(inkBrand)
			s.put(&display.Path{Fill: &fill, Src: src(7), Segments: []display.Segment{
				{Op: display.MoveTo, Points: [3]display.XY{{X: 0, Y: 120 * pt}}},
				{Op: display.CurveTo, Points: [3]display.XY{{X: 0, Y: 80 * pt}, {X: 60 * pt, Y: 80 * pt}, {X: 60 * pt, Y: 120 * pt}}},
				{Op: display.CurveTo, Points: [3]display.XY{{X: 60 * pt, Y: 160 * pt}, {X: 0, Y: 160 * pt}, {X: 0, Y: 120 * pt}}},
			}})
		}},
		{name: "no bleed asked for", put: func(s *sheet) { s.put(area(inkBrand, 0, 100, 80, 60, 7)) }, press: func(p *press.Profile) { p.Bleed = 0 }},
	}
}

func safeSeeds(t *testing.T) []seed {
	dark := photo(t, "images/dark.png", 900, 900, func(x, y int) color.NRGBA { return color.NRGBA{20, 30, uint8(60 + x%20), 255} })
	return []seed{
		{name: "text by the start", put: func(s *sheet) { s.put(at(s.run("Nära kanten", 400, 9*pt, ink(inkText)), 4, 80)) }, want: []string{"safe-zone warning text/sv/one.yaml:5 p1"}, says: "text 1.4 mm from the start edge, which may be cut: “Nära kanten”"},
		{name: "text by the foot", put: func(s *sheet) { s.put(at(s.run("Nära kanten", 400, 9*pt, ink(inkText)), 30, 195)) }, want: []string{"safe-zone warning text/sv/one.yaml:5 p1"}, says: "lower edge"},
		{name: "text over the end", put: func(s *sheet) { s.put(at(s.run("Över kanten", 400, 9*pt, ink(inkText)), 180, 80)) }, want: []string{"safe-zone error text/sv/one.yaml:5 p1"}, says: "text reaches beyond the end edge and is cut: “Över kanten”"},
		{name: "text beyond the page", put: func(s *sheet) { s.put(at(s.run("Borta", 400, 9*pt, ink(inkText)), 230, 80)) }, want: []string{"safe-zone error text/sv/one.yaml:5 p1"}, says: "text lies wholly beyond the page and is not printed: “Borta”"},
		{name: "turned text", put: func(s *sheet) {
			s.put(group(display.Transform{B: -1 << 16, C: 1 << 16, E: 8 * pt, F: 150 * pt}, at(s.run("Längs kanten", 400, 9*pt, ink(inkText)), 0, 0)))
		}, want: []string{"safe-zone warning text/sv/one.yaml:5 p1"}, says: "start edge"},
		{name: "a picture near the trim", put: func(s *sheet) { s.put(show(dark, 50, 3, 100, 100, 7)) }, want: []string{"safe-zone warning text/sv/one.yaml:7 p1"}, says: "images/dark.png ends 1.1 mm from the upper edge"},
		{name: "an area near the trim", put: func(s *sheet) { s.put(area(inkBrand, 50, 100, 145, 50, 7)) }, want: []string{"safe-zone warning text/sv/one.yaml:7 p1"}, says: "1.8 mm from the end edge"},
		{name: "text by a fold", put: func(s *sheet) {
			s.doc.Sheets[0].Sides[0].Panels[0].End = display.Fold
			s.doc.Sheets[0].Sides[0].Width = 400 * pt
			s.doc.Sheets[0].Sides[0].Panels = append(s.doc.Sheets[0].Sides[0].Panels, display.Panel{X: 200 * pt, Width: 200 * pt, Height: 200 * pt, Page: 2, Label: "2", Start: display.Fold})
			s.put(at(s.run("Vid falsen", 400, 9*pt, ink(inkText)), 150, 80))
		}, want: []string{"safe-zone warning text/sv/one.yaml:5 p1"}, says: "from the fold at the panel's end edge"},
		{name: "far enough", put: func(s *sheet) { s.put(at(s.run("Innanför", 400, 9*pt, ink(inkText)), 9, 80)) }, says: "text keeps 3.2 mm from the trim; 3 mm are needed"},
		{name: "a rule to the trim", put: func(s *sheet) { s.put(line(inkText, 3, 60, 197, 60, pt/2, 7)) }},
	}
}

func otherSeeds(t *testing.T) []seed {
	odd := photo(t, "images/odd.png", 300, 300, blue)
	odd.Bytes = withPNGProfile(odd.Bytes, []byte("no profile at all"))
	broken := &display.ImageData{Name: "images/broken.png", Format: "png", Bytes: []byte("no"), Width: 10, Height: 10, Digest: "broken"}
	cross := func(x display.Length, marks int) *display.Path { return line(marks, x, 50, x+5, 50, pt/4, 7) }
	registration := display.Colour{Name: "all", Spot: press.Registration, CMYK: [4]uint16{10_000, 10_000, 10_000, 10_000}}
	return []seed{
		{name: "a profile of no use", put: func(s *sheet) { s.put(show(odd, 20, 50, 72, 72, 7)) }, want: []string{"colours warning text/sv/one.yaml:7 p1"}, says: "images/odd.png has a colour profile that cannot be used"},
		{name: "a broken picture", put: func(s *sheet) { s.put(show(broken, 20, 50, 72, 72, 7)) }, want: []string{"colours error text/sv/one.yaml:7 p1"}, says: "the picture images/broken.png cannot be used"},
		{name: "an empty page", put: func(s *sheet) {
			s.doc.Sheets[0].Sides = append(s.doc.Sheets[0].Sides, display.Side{Width: 200 * pt, Height: 200 * pt, Panels: []display.Panel{{Width: 200 * pt, Height: 200 * pt, Page: 2, Label: "2"}}})
		}, want: []string{"empty-pages warning :0 p2"}, says: "nothing is printed on this page"},
		{name: "no marks", put: func(*sheet) {}, press: func(p *press.Profile) { p.Marks.Crop = true }, want: []string{"marks error :0 p0"}, says: "asks for marks, and there are none"},
		{name: "marks nobody asked for", put: func(s *sheet) {
			s.doc.Sheets[0].Sides[0].Items = append(s.doc.Sheets[0].Sides[0].Items, cross(-20, s.colour(registration)))
		}, want: []string{"marks warning :0 p0"}, says: "does not ask for"},
		{name: "a mark too near", put: func(s *sheet) {
			s.doc.Sheets[0].Sides[0].Items = append(s.doc.Sheets[0].Sides[0].Items, cross(-14, s.colour(registration)))
		}, press: func(p *press.Profile) { p.Marks = press.Marks{Crop: true, Gap: 12 * pt} }, want: []string{"marks warning text/sv/one.yaml:7 p1"}, says: "a mark stands 3.2 mm from the trim; the printer's profile asks for 4.2 mm"},
		{name: "marks in place", put: func(s *sheet) {
			s.doc.Sheets[0].Sides[0].Items = append(s.doc.Sheets[0].Sides[0].Items, cross(-20, s.colour(registration)))
		}, press: func(p *press.Profile) { p.Marks = press.Marks{Crop: true, Gap: 12 * pt} }},
		{name: "how much of each plate", put: func(s *sheet) { s.put(area(inkBrand, 100, 100, 100+9, 100+9, 7)) }, says: "cyan 25.0 %, magenta 18.0 %, yellow 0.0 %, black 9."},
	}
}

// withPNGProfile puts a profile into a PNG file, before its pixels.
func withPNGProfile(file, icc []byte) []byte {
	var packed bytes.Buffer
	packed.WriteString("odd\x00\x00")
	packed.Write(zlibbed(icc))
	chunk := pngChunk("iCCP", packed.Bytes())
	const head = 8 + 25 // the signature and IHDR
	return slices.Concat(file[:head], chunk, file[head:])
}

func zlibbed(data []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(data) // to memory
	_ = w.Close()
	return out.Bytes()
}

func pngChunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(out, kind...)
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// FuzzPress: whatever the numbers, the call returns, and says something of each
// check that it makes.
func FuzzPress(f *testing.F) {
	f.Add(int64(0), int64(0), int64(1<<16), int64(0), int64(0), int64(1<<16), int64(5<<16), int64(200<<16), uint8(1), uint8(2))
	f.Add(int64(math.MaxInt64), int64(math.MinInt64), int64(math.MaxInt64), int64(-1), int64(math.MinInt64), int64(1), int64(math.MaxInt64/2), int64(14400<<16), uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, x, y, a, b, c, d, size, page int64, colour, kind uint8) {
		s := newPressSheet(t)
		s.doc.Colours[inkMuted].Spot = "PANTONE 1 C"
		side := &s.doc.Sheets[0].Sides[0]
		side.Width, side.Height = max(1, display.Length(page)), 200*pt
		side.Panels[0].Width, side.Panels[0].End = side.Width, display.Edge(kind%3)
		run := s.run("Migration", 400, max(1, display.Length(size)), ink(int(colour)%inkCount))
		run.X, run.Y, run.Ink.Overprint = display.Length(x), display.Length(y), kind&4 != 0
		fill := ink(int(kind) % inkCount)
		fill.Overprint = kind&8 != 0
		shape := &display.Path{Fill: &fill, EvenOdd: kind&8 != 0, Segments: []display.Segment{
			{Op: display.SegmentOp(kind % 4), Points: [3]display.XY{{X: display.Length(x), Y: display.Length(y)}, {X: display.Length(a), Y: display.Length(b)}, {X: display.Length(c)}}},
			{Op: display.LineTo, Points: [3]display.XY{{X: display.Length(d), Y: display.Length(y)}}},
			{Op: display.CurveTo, Points: [3]display.XY{{X: display.Length(size), Y: display.Length(c)}}},
		}}
		if kind&16 != 0 {
			shape.Stroke = &display.Stroke{Ink: fill, Width: display.Length(size)}
		}
		s.put(area(inkBrand, -20, -20, 300, 300, 1), shape,
			&display.Image{X: display.Length(a), Y: display.Length(b), Width: display.Length(c), Height: display.Length(d), Data: picture(t, "png", 3, 2, func(x, y int) (uint8, uint8) { return colour, kind })},
			&display.Group{Transform: display.Transform{A: a, B: b, C: c, D: d, E: display.Length(x), F: display.Length(y)}, Clip: shape.Segments, Items: []display.Item{shape, run}}, run)
		if len(display.Check(s.doc)) > 0 {
			t.Skip()
		}
		printer := printer(func(p *press.Profile) { p.AllSpots, p.Plates = kind&32 != 0, 4 })
		all := preflight.Press(s.doc, preflight.PressOptions{Profile: printer, Coverage: page < int64(2000*pt)})
		checks := map[preflight.Check]bool{}
		for _, v := range all {
			checks[v.Check] = true
			if v.Message == "" || strings.Contains(v.Message, "%!") {
				t.Errorf("%s says %q", v.Check, v.Message)
			}
		}
		if len(checks) < 11 {
			t.Errorf("verdicts on %d checks", len(checks))
		}
	})
}
