package preflight

import (
	"fmt"

	"korthet/layout/display"
)

// linesSeen are the thinnest lines that were seen, by manner; 0 for none.
type linesSeen struct{ thinnest [Manners]int64 }

func (l *linesSeen) pass(s *shop) {
	message := smallestOf(l.thinnest, "the thinnest line is ")
	if message == "" {
		message = "there are no lines"
	}
	s.pass(Verdict{Check: ThinnestLine, Message: message})
}

// slender is how much longer than wide an area is that counts as a line.
const slender = 8

// thickest is how thin it must be for that, in units: a band of colour is no line.
const thickest = 12 << (16 - unitShift)

// thinLines looks at how thin lines are, and areas that look like them.
func (p *page) thinLines() {
	for i := range p.elements {
		e := &p.elements[i]
		width, ok := p.lineOf(e)
		if !ok || e.onAll {
			continue
		}
		manner, limit := OneInk, p.printer.Line
		switch inks := e.own.count(); {
		case p.isHole(i):
			manner, limit = Reversed, p.printer.LineReversed
		case inks > 1:
			manner = ManyInks
		case inks == 0:
			continue
		}
		if least := &p.lines.thinnest[manner]; *least == 0 || width < *least {
			*least = max(1, width)
		}
		if width >= units(limit) {
			continue
		}
		what := points(width)
		if width <= 0 {
			what = "no"
		}
		p.fault(faultKey{check: ThinnestLine, page: p.number, ink: e.ink, size: width, name: manner.String() + e.src.File, ground: e.src.Path}, Verdict{
			Check: ThinnestLine, Status: tooSmall(width, units(limit)), Page: p.number, Place: where(e.box), Src: p.srcOf(e),
			Message: fmt.Sprintf("a line in %s is of %s width; one printed %s needs %s", p.inkName(e.ink), what, manner.String(), points(units(limit))),
			Hint:    fmt.Sprintf("make it %s wide at least, or leave it out", points(units(limit))),
		})
	}
}

// lineOf is how wide a line is, where the element is one.
func (p *page) lineOf(e *element) (int64, bool) {
	switch {
	case e.path == nil:
		return 0, false
	case e.stroke != nil:
		return e.width, true
	case !e.shape.rectangle:
		return 0, false
	}
	b := e.shape.box
	across, down := b.right-b.left, b.bottom-b.top
	width, long := min(across, down), max(across, down)
	if e.box != b && e.box.right-e.box.left < across || e.box.bottom-e.box.top < down || !e.box.meets(p.visible) {
		return 0, false // a part of it only is seen
	}
	return width, slender*width <= long && width <= thickest
}

// isHole reports whether a line is lighter than what lies below.
func (p *page) isHole(index int) bool {
	e := &p.elements[index]
	own, holes, places := p.light(e.own), 0, 0
	if e.over || own <= e.ground {
		return false
	}
	near := p.near(e.box, 0, index)
	if len(near) == 0 {
		return false
	}
	c := make(coat, len(p.plates))
	for _, at := range e.along() {
		if !p.visible.has(at) {
			continue
		}
		clear(c)
		p.pile(c, near, at)
		places++
		if p.light(c) >= own {
			continue
		}
		for k, n := range c {
			if int(n)-int(e.own[k]) >= darker {
				holes++
				break
			}
		}
	}
	return holes > 0 && 4*holes >= places
}

// along are places on a line.
func (e *element) along() []point {
	if e.stroke == nil {
		b := e.box
		var all []point
		for k := range int64(8) {
			all = append(all, point{b.left + (b.right-b.left)*(2*k+1)/16, b.top + (b.bottom-b.top)*(2*k+1)/16})
		}
		return all
	}
	const most = 64
	var all []point
	for _, loop := range e.shape.loops {
		step := max(1, len(loop)*len(e.shape.loops)/most)
		for i := 1; i < len(loop); i += step {
			a, b := loop[i-1], loop[i]
			all = append(all, point{(a.x + b.x) / 2, (a.y + b.y) / 2})
		}
	}
	return all
}

// lineWidth is how wide a stroke is on the page, at its narrowest.
func lineWidth(width display.Length, within []display.Transform) int64 {
	from := place(display.XY{}, within)
	return min(length(place(display.XY{X: width}, within).minus(from)), length(place(display.XY{Y: width}, within).minus(from)))
}
