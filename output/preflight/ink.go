package preflight

import (
	"fmt"
	"slices"

	"korthet/output/colour"
)

// totalInk finds the place of the page that has the most ink in all, and what is
// over the printer's limit. Only what overprints, or is not opaque, adds to what
// lies below; the rest replaces it. So what an element can have at most is known
// without looking at places, and places need be looked at only where that is more
// than was found already, or too much.
func (p *page) totalInk() {
	order := make([]int, 0, len(p.elements))
	for i := range p.elements {
		if p.elements[i].most > 0 && !p.elements[i].onAll {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return p.elements[b].most - p.elements[a].most })
	limit := p.printer.InkLimit
	most, at := 0, -1
	for _, i := range order {
		e := &p.elements[i]
		tooMuch := limit > 0 && e.most > limit+inkSlack
		if e.most <= most && !tooMuch {
			break
		}
		found, ground := p.mostInk(i)
		if found > most {
			most, at = found, i
		}
		if tooMuch && found > limit+inkSlack {
			p.tellInk(e, found, ground)
		}
	}
	p.inkOfPictures()
	v := Verdict{Check: TotalInk, Page: p.number, Message: "there is no ink"}
	if at >= 0 {
		e := &p.elements[at]
		if e.picture != nil {
			most = whole(most)
		}
		v.Message = fmt.Sprintf("at most %s of ink, in %s", percent(most), p.name(e))
		v.Place = where(e.box)
		if limit > 0 {
			v.Message += fmt.Sprintf("; the limit is %s", percent(limit))
		}
	}
	p.pass(v)
}

// inkOfPictures says how much ink each picture of the page has, as far as it is not
// too much.
func (p *page) inkOfPictures() {
	for i := range p.elements {
		e := &p.elements[i]
		if e.picture == nil || p.printer.InkLimit > 0 && e.picture.Most > p.printer.InkLimit+inkSlack {
			continue
		}
		p.pass(Verdict{
			Check: TotalInk, Page: p.number, Place: where(e.box), Src: e.src,
			Message: fmt.Sprintf("%s has at most %s of ink in all", e.picture.data.Name, percent(whole(e.picture.Most))),
		})
	}
}

// inkSlack is what more than the limit counts as being at it, in 1/100 of a per
// cent: bytes are not exact.
const inkSlack = 50

// finest grid that places in an area are looked at on, each way.
const gridPlaces = 32

// mostInk returns the most ink that is seen in all where an element lies, and the
// index of what lies below there, -1 for paper.
func (p *page) mostInk(index int) (most, ground int) {
	e := &p.elements[index]
	below, above := p.near(e.box, 0, index), p.near(e.box, index+1, len(p.elements))
	ground = -1
	c := make(coat, len(p.plates))
	for _, place := range p.hotPlaces(e, below) {
		if !e.covers(place) || !p.visible.has(place) {
			continue
		}
		clear(c)
		if e.over || e.picture != nil && e.picture.Clear {
			p.pile(c, below, place)
		}
		p.lay(c, e, place)
		p.pile(c, above, place)
		if total := c.total(); total > most {
			most, ground = total, p.topmost(below, place)
		}
		if most >= e.most {
			break
		}
	}
	return most, ground
}

// topmost is the uppermost of some elements at a place; -1 for none.
func (p *page) topmost(near []int, at point) int {
	for _, i := range slices.Backward(near) {
		if e := &p.elements[i]; e.covers(at) {
			return i
		}
	}
	return -1
}

// places are those that an element is looked at in: of a text in its letters, of
// a line along it, of an area or a picture on a grid.
func (e *element) places(visible box) []point {
	switch {
	case e.run != nil:
		return e.letters()
	case e.stroke != nil:
		return e.along()
	}
	return grid(nil, e.box.within(visible), gridPlaces)
}

// grid adds places in a box, so many each way.
func grid(all []point, b box, n int64) []point {
	for y := range n {
		for x := range n {
			all = append(all, point{b.left + (b.right-b.left)*(2*x+1)/(2*n), b.top + (b.bottom-b.top)*(2*y+1)/(2*n)})
		}
	}
	return all
}

// hotPlaces are those of an element where there may be the most ink: first, of a
// picture, those where it has much itself, and where others lie below what adds
// to them, those above each of them.
func (p *page) hotPlaces(e *element, below []int) []point {
	var all []point
	if i := e.picture; i != nil {
		all = i.hot(&e.placed)
	}
	if e.run == nil && e.stroke == nil && (e.over || e.picture != nil && e.picture.Clear) {
		for _, index := range below {
			all = grid(all, p.elements[index].box.within(e.box), gridPlaces/4)
		}
	}
	return append(all, e.places(p.visible)...)
}

// whole rounds to a whole per cent: a picture's bytes are no finer.
func whole(n int) int { return (n + 50) / 100 * 100 }

// tellInk tells of what has too much ink.
func (p *page) tellInk(e *element, found, ground int) {
	limit := p.printer.InkLimit
	v := Verdict{Check: TotalInk, Status: Error, Page: p.number, Place: where(e.box), Src: p.srcOf(e)}
	key := faultKey{check: TotalInk, page: p.number, ink: e.ink}
	if e.picture != nil {
		i := e.picture
		key.name = i.data.Name
		v.Message = fmt.Sprintf("%s has up to %s of ink in all, and more than %s in %s of it; that does not dry", i.data.Name, percent(whole(found)), percent(limit), percent(i.Over))
		v.Hint = fmt.Sprintf("have the picture converted anew with an ink limit of %s, or give it in RGB: korthet converts it", percent(limit))
		p.fault(key, v)
		return
	}
	sum := fmt.Sprintf("%s of ink in all; more than %s does not dry", percent(found), percent(limit))
	if own := e.own.total(); own > limit || ground < 0 {
		v.Src = p.colourSrc(e.ink, e.src)
		v.Message = fmt.Sprintf("%s has %s", p.inkName(e.ink), sum)
		v.Hint = fmt.Sprintf("lower the inks of the colour %q until their sum is %s", p.doc.Colours[e.ink.Colour].Name, percent(limit))
		key.ground, key.page = "its own", 0
		p.fault(key, v)
		return
	}
	g := &p.elements[ground]
	key.ground = p.name(g)
	v.Hint = "give what lies below less ink, or this another colour"
	if e.run != nil {
		p.faultOf(key, v, "text that overprints "+escape(key.ground)+" has with it "+escape(sum)+": %s", e.run.Text)
		return
	}
	v.Message = fmt.Sprintf("%s overprints %s and has with it %s", p.name(e), key.ground, sum)
	p.fault(key, v)
}

// overprintedAreas looks at large black areas that overprint: where what lies
// below is not all alike, it shows through them.
func (p *page) overprintedAreas() {
	const large = 14 << unitShift // 5 mm, less than which nobody sees it
	for i := range p.elements {
		e := &p.elements[i]
		if !e.over || e.run != nil || e.stroke != nil || e.own[3] != colour.Full || e.onAll ||
			e.box.right-e.box.left < large || e.box.bottom-e.box.top < large {
			continue
		}
		below := p.near(e.box, 0, i)
		if len(below) == 0 {
			continue
		}
		c := make(coat, len(p.plates))
		var least, most, n, inked int
		for _, at := range e.places(p.visible) {
			if !e.covers(at) {
				continue
			}
			clear(c)
			p.pile(c, below, at)
			total := c.total() - int(c[3])
			if n == 0 || total < least {
				least = total
			}
			most = max(most, total)
			n++
			if total >= blackOverlap {
				inked++
			}
		}
		// A share of it at least, each way: a rule that crosses it is not seen.
		if most-least < 3*blackOverlap || 20*inked < n || 20*(n-inked) < n && least < blackOverlap {
			continue
		}
		p.fault(faultKey{check: Overprint, page: p.number, ink: e.ink, name: e.src.Path}, Verdict{
			Check: Overprint, Status: Warning, Page: p.number, Place: where(e.box), Src: e.src,
			Message: fmt.Sprintf("%s overprints what lies below it, which will show through the black", p.name(e)),
			Hint:    "give the area a black of several inks, such as `cmyk: [30, 30, 30, 100]`, which hides what lies below",
		})
	}
}
