package layout

import (
	"math"
	"slices"

	"korthet/layout/display"
)

// A fit is looked for along one path of themes, whose lines break as they happen
// to at its sizes. Where they break badly, or pages begin and end badly, the path
// is left: for lines before it is gone, by a size at which they break better; for
// pages after, by the same lines with other white.

// sound returns the trial of a theme near that of start whose lines, as they
// break by themselves, are without faults that show: with type of another size,
// and only where no size will do with letters that give more than the usual limit.
// It returns start itself where that is sound, or nothing better is found; or it
// anew, where it was left.
func (s *setter) sound(start *trial) *trial {
	if len(start.blocks) == 0 && !start.lost || start.naturalFaults().areFew() {
		return start
	}
	best, least := start.theme, start.naturalFaults().price()
	// look takes the nearest sound size, or else notes the least faulty one.
	look := func(from *Theme) bool {
		for _, theme := range from.sizes() {
			if theme == start.theme || s.ctx.Err() != nil {
				continue
			}
			faults := s.naturalFaultsOf(theme, least)
			if price := faults.price(); price < least {
				best, least = theme, price
			}
			if faults.areFew() {
				return true
			}
			if faults.overHyphens > mostOver && theme.mayReserve() {
				return false
			}
		}
		return false
	}
	if start.naturalFaults().overHyphens > mostOver || !look(start.theme) {
		if start.theme.mayReserve() {
			look(start.theme.reserved())
		}
	}
	if best == start.theme && !start.lost {
		return start
	}
	return s.try(best, !best.Fit.Off)
}

// mayReserve reports whether letters may yet give beyond the usual limit in all
// paragraphs.
func (t *Theme) mayReserve() bool {
	return !t.reserve && int64(t.Expansion) > t.usualExpansion()
}

// reserved returns the theme with letters that give as far as they may.
func (t *Theme) reserved() *Theme {
	with := t.clone()
	with.reserve = true
	return with
}

// sizes returns the theme and those with its type a little smaller and larger, the
// nearest first, as far as the policy allows. A long text is not set so often.
func (t *Theme) sizes() []*Theme {
	list := []*Theme{t}
	if t.Fit.Off || t.pages > leafletPages || !slices.Contains(t.Fit.Order, SizeLever) {
		return list
	}
	for away := display.Length(1); away <= mostDetour; away++ {
		for _, by := range []display.Length{-away, away} {
			if other := t.clone(); other.scale(t.Styles[BodyStyle].Size + by*sizeStep) {
				list = append(list, other)
			}
		}
	}
	return list
}

// naturalFaultsOf returns those of the edition's lines with a theme: more than any
// others where a paragraph has no lines within any tolerance. It may end with those
// of the first lines, if they are too many and cost the least known price.
func (s *setter) naturalFaultsOf(theme *Theme, least int64) lineFaults {
	t := &trial{theme: theme}
	s.hasty, s.patience, s.natural = true, max(least-1, cleanFaults), true
	if theme.mayReserve() {
		s.patience = math.MaxInt64 // its hyphens decide whether other sizes are looked at
	}
	s.apart(func() { s.breakAll(t) })
	t.lost = s.lost
	s.hasty, s.lost = false, false
	return t.naturalFaults()
}

// naturalFaults is how faulty the paragraphs' natural lines are.
func (t *trial) naturalFaults() lineFaults {
	var l lineFaults
	hyphens, lines := 0, 0
	for _, b := range t.blocks {
		set := b.settings[0]
		l.all += set.faults
		if b.p != nil && b.p.style.Align == Justify {
			lines += len(set.lines) - 1
			hyphens += set.hyphens()
		}
	}
	l.overHyphens = int64(max(hyphens-lines*mostHyphens/100, 0))
	if t.lost {
		l.all += unevenCost
	}
	return l
}

// areFew reports whether the choice among the paragraphs' settings can make up for
// the faults.
func (l lineFaults) areFew() bool { return l.all <= cleanFaults && l.overHyphens <= mostSaved }

// price returns the faults in demerits.
func (l lineFaults) price() int64 { return l.all + l.overHyphens*overHyphenPrice }

// aside returns the best fit where none on the path is clean: one beside it that
// is, or the least faulty. It returns nil where the text fits nowhere. No theme on
// the path up to low goes far enough, all from high on go too far.
func (f *fitter) aside(low, high int) *trial {
	nearly := f.best(func(t *trial) bool { return t.nearly })
	faulty := f.best(func(t *trial) bool { return t.outcome == fitsExactly })
	from := []*trial{nearly, faulty}
	if faulty == nil {
		if f.tried[high] == nil {
			return nil // it is too long, or too short, for all
		}
		from = []*trial{f.tried[low], f.tried[high]}
	}
	least := int64(math.MaxInt64) // what a fit with faults has to be better than
	switch {
	case nearly != nil:
		least = 0
	case faulty != nil:
		least = faulty.faults()
	}
	moved := f.rearrangeOne(from, 0, firstRearranged, least)
	if moved != nil && moved.clean {
		return moved
	}
	if nearly == nil && faulty != nil {
		if other := f.detour(faulty); other != nil {
			return other
		}
	}
	if other := f.rearrangeOne(from, firstRearranged, mostRearranged, least); other != nil && (other.clean || moved == nil) {
		return other
	}
	switch {
	case nearly != nil:
		return nearly
	case faulty != nil && (moved == nil || faulty.faults() <= moved.faults()):
		return faulty
	}
	return moved
}

// rearrangeOne rearranges the first of the trials that comes out clean, or else
// the least faulty of those that fit with fewer faults than least.
func (f *fitter) rearrangeOne(from []*trial, after, most int, least int64) *trial {
	var fits *trial
	for _, t := range from {
		if t == nil {
			continue
		}
		other := f.rearrange(t, after, most, least)
		if other != nil && other.clean {
			return other
		}
		if other != nil {
			fits, least = other, other.faults()
		}
	}
	return fits
}

// What rearrange tries: lines closer by so many steps, so many steps of white
// above heads less, and so many trials: some before the size is touched, more after.
const (
	mostCloser      = 4
	mostSpaceLess   = 3
	firstRearranged = 24
	mostRearranged  = 80
)

// rearrange looks for a clean fit with the lines of a trial whose pages alone are
// at fault: a hyphen at a column's foot, say, or columns that end short. Lines a
// little closer, or less white above heads, with the title so much lower, part the
// same lines otherwise among the columns. Where none is clean it returns the
// least faulty that fits with fewer faults than least. It makes the trials after so
// many, up to most.
func (f *fitter) rearrange(t *trial, after, most int, least int64) *trial {
	if !t.naturalFaults().areFew() || !slices.Contains(t.theme.Fit.Order, TitleLever) || t.front.rows == 0 {
		return nil
	}
	var fits *trial
	tries := 0
	for away := 1; away <= mostCloser+mostSpaceLess; away++ {
		for closer := range min(away, mostCloser) + 1 {
			theme := t.theme.tighter(closer, away-closer)
			if theme == nil {
				continue
			}
			gained := f.s.rowsGained(t.theme, theme) / theme.Page.Columns
			for _, by := range []int{gained, gained + 1, gained - 1} {
				sunk := theme.clone()
				sunk.title = t.theme.title + by
				if sunk.title < 0 || sunk.title > sunk.Fit.MostTitle || !sunk.titleStaysUp() {
					continue
				}
				if tries++; tries > most || f.s.ctx.Err() != nil {
					return fits
				}
				if tries <= after {
					continue
				}
				other := f.s.tryBelow(sunk, max(least, cleanLimit(len(t.wides))+1))
				if other.clean {
					return other
				}
				if other.outcome == fitsExactly && other.faults() < least {
					fits, least = other, other.faults()
				}
			}
		}
	}
	return fits
}

// tighter returns the theme with lines closer and less white above heads, each by
// so many steps; nil where the policy does not allow it.
func (t *Theme) tighter(closer, spaceLess int) *Theme {
	order := t.Fit.Order
	if closer > 0 && !slices.Contains(order, LeadingLever) || spaceLess > max(t.spacing, 0) {
		return nil
	}
	theme := t.clone()
	if closer > 0 && !theme.setLeading(tenths(t.Grid-display.Length(closer)*display.Point/10), tightestLeading, t.loosestLeading()) {
		return nil
	}
	for range spaceLess {
		theme.addSpacing(false)
	}
	return theme
}

// rowsGained returns how many more grid rows the pages have for the text with
// another theme of the same lines.
func (s *setter) rowsGained(from, to *Theme) int {
	rows := func(t *Theme) int { return int((t.Page.Height - t.Page.Top - t.Page.Bottom) / t.Grid) }
	gained := (rows(to) - rows(from)) * from.Page.Columns * max(from.pages, 1)
	gained += len(s.edition.Sections) * (from.Styles[SectionStyle].Before - to.Styles[SectionStyle].Before)
	return gained + countSubsections(s.edition.Sections)*(from.Styles[SubsectionStyle].Before-to.Styles[SubsectionStyle].Before)
}

// mostDetour is by how many steps of the size a detour leaves the path.
const mostDetour = 4

// mostOver is how many hyphens too many a fit may have for a detour to be of use.
// A language of long words has more at every size.
const mostOver = 8

// detour looks for a fit without faults beside the path: near the best fit on it,
// which has some, with type a little smaller or larger. Words then fall otherwise
// on the lines, which is of more worth than that the size is the theme's to the
// twentieth of a point.
func (f *fitter) detour(faulty *trial) *trial {
	if faulty == nil || faulty.lineFaults().overHyphens > mostOver || !slices.Contains(faulty.theme.Fit.Order, SizeLever) {
		return nil
	}
	at := slices.Index(f.path, faulty.theme) // -1 is the start
	var nearly *trial
	for away := 1; away <= mostDetour; away++ {
		for _, by := range []display.Length{display.Length(-away), display.Length(away)} {
			for _, step := range []int{0, 1, -1, 2, -2} {
				near := f.theme(at + step)
				if at+step == -1 {
					near = f.start.theme
				}
				if near == nil || f.s.ctx.Err() != nil {
					continue
				}
				theme := near.clone()
				if !theme.scale(theme.Styles[BodyStyle].Size + by*sizeStep) {
					continue
				}
				t := f.s.tryNearly(theme)
				if t.clean {
					return t
				}
				if t.hopeless() {
					break // the other steps break the same lines
				}
				if t.nearly && nearly == nil {
					nearly = t
				}
			}
		}
	}
	return nearly
}
