package preflight

import "korthet/layout/display"

// unitShift makes lengths units: 1/256 pt, in which products of places on the
// page fit 64 bits.
const unitShift = 8

// farthest bounds places, in Length: 1,048,576 pt. What lies beyond is moved
// there, so that no input makes the arithmetic overflow.
const farthest = display.Point << 20

// steepest bounds the numbers of a transform.
const steepest = 1 << 30

// point is a place on a page, in 1/256 pt.
type point struct{ x, y int64 }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }

// cross returns the area that two directions span.
func cross(a, b point) int64 { return a.x*b.y - a.y*b.x }

func units(l display.Length) int64 { return int64(clamp(l)) >> unitShift }

// clamp returns l, or the nearest place that is not beyond farthest.
func clamp(l display.Length) display.Length { return max(-farthest, min(farthest, l)) }

// place returns where a point within groups, outermost first, lies on the page.
func place(p display.XY, groups []display.Transform) point {
	p.X, p.Y = clamp(p.X), clamp(p.Y)
	for i := len(groups) - 1; i >= 0; i-- {
		t := &groups[i]
		if *t == (display.Transform{}) {
			continue
		}
		p = display.XY{X: along(p.X, t.A, p.Y, t.C, t.E), Y: along(p.X, t.B, p.Y, t.D, t.F)}
	}
	return point{units(p.X), units(p.Y)}
}

// along returns x*a + y*b + e, of a transform.
func along(x display.Length, a int64, y display.Length, b int64, e display.Length) display.Length {
	scaled := func(l display.Length, by int64) display.Length {
		return l.Scale(max(-steepest, min(steepest, by)), 1<<16)
	}
	return clamp(scaled(x, a) + scaled(y, b) + clamp(e))
}

// box is an upright rectangle.
type box struct{ left, top, right, bottom int64 }

func boxAround(points ...point) box {
	b := box{points[0].x, points[0].y, points[0].x, points[0].y}
	for _, p := range points[1:] {
		b.left, b.right = min(b.left, p.x), max(b.right, p.x)
		b.top, b.bottom = min(b.top, p.y), max(b.bottom, p.y)
	}
	return b
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

func (b box) holds(o box) bool {
	return b.left <= o.left && b.right >= o.right && b.top <= o.top && b.bottom >= o.bottom
}

func (b box) has(p point) bool {
	return p.x >= b.left && p.x < b.right && p.y >= b.top && p.y < b.bottom
}

// outline is an area: what loops of straight lines enclose or, of a stroke, what
// lies near them.
type outline struct {
	box       box
	loops     [][]point
	evenOdd   bool
	rectangle bool  // it is its box
	near      int64 // of a stroke: half its width; 0 for an area
}

// filled returns the area of a path.
func filled(path []display.Segment, evenOdd bool, groups []display.Transform) outline {
	o := outline{loops: flatten(path, groups), evenOdd: evenOdd}
	o.measure()
	o.rectangle = len(o.loops) == 1 && o.upright()
	return o
}

// stroked returns the area of a path's line, without its dashes and joins.
func stroked(path []display.Segment, width display.Length, groups []display.Transform) outline {
	o := outline{loops: flatten(path, groups)}
	o.measure()
	from, to := place(display.XY{}, groups), place(display.XY{X: width}, groups)
	d := to.minus(from)
	o.near = max(1, squareRoot(d.x*d.x+d.y*d.y)/2)
	o.box = box{o.box.left - o.near, o.box.top - o.near, o.box.right + o.near, o.box.bottom + o.near}
	return o
}

func (o *outline) measure() {
	first := true
	for _, loop := range o.loops {
		b := boxAround(loop...)
		if first {
			o.box, first = b, false
			continue
		}
		o.box = box{min(o.box.left, b.left), min(o.box.top, b.top), max(o.box.right, b.right), max(o.box.bottom, b.bottom)}
	}
}

// upright reports whether the only loop is the outline of its box.
func (o *outline) upright() bool {
	loop := o.loops[0]
	if len(loop) == 5 && loop[4] == loop[0] {
		loop = loop[:4]
	}
	if len(loop) != 4 {
		return false
	}
	for i, p := range loop {
		next := loop[(i+1)%4]
		if (p.x == next.x) == (p.y == next.y) || p.x != o.box.left && p.x != o.box.right || p.y != o.box.top && p.y != o.box.bottom {
			return false
		}
	}
	return true
}

// covers reports whether a place lies in the area.
func (o *outline) covers(p point) bool {
	if !o.box.has(p) {
		return false
	}
	if o.near > 0 {
		return o.nearLine(p)
	}
	if o.rectangle {
		return true
	}
	winding, crossings := 0, 0
	for _, loop := range o.loops {
		for i, a := range loop {
			b := loop[(i+1)%len(loop)] // a path that is filled is closed
			if (a.y <= p.y) == (b.y <= p.y) {
				continue
			}
			side := cross(b.minus(a), p.minus(a))
			switch {
			case b.y > a.y && side > 0:
				winding++
				crossings++
			case b.y < a.y && side < 0:
				winding--
				crossings++
			}
		}
	}
	if o.evenOdd {
		return crossings%2 == 1
	}
	return winding != 0
}

// nearLine reports whether a place is covered by the stroke of one of the
// lines.
func (o *outline) nearLine(p point) bool {
	for _, loop := range o.loops {
		for i := 1; i < len(loop); i++ {
			d, q := loop[i].minus(loop[i-1]), p.minus(loop[i-1])
			length := squareRoot(d.x*d.x + d.y*d.y)
			along := d.x*q.x + d.y*q.y
			if length == 0 || along < 0 || along > length*length {
				continue
			}
			if area := cross(d, q); max(area, -area)/length <= o.near {
				return true
			}
		}
	}
	return false
}

// steps is how many straight lines stand for a curve.
const steps = 16

// flatten returns a path as loops of straight lines. Loops of less than two
// points are left out.
func flatten(path []display.Segment, groups []display.Transform) [][]point {
	var loops [][]point
	var loop []point
	end := func() {
		if len(loop) > 1 {
			loops = append(loops, loop)
		}
		loop = nil
	}
	for i := range path {
		segment := &path[i]
		switch segment.Op {
		case display.MoveTo:
			end()
			loop = []point{place(segment.Points[0], groups)}
		case display.LineTo:
			loop = append(loop, place(segment.Points[0], groups))
		case display.CurveTo:
			b, c, d := place(segment.Points[0], groups), place(segment.Points[1], groups), place(segment.Points[2], groups)
			a := b
			if len(loop) > 0 {
				a = loop[len(loop)-1]
			}
			for k := int64(1); k <= steps; k++ {
				loop = append(loop, point{bezier(a.x, b.x, c.x, d.x, k), bezier(a.y, b.y, c.y, d.y, k)})
			}
		case display.ClosePath:
			if len(loop) > 0 {
				start := loop[0]
				loop = append(loop, start)
				end()
				loop = []point{start}
			}
		}
	}
	end()
	return loops
}

// bezier returns a cubic curve's value at k of steps.
func bezier(a, b, c, d, k int64) int64 {
	rest := steps - k
	return (a*rest*rest*rest + 3*b*rest*rest*k + 3*c*rest*k*k + d*k*k*k) / (steps * steps * steps)
}
