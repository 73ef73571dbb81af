package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// flowBlock is what the columns are filled with: a paragraph or a head, or
// something solid.
type flowBlock struct {
	p        *paragraph     // nil for a solid block
	solid    *area          // from the block's top start corner; nil for a paragraph
	pos      content.Pos    // of a solid block
	section  string         // the title of the section that it is in
	chosen   bool           // p has its lines
	x        display.Length // from the column's start
	settings []*setting     // the ways to break it; the first is the natural one
	rows     []int          // grid rows that each setting takes
	costs    []int64        // what each setting costs over the best
	before   int            // grid rows above it, which vanish at a column's head
	keep     bool           // a head: must be followed by two lines in its column
	whole    bool           // never parted
	labels   []label        // of the list items that begin with it
	mends    map[parting]mended
	flowExtras
}

// Least lines of a paragraph at a column's foot and at the next one's head.
const (
	leastBefore = 2 // fewer is an orphan
	leastAfter  = 2 // fewer is a widow
)

// newFlowBlock measures a paragraph whose lines were found.
func (s *setter) newFlowBlock(p *paragraph, settings []*setting) *flowBlock {
	b := &flowBlock{p: p, settings: settings}
	b.before = p.style.Before
	for i, set := range settings {
		b.rows = append(b.rows, s.flowRows(p.style, len(set.lines)))
		cost := int64(0)
		if i > 0 {
			cost = max(set.demerits-settings[0].demerits, 0) + variantCost
		}
		b.costs = append(b.costs, cost)
	}
	b.whole = p.style.Leading != s.theme.Grid
	return b
}

// newSolidBlock returns a block that is moved as a whole, as high as its area's
// rows.
func newSolidBlock(solid *area, pos content.Pos) *flowBlock {
	solid.from(pos)
	block := &flowBlock{solid: solid, pos: pos, settings: []*setting{{}}, rows: []int{solid.rows}, costs: []int64{0}, whole: true}
	for rows := 1; rows <= block.mostLower(); rows++ {
		block.settings = append(block.settings, &setting{})
		block.rows = append(block.rows, solid.rows-rows)
		block.costs = append(block.costs, costOfLower(rows))
	}
	return block
}

// mostLower returns by how many rows the picture of a figure may be lower.
func (b *flowBlock) mostLower() int {
	if b.solid == nil || b.solid.picture == nil {
		return 0
	}
	return b.solid.picture.most
}

// choose gives the paragraph the lines of a setting.
func (b *flowBlock) choose(setting int) {
	b.chosen = true
	if b.p != nil {
		b.p.wear()
		b.p.lines = b.settings[setting].lines
	}
}

// posAt returns the place in the author's files of a line of a setting.
func (b *flowBlock) posAt(setting, line int) content.Pos {
	if b.p == nil {
		return b.pos
	}
	if lines := b.settings[setting].lines; line < len(lines) {
		return b.p.posAt(lines[line].start)
	}
	return b.p.pos
}

// rowsOf returns the grid rows that so many lines of a style take.
func (s *setter) rowsOf(style *Style, lines int) int {
	height := display.Length(lines) * style.Leading
	return int((height + s.theme.Grid - 1) / s.theme.Grid)
}

// flowRows is rowsOf for a block in the columns. A head whose leading is more than the
// grid's stands by so much farther above what follows it, see lastLine; where its rows
// hold less than half of that, it takes one more.
func (s *setter) flowRows(style *Style, lines int) int {
	rows := s.rowsOf(style, lines)
	below := style.Leading - s.theme.Grid
	if spare := display.Length(rows)*s.theme.Grid - display.Length(lines)*style.Leading; below > 0 && 2*spare < below {
		rows++
	}
	return rows
}

// mayPart reports whether a column may end after the first k rows of a setting,
// and at what cost.
func (b *flowBlock) mayPart(setting, k int) (cost int64, ok bool) {
	lines := b.settings[setting].lines
	if b.whole || b.keep || k < leastBefore || len(lines)-k < leastAfter {
		return 0, false
	}
	if lines[k-1].parted {
		return columnHyphenCost, true
	}
	return 0, true
}

// segment is a part of a block in one column.
type segment struct {
	block    *flowBlock
	setting  int
	from, to int // lines of the setting
	column   int // counted over all pages
	row      int // of its first line
}

// rows returns the grid rows that the segment takes.
func (seg *segment) rows() int {
	if seg.block.whole {
		return seg.block.rows[seg.setting]
	}
	return seg.to - seg.from
}
