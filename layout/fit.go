package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"korthet/content"
	"korthet/layout/display"
)

// Lever is something of a theme that may give so that a text fits its pages.
type Lever string

// The levers.
const (
	LeadingLever  Lever = "leading"  // the distance of the grid's lines
	SizeLever     Lever = "size"     // the size of running text and heads, and the leading with it
	SpacingLever  Lever = "spacing"  // grid lines above sections
	TitleLever    Lever = "title"    // grid lines above the title
	GutterLever   Lever = "gutter"   // the white between columns
	TrackingLever Lever = "tracking" // the white between letters
	ImagesLever   Lever = "images"   // the height of pictures
	OptionalLever Lever = "optional" // paragraphs that may be dropped
)

// FitPolicy says in which order and how far a theme may give. Each lever goes
// to its limit before the next one moves.
type FitPolicy struct {
	Off                         bool
	Order                       []Lever
	LeastSize, MostSize         display.Length
	LeastLeading, MostLeading   display.Length
	LeastTracking, MostTracking int // 1/1000 of the size
	LeastGutter, MostGutter     display.Length
	MostSpacing                 int // grid lines above sections beyond the theme's
	MostTitle                   int // grid lines above the title
	LeastImages                 int // per cent of their height
}

// builtinPolicy moves leading and size as far as the eye takes them for the same
// design, then opens or closes what stands between, and lets the title sink, some
// of it before the heads are opened further (mayOpen). Its
// floors are those of legibility: 8 pt type, a sixth more than solid leading.
func builtinPolicy() FitPolicy {
	return FitPolicy{
		Order:     []Lever{LeadingLever, SpacingLever, TitleLever, SizeLever, GutterLever, TrackingLever, ImagesLever},
		LeastSize: points(8), MostSize: bodySize.Scale(21, 20),
		LeastLeading: points(10), MostLeading: points(15) + points(1)/2,
		LeastTracking: -5, MostTracking: 5,
		LeastGutter: display.Millimetres(5_000), MostGutter: display.Millimetres(9_000),
		MostSpacing: 2, MostTitle: 24, LeastImages: 70,
	}
}

// Steps of the levers: fine enough that no step moves more than a line or two.
// Leading moves by a tenth of a point.
const (
	sizeStep   = display.Point / 20
	gutterStep = display.Point / 2
	imageStep  = 5 // per cent
)

// Ratios of leading to size, in hundredths, within which leading moves alone.
const (
	tightestLeading = 122
	loosestLeading  = 150
)

// The longer the lines, the further apart they may be: from so many ems on by so
// many hundredths more an em, and by no more than a tenth.
const (
	longLine    = 26
	moreLeading = 300 // hundredths of a hundredth
	mostMore    = 10
)

// loosestLeading returns the ratio of leading to size, in hundredths, up to which
// leading moves alone.
func (t *Theme) loosestLeading() int64 {
	size := t.Styles[BodyStyle].Size
	beyond := t.Page.Measure() - longLine*size
	return loosestLeading + min(display.MulDiv(int64(max(beyond, 0)), moreLeading, 100*int64(size)), mostMore)
}

// maxTrials bounds how often an edition is set in search of a fit.
const maxTrials = 8

// fit sets the edition so that it fills the pages promised: with the theme as it
// is where that will do, else with the least change that the policy allows. A
// text that cannot be made to fit is returned as it was set last.
//
// The policy's levers make a path of themes away from the theme, each step a
// little more changed than the one before. Along it the rows that a text takes
// fall (or rise) nearly steadily, so that a few trials find the first step that
// fits.
func (s *setter) fit() *trial {
	s.checkLanguage()
	s.checkHyphenation()
	base := s.theme
	base.optional, base.pages = countOptional(s.edition.Sections), s.edition.Pages
	if base.Fit.Off {
		return s.find(s.try(base, false))
	}
	if t := s.keep(base); t != nil {
		return t
	}
	return s.fitAnew(base)
}

// fitAnew is fit of a text as if it had never been set before.
func (s *setter) fitAnew(base *Theme) *trial {
	known := s.answerTo(s.measureFoot(base))
	found := known.Load()
	if found != nil && !found.asIs {
		return s.again(found)
	}
	start := s.beginHastily(base)
	if found != nil && start.lost {
		return s.again(found)
	}
	if !start.lost {
		s.part(start, true)
	}
	if found != nil {
		start.lacking = found.lacking
		return start
	}
	t := s.find(start)
	if s.ctx.Err() == nil {
		known.Store(&answer{theme: t.theme, asIs: t == start, lacking: t.lacking})
	}
	return t
}

// mostLoose is how many lines more may end in a hyphen before letters give beyond
// the usual limit for it: a change of a word that brings one should not set all
// pages anew.
const mostLoose = 1

// find is fit from the trial with the theme as it is on.
func (s *setter) find(start *trial) *trial {
	t := s.fitFrom(s.sound(start))
	if t.theme.pages > leafletPages || !t.theme.mayReserve() || t.lineFaults().overHyphens <= mostLoose || s.ctx.Err() != nil {
		return t
	}
	if other := s.fitFrom(s.try(t.theme.reserved(), !t.theme.Fit.Off)); other.faults() < t.faults() {
		return other
	}
	return t
}

// fitFrom is fit from the trial of a theme that is as sound as can be.
func (s *setter) fitFrom(start *trial) *trial {
	if start.theme.Fit.Off || start.clean || len(start.blocks) == 0 {
		return start
	}
	if start.outcome != tooLong && len(start.plan.rows) > leafletPages {
		// Whether its last page is full is nothing to a reader of a long text,
		// and each trial of it costs as much as a hundred leaflets.
		return start
	}
	grow := start.outcome == tooShort || start.outcome == fitsExactly && start.need() < start.room()
	f := &fitter{s: s, start: start, grow: grow, tried: map[int]*trial{}}
	return f.sink(f.search())
}

// sink lets the title sink by the rows that the first page would be left short of
// its foot: the same lines on the same pages, with the white where it belongs.
func (f *fitter) sink(t *trial) *trial {
	short := t.shortRowsOf(0)
	if t.outcome != fitsExactly || short == 0 || t.front.rows == 0 || len(t.plan.rows) < 2 || !slices.Contains(t.theme.Fit.Order, TitleLever) {
		return t
	}
	theme := t.theme.clone()
	if theme.title += short; theme.title > theme.Fit.MostTitle || !theme.titleStaysUp() {
		return t
	}
	if sunk := f.s.try(theme, true); sunk.outcome == fitsExactly && sunk.faults() < t.faults() {
		return sunk
	}
	return t
}

// fitter searches a path of themes for the first that fits.
type fitter struct {
	s     *setter
	start *trial
	grow  bool
	path  []*Theme // as far as it was needed
	ended bool     // it has no more
	tried map[int]*trial
	known map[arranged]bool // what rearrange asked about
}

// theme returns a theme on the path, or nil beyond its end.
func (f *fitter) theme(i int) *Theme {
	for len(f.path) <= i && !f.ended {
		from := f.start.theme
		if n := len(f.path); n > 0 {
			from = f.path[n-1]
		}
		var next *Theme
		for _, lever := range from.Fit.Order {
			if next = from.pull(lever, f.grow); next != nil {
				break
			}
		}
		if next == nil {
			f.ended = true
			break
		}
		f.path = append(f.path, next)
	}
	if i < 0 || i >= len(f.path) {
		return nil
	}
	return f.path[i]
}

// beyond is farther than any path goes.
const beyond = 1 << 20

// search returns the trial of the first theme on the path that fits, or the
// nearest to it.
func (f *fitter) search() *trial {
	low, high := f.narrow()
	best := f.best(func(t *trial) bool { return t.clean })
	if best == nil {
		// Every fit so far has a fault that shows: those nearby may have none.
		below, above := true, true // such steps fit
		for away := 0; away <= mostAway && best == nil && f.s.ctx.Err() == nil; away++ {
			below = below && (f.fitsAt(low-away) || away == 0)
			above = above && f.fitsAt(high+away)
			best = f.best(func(t *trial) bool { return t.clean })
		}
	}
	if best == nil {
		best = f.aside(low, high)
	}
	switch {
	case best != nil:
		return best
	case f.grow && low >= 0 && f.theme(high) != nil:
		return f.fullest(low) // without running over
	case f.grow:
		return f.loosest()
	case f.theme(high) != nil:
		return f.roomiest(high)
	case f.theme(0) == nil:
		return f.start
	}
	f.theme(beyond)
	return f.at(len(f.path) - 1) // what is over is told of the tightest
}

// mostBack is how many steps back from the fullest fit one without a fault that
// shows is looked for.
const mostBack = 6

// fullest returns the trial that fills the pages as far as can be, of those up to
// low on the path: the nearest whose columns are level and whose wide blocks are
// with their text, if there is one.
func (f *fitter) fullest(low int) *trial {
	for i := low; i >= 0 && i > low-mostBack && f.s.ctx.Err() == nil; i-- {
		if t := f.at(i); t.outcome != tooLong && t.filled.cost < awayCost && t.room()-t.need() <= mostShort*t.plan.columns {
			return t
		}
	}
	return f.at(low)
}

// roomiest returns the trial of the first theme from high on that holds it all: of
// the nearest few the first whose columns are level and whose wide blocks are with
// their text, if there is one.
func (f *fitter) roomiest(high int) *trial {
	for i := high; i < high+mostBack && f.theme(i) != nil && f.s.ctx.Err() == nil; i++ {
		if t := f.at(i); t.outcome != tooLong && t.filled.cost < awayCost && t.room()-t.need() <= mostShort*t.plan.columns {
			return t
		}
	}
	return f.at(high)
}

// loosest returns the trial of a text that is too short to fill its pages whatever
// is changed. A few lines may be lacking: the pages are then as full as can be. Of
// more, the text looks as the theme has it, and ends level.
func (f *fitter) loosest() *trial {
	if f.theme(beyond); len(f.path) == 0 {
		return f.start
	}
	last := f.at(len(f.path) - 1)
	f.start.lacking = last.room() - last.need()
	if last.outcome != tooLong && f.start.lacking <= maxShortfall*last.plan.columns {
		return last
	}
	return f.start
}

// fitsAt reports whether the text fits exactly with a theme on the path.
func (f *fitter) fitsAt(i int) bool {
	return f.theme(i) != nil && f.at(i).outcome == fitsExactly
}

// mostAway is how far from where the text should fit a fit without faults is
// looked for.
const mostAway = 3

// narrow finds the place on the path where the text goes from too short to too
// long, or from too long to too short: no theme up to low goes far enough, those
// from high on go too far or fit.
func (f *fitter) narrow() (low, high int) {
	low, high = -1, beyond
	for len(f.tried) < maxTrials && low+1 < high && f.s.ctx.Err() == nil {
		at := f.guess(low, high)
		if f.theme(at) == nil {
			break // the path ends at low
		}
		t := f.at(at)
		var short bool
		switch t.outcome {
		case fitsExactly:
			short = !t.clean && t.need() < t.room()
			if t.clean {
				high = at
				continue
			}
		case tooShort:
			short = true
		case tooLong:
		}
		if short == f.grow {
			low = at
		} else {
			high = at
		}
	}
	return low, high
}

// best returns the least faulty of the trials that will do, the least changed of
// equal ones; nil where there is none. Clean ones are equal.
func (f *fitter) best(will func(*trial) bool) *trial {
	var best *trial
	if f.start.outcome == fitsExactly && will(f.start) {
		best = f.start
	}
	for i := range f.path {
		t := f.tried[i]
		if t == nil || !will(t) {
			continue
		}
		if best == nil || !best.clean && t.faults() < best.faults() {
			best = t
		}
	}
	return best
}

func (f *fitter) at(i int) *trial {
	if f.tried[i] == nil {
		f.tried[i] = f.s.try(f.theme(i), true)
	}
	return f.tried[i]
}

// guess returns the step between low and high at which the text should fit, by
// the rows that it took in the nearest trial. It falls back on the middle where
// that does not narrow the search.
func (f *fitter) guess(low, high int) int {
	known := f.start
	if t := f.tried[low]; t != nil {
		known = t
	} else if t := f.tried[high]; t != nil {
		known = t
	}
	if len(f.tried)%3 == 2 && high < beyond {
		return (low + high) / 2
	}
	found := low + 1
	for i := low + 1; i < high && f.theme(i) != nil; i++ {
		found = i
		if f.fills(known, f.path[i]) == f.grow {
			break
		}
	}
	return found
}

// fills reports whether the text of a trial should fill the pages with another
// theme: its rows grow with the size and shrink with the measure, and the pages'
// rows shrink with the grid.
func (f *fitter) fills(known *trial, theme *Theme) bool {
	from, to := known.theme, theme
	body, other := from.Styles[BodyStyle], to.Styles[BodyStyle]
	width := func(style *Style) int64 { return int64(style.Size) * int64(2000+4*style.LetterSpacing) / 2000 }
	need := display.MulDiv(int64(known.need()), width(other), width(body))
	need = display.MulDiv(need, int64(from.Page.Measure()), int64(to.Page.Measure()))
	room := display.MulDiv(int64(known.room()), int64(from.Grid), int64(to.Grid))
	heads, subheads := int64(len(f.s.edition.Sections)), int64(countSubsections(f.s.edition.Sections))
	need += heads*int64(to.Styles[SectionStyle].Before-from.Styles[SectionStyle].Before) +
		subheads*int64(to.Styles[SubsectionStyle].Before-from.Styles[SubsectionStyle].Before)
	room -= int64(to.title-from.title) * int64(to.Page.Columns)
	// Paragraphs can be set a line longer or shorter, so that the columns take
	// a little more or less than the natural length.
	if f.grow {
		return need*(100+slack) >= room*100
	}
	return need*(100-slack) >= room*100
}

// slack is by how many per cent the paragraphs' other settings lengthen or
// shorten a text at little cost.
const slack = 3

// pull returns the theme with one lever moved one step, or nil where it is at
// its limit.
func (t *Theme) pull(lever Lever, grow bool) *Theme {
	next := t.clone()
	ok := false
	switch lever {
	case LeadingLever:
		ok = next.setLeading(tenths(step(t.Grid, display.Point/10, grow)), tightestLeading, t.loosestLeading())
	case SizeLever:
		ok = next.setSize(step(t.Styles[BodyStyle].Size, sizeStep, grow))
	case SpacingLever:
		ok = (!grow || t.mayOpen()) && next.addSpacing(grow)
	case TitleLever:
		by := -1
		if grow {
			by = 1
		}
		next.title += by
		ok = next.title >= 0 && next.title <= t.Fit.MostTitle && next.titleStaysUp()
	case GutterLever:
		gutter := step(t.Page.Gutter, gutterStep, grow)
		ok = gutter >= t.Fit.LeastGutter && gutter <= t.Fit.MostGutter
		next.Page.Gutter = gutter
		ok = ok && next.Page.Measure() >= 10*t.Styles[BodyStyle].Size
	case TrackingLever:
		ok = next.track(grow)
	case ImagesLever:
		if !grow && t.images > t.Fit.LeastImages {
			next.images, ok = t.images-imageStep, true
		}
	case OptionalLever:
		if !grow {
			next.dropped, ok = t.dropped+1, t.dropped < t.optional
		}
	}
	if !ok {
		return nil
	}
	return next
}

// sunkTitle is by how many lines a title sinks before more than a line is added
// above heads: white is one plane at the head of the first page and a row of holes
// in the columns.
const sunkTitle = 6

// mayOpen reports whether white may be added above heads.
func (t *Theme) mayOpen() bool {
	return t.spacing < 1 || t.title >= sunkTitle || !slices.Contains(t.Fit.Order, TitleLever) || t.pull(TitleLever, true) == nil
}

// titleShare is how many of the grid lines by which a title sinks are above it
// for one that is between it and the text: a title that hangs on its text from a
// void looks dropped, not placed.
const titleShare = 2

// titleAbove returns the grid lines above the title, and those below it.
func (t *Theme) titleAbove() (above, below int) {
	below = t.title / (titleShare + 1)
	return t.title - below, below
}

// titleStaysUp reports whether the title begins in the upper third of its page,
// where a page is begun to be read, or a plane behind it takes no more than a
// quarter of the page beyond what the theme gives it. On the first of more pages
// than a leaf has, which is one page among others, half of that will do.
func (t *Theme) titleStaysUp() bool {
	above, _ := t.titleAbove()
	drop, most := display.Length(above)*t.Grid, t.Page.Height/3-t.Page.Top
	if t.Front.Plane != noColour {
		drop, most = display.Length(t.title)*t.Grid, t.Page.Height/4
	}
	if t.pages > 2 {
		most /= 2
	}
	return drop <= most
}

func step(from, by display.Length, grow bool) display.Length {
	if grow {
		return from + by
	}
	return from - by
}

// tenths rounds a length to tenths of a point, so that the distance of the
// grid's lines is one that can be named.
func tenths(l display.Length) display.Length {
	return display.Point.Scale(display.MulDiv(int64(l), 10, int64(display.Point)), 10)
}

// clone returns a copy whose styles may be changed.
func (t *Theme) clone() *Theme {
	other := *t
	other.Styles = make(map[StyleName]*Style, len(t.Styles))
	for name, style := range t.Styles {
		copied := *style
		other.Styles[name] = &copied
	}
	return &other
}

// flowStyles are the styles of what stands in the columns, which follow the size
// and leading of running text.
func flowStyles() []StyleName {
	return []StyleName{BodyStyle, ListStyle, QuoteStyle, SectionStyle, SubsectionStyle}
}

// setLeading moves the grid, and with it the leading of all that stands on it.
// It reports whether the policy allows that.
func (t *Theme) setLeading(grid display.Length, tightest, loosest int64) bool {
	size := int64(t.Styles[BodyStyle].Size)
	if grid < t.Fit.LeastLeading || grid > t.Fit.MostLeading || int64(grid)*100 < size*tightest || int64(grid)*100 > size*loosest {
		return false
	}
	for _, name := range flowStyles() {
		style := t.Styles[name]
		style.Leading = t.own[name].Leading.Scale(int64(grid), int64(t.ownGrid))
		if style.Leading != grid && name != SectionStyle && name != SubsectionStyle {
			style.Leading = grid
		}
	}
	t.leadBlocks(grid)
	t.Grid = grid
	return true
}

// setSize changes the size of running text, of the heads and the leading in
// proportion. It reports whether the policy allows that.
func (t *Theme) setSize(size display.Length) bool {
	from := t.Styles[BodyStyle].Size
	if !t.scale(size) {
		return false
	}
	grid := tenths(t.Grid.Scale(int64(size), int64(from)))
	grid = min(max(grid, t.Fit.LeastLeading), t.Fit.MostLeading)
	return t.setLeading(grid, 100, 200)
}

// scale is setSize without the leading.
func (t *Theme) scale(size display.Length) bool {
	from := int64(t.own[BodyStyle].Size)
	if size < t.Fit.LeastSize || size > t.Fit.MostSize {
		return false
	}
	for _, name := range flowStyles() {
		style, own := t.Styles[name], t.own[name]
		style.Size = own.Size.Scale(int64(size), from)
		style.Indent = own.Indent.Scale(int64(size), from)
	}
	t.sizeBlocks(size)
	return true
}

// addSpacing adds a grid line above the heads of sections and of subsections in
// turn, or takes the last one added; where there is none, one of the theme's own
// above sections. Subsections never get more than half of what sections do.
func (t *Theme) addSpacing(grow bool) bool {
	section, sub := t.Styles[SectionStyle], t.Styles[SubsectionStyle]
	switch {
	case grow && t.spacing < t.Fit.MostSpacing+t.Fit.MostSpacing/2:
		if t.spacing++; t.spacing%3 == 2 {
			sub.Before++
		} else {
			section.Before++
		}
	case !grow && t.spacing > 0 && t.spacing%3 == 2:
		t.spacing--
		sub.Before--
	case !grow && section.Before > 1:
		t.spacing--
		section.Before--
	default:
		return false
	}
	return true
}

// spaced returns the grid lines that addSpacing added above the heads of sections,
// and above those of subsections.
func (t *Theme) spaced() (sections, subsections int) {
	subsections = (t.spacing + 1) / 3
	return t.spacing - subsections, subsections
}

// track moves the letters of running text apart, or together.
func (t *Theme) track(grow bool) bool {
	by := -1
	if grow {
		by = 1
	}
	body := t.Styles[BodyStyle].LetterSpacing + by
	if body < t.Fit.LeastTracking || body > t.Fit.MostTracking {
		return false
	}
	for _, name := range []StyleName{BodyStyle, ListStyle, QuoteStyle} {
		t.Styles[name].LetterSpacing += by
	}
	return true
}

// drops reports whether optional block n of an edition, from 0 in the order in
// which they stand, is left out: the last goes first.
func (t *Theme) drops(n int) bool { return n >= t.optional-t.dropped }

// countOptional returns how many blocks may be left out.
func countOptional(sections []*content.Section) int {
	n := 0
	for _, section := range sections {
		for _, block := range section.Blocks {
			if block.Info().Optional {
				n++
			}
		}
		n += countOptional(section.Sections)
	}
	return n
}

// countSubsections returns how many sections stand within others.
func countSubsections(sections []*content.Section) int {
	n := 0
	for _, section := range sections {
		n += len(section.Sections) + countSubsections(section.Sections)
	}
	return n
}

// Change is a difference between the theme as it was and as the text was set.
type Change struct {
	Key      string // of the theme: "styles.body.size"
	From, To string // with their units: "9 pt"
}

// changes returns what differs between two themes in what the policy may move.
func changes(from, to *Theme) []Change {
	var list []Change
	add := func(key, was, is string) {
		if was != is {
			list = append(list, Change{key, was, is})
		}
	}
	body, other := from.Styles[BodyStyle], to.Styles[BodyStyle]
	add("styles.body.size", inPoints(body.Size), inPoints(other.Size))
	add("grid", inPoints(from.Grid), inPoints(to.Grid))
	if to.reserve && !from.reserve {
		add("text.expansion", perThousand(from.usualExpansion()), perThousand(int64(to.Expansion)))
	}
	add("styles.body.letter-spacing", count(body.LetterSpacing, "thousandth"), count(other.LetterSpacing, "thousandth"))
	add("styles.section.space-before", count(from.Styles[SectionStyle].Before, "line"), count(to.Styles[SectionStyle].Before, "line"))
	add("styles.subsection.space-before", count(from.Styles[SubsectionStyle].Before, "line"), count(to.Styles[SubsectionStyle].Before, "line"))
	if to.title != from.title {
		add("front", "the title at the head", "the title "+count(to.title-from.title, "line")+" lower")
	}
	add("page.gutter", inPoints(from.Page.Gutter), inPoints(to.Page.Gutter))
	add("images", perCent(from.images), perCent(to.images))
	add("optional", count(from.dropped, "paragraph")+" left out", count(to.dropped, "paragraph")+" left out")
	return slices.Clip(list)
}

func perCent(n int) string { return strconv.Itoa(n) + " %" }

// perThousand writes thousandths as per cent.
func perThousand(n int64) string {
	text := strconv.FormatInt(n/10, 10)
	if n%10 != 0 {
		text += "." + strconv.FormatInt(n%10, 10)
	}
	return text + " %"
}

// inPoints writes a length in points, to the hundredth.
func inPoints(l display.Length) string {
	hundredths := display.MulDiv(int64(l), 100, int64(display.Point))
	text := fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".") + " pt"
}
