package inspect

import "korthet/output/pdf/object"

// path is the current path: its bounds, and the rectangles and lines that it is
// made of.
type path struct {
	bounds box
	points []xy // corners on the page, of the first mostCorners; curves by their ends and middles
	starts []int
	pen    xy // in the path's own coordinates
	begun  xy
	parts  int // subpaths
	curved bool
	// What it is painted with: the fill rule, and whether its line is closed.
	evenOdd, closed bool
	many            bool // more corners than are kept
}

// mostCorners is how many corners of a path are kept.
const mostCorners = 2048

func (p *path) add(r *run, x, y float64) {
	at := r.state.ctm.at(x, y)
	if p.parts == 0 && len(p.points) == 0 {
		p.bounds = nowhere()
	}
	p.bounds.extend(at)
	if len(p.points) < mostCorners {
		p.points = append(p.points, at)
	} else {
		p.many = true
	}
	p.pen = xy{x, y}
}

func (p *path) move(r *run, x, y float64) {
	p.starts = append(p.starts, len(p.points))
	if len(p.starts) > mostCorners {
		p.starts, p.many = p.starts[:mostCorners], true
	}
	p.add(r, x, y)
	p.begun = xy{x, y}
	p.parts++
}

func (r *run) pathOperator(op object.Operator) bool {
	switch op {
	case "m", "l":
		n, ok := r.numbers(2)
		if !ok {
			return true
		}
		if op == "m" || r.path.parts == 0 {
			r.path.move(r, n[0], n[1])
		} else {
			r.path.add(r, n[0], n[1])
		}
	case "c", "v", "y":
		r.curve(op)
	case "h":
		r.path.closed = true
		r.path.pen = r.path.begun
	case "re":
		if n, ok := r.numbers(4); ok {
			r.path.move(r, n[0], n[1])
			r.path.add(r, n[0]+n[2], n[1])
			r.path.add(r, n[0]+n[2], n[1]+n[3])
			r.path.add(r, n[0], n[1]+n[3])
			r.path.pen, r.path.closed = xy{n[0], n[1]}, true
		}
	case "W", "W*":
		r.clipping, r.clipOdd = true, op == "W*"
	case "n":
		r.endPath(false, false)
	case "f", "F", "f*":
		r.path.evenOdd = op == "f*"
		r.endPath(true, false)
	case "S", "s":
		r.path.closed = r.path.closed || op == "s"
		r.endPath(false, true)
	case "B", "B*", "b", "b*":
		r.path.evenOdd, r.path.closed = op == "B*" || op == "b*", r.path.closed || op[0] == 'b'
		r.endPath(true, true)
	default:
		return false
	}
	return true
}

// curve adds a Bézier curve by points on it.
func (r *run) curve(op object.Operator) {
	count := 4
	if op == "c" {
		count = 6
	}
	n, ok := r.numbers(count)
	if !ok {
		return
	}
	if r.path.parts == 0 {
		r.path.move(r, n[0], n[1])
	}
	from := r.path.pen
	var p [4]xy
	p[0] = from
	switch op {
	case "c":
		p[1], p[2], p[3] = xy{n[0], n[1]}, xy{n[2], n[3]}, xy{n[4], n[5]}
	case "v":
		p[1], p[2], p[3] = from, xy{n[0], n[1]}, xy{n[2], n[3]}
	default:
		p[1], p[2], p[3] = xy{n[0], n[1]}, xy{n[2], n[3]}, xy{n[2], n[3]}
	}
	const pieces = 8
	for k := 1; k <= pieces; k++ {
		t := float64(k) / pieces
		u := 1 - t
		a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		r.path.add(r, a*p[0].x+b*p[1].x+c*p[2].x+d*p[3].x, a*p[0].y+b*p[1].y+c*p[2].y+d*p[3].y)
	}
	r.path.curved = true
}

// rectangle reports whether the path is one rectangle with its sides along the
// page's.
func (p *path) rectangle() bool {
	if p.parts != 1 || p.curved || p.many {
		return false
	}
	n := len(p.points)
	if n == 5 && p.points[4] == p.points[0] {
		n = 4
	}
	if n != 4 {
		return false
	}
	const slack = 0.01
	for k := range 4 {
		a, b := p.points[k], p.points[(k+1)%4]
		dx, dy := a.x-b.x, a.y-b.y
		if dx*dx > slack*slack && dy*dy > slack*slack {
			return false
		}
	}
	return true
}

// inside reports whether a place lies in the path, by its corners; known is
// false where they do not tell.
func (g *ground) inside(at xy) (in, known bool) {
	if !g.bounds.has(at) {
		return false, true
	}
	if g.exact {
		return true, true
	}
	if g.corners == nil {
		return false, false
	}
	crossed := false
	for s, start := range g.starts {
		end := len(g.corners)
		if s+1 < len(g.starts) {
			end = g.starts[s+1]
		}
		for k := start; k < end; k++ {
			a, b := g.corners[k], g.corners[start]
			if k+1 < end {
				b = g.corners[k+1]
			}
			if (a.y > at.y) != (b.y > at.y) && at.x < a.x+(at.y-a.y)/(b.y-a.y)*(b.x-a.x) {
				crossed = !crossed
			}
		}
	}
	return crossed, true
}

// endPath paints the path, and clips with it where that was asked for.
func (r *run) endPath(fill, stroke bool) {
	p := &r.path
	if len(p.points) > 0 {
		if fill {
			r.fillPath(p)
		}
		if stroke {
			r.strokePath(p)
		}
		if r.clipping {
			r.clip(p)
		}
	}
	r.clipping = false
	*p = path{points: p.points[:0], starts: p.starts[:0]}
}

// clip clips with a path.
func (r *run) clip(p *path) {
	s := &r.state
	s.clip = s.clip.meet(p.bounds)
	if p.rectangle() {
		return
	}
	s.ragged = true
	switch {
	case p.many:
		s.lost = true
	case r.sheet != nil && !s.clip.empty():
		s.mask = r.sheet.clip(p.points, p.starts, r.clipOdd, s.clip, s.mask)
	}
}

func (r *run) fillPath(p *path) {
	m := mark{
		kind: area, paint: r.state.fill, bounds: p.bounds, over: r.state.overFill,
		clear: r.state.clear(r.state.alphaFill), exact: p.rectangle(), outline: p,
	}
	if !m.exact && !p.many && len(p.points) <= 256 {
		m.corners, m.starts = p.points, p.starts
	}
	if m.exact {
		w, h := p.bounds.width(), p.bounds.height()
		if thin := min(w, h); slender*thin <= max(w, h) && thin <= thickest {
			m.thin, m.width = true, thin
		}
	}
	r.paintMark(&m)
}

// slender is how much longer than wide an area is that counts as a line.
const slender = 8

// thickest is how thin it must be for that, in points: a band of colour is no line.
const thickest = 12

func (r *run) strokePath(p *path) {
	width := r.state.width * r.state.ctm.narrowest()
	// A line along the page's sides ends where it ends, and is as wide as it is.
	bounds := p.bounds
	if across := bounds.width(); bounds.height() > 0.001 || across <= 0.001 {
		bounds.left, bounds.right = bounds.left-width/2, bounds.right+width/2
	}
	if across := p.bounds.width(); across > 0.001 || p.bounds.height() <= 0.001 {
		bounds.bottom, bounds.top = bounds.bottom-width/2, bounds.top+width/2
	}
	m := mark{
		kind: line, paint: r.state.line, bounds: bounds, over: r.state.overLine,
		clear: r.state.clear(r.state.alphaLine), thin: true, width: width, outline: p,
	}
	if len(p.points) > 0 {
		m.on, m.hasOn = p.points[len(p.points)/2], true
	}
	r.paintMark(&m)
}
