package linebreak

import (
	"math"
	"slices"
)

// unreached is more than any demerits, and stays so when Options' demerits are
// added to it.
const unreached int64 = 1 << 61

// node is a break that a feasible line ends at, with the best way to it: TeX's
// active and passive node in one.
type node struct {
	demerits int64
	brk      int32 // in Breaker.breaks
	prev     int32 // in Breaker.nodes; -1 at the start of the paragraph
	line     int32 // how many lines end at or before it
	next     int32 // first item of the line after it
	fitness  Fitness
	hyphens  uint8 // hyphenated lines up to it in a row, at most 2
	gaps     gaps  // of the line that ends at it
}

// live is a node that lines may yet begin at. Its line is no more than apart.
type live struct {
	node, line int32
	need, fils int64 // see need; and of its sums
}

// classes is how many kinds of nodes of one line count are kept at a break:
// four fitness classes, each after one hyphenated line (or none) and after more.
const classes = 8

// feasible collects, for the nodes of one line count, the best line of each
// class that ends at the break under consideration.
type feasible struct {
	demerits [classes]int64
	from     [classes]int32
	line     [classes]int32
	gaps     [classes]gaps
	least    int64
}

func (f *feasible) clear() {
	f.least = unreached
	for i := range f.demerits {
		f.demerits[i] = unreached
	}
}

// run makes one pass and reports whether it reached the end of the paragraph;
// the final nodes are then in b.active.
func (b *Breaker) run(a *attempt) bool {
	b.nodes = append(b.nodes[:0], node{prev: -1, fitness: Decent})
	b.active = append(b.active[:0], live{line: min(0, a.apart), need: a.need(&b.breaks[0].start, 0)})
	b.gaps = b.gaps[:0]
	b.runs++
	b.lines = slices.Grow(b.lines[:0], len(b.breaks))[:len(b.breaks)]
	for k := 1; k < len(b.breaks); k++ {
		if a.pass == FirstPass && b.breaks[k].kind&hyphenation != 0 {
			continue
		}
		b.try(a, int32(k))
		if len(b.active) == 0 {
			return false
		}
	}
	return true
}

// try considers all lines that end at break k, §829: it drops the nodes from
// which a line would be overfull and adds those of the best lines that end here.
func (b *Breaker) try(a *attempt, k int32) {
	var f feasible
	f.clear()
	p := &b.breaks[k]
	b.spaces = b.spaces[:0]
	kept := b.spare[:0]
	group := int32(-1) // the line number, or apart, that f is about
	width := int64(0)
	reach := a.reach(p)
	for i := range b.active {
		at := &b.active[i]
		if at.line != group {
			if f.least != unreached {
				kept = b.settle(a, k, &f, kept)
			}
			group, width = at.line, a.width(b.nodes[at.node].line)
		}
		if reach < at.need && at.fils == p.end.fils { // most are
			kept = append(kept, *at)
			continue
		}
		from := &b.nodes[at.node]
		if from.next >= p.reach { // the line would be empty
			if p.kind&forced == 0 {
				kept = append(kept, *at)
			}
			continue
		}
		line := b.lineTo(a, from.brk, k, width)
		fits := line.badness <= a.threshold
		if p.kind&forced == 0 && (line.badness <= infinite || line.later) {
			kept = append(kept, *at)
			if !fits {
				continue
			}
		}
		// Nothing but this node is left, so it has to do (§854).
		artificial := !fits && a.final && f.least == unreached && i == len(b.active)-1 && len(kept) == 0
		if !fits && !artificial {
			continue
		}
		a.artificial = a.artificial || artificial
		b.offer(a, &f, at.node, k, line, artificial)
	}
	if f.least != unreached {
		kept = b.settle(a, k, &f, kept)
	}
	b.active, b.spare = kept, b.active
}

// looseLimit is more than the times that a line's stretch may be used before its
// badness ends, at 1290/297.
const looseLimit = 5

// need returns what the reach of a break has to be for a line to it, from the break
// of these sums, not to fall so far short of its width that no pass but the last
// could use it: its badness is then 100·looseLimit³. Most lines do, and a comparison
// tells it.
func (a *attempt) need(start *sums, line int32) int64 {
	if a.threshold >= infinite {
		return math.MinInt64
	}
	return a.width(line) + a.loosest(start) - looseLimit*a.background
}

// reach returns that of a break: what everything before it may be stretched to,
// and what rounding hides.
func (a *attempt) reach(p *breakpoint) int64 {
	if p.kind&forced != 0 {
		return math.MaxInt64
	}
	return a.loosest(&p.end) + 2
}

func (a *attempt) loosest(s *sums) int64 {
	return s.width + s.expand*(1000+a.opts.Reserve)/1000 + s.track + looseLimit*s.stretch
}

// shared is what the lines from one break to another have in common, whichever
// node they start from: up to eight of each line count start at one break.
type shared struct {
	setting
	to, run int32 // the break that it is about, and the number of the run
	width   int64
	later   bool // overfull, but see mayStillFit

	priced    bool
	pair      int64 // Options.Pair
	from, end int32 // its spaces, in Breaker.spaces; end is 0 before they are sought
}

// lineTo returns what the lines of a width from break q to break k share.
func (b *Breaker) lineTo(a *attempt, q, k int32, width int64) *shared {
	at := &b.lines[q]
	if at.run == b.runs && at.to == k && at.width == width {
		return at
	}
	*at = shared{to: k, run: b.runs, width: width}
	p, from := &b.breaks[k], &b.breaks[q]
	at.setting = b.consider(a, from, p, width)
	at.later = p.kind&forced == 0 && at.badness > infinite && b.mayStillFit(a, from, k, width)
	return at
}

// consider returns how a line from break q to break p is set.
func (b *Breaker) consider(a *attempt, q, p *breakpoint, width int64) setting {
	b.visits++
	line := difference(&p.end, &q.start)
	return a.opts.set(&line, width-line.width, a.background)
}

// mayStillFit reports whether a line from break q that is overfull at
// break k fits at a later one. It may where the hyphen is wider than the letters
// that follow, or where a later end stands out further into the margin. TeX drops
// the node at once (Knuth & Plass 1981, p. 1161, Restriction 1) and misses such
// lines.
func (b *Breaker) mayStillFit(a *attempt, q *breakpoint, k int32, width int64) bool {
	for next := k + 1; int(next) < len(b.breaks); next++ {
		p := &b.breaks[next]
		if p.floor-q.startFloor > width+b.maxHang {
			return false
		}
		if a.pass == FirstPass && p.kind&hyphenation != 0 {
			continue
		}
		if b.consider(a, q, p, width).badness <= a.threshold {
			return true
		}
		if p.kind&forced != 0 {
			return false
		}
	}
	return false
}

// offer enters the line from node n to break k, which has s, into f if it is the
// best of its class so far. As in TeX, of equals the later wins.
func (b *Breaker) offer(a *attempt, f *feasible, n, k int32, s *shared, artificial bool) {
	from := &b.nodes[n]
	d := from.demerits
	hyphens := b.hyphens(a, from, k)
	if !artificial {
		d += b.demerits(a, from, k, s)
	}
	class := s.fitness
	if hyphens > 1 {
		class += classes / 2
	}
	if d > f.demerits[class] {
		return
	}
	var found gaps
	if a.opts.RiverDemerits > 0 {
		var extra int64
		found, extra = b.rivers(a, from, k, s)
		d += extra
	}
	if d <= f.demerits[class] {
		f.demerits[class], f.from[class], f.line[class], f.gaps[class] = d, n, from.line, found
		f.least = min(f.least, d)
		return
	}
	b.gaps = b.gaps[:len(b.gaps)-int(found.to-found.from)]
}

// hyphens returns how many hyphenated lines there are in a row when a line runs
// from the given node to break k, counting no further than is of interest.
func (b *Breaker) hyphens(a *attempt, from *node, k int32) uint8 {
	switch {
	case b.breaks[k].kind&flagged == 0:
		return 0
	case a.ladders:
		return min(from.hyphens+1, 2)
	}
	return 1
}

// demerits returns those of the line from the given node to break k: §859, and
// what Options adds.
func (b *Breaker) demerits(a *attempt, from *node, k int32, s *shared) int64 {
	o, p := a.opts, &b.breaks[k]
	d := int64(o.LinePenalty) + int64(s.badness)
	if d >= 10_000 {
		d = 100_000_000
	} else {
		d *= d
	}
	cost := int64(p.cost)
	switch {
	case cost > 0:
		d += cost * cost
	case cost > int64(Forced):
		d -= cost * cost
	}
	afterHyphen := b.breaks[from.brk].kind&flagged != 0
	switch {
	case !afterHyphen:
	case p.kind&last != 0:
		d += o.FinalHyphenDemerits
	case p.kind&flagged != 0:
		d += o.DoubleHyphenDemerits
		if from.hyphens > 1 {
			d += o.LadderDemerits
		}
	}
	if int(s.fitness)-int(from.fitness) > 1 || int(from.fitness)-int(s.fitness) > 1 {
		d += o.AdjDemerits
	}
	return d + s.price + p.demerits + b.extras(a, from, k, s)
}

// extras returns the demerits that TeX does not have and that are not the
// item's own.
func (b *Breaker) extras(a *attempt, from *node, k int32, s *shared) int64 {
	o, p, q := a.opts, &b.breaks[k], &b.breaks[from.brk]
	var d int64
	if p.kind&last != 0 && p.end.width-q.start.width < o.MinLast {
		d += o.RuntDemerits
	}
	if p.kind&flagged != 0 {
		for _, end := range o.ColumnEnds {
			if int32(end) == from.line {
				d += o.ColumnHyphenDemerits
			}
		}
	}
	if o.Pair != nil && !s.priced {
		s.priced, s.pair = true, o.Pair(int(q.item), int(p.item))
	}
	return d + s.pair
}

// settle makes active nodes of the feasible lines in f that may yet turn out
// best, §845, and clears f. A line that is worse than another one to the same
// break by more than the two can ever differ in what follows is out.
func (b *Breaker) settle(a *attempt, k int32, f *feasible, kept []live) []live {
	slack := a.opts.AdjDemerits
	if a.ladders {
		slack += a.opts.LadderDemerits
	}
	limit := f.least + min(slack, unreached-1-max(f.least, 0))
	flags := b.breaks[k].kind & flagged
	for class := range f.demerits {
		if f.demerits[class] > limit {
			continue
		}
		if !b.isNear(a, k, f, class) {
			continue
		}
		fresh := node{
			demerits: f.demerits[class],
			brk:      k,
			prev:     f.from[class],
			line:     f.line[class] + 1,
			next:     b.breaks[k].next,
			fitness:  Fitness(class % (classes / 2)),
			gaps:     f.gaps[class],
		}
		if flags != 0 {
			fresh.hyphens = 1 + uint8(class/(classes/2))
		}
		b.nodes = append(b.nodes, fresh)
		start := &b.breaks[k].start
		kept = append(kept, live{int32(len(b.nodes) - 1), min(fresh.line, a.apart), a.need(start, fresh.line), start.fils})
	}
	f.clear()
	return kept
}

// isNear reports whether the line in f of that class is to be kept in a run that
// keeps to a window; a run that records notes the best line count for it.
func (b *Breaker) isNear(a *attempt, k int32, f *feasible, class int) bool {
	line := f.line[class] + 1
	switch {
	case a.recording && f.demerits[class] == f.least:
		b.expected[k] = line
	case a.windowed && b.expected[k] >= 0:
		return line >= b.expected[k]-window && line <= b.expected[k]+window
	}
	return true
}
