package linebreak

// A river is a row of spaces, each on a line of its own, of which each lies over
// the next. Whether a line makes one depends on all lines above it, which the
// method of Knuth and Plass does not know of: to it, a break is a break however it
// was come to. Rivers are therefore priced along the best way to each node that is
// kept. What a result is said to cost is exact: every river on it is counted once.
// That it is the cheapest is not: a way that was given up, for one that was cheaper
// as far as it went, may have been spared a river further down. Up to eight ways
// are kept at each break, so that this is rare: TestRiversNearBest counts how rare.

// leastRiver is how many lines a row of spaces goes through before it is seen as
// a river. Two spaces one above the other stand on nearly every line.
const leastRiver = 3

// gap is a space on a line, from its line's start, and how many lines the river
// is long that ends in it.
type gap struct {
	start, end int64
	lines      int32
}

// glueSums are the sums before a glue.
type glueSums struct {
	before          sums
	width           int64
	stretch, shrink int64
}

// gaps is a range of Breaker.gaps.
type gaps struct{ from, to int32 }

// giving is how much the parts of a line give, as a part of what they can: in
// 1/65536.
type giving struct{ expand, track, space int64 }

const givingShift = 16

func (s *setting) giving(line *sums) giving {
	ratio := func(given, up, down int64) int64 {
		limit := up
		if given < 0 {
			limit = down
		}
		if limit <= 0 {
			return 0
		}
		return given << givingShift / limit
	}
	g := giving{expand: ratio(s.expansion, line.expand, line.contract), track: ratio(s.tracking, line.track, line.track)}
	if line.fils == 0 || s.space < 0 {
		g.space = ratio(s.space, line.stretch, line.shrink)
	}
	return g
}

// of returns what a sum of a line's parts, or one of them, gives.
func (g *giving) of(expand, contract, track, stretch, shrink int64) int64 {
	sum := g.track * track
	if g.expand < 0 {
		sum += g.expand * contract
	} else {
		sum += g.expand * expand
	}
	if g.space < 0 {
		sum += g.space * shrink
	} else {
		sum += g.space * stretch
	}
	return sum >> givingShift
}

// rivers appends the spaces of the line from the given node to break k, which has
// s, to b.gaps, and returns them with what the rivers cost that they make longer. A
// river of three lines costs RiverDemerits, its fourth line twice as much again,
// its fifth three times.
func (b *Breaker) rivers(a *attempt, from *node, k int32, s *shared) (found gaps, demerits int64) {
	if s.end == 0 {
		b.findSpaces(from.brk, k, s)
	}
	found.from = int32(len(b.gaps))
	b.gaps = append(b.gaps, b.spaces[s.from:s.end]...)
	found.to = int32(len(b.gaps))
	above := b.gaps[from.gaps.from:from.gaps.to]
	for i := found.from; i < found.to; i++ {
		space := &b.gaps[i]
		for len(above) > 0 && above[0].end <= space.start {
			above = above[1:]
		}
		for j := range above {
			if above[j].start >= space.end {
				break
			}
			if above[j].lines >= space.lines && above[j].over(space) {
				space.lines = above[j].lines + 1
			}
		}
		if space.lines >= leastRiver {
			demerits += a.opts.RiverDemerits * int64(space.lines-leastRiver+1)
		}
	}
	return found, demerits
}

// findSpaces appends the spaces of the line from break q to break k, which has s,
// to b.spaces.
func (b *Breaker) findSpaces(q, k int32, s *shared) {
	p, start := &b.breaks[k], &b.breaks[q].start
	line := difference(&p.end, start)
	give := s.giving(&line)
	s.from = int32(len(b.spaces))
	for i := b.breaks[q].nextGlue; i < p.glue; i++ {
		g := &b.glues[i]
		to := difference(&g.before, start)
		space := gap{lines: 1}
		space.start = to.width + give.of(to.expand, to.contract, to.track, to.stretch, to.shrink)
		space.end = space.start + g.width + give.of(0, 0, 0, g.stretch, g.shrink)
		b.spaces = append(b.spaces, space)
	}
	s.end = int32(len(b.spaces))
}

// over reports whether at least half of the narrower of two spaces lies over the
// other.
func (g *gap) over(other *gap) bool {
	common := min(g.end, other.end) - max(g.start, other.start)
	return 2*common >= min(g.end-g.start, other.end-other.start)
}

// measureGlues fills in b.glues, and for every break the number of those before
// it and before the line after it.
func (b *Breaker) measureGlues(items []Item) {
	b.glues = b.glues[:0]
	var before sums
	ending, starting := 0, 0 // the breaks that are next to come to
	for i := 0; i <= len(items); i++ {
		for ; starting < len(b.breaks) && int(b.breaks[starting].next) <= i; starting++ {
			b.breaks[starting].nextGlue = int32(len(b.glues))
		}
		for ; ending < len(b.breaks) && int(b.breaks[ending].item) <= i; ending++ {
			b.breaks[ending].glue = int32(len(b.glues))
		}
		if i == len(items) {
			break
		}
		it := &items[i]
		if it.Kind == Glue && !it.Fil {
			b.glues = append(b.glues, glueSums{before: before, width: it.Width, stretch: it.Stretch, shrink: it.Shrink})
		}
		before.add(it)
	}
}
