package inspect

import (
	"korthet/output/preflight"
)

// edges is what a page has at its edges, and where it has the most ink.
type edges struct {
	touching int  // marks that touch the trim
	short    int  // those of them that do not reach the end of the bleed
	fine     int  // pictures that are fine enough
	noRoom   bool // there is no room for the bleed

	most    float64
	mostOf  kind
	mostAt  box
	picture *picture
}

// touch is how near to the trim an edge is that is taken for being at it, in
// points: a fifth of a millimetre.
const touch = 0.57

// touches looks whether a mark that touches the trim reaches the end of the bleed.
func (r *run) touches(m *mark) {
	want := pointsOf(r.printer.Bleed)
	t, s := r.trim, m.seen
	if want == 0 || s.meet(t.grow(-touch)).empty() {
		return
	}
	const slack = 0.3
	type side struct {
		name string
		past float64 // how far it goes beyond the trim
	}
	sides := [4]side{
		{"left", t.left - s.left}, {"right", s.right - t.right}, {"upper", s.top - t.top}, {"lower", t.bottom - s.bottom},
	}
	for k, side := range sides {
		if side.past < -touch {
			continue
		}
		r.edges.touching++
		if side.past >= want-slack {
			continue
		}
		r.edges.short++
		status := preflight.Error
		if m.clear {
			status = preflight.Warning // its edge may be as clear as paper
		}
		reached := "ends there"
		if side.past > 0.1 {
			reached = "ends " + millimetres(side.past) + " beyond it"
		}
		what := m.kind.String()
		if m.picture != nil {
			what = m.picture.String()
		} else if m.paint != nil {
			what += " in " + m.paint.String()
		}
		name := turnedEdge(k, r.turned)
		f := r.fault(preflight.Bleed, status, r.number, r.place(s), key{what: name + m.kind.String()}, "%s touches the %s edge and %s; it must go on for %s, or paper shows where the cut is not exact", what, name, reached, millimetres(want))
		f.Hint = "let it reach beyond the edge, or keep it away from there"
	}
}

// turnedEdge names an edge as the page is turned for reading: 0 left, 1 right, 2
// upper, 3 lower.
func turnedEdge(edge, turned int) string {
	names := [4]string{"left", "upper", "right", "lower"} // clockwise
	at := [4]int{0, 2, 1, 3}[edge]
	return names[(at+turned/90)%4]
}

// bleeds says what was seen at the edges of a page, and of its ink.
func (p *page) bleeds() {
	if p.edges.short == 0 && !p.edges.noRoom && p.printer.Bleed > 0 {
		switch {
		case p.edges.touching > 0:
			p.pass(preflight.Bleed, p.number, "what touches the trim reaches the end of the bleed")
		case p.inked:
			p.pass(preflight.Bleed, p.number, "nothing touches the trim")
		}
	}
	if p.edges.most > 0 {
		what := p.edges.mostOf.String()
		if p.edges.picture != nil {
			what = p.edges.picture.String()
		}
		v := preflight.Verdict{Check: preflight.TotalInk, Page: p.number, Place: p.place(p.edges.mostAt)}
		v.Message = "of what is known, at most " + percent(p.edges.most) + " of ink, in " + what
		if p.printer.InkLimit > 0 {
			v.Message += "; the limit is " + percent(float64(p.printer.InkLimit)/10_000)
		}
		p.passes = append(p.passes, v)
	}
}

// zone looks whether a text keeps away from the trim.
func (r *run) zone(m *mark) {
	safe := pointsOf(r.printer.SafeZone)
	if safe == 0 || m.paint.white() && len(r.grounds) == 0 {
		return
	}
	t, s := r.trim, m.bounds
	if s.meet(t).empty() {
		return // it stands outside, and is cut off with the rest
	}
	gap := min(s.left-t.left, t.right-s.right, s.bottom-t.bottom, t.top-s.top)
	r.page.inspector.seen.safe = min(r.page.inspector.seen.safe, gap)
	if gap >= safe-0.2 {
		return
	}
	status := preflight.Warning
	message := "text stands %s from the edge%s; where the cut is not exact it looks cut off, or is: keep %s"
	if gap < -0.2 {
		status, gap = preflight.Error, -gap
		message = "text goes %s beyond the edge%s and is cut: keep %s away from it"
	}
	r.fault(preflight.SafeZone, status, r.number, r.place(s), key{what: message}, message, millimetres(max(0, gap)), m.quoted(), millimetres(safe)).Hint = "keep text " + millimetres(safe) + " away from the edge"
}
