package inspect

import (
	"math"

	"korthet/output/pdf/object"
)

// shade is a shading along a line (8.7.4.5.3) or between two circles (8.7.4.5.4) as
// it lies on the page.
type shade struct {
	radial         bool
	from, to       xy
	fromR, toR     float64
	before, beyond bool   // it goes on past its ends
	toOwn          matrix // from the page to the shading's own coordinates
	bounds         box    // in these
	inks           []string
	tints          [shadeSteps][]float32 // of the inks, along it
	lights         [shadeSteps]float32   // -1 where it is not known
	ground         []float32             // of the inks, where nothing else is; nil for none
	groundLight    float32
}

// shadeSteps is how many colours of a shading are calculated.
const shadeSteps = 256

// shadeOf reads where a shading lies and how it goes; nil where that is not known. own
// are its coordinates; it has a ground as a pattern only.
func (r *run) shadeOf(d object.Dict, s *space, own matrix, pattern bool) *shade {
	det := float64(own.a*own.d) - float64(own.b*own.c)
	kind := r.integer(d.Get("ShadingType"), 0)
	if kind != 2 && kind != 3 || !s.ofInks() && r.veil == nil || math.Abs(det) < 1e-12 || s.family == indexed {
		return nil
	}
	h := &shade{radial: kind == 3, bounds: everywhere(), inks: platesOf(s), toOwn: matrix{
		own.d / det, -own.b / det, -own.c / det, own.a / det,
		(float64(own.c*own.f) - float64(own.d*own.e)) / det, (float64(own.b*own.e) - float64(own.a*own.f)) / det,
	}}
	n := r.reader.numbers(d.Get("Coords"), 6)
	switch {
	case !h.toOwn.finite():
		return nil
	case h.radial && len(n) == 6:
		h.from, h.fromR, h.to, h.toR = xy{n[0], n[1]}, n[2], xy{n[3], n[4]}, n[5]
	case !h.radial && len(n) == 4:
		h.from, h.to = xy{n[0], n[1]}, xy{n[2], n[3]}
	default:
		return nil
	}
	if list := r.array(d.Get("Extend")); len(list) == 2 {
		before, _ := r.resolve(list[0]).(object.Bool)
		beyond, _ := r.resolve(list[1]).(object.Bool)
		h.before, h.beyond = bool(before), bool(beyond)
	}
	if b, ok := r.box(d.Get("BBox")); ok {
		h.bounds = b
	}
	if ground := r.reader.numbers(d.Get("Background"), 32); pattern && len(ground) == s.channels {
		p := r.paintOf(s, ground)
		h.ground, h.groundLight = sharesOf(p, h.inks), float32(p.light)
	}
	if !r.shadeColours(h, d, s) {
		return nil
	}
	return h
}

// shadeColours calculates the colours along a shading; false where they cannot be.
func (r *run) shadeColours(h *shade, d object.Dict, s *space) bool {
	v := d.Get("Function")
	var functions []*function
	if list := r.array(v); list != nil {
		if len(list) != s.channels || len(list) > 32 {
			return false
		}
		for _, e := range list {
			functions = append(functions, r.functionOf(e, 0))
		}
	} else {
		functions = []*function{r.functionOf(v, 0)}
	}
	domain := [2]float64{0, 1}
	if n := r.reader.numbers(d.Get("Domain"), 2); len(n) == 2 {
		domain = [2]float64{n[0], n[1]}
	}
	r.work -= stopCost * shadeSteps
	for k := range h.tints {
		x := domain[0] + float64(float64(k)/(shadeSteps-1)*(domain[1]-domain[0]))
		var values []float64
		for _, f := range functions {
			values = append(values, f.at(x)...)
		}
		if len(values) != s.channels {
			return false
		}
		p := r.paintOf(s, values)
		if !p.known && r.veil == nil || p.all || p.light < 0 && r.veil != nil {
			return false
		}
		h.tints[k], h.lights[k] = sharesOf(p, h.inks), float32(p.light)
	}
	return true
}

// at is the step of the shading at a place of the page: -1 where its ground is, -2
// where it leaves what lies below.
func (h *shade) at(page xy) int {
	p := h.toOwn.at(page.x, page.y)
	if !h.bounds.has(p) {
		return -2
	}
	var t float64
	var ok bool
	if h.radial {
		t, ok = h.alongCircles(p)
	} else {
		dx, dy := h.to.x-h.from.x, h.to.y-h.from.y
		long := float64(dx*dx) + float64(dy*dy)
		t = (float64((p.x-h.from.x)*dx) + float64((p.y-h.from.y)*dy)) / long
		ok = long > 0 && (t >= 0 || h.before) && (t <= 1 || h.beyond)
	}
	switch {
	case ok:
		return int(float64(min(max(t, 0), 1)*(shadeSteps-1)) + 0.5)
	case h.ground != nil:
		return -1
	}
	return -2
}

// alongCircles is how far along the circles the last one lies that goes through a
// place.
func (h *shade) alongCircles(p xy) (t float64, ok bool) {
	dx, dy, dr := h.to.x-h.from.x, h.to.y-h.from.y, h.toR-h.fromR
	px, py := p.x-h.from.x, p.y-h.from.y
	a := float64(dx*dx) + float64(dy*dy) - float64(dr*dr)
	b := float64(px*dx) + float64(py*dy) + float64(h.fromR*dr)
	c := float64(px*px) + float64(py*py) - float64(h.fromR*h.fromR)
	var roots [2]float64
	if math.Abs(a) < 1e-12 {
		if b == 0 {
			return 0, false
		}
		roots[0] = c / (2 * b)
		roots[1] = roots[0]
	} else {
		under := float64(b*b) - float64(a*c)
		if under < 0 {
			return 0, false
		}
		under = math.Sqrt(under)
		roots[0], roots[1] = (b+under)/a, (b-under)/a
		if roots[0] < roots[1] {
			roots[0], roots[1] = roots[1], roots[0]
		}
	}
	for _, t := range roots {
		if (t >= 0 || h.before) && (t <= 1 || h.beyond) && h.fromR+float64(t*dr) >= 0 {
			return t, true
		}
	}
	return 0, false
}

// layShade puts an area in a shading on the sheet.
func (r *run) layShade(m *mark, c *coat) {
	s, h := r.sheet, m.paint.shade
	own := make([]int, len(h.inks))
	for k, name := range h.inks {
		plate := -1
		if name != "None" {
			var ok bool
			if plate, ok = s.plate(name); !ok {
				c.blank = s.unknown("more spot colours than are counted")
			}
		}
		own[k] = plate
	}
	c.inks, c.keeps = make([]float32, len(s.plates)), make([]bool, len(s.plates))
	if c.some = m.overprints(r.state.mode); c.some {
		for k := range c.keeps {
			c.keeps[k] = true
		}
		for _, plate := range own {
			if plate >= 0 {
				c.keeps[plate] = false
			}
		}
	}
	put := func(row, column int, part float32) {
		at := h.at(s.middleOf(row, column))
		tints := h.ground
		if at >= 0 {
			tints = h.tints[at]
		} else if at < -1 {
			return
		}
		for k, plate := range own {
			if plate >= 0 && k < len(tints) {
				c.inks[plate] = tints[k]
			}
		}
		s.put(row, column, part, c)
	}
	b := m.seen
	if m.exact || m.outline == nil {
		s.fill([]xy{{b.left, b.bottom}, {b.right, b.bottom}, {b.right, b.top}, {b.left, b.top}}, []int{0}, false, b, put)
		return
	}
	s.fill(m.outline.points, m.outline.starts, m.outline.evenOdd, b, put)
}
