package preflight

import (
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
)

// scene is what lies on a page, in the order of drawing, as Contrast sees it.
type scene struct {
	*contrast
	page    int
	visible box // the page
	layers  []layer
}

// layer is something that covers what was drawn before.
type layer struct {
	placed
	name    string
	rgb     [3]uint8
	picture *picture // in place of rgb
}

func (s *scene) path(path *display.Path, stroke *display.Stroke, at placed) {
	ink := path.Fill
	if stroke != nil {
		if stroke.Width <= 0 {
			return
		}
		ink = &stroke.Ink
	}
	if at.shows(s.visible) {
		s.layers = append(s.layers, layer{placed: at, name: s.inkName(*ink), rgb: s.rgb(*ink)})
	}
}

func (s *scene) image(image *display.Image, at placed) {
	if at.shows(s.visible) {
		s.layers = append(s.layers, layer{placed: at, name: image.Data.Name, picture: s.picture(image.Data)})
	}
}

// samples is how many points a letter's box is looked at, each way.
const samples = 5

// grounds returns what lies behind a text, letter by letter; nothing where no
// letter of it is on the page.
func (s *scene) grounds(run *display.GlyphRun, within []display.Transform) []behind {
	width := display.Length(0)
	for i := range run.Glyphs {
		width += run.Glyphs[i].Advance
	}
	rise := capHeight(run)
	around := boxAround(
		place(display.XY{X: run.X, Y: run.Y}, within), place(display.XY{X: run.X + width, Y: run.Y}, within),
		place(display.XY{X: run.X, Y: run.Y - rise}, within), place(display.XY{X: run.X + width, Y: run.Y - rise}, within),
	)
	if !around.meets(s.visible) {
		return nil
	}
	var near []int
	for i := len(s.layers) - 1; i >= 0; i-- {
		l := &s.layers[i]
		if !l.shape.box.meets(around) {
			continue
		}
		if len(near) == 0 && l.picture == nil && len(l.clips) == 0 && l.shape.rectangle && l.shape.box.holds(around) {
			return []behind{{layer: i, points: 1, luminance: luminance(l.rgb)}}
		}
		near = append(near, i)
	}
	if len(near) == 0 {
		return []behind{{layer: -1, points: 1, luminance: one}}
	}
	var all []behind
	x := run.X
	for i := range run.Glyphs {
		glyph := &run.Glyphs[i]
		if r, _ := utf8.DecodeRuneInString(run.Text[glyph.Cluster:]); !unicode.IsSpace(r) && glyph.Advance > 0 {
			all = s.letter(all, near, within, x+glyph.DX, run.Y-glyph.DY, glyph.Advance, rise)
		}
		x += glyph.Advance
	}
	return all
}

// letter adds what lies behind one letter, of the layers that are near, the
// uppermost first.
func (s *scene) letter(all []behind, near []int, within []display.Transform, x, y, width, rise display.Length) []behind {
	first := len(all)
	var seen int64
	for i := range display.Length(samples) {
		for j := range display.Length(samples) {
			p := place(display.XY{X: x + width*(2*i+1)/(2*samples), Y: y - rise*(2*j+1)/(2*samples)}, within)
			if !s.visible.has(p) {
				continue
			}
			seen++
			layer, rgb := s.at(p, near)
			k := first
			for k < len(all) && all[k].layer != layer {
				k++
			}
			if k == len(all) {
				all = append(all, behind{layer: layer})
			}
			all[k].points++
			all[k].luminance += luminance(rgb)
		}
	}
	kept := all[:first]
	for _, b := range all[first:] {
		if 4*b.points > seen {
			kept = append(kept, b)
		}
	}
	return kept
}

// at returns which layer is seen at a place, and its colour there.
func (s *scene) at(p point, near []int) (int, [3]uint8) {
	for i, index := range near {
		l := &s.layers[index]
		if !l.covers(p) {
			continue
		}
		if l.picture == nil {
			return index, l.rgb
		}
		l.picture.load(s.opts.Cache)
		rgb, alpha, ok := l.picture.at(&l.placed, p)
		if !ok || alpha == 0 {
			continue
		}
		if alpha < 255 {
			_, under := s.at(p, near[i+1:])
			for k := range rgb {
				rgb[k] = uint8((int64(rgb[k])*alpha + int64(under[k])*(255-alpha) + 127) / 255)
			}
		}
		return index, rgb
	}
	return -1, [3]uint8{255, 255, 255}
}

// capHeight returns how high a text's letters stand above its baseline: as high
// as its capitals.
func capHeight(run *display.GlyphRun) display.Length {
	rise, em := run.Face.Metrics().CapHeight, run.Face.UnitsPerEm()
	if rise <= 0 || rise > em {
		rise = em * 7 / 10
	}
	return run.Size.Scale(int64(rise), int64(em))
}
