package inspect

import "korthet/output/pdf/object"

// veil is what a soft mask (11.5) is made of: how light, and how opaque, each cell of
// the page is in the mask's group.
type veil struct {
	*sheet      // its first plate is the light
	lost   bool // something of it is not known
}

// veilKey tells soft masks apart that lie in different places.
type veilKey struct {
	g   *gstate
	ctm matrix
}

// mostVeils is how many soft masks of a page are kept.
const mostVeils = 16

// veilOf returns a soft mask as it lies on the page; nil where that is not known.
func (r *run) veilOf(g *gstate) *mask {
	page := r.sheet
	if page == nil || r.cell || r.mask || r.glyph {
		return nil
	}
	k := veilKey{g, r.state.ctm}
	if known, ok := page.veils[k]; ok {
		return known
	}
	// A mask is as much work as some things that go over all the page.
	if !page.spend(8 * page.columns * page.rows) {
		return nil
	}
	m := r.drawVeil(g)
	if len(page.veils) >= mostVeils {
		clear(page.veils)
	}
	if page.veils == nil {
		page.veils = map[veilKey]*mask{}
	}
	page.veils[k] = m
	return m
}

// drawVeil calculates a soft mask.
func (r *run) drawVeil(g *gstate) *mask {
	page := r.sheet
	d := g.maskDict
	if transfer := d.Get("TR"); transfer != nil && r.name(transfer) != "Identity" {
		return nil
	}
	v := &veil{sheet: &sheet{
		trim: page.trim, step: page.step, columns: page.columns, rows: page.rows, work: page.work,
		names: []string{"light"}, plates: [][]float32{make([]float32, page.columns*page.rows)},
		laid: make([]float32, page.columns*page.rows), blank: make([]uint8, page.columns*page.rows), shade: make([]float32, page.columns),
	}}
	r.drawForm(g.maskForm, r.state.ctm, func(inner *run) {
		inner.mask, inner.veil = true, v
		inner.state = firstState(inner.base)
		inner.state.clip = r.media.meet(g.maskForm.bounds.through(inner.base))
	})
	if v.lost {
		return nil
	}
	behind := float32(0)
	if light := r.reader.numbers(d.Get("BC"), 32); light != nil {
		p := r.paintOf(r.spaceOf(g.maskForm.group.Get("CS"), r.resources, 0), light)
		if p.light < 0 {
			return nil
		}
		behind = float32(p.light)
	}
	m := &mask{rows: page.rows, columns: page.columns, parts: make([]uint8, page.columns*page.rows)}
	opaque := r.name(d.Get("S")) == "Alpha"
	for k := range m.parts {
		n := v.laid[k]
		if !opaque {
			n = v.plates[0][k] + float32(behind*(1-v.laid[k]))
		}
		m.parts[k] = uint8(float32(min(max(n, 0), 1)*255) + 0.5)
	}
	return m
}

// layVeil puts a mark of a soft mask's group on its veil.
func (r *run) layVeil(m *mark) {
	v := r.veil
	seen := m.bounds.meet(r.state.clip)
	if v.lost || seen.empty() {
		return
	}
	c := &coat{alpha: float32(r.state.alphaFill * r.state.group.opacity), mask: r.state.mask, inks: []float32{0}, keeps: []bool{false}}
	p := m.paint
	switch {
	case m.kind == lettering || m.kind == line || r.state.masked || r.state.lost || r.state.blend != "" && r.state.blend != "Normal" || m.outline != nil && m.outline.many:
		v.lost = true
	case m.kind == photo:
		r.layPictureInVeil(m, seen, c)
	case p.shading && p.shade == nil || !p.shading && p.light < 0 || p.coloured:
		v.lost = true
	default:
		put := func(row, column int, part float32) {
			c.inks[0] = float32(p.light)
			if h := p.shade; h != nil {
				at := h.at(v.middleOf(row, column))
				switch {
				case at >= 0:
					c.inks[0] = h.lights[at]
				case at == -1:
					c.inks[0] = h.groundLight
				default:
					return
				}
			}
			v.put(row, column, part, c)
		}
		if m.exact || m.outline == nil {
			b := seen
			v.fill([]xy{{b.left, b.bottom}, {b.right, b.bottom}, {b.right, b.top}, {b.left, b.top}}, []int{0}, false, b, put)
			return
		}
		v.fill(m.outline.points, m.outline.starts, m.outline.evenOdd, seen, put)
	}
}

// layPictureInVeil puts a grey picture on a veil.
func (r *run) layPictureInVeil(m *mark, seen box, c *coat) {
	pic, t := m.picture, r.state.ctm
	known := r.coverOf(pic)
	det := float64(t.a*t.d) - float64(t.b*t.c)
	if known && !pic.stencil {
		r.measure(pic)
		known = pic.means != nil && pic.space.family == deviceGrey
	}
	if !known || det == 0 || pic.stencil && (m.paint.shading || m.paint.light < 0) {
		r.veil.lost = true
		return
	}
	opacity := c.alpha
	r.veil.fill([]xy{t.at(0, 0), t.at(1, 0), t.at(1, 1), t.at(0, 1)}, []int{0}, false, seen, func(row, column int, part float32) {
		across, up := r.inPicture(row, column, det)
		c.alpha = opacity * pic.opacityAt(across, 1-up)
		if pic.stencil {
			c.inks[0] = float32(m.paint.light)
		} else {
			c.inks[0] = 1 - pic.meansAt(across, 1-up)[0]
		}
		r.veil.put(row, column, part, c)
	})
}

// middleOf is where the middle of a cell is on the page.
func (s *sheet) middleOf(row, column int) xy {
	return xy{s.trim.left + float64((float64(column)+0.5)*s.step), s.trim.bottom + float64((float64(row)+0.5)*s.step)}
}

// through is one mask behind another of the whole page; either may be nil.
func (m *mask) through(other *mask, s *sheet) *mask {
	if m == nil || other == nil || !s.spend(len(m.parts)) {
		if m == nil {
			return other
		}
		return m
	}
	out := &mask{rows: m.rows, columns: m.columns, parts: make([]uint8, len(m.parts))}
	for k := range out.parts {
		out.parts[k] = uint8((int(m.parts[k])*int(other.parts[k]) + 127) / 255)
	}
	return out
}

// softMask does what gs says of a soft mask.
func (r *run) softMask(g *gstate) {
	s := &r.state
	s.masked, s.fade = g.mask == 1, nil
	if g.maskForm == nil || r.depth >= mostNested {
		return
	}
	if s.fade = r.veilOf(g); s.fade != nil {
		s.masked = false
		return
	}
	// What is in it is looked at, by the rules.
	r.drawForm(g.maskForm, s.ctm, func(inner *run) { inner.mask = true })
}

// maskOf is a soft mask's dictionary, and the form it is made by.
func (i *inspector) maskOf(g *gstate, d object.Dict) {
	g.mask, g.maskDict = 1, d
	if g.maskForm = i.formOf(d.Get("G")); g.maskForm != nil {
		g.maskForm.forMask = true
	}
}
