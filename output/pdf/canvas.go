package pdf

import (
	"strconv"

	"korthet/layout/display"
)

// canvas writes the content stream of one surface. It keeps what the graphics
// state is, and writes what changes.
type canvas struct {
	f       *file
	surface int
	dst     []byte
	err     error

	height display.Length // y is written as height - y: PDF's grows upwards
	dx, dy display.Length // of the layer, added to the coordinates of its items
	matrix display.Transform

	state    graphics
	text     textState
	mark     openMark
	signs    []*display.Path // of the links of the items at hand, yet to be drawn
	marks    int32           // marked contents of this page so far, which is the next MCID
	toldHere bool            // the run at hand is where its broken word is told
	running  display.Running // what the run at hand is part of
}

// graphics is the part of the graphics state that we set, as it was last
// written. A field that was not written yet holds what no value equals.
type graphics struct {
	fill, stroke paint
	overprints   overprintState
	width        display.Length
	dash         string // the operands as written
	font         int    // index in file.fonts
	size         display.Length
	expansion    int16
	spacing      int64 // between letters, in 1/100000 pt
}

const noFont = -1

func newCanvas(f *file, surface int) *canvas {
	return &canvas{
		f:       f,
		surface: surface,
		dst:     append(make([]byte, 0, 32<<10), contentStart...),
		height:  f.surfaces[surface].height,
		matrix:  display.Transform{A: 1 << 16, D: 1 << 16},
		state:   graphics{width: -1, dash: "[]", font: noFont},
	}
}

func (c *canvas) finish() []byte {
	c.closeMark()
	return c.dst
}

func (c *canvas) layer(l layer) {
	c.dx, c.dy = l.x, l.y
	c.matrix = display.Transform{A: 1 << 16, D: 1 << 16, E: l.x, F: l.y}
	c.items(l.items, l.shared)
	c.drawSigns()
}

// drawSigns draws what shows links to be links: artifacts.
func (c *canvas) drawSigns() {
	for _, sign := range c.signs {
		c.openMark(display.NoTag, "")
		c.path(sign)
	}
	c.signs = nil
}

func (c *canvas) items(items []display.Item, shared bool) {
	for _, item := range items {
		if c.err != nil {
			return
		}
		first := true
		if shared {
			if !c.touches(item) {
				continue
			}
			first = c.f.tags.showFirst(item)
		}
		c.item(item, shared, first)
	}
}

// item draws one item. One of a shared layer has its tag where it is drawn
// first, and is an artifact where it reaches over.
func (c *canvas) item(item display.Item, shared, first bool) {
	open := func(tag display.TagID, lang string) {
		if !first {
			tag = display.NoTag
		}
		c.openMark(tag, lang)
	}
	switch item := item.(type) {
	case *display.GlyphRun:
		if c.toldHere = first && c.f.tags != nil && c.f.tags.toldAt(item); c.toldHere {
			c.closeMark()
		}
		c.running = item.Running
		open(item.Tag, item.Lang)
		c.running = 0
		c.glyphRun(item)
	case *display.Path:
		if item.Fill != nil || item.Stroke != nil {
			open(item.Tag, "")
			c.path(item)
		}
	case *display.Image:
		open(item.Tag, "")
		c.image(item)
	case *display.Group:
		c.group(item, shared)
	case *display.Link:
		if first && c.f.tags != nil {
			c.link(item)
		}
	}
}

// touches reports whether something of an item may lie on the surface.
func (c *canvas) touches(item display.Item) bool {
	var points []display.XY
	switch item := item.(type) {
	case *display.GlyphRun:
		width := display.Length(0)
		for i := range item.Glyphs {
			width += item.Glyphs[i].Advance
		}
		points = corners(item.X, item.Y-item.Size, width, item.Size+item.Size/4)
	case *display.Path:
		points = pathPoints(item)
	case *display.Image:
		points = corners(item.X, item.Y, item.Width, item.Height)
	case *display.Link:
		points = corners(item.X, item.Y, item.Width, item.Height)
	case *display.Group:
		return true
	}
	b := c.bounds(points...)
	page := &c.f.surfaces[c.surface]
	return b[2] >= 0 && b[3] >= 0 && b[0] <= toMilli(page.width) && b[1] <= toMilli(page.height)
}

func corners(x, y, width, height display.Length) []display.XY {
	return []display.XY{{X: x, Y: y}, {X: x + width, Y: y}, {X: x, Y: y + height}, {X: x + width, Y: y + height}}
}

// point writes coordinates and a space after each.
func (c *canvas) point(x, y display.Length) {
	c.dst = appendMilli(c.dst, toMilli(x+c.dx))
	c.dst = append(c.dst, ' ')
	c.dst = appendMilli(c.dst, toMilli(c.height-y-c.dy))
	c.dst = append(c.dst, ' ')
}

// op writes an operator and ends the line.
func (c *canvas) op(operator string) {
	c.dst = append(c.dst, operator...)
	c.dst = append(c.dst, '\n')
}

// group draws items within q and Q. Marked contents do not reach across: they
// are closed before and after.
func (c *canvas) group(g *display.Group, shared bool) {
	if g.Clip == nil && g.Transform.Identity() {
		c.items(g.Items, shared)
		return
	}
	c.closeMark()
	saved := *c
	c.op("q")
	if !g.Transform.Identity() {
		c.transform(g.Transform)
	}
	if g.Clip != nil {
		// PDF/UA-1 7.1: a clip paints nothing, but it ends in a painting operator.
		if c.f.tags != nil {
			c.op("/Artifact BMC")
		}
		c.segments(g.Clip)
		c.op("W n")
		if c.f.tags != nil {
			c.op("EMC")
		}
	}
	c.signs = nil
	c.items(g.Items, shared)
	c.drawSigns()
	c.closeMark()
	c.op("Q")
	c.signs = saved.signs
	c.height, c.dx, c.dy, c.matrix, c.state = saved.height, saved.dx, saved.dy, saved.matrix, saved.state
}

// transform concatenates t. Both its sides are turned over: t maps coordinates
// that grow downwards, cm those that grow upwards from the same origin.
func (c *canvas) transform(t display.Transform) {
	for _, n := range [...]int64{t.A, -t.B, -t.C, t.D} {
		c.dst = appendDecimal(c.dst, display.MulDiv(n, 1_000_000_0, 1<<16), 7)
		c.dst = append(c.dst, ' ')
	}
	c.point(t.E, t.F)
	c.op("cm")
	c.matrix = compose(c.matrix, t)
	c.height, c.dx, c.dy = 0, 0, 0
}

// compose returns the transform that applies inner first and outer then.
func compose(outer, inner display.Transform) display.Transform {
	mul := func(a, b, c, d int64) int64 {
		return display.MulDiv(a, b, 1<<16) + display.MulDiv(c, d, 1<<16)
	}
	at := apply(outer, display.XY{X: inner.E, Y: inner.F})
	return display.Transform{
		A: mul(outer.A, inner.A, outer.C, inner.B),
		B: mul(outer.B, inner.A, outer.D, inner.B),
		C: mul(outer.A, inner.C, outer.C, inner.D),
		D: mul(outer.B, inner.C, outer.D, inner.D),
		E: at.X,
		F: at.Y,
	}
}

func apply(t display.Transform, p display.XY) display.XY {
	return display.XY{
		X: p.X.Scale(t.A, 1<<16) + p.Y.Scale(t.C, 1<<16) + t.E,
		Y: p.X.Scale(t.B, 1<<16) + p.Y.Scale(t.D, 1<<16) + t.F,
	}
}

func (c *canvas) segments(segments []display.Segment) {
	for i := range segments {
		p := &segments[i].Points
		switch segments[i].Op {
		case display.MoveTo:
			if rectangle, ok := asRectangle(segments[i:]); ok && i+5 == len(segments) {
				c.rectangle(rectangle)
				return
			}
			c.point(p[0].X, p[0].Y)
			c.op("m")
		case display.LineTo:
			c.point(p[0].X, p[0].Y)
			c.op("l")
		case display.CurveTo:
			c.point(p[0].X, p[0].Y)
			c.point(p[1].X, p[1].Y)
			c.point(p[2].X, p[2].Y)
			c.op("c")
		case display.ClosePath:
			c.op("h")
		}
	}
}

// asRectangle reports whether the first five segments are what
// display.Rectangle makes, and its first and third corner.
func asRectangle(s []display.Segment) (corners [2]display.XY, ok bool) {
	if len(s) < 5 || s[1].Op != display.LineTo || s[2].Op != display.LineTo || s[3].Op != display.LineTo || s[4].Op != display.ClosePath {
		return corners, false
	}
	a, b, d, e := s[0].Points[0], s[1].Points[0], s[2].Points[0], s[3].Points[0]
	return [2]display.XY{a, d}, a.Y == b.Y && b.X == d.X && d.Y == e.Y && e.X == a.X
}

// rectangle writes re. Width and height are the differences of the rounded
// corners, so that rectangles that touch do so in the file.
func (c *canvas) rectangle(corners [2]display.XY) {
	x0, y0 := toMilli(corners[0].X+c.dx), toMilli(c.height-corners[0].Y-c.dy)
	x1, y1 := toMilli(corners[1].X+c.dx), toMilli(c.height-corners[1].Y-c.dy)
	for _, n := range [...]milli{x0, y0, x1 - x0, y1 - y0} {
		c.dst = appendMilli(c.dst, n)
		c.dst = append(c.dst, ' ')
	}
	c.op("re")
}

func (c *canvas) path(p *display.Path) {
	c.endText()
	if p.Fill != nil {
		c.fill(*p.Fill)
	}
	if p.Stroke != nil {
		c.stroke(p.Stroke)
	}
	c.segments(p.Segments)
	switch {
	case p.Fill != nil && p.Stroke != nil && p.EvenOdd:
		c.op("B*")
	case p.Fill != nil && p.Stroke != nil:
		c.op("B")
	case p.Fill != nil && p.EvenOdd:
		c.op("f*")
	case p.Fill != nil:
		c.op("f")
	default:
		c.op("S")
	}
	c.reach(p.Tag, pathPoints(p)...)
}

func pathPoints(p *display.Path) []display.XY {
	points := make([]display.XY, 0, 3*len(p.Segments))
	for i := range p.Segments {
		switch s := &p.Segments[i]; s.Op {
		case display.MoveTo, display.LineTo:
			points = append(points, s.Points[0])
		case display.CurveTo:
			points = append(points, s.Points[:]...)
		case display.ClosePath:
		}
	}
	return points
}

// image places a picture. Its content is drawn by the picture's object.
func (c *canvas) image(i *display.Image) {
	p, err := c.f.picture(i.Data)
	if err != nil {
		c.err = err
		return
	}
	c.endText()
	if p.form.mask != nil {
		c.f.surfaces[c.surface].blends = true
	}
	if c.state.overprints&overprintFill != 0 {
		// A picture hides what lies below on all plates.
		c.overprintAs(overprintFill, false)
		c.state.fill = paint{}
	}
	c.op("q")
	x0, y0 := toMilli(i.X+c.dx), toMilli(c.height-i.Y-c.dy)
	x1, y1 := toMilli(i.X+i.Width+c.dx), toMilli(c.height-i.Y-i.Height-c.dy)
	c.dst = appendMilli(c.dst, x1-x0)
	c.dst = append(c.dst, " 0 0 "...)
	for _, n := range [...]milli{y0 - y1, x0, y1} {
		c.dst = appendMilli(c.dst, n)
		c.dst = append(c.dst, ' ')
	}
	c.op("cm")
	c.dst = append(c.dst, "/Im"...)
	c.dst = strconv.AppendInt(c.dst, int64(p.index+1), 10)
	c.op(" Do")
	c.op("Q")
	c.reach(i.Tag, corners(i.X, i.Y, i.Width, i.Height)...)
}

// reach notes what the open marked content covers.
func (c *canvas) reach(tag display.TagID, points ...display.XY) {
	if c.mark.tag != display.NoTag {
		c.f.tags.reach(tag, c.surface, c.bounds(points...))
	}
}

// bounds is the box around points of the current coordinates, in those of the
// page as the file has them.
func (c *canvas) bounds(points ...display.XY) box {
	var b box
	height := c.f.surfaces[c.surface].height
	for i, p := range points {
		at := apply(c.matrix, p)
		x, y := toMilli(at.X), toMilli(height-at.Y)
		if i == 0 {
			b = box{x, y, x, y}
			continue
		}
		b = box{min(b[0], x), min(b[1], y), max(b[2], x), max(b[3], y)}
	}
	return b
}

// box is a rectangle on a page: lower left and upper right corner.
type box [4]milli

// within is the part of b that is on a page of this size.
func (b box) within(width, height milli) box {
	return box{max(b[0], 0), max(b[1], 0), min(b[2], width), min(b[3], height)}
}

func (b box) append(dst []byte) []byte {
	dst = append(dst, '[')
	for i, n := range b {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = appendMilli(dst, n)
	}
	return append(dst, ']')
}
