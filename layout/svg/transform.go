package svg

import "strings"

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f Number }

func translation(x, y Number) matrix { return matrix{a: one, d: one, e: x, f: y} }

func (m matrix) apply(p Point) Point {
	return Point{m.a.mul(p.X) + m.c.mul(p.Y) + m.e, m.b.mul(p.X) + m.d.mul(p.Y) + m.f}
}

// then returns the matrix that applies inner first and m then.
func (m matrix) then(inner matrix) (matrix, error) {
	at := m.apply(Point{inner.e, inner.f})
	done := matrix{
		a: m.a.mul(inner.a) + m.c.mul(inner.b), b: m.b.mul(inner.a) + m.d.mul(inner.b),
		c: m.a.mul(inner.c) + m.c.mul(inner.d), d: m.b.mul(inner.c) + m.d.mul(inner.d),
		e: at.X, f: at.Y,
	}
	return done, done.check()
}

func (m matrix) check() error {
	for _, factor := range [...]Number{m.a, m.b, m.c, m.d} {
		if !factor.within(maxFactor) {
			return errBounds
		}
	}
	if !m.e.within(maxCoordinate) || !m.f.within(maxCoordinate) {
		return errBounds
	}
	return nil
}

// scale returns how much the matrix enlarges lengths, on the whole: the root of
// how much it enlarges areas.
func (m matrix) scale() Number {
	area := m.a.mul(m.d) - m.b.mul(m.c)
	if area < 0 {
		area = -area
	}
	return area.sqrt()
}

// parseTransform reads a transform attribute: a list of functions, the last of
// which is applied first.
func parseTransform(text string) (matrix, error) {
	done := translation(0, 0)
	for {
		text = strings.TrimLeft(text, " \t\r\n,")
		if text == "" {
			return done, nil
		}
		name, rest, ok := strings.Cut(text, "(")
		inner, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return done, errTransform(text)
		}
		list, ok := numbers(inner)
		if !ok {
			return done, errTransform(text)
		}
		m, ok := function(strings.TrimSpace(name), list)
		if !ok {
			return done, errTransform(text)
		}
		if err := m.check(); err != nil {
			return done, err
		}
		var err error
		if done, err = done.then(m); err != nil {
			return done, err
		}
		text = after
	}
}

// function returns the matrix of one transform function.
func function(name string, n []Number) (matrix, bool) {
	m := translation(0, 0)
	switch {
	case name == "matrix" && len(n) == 6:
		return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}, true
	case name == "translate" && (len(n) == 1 || len(n) == 2):
		m.e = n[0]
		if len(n) == 2 {
			m.f = n[1]
		}
	case name == "scale" && (len(n) == 1 || len(n) == 2):
		m.a, m.d = n[0], n[len(n)-1]
	case name == "rotate" && (len(n) == 1 || len(n) == 3):
		sine, cosine := sincos(n[0])
		m.a, m.b, m.c, m.d = cosine, sine, -sine, cosine
		if len(n) == 3 {
			centre := m.apply(Point{n[1], n[2]})
			m.e, m.f = n[1]-centre.X, n[2]-centre.Y
		}
	case (name == "skewX" || name == "skewY") && len(n) == 1:
		sine, cosine := sincos(n[0])
		if cosine.within(one / 1000) {
			return m, false
		}
		if name == "skewX" {
			m.c = sine.div(cosine)
		} else {
			m.b = sine.div(cosine)
		}
	default:
		return m, false
	}
	return m, true
}
