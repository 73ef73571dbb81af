package inspect

import (
	"fmt"

	"korthet/output/preflight"
)

// kind is what something that is painted is.
type kind uint8

const (
	area kind = iota
	line
	lettering
	photo
)

func (k kind) String() string {
	switch k {
	case area:
		return "an area"
	case line:
		return "a line"
	case lettering:
		return "text"
	case photo:
		return "a picture"
	}
	return "something"
}

// mark is one thing that is painted.
type mark struct {
	kind    kind
	paint   *paint
	bounds  box
	seen    box  // what the clip leaves of the bounds
	over    bool // it is set to overprint
	clear   bool // it lets through what lies below
	exact   bool // it is a rectangle, all of which is painted
	corners []xy
	starts  []int
	outline *path // of areas and lines
	thin    bool  // it is a line, or an area that looks like one
	width   float64
	on      xy // a place on it
	hasOn   bool
	ends    [2]xy // of a text

	font *font
	text string
	size float64

	picture *picture
}

// overprints reports whether the mark leaves ink below it, given OPM.
func (m *mark) overprints(mode int) bool {
	if !m.over || m.paint == nil {
		return false
	}
	switch m.paint.space.family {
	case separation, deviceN:
		return true
	case deviceCMYK:
		return m.paint.direct && mode == 1
	default:
		return false
	}
}

// ground is an area, a shading or a picture that others may lie on.
type ground struct {
	bounds  box
	paint   *paint // nil for a picture
	exact   bool
	unsure  bool // it is clear, or it overprints: what is seen there is not known
	corners []xy
	starts  []int
}

// grazing is by how much printers' marks may reach into the bleed, in points.
const grazing = 0.3

// mostGrounds is how many grounds of a page are kept.
const mostGrounds = 100_000

// paintMark judges something that is painted, and keeps what others may lie on.
func (r *run) paintMark(m *mark) {
	if r.mask {
		if r.veil != nil {
			r.layVeil(m)
		}
		return
	}
	m.seen = m.bounds.meet(r.state.clip)
	if m.seen.empty() || m.seen.meet(r.media).empty() {
		return
	}
	r.colours(m)
	inked := m.paint == nil || !m.paint.white()
	if m.seen.meet(r.bleed.grow(-grazing)).empty() {
		if inked {
			r.page.inspector.seen.marks++
			r.plates(m)
		}
		return
	}
	if inked {
		r.plates(m)
		r.page.inspector.seen.inked = true
		r.inked = r.inked || !m.seen.meet(r.trim).empty()
	}
	r.lay(m)
	if r.glyph {
		r.totalInk(m)
		r.inPattern(m)
		return
	}
	if m.paint != nil && m.paint.all && m.kind != photo {
		f := r.fault(preflight.Conformance, preflight.Error, r.number, r.place(m.seen), key{what: "registration"}, "%s in the colour on all plates; that is for printers' marks only", m.kind)
		f.Rule, f.Hint = "registration", "give it black alone"
	}
	r.totalInk(m)
	switch m.kind {
	case lettering:
		r.lettering(m)
	case photo:
		r.resolution(m)
	case area, line:
	}
	if m.thin && m.bounds.equal(m.seen, 0.01) {
		r.thinLine(m)
	}
	if m.kind != lettering {
		r.whiteOverprint(m)
		if inked {
			r.touches(m)
		}
	}
	r.keep(m)
}

// inPattern says what of a pattern's cell is not judged.
func (r *run) inPattern(m *mark) {
	const why = "%s inside a pattern was not judged"
	switch {
	case !r.cell:
	case m.kind == lettering:
		for _, check := range []preflight.Check{preflight.SmallestType, preflight.BlackText, preflight.Overprint} {
			r.fault(check, preflight.NotChecked, r.number, nil, key{what: why}, why, m.kind)
		}
	case m.thin:
		r.fault(preflight.ThinnestLine, preflight.NotChecked, r.number, nil, key{what: why}, why, m.kind)
	case m.kind == photo:
		r.fault(preflight.ImageResolution, preflight.NotChecked, r.number, nil, key{what: why}, why, m.kind)
	}
}

// keep keeps what others may lie on.
func (r *run) keep(m *mark) {
	if m.kind != area && m.kind != photo || m.seen.area() < 4 || m.paint != nil && m.paint.white() && m.over {
		return
	}
	if len(r.grounds) >= mostGrounds {
		r.unseen(r.number, "a page with more areas than are kept")
		return
	}
	g := ground{bounds: m.seen, paint: m.paint, exact: m.exact, unsure: m.clear || m.overprints(r.state.mode) || r.state.ragged}
	if m.corners != nil {
		g.corners, g.starts = append([]xy(nil), m.corners...), append([]int(nil), m.starts...)
	}
	r.grounds = append(r.grounds, g)
}

// below returns what lies at a place: nil for paper. known is false where that
// cannot be told; then the ground is what may be there, nil where the search was
// too long.
func (p *page) below(at xy) (g *ground, known bool) {
	for k := len(p.grounds) - 1; k >= 0; k-- {
		if p.searches--; p.searches < 0 {
			return nil, false
		}
		g := &p.grounds[k]
		if !g.bounds.has(at) {
			continue
		}
		in, sure := g.inside(at)
		if sure && !in {
			continue
		}
		return g, sure && !g.unsure && g.paint != nil && !g.paint.shading && g.paint.light >= 0
	}
	return nil, true
}

// darker is by how much a ground must be darker than what stands in it for that
// to be a hole.
const darker = 0.4

// manner says how a mark is printed; known is false where it cannot be told
// whether it is a hole, and ok where nothing of it is seen.
func (r *run) manner(m *mark) (manner preflight.Manner, on *ground, known, ok bool) {
	p := m.paint
	on, known = nil, true
	if m.hasOn && (p.light < 0 || p.light > darker) {
		on, known = r.below(m.on)
		// A text may stand in the dark with one end only.
		for k := 0; k < len(m.ends) && m.kind == lettering && (on == nil || known && on.paint.light > p.light-darker); k++ {
			if end, sure := r.below(m.ends[k]); end != nil {
				on, known = end, sure
			}
		}
	}
	if on != nil && known && !m.overprints(r.state.mode) && p.light >= 0 && on.paint.light <= p.light-darker {
		return preflight.Reversed, on, true, true
	}
	if p.white() {
		return preflight.Reversed, on, known, !known
	}
	inks := p.count()
	switch {
	case p.shading || p.space.family == unknownSpace:
		return preflight.ManyInks, on, false, true
	case !p.known && p.grey && p.space.channels == 1:
		return preflight.OneInk, on, known, true
	case !p.known || inks > 1:
		return preflight.ManyInks, on, known, true
	}
	return preflight.OneInk, on, known, true
}

// tooSmall is how bad it is that something is smaller than it should be: below
// five eighths, as white type of less than 5 pt is of 8, it is lost on the press.
func tooSmall(size, limit float64) preflight.Status {
	if 8*size < 5*limit {
		return preflight.Error
	}
	return preflight.Warning
}

// slack is what less than a limit counts as being at it, in points: numbers in
// content are rounded.
const slack = 0.02

// lettering judges a text.
func (r *run) lettering(m *mark) {
	r.page.inspector.seen.texts++
	manner, on, known, ok := r.manner(m)
	r.zone(m)
	r.blackText(m)
	r.textOverprint(m)
	if !ok {
		return
	}
	limits := [preflight.Manners]float64{pointsOf(r.printer.TypeOneInk), pointsOf(r.printer.TypeInks), pointsOf(r.printer.TypeReversed)}
	limit := limits[manner]
	if known {
		if least := &r.page.inspector.seen.smallest[manner]; *least == 0 || m.size < *least {
			*least = m.size
		}
	}
	switch {
	case m.size >= limit-slack && (known || m.size >= limits[preflight.Reversed]-slack):
	case m.size < limit-slack && (known || m.size < limits[preflight.OneInk]-slack):
		what := m.paint.String()
		if manner == preflight.Reversed && on != nil && on.paint != nil {
			what += " on " + on.paint.String()
		}
		f := r.fault(preflight.SmallestType, tooSmall(m.size, limit), r.number, r.place(m.seen), key{what: manner.String() + m.paint.String(), size: int64(m.size * 100)}, "type of %s, %s%s; type printed %s needs %s", inPoints(m.size), what, m.quoted(), manner.String(), inPoints(limit))
		f.Hint = fmt.Sprintf("make it %s at least", inPoints(limit))
	default:
		r.fault(preflight.SmallestType, preflight.NotChecked, r.number, r.place(m.seen), key{what: "ground", size: int64(m.size * 100)}, "whether type of %s, %s%s, stands in a dark ground could not be told; there it needs %s", inPoints(m.size), m.paint, m.quoted(), inPoints(limits[preflight.Reversed]))
	}
}

// quoted is the text for a report, with a comma; empty where it is not known.
func (m *mark) quoted() string {
	if m.text == "" {
		return ""
	}
	return ", “" + printable(m.text, 30) + "”"
}

// thinLine judges a line.
func (r *run) thinLine(m *mark) {
	if m.paint == nil {
		return
	}
	if !m.hasOn {
		m.on, m.hasOn = m.bounds.middle(), true
	}
	manner, _, known, ok := r.manner(m)
	if !ok {
		return
	}
	limits := [preflight.Manners]float64{pointsOf(r.printer.Line), pointsOf(r.printer.Line), pointsOf(r.printer.LineReversed)}
	limit := limits[manner]
	if known {
		if least := &r.page.inspector.seen.thinnest[manner]; *least == 0 || m.width < *least {
			*least = max(m.width, 0.001)
		}
	}
	switch {
	case m.width >= limit-slack && (known || m.width >= limits[preflight.Reversed]-slack):
	case m.width < limit-slack && (known || m.width < limits[preflight.OneInk]-slack):
		width := inPoints(m.width) + " width"
		if m.width < 0.005 {
			width = "no width, as thin as the device can draw it"
		}
		f := r.fault(preflight.ThinnestLine, tooSmall(m.width, limit), r.number, r.place(m.seen), key{what: manner.String() + m.paint.String(), size: int64(m.width * 100)}, "a line in %s is of %s; one printed %s needs %s", m.paint, width, manner.String(), inPoints(limit))
		f.Hint = fmt.Sprintf("make it %s wide at least", inPoints(limit))
	default:
		r.fault(preflight.ThinnestLine, preflight.NotChecked, r.number, r.place(m.seen), key{what: "ground", size: int64(m.width * 100)}, "whether a line of %s, in %s, stands in a dark ground could not be told; there it needs %s", inPoints(m.width), m.paint, inPoints(limits[preflight.Reversed]))
	}
}

// What is black in several inks: black that is nearly full with others, or the
// three others so full that they make it; and what is as dark as that on screen.
const (
	nearlyBlack = 0.8
	makesBlack  = 0.6
	screenBlack = 0.2
	largeEnough = 18 // points of type for which a misregister is small
)

// blackText looks whether black text is on the black plate alone.
func (r *run) blackText(m *mark) {
	p := m.paint
	if p.all || p.shading {
		return
	}
	status := preflight.Error
	if m.size >= largeEnough {
		status = preflight.Warning
	}
	const hint = "give text black alone: C 0 M 0 Y 0 K 100"
	if p.known {
		c := p.cmyk
		if len(p.spots) > 0 {
			return
		}
		if p.grey && c[3] == 1 {
			r.page.inspector.seen.blackTexts++
			return
		}
		if c[3] >= nearlyBlack && p.total() > c[3]+0.005 || c[0] >= makesBlack && c[1] >= makesBlack && c[2] >= makesBlack {
			r.fault(preflight.BlackText, status, r.number, r.place(m.seen), key{what: p.String()}, "black text of %d inks (%s)%s; it shows coloured edges where the plates are not exactly in register", p.count(), p, m.quoted()).Hint = hint
		}
		return
	}
	if !p.grey || p.light < 0 || p.light > screenBlack {
		return
	}
	if p.space.channels == 1 {
		r.fault(preflight.BlackText, preflight.Warning, r.number, r.place(m.seen), key{what: p.String()}, "black text in %s%s; the printer's program may make several inks of it", p, m.quoted()).Hint = hint
		return
	}
	r.fault(preflight.BlackText, status, r.number, r.place(m.seen), key{what: p.String()}, "black text in %s%s becomes black of several inks; it shows coloured edges where the plates are not exactly in register", p, m.quoted()).Hint = hint
}

// textOverprint looks at what a text does to the ink below it.
func (r *run) textOverprint(m *mark) {
	r.whiteOverprint(m)
	p := m.paint
	if !p.known || !p.grey || p.cmyk[3] != 1 || p.all || r.printer.KnockOutBlack || !m.hasOn {
		return
	}
	if m.overprints(r.state.mode) {
		r.page.inspector.seen.overprinted++
		return
	}
	on, known := r.below(m.on)
	switch {
	case on == nil && known:
		return
	case known && on.paint.known && on.paint.cmyk[0]+on.paint.cmyk[1]+on.paint.cmyk[2] < 0.005 && len(on.paint.spots) == 0:
		return // black or white only, which it replaces or adds nothing to
	case !known:
		r.fault(preflight.Overprint, preflight.NotChecked, r.number, r.place(m.seen), key{what: "ground"}, "black text that does not overprint%s may stand on ink, where paper could show around it; what lies below could not be told", m.quoted())
		return
	}
	f := r.fault(preflight.Overprint, preflight.Warning, r.number, r.place(m.seen), key{what: on.paint.String()}, "black text knocks out %s below it%s, and paper would show around it", on.paint, m.quoted())
	f.Hint = "set black text to overprint; DeviceGray cannot, C 0 M 0 Y 0 K 100 can"
}

// whiteOverprint looks for white that is set to overprint, which makes it vanish.
func (r *run) whiteOverprint(m *mark) {
	if m.paint == nil || !m.over || !m.paint.white() || m.paint.space.family == unknownSpace {
		return
	}
	at := m.on
	if !m.hasOn {
		at = m.seen.middle()
	}
	on, known := r.below(at)
	if known && (on == nil || on.paint.white()) {
		return
	}
	status, message := preflight.Warning, "%s is white and set to overprint%s; some printers' programs leave it out"
	if m.overprints(r.state.mode) && known {
		status, message = preflight.Error, "%s is white and overprints%s: it will not be seen"
	}
	r.fault(preflight.Overprint, status, r.number, r.place(m.seen), key{what: m.kind.String()}, message, m.kind, m.quoted()).Hint = "take the overprint away"
}

// colours looks at what a mark's colour is made of.
func (r *run) colours(m *mark) {
	switch {
	case m.picture != nil && !m.picture.stencil && m.picture.space.family == unknownSpace:
		r.fault(preflight.Colours, preflight.NotChecked, r.number, r.place(m.seen), key{what: m.picture.String()}, "the colours of %s are not known: its colour space cannot be read, or stands in data that is not unpacked", m.picture)
	case m.picture != nil && !m.picture.stencil:
		if !r.output.plain(m.picture.space) {
			r.checkSpace(m.picture.space, m.picture.String(), m, 0)
		}
	case m.paint != nil && !m.paint.coloured && !r.output.plain(m.paint.space):
		r.checkSpace(m.paint.space, m.kind.String()+" in "+m.paint.String(), m, 0)
	}
}

// plain reports whether a space is one that nothing can be said against, which is
// what most are.
func (o *output) plain(s *space) bool {
	switch s.family {
	case deviceGrey:
		return true
	case deviceCMYK:
		return o.wanted() == 4
	case separation, deviceN, indexed:
		return s.below != nil && s.below.family != indexed && o.plain(s.below)
	default:
		return false
	}
}

// checkSpace looks whether a space is one of inks.
func (r *run) checkSpace(s *space, what string, m *mark, depth int) {
	tell := func(status preflight.Status, rule, format string, args ...any) *finding {
		f := r.fault(preflight.Colours, status, r.number, r.place(m.seen), key{what: format + m.kind.String()}, format, append([]any{what}, args...)...)
		f.Rule = rule
		return f
	}
	switch {
	case s.standIn && s.family != deviceCMYK && s.family != deviceGrey && s.channels != 1:
		tell(preflight.Warning, "", "%s is converted to inks at the printer's, by the file's %s", s.called).Hint = "convert it to CMYK before exporting, if you want to see what it becomes"
	case s.standIn:
	case s.family == deviceRGB && r.output.wanted() != 3, s.family == deviceCMYK && r.output.wanted() != 4:
		tell(preflight.Error, "K1", "%s is in "+familyName(s.family)+", without a profile, and the file is for a printer's "+r.output.kind()).Hint = "convert it to CMYK when exporting"
	case s.family == icc && s.channels == 3, s.family == calRGB, s.family == lab:
		tell(preflight.Warning, "", "%s has a profile of its own and is converted to inks at the printer's").Hint = "convert it to CMYK before exporting, if you want to see what it becomes"
	case s.family == icc && s.channels == 4 && s.own:
		tell(preflight.Warning, "K3", "%s has the output intent's profile; plain CMYK is what printers' programs leave alone").Hint = "export without profiles on CMYK objects"
	case s.family == icc && s.channels == 4:
		tell(preflight.Warning, "", "%s is in CMYK with a profile of its own, and is converted to other inks at the printer's").Hint = "export without profiles on CMYK objects"
	case (s.family == separation || s.family == deviceN || s.family == indexed) && s.below != nil && depth < 4:
		if s.family != indexed {
			what += ", in what stands for its inks,"
		}
		r.checkSpace(s.below, what, m, depth+1)
	case s.family == unknownSpace && m.paint != nil && !m.paint.shading:
		r.fault(preflight.Colours, preflight.NotChecked, r.number, r.place(m.seen), key{what: "unknown"}, "%s: the colour space cannot be read", m.kind)
	}
}

func familyName(f family) string {
	switch f {
	case deviceGrey:
		return "grey"
	case deviceRGB:
		return "RGB"
	case deviceCMYK:
		return "CMYK"
	default:
		return "other colours"
	}
}

// plates notes which plates the mark is printed with.
func (r *run) plates(m *mark) {
	if p := m.paint; p != nil {
		for k, n := range p.cmyk {
			if n > 0 && p.known {
				r.page.inspector.seen.process[k] = true
			}
		}
		r.useInks(p.spots)
	}
	if m.picture != nil && !m.picture.stencil {
		switch s := m.picture.space; s.base().family {
		case deviceCMYK:
			r.page.inspector.seen.process = [4]bool{true, true, true, true}
		case deviceGrey:
			r.page.inspector.seen.process[3] = true
		case separation, deviceN:
			for _, name := range s.base().inks {
				if k, ok := processInk(name); ok {
					r.page.inspector.seen.process[k] = true
				}
				r.useInk(name)
			}
		default:
		}
	}
}

// base is the space itself, or what an index points into.
func (s *space) base() *space {
	if s.family == indexed && s.below != nil {
		return s.below
	}
	return s
}

// useInks notes that something is printed with inks of their own.
func (i *inspector) useInks(spots []share) {
	for _, spot := range spots {
		i.useInk(spot.ink)
	}
}
