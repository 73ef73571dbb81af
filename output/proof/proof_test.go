package proof

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"korthet/fonts"
	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/press"
)

const pt = display.Point

// chart is a page of everything that reaches the plates.
func chart(t *testing.T) *display.Document {
	t.Helper()
	doc := &display.Document{
		Meta: display.Meta{Name: "chart", Edition: "sv", Title: "Chart", Language: "sv"},
		Colours: []display.Colour{
			{Name: "text", CMYK: [4]uint16{3: 10_000}},
			{Name: "paper", RGB: [3]uint8{255, 255, 255}},
			{Name: "band", CMYK: [4]uint16{6000, 2000, 0, 0}, RGB: [3]uint8{90, 140, 200}},
			{Name: "house", CMYK: [4]uint16{10_000, 7200, 0, 3800}, RGB: [3]uint8{0, 40, 100}, Spot: "Blå #1 (C)"},
			{Name: "screen", RGB: [3]uint8{200, 60, 20}},
		},
	}
	doc.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
	face, err := fonts.Builtin().Find("Source Serif 4", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	letters := func(x, y display.Length, colour int) *display.GlyphRun {
		run := &display.GlyphRun{X: x, Y: y, Face: face, Size: 36 * pt, Text: "Hamburg", Lang: "de", Ink: ink(colour)}
		for i, r := range run.Text {
			id, _ := face.GlyphIndex(r)
			run.Glyphs = append(run.Glyphs, display.Glyph{ID: id, Advance: run.Size.Scale(int64(face.GlyphAdvance(id)), int64(face.UnitsPerEm())), Cluster: int32(i)})
		}
		return run
	}
	area := func(x, y, w, h display.Length, colour int) *display.Path {
		i := ink(colour)
		return &display.Path{Segments: display.Rectangle(x, y, w, h), Fill: &i}
	}
	at := func(op display.SegmentOp, p ...display.XY) display.Segment {
		s := display.Segment{Op: op}
		copy(s.Points[:], p)
		return s
	}
	zigzag := []display.Segment{
		at(display.MoveTo, display.XY{X: 30 * pt, Y: 330 * pt}), at(display.LineTo, display.XY{X: 80 * pt, Y: 280 * pt}),
		at(display.LineTo, display.XY{X: 130 * pt, Y: 330 * pt}), at(display.CurveTo, display.XY{X: 160 * pt, Y: 280 * pt}, display.XY{X: 200 * pt, Y: 380 * pt}, display.XY{X: 250 * pt, Y: 300 * pt}),
	}
	photo := image.NewNRGBA(image.Rect(0, 0, 60, 40))
	for i := range 2400 {
		photo.SetNRGBA(i%60, i/60, color.NRGBA{uint8(i % 60 * 4), uint8(i / 60 * 6), 90, 255})
	}
	var file bytes.Buffer
	if err := png.Encode(&file, photo); err != nil {
		t.Fatal(err)
	}
	doc.Sheets = []display.Sheet{{Sides: []display.Side{{
		Width: 300 * pt, Height: 400 * pt,
		Panels: []display.Panel{{Width: 300 * pt, Height: 400 * pt, Page: 1, Label: "1", Items: []display.Item{
			area(0, 0, 300*pt, 120*pt, 2), letters(40*pt, 60*pt, 0), letters(40*pt, 105*pt, 1),
			area(20*pt, 130*pt, 100*pt, 40*pt, 3), area(60*pt, 150*pt, 100*pt, 40*pt, 2), letters(70*pt, 185*pt, 3), area(180*pt, 140*pt, 60*pt, 40*pt, 4),
			&display.Group{Clip: []display.Segment{
				at(display.MoveTo, display.XY{X: 30 * pt, Y: 200 * pt}), at(display.LineTo, display.XY{X: 150 * pt, Y: 200 * pt}),
				at(display.LineTo, display.XY{X: 90 * pt, Y: 270 * pt}),
				{Op: display.ClosePath},
			}, Items: []display.Item{&display.Image{
				X: 20 * pt, Y: 195 * pt, Width: 140 * pt, Height: 80 * pt,
				Data: &display.ImageData{Name: "photo.png", Format: "png", Bytes: file.Bytes(), Width: 60, Height: 40, Digest: "chart"},
			}}},
			&display.Path{Segments: zigzag, Stroke: &display.Stroke{Ink: ink(0), Width: 6 * pt}},
			&display.Path{Segments: zigzag[:3], Stroke: &display.Stroke{Ink: ink(2), Width: 3 * pt, Dash: []display.Length{9 * pt, 5 * pt}}},
		}}},
	}}}}
	printer := printer(t)
	return impose.Bleed(doc, printer.Bleed)
}

func ink(colour int) display.Ink { return display.Ink{Colour: colour, Tint: display.Solid} }

func printer(t *testing.T) press.Profile {
	t.Helper()
	p, ok := press.Builtin(press.Default)
	if !ok {
		t.Fatal("there is no profile")
	}
	p.AllSpots = true
	return p
}

func plates(t *testing.T, doc *display.Document) map[string]image.Image {
	t.Helper()
	p := printer(t)
	found, err := Plates(doc, Options{Profile: &p})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]image.Image{}
	for _, p := range found {
		out[p.Name] = p.Image
	}
	return out
}

// film is the light of a pixel of a plate, at a place on the page of the chart.
func film(t *testing.T, all map[string]image.Image, name string, x, y display.Length) uint8 {
	t.Helper()
	p := printer(t)
	grey, ok := all["p1-"+name].(*image.Gray)
	if !ok {
		t.Fatalf("there is no plate %s", name)
	}
	return grey.GrayAt(int(pixels(x+p.Room())>>8), int(pixels(y+p.Room())>>8)).Y
}

func TestPlates(t *testing.T) {
	all := plates(t, chart(t))
	for _, c := range []struct {
		plate string
		x, y  display.Length
		want  uint8
	}{
		{"cyan", 5 * pt, 5 * pt, 102},
		{"magenta", 5 * pt, 5 * pt, 204},
		{"black", 5 * pt, 5 * pt, 255},
		{"cyan", -8 * pt, -8 * pt, 102},          // the bleed
		{"spot-bl-1-c", 30 * pt, 140 * pt, 0},    // the spot
		{"cyan", 30 * pt, 140 * pt, 255},         // on no other plate
		{"spot-bl-1-c", 100 * pt, 160 * pt, 255}, // knocked out
		{"cyan", 285 * pt, 390 * pt, 255},        // paper
	} {
		if got := film(t, all, c.plate, c.x, c.y); got != c.want {
			t.Errorf("%s at %d, %d pt: %d, want %d", c.plate, c.x/pt, c.y/pt, got, c.want)
		}
	}
	if len(all) != 6 {
		t.Errorf("there are %d pictures, want 6", len(all))
	}
}

// TestOverprint: the tint is unbroken under black letters, and broken under
// white ones.
func TestOverprint(t *testing.T) {
	all := plates(t, chart(t))
	broken := func(y0, y1 display.Length) (n int) {
		for y := y0; y < y1; y += pt / 2 {
			for x := 40 * pt; x < 190*pt; x += pt / 2 {
				if film(t, all, "cyan", x, y) != 102 {
					n++
				}
			}
		}
		return n
	}
	if n := broken(30*pt, 62*pt); n != 0 {
		t.Errorf("cyan is broken at %d places under black text", n)
	}
	if n := broken(75*pt, 107*pt); n < 500 {
		t.Errorf("cyan is broken at %d places only under white text", n)
	}
}

// TestTotalInk: what is over the limit, and only that, has the signal colour.
func TestTotalInk(t *testing.T) {
	doc := chart(t)
	doc.Colours[2].CMYK = [4]uint16{9000, 9000, 9000, 5000}
	total, ok := plates(t, doc)["p1-total-ink"].(*image.RGBA)
	if !ok {
		t.Fatal("there is no map")
	}
	if got := total.RGBAAt(20, 20); got != over() {
		t.Errorf("320 %% is shown as %v", got)
	}
	if got := total.RGBAAt(600, 500); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("paper is shown as %v", got)
	}
}

// TestTotalInkOfMarks: marks are on all plates, and no place is over the limit for it.
func TestTotalInkOfMarks(t *testing.T) {
	doc := chart(t)
	doc.Colours = append(doc.Colours, display.Colour{Name: "marks", CMYK: [4]uint16{10_000, 10_000, 10_000, 10_000}, Spot: press.Registration})
	mark := ink(len(doc.Colours) - 1)
	side := &doc.Sheets[0].Sides[0]
	side.Items = append(side.Items, &display.Path{Segments: display.Rectangle(250*pt, 370*pt, 20*pt, 20*pt), Fill: &mark})
	all := plates(t, doc)
	if got := film(t, all, "cyan", 260*pt, 380*pt); got != 0 {
		t.Errorf("the mark on cyan is %d", got)
	}
	total, ok := all["p1-total-ink"].(*image.RGBA)
	if !ok {
		t.Fatal("there is no map")
	}
	p := printer(t)
	if got := total.RGBAAt(int(pixels(260*pt+p.Room())>>8), int(pixels(380*pt+p.Room())>>8)); got == over() || got == (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the mark is shown as %v", got)
	}
}

// TestGhostscript holds the plates against Ghostscript's of the press file. It
// paints every pixel that a shape touches, at four times the resolution here, and
// so draws shapes up to a quarter of a pixel bolder: a pixel at an edge may differ
// by a half of its step or so. On each plate no more than 0.5 % of the pixels may
// differ by over 96 of 255, the mean by over 2; pixels that are the same all around
// on both lie within 6.
func TestGhostscript(t *testing.T) {
	path, err := exec.LookPath("gs")
	if err != nil {
		if os.Getenv("KORTHET_TOOLS") != "" {
			t.Fatal("gs is not installed")
		}
		t.Skip("gs is not installed")
	}
	doc := chart(t)
	dir := t.TempDir()
	var file bytes.Buffer
	p := printer(t)
	if err := pdf.Write(&file, doc, pdf.Options{Target: pdf.Print, Date: time.Unix(0, 0).UTC(), Profile: &p}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "chart.pdf")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none",
		"-dDownScaleFactor=4", fmt.Sprintf("-r%d", 4*Resolution), "-o", filepath.Join(dir, "p.tif"), name)
	if said, err := cmd.CombinedOutput(); err != nil || len(said) > 0 {
		t.Fatalf("gs: %v: %s", err, said)
	}
	theirs, err := filepath.Glob(filepath.Join(dir, "p(*.tif"))
	if err != nil || len(theirs) != 5 {
		t.Fatalf("gs made %q", theirs)
	}
	all := plates(t, doc)
	for _, file := range theirs {
		_, ink, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ").tif"), "(")
		plate := map[string]string{"Cyan": "cyan", "Magenta": "magenta", "Yellow": "yellow", "Black": "black"}[ink]
		if plate == "" {
			plate = "spot-bl-1-c"
		}
		ours, ok := all["p1-"+plate].(*image.Gray)
		if !ok {
			t.Fatalf("there is no plate %s", plate)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, plate, ours, readTIFF(t, data))
	}
}

func compare(t *testing.T, name string, ours, theirs *image.Gray) {
	t.Helper()
	w, h := min(ours.Rect.Dx(), theirs.Rect.Dx()), min(ours.Rect.Dy(), theirs.Rect.Dy())
	if max(ours.Rect.Dx(), theirs.Rect.Dx())-w > 1 || max(ours.Rect.Dy(), theirs.Rect.Dy())-h > 1 {
		t.Fatalf("%s: ours is %v, theirs %v", name, ours.Rect, theirs.Rect)
	}
	flat := func(p *image.Gray, x, y int) bool {
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if d := int(p.GrayAt(x+dx, y+dy).Y) - int(p.GrayAt(x, y).Y); d > 4 || d < -4 {
					return false
				}
			}
		}
		return true
	}
	far, sum, inside, same, worst := 0, 0, 0, 0, 0
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			d := int(ours.GrayAt(x, y).Y) - int(theirs.GrayAt(x, y).Y)
			d = max(d, -d)
			sum += d
			if d > 96 {
				far++
			}
			if flat(ours, x, y) && flat(theirs, x, y) {
				same++
				worst = max(worst, d)
				if d > 6 {
					inside++
				}
			}
		}
	}
	t.Logf("%s: %d of %d pixels differ by over 96, the mean is %d/1000, of %d flat pixels %d differ by over 6 (worst %d)", name, far, w*h, sum*1000/(w*h), same, inside, worst)
	if far*200 > w*h || sum > 2*w*h || inside > 0 {
		t.Errorf("%s is not what gs has", name)
	}
}

// readTIFF reads a TIFF file of uncompressed greys, little-endian as gs writes it
// here, or big-endian.
func readTIFF(t *testing.T, data []byte) *image.Gray {
	t.Helper()
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(data[4:]))
	values := map[uint16][]int{}
	for i := range int(order.Uint16(data[at:])) {
		entry := data[at+2+12*i:]
		size := map[uint16]int{3: 2, 4: 4}[order.Uint16(entry[2:])]
		count := int(order.Uint32(entry[4:]))
		from := entry[8:]
		if size*count > 4 {
			from = data[order.Uint32(entry[8:]):]
		}
		for k := range count {
			switch size {
			case 2:
				values[order.Uint16(entry)] = append(values[order.Uint16(entry)], int(order.Uint16(from[2*k:])))
			case 4:
				values[order.Uint16(entry)] = append(values[order.Uint16(entry)], int(order.Uint32(from[4*k:])))
			}
		}
	}
	out := image.NewGray(image.Rect(0, 0, values[256][0], values[257][0]))
	out.Pix = out.Pix[:0]
	for i, start := range values[273] {
		out.Pix = append(out.Pix, data[start:start+values[279][i]]...)
	}
	return out
}
