package proof

import (
	"fmt"

	"korthet/layout/display"
	"korthet/output/press"
)

// page is the plates of one side.
type page struct {
	width, height int // in pixels
	inks          *press.Inks
	separator     *press.Separator
	plates        [][]uint8 // cyan, magenta, yellow, black, spots; 255 is full
	err           error
}

// view is how items lie on the page: moved, and seen through clips.
type view struct {
	transform display.Transform
	clip      *area // nil shows all
}

// maxPixels bounds a page.
const maxPixels = 100_000_000

// newPage returns an empty page, nil where it would be too large.
func newPage(width, height display.Length, inks *press.Inks, separator *press.Separator) *page {
	p := &page{inks: inks, separator: separator}
	w, h := pixels(width)+one-1, pixels(height)+one-1
	if w>>8 < 1 || h>>8 < 1 || (w>>8)*(h>>8) > maxPixels {
		return nil
	}
	p.width, p.height = int(w>>8), int(h>>8)
	for range 4 + len(inks.Spots) {
		p.plates = append(p.plates, make([]uint8, p.width*p.height))
	}
	return p
}

// pixels turns a length into 1/256 of a pixel.
func pixels(l display.Length) int64 {
	const most = display.Point * 72 * (farthest / Resolution)
	return display.MulDiv(int64(max(-most, min(most, l))), Resolution*one, int64(72*display.Point))
}

func (v *view) xy(x, y display.Length) display.XY {
	t := &v.transform
	return display.XY{X: x.Scale(t.A, 1<<16) + y.Scale(t.C, 1<<16) + t.E, Y: x.Scale(t.B, 1<<16) + y.Scale(t.D, 1<<16) + t.F}
}

func (v *view) at(x, y display.Length) point {
	p := v.xy(x, y)
	return point{pixels(p.X), pixels(p.Y)}
}

// within returns the view of what lies in a group.
func (v *view) within(t display.Transform) view {
	if t.Identity() {
		return *v
	}
	o := v.transform
	mul := func(a, b, c, d int64) int64 { return display.MulDiv(a, b, 1<<16) + display.MulDiv(c, d, 1<<16) }
	at := v.xy(t.E, t.F)
	return view{clip: v.clip, transform: display.Transform{
		A: mul(o.A, t.A, o.C, t.B), B: mul(o.B, t.A, o.D, t.B), C: mul(o.A, t.C, o.C, t.D), D: mul(o.B, t.C, o.D, t.D), E: at.X, F: at.Y,
	}}
}

func (p *page) items(items []display.Item, v view) {
	for _, item := range items {
		if p.err != nil {
			return
		}
		switch it := item.(type) {
		case *display.GlyphRun:
			p.print(fill(placed(glyphs(it), v.at), false, p.width, p.height), v.clip, it.Ink)
		case *display.Path:
			if it.Fill != nil {
				loops, _ := flatten(it.Segments)
				p.print(fill(placed(loops, v.at), it.EvenOdd, p.width, p.height), v.clip, *it.Fill)
			}
			if it.Stroke != nil && it.Stroke.Width > 0 {
				loops := placed(stroke(it.Stroke, it.Segments), v.at)
				p.print(fill(loops, false, p.width, p.height), v.clip, it.Stroke.Ink)
			}
		case *display.Image:
			p.image(it, &v)
		case *display.Group:
			inner := v.within(it.Transform)
			if it.Clip != nil {
				loops, _ := flatten(it.Clip)
				clip := fill(placed(loops, inner.at), false, p.width, p.height)
				clip.cut(v.clip)
				inner.clip = &clip
			}
			p.items(it.Items, inner)
		case *display.Link:
		}
	}
}

// cut leaves what another area covers too.
func (a *area) cut(by *area) {
	if by == nil {
		return
	}
	for y := a.y0; y < a.y1; y++ {
		for x := a.x0; x < a.x1; x++ {
			at := &a.cover[(y-a.y0)*(a.x1-a.x0)+x-a.x0]
			*at = uint8((int(*at)*by.at(x, y) + 127) / 255)
		}
	}
}

// print puts an ink on the plates. Plates that have none of it lose what lies
// below, unless it overprints.
func (p *page) print(shape area, clip *area, ink display.Ink) {
	paint := p.inks.Paint(ink)
	values := make([]int, len(p.plates))
	byte255 := func(n uint16) int { return (int(n)*255 + display.Solid/2) / display.Solid }
	switch {
	case paint.Spot < 0:
		for k, n := range paint.Values {
			values[k] = byte255(n)
		}
	case p.inks.Spots[paint.Spot].Name == press.Registration:
		for k := range values {
			values[k] = byte255(paint.Values[0])
		}
	default:
		values[4+paint.Spot] = byte255(paint.Values[0])
	}
	p.each(shape, clip, func(i, cover, _, _ int) {
		for k, plate := range p.plates {
			if values[k] == 0 && paint.Overprint {
				continue
			}
			plate[i] = mix(plate[i], values[k], cover)
		}
	})
}

// each visits the pixels of a shape that are seen.
func (p *page) each(shape area, clip *area, visit func(i, cover, x, y int)) {
	shape.cut(clip)
	for y := shape.y0; y < shape.y1; y++ {
		for x := shape.x0; x < shape.x1; x++ {
			if cover := shape.at(x, y); cover > 0 {
				visit(y*p.width+x, cover, x, y)
			}
		}
	}
}

func mix(below uint8, above, cover int) uint8 {
	return uint8((int(below)*(255-cover) + above*cover + 127) / 255)
}

// probes is how many places of a pixel a picture is looked at, each way.
const probes = 4

// image puts a picture on the plates: it hides what lies below on all of them, as
// far as it is opaque.
func (p *page) image(it *display.Image, v *view) {
	picture, err := p.separator.Picture(it.Data)
	var inks []byte
	if err == nil {
		inks, err = picture.Inks()
	}
	if err != nil {
		p.err = fmt.Errorf("the picture %s cannot be used: %w", it.Data.Name, err)
		return
	}
	corner, right, down := v.at(it.X, it.Y), v.at(it.X+it.Width, it.Y), v.at(it.X, it.Y+it.Height)
	a, b := point{right.x - corner.x, right.y - corner.y}, point{down.x - corner.x, down.y - corner.y}
	whole := a.x*b.y - a.y*b.x
	if whole == 0 {
		return
	}
	find := func(part int64, size int) int {
		if whole < 0 {
			part = -part
		}
		side := max(whole, -whole)
		part = max(0, min(side-1, part))
		return min(size-1, int(display.MulDiv(part*2, int64(size), side)/2))
	}
	shape := fill([][]point{{corner, right, {right.x + b.x, right.y + b.y}, down}}, false, p.width, p.height)
	p.each(shape, v.clip, func(i, cover, x, y int) {
		var sum [4]int
		opacity := 0
		for k := range probes * probes {
			dx := int64(x)*one + one*int64(2*(k%probes)+1)/(2*probes) - corner.x
			dy := int64(y)*one + one*int64(2*(k/probes)+1)/(2*probes) - corner.y
			pixel := find(dx*b.y-dy*b.x, picture.Width) + picture.Width*find(a.x*dy-a.y*dx, picture.Height)
			alpha := 255
			if picture.Alpha != nil {
				alpha = int(picture.Alpha[pixel])
			}
			opacity += alpha
			for c := range sum {
				sum[c] += alpha * int(inks[4*pixel+c])
			}
		}
		if opacity == 0 {
			return
		}
		cover = (cover*opacity/(probes*probes) + 127) / 255
		for k, plate := range p.plates {
			value := 0
			if k < 4 {
				value = (sum[k] + opacity/2) / opacity
			}
			plate[i] = mix(plate[i], value, cover)
		}
	})
}
