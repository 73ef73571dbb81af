package impose

import "korthet/layout/display"

// Bleed returns the document with what touches a trim edge extended by amount
// beyond it. Touching is lying on the edge, across it, or nearer than a tenth of
// a point.
//
//   - A filled rectangle grows; another filled path keeps its shape and gets, along
//     each piece of it that runs along the edge, a strip as wide as the bleed.
//   - A line that ends at an edge is drawn on in its direction.
//   - A picture is enlarged in proportion until it covers the bleed, and what is
//     then too much is clipped. A strip mirrored from its border would keep its
//     size exactly, but shows where the cut errs; enlarging an A4 page for 3 mm is
//     3 %, and nobody misses the border. The edges that do not touch the trim stay
//     where they are.
//   - A group's clip grows as a path does, and then what lies in it.
//
// Groups that are turned by less than a right angle are left as they are; the
// writer's check tells of what then does not reach the bleed. Text is never
// touched.
func Bleed(doc *display.Document, amount display.Length) *display.Document {
	if amount <= 0 {
		return doc
	}
	return eachSide(doc, func(side display.Side) display.Side {
		panels := make([]display.Panel, len(side.Panels))
		outer := frame{x1: side.Width, y1: side.Height, by: amount}
		outer.trims = [4]bool{true, true, true, true}
		for i, panel := range side.Panels {
			f := frame{x1: panel.Width, y1: panel.Height, by: amount, trims: [4]bool{
				top: panel.Top == display.Trim, end: panel.End == display.Trim,
				bottom: panel.Bottom == display.Trim, start: panel.Start == display.Trim,
			}}
			panel.Items = f.items(panel.Items)
			panels[i] = panel
		}
		side.Panels, side.Items = panels, outer.items(side.Items)
		return side
	})
}

// eachSide returns the document with each side replaced.
func eachSide(doc *display.Document, replace func(display.Side) display.Side) *display.Document {
	out := *doc
	out.Sheets = make([]display.Sheet, len(doc.Sheets))
	for i := range doc.Sheets {
		out.Sheets[i].Sides = make([]display.Side, len(doc.Sheets[i].Sides))
		for j := range doc.Sheets[i].Sides {
			out.Sheets[i].Sides[j] = replace(doc.Sheets[i].Sides[j])
		}
	}
	return &out
}

// The edges of a frame.
const (
	top = iota
	end
	bottom
	start
)

// frame is the trimmed area in the coordinates of what is extended.
type frame struct {
	x0, y0, x1, y1 display.Length
	by             display.Length // the bleed
	trims          [4]bool        // which edges are cut
}

// near is how near to the trim counts as touching it.
const near = display.Point / 10

// outside reports, for each edge that is cut, whether a place lies on or beyond
// it, but not beyond the bleed.
func (f *frame) outside(p display.XY) (at [4]bool) {
	at[top] = f.trims[top] && p.Y <= f.y0+near
	at[bottom] = f.trims[bottom] && p.Y >= f.y1-near
	at[start] = f.trims[start] && p.X <= f.x0+near
	at[end] = f.trims[end] && p.X >= f.x1-near
	return at
}

// pushed moves a place to the end of the bleed over the given edges.
func (f *frame) pushed(p display.XY, over [4]bool) display.XY {
	if over[top] {
		p.Y = min(p.Y, f.y0-f.by)
	}
	if over[bottom] {
		p.Y = max(p.Y, f.y1+f.by)
	}
	if over[start] {
		p.X = min(p.X, f.x0-f.by)
	}
	if over[end] {
		p.X = max(p.X, f.x1+f.by)
	}
	return p
}

// meets reports whether a box has anything within the trim.
func (f *frame) meets(a, b display.XY) bool {
	return b.X > f.x0 && b.Y > f.y0 && a.X < f.x1 && a.Y < f.y1
}

func (f *frame) items(items []display.Item) []display.Item {
	out := make([]display.Item, len(items))
	for i, item := range items {
		switch item := item.(type) {
		case *display.Path:
			out[i] = f.path(item)
		case *display.Image:
			out[i] = f.image(item)
		case *display.Group:
			out[i] = f.group(item)
		case *display.GlyphRun, *display.Link:
			out[i] = item
		}
	}
	return out
}

func (f *frame) path(p *display.Path) display.Item {
	q := *p
	if p.Fill == nil {
		q.Segments = f.line(p.Segments)
	} else {
		q.Segments = f.area(p.Segments)
	}
	return &q
}

// image enlarges a picture that touches the trim.
func (f *frame) image(p *display.Image) display.Item {
	a, b := display.XY{X: p.X, Y: p.Y}, display.XY{X: p.X + p.Width, Y: p.Y + p.Height}
	const least = display.Point / 100 // what is thinner nobody sees
	if p.Width < least || p.Height < least || !f.meets(a, b) {
		return p
	}
	na, nb := f.grown(a, b)
	if na == a && nb == b {
		return p
	}
	width, height := nb.X-na.X, nb.Y-na.Y
	// The larger of both ratios, in proportion.
	w, h := width, p.Height.Scale(int64(width), int64(p.Width))
	if h < height {
		w, h = p.Width.Scale(int64(height), int64(p.Height)), height
	}
	big := *p
	big.Width, big.Height = w, h
	big.X = aligned(na.X, nb.X, w, na.X != a.X, nb.X != b.X)
	big.Y = aligned(na.Y, nb.Y, h, na.Y != a.Y, nb.Y != b.Y)
	if w == width && h == height {
		return &big
	}
	return &display.Group{Clip: display.Rectangle(na.X, na.Y, width, height), Items: []display.Item{&big}}
}

// aligned is where something of a length begins that covers a range: at the side
// that did not grow; in the middle where both did or none.
func aligned(from, to, length display.Length, before, after bool) display.Length {
	switch {
	case before && !after:
		return to - length
	case after && !before:
		return from
	default:
		return from - (length-(to-from))/2
	}
}

// grown is a box pushed over the edges that it touches.
func (f *frame) grown(a, b display.XY) (na, nb display.XY) {
	at, bt := f.outside(a), f.outside(b)
	na = f.pushed(a, [4]bool{top: at[top], start: at[start]})
	nb = f.pushed(b, [4]bool{bottom: bt[bottom], end: bt[end]})
	return na, nb
}

// group extends a group's clip and items, in the group's own coordinates.
func (f *frame) group(g *display.Group) display.Item {
	inner, ok := f.within(g.Transform)
	if !ok {
		return g
	}
	out := *g
	if g.Clip == nil {
		out.Items = inner.items(g.Items)
		return &out
	}
	out.Clip = inner.area(g.Clip)
	if len(out.Clip) == len(g.Clip) && equal(out.Clip, g.Clip) {
		return g
	}
	// What ends at the clip, or reaches beyond it, reaches the edge: an item
	// within is measured by the part of it that shows.
	out.Items = inner.clipped(g.Items, bounds(out.Clip))
	return &out
}

// clipped extends items whose box covers less than the clip's new one.
func (f *frame) clipped(items []display.Item, clip [2]display.XY) []display.Item {
	out := f.items(items)
	for i, item := range items {
		picture, ok := item.(*display.Image)
		if !ok {
			continue
		}
		covers := picture.X <= clip[0].X && picture.Y <= clip[0].Y && picture.X+picture.Width >= clip[1].X && picture.Y+picture.Height >= clip[1].Y
		if covers {
			out[i] = picture // there was more of it behind the clip
		}
	}
	return out
}

// within is the frame in the coordinates of a group: any combination of moving,
// enlarging, mirroring and quarter turns. ok is false for other transforms.
func (f *frame) within(t display.Transform) (inner frame, ok bool) {
	if t.Identity() {
		return *f, true
	}
	straight, turned := t.B == 0 && t.C == 0 && t.A != 0 && t.D != 0, t.A == 0 && t.D == 0 && t.B != 0 && t.C != 0
	if !straight && !turned {
		return inner, false
	}
	back := func(x, y display.Length) display.XY {
		x, y = x-t.E, y-t.F
		if straight {
			return display.XY{X: x.Scale(1<<16, t.A), Y: y.Scale(1<<16, t.D)}
		}
		return display.XY{X: y.Scale(1<<16, t.B), Y: x.Scale(1<<16, t.C)}
	}
	a, b := back(f.x0, f.y0), back(f.x1, f.y1)
	scale := t.A
	if turned {
		scale = t.B
	}
	inner = frame{x0: min(a.X, b.X), y0: min(a.Y, b.Y), x1: max(a.X, b.X), y1: max(a.Y, b.Y), by: f.by.Scale(1<<16, max(scale, -scale))}
	inner.trims = f.trims
	if turned {
		// x in the group is y outside.
		inner.trims = [4]bool{top: f.trims[start], bottom: f.trims[end], start: f.trims[top], end: f.trims[bottom]}
	}
	if a.X > b.X {
		inner.trims[start], inner.trims[end] = inner.trims[end], inner.trims[start]
	}
	if a.Y > b.Y {
		inner.trims[top], inner.trims[bottom] = inner.trims[bottom], inner.trims[top]
	}
	return inner, true
}
