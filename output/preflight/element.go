package preflight

import (
	"slices"
	"strings"

	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/press"
)

// coat is what ink lies at a place: on each plate, in 1/100 of a per cent.
type coat []uint16

func (c coat) total() int {
	sum := 0
	for _, n := range c {
		sum += int(n)
	}
	return sum
}

// count is how many plates have ink.
func (c coat) count() int {
	n := 0
	for _, value := range c {
		if value > 0 {
			n++
		}
	}
	return n
}

// element is something that is drawn: a text, an area, a line, a picture.
type element struct {
	placed
	box      box // of what clips leave of it
	run      *display.GlyphRun
	within   []display.Transform // of a text
	path     *display.Path
	stroke   *display.Stroke // of a line
	picture  *inkPicture     // nil but for a picture
	panel    *display.Panel
	ink      display.Ink // but of a picture
	own      coat        // what it puts on each plate, or of a picture the most
	most     int         // no more ink in all is where it lies, with what it overprints
	over     bool        // it overprints
	onAll    bool        // it is in the colour of all plates
	src      display.Src
	boundary coat // no plate has more where it lies
	ground   int  // how light the darkest is that was drawn before it
}

// name is what a person calls it.
func (p *page) name(e *element) string {
	switch {
	case e.picture != nil:
		return e.picture.data.Name
	case e.run != nil:
		return "“" + excerpt(e.run.Text) + "”"
	}
	return "an area in " + p.inkName(e.ink)
}

// inkName names an ink as authors do.
func (s *shop) inkName(ink display.Ink) string { return inkName(s.doc.Colours, ink) }

// text is told of a text.
func (p *page) text(run *display.GlyphRun, within []display.Transform, clips []outline) {
	if strings.TrimSpace(run.Text) == "" || len(run.Glyphs) == 0 {
		return
	}
	width := display.Length(0)
	for i := range run.Glyphs {
		width += run.Glyphs[i].Advance
	}
	around := runBox(run, width, within)
	p.put(element{
		placed: placed{shape: outline{box: around, rectangle: true}, clips: clips},
		run:    run, within: within, ink: run.Ink, src: run.Src,
	})
}

// runBox is the box around a text's letters, from their capitals' tops to a
// little below the baseline.
func runBox(run *display.GlyphRun, width display.Length, within []display.Transform) box {
	rise, fall := capHeight(run), run.Size/5
	at := func(x, y display.Length) point { return place(display.XY{X: x, Y: y}, within) }
	return boxAround(at(run.X, run.Y-rise), at(run.X+width, run.Y-rise), at(run.X, run.Y+fall), at(run.X+width, run.Y+fall))
}

func (p *page) path(path *display.Path, stroke *display.Stroke, at placed) {
	e := element{placed: at, path: path, stroke: stroke, src: path.Src}
	if stroke != nil {
		e.ink = stroke.Ink
	} else {
		e.ink = *path.Fill
	}
	p.put(e)
}

func (p *page) image(image *display.Image, at placed) {
	picture := p.pictureOf(image.Data)
	e := element{placed: at, picture: picture, src: image.Src}
	if p.put(e) {
		p.lookAtPicture(&p.elements[len(p.elements)-1])
	}
}

// put adds something that is drawn, unless it is outside all that is kept or
// printed. It reports whether it did.
func (p *page) put(e element) bool {
	e.box = e.shape.box
	for i := range e.clips {
		e.box = e.box.within(e.clips[i].box)
	}
	if e.box.left > e.box.right || e.box.top > e.box.bottom || len(e.shape.loops) == 0 && e.run == nil {
		return false
	}
	e.own = p.coat()
	if e.picture == nil {
		p.paint(&e)
		if e.onAll || !e.box.meets(p.visible) {
			p.outside(&e)
			return false
		}
		p.inUse[e.ink.Colour] = true
	} else if !e.box.meets(p.visible) || !e.picture.load(p.shop) {
		if e.picture.err != nil {
			p.unusable(&e)
		}
		return false
	} else {
		copy(e.own, e.picture.Peak[:])
	}
	e.panel = p.panel
	for plate, n := range e.own {
		p.used[plate] = p.used[plate] || n > 0
	}
	if e.box.meets(p.trim) && (e.own.count() > 0 || e.run != nil) {
		p.seen++
	}
	if e.run == nil {
		p.grounds = append(p.grounds, len(p.elements))
	}
	p.elements = append(p.elements, e)
	return true
}

// coat is an empty one.
func (p *page) coat() coat {
	n := len(p.plates)
	if len(p.coats) < n {
		p.coats = make(coat, 64*n)
	}
	c := p.coats[:n:n]
	p.coats = p.coats[n:]
	return c
}

// count is how many elements items may become: a path may be an area and a line.
func count(items []display.Item) int {
	n := 0
	for _, item := range items {
		switch it := item.(type) {
		case *display.GlyphRun, *display.Image:
			n++
		case *display.Path:
			n++
			if it.Fill != nil && it.Stroke != nil {
				n++
			}
		case *display.Group:
			n += count(it.Items)
		case *display.Link:
		}
	}
	return n
}

// paint sets what ink an element puts on the plates.
func (p *page) paint(e *element) {
	paint := p.inks.Paint(e.ink)
	e.over = paint.Overprint
	switch {
	case paint.Spot < 0:
		copy(e.own, paint.Values[:])
	case p.inks.Spots[paint.Spot].Name == press.Registration:
		e.onAll = true
		for k := range e.own {
			e.own[k] = paint.Values[0]
		}
	default:
		e.own[p.plateOf[paint.Spot]] = paint.Values[0]
	}
}

// sumBounds finds for each element what ink cannot be exceeded where it lies:
// its own, and where it overprints, that of what lies below.
func (p *page) sumBounds() {
	below := make(coat, len(p.plates)) // the most of each ink that was drawn so far
	darkest := colour.Full
	for i := range p.elements {
		e := &p.elements[i]
		e.boundary, e.most, e.ground = e.own, e.own.total(), darkest
		if e.picture != nil {
			e.most = e.picture.Most
		}
		if (e.over || e.picture != nil && e.picture.Clear) && adds(below, e) {
			e.boundary = slices.Clone(e.own)
			p.raise(i, e)
		}
		if e.run == nil {
			darkest = min(darkest, p.light(e.own))
			for k, n := range e.boundary {
				below[k] = max(below[k], n)
			}
		}
	}
}

// adds reports whether inks below could add to an element's.
func adds(below coat, e *element) bool {
	for k, n := range below {
		if n > e.own[k] && (e.own[k] == 0 || e.picture != nil) {
			return true
		}
	}
	return false
}

// raise adds to an element's bounds those of what lies below it.
func (p *page) raise(index int, e *element) {
	beneath, own := 0, e.own.total()
	for _, below := range p.grounds {
		if below >= index {
			break
		}
		g := &p.elements[below]
		if !g.box.meets(e.box) {
			continue
		}
		beneath = max(beneath, g.most)
		for k, n := range g.boundary {
			if e.own[k] == 0 || e.picture != nil {
				e.boundary[k] = max(e.boundary[k], n)
			}
		}
	}
	if e.picture != nil {
		e.most = max(e.most, beneath) // a mixture is no more than its parts
		return
	}
	e.most = min(own+beneath, e.boundary.total())
}

// lay puts an element on what lies at a place of it.
func (p *page) lay(c coat, e *element, at point) {
	if e.picture != nil {
		e.picture.lay(c, &e.placed, at)
		return
	}
	for k, n := range e.own {
		if n > 0 || !e.over {
			c[k] = n
		}
	}
}

// near returns those elements, of which others may lie on, that lie where a box
// is and were drawn from one index on, before another.
func (p *page) near(around box, from, until int) []int {
	var near []int
	for _, i := range p.grounds {
		if i >= until {
			break
		}
		if i >= from && p.elements[i].box.meets(around) {
			near = append(near, i)
		}
	}
	return near
}

// pile lays what is near on the paper at a place.
func (p *page) pile(c coat, near []int, at point) {
	for _, i := range near {
		if e := &p.elements[i]; e.covers(at) {
			p.lay(c, e, at)
		}
	}
}

// under visits what lies below a text, letter by letter. visit returns false to
// end.
func (p *page) under(index int, visit func(below coat, at point) bool) {
	e := &p.elements[index]
	near := p.near(e.box, 0, index)
	c := make(coat, len(p.plates))
	if len(near) == 0 {
		visit(c, point{e.box.left, e.box.top})
		return
	}
	if g := &p.elements[near[len(near)-1]]; g.picture == nil && !g.over && g.shape.rectangle && len(g.clips) == 0 && g.box.holds(e.box) {
		copy(c, g.own)
		visit(c, point{e.box.left, e.box.top})
		return
	}
	for _, at := range e.letters() {
		if !p.visible.has(at) || !e.covers(at) {
			continue
		}
		clear(c)
		p.pile(c, near, at)
		if !visit(c, at) {
			return
		}
	}
}

// letters are places in the letters of a text: four in each.
func (e *element) letters() []point {
	var all []point
	rise := capHeight(e.run)
	x := e.run.X
	for i := range e.run.Glyphs {
		g := &e.run.Glyphs[i]
		if g.Advance > 0 {
			for k := range display.Length(4) {
				all = append(all, place(display.XY{
					X: x + g.DX + g.Advance*(2*(k%2)+1)/4, Y: e.run.Y - g.DY - rise*(2*(k/2)+1)/4,
				}, e.within))
			}
		}
		x += g.Advance
	}
	return all
}

// light is how light inks look, roughly: from 0, black, to 10000, paper. Spots
// count as the inks that stand for them.
func (s *shop) light(c coat) int {
	var inks [4]int
	for k, n := range c {
		if k < 4 {
			inks[k] += int(n)
		}
	}
	for i := range s.inks.Spots {
		if plate := s.plateOf[i]; plate >= 0 && c[plate] > 0 {
			for k, n := range s.inks.Spots[i].Ink {
				inks[k] += int(n) * int(c[plate]) / colour.Full
			}
		}
	}
	part := func(k int) int {
		return (colour.Full - min(inks[k], colour.Full)) * (colour.Full - min(inks[3], colour.Full)) / colour.Full
	}
	return (30*part(0) + 59*part(1) + 11*part(2)) / 100
}

// within is what two boxes have in common.
func (b box) within(o box) box {
	return box{max(b.left, o.left), max(b.top, o.top), min(b.right, o.right), min(b.bottom, o.bottom)}
}
