package impose

import (
	"cmp"
	"math"
	"slices"

	"korthet/layout/display"
)

// leastRich is the width of the circle that an area must have room for to be
// printed in a rich black: where smaller ones are not quite covered by all plates,
// colour shows at their edges. It is 10 mm less what rounding may take.
const leastRich = display.Point * 999 * 72 / 2540

// rows is how many rows of an area that circle crosses.
const rows = 40

// region is what loops of straight lines enclose.
type region struct {
	loops   [][]display.XY
	evenOdd bool
}

// span is a piece of a row, from its start to its end.
type span struct{ from, to display.Length }

// roomy reports whether the circle has room somewhere within a box where all
// regions are. The regions are looked at in rows: the circle's middle is where the
// pieces of all rows that it crosses meet when each is made shorter by what the
// circle has on either side there.
func roomy(box [2]display.XY, regions []region) bool {
	const step = leastRich / rows
	var chords [rows]display.Length
	for i := range chords {
		// From the middle of the row to that of the circle.
		away := int64(step) * int64(2*i+1-rows) / 2
		half := int64(leastRich) / 2
		chords[i] = display.Length(math.Sqrt(float64(half*half - away*away))) // the same on every machine
	}
	var ring [rows][]span
	for n := 0; ; n++ {
		y := box[0].Y + step/2 + display.Length(n)*step
		if y > box[1].Y {
			return false
		}
		ring[n%rows] = pieces(y, regions)
		if n+1 < rows {
			continue
		}
		middles := shortened(ring[(n+1)%rows], chords[0])
		for i := 1; i < rows && len(middles) > 0; i++ {
			middles = common(middles, shortened(ring[(n+1+i)%rows], chords[i]))
		}
		if len(middles) > 0 {
			return true
		}
	}
}

// pieces are the parts of a row that are in all regions.
func pieces(y display.Length, regions []region) []span {
	out := regions[0].row(y)
	for i := 1; i < len(regions) && len(out) > 0; i++ {
		out = common(out, regions[i].row(y))
	}
	return out
}

// row returns the parts of a row that are in the region.
func (r *region) row(y display.Length) []span {
	type crossing struct {
		x  display.Length
		up int
	}
	var crossings []crossing
	for _, loop := range r.loops {
		for i, a := range loop {
			b := loop[(i+1)%len(loop)] // what is filled is closed
			if (a.Y <= y) == (b.Y <= y) {
				continue
			}
			c := crossing{a.X + (b.X-a.X).Scale(int64(y-a.Y), int64(b.Y-a.Y)), 1}
			if b.Y > a.Y {
				c.up = -1
			}
			crossings = append(crossings, c)
		}
	}
	slices.SortFunc(crossings, func(a, b crossing) int { return cmp.Compare(a.x, b.x) })
	var out []span
	winding := 0
	for i, c := range crossings {
		if winding += c.up; r.evenOdd {
			winding = (i + 1) % 2
		}
		if winding == 0 || i+1 == len(crossings) {
			continue
		}
		next := crossings[i+1].x
		if n := len(out); n > 0 && out[n-1].to == c.x {
			out[n-1].to = next
		} else {
			out = append(out, span{c.x, next})
		}
	}
	return out
}

// shortened returns spans without a length at either end.
func shortened(spans []span, by display.Length) []span {
	var out []span
	for _, s := range spans {
		if s.to-s.from >= 2*by {
			out = append(out, span{s.from + by, s.to - by})
		}
	}
	return out
}

// common returns what two rows have in common.
func common(a, b []span) []span {
	var out []span
	for len(a) > 0 && len(b) > 0 {
		if from, to := max(a[0].from, b[0].from), min(a[0].to, b[0].to); from <= to {
			out = append(out, span{from, to})
		}
		if a[0].to < b[0].to {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return out
}

// farthest bounds places: beyond it there is no paper (see rule P1).
const farthest = display.Point << 15

// onPage returns where a point within groups, outermost first, lies on the page.
func onPage(p display.XY, groups []display.Transform) display.XY {
	bound := func(l display.Length) display.Length { return max(-farthest, min(farthest, l)) }
	along := func(x display.Length, a int64, y display.Length, b int64, e display.Length) display.Length {
		const steepest = 1 << 30
		a, b = max(-steepest, min(steepest, a)), max(-steepest, min(steepest, b))
		return bound(x.Scale(a, 1<<16) + y.Scale(b, 1<<16) + bound(e))
	}
	p = display.XY{X: bound(p.X), Y: bound(p.Y)}
	for i := len(groups) - 1; i >= 0; i-- {
		if t := &groups[i]; *t != (display.Transform{}) {
			p = display.XY{X: along(p.X, t.A, p.Y, t.C, t.E), Y: along(p.X, t.B, p.Y, t.D, t.F)}
		}
	}
	return p
}

// loopsOf returns a path within groups as loops of straight lines on the page.
func loopsOf(path []display.Segment, groups []display.Transform) [][]display.XY {
	const steps = 16 // straight lines for a curve
	var loops [][]display.XY
	var loop []display.XY
	end := func() {
		if len(loop) > 2 {
			loops = append(loops, loop)
		}
		loop = nil
	}
	for i := range path {
		var at [3]display.XY
		for k, p := range path[i].Points {
			at[k] = onPage(p, groups)
		}
		switch path[i].Op {
		case display.MoveTo:
			end()
			loop = []display.XY{at[0]}
		case display.LineTo:
			loop = append(loop, at[0])
		case display.CurveTo:
			from := at[0]
			if len(loop) > 0 {
				from = loop[len(loop)-1]
			}
			for k := int64(1); k <= steps; k++ {
				curve := func(a, b, c, d display.Length) display.Length {
					rest := steps - k
					return (a*display.Length(rest*rest*rest) + b*display.Length(3*rest*rest*k) + c*display.Length(3*rest*k*k) + d*display.Length(k*k*k)) / (steps * steps * steps)
				}
				loop = append(loop, display.XY{X: curve(from.X, at[0].X, at[1].X, at[2].X), Y: curve(from.Y, at[0].Y, at[1].Y, at[2].Y)})
			}
		case display.ClosePath:
			if len(loop) > 0 {
				start := loop[0]
				end()
				loop = []display.XY{start}
			}
		}
	}
	end()
	return loops
}

// boxOf is the box around a loop.
func boxOf(loop []display.XY) [2]display.XY {
	box := [2]display.XY{loop[0], loop[0]}
	for _, p := range loop[1:] {
		box[0] = display.XY{X: min(box[0].X, p.X), Y: min(box[0].Y, p.Y)}
		box[1] = display.XY{X: max(box[1].X, p.X), Y: max(box[1].Y, p.Y)}
	}
	return box
}
