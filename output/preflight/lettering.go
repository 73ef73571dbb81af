package preflight

import (
	"fmt"
	"strings"

	"korthet/layout/display"
	"korthet/output/colour"
)

// typeSeen is the smallest type that was seen, by manner; 0 for none.
type typeSeen struct{ smallest [Manners]int64 }

func (t *typeSeen) pass(s *shop) {
	if message := smallestOf(t.smallest, "the smallest type is "); message != "" {
		s.pass(Verdict{Check: SmallestType, Message: message})
		return
	}
	s.pass(Verdict{Check: SmallestType, Message: "there is no type"})
}

// smallestOf tells sizes by manner.
func smallestOf(sizes [Manners]int64, begin string) string {
	var parts []string
	for manner, size := range sizes {
		if size > 0 {
			parts = append(parts, points(size)+" "+Manner(manner).String())
		}
	}
	if parts == nil {
		return ""
	}
	return begin + strings.Join(parts, ", ")
}

// blackSeen counts texts of black alone.
type blackSeen struct{ pure int }

func (b *blackSeen) pass(s *shop) {
	message := "no text is black"
	if b.pure > 0 {
		message = "black text is on the black plate alone"
	}
	s.pass(Verdict{Check: BlackText, Message: message})
	message = "nothing white or light overprints"
	switch {
	case s.printer.KnockOutBlack:
		message = "black knocks out what lies below it, as the printer's profile asks; " + message
	case b.pure > 0:
		message = "black text overprints; " + message
	}
	s.pass(Verdict{Check: Overprint, Message: message})
}

// darker is by how much a ground must have more of an ink than the text on it
// for the text to stand in it as a hole, in 1/100 of a per cent.
const darker = 4000

// texts looks at all texts: how large they are for how they are printed, whether
// black is black alone, and what overprints.
func (p *page) texts() {
	for i := range p.elements {
		e := &p.elements[i]
		if e.run == nil || e.onAll {
			continue
		}
		hole, ground, bare := p.backgroundOf(i)
		p.size(e, hole, ground)
		p.blackOf(e)
		p.overprintOf(e, ground, bare)
	}
}

// backgroundOf says what a text stands on: whether as a hole in ink, on what ink
// that is darkest, and whether on paper alone.
func (p *page) backgroundOf(index int) (hole bool, ground coat, bare bool) {
	e := &p.elements[index]
	own := p.light(e.own)
	places, holes, lightest := 0, 0, colour.Full+1
	bare = true
	p.under(index, func(below coat, _ point) bool {
		places++
		bare = bare && below.total() == 0
		light := p.light(below)
		if light < lightest {
			lightest, ground = light, append(ground[:0], below...)
		}
		// A hole is lighter than what is around it, which ends at it.
		if light < own && !e.over {
			for k, n := range below {
				if int(n)-int(e.own[k]) >= darker {
					holes++
					break
				}
			}
		}
		return true
	})
	if ground == nil {
		ground = make(coat, len(p.plates))
	}
	return holes > 0 && 4*holes >= places, ground, bare
}

// size looks at how large a text is.
func (p *page) size(e *element, hole bool, ground coat) {
	size := length(place(display.XY{Y: e.run.Size}, e.within).minus(place(display.XY{}, e.within)))
	manner, limit := OneInk, p.printer.TypeOneInk
	inks := e.own.count()
	switch {
	case hole:
		manner, limit = Reversed, p.printer.TypeReversed
	case inks > 1:
		manner, limit = ManyInks, p.printer.TypeInks
	case inks == 0:
		return // nothing that can be seen
	}
	if least := &p.type_.smallest[manner]; *least == 0 || size < *least {
		*least = size
	}
	if size >= units(limit) {
		return
	}
	v := Verdict{Check: SmallestType, Status: tooSmall(size, units(limit)), Page: p.number, Place: where(e.box), Src: e.src}
	what := p.inkName(e.ink)
	switch manner {
	case OneInk:
		v.Hint = fmt.Sprintf("make it %s at least", points(units(limit)))
	case ManyInks:
		what += fmt.Sprintf(", of %d inks", inks)
		v.Hint = fmt.Sprintf("make it %s at least, or give it a colour of one ink, such as black", points(units(limit)))
	case Reversed:
		what += " on " + p.describe(ground)
		v.Hint = fmt.Sprintf("make it %s at least, or set it dark on a light ground: ink runs into light letters", points(units(limit)))
	}
	form := fmt.Sprintf("type of %s, %s: %%s; type printed %s needs %s", points(size), escape(what), manner.String(), points(units(limit)))
	p.faultOf(faultKey{check: SmallestType, page: p.number, ink: e.ink, size: size, name: manner.String()}, v, form, e.run.Text)
}

// tooSmall is how bad it is that something is smaller than it should be: below
// five eighths, as white type of less than 5 pt is of 8, it is lost on the press.
func tooSmall(size, limit int64) Status {
	if 8*size < 5*limit {
		return Error
	}
	return Warning
}

// escape makes a text one that a form may hold.
func escape(text string) string { return strings.ReplaceAll(text, "%", "%%") }

// describe names inks: the colour that has them, else the inks.
func (p *page) describe(c coat) string {
	for i := len(p.elements) - 1; i >= 0; i-- {
		if e := &p.elements[i]; e.picture == nil && e.run == nil && equalCoats(e.own, c) {
			return p.inkName(e.ink)
		}
	}
	var parts []string
	for k, n := range c {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", p.plates[k], percent(int(n))))
		}
	}
	if parts == nil {
		return "paper"
	}
	return strings.Join(parts, ", ")
}

func equalCoats(a, b coat) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

// What is black in several inks: black that is nearly full with others, or the
// three others so full that they make it.
const (
	nearlyBlack  = 8000
	makesBlack   = 6000
	largeEnough  = 18 * display.Point // type for which a misregister is small
	blackOverlap = 2000               // so much of an ink below shows in what overprints it
)

// blackOf looks whether black text is on the black plate alone.
func (p *page) blackOf(e *element) {
	c := e.own
	process := c[:4].total()
	if process != c.total() {
		return // a spot
	}
	if c[3] == colour.Full && process == colour.Full {
		p.black.pure++
		return
	}
	rich := c[3] >= nearlyBlack && process > int(c[3]) || c[0] >= makesBlack && c[1] >= makesBlack && c[2] >= makesBlack
	if !rich {
		return
	}
	v := Verdict{
		Check: BlackText, Status: Error, Page: p.number, Place: where(e.box), Src: p.colourSrc(e.ink, e.src),
		Hint: fmt.Sprintf("give the colour %q `cmyk: [0, 0, 0, 100]`; black of several inks is for areas", p.doc.Colours[e.ink.Colour].Name),
	}
	if length(place(display.XY{Y: e.run.Size}, e.within).minus(place(display.XY{}, e.within))) >= units(largeEnough) {
		v.Status = Warning
	}
	form := fmt.Sprintf("black text of %d inks (%s): %%s; it shows coloured edges where the plates are not exactly in register", c.count(), escape(p.inksOf(c)))
	p.add(faultKey{check: BlackText, ink: e.ink}, fault{Verdict: v, form: form, text: e.run.Text, grade: -int64(v.Status)})
}

// inksOf tells how much there is of each ink.
func (s *shop) inksOf(c coat) string {
	var parts []string
	for k, n := range c {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", s.plates[k], percent(int(n))))
		}
	}
	return strings.Join(parts, ", ")
}

// overprintOf looks at what a text does to the ink below it: black leaves it as
// it is, light knocks it out, and what overprints without being black mixes with
// it.
func (p *page) overprintOf(e *element, ground coat, bare bool) {
	if bare {
		return
	}
	c := e.own
	black := c[3] == colour.Full && c.total() == colour.Full
	v := Verdict{Check: Overprint, Page: p.number, Place: where(e.box), Src: e.src}
	key := faultKey{check: Overprint, page: p.number, ink: e.ink}
	switch {
	case black && !e.over && !p.printer.KnockOutBlack:
		v.Status = Error
		p.faultOf(key, v, "black text knocks out the ink below it, and paper would show around it: %s", e.run.Text)
	case !e.over || black:
	case p.light(c) > p.light(ground):
		v.Status, v.Hint = Error, "light type must knock out what lies below; take the overprint away"
		p.faultOf(key, v, "text overprints ink that is darker than itself and would drown in it: %s", e.run.Text)
	default:
		for k, n := range ground {
			if c[k] == 0 && n >= blackOverlap {
				v.Status, v.Hint = Warning, "give the text another colour, or a ground without that ink"
				p.faultOf(key, v, "text in "+escape(p.inkName(e.ink))+" overprints "+escape(p.describe(ground))+" and mixes with it: %s", e.run.Text)
				return
			}
		}
	}
}
