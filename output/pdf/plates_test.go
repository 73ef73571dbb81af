package pdf

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/press"
)

// platesPerInch is how finely pages are separated: two pixels a point.
const platesPerInch = 144

// plate is the separation of one ink: 255 is paper, 0 full ink.
type plate struct {
	width, height int
	pixels        []byte
}

// plates has Ghostscript separate a file: by page, then by ink
// as the files are called.
func plates(t *testing.T, data []byte, pages int) []map[string]*plate {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "press.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	_, stderr := tool(t, "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none",
		fmt.Sprintf("-r%d", platesPerInch), "-o", filepath.Join(dir, "p%d.tif"), path)
	if stderr != "" {
		t.Errorf("gs said %q", stderr)
	}
	out := make([]map[string]*plate, pages)
	for i := range out {
		out[i] = map[string]*plate{}
		names, err := filepath.Glob(filepath.Join(dir, fmt.Sprintf("p%d(*.tif", i+1)))
		if err != nil || len(names) < 4 {
			t.Fatalf("there are %d plates: %v", len(names), err)
		}
		for _, name := range names {
			tiff, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, ink, _ := strings.Cut(filepath.Base(name), "(")
			out[i][strings.TrimSuffix(ink, ").tif")] = readPlate(t, tiff)
		}
	}
	return out
}

// readPlate reads a TIFF file of uncompressed greys.
func readPlate(t *testing.T, data []byte) *plate {
	t.Helper()
	var order binary.ByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	at := order.Uint32(data[4:])
	values := map[uint16][]int{}
	for i := range int(order.Uint16(data[at:])) {
		entry := data[int(at)+2+12*i:]
		kind, count := order.Uint16(entry[2:]), int(order.Uint32(entry[4:]))
		size := map[uint16]int{3: 2, 4: 4}[kind]
		if size == 0 {
			continue
		}
		from := entry[8:]
		if size*count > 4 {
			from = data[order.Uint32(entry[8:]):]
		}
		for k := range count {
			n := int(order.Uint16(from[size*k:]))
			if size == 4 {
				n = int(order.Uint32(from[size*k:]))
			}
			values[order.Uint16(entry)] = append(values[order.Uint16(entry)], n)
		}
	}
	if values[259][0] != 1 || values[258][0] != 8 || values[262][0] != 1 {
		t.Fatalf("a plate is not of plain greys: %v", values)
	}
	p := &plate{width: values[256][0], height: values[257][0]}
	for i, start := range values[273] {
		p.pixels = append(p.pixels, data[start:start+values[279][i]]...)
	}
	return p
}

// within visits the pixels of a box, in points from the trim's corner; room is
// what lies around it.
func (p *plate) within(room, x0, y0, x1, y1 display.Length, visit func(x, y int, ink byte)) {
	pixel := func(l display.Length) int { return int((l + room).Scale(platesPerInch, int64(72*display.Point))) }
	for y := max(0, pixel(y0)); y < min(p.height, pixel(y1)); y++ {
		for x := max(0, pixel(x0)); x < min(p.width, pixel(x1)); x++ {
			visit(x, y, 255-p.pixels[y*p.width+x])
		}
	}
}

// inked counts the pixels of a box that have ink, and all.
func (p *plate) inked(room, x0, y0, x1, y1 display.Length) (inked, all int) {
	p.within(room, x0, y0, x1, y1, func(_, _ int, ink byte) {
		all++
		if ink > 0 {
			inked++
		}
	})
	return inked, all
}

// TestTextOnBlackPlate: where body text has black ink, no other plate has any.
func TestTextOnBlackPlate(t *testing.T) {
	printer := defaultPrinter(t)
	doc := imposed(t, leaflet(t), &printer)
	pages := plates(t, write(t, doc, pressOptions()), 2)
	runs := 0
	for i, page := range pages {
		for _, item := range doc.Sheets[i].Sides[0].Panels[0].Items {
			run, ok := item.(*display.GlyphRun)
			if !ok || run.Ink.Colour != 0 || run.Y < columnTop {
				continue
			}
			width := display.Length(0)
			for _, g := range run.Glyphs {
				width += g.Advance
			}
			box := [4]display.Length{run.X, run.Y - run.Size*3/4, run.X + width, run.Y + run.Size/4}
			if inked, _ := page["Black"].inked(printer.Room(), box[0], box[1], box[2], box[3]); inked < 5 {
				t.Errorf("page %d: %q has %d pixels of black", i+1, run.Text, inked)
			}
			for _, ink := range []string{"Cyan", "Magenta", "Yellow"} {
				if inked, _ := page[ink].inked(printer.Room(), box[0], box[1], box[2], box[3]); inked > 0 {
					t.Errorf("page %d: %q has %d pixels of %s", i+1, run.Text, inked, ink)
				}
			}
			runs++
		}
	}
	if runs < 100 {
		t.Errorf("only %d runs were looked at", runs)
	}
}

// TestOverprint: under black text on a tint the tint's plates are unbroken; under
// the same text they are broken when the printer wants black knocked out, which
// shows that the test sees it.
func TestOverprint(t *testing.T) {
	for _, knockOut := range []bool{false, true} {
		printer := defaultPrinter(t)
		printer.KnockOutBlack = knockOut
		opts := pressOptions()
		opts.Profile = &printer
		page := plates(t, write(t, imposed(t, leaflet(t), &printer), opts), 1)[0]
		// The motto, on the band of a tint of cyan and magenta.
		box := [4]display.Length{60 * display.Point, 50 * display.Point, 200 * display.Point, 64 * display.Point}
		if inked, _ := page["Black"].inked(printer.Room(), box[0], box[1], box[2], box[3]); inked < 50 {
			t.Fatalf("there is no motto: %d pixels", inked)
		}
		for _, ink := range []string{"Cyan", "Magenta"} {
			seen := map[byte]bool{}
			page[ink].within(printer.Room(), box[0], box[1], box[2], box[3], func(_, _ int, ink byte) { seen[ink] = true })
			if broken := len(seen) > 1; broken != knockOut || seen[0] != knockOut {
				t.Errorf("knocking out %t: the %s plate has %d values under the text", knockOut, ink, len(seen))
			}
		}
	}
}

// TestBleedIsInked: what touches the trim has ink in all of its 3 mm, at the
// corners too, pictures as well; and beyond the bleed there is none.
func TestBleedIsInked(t *testing.T) {
	printer := defaultPrinter(t)
	printer.Marks = press.Marks{Crop: true, Gap: display.Millimetres(8_000)}
	b := printer.Bleed
	doc := leaflet(t)
	panel := &doc.Sheets[1].Sides[0].Panels[0]
	picture := cmykPicture()
	panel.Items = append(panel.Items, &display.Group{
		Clip: display.Rectangle(0, pageHeight-100*display.Point, pageWidth, 100*display.Point),
		Items: []display.Item{&display.Image{
			X: 0, Y: pageHeight - 150*display.Point, Width: pageWidth, Height: 150 * display.Point, Data: picture,
		}},
	})
	opts := pressOptions()
	opts.Profile = &printer
	pages := plates(t, write(t, imposed(t, doc, &printer), opts), 2)
	room, half := printer.Room(), display.Point/2 // a pixel may be half covered
	full := func(name string, p *plate, x0, y0, x1, y1 display.Length) {
		t.Helper()
		if inked, all := p.inked(room, x0+half, y0+half, x1-half, y1-half); inked != all || all == 0 {
			t.Errorf("%s: %d of %d pixels have ink", name, inked, all)
		}
	}
	full("the band above", pages[0]["Cyan"], -b, -b, pageWidth+b, 0)
	full("the band before", pages[0]["Cyan"], -b, -b, 0, 70*display.Point)
	full("the band after", pages[0]["Cyan"], pageWidth, -b, pageWidth+b, 70*display.Point)
	sum := &plate{width: pages[1]["Cyan"].width, height: pages[1]["Cyan"].height}
	sum.pixels = make([]byte, len(pages[1]["Cyan"].pixels))
	for i := range sum.pixels {
		sum.pixels[i] = min(pages[1]["Cyan"].pixels[i], pages[1]["Magenta"].pixels[i], pages[1]["Yellow"].pixels[i], pages[1]["Black"].pixels[i])
	}
	full("the picture below", sum, -b, pageHeight, pageWidth+b, pageHeight+b)
	full("the picture before", sum, -b, pageHeight-100*display.Point, 0, pageHeight)
	full("the picture after", sum, pageWidth, pageHeight-100*display.Point, pageWidth+b, pageHeight)
	for i, page := range pages {
		if inked, _ := page["Cyan"].inked(room, -b-display.Millimetres(4_000), 100*display.Point, -b-half, 600*display.Point); inked > 0 {
			t.Errorf("page %d: %d pixels have ink beyond the bleed", i+1, inked)
		}
	}
}

// cmykPicture is a picture that has ink everywhere.
func cmykPicture() *display.ImageData {
	return &display.ImageData{Name: "cmyk.jpg", Format: "jpeg", Bytes: cmykJPEG}
}

// TestMarksOnAllPlates: crop marks, registration crosses and the slug have ink on
// each plate, that of a spot colour too, and the bar's first patch on its own alone;
// nearer than the gap there is no ink of marks.
func TestMarksOnAllPlates(t *testing.T) {
	c := pressCases(t)["marks"]
	page := plates(t, write(t, c.doc, c.opts), 2)[1]
	room, gap := c.printer.Room(), c.printer.MarkGap()
	if len(page) != 5 {
		t.Errorf("there are %d plates, want four and the spot colour's", len(page))
	}
	for ink, p := range page {
		if inked, _ := p.inked(room, -display.Point, -gap-press.MarkLength, display.Point, -gap); inked < 10 {
			t.Errorf("the %s plate has %d pixels of the crop mark", ink, inked)
		}
		const third = press.MarkLength / 3
		middle := gap + press.MarkLength/2
		if inked, _ := p.inked(room, pageWidth/2-third, -middle-third, pageWidth/2+third, -middle+third); inked < 10 {
			t.Errorf("the %s plate has %d pixels of the cross above", ink, inked)
		}
		if inked, _ := p.inked(room, pageWidth+middle-third, pageHeight/2-third, pageWidth+middle+third, pageHeight/2+third); inked < 10 {
			t.Errorf("the %s plate has %d pixels of the cross at the end", ink, inked)
		}
		if inked, _ := p.inked(room, 30*display.Point, -middle-third, 90*display.Point, -middle+third); inked < 50 {
			t.Errorf("the %s plate has %d pixels of the slug", ink, inked)
		}
		patch, _ := p.inked(room, 32*display.Point, pageHeight+gap+2*display.Point, 40*display.Point, pageHeight+gap+10*display.Point)
		if own := ink == "Cyan"; (patch > 0) != own {
			t.Errorf("the %s plate has %d pixels of the patch of cyan", ink, patch)
		}
		if inked, _ := p.inked(room, -gap+display.Point, -gap+display.Point, pageWidth+gap-display.Point, -display.Point); inked > 0 {
			t.Errorf("the %s plate has %d pixels nearer than the gap", ink, inked)
		}
	}
}

// TestPressReadersAreSilent: no reader has anything to say of a press file.
func TestPressReadersAreSilent(t *testing.T) {
	for name, c := range pressCases(t) {
		path := filepath.Join(t.TempDir(), name+".pdf")
		if err := os.WriteFile(path, write(t, c.doc, c.opts), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, reader := range [...][]string{
			{"qpdf", "--check"},
			{"mutool", "draw", "-q", "-o", os.DevNull, "-F", "png"},
			{"pdfinfo"},
			{"pdftoppm", "-r", "36", "-png"},
			{"gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage"},
		} {
			_, stderr := tool(t, reader[0], append(reader[1:len(reader):len(reader)], path)...)
			if stderr = strings.ReplaceAll(stderr, "warning: ICC support is not available\n", ""); stderr != "" {
				t.Errorf("%s: %s said %q", name, reader[0], stderr)
			}
		}
		fonts, _ := tool(t, "pdffonts", path)
		for _, line := range strings.Split(strings.TrimSpace(fonts), "\n")[2:] {
			if fields := strings.Fields(line); fields[len(fields)-5] != "yes" {
				t.Errorf("%s: a font is not embedded: %s", name, line)
			}
		}
	}
}
