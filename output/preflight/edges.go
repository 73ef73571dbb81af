package preflight

import (
	"fmt"

	"korthet/layout/display"
)

// The edges of a page, clockwise from the upper.
const (
	upper = iota
	end
	lower
	start
	edgeCount
)

func edgeName(edge int) string {
	return [edgeCount]string{"upper", "end", "lower", "start"}[edge]
}

// nearEdge is how near to the trim counts as touching it, in units: a tenth of a
// point, less than a knife errs.
const nearEdge = 26

// gaps are how far a box keeps within another's edges; negative beyond them.
func gaps(b, in box) [edgeCount]int64 {
	return [edgeCount]int64{b.top - in.top, in.right - b.right, in.bottom - b.bottom, b.left - in.left}
}

// bleeds looks along the trim for places where there is ink up to the trim and
// none beyond, all along a straight way. The rule P4 of the PDF writer holds it by
// the boxes of things; this holds it for what is turned, clipped or not opaque.
func (p *page) bleeds() {
	if p.printer.Bleed == 0 {
		return
	}
	bleed := units(p.printer.Bleed)
	for edge := range edgeCount {
		strip := p.strip(edge, -nearEdge, nearEdge)
		var near []int
		for _, i := range p.near(strip, 0, len(p.elements)) {
			e := &p.elements[i]
			b := e.shape.box
			whole := e.shape.rectangle && len(e.clips) == 0 && (e.picture == nil || !e.picture.Clear) && gaps(b, p.visible)[edge] <= nearEdge
			if e.stroke == nil && !whole && (e.own.total() > 0) {
				near = append(near, i)
			}
		}
		if len(near) > 0 {
			p.alongEdge(edge, near, bleed)
		}
	}
}

// strip is what lies along an edge, between so far within and so far beyond.
func (p *page) strip(edge int, from, to int64) box {
	b := p.trim
	switch edge {
	case upper:
		b.top, b.bottom = b.top-to, b.top-from
	case lower:
		b.top, b.bottom = b.bottom+from, b.bottom+to
	case start:
		b.left, b.right = b.left-to, b.left-from
	case end:
		b.left, b.right = b.right+from, b.right+to
	}
	return b
}

// alongEdge goes along an edge.
func (p *page) alongEdge(edge int, near []int, bleed int64) {
	const (
		step  = 1 << unitShift  // a point
		least = 14 << unitShift // 5 mm of the edge
	)
	whole := p.trim.right - p.trim.left
	if edge == start || edge == end {
		whole = p.trim.bottom - p.trim.top
	}
	at := func(along, out int64) point {
		switch edge {
		case upper:
			return point{p.trim.left + along, p.trim.top - out}
		case lower:
			return point{p.trim.left + along, p.trim.bottom + out}
		case start:
			return point{p.trim.left - out, p.trim.top + along}
		}
		return point{p.trim.right + out, p.trim.top + along}
	}
	from, depth, culprit := int64(-1), int64(0), -1
	for along := int64(step / 2); ; along += step {
		reach, by := bleed, -1
		if along < whole {
			reach, by = p.reach(near, bleed, func(out int64) point { return at(along, out) })
		}
		// What ends at a slant shows no paper where the knife errs: its border only
		// moves.
		level := reach-depth <= nearEdge && depth-reach <= nearEdge && by == culprit
		if from >= 0 && (by < 0 || !level) {
			if along-from >= least {
				p.tellBleed(edge, culprit, depth)
				return
			}
			from = -1
		}
		if along >= whole {
			return
		}
		if by >= 0 && from < 0 {
			from, depth, culprit = along, reach, by
		}
	}
}

// reach returns how far beyond the trim there is ink, at one place of it, and
// which element should reach the end of the bleed but does not; -1 for none.
func (p *page) reach(near []int, bleed int64, at func(out int64) point) (int64, int) {
	c := make(coat, len(p.plates))
	inked := func(out int64) (int, bool) {
		clear(c)
		here := at(out)
		p.pile(c, near, here)
		return p.topmost(near, here), c.total() > 0
	}
	culprit, ok := inked(-nearEdge / 2)
	if !ok || culprit < 0 {
		return bleed, -1
	}
	if _, ok := inked(bleed - nearEdge); ok {
		return bleed, -1
	}
	low, high := int64(-nearEdge/2), bleed-nearEdge
	for high-low > nearEdge/4 {
		middle := (low + high) / 2
		if _, ok := inked(middle); ok {
			low = middle
		} else {
			high = middle
		}
	}
	return low, culprit
}

func (p *page) tellBleed(edge, culprit int, depth int64) {
	e := &p.elements[culprit]
	for i := range p.faults {
		if f := &p.faults[i]; f.Check == Bleed && f.Src == p.srcOf(e) && f.Page == p.number {
			return
		}
	}
	reached := "ends there"
	if depth > nearEdge {
		reached = fmt.Sprintf("goes on for %s only", millimetres(depth))
	}
	p.fault(faultKey{check: Bleed, page: p.number, name: p.name(e), size: int64(edge)}, Verdict{
		Check: Bleed, Status: Error, Page: p.number, Place: where(e.box), Src: p.srcOf(e),
		Message: fmt.Sprintf("%s touches the %s edge and %s; it must go on for %s, or paper shows where the cut is not exact", p.name(e), edgeName(edge), reached, millimetres(units(p.printer.Bleed))),
		Hint:    "let it reach beyond the edge, or keep it away from there",
	})
}

// zoneSeen is the least distance that text keeps from the trim.
type zoneSeen struct {
	text  int64
	asked bool
}

func (z *zoneSeen) pass(s *shop) {
	message := "there is no text"
	if z.asked {
		message = fmt.Sprintf("text keeps %s from the trim; %s are needed", millimetres(z.text), millimetres(units(s.printer.SafeZone)))
	}
	s.pass(Verdict{Check: SafeZone, Message: message})
}

// zones looks whether what must not be cut keeps away from the trim, and from
// folds.
func (p *page) zones() {
	safe, fold := units(p.printer.SafeZone), units(p.printer.FoldZone)
	for i := range p.elements {
		e := &p.elements[i]
		if e.onAll || e.picture == nil && e.own.total() == 0 && e.run == nil {
			continue
		}
		distances := gaps(e.box, p.trim)
		if e.run != nil {
			p.textZone(e, distances, safe)
			p.foldZone(e, fold)
			continue
		}
		if e.stroke != nil || e.path != nil && e.path.Fill != nil && thin(e.box) || !e.box.meets(p.trim) {
			continue // lines lead to the edge, or past it
		}
		for edge, gap := range distances {
			if gap <= nearEdge || gap >= safe-nearEdge {
				continue
			}
			p.fault(faultKey{check: SafeZone, page: p.number, name: p.name(e) + e.src.File, ground: e.src.Path}, Verdict{
				Check: SafeZone, Status: Warning, Page: p.number, Place: where(e.box), Src: p.srcOf(e),
				Message: fmt.Sprintf("%s ends %s from the %s edge; where the cut is not exact the strip of paper beside it is uneven", p.name(e), millimetres(gap), edgeName(edge)),
				Hint:    fmt.Sprintf("let it reach the edge, or keep it %s away", millimetres(safe)),
			})
			break
		}
	}
}

// thin reports whether a box is that of a line.
func thin(b box) bool {
	const line = 3 << unitShift
	return b.right-b.left <= line || b.bottom-b.top <= line
}

// textZone looks how near a text comes to the trim.
func (p *page) textZone(e *element, distances [edgeCount]int64, safe int64) {
	least, at := distances[0], 0
	for edge, gap := range distances {
		if gap < least {
			least, at = gap, edge
		}
	}
	if !p.zone.asked || least < p.zone.text {
		p.zone.text, p.zone.asked = least, true
	}
	if safe == 0 || least >= safe-nearEdge {
		return
	}
	v := Verdict{
		Check: SafeZone, Status: Warning, Page: p.number, Place: where(e.box), Src: e.src,
		Hint: fmt.Sprintf("keep text %s away from the edge: make the margins of the theme larger, or the text shorter", millimetres(safe)),
	}
	form := fmt.Sprintf("text %s from the %s edge, which may be cut: %%s", millimetres(max(0, least)), edgeName(at))
	if least < 0 {
		v.Status = Error
		form = fmt.Sprintf("text reaches beyond the %s edge and is cut: %%s", edgeName(at))
	}
	p.add(faultKey{check: SafeZone, page: p.number, name: edgeName(at)}, fault{Verdict: v, form: form, text: e.run.Text, grade: least})
}

// foldZone looks how near a text comes to a fold.
func (p *page) foldZone(e *element, zone int64) {
	if e.panel == nil || zone == 0 {
		return
	}
	panel := e.panel
	in := box{units(panel.X), units(panel.Y), units(panel.X + panel.Width), units(panel.Y + panel.Height)}
	for edge, gap := range gaps(e.box, in) {
		kind := [edgeCount]display.Edge{panel.Top, panel.End, panel.Bottom, panel.Start}[edge]
		if kind != display.Fold || gap >= zone-nearEdge {
			continue
		}
		p.add(faultKey{check: SafeZone, page: p.number, name: "fold" + edgeName(edge)}, fault{grade: gap, text: e.run.Text, Verdict: Verdict{
			Check: SafeZone, Status: Warning, Page: p.number, Place: where(e.box), Src: e.src,
			Hint: fmt.Sprintf("keep text %s away from folds: make the margins of the theme larger", millimetres(zone)),
		}, form: fmt.Sprintf("text %s from the fold at the panel's %s edge, which may be folded with it: %%s", millimetres(max(0, gap)), edgeName(edge))})
		return
	}
}

// outside looks at something in the colour of all plates, or beyond the bleed: a
// printer's mark, or what was lost there.
func (p *page) outside(e *element) {
	switch {
	case e.onAll, e.run == nil && p.printer.Marks.Any():
		p.mark(e)
	case e.run != nil:
		p.faultOf(faultKey{check: SafeZone, page: p.number, name: "outside"}, Verdict{
			Check: SafeZone, Status: Error, Page: p.number, Place: where(e.box), Src: e.src,
			Hint: "make the text shorter, or give it more room",
		}, "text lies wholly beyond the page and is not printed: %s", e.run.Text)
	}
}

// mark looks at a printer's mark.
func (p *page) mark(e *element) {
	p.marks++
	b := e.box
	gap := max(p.trim.top-b.bottom, b.left-p.trim.right, b.top-p.trim.bottom, p.trim.left-b.right)
	if e.stroke != nil {
		gap += e.shape.near // lines end bluntly
	}
	if least := units(p.printer.MarkGap()); gap < least-nearEdge {
		p.fault(faultKey{check: Marks, page: p.number}, Verdict{
			Check: Marks, Status: Warning, Page: p.number, Place: where(b), Src: e.src,
			Message: fmt.Sprintf("a mark stands %s from the trim; the printer's profile asks for %s", millimetres(max(0, gap)), millimetres(least)),
		})
	}
}

// passMarks says what marks there are.
func (s *shop) passMarks() {
	switch asked := s.printer.Marks.Any(); {
	case asked && s.marks == 0:
		s.fault(faultKey{check: Marks}, Verdict{
			Check: Marks, Status: Error, Message: "the printer's profile asks for marks, and there are none",
		})
	case asked:
		s.pass(Verdict{Check: Marks, Message: fmt.Sprintf("marks keep %s from the trim", millimetres(units(s.printer.MarkGap())))})
	case s.marks > 0:
		s.fault(faultKey{check: Marks}, Verdict{
			Check: Marks, Status: Warning, Message: "there are marks that the printer's profile does not ask for",
		})
	default:
		s.pass(Verdict{Check: Marks, Message: "no marks, as the printer's profile asks"})
	}
}
