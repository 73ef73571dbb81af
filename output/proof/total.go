package proof

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"korthet/fonts"
	"korthet/layout/display"
	"korthet/output/press"
)

// legend is how high the map's legend is, in pixels.
const legend = 90

// totalInk is the map of the sum of inks: the more ink, the darker; what is over
// the limit, in 1/100 of a per cent, in the signal colour. A limit of 0 is 400 %. The
// printer's marks on all plates are shown and not counted.
func (p *page) totalInk(limit int) (image.Image, error) {
	if limit == 0 {
		limit = 40_000
	}
	most := limit * 255 / display.Solid
	out := image.NewRGBA(image.Rect(0, 0, p.width, p.height+legend))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	top, overs := 0, 0
	for i := range p.width * p.height {
		sum, mark := 0, false
		for k, plate := range p.plates {
			if k >= 4 && p.inks.Spots[k-4].Name == press.Registration {
				mark = plate[i] > 0
				continue
			}
			sum += int(plate[i])
		}
		if mark {
			// It is on all plates, as it must be, and is cut off.
			out.SetRGBA(i%p.width, i/p.width, shade(min(sum, most), most))
			continue
		}
		top = max(top, sum)
		c := shade(sum, most)
		// Each plate is rounded to a byte: two of them more are not too much.
		if sum > most+2 {
			c, overs = over(), overs+1
		}
		out.SetRGBA(i%p.width, i/p.width, c)
	}
	bar := max(1, p.width-300)
	for x := range bar {
		for y := range 24 {
			out.SetRGBA(20+x, p.height+14+y, shade(most*x/bar, most))
		}
	}
	for x := range 24 {
		for y := range 24 {
			out.SetRGBA(40+bar+x, p.height+14+y, over())
		}
	}
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		return nil, fmt.Errorf("proof: %w", err)
	}
	write := func(x, y int, text string) { label(out, face, x, y, text) }
	write(20, p.height+58, "0 %")
	write(20+bar-60, p.height+58, fmt.Sprintf("%d %%", limit/100))
	write(72+bar, p.height+33, fmt.Sprintf("over %d %%", limit/100))
	verdict := "no place is over the limit"
	if overs > 0 {
		verdict = "places over the limit are shown in red"
	}
	write(20, p.height+82, fmt.Sprintf("Total ink: at most %d %% on this page; %s", (top*100+127)/255, verdict))
	return out, nil
}

// label writes a line of text, on a baseline.
func label(out *image.RGBA, face *fonts.Face, x, y int, text string) {
	const size = 10 * display.Point
	run := &display.GlyphRun{Face: face, Size: size}
	for _, r := range text {
		id, _ := face.GlyphIndex(r)
		advance := size.Scale(int64(face.GlyphAdvance(id)), int64(face.UnitsPerEm()))
		run.Glyphs = append(run.Glyphs, display.Glyph{ID: id, Advance: advance})
	}
	at := func(dx, dy display.Length) point { return point{int64(x)*one + pixels(dx), int64(y)*one + pixels(dy)} }
	shape := fill(placed(glyphs(run), at), false, out.Rect.Dx(), out.Rect.Dy())
	for y := shape.y0; y < shape.y1; y++ {
		for x := shape.x0; x < shape.x1; x++ {
			light := mix(out.RGBAAt(x, y).R, 30, shape.at(x, y))
			if shape.at(x, y) > 0 {
				out.SetRGBA(x, y, color.RGBA{light, light, light, 255})
			}
		}
	}
}
