package layout

import (
	"math"
	"slices"
)

// A page is a list of bands: columns of one depth, and between them what goes over
// all columns. A wide block stands in one of three ways: in the middle of a page,
// where the text has come to it, with the columns above it level; at a page's head;
// or at a page's foot. In the middle it stands at most a few blocks after its place
// in the text. At the head or foot of a page columns need not end a paragraph, so
// that it may stand farther off, even before its place. A picture in it may be some
// rows lower than its height, see lowering.
//
// The work is bounded. Of a page no more than mostBands tops of bands are gone on
// from, and from each the text is taken to the page's foot with up to mostFeet wide
// blocks there, each to maxShortfall+1 depths, and to the next wide block's cuts,
// to as many depths as the text up to them may have.

// Bounds of the search for bands.
const (
	mostBands = 24 // tops of bands in a page, beyond its head
	mostFeet  = 2  // wide blocks at a page's foot
	mostCuts  = 3  // places in the text after which a wide block may stand in a page's middle
	leastBand = 6  // rows of the columns above a wide block, or below it at a page's foot
)

// Costs of where a wide block stands, in the demerits of columns.go. Anywhere on
// the page of its place in the text it is seen with it, and read in its order by
// what reads page by page; so that another page is a fault.
const (
	bandCost   int64 = 200_000    // a page parted in the middle
	laterCost  int64 = 2_500_000  // it stands after its place in the text
	beforeCost int64 = 20_000_000 // or before
	rowCost    int64 = 40_000     // a row of a column between its place in the text and the block
	otherCost  int64 = 6_000_000  // it parts the text of another section
	lowCost    int64 = 3_000_000  // a row that the columns above it lack of leastBand
	turnCost   int64 = 30_000_000 // the text before it ends the page before
	awayCost   int64 = 60_000_000 // its place is on another page
	gapCost    int64 = 1_000_000  // an empty row more between it and the columns
)

// mostGap is how many empty rows more than one above and one below a wide block there
// may be, so that the columns below it end at the page's foot.
const mostGap = 2

// bander is what a filler knows of the bands of its page.
type bander struct {
	wides  []wideBlock
	rowsTo []int                 // natural rows of the text before each block
	bands  []map[pageStart]int32 // by the row that they begin at
	top    int                   // of the band at hand
	wide   int                   // wide blocks that stand before it
	foot   int                   // and below it, at the page's foot
	lower  int                   // rows that the pictures of those at hand are lower, if they may
	cuts   []int                 // the blocks before which it may end in mid page; nil: it ends at the foot
	limit  int                   // the last of them
}

// wideAt is where a wide block stands.
type wideAt struct {
	index, page, row int
	lower            int // rows that its picture is lower than it would be
}

// setWides gives the filler what goes over all columns, but for what is too high
// for any page.
func (f *filler) setWides(wides []wideBlock) {
	f.limit = math.MaxInt
	highest := slices.Max(f.plan.rows)
	for i := range wides {
		if wides[i].rows() <= highest+1 {
			f.wides = append(f.wides, wides[i])
		}
	}
	if len(f.wides) == 0 {
		return
	}
	f.rowsTo = make([]int, len(f.blocks)+1)
	for i, b := range f.blocks {
		f.rowsTo[i+1] = f.rowsTo[i] + b.rows[0] + b.before
	}
}

// tryPage fills the page in all ways.
func (f *filler) tryPage(starts map[pageStart]int32) {
	f.ends, f.done, f.reached = map[pageStart]int32{}, none, 0
	f.bands = append(f.bands[:0], starts)
	if len(f.wides) > 0 {
		f.bands = append(f.bands, make([]map[pageStart]int32, f.room())...)
	}
	tops := 0
	for f.top = range f.bands {
		if len(f.bands[f.top]) == 0 || tops > mostBands {
			continue
		}
		tops++
		f.fillBand(f.bands[f.top])
	}
	f.top, f.wide = 0, 0
}

// fillBand goes on from a band's top.
func (f *filler) fillBand(starts map[pageStart]int32) {
	order := f.cheapest(starts)
	for f.wide = range len(f.wides) + 1 {
		var text []pageStart // text is left
		for _, start := range order {
			switch {
			case int(start.wide) != f.wide:
			case int(start.block) < len(f.blocks):
				text = append(text, start)
			default:
				f.endOfText(start, starts[start])
			}
		}
		f.toFoot(text, starts)
		if f.pending() {
			f.atHead(order, starts)
			f.toMiddle(text, starts)
		}
	}
}

// pending reports whether wide blocks are left when the band at hand ends.
func (f *filler) pending() bool { return f.wide+f.foot < len(f.wides) }

// left returns the rows from the band's top to the page's foot, or to the wide
// blocks at it, which have an empty row above instead of below.
func (f *filler) left() int {
	rows := f.room() - f.top
	for i := range f.foot {
		rows -= f.rowsOf(f.wide + i)
	}
	return rows
}

// lowered returns by how many rows the picture of a wide block is lower, and what
// that costs.
func (f *filler) lowered(wide int) (rows int, cost int64) {
	rows = min(f.lower, f.wides[wide].block.mostLower())
	return rows, costOfLower(rows)
}

// rowsOf returns the rows that a wide block takes.
func (f *filler) rowsOf(wide int) int {
	rows, _ := f.lowered(wide)
	return f.wides[wide].rows() - rows
}

// mostLower returns by how many rows the pictures of so many of the next wide blocks
// may be lower.
func (f *filler) mostLower(wides int) int {
	most := 0
	for i := range wides {
		most = max(most, f.wides[f.wide+i].block.mostLower())
	}
	return most
}

// endOfText notes a way on which all text is set and a wide block ends the page.
func (f *filler) endOfText(start pageStart, node int32) {
	switch {
	case f.pending():
		f.depth = f.left()
		f.leave(start, node)
	case !f.exact || f.page == len(f.plan.rows)-1 && f.left() == 0:
		f.end(node)
	}
}

// toFoot fills the rest of the page, with and without wide blocks at its foot.
func (f *filler) toFoot(order []pageStart, starts map[pageStart]int32) {
	if len(order) == 0 {
		return
	}
	if f.left() <= maxShortfall {
		f.depth = 0
		for _, start := range order {
			f.leave(start, starts[start])
		}
	}
	for f.foot = 0; f.foot <= min(mostFeet, len(f.wides)-f.wide); f.foot++ {
		for f.lower = range f.mostLower(f.foot) + 1 {
			if rows := f.left(); rows <= 0 || f.foot > 0 && rows < leastBand {
				continue
			}
			low, high := f.depths(order)
			for depth := high; depth >= low; depth-- {
				f.tryDepth(depth, order, starts)
			}
		}
	}
	f.foot, f.lower = 0, 0
}

// atHead puts the next wide block at the band's top.
func (f *filler) atHead(order []pageStart, starts map[pageStart]int32) {
	for _, start := range order {
		if int(start.wide) != f.wide {
			continue
		}
		cost, ok := f.distance(start, f.wide)
		if !ok {
			continue
		}
		f.toBand(start, starts[start], f.top, cost)
	}
}

// toMiddle fills the columns to every depth at which they may end, level, before
// one of the next wide block's cuts.
func (f *filler) toMiddle(order []pageStart, starts map[pageStart]int32) {
	cuts := f.cutsOf(f.wide)
	if len(cuts) == 0 || len(order) == 0 {
		return
	}
	first, last := cuts[0], cuts[len(cuts)-1]
	columns := f.plan.columns
	least, most := math.MaxInt, 0
	for _, start := range order {
		if int(start.block) < last {
			least = min(least, f.least[start.block]-f.least[min(first, len(f.blocks))]-int(start.line)-columns*maxShortfall)
			most = max(most, f.most[start.block]-f.most[last]-int(start.line))
		}
	}
	if most == 0 {
		return
	}
	low := max((least+columns-1)/columns, leastBefore)
	lowest := f.room() - f.top - f.wides[f.wide].rows() + f.mostLower(1)
	high := min((most+columns-1)/columns+1, lowest)
	if f.uneven {
		high = max(high, min(f.tallest, lowest))
	}
	f.cuts, f.limit = cuts, last
	for depth := low; depth <= high; depth++ {
		f.tryDepth(depth, order, starts)
	}
	f.cuts, f.limit = nil, math.MaxInt
}

// cutsOf returns the blocks before which a wide block may stand in the middle of a
// page: the one that follows it in the text, and those soon after; not within a
// table or box, nor between a head and its text.
func (f *filler) cutsOf(wide int) []int {
	var cuts []int
	for block := f.wides[wide].anchor; block <= len(f.blocks) && len(cuts) < mostCuts; block++ {
		if f.mayCut(block) {
			cuts = append(cuts, block)
		}
	}
	return cuts
}

func (f *filler) mayCut(block int) bool {
	if block == 0 {
		return false // it is at the head
	}
	before := f.blocks[block-1]
	if block == len(f.blocks) {
		return true
	}
	b := f.blocks[block]
	return !before.keep && !b.clings && b.repeat == nil && (b.ground == nil || b.ground != before.ground)
}

// cut ends the band in mid page before a block, with the wide block below it.
func (f *filler) cut(block int, at place, node int32) {
	uneven := f.unevenRows(at)
	if uneven > 0 && !f.uneven || at == (place{}) {
		return
	}
	start := pageStart{block: int32(block)}
	cost, ok := f.distance(start, f.wide)
	if !ok {
		return
	}
	if block < len(f.blocks) && f.blocks[block-1].section != f.wides[f.wide].block.section {
		cost += otherCost
	}
	cost += int64(max(leastBand-f.depth, 0)) * lowCost
	f.toBand(start, node, f.top+f.depth+1, cost+bandCost+uneven*unevenCost/4)
}

// toBand notes the ways to a band below the next wide block, which stands at row or
// lower.
func (f *filler) toBand(start pageStart, node int32, row int, cost int64) {
	start.wide = int32(f.wide + 1)
	for f.lower = range f.mostLower(1) + 1 {
		rows, _ := f.lowered(f.wide)
		rows = f.wides[f.wide].rows() - rows
		below := f.room() - row - rows
		switch {
		case below < -1:
		case below < leastBand && row > f.top:
			// No text follows on the page: the block stands at its foot.
			f.below(start, node, row+below+1, f.room(), cost+int64(below+1)*gapCost)
		default:
			f.below(start, node, row, row+rows, cost)
			for gap := 1; gap <= mostGap && below-gap >= leastBand && f.lower == 0; gap++ {
				own := row
				if row > f.top {
					own += (gap + 1) / 2 // the greater half above: below it a line is seldom full
				}
				f.below(start, node, own, row+rows+gap, cost+int64(gap)*gapCost)
			}
		}
	}
	f.lower = 0
}

// below notes a way to a band that begins at top, below the next wide block at row.
func (f *filler) below(start pageStart, node int32, row, top int, cost int64) {
	top = min(top, f.room()) // the row below the block may be missing
	_, own := f.lowered(f.wide)
	total := f.cost(node) + cost + own
	if known, ok := f.bands[top][start]; total >= f.bound || ok && f.cost(known) <= total {
		return
	}
	if f.bands[top] == nil {
		f.bands[top] = map[pageStart]int32{}
	}
	f.bands[top][start] = f.addWide(node, f.wide, row, cost+own)
}

// atFoot returns what it costs that the wide blocks below the band are at the foot
// of a page that ends at a place in the text.
func (f *filler) atFoot(end pageStart) (cost int64, ok bool) {
	for i := range f.foot {
		own, ok := f.distance(end, f.wide+i)
		if !ok {
			return 0, false
		}
		_, lowered := f.lowered(f.wide + i)
		cost += own + lowered
	}
	return cost, true
}

// addFoot adds the wide blocks at the foot of the page, below the row that its
// columns end at.
func (f *filler) addFoot(node int32, row int) int32 {
	for i := range f.foot {
		node = f.addWide(node, f.wide+i, row+1, 0)
		row += f.rowsOf(f.wide + i)
	}
	return node
}

func (f *filler) addWide(node int32, wide, row int, cost int64) int32 {
	lower, _ := f.lowered(wide)
	return f.add(node, fillNode{block: none, wide: int16(f.wides[wide].index + 1), row: int16(row), setting: int16(lower), cost: cost})
}

// farther returns the rows of text between a wide block's place in the text and
// another place after it; less than none if it is before.
func (f *filler) farther(at pageStart, wide int) int {
	return f.rowsTo[at.block] + int(at.line) - f.rowsTo[f.wides[wide].anchor]
}

// distance returns what it costs that a wide block stands at a place in the text,
// and whether it may.
func (f *filler) distance(at pageStart, wide int) (cost int64, ok bool) {
	rows := f.farther(at, wide)
	switch {
	case rows == 0:
		return 0, true
	case rows > 0:
		return laterCost + int64(rows)*rowCost, true
	}
	return beforeCost - int64(rows)*rowCost, -rows <= f.room()*f.plan.columns
}

// astray returns what it costs that wide blocks are on another page than their
// place in the text, where this one ends at a place: those that are pending have
// theirs on it, those that it has have theirs beyond it. That a page has what comes
// on the next is as bad as columns that are not level.
func (f *filler) astray(end pageStart) (cost int64, ok bool) {
	for k := f.wide + f.foot; k < len(f.wides) && f.farther(end, k) >= 0; k++ {
		if f.farther(end, k) > 0 {
			cost += awayCost
		} else if end.block > 0 && f.blocks[end.block-1].section == f.wides[k].block.section {
			cost += turnCost
		}
	}
	for k := f.wide + f.foot - 1; k >= 0 && f.farther(end, k) < 0; k-- {
		cost += unevenCost
	}
	return cost, cost < unevenCost || f.uneven
}
