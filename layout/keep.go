package layout

import (
	"math"
	"slices"

	"korthet/content"
	"korthet/layout/display"
)

// Of two texts that differ in a word the second may be fitted otherwise than the
// first, and then all its pages are other ones. So an edition may bring with it how
// it was fitted before. That is tried first: the theme as it was changed then, the
// heads opened as they were, and every page begun where it began, which costs
// movedCost otherwise. What then comes out stays as it is though a fit found anew
// might be a little better, as long as its faults are within keptLimit, or it has
// no more of them than the new one.

// What keeping is worth, in demerits.
const (
	// movedCost is of each page that begins elsewhere than it did, and of heads
	// opened otherwise: a row left empty at a page's foot is cheaper, two are not.
	movedCost int64 = 6_000_000
	// brokenAnewCost is of a paragraph that stands on two pages and has a line more
	// or less on one of them: mostly it is broken anew then, on both. That is nearly
	// as bad, and all the same where it is the one that was changed.
	brokenAnewCost int64 = 5_000_000
	// keptLimit is what a kept fit may cost, against cleanCost of one found anew: a
	// little less than a hyphen at a column's foot.
	keptLimit int64 = 24_000_000
)

// keep returns the edition fitted as it was before, or nil where that will not do.
func (s *setter) keep(base *Theme) *trial {
	kept := s.edition.Kept
	if kept == nil || base.Fit.Off {
		return nil
	}
	theme := base.keptBy(kept)
	if theme == nil {
		return nil
	}
	s.keeping = kept
	t := s.try(theme, true)
	s.keeping = nil
	if t.mayStay() || s.ctx.Err() != nil {
		return t
	}
	anew := s.fitAnew(base)
	if t.isNoWorse(anew) {
		t.lacking = anew.lacking
		return t
	}
	return anew
}

// isNoWorse reports whether a kept fit has no more faults than one found anew; of a
// long text, whose last page is as full as it happens to be, not many more. A text of
// which much has been cut does not go on looking as it did when it was longer.
func (t *trial) isNoWorse(anew *trial) bool {
	most := anew.faults()
	if len(t.plan.rows) > leafletPages {
		most += keptLimit
	}
	if t.outcome != anew.outcome || t.outcome == tooLong || t.faults() > most {
		return false
	}
	return anew.lacking <= mostShort*t.plan.columns || len(changes(anew.theme, t.theme)) == 0
}

// mayStay reports whether a kept fit is good enough not to look for another.
func (t *trial) mayStay() bool {
	l := t.lineFaults()
	return t.outcome == fitsExactly && t.shortRows() == 0 && t.filled.cost <= keptLimit+int64(len(t.wides))*cleanWide &&
		l.all <= mostFaults && l.overHyphens <= mostLoose
}

// keptBy returns the theme with a fit's changes, nil where the policy does not allow
// them.
func (t *Theme) keptBy(kept *content.KeptFit) *Theme {
	if !t.mayMove(kept) {
		return nil
	}
	next, policy := t.clone(), &t.Fit
	if by := kept.Size.Thousandths; by != 0 {
		steps := display.MulDiv(by, int64(display.Point), 1000*int64(sizeStep))
		if !next.scale(t.Styles[BodyStyle].Size + display.Length(steps)*sizeStep) {
			return nil
		}
	}
	if by := kept.Leading.Thousandths; by != 0 {
		grid := tenths(t.Grid + display.Point.Scale(by, 1000))
		if !next.setLeading(min(max(grid, policy.LeastLeading), policy.MostLeading), 100, 200) {
			return nil
		}
	}
	if by := kept.Gutter.Thousandths; by != 0 {
		next.Page.Gutter += display.Point.Scale(by, 1000)
		if next.Page.Gutter < policy.LeastGutter || next.Page.Gutter > policy.MostGutter || next.Page.Measure() < 10*next.Styles[BodyStyle].Size {
			return nil
		}
	}
	if by := kept.Title.Value; by != 0 {
		// Whether it stays up was asked when it was moved, on the grid of then.
		if next.title += by; next.title < 0 || next.title > policy.MostTitle {
			return nil
		}
	}
	if by := kept.Images.Value; by != 0 {
		if next.images += by; next.images > t.images || next.images < policy.LeastImages {
			return nil
		}
	}
	if next.dropped += kept.Optional.Value; next.dropped < 0 || next.dropped > t.optional {
		return nil
	}
	if !stepped(kept.Spacing.Value, next.addSpacing) || !stepped(kept.Tracking.Value, next.track) {
		return nil
	}
	if kept.Expansion.Value {
		if !next.mayReserve() {
			return nil
		}
		next = next.reserved()
	}
	return next
}

// mayMove reports whether the policy names all levers that a fit has moved. Leading
// moves with the size, too.
func (t *Theme) mayMove(kept *content.KeptFit) bool {
	for _, moved := range []struct {
		by     bool
		levers []Lever
	}{
		{kept.Size.Thousandths != 0, []Lever{SizeLever}},
		{kept.Leading.Thousandths != 0, []Lever{LeadingLever, SizeLever}},
		{kept.Gutter.Thousandths != 0, []Lever{GutterLever}},
		{kept.Tracking.Value != 0, []Lever{TrackingLever}},
		{kept.Spacing.Value != 0, []Lever{SpacingLever}},
		{kept.Title.Value != 0, []Lever{TitleLever}},
		{kept.Images.Value != 0, []Lever{ImagesLever}},
		{kept.Optional.Value != 0, []Lever{OptionalLever}},
	} {
		if moved.by && !slices.ContainsFunc(moved.levers, func(l Lever) bool { return slices.Contains(t.Fit.Order, l) }) {
			return false
		}
	}
	return true
}

// stepped moves something so many steps, down where they are less than 0, and
// reports whether it went so far.
func stepped(steps int, move func(grow bool) bool) bool {
	for range max(steps, -steps) {
		if !move(steps > 0) {
			return false
		}
	}
	return true
}

// moves returns what it costs that the next page begins at a start, where another
// was to be kept.
func (f *filler) moves(start pageStart) int64 {
	kept := f.s.keeping
	if kept == nil {
		return 0
	}
	if f.page+1 >= len(kept.Pages) {
		return movedCost
	}
	top, was := pageTop(f.blocks, int(start.block), int(start.setting), int(start.line)), &kept.Pages[f.page+1]
	switch {
	case !beginsAt(&top, was, func() string { return f.nameOf(int(start.block)) }):
		return movedCost
	case top.Lines.Value != was.Lines.Value || top.Left.Value != was.Left.Value:
		return brokenAnewCost
	}
	return 0
}

// nameOf returns the name of a block, "" at the text's end.
func (f *filler) nameOf(block int) string {
	if block == len(f.blocks) {
		return ""
	}
	return f.blocks[block].name()
}

// isLike reports whether heads are opened as they were in a fit.
func (o *opening) isLike(kept *content.KeptFit) bool {
	return o.sections == kept.Sections.All.Value && o.most == kept.Sections.Some.Value &&
		o.subsections == kept.Subsections.All.Value && o.mostSub == kept.Subsections.Some.Value
}

// keptFilling fills the pages with the heads opened as in the fit that is to be kept,
// and with as much done against hyphens, unless that comes out too dear.
func (f *filler) keptFilling() filling {
	none := filling{stuck: -1}
	if f.s.keeping == nil {
		return none
	}
	all := f.openings()
	like := slices.IndexFunc(all, func(o opening) bool { return o.isLike(f.s.keeping) })
	if like < 0 {
		return none
	}
	f.opening = all[like]
	bound := keptLimit + int64(len(f.wides))*cleanWide + 1
	if n := f.s.keeping.Hyphens.Value; n > 0 && n <= len(hyphenPrices()) {
		f.hyphenPrice = hyphenPrices()[n-1]
		bound = math.MaxInt64 // what hyphens are made to cost counts, too, until it is found
		defer func() { f.hyphenPrice = 0 }()
	}
	f.nodes[0].cost = f.opening.cost
	f.measureRest()
	found := f.filled(f.surely(bound))
	if found.ok && faultsOf(found.segments).overHyphens > mostLoose {
		return none
	}
	return found
}
