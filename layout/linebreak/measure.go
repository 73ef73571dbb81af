package linebreak

import "slices"

// sums are totals over the items before some place.
type sums struct {
	width, stretch, shrink  int64
	expand, contract, track int64
	fils                    int64
}

func (s *sums) add(it *Item) {
	switch it.Kind {
	case Box:
		s.width += it.Width
		s.expand += it.Expand
		s.contract += it.Contract
		s.track += it.Track
	case Glue:
		s.width += it.Width
		s.shrink += it.Shrink
		if it.Fil {
			s.fils++
		} else {
			s.stretch += it.Stretch
		}
	case Penalty:
	}
}

// breakpoint is a place where a line may end. The sums of a line are the end
// sums of the break after it less the start sums of the break before it.
type breakpoint struct {
	end   sums // before the break, with what is printed there and less what hangs
	start sums // before the line after it, in the same sense
	item  int32
	next  int32 // first item of the line after it
	reach int32 // only lines whose first item is below reach may end here: none is empty
	cost  int32
	kind  breakKind

	glue, nextGlue int32 // in Breaker.glues: the first at or after the break, and on the line after it

	demerits           int64
	startHang, endHang int64

	// floor is the least width of all before the break, without what is printed
	// and hangs out there; startFloor that of all before the line after it.
	floor, startFloor int64
}

// least returns the width of everything shrunk to its limit, letters to that of
// their reserve.
func (s *sums) least(reserve int64) int64 {
	return s.width - s.shrink - s.contract*(1000+reserve)/1000 - s.track
}

// breakKind holds the bits that the inner loop asks for.
type breakKind uint8

const (
	flagged     breakKind = 1 << iota // ends in a hyphen
	hyphenation                       // not in the first pass
	forced
	last // the end of the paragraph
)

// measure fills b.breaks with the legal breaks of items. The first is the start
// of the paragraph, the last its end.
func (b *Breaker) measure(items []Item, opts *Options) {
	reserve := opts.Reserve
	b.breaks = append(slices.Grow(b.breaks[:0], len(items)+2), breakpoint{item: -1})
	tail := len(items) // what comes from here on is nothing but the last line's filling
	for tail > 0 && items[tail-1].Kind != Box && !isForced(&items[tail-1]) {
		tail--
	}
	var before sums
	for i := range items {
		it := &items[i]
		if i < tail && isLegal(items, i) {
			b.addBreak(items, i, &before, reserve)
		}
		before.add(it)
	}
	if tail == 0 || !isForced(&items[tail-1]) {
		b.addBreak(items, len(items), &before, reserve)
	}
	b.breaks[len(b.breaks)-1].kind |= forced | last
	b.startLines(items, reserve)
	if opts.RiverDemerits > 0 {
		b.measureGlues(items)
	}
	b.maxHang = 0
	for k := range b.breaks {
		b.maxHang = max(b.maxHang, b.breaks[k].endHang)
	}
}

// startLines fills in the start sums of all breaks: those before the first item
// of the line that follows.
func (b *Breaker) startLines(items []Item, reserve int64) {
	var before sums
	next := 0 // first item not yet in before
	for k := range b.breaks {
		p := &b.breaks[k]
		first := firstOnLine(items, int(p.item))
		for ; next < first; next++ {
			before.add(&items[next])
		}
		p.start, p.next = before, int32(first)
		var after int64
		if p.item >= 0 && int(p.item) < len(items) && items[p.item].Kind == Penalty {
			after = items[p.item].After
		}
		switch {
		case after != 0:
			p.startHang = items[p.item].StartHang
		case first < len(items) && items[first].Kind == Box:
			p.startHang = items[first].StartHang
		}
		p.start.width += p.startHang - after
		p.startFloor = p.start.least(reserve)
	}
}

// addBreak adds the break at item i, before which the sums are before.
func (b *Breaker) addBreak(items []Item, i int, before *sums, reserve int64) {
	b.breaks = b.breaks[:len(b.breaks)+1]
	p := &b.breaks[len(b.breaks)-1]
	*p = breakpoint{item: int32(i), reach: int32(i)}
	p.end, p.floor = *before, before.least(reserve)
	if i < len(items) {
		it := &items[i]
		p.demerits = it.Demerits
		if it.Kind == Penalty {
			p.cost = max(it.Cost, Forced)
			p.end.width += it.Width
			p.end.expand += it.Expand
			p.end.contract += it.Contract
			p.end.track += it.Track
			if it.Flagged {
				p.kind |= flagged
			}
			if it.Hyphenation {
				p.kind |= hyphenation
			}
			if it.Cost <= Forced {
				p.kind |= forced
				p.reach++ // but an author may force an empty line
			}
		}
	} else {
		p.cost = Forced
	}
	p.endHang = endHang(items, i)
	p.end.width -= p.endHang
}

// endHang returns how far a line that ends at item i may stand out: what a
// glue at its end, such as a last line's filling, holds back from the margin.
func endHang(items []Item, i int) int64 {
	if i < len(items) && items[i].Kind == Penalty && items[i].Width != 0 {
		return items[i].EndHang
	}
	for j := i - 1; j >= 0; j-- {
		switch items[j].Kind {
		case Box:
			return items[j].EndHang
		case Glue:
			return 0
		case Penalty:
		}
	}
	return 0
}

// isLegal reports whether a line may end at item i: Knuth & Plass 1981, p. 1122.
func isLegal(items []Item, i int) bool {
	switch items[i].Kind {
	case Glue:
		return i > 0 && items[i-1].Kind == Box
	case Penalty:
		return items[i].Cost < Forbidden
	case Box:
	}
	return false
}

// firstOnLine returns the first item on a line that follows a break at item i:
// the next box or forced penalty (ibid., p. 1156). Nothing vanishes at the start
// of a paragraph, where i is -1.
func firstOnLine(items []Item, i int) int {
	if i < 0 {
		return 0
	}
	for i++; i < len(items); i++ {
		if items[i].Kind == Box || isForced(&items[i]) {
			break
		}
	}
	return min(i, len(items))
}

func isForced(it *Item) bool { return it.Kind == Penalty && it.Cost <= Forced }
