package layout

import (
	"slices"

	"korthet/content"
	"korthet/layout/display"
)

// wideBlock is something that goes over all columns: it stands at the head of
// the page on which the text begins that follows it.
type wideBlock struct {
	block  *flowBlock
	anchor int // the block of the columns that follows it
	page   int
	moved  int // how often it was moved
}

// wide collects something that goes over all columns, with an empty row below.
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
	solid := c.s.pour(inner.blocks, true)
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
			t.wides = append(t.wides, wideBlock{block: block, anchor: len(blocks)})
		} else {
			blocks = append(blocks, block)
		}
	}
	t.blocks = blocks
}

// mostMoves is how often a wide block is put on the page that the text after it
// has come to. Its own height moves that text on, and back when it follows, so
// that it need not come to rest.
const mostMoves = 2

// fillBelow parts the blocks among the columns below what goes over all of them.
// It begins with all columns free and moves each wide block to the page of the
// text that follows it, until nothing moves. Where they do not come to rest, the
// way is taken on which the fewest wide blocks are on another page than their
// text, and of several such the cheapest, which the columns fill best.
func (s *setter) fillBelow(t *trial, exact bool) filling {
	if len(t.wides) == 0 {
		return s.fill(t.blocks, t.plan, exact)
	}
	free := s.planFor(t.front.rows, t.foot.rows)
	for i := range t.wides {
		t.wides[i].page, t.wides[i].moved = 0, 0
	}
	filled := s.fill(t.blocks, free, false)
	var best filling
	var pages []int
	least := len(t.wides) + 1
	for s.ctx.Err() == nil && t.moveWide(s, filled, free) {
		filled = s.fill(t.blocks, t.below(free), exact)
		if exact && !filled.ok {
			filled = s.fill(t.blocks, t.below(free), false)
		}
		astray := t.astray(filled, free)
		if pages == nil || filled.ok && (!best.ok || astray < least || astray == least && filled.cost < best.cost) {
			best, least, pages = filled, astray, pages[:0]
			for i := range t.wides {
				pages = append(pages, t.wides[i].page)
			}
		}
	}
	for i, page := range pages {
		t.wides[i].page = page
	}
	t.plan = t.below(free)
	return s.fill(t.blocks, t.plan, exact)
}

// moveWide puts the wide blocks that may still move on the pages of the text
// after them, and reports whether one moved.
func (t *trial) moveWide(s *setter, filled filling, free columnPlan) bool {
	moved := false
	for i := range t.wides {
		wide := &t.wides[i]
		page := s.pageWithRoom(t, i, t.pageOf(wide.anchor, filled, free), free)
		if (page != wide.page || wide.moved == 0) && wide.moved < mostMoves {
			wide.page, moved = page, true
			wide.moved++
		}
	}
	return moved
}

// astray returns how many wide blocks are on another page than the text after
// them.
func (t *trial) astray(filled filling, free columnPlan) int {
	n := 0
	for i := range t.wides {
		if t.pageOf(t.wides[i].anchor, filled, free) != t.wides[i].page {
			n++
		}
	}
	return n
}

// pageOf returns the page on which a block begins; where the blocks do not fit,
// the page that it would begin on if all were filled.
func (t *trial) pageOf(block int, filled filling, free columnPlan) int {
	if filled.ok && len(t.blocks) > 0 {
		anchor := t.blocks[min(block, len(t.blocks)-1)]
		for i := range filled.segments {
			if filled.segments[i].block == anchor {
				return filled.segments[i].column / free.columns
			}
		}
	}
	rows := 0
	for _, b := range t.blocks[:block] {
		rows += b.rows[0] + b.before
	}
	for page, room := range free.rows {
		if rows -= room * free.columns; rows < 0 {
			return page
		}
	}
	return len(free.rows) - 1
}

// pageWithRoom returns a page, or the next after it at whose head wide block i
// has room beside those before it; the page itself where none has.
func (s *setter) pageWithRoom(t *trial, i, page int, free columnPlan) int {
	for at := page; at < len(free.rows); at++ {
		used := t.wides[i].block.solid.rows
		for k := range i {
			if t.wides[k].page == at {
				used += t.wides[k].block.solid.rows
			}
		}
		if used <= free.rows[at] {
			return at
		}
	}
	return page
}

// below returns the room that the wide blocks leave.
func (t *trial) below(free columnPlan) columnPlan {
	plan := columnPlan{columns: free.columns, rows: slices.Clone(free.rows), heads: make([]int, len(free.rows))}
	for i := range t.wides {
		wide := &t.wides[i]
		plan.heads[wide.page] += wide.block.solid.rows
		plan.rows[wide.page] = max(plan.rows[wide.page]-wide.block.solid.rows, 0)
	}
	return plan
}

// checkWide reports wide blocks that stand on no page whole.
func (s *setter) checkWide(t *trial) {
	free := s.planFor(t.front.rows, t.foot.rows)
	used := make([]int, len(free.rows))
	for i := range t.wides {
		wide := &t.wides[i]
		if used[wide.page] += wide.block.solid.rows; used[wide.page] > free.rows[wide.page] {
			s.report(Error, wide.block.pos, "make it lower, or set it in one column", "this is too high for the page with what else goes over all columns")
		}
	}
}

// headOf is a wide block at a page's head.
type headOf struct {
	wideBlock
	top display.Length
}

// headsOf returns the wide blocks of each page, with where they stand.
func (pl *placer) headsOf(wides []wideBlock) [][]headOf {
	used := make([]int, len(pl.pages))
	heads := make([][]headOf, len(pl.pages))
	for i := range wides {
		page := wides[i].page
		top := pl.top(page, used[page]-pl.heads[page])
		heads[page] = append(heads[page], headOf{wideBlock: wides[i], top: top})
		used[page] += wides[i].block.solid.rows
	}
	return heads
}

// wide places what goes over all columns.
func (pl *placer) wide(head *headOf, page int) {
	pl.area(*head.block.solid, page, pl.s.theme.Page.Start, head.top)
}
