package svg

import "strings"

// Point is a place in a drawing.
type Point struct{ X, Y Number }

// Op says what a Segment does.
type Op uint8

// The operations of path segments.
const (
	Move Op = iota
	Line
	Curve
	Close
)

// Segment is one step of a path.
type Segment struct {
	Op     Op
	Points [3]Point // Move and Line use the first; Curve all: two controls and the end
}

// pathBuilder makes a path of steps in one coordinate system.
type pathBuilder struct {
	path     []Segment
	at       Point
	start    Point // of the subpath
	control  Point // the second control of the curve before, for S
	quad     Point // the control of the quadratic before, for T
	previous byte  // the command before, in lower case
}

func (b *pathBuilder) move(p Point) {
	b.path = append(b.path, Segment{Op: Move, Points: [3]Point{p}})
	b.at, b.start = p, p
}

func (b *pathBuilder) line(p Point) {
	b.begin()
	b.path = append(b.path, Segment{Op: Line, Points: [3]Point{p}})
	b.at = p
}

func (b *pathBuilder) curve(c1, c2, p Point) {
	b.begin()
	b.path = append(b.path, Segment{Op: Curve, Points: [3]Point{c1, c2, p}})
	b.at, b.control = p, c2
}

// quadratic draws a quadratic curve as the cubic that is the same.
func (b *pathBuilder) quadratic(c, p Point) {
	third := func(from, to Point) Point {
		return Point{from.X + (to.X-from.X)*2/3, from.Y + (to.Y-from.Y)*2/3}
	}
	b.quad = c
	b.curve(third(b.at, c), third(p, c), p)
}

func (b *pathBuilder) close() {
	if len(b.path) == 0 || b.path[len(b.path)-1].Op == Close {
		return
	}
	b.path = append(b.path, Segment{Op: Close})
	b.at = b.start
}

// begin moves to the subpath's start where the one before was closed.
func (b *pathBuilder) begin() {
	if n := len(b.path); n > 0 && b.path[n-1].Op == Close {
		b.move(b.at)
	}
}

// parsePath reads path data. As SVG wants it, a path with a mistake in it is
// drawn up to the mistake; ok is then false.
func parsePath(data string) (path []Segment, ok bool) {
	s := &scanner{text: data}
	b := &pathBuilder{}
	for {
		s.space()
		if s.at >= len(s.text) {
			return b.path, true
		}
		command := s.text[s.at]
		lower := command | 0x20
		if !strings.ContainsRune("mlhvcsqtaz", rune(lower)) || len(b.path) == 0 && lower != 'm' || len(b.path) > maxSegments {
			return b.path, false
		}
		s.at++
		for first := true; first || lower != 'z' && s.more(); first = false {
			b.step(s, lower, command == lower)
			if s.bad || !b.at.X.within(maxCoordinate) || !b.at.Y.within(maxCoordinate) {
				return b.path, false
			}
			if lower == 'm' {
				lower = 'l' // further pairs are lines
				command = command - 'm' + 'l'
			}
		}
	}
}

// step reads the numbers of one command and draws it.
func (b *pathBuilder) step(s *scanner, command byte, relative bool) {
	from := Point{}
	if relative {
		from = b.at
	}
	point := func() Point {
		x, y := s.number(), s.number()
		return Point{from.X + x, from.Y + y}
	}
	drawn := len(b.path)
	switch command {
	case 'm':
		if p := point(); !s.bad {
			b.move(p)
		}
	case 'l':
		if p := point(); !s.bad {
			b.line(p)
		}
	case 'h':
		if x := s.number(); !s.bad {
			b.line(Point{from.X + x, b.at.Y})
		}
	case 'v':
		if y := s.number(); !s.bad {
			b.line(Point{b.at.X, from.Y + y})
		}
	case 'c', 's':
		c1 := b.at
		if command == 'c' {
			c1 = point()
		} else if b.previous == 'c' || b.previous == 's' {
			c1 = Point{2*b.at.X - b.control.X, 2*b.at.Y - b.control.Y}
		}
		c2, p := point(), point()
		if !s.bad {
			b.curve(c1, c2, p)
		}
	case 'q', 't':
		c := b.at
		if command == 'q' {
			c = point()
		} else if b.previous == 'q' || b.previous == 't' {
			c = Point{2*b.at.X - b.quad.X, 2*b.at.Y - b.quad.Y}
		}
		if p := point(); !s.bad {
			b.quadratic(c, p)
		}
	case 'a':
		rx, ry, angle := s.number(), s.number(), s.number()
		large, sweep := s.flag(), s.flag()
		if p := point(); !s.bad {
			b.arc(rx, ry, angle, large, sweep, p)
		}
	case 'z':
		b.close()
	}
	for i := drawn; i < len(b.path); i++ {
		for _, p := range b.path[i].Points {
			if !p.X.within(maxCoordinate) || !p.Y.within(maxCoordinate) {
				b.path, s.bad = b.path[:drawn], true
				return
			}
		}
	}
	b.previous = command
}
