package layout

import (
	"math"
	"slices"
)

// Costs of filling columns, in the demerits of line breaking: a hundred times
// the badness of a fault in a line for a fault that shows at arm's length.
const (
	variantCost      int64 = 3_000          // a paragraph not at its natural length
	columnHyphenCost int64 = 30_000_000     // a hyphen at a column's foot
	shortPageCost    int64 = 5_000_000      // a grid row left empty at the foot of all columns of a page: five hyphens, a sixth of one at a column's foot
	lowerCost        int64 = 1_000_000      // a picture a grid row lower
	openBoxCost      int64 = 1_200_000      // a grid row more above or below a picture, a box, a table or the like
	unevenCost       int64 = 10_000_000_000 // a grid row left empty at one column's foot alone
)

// maxShortfall is how many rows all columns of a page may be left short, to
// avoid worse.
const maxShortfall = 3

// mostShortEnd is how many rows the columns of the last page may end short where an
// exact fit is asked for and blocks go over all columns: whoever sees those on the
// page of their text does not see that the foot is a line or two farther off.
const mostShortEnd = 2

// maxStarts is how many ways to have come to a page's head are kept. It bounds
// the search in long texts to a fixed work per page; a leaflet's pages are come
// to in fewer ways, so that its search is exact.
const maxStarts = 48

// columnPlan is the room for text: so many columns a page, and the grid rows of
// each page, which what goes over all columns takes some of.
type columnPlan struct {
	columns int   // a page
	rows    []int // by page; 0 is a page without room
}

// filler finds the best way to part blocks among columns: the least sum of
// costs over the settings of all paragraphs and the depths of all pages, with
// no widow, orphan or stranded head (Plass 1981; Mittelbach 2016). It goes page
// by page, and in a page band by band: what goes over all columns parts it
// (bands.go). Within a band it tries each depth, and for each keeps, for every
// block and every place in a column, the cheapest way to have come there.
type filler struct {
	s      *setter
	blocks []*flowBlock
	plan   columnPlan
	bander
	least []int // rows that the blocks from each on take at least; and at most
	most  []int
	exactRows
	// tallest is the rows of the highest thing that cannot be parted, which no
	// column may be lower than.
	tallest int
	// uneven allows columns that are shorter than their page's others. It is
	// tried where there is no other way.
	uneven bool
	exact  bool // the text ends at the foot of the last page
	// opening is how the heads give rows to level the columns; bound is what a way
	// must cost less than.
	opening opening
	bound   int64
	// hyphenPrice is what each line costs that ends in a hyphen.
	hyphenPrice int64
	hopeful     bool // a line that was not tried can be mended, see mend.go

	nodes    []fillNode // the first is the start
	page     int
	depth    int
	places   []blockPlaces // by block
	from, to []int         // by block: the first of its places that a way came to, and the last
	slab     []int32       // what places are made of
	stride   int           // places a column
	farthest int           // the last block with a place
	ends     map[pageStart]int32
	done     int32 // the cheapest node of the page at which all is set, or none
	ended    int32 // that of the pages before
	reached  int   // the last block that a way came to on this page
	stuck    int   // the block that no column is high enough for, or -1
}

// fillNode is one segment set, and what it follows.
type fillNode struct {
	cost     int64
	previous int32
	block    int32 // the block that it is a part of; none: a cost alone
	from, to int32
	page     int32
	column   int16 // on its page
	row      int16
	setting  int16
	wide     int16 // what goes over all columns and stands at row, counted from 1; 0: nothing
}

// none is no node and no block.
const none int32 = -1

// place is where the next block goes on.
type place struct{ column, row int }

// blockPlaces holds the cheapest node at each place of a page, by column and
// row; none where no way has come.
type blockPlaces []int32

// pageStart is what is left to set when a page or band begins: a block, the lines
// of one of its settings that are set already, and the next wide block.
type pageStart struct{ block, setting, line, wide int32 }

// filling is how blocks are parted among columns.
type filling struct {
	segments []segment
	wides    []wideAt
	cost     int64
	ok       bool // all of them are
	// opening is how heads were opened for it, and hyphenPrice what was done to
	// have fewer hyphens.
	opening     opening
	hyphenPrice int64
	// stuck is the block that no column is high enough for, or -1 where nothing
	// but columns is lacking.
	stuck int
}

// fill parts the blocks among the plan's columns, and puts the wide blocks on its
// pages. For a leaflet the result is
// the best there is; in a longer text, pages that cannot have level columns are
// found one by one. With exact, the text must go to the foot of every column of
// the last page, and all columns must be level.
func (s *setter) fill(blocks []*flowBlock, wides []wideBlock, plan columnPlan, exact bool) filling {
	if len(blocks)+len(wides) == 0 {
		return filling{ok: true, stuck: -1}
	}
	f := newFiller(s, blocks, plan)
	f.setWides(wides)
	defer func() { s.filling = fillMemory{f.nodes[:0], f.slab[:0]} }()
	f.exact = exact
	if len(plan.rows) > leafletPages {
		return f.filled(f.run())
	}
	best := f.keptFilling()
	if !best.ok {
		best = f.cheapestOpening()
	}
	if !best.ok && !exact && s.ctx.Err() == nil {
		f.uneven = true
		best = f.cheapestOpening()
	}
	return best
}

// filled returns the filling that a node ends. What hyphens were made to cost is no
// cost of it.
func (f *filler) filled(node int32) filling {
	if node == none {
		return filling{stuck: f.stuck}
	}
	filled := filling{cost: f.cost(node), ok: true, stuck: -1, opening: f.opening, hyphenPrice: f.hyphenPrice}
	filled.segments, filled.wides = f.segments(node)
	for ; f.hyphenPrice > 0 && node != none; node = f.nodes[node].previous {
		if n := &f.nodes[node]; n.block != none && n.from == 0 {
			filled.cost -= f.hyphenPrice * int64(f.blocks[n.block].settings[n.setting].hyphens())
		}
	}
	wearMended(filled.segments)
	return filled
}

// leafletPages is the number of pages up to which the search is exact.
const leafletPages = 8

func newFiller(s *setter, blocks []*flowBlock, plan columnPlan) *filler {
	f := &filler{s: s, blocks: blocks, plan: plan, places: make([]blockPlaces, len(blocks)+1), farthest: -1, stuck: -1, stride: slices.Max(plan.rows) + 1}
	f.nodes, f.slab = s.filling.nodes, s.filling.places
	f.from, f.to = make([]int, len(f.places)), make([]int, len(f.places))
	for block := range f.places {
		f.clear(block)
	}
	f.nodes = append(slices.Grow(f.nodes, 1024), fillNode{block: none, previous: none})
	f.bound = math.MaxInt64
	f.least, f.most = make([]int, len(blocks)+1), make([]int, len(blocks)+1)
	for i := len(blocks) - 1; i >= 0; i-- {
		b := blocks[i]
		f.least[i] = f.least[i+1] + slices.Min(b.rows) + b.before
		f.most[i] = f.most[i+1] + slices.Max(b.rows) + b.before + b.repeatRows()
	}
	f.tallest = tallest(blocks)
	return f
}

// run fills page after page and returns the cheapest node at which all is set.
func (f *filler) run() int32 {
	starts := map[pageStart]int32{{}: 0}
	f.ended = none
	for f.page = range f.plan.rows {
		if f.room() <= 0 {
			continue
		}
		f.tryPage(starts)
		if len(f.plan.rows) > leafletPages && f.stranded() {
			f.openPage(starts)
		}
		// A text that can end here does not go on to a further page, unless what
		// goes over all columns stands astray on those so far.
		if f.done != none {
			f.ended, f.bound = f.done, f.cost(f.done)
		}
		if f.ended != none && (len(f.wides) == 0 || len(f.ends) == 0 || f.bound < awayCost) || f.s.ctx.Err() != nil {
			return f.ended
		}
		if len(f.ends) == 0 && f.page+1 < len(f.plan.rows) {
			f.stuck = f.reached
			return none
		}
		f.compact()
		starts = f.ends
	}
	return f.ended
}

// stranded reports whether no way leads on from the page, nor ends on it.
func (f *filler) stranded() bool { return f.done == none && len(f.ends) == 0 }

func (f *filler) room() int { return f.plan.rows[f.page] }

// depths returns the range of depths to try in a band at a page's foot. A page that the text
// goes on from is full but for maxShortfall; on one that it may end on, the
// columns may be as short as the text, so that they end level.
func (f *filler) depths(order []pageStart) (low, high int) {
	high = f.left()
	low = max(high-maxShortfall, 1)
	columns := f.plan.columns
	if f.pending() {
		return low, high
	}
	if f.exact {
		if f.page == len(f.plan.rows)-1 {
			low = max(high-f.shortEnd(), 1)
		}
		return low, high
	}
	least, most := 0, 0
	for i, start := range order {
		// Space above a block vanishes at a column's head.
		short := max(f.least[start.block]-int(start.line)-columns, 0)
		if i == 0 || short < least {
			least = short
		}
		most = max(most, f.most[start.block]-int(start.line))
	}
	if least > high*columns {
		return low, high
	}
	low = min(low, max((least+columns-1)/columns, 1))
	high = min(high, (most+columns-1)/columns+maxShortfall+f.tallest)
	return low, max(high, low)
}

// shortEnd returns how many rows the last page may end short of an exact fit.
func (f *filler) shortEnd() int {
	if len(f.wides) == 0 {
		return 0
	}
	return mostShortEnd
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

func (f *filler) cost(node int32) int64 { return f.nodes[node].cost }

// tryDepth fills the band with columns of one depth from every start.
func (f *filler) tryDepth(depth int, order []pageStart, starts map[pageStart]int32) {
	f.depth = depth
	first := len(f.blocks)
	for _, start := range order {
		from := starts[start]
		if int(start.block) >= f.limit {
			continue
		}
		first = min(first, int(start.block))
		if start.line == 0 {
			f.arrive(int(start.block), place{}, from)
			continue
		}
		// The rest of a paragraph that the page before began.
		rest := f.blocks[start.block]
		f.rest(from, int(start.block), int(start.setting), int(start.line), 0, rest.rows[start.setting])
	}
	for block := first; block <= min(f.farthest, f.limit) && f.s.ctx.Err() == nil; block++ {
		f.leaveFrom(block)
	}
	for block := first; block <= f.farthest; block++ {
		f.clear(block)
	}
	f.farthest = -1
}

// clear forgets the ways to a block's places.
func (f *filler) clear(block int) {
	for i := f.from[block]; i <= f.to[block] && f.places[block] != nil; i++ {
		f.places[block][i] = none
	}
	f.from[block], f.to[block] = math.MaxInt, -1
}

// leaveFrom sets a block from every place that a way has come to. A block that
// is moved on arrives at the next column's head, which comes later.
func (f *filler) leaveFrom(block int) {
	for i := f.from[block]; i <= f.to[block]; i++ {
		node := f.places[block][i]
		if node == none {
			continue
		}
		at := place{i / f.stride, i % f.stride}
		if f.cannotEnd(block, at) {
			continue
		}
		switch {
		case f.cuts != nil:
			if slices.Contains(f.cuts, block) {
				f.cut(block, at, node)
			}
			if block < f.limit {
				f.setBlock(block, at, node)
			}
		case block == len(f.blocks):
			f.finish(at, node)
		default:
			f.setBlock(block, at, node)
		}
	}
}

// at returns the cheapest node at a place before a block.
func (f *filler) at(block int, at place) int32 {
	if f.places[block] == nil {
		return none
	}
	return f.places[block][at.column*f.stride+at.row]
}

// arrive notes that a way has come to a place, if it is the cheapest there.
func (f *filler) arrive(block int, at place, node int32) {
	if f.better(block, at, f.cost(node)) {
		f.put(block, at, node)
	}
}

// better reports whether a way of this cost would be the cheapest to a place.
func (f *filler) better(block int, at place, cost int64) bool {
	known := f.at(block, at)
	return cost < f.bound && (known == none || cost < f.cost(known))
}

func (f *filler) put(block int, at place, node int32) {
	if f.places[block] == nil {
		f.places[block] = f.newPlaces()
	}
	i := at.column*f.stride + at.row
	f.places[block][i] = node
	f.from[block], f.to[block] = min(f.from[block], i), max(f.to[block], i)
	f.farthest = max(f.farthest, block)
	f.reached = max(f.reached, block)
}

// newPlaces returns the places of a page, to which no way has come.
func (f *filler) newPlaces() blockPlaces {
	size := f.plan.columns * f.stride
	first := len(f.slab)
	if cap(f.slab)-first < size {
		f.slab, first = make([]int32, 0, max(size, fillMemoryPlaces)), 0
	}
	f.slab = f.slab[:first+size]
	places := f.slab[first : first+size : first+size]
	for i := range places {
		places[i] = none
	}
	return places
}

// fillMemory is what filling one trial's columns leaves for the next to work in.
type fillMemory struct {
	nodes  []fillNode
	places []int32
}

// fillMemoryPlaces are the places of the blocks of a leaflet, and to spare.
const fillMemoryPlaces = 1 << 13

// compact drops the nodes that no way to the next page goes through, so that a
// long text's search takes no more than its result.
func (f *filler) compact() {
	first := len(f.nodes)
	for first > 0 && int(f.nodes[first-1].page) == f.page && f.nodes[first-1].previous != none {
		first--
	}
	moved := make([]int32, len(f.nodes)-first)
	mark := func(node int32) {
		for ; int(node) >= first; node = f.nodes[node].previous {
			moved[int(node)-first] = 1
		}
	}
	mark(f.ended)
	for _, node := range f.ends {
		mark(node)
	}
	next := int32(first)
	for i := range moved {
		if moved[i] == 0 {
			continue
		}
		node := f.nodes[first+i]
		if int(node.previous) >= first {
			node.previous = moved[int(node.previous)-first]
		}
		f.nodes[next] = node
		moved[i] = next
		next++
	}
	f.nodes = f.nodes[:next]
	if int(f.ended) >= first {
		f.ended = moved[int(f.ended)-first]
	}
	for start, node := range f.ends {
		if int(node) >= first {
			f.ends[start] = moved[int(node)-first]
		}
	}
}

// setBlock sets a block in every way from a place on.
func (f *filler) setBlock(block int, at place, node int32) {
	b := f.blocks[block]
	kept := block > 0 && (f.blocks[block-1].keep || b.clings) && f.nodes[node].block != none
	if at.row > 0 && at.row >= f.depth && !kept {
		f.nextColumn(block, at, node, 0)
		return
	}
	row := at.row
	if row > 0 {
		row += b.before
	} else {
		row += b.repeatRows()
	}
	least, most, cost := 0, 0, int64(0)
	if at.row > 0 && b.before > 0 {
		least, most, cost = f.opening.of(f.blocks, block)
	}
	for extra := least; extra <= most; extra++ {
		f.setAt(block, at, row+extra, node, int64(extra-least)*cost)
	}
	if !kept && f.uneven && (at.row > 0 || f.left() < f.stride-1) {
		// The column is left short by what remains of it: all of it, if it is
		// lower than those of other pages.
		f.nextColumn(block, at, node, int64(f.depth-at.row)*unevenCost)
	}
}

// setAt sets a block in every way from a row on.
func (f *filler) setAt(block int, at place, row int, node int32, extra int64) {
	b := f.blocks[block]
	for setting, rows := range b.rows {
		if row+rows > f.depth {
			f.part(block, setting, at, row, node)
			continue
		}
		to := place{at.column, row + rows}
		cost := f.settingCost(b, setting) + extra
		if f.better(block+1, to, f.cost(node)+cost) {
			f.put(block+1, to, f.add(node, fillNode{
				block: int32(block), setting: int16(setting), to: int32(len(b.settings[setting].lines)),
				column: int16(at.column), row: int16(row), cost: cost,
			}))
		}
	}
}

// settingCost returns what a setting of a block costs.
func (f *filler) settingCost(b *flowBlock, setting int) int64 {
	cost := b.costs[setting]
	if f.hyphenPrice > 0 {
		cost += f.hyphenPrice * int64(b.settings[setting].hyphens())
	}
	return cost
}

// part sets the head of a block at the foot of a column and its rest in the
// next ones. The column should be filled.
func (f *filler) part(block, setting int, at place, row int, node int32) {
	b := f.blocks[block]
	shortest := 0
	if f.uneven {
		shortest = maxShortfall
	}
	for short := range shortest + 1 {
		k := f.depth - row - short
		if k < leastBefore {
			return
		}
		cost, ok := f.partingCost(block, setting, k)
		if !ok {
			continue
		}
		next := f.add(node, fillNode{
			block: int32(block), setting: int16(setting), to: int32(k), column: int16(at.column), row: int16(row),
			cost: f.settingCost(b, setting) + cost + int64(short)*unevenCost,
		})
		f.rest(next, block, setting, k, at.column+1, b.rows[setting])
		if short == 0 && cost == 0 {
			return
		}
	}
}

// rest sets the lines of a block from line k on, from the head of a column on.
func (f *filler) rest(node int32, block, setting, k, column, rows int) {
	for ; ; column++ {
		if column == f.plan.columns {
			f.leave(pageStart{block: int32(block), setting: int32(setting), line: int32(k)}, node)
			return
		}
		to, cost := rows, int64(0)
		if rows-k > f.depth {
			var ok bool
			to = k + f.depth
			if cost, ok = f.partingCost(block, setting, to); !ok {
				// A column that the paragraph fills by itself is one line
				// short rather than leave a widow.
				if to--; f.exact {
					return
				}
				if cost, ok = f.partingCost(block, setting, to); !ok {
					return
				}
				cost += unevenCost
			}
		}
		node = f.add(node, fillNode{
			block: int32(block), setting: int16(setting), from: int32(k), to: int32(to), column: int16(column), cost: cost,
		})
		if to == rows {
			f.arrive(block+1, place{column, rows - k}, node)
			return
		}
		k = to
	}
}

// nextColumn goes on with a block at the head of the next column or page.
func (f *filler) nextColumn(block int, at place, node int32, cost int64) {
	if cost > 0 {
		node = f.add(node, fillNode{block: none, cost: cost})
	}
	if at.column+1 < f.plan.columns {
		f.arrive(block, place{at.column + 1, 0}, node)
		return
	}
	f.leave(pageStart{block: int32(block)}, node)
}

// leave notes a way to the head of the next page.
func (f *filler) leave(start pageStart, node int32) {
	if f.cuts != nil || f.page == len(f.plan.rows)-1 {
		return
	}
	short := f.left() - f.depth
	extra, may := f.atFoot(start)
	away, ok := f.astray(start)
	if extra += int64(short)*shortPageCost + away + f.moves(start); !may || !ok {
		return
	}
	cost := f.cost(node) + extra
	start.wide = int32(f.wide + f.foot)
	if known, ok := f.ends[start]; cost >= f.bound || ok && f.cost(known) <= cost {
		return
	}
	if extra > 0 {
		node = f.add(node, fillNode{block: none, cost: extra})
	}
	f.ends[start] = f.addFoot(node, f.top+f.depth+short)
}

// finish notes a way on which all is set. All columns should end with the
// depth; columns that have nothing are as short as can be.
func (f *filler) finish(at place, node int32) {
	if f.pending() || f.exact && f.page < len(f.plan.rows)-1 {
		return
	}
	extra, ok := f.atFoot(pageStart{block: int32(len(f.blocks))})
	if f.exact {
		extra += int64(f.left()-f.depth) * shortPageCost
	}
	uneven := f.unevenRows(at)
	if uneven > 0 && !f.uneven || !ok {
		return
	}
	if extra += uneven * unevenCost / 4; extra > 0 {
		node = f.add(node, fillNode{block: none, cost: extra})
	}
	f.end(f.addFoot(node, f.top+f.depth))
}

// unevenRows returns the rows that the columns lack when a band ends at a place.
func (f *filler) unevenRows(at place) int64 {
	return int64(f.depth-at.row) + int64(f.plan.columns-1-at.column)*int64(f.depth)
}

// end notes a way on which all is set.
func (f *filler) end(node int32) {
	if cost := f.cost(node); cost < f.bound && (f.done == none || cost < f.cost(f.done)) {
		f.done = node
	}
}

func (f *filler) add(previous int32, node fillNode) int32 {
	node.previous = previous
	node.cost += f.cost(previous)
	node.page = int32(f.page)
	if node.block != none {
		node.row += int16(f.top)
	}
	f.nodes = append(f.nodes, node)
	return int32(len(f.nodes) - 1)
}

// segments returns the segments on the way to a node, and the wide blocks, in
// order.
func (f *filler) segments(node int32) (found []segment, wides []wideAt) {
	for ; node != none; node = f.nodes[node].previous {
		n := &f.nodes[node]
		if n.wide > 0 {
			wides = append(wides, wideAt{int(n.wide) - 1, int(n.page), int(n.row), int(n.setting)})
		}
		if n.block == none {
			continue
		}
		found = append(found, segment{
			block: f.blocks[n.block], setting: int(n.setting), from: int(n.from), to: int(n.to),
			column: int(n.page)*f.plan.columns + int(n.column), row: int(n.row),
		})
	}
	slices.Reverse(found)
	slices.Reverse(wides)
	return found, wides
}
