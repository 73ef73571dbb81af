package proof

import (
	"korthet/fonts"
	"korthet/layout/display"
)

// steps is how many straight lines stand for a curve.
const steps = 12

// place turns a place on the page into pixels.
type place func(x, y display.Length) point

// flatten returns a path as loops of straight lines, in the path's coordinates;
// closed says which of them end where they began.
func flatten(path []display.Segment) (loops [][]display.XY, closed []bool) {
	var loop []display.XY
	end := func(isClosed bool) {
		if len(loop) > 1 {
			loops, closed = append(loops, loop), append(closed, isClosed)
		}
		loop = nil
	}
	for i := range path {
		s := &path[i]
		switch s.Op {
		case display.MoveTo:
			end(false)
			loop = []display.XY{s.Points[0]}
		case display.LineTo:
			loop = append(loop, s.Points[0])
		case display.CurveTo:
			a := s.Points[0]
			if len(loop) > 0 {
				a = loop[len(loop)-1]
			}
			for k := int64(1); k <= steps; k++ {
				loop = append(loop, display.XY{
					X: bezier(a.X, s.Points[0].X, s.Points[1].X, s.Points[2].X, k),
					Y: bezier(a.Y, s.Points[0].Y, s.Points[1].Y, s.Points[2].Y, k),
				})
			}
		case display.ClosePath:
			if len(loop) > 0 {
				start := loop[0]
				end(true)
				loop = []display.XY{start}
			}
		}
	}
	end(false)
	return loops, closed
}

// bezier is a cubic curve's value at k of steps.
func bezier(a, b, c, d display.Length, k int64) display.Length {
	m := steps - k
	const all = steps * steps * steps
	return a.Scale(m*m*m, all) + b.Scale(3*m*m*k, all) + c.Scale(3*m*k*k, all) + d.Scale(k*k*k, all)
}

func placed(loops [][]display.XY, at place) [][]point {
	out := make([][]point, len(loops))
	for i, loop := range loops {
		for _, p := range loop {
			out[i] = append(out[i], at(p.X, p.Y))
		}
	}
	return out
}

// stroke returns the loops of a path's line: butt caps, mitred joins up to PDF's
// limit of 10, beyond it bevelled.
func stroke(s *display.Stroke, path []display.Segment) [][]display.XY {
	var out [][]display.XY
	lines, closed := flatten(path)
	for i, line := range lines {
		if closed[i] {
			line = append(line[:len(line):len(line)], line[0])
		}
		if pieces := dashes(line, s.Dash); pieces != nil {
			for _, piece := range pieces {
				out = append(out, outline(piece, s.Width, false)...)
			}
			continue
		}
		out = append(out, outline(line, s.Width, closed[i])...)
	}
	return out
}

// outline is the quadrilaterals of a line's pieces and the corners between them,
// all of one direction of turning.
func outline(line []display.XY, width display.Length, closed bool) [][]display.XY {
	var out [][]display.XY
	var normals []display.XY
	var starts []display.XY
	for i := 1; i < len(line); i++ {
		d := display.XY{X: line[i].X - line[i-1].X, Y: line[i].Y - line[i-1].Y}
		length := distance(d)
		if length == 0 {
			continue
		}
		n := display.XY{X: -d.Y.Scale(int64(width), 2*length), Y: d.X.Scale(int64(width), 2*length)}
		a, b := line[i-1], line[i]
		out = append(out, []display.XY{{X: a.X + n.X, Y: a.Y + n.Y}, {X: a.X - n.X, Y: a.Y - n.Y}, {X: b.X - n.X, Y: b.Y - n.Y}, {X: b.X + n.X, Y: b.Y + n.Y}})
		normals, starts = append(normals, n), append(starts, a)
	}
	for i := range normals {
		before := i - 1
		if i == 0 {
			if !closed {
				continue
			}
			before = len(normals) - 1
		}
		out = append(out, corner(starts[i], normals[before], normals[i])...)
	}
	return out
}

// corner fills the outer side of a join.
func corner(at, m, n display.XY) [][]display.XY {
	turn := int64(m.X>>8)*int64(n.Y>>8) - int64(m.Y>>8)*int64(n.X>>8)
	if turn == 0 {
		return nil
	}
	if turn > 0 { // the outer side is the other one
		m, n = display.XY{X: -m.X, Y: -m.Y}, display.XY{X: -n.X, Y: -n.Y}
	}
	a, b := display.XY{X: at.X + m.X, Y: at.Y + m.Y}, display.XY{X: at.X + n.X, Y: at.Y + n.Y}
	loop := []display.XY{at, a, b}
	// The mitre's tip lies at (m+n) * r² / (r² + m·n), from the corner.
	square := int64(m.X>>8)*int64(m.X>>8) + int64(m.Y>>8)*int64(m.Y>>8)
	dot := int64(m.X>>8)*int64(n.X>>8) + int64(m.Y>>8)*int64(n.Y>>8)
	if sum := square + dot; sum > 0 && 50*sum >= square {
		loop = []display.XY{at, a, {X: at.X + (m.X+n.X).Scale(square, sum), Y: at.Y + (m.Y+n.Y).Scale(square, sum)}, b}
	}
	if turn < 0 {
		return [][]display.XY{loop}
	}
	for i, j := 0, len(loop)-1; i < j; i, j = i+1, j-1 {
		loop[i], loop[j] = loop[j], loop[i]
	}
	return [][]display.XY{loop}
}

// maxDashes bounds the pieces of one line.
const maxDashes = 100_000

// dashes cuts a line in pieces; nil where the line is whole.
func dashes(line []display.XY, dash []display.Length) [][]display.XY {
	total := display.Length(0)
	for _, d := range dash {
		if d < 0 {
			return nil
		}
		total += d
	}
	if total <= 0 {
		return nil
	}
	pieces := [][]display.XY{}
	on, k, left := true, 0, dash[0]
	piece := []display.XY{line[0]}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := display.Length(distance(display.XY{X: b.X - a.X, Y: b.Y - a.Y}))
		walked := display.Length(0)
		for length-walked > left && len(pieces) < maxDashes {
			walked += left
			at := display.XY{X: a.X + (b.X-a.X).Scale(int64(walked), int64(length)), Y: a.Y + (b.Y-a.Y).Scale(int64(walked), int64(length))}
			if on && len(piece) > 0 {
				pieces = append(pieces, append(piece, at))
			}
			on, k, piece = !on, k+1, []display.XY{at}
			left = dash[k%len(dash)]
		}
		left -= length - walked
		piece = append(piece, b)
	}
	if on && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}

// distance is a vector's length, rounded down.
func distance(d display.XY) int64 {
	x, y := uint64(max(d.X, -d.X)), uint64(max(d.Y, -d.Y))
	shift := uint(0)
	for max(x, y)>>30 > 0 {
		x, y, shift = x>>1, y>>1, shift+1
	}
	n := x*x + y*y
	root := uint64(0)
	for bit := uint64(1) << 31; bit > 0; bit >>= 1 {
		if next := root | bit; next*next <= n {
			root = next
		}
	}
	return int64(root << shift)
}

// glyphs returns the outlines of a run's glyphs on the page. Broken glyphs, which
// writers complain of, have none.
func glyphs(run *display.GlyphRun) [][]display.XY {
	var out [][]display.XY
	x := run.X
	em := int64(run.Face.UnitsPerEm()) * fonts.OutlineScale
	for i := range run.Glyphs {
		g := &run.Glyphs[i]
		outline, err := run.Face.Outline(g.ID)
		if err == nil {
			at := func(p fonts.OutlinePoint) display.XY {
				across := run.Size.Scale(int64(p.X)*(10_000+int64(run.Expansion)), em*10_000)
				return display.XY{X: x + g.DX + across, Y: run.Y - g.DY - run.Size.Scale(int64(p.Y), em)}
			}
			out = append(out, contours(outline, at)...)
		}
		x += g.Advance
	}
	return out
}

func contours(outline []fonts.OutlineSegment, at func(fonts.OutlinePoint) display.XY) [][]display.XY {
	var out [][]display.XY
	for i := range outline {
		s := &outline[i]
		to := at(s.To)
		if s.Op == fonts.OutlineMoveTo || len(out) == 0 {
			out = append(out, []display.XY{to})
			continue
		}
		last := &out[len(out)-1]
		if s.Op == fonts.OutlineQuadTo {
			a, b := (*last)[len(*last)-1], at(s.Control)
			const n = 6
			for k := int64(1); k < n; k++ {
				m := n - k
				mix := func(a, b, c display.Length) display.Length {
					return a.Scale(m*m, n*n) + b.Scale(2*m*k, n*n) + c.Scale(k*k, n*n)
				}
				*last = append(*last, display.XY{X: mix(a.X, b.X, to.X), Y: mix(a.Y, b.Y, to.Y)})
			}
		}
		*last = append(*last, to)
	}
	return out
}
