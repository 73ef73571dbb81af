package layout

import (
	"slices"

	"korthet/content"
	"korthet/layout/display"
)

// flowExtras are what a flowBlock that is no running text has besides.
type flowExtras struct {
	ground *ground // of the box that it is part of
	edge   boxEdge // it is the padding at a box's head or foot
	clings bool    // it cannot stand at a column's head, but follows what is before
	repeat *area   // stands above it where it begins a column: a table's head
	wide   bool    // it goes over all columns
}

// collectState is what the collector knows besides while it is in a block that
// is no running text.
type collectState struct {
	after  int     // grid lines that the next block must leave above itself
	own    *Style  // of lists within a box or note; nil: the theme's
	within bool    // another block is being made of what is collected
	ground *ground // of the box at hand
}

// paragraphIn adds a paragraph of ragged lines of even length to a tag.
func (s *setter) paragraphIn(n *node, inlines content.Inlines, style *Style, measure display.Length) *paragraph {
	p := s.newParagraph(inlines, style, n.language, inlinesPos(inlines))
	n.paragraphs = append(n.paragraphs, p)
	p.lines = s.raggedLines(p, measure, true).lines
	return p
}

func inlinesPos(inlines content.Inlines) content.Pos {
	if len(inlines) == 0 {
		return content.Pos{}
	}
	return inlines[0].Pos
}

// child adds a tag that came from a place.
func (n *node) child(role display.Role, pos content.Pos) *node {
	return n.add(&node{tag: display.Tag{Role: role, Src: display.Src(pos)}, language: n.language})
}

// put adds a paragraph whose first baseline is at y, and returns the baseline
// of its last line.
func (a *area) put(p *paragraph, x, y display.Length) display.Length {
	a.texts = append(a.texts, stack(p, x, y))
	return y + display.Length(len(p.lines)-1)*p.style.Leading
}

// rule adds a level line, of a thickness, the top of which is at y.
func (a *area) rule(x, y, width, thickness display.Length, ink display.Ink) {
	if thickness <= 0 {
		return
	}
	a.decorate(&display.Path{
		Segments: levelLine(x, y+thickness/2, x+width),
		Stroke:   &display.Stroke{Ink: ink, Width: thickness},
	})
}

// capLine returns how far below a grid row's top the capitals of running text
// begin. What stands at a column's head begins there too, level with the text
// beside it.
func (s *setter) capLine() display.Length {
	return s.theme.Grid - capHeight(s.theme.Styles[BodyStyle])
}

// pushSolid adds a block that is moved as a whole, with an empty row above and
// below.
func (c *collector) pushSolid(a *area, pos content.Pos) {
	block := newSolidBlock(a, pos)
	block.x, block.before = c.x, 1
	c.push(block)
	c.after = 1
	c.plain = true
}

// pour puts collected blocks below each other into one area. On the grid each
// takes whole rows, as in a column; otherwise lines follow each other at their
// own distance, and only the last stands on the grid.
func (s *setter) pour(blocks []*flowBlock, onGrid bool) *area {
	done := &area{}
	if onGrid {
		for i, b := range blocks {
			if i > 0 {
				done.rows += b.before
			}
			rows := b.rows[0]
			bottom := display.Length(done.rows+rows) * s.theme.Grid
			if b.solid != nil {
				for _, label := range b.labels {
					done.put(label.paragraph, label.x, display.Length(done.rows+1)*s.theme.Grid)
				}
				done.take(b.solid, b.x, display.Length(done.rows)*s.theme.Grid)
			} else {
				done.pourLines(b, bottom-display.Length(len(b.settings[0].lines)-1)*b.p.style.Leading)
			}
			done.rows += rows
		}
		return done
	}
	var y display.Length // of the last baseline
	for _, b := range blocks {
		if b.solid != nil {
			done.take(b.solid, b.x, y)
			y += display.Length(b.solid.rows) * s.theme.Grid
			continue
		}
		first := y + b.p.style.Leading
		y += display.Length(len(b.settings[0].lines)) * b.p.style.Leading
		done.pourLines(b, first)
	}
	done.rows = s.rowsWithin(y)
	done.move(0, display.Length(done.rows)*s.theme.Grid-y)
	return done
}

// pourLines puts a block's lines, and the labels before them.
func (a *area) pourLines(b *flowBlock, first display.Length) {
	b.choose(0)
	for _, label := range b.labels {
		if label.paragraph != b.p {
			a.put(label.paragraph, label.x, first)
		}
	}
	a.put(b.p, b.x, first)
}

// take moves another area and adds what is in it.
func (a *area) take(other *area, dx, dy display.Length) {
	other.move(dx, dy)
	a.texts = append(a.texts, other.texts...)
	a.shapes = append(a.shapes, other.shapes...)
}

// tallest returns the rows of the highest solid block with the heads that are
// kept with it; 0 where there is none.
func tallest(blocks []*flowBlock) int {
	highest, kept, solid := 0, 0, false
	for _, b := range blocks {
		if !b.clings && !b.keep && b.solid == nil {
			kept, solid = 0, false
			continue
		}
		kept += slices.Max(b.rows) + b.before + b.repeatRows()
		if solid = solid || b.solid != nil; solid {
			highest = max(highest, kept)
		}
		if !b.keep {
			kept, solid = 0, false
		}
	}
	return highest
}

// clone returns a copy that can be moved by itself. Its shapes must be paths.
func (a *area) clone() area {
	done := area{rows: a.rows, texts: slices.Clone(a.texts), shapes: slices.Clone(a.shapes)}
	for i := range done.texts {
		done.texts[i].baselines = slices.Clone(a.texts[i].baselines)
	}
	for i := range done.shapes {
		if path, ok := a.shapes[i].item.(*display.Path); ok {
			copied := *path
			copied.Segments = slices.Clone(path.Segments)
			done.shapes[i].item = &copied
		}
	}
	return done
}
