package preflight

import (
	"fmt"
	"strings"

	"korthet/fonts"
	"korthet/layout/display"
	"korthet/output/colour"
)

// coverage says how much of the page each plate covers: the mean of its ink over
// the trimmed page. Areas and pictures are looked at on a grid; of letters, which
// are finer than any grid, the area is calculated.
func (p *page) coverage() {
	// Two points, but on a page that no press prints.
	step := max(2<<unitShift, (p.trim.right-p.trim.left)/2000, (p.trim.bottom-p.trim.top)/2000)
	sums := make([]int64, len(p.plates)) // of ink times area, in units²/10000
	c := make(coat, len(p.plates))
	for y := p.trim.top + step/2; y < p.trim.bottom; y += step {
		row := p.near(box{p.trim.left, y, p.trim.right, y + 1}, 0, len(p.elements))
		if len(row) == 0 {
			continue
		}
		for x := p.trim.left + step/2; x < p.trim.right; x += step {
			clear(c)
			p.pile(c, row, point{x, y})
			for k, n := range c {
				sums[k] += int64(n)
			}
		}
	}
	for k := range sums {
		sums[k] *= step * step
	}
	for i := range p.elements {
		if p.elements[i].run != nil {
			p.lettersOn(sums, i)
		}
	}
	whole := (p.trim.right - p.trim.left) * (p.trim.bottom - p.trim.top)
	if whole <= 0 {
		return
	}
	var parts []string
	for k, sum := range sums {
		share := (max(0, sum) + whole/2) / whole // of 10000
		if k < 4 || p.used[k] {
			parts = append(parts, fmt.Sprintf("%s %d.%d %%", p.plates[k], share/100, share%100/10))
		}
	}
	p.pass(Verdict{Check: InkPerPlate, Page: p.number, Message: strings.Join(parts, ", ") + " of the page"})
}

// lettersOn adds what a text changes of the inks.
func (p *page) lettersOn(sums []int64, index int) {
	e := &p.elements[index]
	if !e.box.meets(p.trim) {
		return
	}
	area := e.letterArea()
	means := make([]int64, len(sums))
	places := int64(0)
	p.under(index, func(below coat, _ point) bool {
		places++
		for k, n := range below {
			means[k] += int64(n)
		}
		return true
	})
	if places == 0 {
		return
	}
	for k, n := range e.own {
		if n > 0 || !e.over {
			sums[k] += area * (int64(n) - means[k]/places)
		}
	}
}

// letterArea is the area of a text's letters on the page, in units².
func (e *element) letterArea() int64 {
	em := int64(e.run.Face.UnitsPerEm()) * fonts.OutlineScale
	var doubled int64
	for i := range e.run.Glyphs {
		outline, err := e.run.Face.Outline(e.run.Glyphs[i].ID)
		if err != nil {
			continue
		}
		doubled += outlineArea(outline)
	}
	// From the face's units to the page's, by what becomes of a square of an em.
	corner := place(display.XY{}, e.within)
	square := cross(place(display.XY{X: e.run.Size}, e.within).minus(corner), place(display.XY{Y: e.run.Size}, e.within).minus(corner))
	const largest = 1 << 40 // letters as large as a house
	if square > largest || square < -largest {
		return 0
	}
	area := display.MulDiv(max(doubled, -doubled), max(square, -square), 2*em*em)
	return area * (colour.Full + int64(e.run.Expansion)) / colour.Full
}

// outlineArea is twice the area that a glyph's outline encloses.
func outlineArea(outline []fonts.OutlineSegment) int64 {
	var sum int64
	var first, last fonts.OutlinePoint
	step := func(a, b fonts.OutlinePoint) { sum += int64(a.X)*int64(b.Y) - int64(b.X)*int64(a.Y) }
	for i := range outline {
		s := &outline[i]
		switch s.Op {
		case fonts.OutlineMoveTo:
			step(last, first)
			first = s.To
		case fonts.OutlineQuadTo:
			// The area below a parabola is two thirds of its triangle's.
			a, b, c := last, s.Control, s.To
			step(a, c)
			sum += 2 * ((int64(b.X)-int64(a.X))*(int64(c.Y)-int64(a.Y)) - (int64(c.X)-int64(a.X))*(int64(b.Y)-int64(a.Y))) / 3
		default:
			step(last, s.To)
		}
		last = s.To
	}
	step(last, first)
	return sum
}
