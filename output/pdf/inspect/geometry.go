package inspect

import (
	"fmt"
	"math"

	"korthet/layout/display"
	"korthet/output/preflight"
)

// matrix is a transformation as PDF writes it: x' = ax + cy + e.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

// then is the transformation that does m and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) at(x, y float64) xy { return xy{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f} }

// finite reports whether the transformation can be calculated with.
func (m matrix) finite() bool {
	for _, n := range []float64{m.a, m.b, m.c, m.d, m.e, m.f} {
		if !(math.Abs(n) < farthest) {
			return false
		}
	}
	return true
}

// farthest is what no place of a page reaches.
const farthest = 1e9

// across and down are how long a unit of each axis is.
func (m matrix) across() float64 { return length(m.a, m.b) }
func (m matrix) down() float64   { return length(m.c, m.d) }

// narrowest is how long the shortest unit of any direction is.
func (m matrix) narrowest() float64 {
	p, q := m.a*m.a+m.b*m.b+m.c*m.c+m.d*m.d, m.a*m.d-m.b*m.c
	return math.Sqrt(max(0, (p-math.Sqrt(max(0, p*p-4*q*q)))/2))
}

// upright reports whether rectangles stay rectangles with sides along the page's.
func (m matrix) upright() bool {
	size := math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d)
	slack := size * 1e-5
	return math.Abs(m.b) <= slack && math.Abs(m.c) <= slack || math.Abs(m.a) <= slack && math.Abs(m.d) <= slack
}

func length(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

type xy struct{ x, y float64 }

// box is a rectangle on the page, in points, y upwards.
type box struct{ left, bottom, right, top float64 }

// nowhere is the box that extend makes another of.
func nowhere() box { return box{farthest, farthest, -farthest, -farthest} }

func everywhere() box { return box{-farthest, -farthest, farthest, farthest} }

func (b *box) extend(p xy) {
	b.left, b.right = min(b.left, p.x), max(b.right, p.x)
	b.bottom, b.top = min(b.bottom, p.y), max(b.top, p.y)
}

func (b box) meet(c box) box {
	return box{max(b.left, c.left), max(b.bottom, c.bottom), min(b.right, c.right), min(b.top, c.top)}
}

func (b box) grow(n float64) box { return box{b.left - n, b.bottom - n, b.right + n, b.top + n} }

// empty reports whether there is nothing of a box; a line of no width is
// something.
func (b box) empty() bool { return !(b.left <= b.right && b.bottom <= b.top) }

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }
func (b box) area() float64   { return max(0, b.width()) * max(0, b.height()) }
func (b box) middle() xy      { return xy{(b.left + b.right) / 2, (b.bottom + b.top) / 2} }

func (b box) has(p xy) bool {
	return p.x >= b.left && p.x <= b.right && p.y >= b.bottom && p.y <= b.top
}

// holds reports whether c lies in b, to a slack.
func (b box) holds(c box, slack float64) bool {
	return c.left >= b.left-slack && c.bottom >= b.bottom-slack && c.right <= b.right+slack && c.top <= b.top+slack
}

// equal reports whether two boxes are one, to a slack.
func (b box) equal(c box, slack float64) bool { return b.holds(c, slack) && c.holds(b, slack) }

// through returns the bounds of a box that is transformed.
func (b box) through(m matrix) box {
	out := nowhere()
	out.extend(m.at(b.left, b.bottom))
	out.extend(m.at(b.right, b.bottom))
	out.extend(m.at(b.left, b.top))
	out.extend(m.at(b.right, b.top))
	return out
}

// place is a box as reports have it: from the upper start corner of the trim, as
// the page is turned for reading.
func (p *page) place(b box) *preflight.Place {
	t := p.trim
	b = b.meet(p.media.grow(1000))
	x, y, w, h := b.left-t.left, t.top-b.top, b.width(), b.height()
	switch p.turned {
	case 90:
		x, y, w, h = b.bottom-t.bottom, b.left-t.left, h, w
	case 180:
		x, y = t.right-b.right, b.bottom-t.bottom
	case 270:
		x, y, w, h = t.top-b.top, t.right-b.right, h, w
	}
	return &preflight.Place{X: lengthOf(x), Y: lengthOf(y), Width: lengthOf(max(0, w)), Height: lengthOf(max(0, h))}
}

func lengthOf(points float64) display.Length {
	if !(math.Abs(points) < 1e7) {
		return 0
	}
	return display.Length(math.Round(points * float64(display.Point)))
}

func pointsOf(l display.Length) float64 { return float64(l) / float64(display.Point) }

// millimetres writes a length in points.
func millimetres(points float64) string {
	return trimmed(points*25.4/72, 1) + " mm"
}

// inPoints writes a length in points.
func inPoints(points float64) string { return trimmed(points, 2) + " pt" }

// trimmed writes a number without zeros at its end.
func trimmed(n float64, places int) string {
	s := fmt.Sprintf("%.*f", places, n)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" {
		return "0"
	}
	return s
}
