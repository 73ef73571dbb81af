package fonts

// vector is a place in a glyph, in its units.
type vector struct{ x, y float64 }

func cross(a, b vector) float64 { return float64(a.x*b.y) - float64(b.x*a.y) }

// enclosed adds up the area that outlines enclose, by Green's theorem: what goes
// round the other way is a hole.
type enclosed struct {
	begin, at vector
	sum       float64
}

func (e *enclosed) move(to vector) {
	e.close()
	e.begin, e.at = to, to
}

func (e *enclosed) line(to vector) {
	e.sum += cross(e.at, to) / 2
	e.at = to
}

// curve adds a Bézier curve.
func (e *enclosed) curve(a, b, to vector) {
	e.sum += (float64(6*cross(e.at, a)) + float64(3*cross(e.at, b)) + cross(e.at, to) + float64(3*cross(a, b)) + float64(3*cross(a, to)) + float64(6*cross(b, to))) / 20
	e.at = to
}

// close goes straight to where the outline began.
func (e *enclosed) close() {
	e.line(e.begin)
}

func (e *enclosed) area() float64 { return max(e.sum, -e.sum) }
