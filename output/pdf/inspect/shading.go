package inspect

import "korthet/output/pdf/object"

// shade does the sh operator: it fills the clip.
func (r *run) shade(v object.Value) {
	p := r.shading(v, r.state.ctm, false)
	m := mark{
		kind: area, paint: p, bounds: r.state.clip, over: r.state.overFill,
		clear: r.state.clear(r.state.alphaFill), exact: false,
	}
	r.paintMark(&m)
}

// stopCost is the work that a colour of a shading counts as.
const stopCost = 64

// shading returns what a shading is printed in, in coordinates of its own.
func (r *run) shading(v object.Value, own matrix, pattern bool) *paint {
	p := &paint{shading: true, light: -1, cmykMost: -1, space: &space{}}
	d := r.dictOf(v)
	if d == nil {
		return p
	}
	p.space = r.spaceOf(d.Get("ColorSpace"), r.resources, 0)
	r.checkShading(p, d)
	if r.sheet != nil {
		p.shade = r.shadeOf(d, p.space, own, pattern)
	}
	return p
}

// checkShading finds the most ink of a shading by the values between which its
// function goes straight.
func (r *run) checkShading(p *paint, d object.Dict) {
	s := p.space
	p.values = s.first()
	kind := r.integer(d.Get("ShadingType"), 0)
	v := d.Get("Function")
	if kind < 2 || kind > 3 || v == nil {
		return
	}
	var stops [][]float64
	if list := r.array(v); list != nil {
		if len(list) > 32 {
			return
		}
		// One function for each channel: the sum of the most of each is at most too
		// much.
		stop := make([]float64, len(list))
		for k, e := range list {
			own := r.functionOf(e, 0).stops()
			if own == nil {
				return
			}
			for _, values := range own {
				if len(values) > 0 {
					stop[k] = max(stop[k], values[0])
				}
			}
		}
		stops = [][]float64{stop}
	} else {
		stops = r.functionOf(v, 0).stops()
	}
	if stops == nil {
		return
	}
	r.work -= stopCost * int64(len(stops))
	most, known := 0.0, true
	for _, values := range stops {
		if len(values) != s.channels {
			return
		}
		c := r.paintOf(s, append([]float64(nil), values...))
		known = known && c.known
		if c.known {
			most = max(most, c.total())
			for k, n := range c.cmyk {
				r.page.inspector.seen.process[k] = r.page.inspector.seen.process[k] || n > 0
			}
			r.useInks(c.spots)
		}
	}
	p.cmykMost = most
	p.known = known
}
