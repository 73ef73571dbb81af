package layout

import (
	"slices"

	"korthet/content"
	"korthet/layout/display"
)

// wideBlock is something that goes over all columns.
type wideBlock struct {
	block  *flowBlock
	anchor int // the block of the columns that follows it in the text
	index  int
}

// rows returns the grid rows that it takes, with an empty one above or below.
func (w *wideBlock) rows() int { return w.block.solid.rows }

// wide collects something that goes over all columns, with an empty row below,
// which stands above it at a page's foot.
// It reports false where there is but one column or where it is within another
// block, which has no place for it: it is then collected like anything else.
func (c *collector) wide(pos content.Pos, collect func(*collector)) bool {
	if c.within || c.s.theme.Page.Columns < 2 {
		return false
	}
	inner := &collector{s: c.s, measure: c.s.theme.Page.TextWidth(), style: c.style, title: c.title}
	inner.within = true
	collect(inner)
	if len(inner.blocks) == 0 {
		return true
	}
	solid := inner.blocks[0].solid
	if solid == nil || len(inner.blocks) > 1 {
		solid = c.s.pour(inner.blocks, true)
	}
	solid.rows++
	block := newSolidBlock(solid, pos)
	block.section, block.wide = c.title, true
	c.blocks = append(c.blocks, block)
	return true
}

// partWide takes what goes over all columns out of the blocks that the columns
// are filled with.
func (t *trial) partWide() {
	if !slices.ContainsFunc(t.blocks, func(b *flowBlock) bool { return b.wide }) {
		return
	}
	var blocks []*flowBlock
	for _, block := range t.blocks {
		if block.wide {
			t.wides = append(t.wides, wideBlock{block: block, anchor: len(blocks), index: len(t.wides)})
		} else {
			blocks = append(blocks, block)
		}
	}
	t.blocks = blocks
}

// checkWide reports wide blocks that stand on no page whole.
func (s *setter) checkWide(t *trial) {
	highest := slices.Max(t.plan.rows)
	for i := range t.wides {
		if t.wides[i].rows() > highest+1 {
			s.report(Error, t.wides[i].block.pos, "make it lower, or set it in one column", "this is too high for any page")
		}
	}
}

// wideHere is a wide block on its page.
type wideHere struct {
	*wideBlock
	top display.Length
}

// widesOf returns the wide blocks of each page, in the order of the text.
func (pl *placer) widesOf(t *trial) [][]wideHere {
	wides := make([][]wideHere, len(pl.pages))
	for _, at := range t.filled.wides {
		wides[at.page] = append(wides[at.page], wideHere{&t.wides[at.index], pl.top(at.page, at.row)})
	}
	return wides
}

// wide places what goes over all columns.
func (pl *placer) wide(here *wideHere, page int) {
	pl.area(*here.block.solid, page, pl.s.theme.Page.Start, here.top)
}
