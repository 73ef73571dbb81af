package impose

import (
	"slices"

	"korthet/layout/display"
)

func equal(a, b []display.Segment) bool { return slices.Equal(a, b) }

// bounds is the box around segments, whose controls count.
func bounds(segments []display.Segment) (box [2]display.XY) {
	first := true
	for i := range segments {
		n := 0
		switch segments[i].Op {
		case display.MoveTo, display.LineTo:
			n = 1
		case display.CurveTo:
			n = 3
		case display.ClosePath:
		}
		for _, p := range segments[i].Points[:n] {
			if first {
				box, first = [2]display.XY{p, p}, false
			}
			box[0] = display.XY{X: min(box[0].X, p.X), Y: min(box[0].Y, p.Y)}
			box[1] = display.XY{X: max(box[1].X, p.X), Y: max(box[1].Y, p.Y)}
		}
	}
	return box
}

// asRectangle reports whether segments are one upright rectangle, as
// display.Rectangle makes it, and its box.
func asRectangle(s []display.Segment) (box [2]display.XY, ok bool) {
	if len(s) != 5 || s[0].Op != display.MoveTo || s[1].Op != display.LineTo || s[2].Op != display.LineTo || s[3].Op != display.LineTo || s[4].Op != display.ClosePath {
		return box, false
	}
	a, b, c, d := s[0].Points[0], s[1].Points[0], s[2].Points[0], s[3].Points[0]
	upright := a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X || a.X == b.X && b.Y == c.Y && c.X == d.X && d.Y == a.Y
	return bounds(s), upright
}

// area extends the outline of something filled.
func (f *frame) area(segments []display.Segment) []display.Segment {
	box := bounds(segments)
	if !f.meets(box[0], box[1]) {
		return segments
	}
	if r, ok := asRectangle(segments); ok {
		a, b := f.grown(r[0], r[1])
		if a == r[0] && b == r[1] {
			return segments
		}
		return display.Rectangle(a.X, a.Y, b.X-a.X, b.Y-a.Y)
	}
	out := make([]display.Segment, 0, len(segments))
	var at, begin display.XY
	for _, s := range segments {
		to := s.Points[0]
		switch s.Op {
		case display.MoveTo:
			begin = to
		case display.CurveTo:
			to = s.Points[2]
		case display.ClosePath:
			to = begin
		case display.LineTo:
		}
		if s.Op == display.LineTo || s.Op == display.ClosePath {
			out = f.strip(out, at, to)
		}
		out = append(out, s)
		at = to
	}
	return out
}

// strip appends the way around the strip of bleed outside a line that runs along
// an edge, before the line's own end. At a corner of the trim the strip goes on
// over both edges.
func (f *frame) strip(out []display.Segment, from, to display.XY) []display.Segment {
	fromAt, toAt := f.outside(from), f.outside(to)
	for edge := range fromAt {
		a, b := fromAt, toAt
		along := a[edge] && b[edge]
		if edge == top || edge == bottom {
			along = along && from.X != to.X
		} else {
			along = along && from.Y != to.Y
		}
		if !along {
			continue
		}
		line := func(p display.XY) {
			out = append(out, display.Segment{Op: display.LineTo, Points: [3]display.XY{p}})
		}
		// The corner first along the other edge, then outwards. Corners belong to the
		// strips above and below alone: where two strips overlap, the even-odd rule
		// would leave a hole.
		cornerA, cornerB := a, b
		cornerA[edge], cornerB[edge] = false, false
		if edge == start || edge == end {
			a, b, cornerA, cornerB = just(edge), just(edge), [4]bool{}, [4]bool{}
		}
		line(f.pushed(from, cornerA))
		line(f.pushed(from, a))
		line(f.pushed(to, b))
		line(f.pushed(to, cornerB))
		line(to)
	}
	return out
}

func just(edge int) (edges [4]bool) {
	edges[edge] = true
	return edges
}

// line draws open lines on that end at an edge. A line along an edge, which is
// half cut, stays.
func (f *frame) line(segments []display.Segment) []display.Segment {
	if r, ok := asRectangle(segments); ok {
		a, b := f.grown(r[0], r[1])
		if !f.meets(r[0], r[1]) || a == r[0] && b == r[1] {
			return segments
		}
		return display.Rectangle(a.X, a.Y, b.X-a.X, b.Y-a.Y)
	}
	var out []display.Segment
	for i := range segments {
		if segments[i].Op == display.ClosePath || segments[i].Op == display.CurveTo {
			return segments
		}
	}
	for i := range segments {
		p := segments[i].Points[0]
		last := i+1 == len(segments) || segments[i+1].Op == display.MoveTo
		var before display.XY // the point that the line comes from
		switch {
		case segments[i].Op == display.MoveTo && !last:
			before = segments[i+1].Points[0]
		case segments[i].Op == display.LineTo && last:
			before = segments[i-1].Points[0]
		default:
			continue
		}
		if q := f.drawnOn(before, p); q != p {
			if out == nil {
				out = slices.Clone(segments)
			}
			out[i].Points[0] = q
		}
	}
	if out == nil {
		return segments
	}
	return out
}

// steepest bounds how far a line that meets an edge at an angle is drawn on, in
// bleeds.
const steepest = 4

// drawnOn is the end of a line from a to b, drawn on until it is at the end of
// the bleed of every edge that b touches and a does not.
func (f *frame) drawnOn(a, b display.XY) display.XY {
	from, over := f.outside(a), f.outside(b)
	for edge := range over {
		over[edge] = over[edge] && !from[edge]
	}
	to := f.pushed(b, over)
	dx, dy := b.X-a.X, b.Y-a.Y
	switch bound := steepest * f.by; {
	case to == b:
	case to.X != b.X:
		to.Y = b.Y + max(-bound, min(bound, (to.X-b.X).Scale(int64(dy), int64(dx))))
	case to.Y != b.Y:
		to.X = b.X + max(-bound, min(bound, (to.Y-b.Y).Scale(int64(dx), int64(dy))))
	}
	return to
}
