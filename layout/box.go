package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// boxFrame is the thickness of a box's frame.
const boxFrame = display.Point / 2

// ground is what lies behind a box: a tint, a frame, or both. A box that is
// parted between columns has it in each.
type ground struct {
	x, width display.Length // from the column's start
	fill     *display.Ink   // nil: none
	frame    *display.Stroke
	src      display.Src // the box
}

// boxEdge says that a block is the padding at an end of a box.
type boxEdge uint8

const (
	noEdge boxEdge = iota
	headEdge
	footEdge
)

// box collects a box: its title and blocks on a ground. At its head it is padded
// from the line of the capitals, at its foot to a baseline, so that a ground at
// the end of a column is level with the text of the column beside it. A box
// within a box, a note or a list is kept whole.
func (c *collector) box(parent *node, b *content.Box, depth int) {
	s := c.s
	blocks := &s.theme.Blocks
	n := c.node(parent, display.RoleSection, b.BlockInfo)
	keep := b.Keep || c.ground != nil || c.own != nil
	back := s.ground(b, c.measure)
	inner := &collector{s: s, measure: c.measure - 2*blocks.BoxInset, style: s.theme.Styles[BoxStyle], title: c.title}
	inner.x, inner.own, inner.ground, inner.plain, inner.within = blocks.BoxInset, inner.style, back, true, true
	if len(b.Title) > 0 {
		inner.boxTitle(n, b.Title, depth)
		depth++
	}
	for _, block := range b.Blocks {
		inner.block(n, block, depth)
	}
	if len(inner.blocks) == 0 {
		return
	}
	inner.blocks[0].before = 0
	if keep {
		c.pushSolid(s.keptBox(inner.blocks, back), b.Pos)
		return
	}
	pad := func(edge boxEdge) *flowBlock {
		block := newSolidBlock(&area{rows: 1}, b.Pos)
		block.edge, block.keep, block.clings = edge, edge == headEdge, edge == footEdge
		return block
	}
	parts := append([]*flowBlock{pad(headEdge)}, inner.blocks...)
	parts = append(parts, pad(footEdge))
	back.x = c.x
	parts[0].before = 1
	for _, part := range parts {
		part.x += c.x
		for i := range part.labels {
			part.labels[i].x += c.x
		}
		c.labels = append(c.labels, part.labels...)
		part.ground = back
		c.push(part)
	}
	c.after, c.plain = 1, true
}

// boxTitle collects a box's title: a head below the level of where the box
// stands.
func (c *collector) boxTitle(n *node, title content.Inlines, depth int) {
	role := display.Role(min(int(display.RoleHeading3)+depth, int(display.RoleHeading6)))
	p := c.s.paragraphIn(n.child(role, inlinesPos(title)), title, c.s.theme.Styles[BoxTitleStyle], c.measure)
	block := c.s.newFlowBlock(p, []*setting{{lines: p.lines}})
	block.x, block.keep, block.whole = c.x, true, true
	c.push(block)
	c.plain = true
}

// ground returns what lies behind a box.
func (s *setter) ground(b *content.Box, width display.Length) *ground {
	blocks := &s.theme.Blocks
	g := &ground{width: width, src: display.Src(b.Pos)}
	colour := blocks.BoxColour
	if b.Colour.Value != "" {
		if s.colourOf(s.theme, b.Colour.Value) >= 0 {
			colour = s.colour(b.Colour.Value)
		} else {
			s.report(Error, b.Colour.Pos, "name it under colours in theme.yaml", "there is no colour %q", b.Colour.Value)
		}
	}
	if colour != noColour {
		g.fill = &display.Ink{Colour: colour, Tint: display.Solid}
	}
	if blocks.BoxFrame != noColour {
		g.frame = &display.Stroke{Ink: display.Ink{Colour: blocks.BoxFrame, Tint: display.Solid}, Width: boxFrame}
	}
	return g
}

// path returns the ground between two heights, x being the column's start. A
// frame lies within it.
func (g *ground) path(x, top, bottom display.Length) *display.Path {
	inset := display.Length(0)
	if g.frame != nil {
		inset = g.frame.Width / 2
	}
	return &display.Path{
		Segments: display.Rectangle(x+g.x+inset, top+inset, g.width-2*inset, bottom-top-2*inset),
		Fill:     g.fill, Stroke: g.frame, Src: g.src,
	}
}

// keptBox puts a box's blocks into one area with its ground.
func (s *setter) keptBox(blocks []*flowBlock, back *ground) *area {
	inner := s.pour(blocks, true)
	done := &area{rows: inner.rows + 2}
	if back.fill != nil || back.frame != nil {
		done.decorate(back.path(0, s.capLine(), display.Length(done.rows)*s.theme.Grid))
	}
	done.take(inner, 0, s.theme.Grid)
	return done
}

// grounds places what lies behind the boxes, one in each column that a box has a
// part in. Where the box goes on in another column, the ground reaches the
// descenders of the last line.
func (pl *placer) grounds(segments []segment) {
	for start := 0; start < len(segments); {
		end := start + 1
		back := segments[start].block.ground
		for end < len(segments) && segments[end].block.ground == back && segments[end].column == segments[start].column {
			end++
		}
		if back != nil && (back.fill != nil || back.frame != nil) {
			pl.ground(back, &segments[start], &segments[end-1])
		}
		start = end
	}
}

func (pl *placer) ground(back *ground, first, last *segment) {
	page := &pl.s.theme.Page
	number, column := first.column/page.Columns, first.column%page.Columns
	grid := pl.s.theme.Grid
	top := pl.top(number, first.row)
	if first.block.edge == headEdge {
		top += pl.s.capLine()
	}
	bottom := pl.top(number, last.row+last.rows())
	if last.block.edge != footEdge {
		bottom += grid / 3
	}
	pl.pages[number] = append(pl.pages[number], back.path(page.ColumnX(column), top, bottom))
}
