package layout

import (
	"cmp"
	"math"
	"slices"
)

// opening is how much more white than the theme's heads get, so that columns end
// level: grid rows that all heads of a level get, and those that each of them may
// get. White above heads tells their rank. So those of sections get theirs first
// and all alike; a row above some heads of a level alone shows, and the price of
// it is that of a fault; and no head ever has less above itself than one of a
// level below. What is no running text may have a row more above itself, and as much
// below, each at the price of openBoxCost: there the eye compares nothing.
type opening struct {
	sections, most       int // rows above sections' heads, at least and at most
	subsections, mostSub int // the same of the heads below them
	cost                 int64
}

// Costs of opening heads, in the demerits of columns.go: that all of a level have
// a row more only has to be worth it, that one has is a fault that shows.
const (
	openHeadsCost  int64 = 300_000
	unequalRowCost int64 = 4_000_000 // of each head that has a row more than others
	holeCost       int64 = 6_000_000 // of each row beyond those that heads of a level may have more than the theme gives them
	mostOpen             = 2         // rows above sections' heads
	mostOpenSub          = 1         // and above those below them
)

// openings are the ways to open heads, the cheapest first.
func (f *filler) openings() []opening {
	styles := f.s.theme.Styles
	more := styles[SectionStyle].Before - styles[SubsectionStyle].Before
	all := []opening{
		{},
		{sections: 1, most: 1, cost: openHeadsCost},
		{subsections: 1, mostSub: 1, cost: 2 * openHeadsCost},
		{sections: 1, most: 1, subsections: 1, mostSub: 1, cost: 2 * openHeadsCost},
		{most: 1, cost: 2 * openHeadsCost},
		{mostSub: 1, cost: 2 * openHeadsCost},
		{sections: 1, most: 1, mostSub: 1, cost: 2 * openHeadsCost},
		{sections: 2, most: 2, subsections: 1, mostSub: 1, cost: 3 * openHeadsCost},
	}
	sections, subsections := f.s.theme.spaced()
	for i := range all {
		o := &all[i]
		if kept := f.s.keeping; kept != nil && !o.isLike(kept) {
			o.cost += movedCost
		}
		o.cost += holeCost * int64(max(sections+o.most-mostOpen, 0)+max(subsections+o.mostSub-mostOpenSub, 0))
	}
	slices.SortStableFunc(all, func(a, b opening) int { return cmp.Compare(a.cost, b.cost) })
	return slices.DeleteFunc(all, func(o opening) bool { return o.mostSub > o.sections+more })
}

// of returns the rows that a block gets above itself beyond its own, and the cost of
// each beyond the least.
func (o *opening) of(blocks []*flowBlock, block int) (least, most int, cost int64) {
	b := blocks[block]
	switch {
	case b.isHead(SectionStyle):
		return o.sections, o.most, unequalRowCost
	case b.isHead(SubsectionStyle):
		return o.subsections, o.mostSub, unequalRowCost
	case b.standsApart() || block > 0 && blocks[block-1].standsApart():
		return 0, 1, openBoxCost
	}
	return 0, 0, 0
}

// isHead reports whether a block is a head of a style.
func (b *flowBlock) isHead(style StyleName) bool {
	return b.keep && b.p != nil && b.p.style.Name == style
}

// standsApart reports whether a block is no running text.
func (b *flowBlock) standsApart() bool {
	return b.solid != nil || b.keep && !b.isHead(SectionStyle) && !b.isHead(SubsectionStyle)
}

// cheapestOpening fills the pages with the heads of all of them opened in one way:
// the cheapest, which is that of the theme unless columns end level only otherwise
// or too many of the lines then chosen end in hyphens.
func (f *filler) cheapestOpening() filling {
	best, price := filling{stuck: -1}, int64(math.MaxInt64)
	if f.exact && f.s.worth > 0 {
		price = f.s.worth
	}
	for _, f.opening = range f.openings() {
		if f.opening.cost >= price {
			break
		}
		f.nodes[0].cost = f.opening.cost
		f.measureRest()
		node := f.surely(price)
		if node == none {
			if !best.ok {
				best.stuck = f.stuck
			}
			continue
		}
		found := f.filled(node)
		if own := found.price(); own < price {
			best, price = found, own
		}
		if found, own := f.calmed(found); own < price {
			best, price = found, own
		}
	}
	return best
}

// price returns what a filling costs with the hyphens that its lines have too many.
func (filled *filling) price() int64 {
	return filled.cost + faultsOf(filled.segments).overHyphens*overHyphenPrice
}

// hyphenPrices are what each hyphen is made to cost for the sake of fewer of them.
func hyphenPrices() []int64 { return []int64{overHyphenPrice / 3, overHyphenPrice} }

// calmed fills the pages anew if too many lines end in hyphens, so that fewer do, and
// returns the cheapest of these fillings and its price.
func (f *filler) calmed(filled filling) (best filling, price int64) {
	price = math.MaxInt64
	defer func() { f.hyphenPrice = 0 }()
	for _, f.hyphenPrice = range hyphenPrices() {
		if faultsOf(filled.segments).overHyphens == 0 {
			break
		}
		node := f.surely(math.MaxInt64)
		if node == none {
			break
		}
		filled = f.filled(node)
		if own := filled.price(); own < price {
			best, price = filled, own
		}
	}
	return best, price
}

// openPage fills a page of a long text whose columns cannot be level with the
// heads as the theme has them: the heads of this page alone are opened, or its
// columns are uneven.
func (f *filler) openPage(starts map[pageStart]int32) {
	for _, o := range f.openings() {
		if o.sections+o.most+o.subsections+o.mostSub == 0 {
			continue // it was tried
		}
		f.opening = o
		if f.tryPage(starts); !f.stranded() {
			break
		}
	}
	f.opening = opening{}
	if f.stranded() && !f.exact {
		f.uneven = true
		f.tryPage(starts)
		f.uneven = false
	}
}
