package fonts

import (
	"errors"
	"fmt"
	"slices"
)

// OutlineScale is how many parts of OutlinePoint's coordinates make a font
// unit. Points between two control points lie on halves, and parts of a
// composite may be scaled.
const OutlineScale = 64

// OutlineSegment is one step of a glyph's outline.
type OutlineSegment struct {
	Op OutlineOp
	// To is where the step ends; Control is the control point of QuadTo.
	Control, To OutlinePoint
}

// OutlinePoint is a point in 1/OutlineScale of a font unit. Y grows upwards
// from the baseline.
type OutlinePoint struct{ X, Y int32 }

// OutlineOp says what an OutlineSegment does.
type OutlineOp uint8

// The outline operations. Every contour is a MoveTo followed by the others and
// ends where it began; it is filled by the non-zero winding rule.
const (
	OutlineMoveTo OutlineOp = iota
	OutlineLineTo
	OutlineQuadTo // a quadratic curve
)

// Limits of an outline. The specification has no others than 16 bits; real
// composites have two levels, a dozen parts and a few hundred points.
const (
	maxDepth  = 8
	maxParts  = 256
	maxPoints = 1 << 17
)

// errGlyph is the error of a glyph whose description is cut off or
// contradicts itself.
var errGlyph = errors.New("its description is broken")

// Outline returns the outline of a glyph, none for an empty one. A broken
// glyph, or one the font does not have, is an error.
func (f *Face) Outline(g GlyphID) ([]OutlineSegment, error) {
	points, err := f.points(nil, g)
	if err != nil {
		return nil, fmt.Errorf("%s: glyph %d: %w", f.name, g, err)
	}
	return trace(points), nil
}

// points returns the points of a glyph, its parts put together. They lie in
// scratch if it is large enough.
func (f *Face) points(scratch []point, g GlyphID) ([]point, error) {
	if int(g) >= f.numGlyphs {
		return nil, errors.New("the font has no such glyph")
	}
	budget := maxParts
	return f.collect(scratch[:0], g, 0, &budget)
}

// point is a point of a contour.
type point struct {
	x, y    int32 // in 1/OutlineScale
	flags   byte  // as in the glyph's description
	onCurve bool
	last    bool // the last point of its contour
}

// collect appends the points of a glyph to points. budget is how many more
// parts it may have.
func (f *Face) collect(points []point, g GlyphID, depth int, budget *int) ([]point, error) {
	description := f.glyph(g)
	switch {
	case len(description) == 0:
		return points, nil
	case len(description) < 10:
		return nil, errGlyph
	case i16(description, 0) >= 0:
		return appendSimple(points, description)
	}
	if depth >= maxDepth {
		return nil, errors.New("it is made of parts that contain each other")
	}
	parts, err := f.parts(description)
	if err != nil {
		return nil, err
	}
	start := len(points)
	for _, part := range parts {
		if *budget--; *budget < 0 {
			return nil, errors.New("it is made of too many parts")
		}
		from := len(points)
		if points, err = f.collect(points, part.glyph, depth+1, budget); err != nil {
			return nil, err
		}
		if err := part.place(points[start:], from-start); err != nil {
			return nil, err
		}
	}
	return points, nil
}

// Flags of a simple glyph's points.
const (
	flagOnCurve = 1 << iota
	flagShortX
	flagShortY
	flagRepeat
	flagSameX // with flagShortX: the step is positive
	flagSameY
)

// appendSimple appends the points of a simple glyph.
func appendSimple(points []point, b []byte) ([]point, error) {
	contours := int(i16(b, 0))
	if contours == 0 {
		return points, nil
	}
	head := 10 + 2*contours
	if len(b) < head+2 {
		return nil, errGlyph
	}
	count := int(u16(b, head-2)) + 1
	if len(points)+count > maxPoints {
		return nil, errors.New("it has too many points")
	}
	first := len(points)
	points = slices.Grow(points, count)[:first+count]
	fresh := points[first:]
	clear(fresh)
	rest, err := readFlags(fresh, b, head+2+int(u16(b, head)))
	if err != nil {
		return nil, err
	}
	end := -1
	for i := range contours {
		next := int(u16(b, 10+2*i))
		if next <= end || next >= count {
			return nil, errGlyph
		}
		fresh[next].last = true
		end = next
	}
	xs := coordinates{b: b, at: rest}
	for i := range fresh {
		p := &fresh[i]
		p.onCurve = p.flags&flagOnCurve != 0
		p.x = xs.next(p.flags&flagShortX != 0, p.flags&flagSameX != 0)
	}
	ys := coordinates{b: b, at: xs.at}
	for i := range fresh {
		p := &fresh[i]
		p.y = ys.next(p.flags&flagShortY != 0, p.flags&flagSameY != 0)
	}
	if ys.at > len(b) {
		return nil, errGlyph
	}
	return points, nil
}

// readFlags reads the flags of points from offset at and returns the offset
// after them.
func readFlags(points []point, b []byte, at int) (int, error) {
	for i := 0; i < len(points); {
		if at >= len(b) {
			return 0, errGlyph
		}
		flag := b[at]
		at++
		times := 1
		if flag&flagRepeat != 0 {
			if at >= len(b) {
				return 0, errGlyph
			}
			times += int(b[at])
			at++
		}
		if i+times > len(points) {
			return 0, errGlyph
		}
		for range times {
			points[i].flags = flag
			i++
		}
	}
	return at, nil
}

// coordinates reads the steps from point to point in one direction. Beyond
// b's end it reads zeros and moves on, so that the caller checks once.
type coordinates struct {
	b     []byte
	at    int
	value int32 // in font units
}

// next returns the next coordinate in 1/OutlineScale.
func (c *coordinates) next(short, same bool) int32 {
	switch {
	case short:
		step := int32(0)
		if c.at < len(c.b) {
			step = int32(c.b[c.at])
		}
		if !same {
			step = -step
		}
		c.value += step
		c.at++
	case !same:
		c.value += int32(i16(c.b, c.at))
		c.at += 2
	}
	// Steps add up modulo 16 bits, as the coordinates are that wide.
	c.value = int32(int16(c.value))
	return c.value * OutlineScale
}

// trace turns points into segments: two control points in a row have a point
// on the curve half-way between them.
func trace(points []point) []OutlineSegment {
	if len(points) == 0 {
		return nil
	}
	segments := make([]OutlineSegment, 0, len(points)+8)
	start := 0
	for i := range points {
		if points[i].last {
			segments = traceContour(segments, points[start:i+1])
			start = i + 1
		}
	}
	return segments
}

// traceContour appends one contour's segments. A contour of one point draws
// nothing.
func traceContour(segments []OutlineSegment, contour []point) []OutlineSegment {
	if len(contour) < 2 {
		return segments
	}
	from := contour[0]
	rest := contour[1:]
	closing := from
	if !from.onCurve {
		if last := contour[len(contour)-1]; last.onCurve {
			from, rest = last, contour[:len(contour)-1]
		} else {
			from, rest = between(last, from), contour
		}
		closing = from
	}
	segments = append(segments, OutlineSegment{Op: OutlineMoveTo, To: from.place()})
	var control *point
	step := func(p *point) {
		switch {
		case control == nil && p.onCurve:
			segments = append(segments, OutlineSegment{Op: OutlineLineTo, To: p.place()})
		case control == nil:
			control = p
		case p.onCurve:
			segments = append(segments, OutlineSegment{Op: OutlineQuadTo, Control: control.place(), To: p.place()})
			control = nil
		default:
			middle := between(*control, *p)
			segments = append(segments, OutlineSegment{Op: OutlineQuadTo, Control: control.place(), To: middle.place()})
			control = p
		}
	}
	for i := range rest {
		step(&rest[i])
	}
	step(&closing)
	return segments
}

func (p point) place() OutlinePoint { return OutlinePoint{p.x, p.y} }

// between returns the point on the curve half-way between two control points.
func between(a, b point) point {
	return point{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, onCurve: true}
}
