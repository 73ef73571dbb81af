package layout

import (
	"cmp"
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
	moved := f.rearrangeOne(from, firstRearranged, least)
	if moved != nil && moved.clean {
		return moved
	}
	if nearly == nil && faulty != nil {
		if other := f.detour(faulty); other != nil {
			return other
		}
	}
	if moved != nil {
		least = min(least, moved.faults())
	}
	for _, more := range []func() *trial{
		func() *trial { return f.rearrangeOne(from, mostRearranged, least) },
		func() *trial { return f.resized(cmp.Or(from...), least) },
	} {
		other := more()
		if other != nil && other.clean {
			return other
		}
		if other != nil {
			moved, least = other, other.faults()
		}
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
func (f *fitter) rearrangeOne(from []*trial, trials int, least int64) *trial {
	var fits *trial
	for _, t := range from {
		if t == nil {
			continue
		}
		other := f.rearrange(t, trials, least)
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
// above heads less or more, the title so many lines beside where it makes up for
// both; and so many trials: some before the size is touched, more after, and fewer
// at each other size.
const (
	mostCloser      = 4
	mostSpaceLess   = 3
	mostSpaceMore   = 2
	mostBeside      = 2
	firstRearranged = 24
	mostRearranged  = 56
	resizedTrials   = 16
)

// rearrangement is a way to part the same lines otherwise among the columns.
type rearrangement struct{ closer, spaceLess, beside int }

// rearrangements returns all that are tried, the least changes first.
func rearrangements() []rearrangement {
	var all []rearrangement
	for closer := range mostCloser + 1 {
		for less := -mostSpaceMore; less <= mostSpaceLess; less++ {
			for beside := -mostBeside; beside <= mostBeside; beside++ {
				all = append(all, rearrangement{closer, less, beside})
			}
		}
	}
	away := func(r rearrangement) int {
		return 4*(r.closer+max(r.spaceLess, -2*r.spaceLess)) + max(3*r.beside, -3*r.beside-1)
	}
	slices.SortStableFunc(all, func(a, b rearrangement) int { return cmp.Compare(away(a), away(b)) })
	return all
}

// rearrange looks for a clean fit with the lines of a trial whose pages alone are
// at fault: columns that end short, say, or too many hyphens among the lines that
// fill them. Lines a little closer, or other white above heads, with the title so
// much lower or higher, part the same lines otherwise among the columns. Where none
// is clean it returns the least faulty that fits with fewer faults than least. It
// makes so many trials, none twice.
func (f *fitter) rearrange(t *trial, trials int, least int64) *trial {
	if !t.naturalFaults().areFew() || !slices.Contains(t.theme.Fit.Order, TitleLever) || t.front.rows == 0 {
		return nil
	}
	var fits *trial
	for _, r := range rearrangements() {
		theme := t.theme.tighter(r.closer, r.spaceLess)
		if theme == nil {
			continue
		}
		theme.title = t.theme.title + f.s.rowsGained(t.theme, theme)/theme.Page.Columns + r.beside
		if theme.title < 0 || theme.title > theme.Fit.MostTitle || !theme.titleStaysUp() {
			continue
		}
		other := f.s.beginTrial(theme)
		if f.knows(other) {
			continue
		}
		if trials--; trials < 0 || f.s.ctx.Err() != nil {
			return fits
		}
		f.s.partBelow(other, max(least, cleanLimit(len(t.wides))+1))
		if other.clean {
			return other
		}
		if other.outcome == fitsExactly && other.faults() < least {
			fits, least = other, other.faults()
		}
	}
	return fits
}

// arranged is what the pages of a trial depend on.
type arranged struct {
	lines   linesOf
	spacing int
	rows    [2]int // of the first page and the last
}

// linesOf is what the lines of a trial depend on, of what fitting moves.
type linesOf struct {
	size, measure             display.Length
	tracking, images, dropped int
	reserve                   bool
}

// knows reports whether a trial was asked about before that comes to the same.
func (f *fitter) knows(t *trial) bool {
	body := t.theme.Styles[BodyStyle]
	key := arranged{
		lines: linesOf{
			size: body.Size, measure: t.theme.Page.Measure(), tracking: body.LetterSpacing,
			images: t.theme.images, dropped: t.theme.dropped, reserve: t.theme.reserve,
		},
		spacing: t.theme.spacing,
		rows:    [2]int{t.plan.rows[0], t.plan.rows[len(t.plan.rows)-1]},
	}
	if f.known[key] {
		return true
	}
	if f.known == nil {
		f.known = map[arranged]bool{}
	}
	f.known[key] = true
	return false
}

// resized looks for a clean fit as rearrange does, near a trial, with type a little
// smaller or larger.
func (f *fitter) resized(t *trial, least int64) *trial {
	if t == nil || !slices.Contains(t.theme.Fit.Order, SizeLever) {
		return nil
	}
	var fits *trial
	for _, theme := range t.theme.sizes()[1:] {
		if f.s.ctx.Err() != nil {
			break
		}
		near := f.s.beginHastily(theme)
		if near.lost || near.naturalFaults().all > f.start.naturalFaults().all {
			continue
		}
		other := f.rearrange(near, resizedTrials, least)
		if other != nil && other.clean {
			return other
		}
		if other != nil {
			fits, least = other, other.faults()
		}
	}
	return fits
}

// tighter returns the theme with lines closer and less white above heads, or more,
// each by so many steps; nil where the policy does not allow it.
func (t *Theme) tighter(closer, spaceLess int) *Theme {
	order := t.Fit.Order
	if closer > 0 && !slices.Contains(order, LeadingLever) || spaceLess > max(t.spacing, 0) {
		return nil
	}
	theme := t.clone()
	if closer > 0 && !theme.setLeading(tenths(t.Grid-display.Length(closer)*display.Point/10), tightestLeading, t.loosestLeading()) {
		return nil
	}
	for range max(spaceLess, 0) {
		theme.addSpacing(false)
	}
	for range max(-spaceLess, 0) {
		if !slices.Contains(order, SpacingLever) || !theme.addSpacing(true) {
			return nil
		}
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
				if t.naturalFaults().all > f.start.naturalFaults().all || t.hopeless() {
					break // the other steps break the same lines
				}
				if t.clean {
					return t
				}
				if t.nearly && nearly == nil {
					nearly = t
				}
			}
		}
	}
	return nearly
}
