package layout

import (
	"slices"

	"korthet/content"
)

// Costs of filling columns, in the demerits of line breaking: a hundred times
// the badness of a fault in a line for a fault that shows at arm's length.
const (
	variantCost      int64 = 3_000          // a paragraph not at its natural length
	columnHyphenCost int64 = 30_000_000     // a hyphen at a column's foot
	shortPageCost    int64 = 10_000_000     // a grid row left empty at the foot of all columns of a page
	unevenCost       int64 = 10_000_000_000 // a grid row left empty at one column's foot alone
)

// maxShortfall is how many rows all columns of a page may be left short, to
// avoid worse.
const maxShortfall = 3

// maxStarts is how many ways to have come to a page's head are kept. It bounds
// the search in long texts to a fixed work per page; a leaflet's pages are come
// to in fewer ways, so that its search is exact.
const maxStarts = 48

// columnPlan is the room for text: so many columns a page, and the grid rows of
// each page.
type columnPlan struct {
	columns int   // a page
	rows    []int // by page; 0 is a page without room
}

// filler finds the best way to part blocks among columns: the least sum of
// costs over the settings of all paragraphs and the depths of all pages, with
// no widow, orphan or stranded head (Plass 1981; Mittelbach 2016). It goes page
// by page. Within a page it tries each depth, and for each keeps, for every
// block and every place in a column, the cheapest way to have come there.
type filler struct {
	s      *setter
	blocks []*flowBlock
	plan   columnPlan
	nodes  []fillNode

	page   int
	depth  int
	places []map[place]int32 // by block: the cheapest node at each place
	ends   map[pageStart]int32
	done   int32 // the cheapest node at which all is set, or -1
}

// fillNode is one segment set, and what it follows.
type fillNode struct {
	previous int32
	cost     int64
	block    int32 // the block that it is a part of
	setting  int32
	from, to int32
	column   int32 // on its page
	row      int32
	page     int32
}

// place is where the next block goes on.
type place struct{ column, row int32 }

// pageStart is what is left to set when a page begins: a block, and the lines of
// one of its settings that are set already.
type pageStart struct{ block, setting, line int32 }

// fill parts the blocks among the plan's columns. ok is false where they do not
// fit.
func (s *setter) fill(blocks []*flowBlock, plan columnPlan) (segments []segment, ok bool) {
	f := &filler{s: s, blocks: blocks, plan: plan, places: make([]map[place]int32, len(blocks)+1)}
	for i := range f.places {
		f.places[i] = map[place]int32{}
	}
	starts := map[pageStart]int32{{}: -1}
	best := int32(-1)
	for f.page = range plan.rows {
		f.ends = map[pageStart]int32{}
		f.done = -1
		order := f.cheapest(starts)
		low, high := f.depths(order)
		for depth := high; depth >= low; depth-- {
			f.tryDepth(depth, order, starts)
		}
		if f.done >= 0 && (best < 0 || f.nodes[f.done].cost < f.nodes[best].cost) {
			best = f.done
		}
		// A text that can end here does not go on to a further page.
		if best >= 0 || s.ctx.Err() != nil {
			break
		}
		if f.room() > 0 {
			starts = f.ends
		}
	}
	if best < 0 {
		return nil, len(blocks) == 0
	}
	return f.segments(best), true
}

func (f *filler) room() int { return f.plan.rows[f.page] }

// depths returns the range of depths to try on this page. A page that the text
// goes on from is full but for maxShortfall; on one that it may end on, the
// columns may be as short as the text, so that they end level.
func (f *filler) depths(order []pageStart) (low, high int) {
	high = f.room()
	low = max(high-maxShortfall, 1)
	least, most := f.remaining(order)
	if least > high*f.plan.columns {
		return low, high
	}
	columns := f.plan.columns
	low = min(low, max((least+columns-1)/columns, 1))
	high = min(high, (most+columns-1)/columns+maxShortfall)
	return low, max(high, low)
}

// remaining returns the fewest and the most rows that the text from any of the
// starts on can take.
func (f *filler) remaining(order []pageStart) (least, most int) {
	for i, start := range order {
		low, high := 0, 0
		for k := int(start.block); k < len(f.blocks); k++ {
			b := f.blocks[k]
			// Space above a block vanishes at a column's head.
			low += slices.Min(b.rows)
			high += slices.Max(b.rows) + b.before
			low += b.before
		}
		low -= int(start.line) + f.plan.columns
		if i == 0 || low < least {
			least = low
		}
		most = max(most, high-int(start.line))
	}
	return max(least, 0), most
}

// cheapest returns the starts in order of cost, at most maxStarts of them.
func (f *filler) cheapest(starts map[pageStart]int32) []pageStart {
	order := make([]pageStart, 0, len(starts))
	for start := range starts {
		order = append(order, start)
	}
	sortStarts(order, func(start pageStart) int64 { return f.cost(starts[start]) })
	return order[:min(len(order), maxStarts)]
}

func (f *filler) cost(node int32) int64 {
	if node < 0 {
		return 0
	}
	return f.nodes[node].cost
}

// tryDepth fills the page with columns of one depth from every start.
func (f *filler) tryDepth(depth int, order []pageStart, starts map[pageStart]int32) {
	f.depth = depth
	first := len(f.blocks)
	for i := range f.places {
		clear(f.places[i])
	}
	for _, start := range order {
		from := starts[start]
		first = min(first, int(start.block))
		if start.line == 0 {
			f.arrive(int(start.block), place{}, from)
			continue
		}
		// The rest of a paragraph that the page before began.
		rest := f.blocks[start.block]
		f.rest(from, int(start.block), int(start.setting), int(start.line), 0, rest.rows[start.setting])
	}
	for block := first; block < len(f.blocks); block++ {
		// A block that is moved on arrives at the next column's head, which is
		// then one of that column's places.
		for column := range int32(f.plan.columns) {
			for _, at := range sortedPlaces(f.places[block], column) {
				f.setBlock(block, at, f.places[block][at])
			}
		}
		if f.s.ctx.Err() != nil {
			return
		}
	}
	for column := range int32(f.plan.columns) {
		for _, at := range sortedPlaces(f.places[len(f.blocks)], column) {
			f.finish(at, f.places[len(f.blocks)][at])
		}
	}
}

// arrive notes that a way has come to a place, if it is the cheapest there.
func (f *filler) arrive(block int, at place, node int32) {
	if f.better(block, at, f.cost(node)) {
		f.places[block][at] = node
	}
}

// better reports whether a way of this cost would be the cheapest to a place.
func (f *filler) better(block int, at place, cost int64) bool {
	known, ok := f.places[block][at]
	return !ok || cost < f.cost(known)
}

// setBlock sets a block in every way from a place on.
func (f *filler) setBlock(block int, at place, node int32) {
	b := f.blocks[block]
	kept := block > 0 && f.blocks[block-1].keep && node >= 0
	if int(at.row) > 0 && int(at.row) >= f.depth && !kept {
		f.nextColumn(block, at, node, 0)
		return
	}
	space := b.before
	if at.row == 0 {
		space = 0
	}
	row := int(at.row) + space
	parted := false
	for setting, rows := range b.rows {
		if row+rows <= f.depth {
			to := place{at.column, int32(row + rows)}
			if f.better(block+1, to, f.cost(node)+b.costs[setting]) {
				f.places[block+1][to] = f.add(node, fillNode{
					block: int32(block), setting: int32(setting), to: int32(len(b.settings[setting].lines)),
					column: at.column, row: int32(row), cost: b.costs[setting],
				})
			}
			continue
		}
		parted = f.part(block, setting, at, row, node) || parted
	}
	if !kept && at.row > 0 {
		// The column is left short by what remains of it.
		f.nextColumn(block, at, node, int64(f.depth-int(at.row))*unevenCost)
	}
}

// part sets the head of a block at the foot of a column and its rest in the
// next ones. The column should be filled; up to three rows may be left.
func (f *filler) part(block, setting int, at place, row int, node int32) bool {
	b := f.blocks[block]
	parted := false
	for short := range maxShortfall + 1 {
		k := f.depth - row - short
		if k < leastBefore {
			break
		}
		cost, ok := b.mayPart(setting, k)
		if !ok {
			continue
		}
		next := f.add(node, fillNode{
			block: int32(block), setting: int32(setting), to: int32(k), column: at.column, row: int32(row),
			cost: b.costs[setting] + cost + int64(short)*unevenCost,
		})
		f.rest(next, block, setting, k, int(at.column)+1, b.rows[setting])
		parted = true
		if short == 0 && cost == 0 {
			break
		}
	}
	return parted
}

// rest sets the lines of a block from line k on, from the head of a column on.
func (f *filler) rest(node int32, block, setting, k, column, rows int) {
	b := f.blocks[block]
	for ; ; column++ {
		if column == f.plan.columns {
			f.leave(pageStart{int32(block), int32(setting), int32(k)}, node)
			return
		}
		left := rows - k
		to := k + left
		cost := int64(0)
		if left > f.depth {
			to = k + f.depth
			part, ok := b.mayPart(setting, to)
			if !ok {
				to--
				if part, ok = b.mayPart(setting, to); !ok {
					return
				}
				part += unevenCost
			}
			cost = part
		}
		node = f.add(node, fillNode{
			block: int32(block), setting: int32(setting), from: int32(k), to: int32(to), column: int32(column), cost: cost,
		})
		if to == rows {
			f.arrive(block+1, place{int32(column), int32(left)}, node)
			return
		}
		k = to
	}
}

// nextColumn goes on with a block at the head of the next column or page.
func (f *filler) nextColumn(block int, at place, node int32, cost int64) {
	if cost > 0 {
		node = f.add(node, fillNode{block: -1, cost: cost})
	}
	if int(at.column)+1 < f.plan.columns {
		f.arrive(block, place{at.column + 1, 0}, node)
		return
	}
	f.leave(pageStart{block: int32(block)}, node)
}

// leave notes a way to the head of the next page.
func (f *filler) leave(start pageStart, node int32) {
	if f.page == len(f.plan.rows)-1 {
		return
	}
	short := f.room() - f.depth
	if short > 0 {
		node = f.add(node, fillNode{block: -1, cost: int64(short) * shortPageCost})
	}
	if known, ok := f.ends[start]; !ok || f.cost(node) < f.cost(known) {
		f.ends[start] = node
	}
}

// finish notes a way on which all is set. All columns should end with the
// depth; columns that have nothing are as short as can be.
func (f *filler) finish(at place, node int32) {
	last := int(at.column)
	row := int(at.row)
	uneven := int64(f.depth-row) + int64(f.plan.columns-1-last)*int64(f.depth)
	if uneven > 0 {
		node = f.add(node, fillNode{block: -1, cost: uneven * unevenCost / 4})
	}
	if f.done < 0 || f.cost(node) < f.cost(f.done) {
		f.done = node
	}
}

func (f *filler) add(previous int32, node fillNode) int32 {
	node.previous = previous
	node.cost += f.cost(previous)
	node.page = int32(f.page)
	f.nodes = append(f.nodes, node)
	return int32(len(f.nodes) - 1)
}

// segments returns the segments on the way to a node, in order.
func (f *filler) segments(node int32) []segment {
	var found []segment
	for ; node >= 0; node = f.nodes[node].previous {
		n := &f.nodes[node]
		if n.block < 0 {
			continue
		}
		found = append(found, segment{
			block: f.blocks[n.block], setting: int(n.setting), from: int(n.from), to: int(n.to),
			column: int(n.page)*f.plan.columns + int(n.column), row: int(n.row),
		})
	}
	for i, j := 0, len(found)-1; i < j; i, j = i+1, j-1 {
		found[i], found[j] = found[j], found[i]
	}
	return found
}

// overflow sets text that does not fit the plan on more pages. It returns the
// segments on the plan's pages, how many lines are left over, and where the
// first of them stands.
func (s *setter) overflow(blocks []*flowBlock, plan columnPlan) (fitting []segment, lines int, first content.Pos) {
	pages := len(plan.rows)
	more := columnPlan{columns: plan.columns, rows: slices.Clone(plan.rows)}
	full := max(slices.Max(plan.rows), leastColumn)
	for len(more.rows) < mostPages && s.ctx.Err() == nil {
		for range len(more.rows) {
			more.rows = append(more.rows, full)
		}
		segments, ok := s.fill(blocks, more)
		if !ok {
			continue
		}
		for _, seg := range segments {
			if seg.column/plan.columns < pages {
				fitting = append(fitting, seg)
				continue
			}
			if lines == 0 {
				first = seg.block.p.posAt(seg.block.settings[seg.setting].lines[seg.from].start)
			}
			lines += seg.to - seg.from
		}
		return fitting, lines, first
	}
	return nil, 0, content.Pos{}
}

// Bounds of the search for how far a text overflows.
const (
	leastColumn = 8       // rows of a column, where the plan has no room at all
	mostPages   = 1 << 14 // beyond which a text is only called too long
)
