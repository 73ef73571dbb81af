package layout

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"korthet/layout/display"
)

// outcome says how a text lies on the pages promised.
type outcome uint8

const (
	fitsExactly outcome = iota // every column of every page is full
	tooShort                   // room is left
	tooLong                    // room is lacking
)

// What a fit may cost over the natural settings of all paragraphs, and how
// faulty its lines may be, to count as clean: a few more hyphens, a line or two
// with spaces a little wider than they should be.
const (
	cleanCost   = 9_000_000
	cleanWide   = 8_000_000 // and for each wide block, which may stand some way after its place
	cleanFaults = 6_000_000
	mostFaults  = 20_000_000

	// mostHyphens is the share of lines, in per cent, that may end in a hyphen;
	// a line beyond it costs overHyphenPrice in comparing fits, and that there is
	// one at all as much as two rows too many above a head (holeCost).
	mostHyphens     = 26
	overHyphenPrice = 9_000_000
	anyOverPrice    = 12_000_000
)

// trial is the edition set with one theme: everything is broken into lines and
// parted among pages, and nothing placed yet.
type trial struct {
	theme    *Theme
	root     *node
	front    area
	foot     area
	blocks   []*flowBlock
	wides    []wideBlock
	plan     columnPlan
	filled   filling
	outcome  outcome
	clean    bool      // it fits exactly without a fault that shows
	lacking  int       // of a text too short: rows that it lacks when all levers have given what they can
	footless bool      // of its foot only the height is known
	nearly   bool      // it would be clean, but for pages that end short of their foot
	lost     bool      // it was left at a paragraph that has no lines within any tolerance
	problems []Problem // met while setting with this theme
}

// try sets the edition with a theme. With exact it asks for full columns on all
// pages promised, and falls back on level ones.
func (s *setter) try(theme *Theme, exact bool) *trial {
	t := s.beginTrial(theme)
	s.part(t, exact)
	return t
}

// beginTrial breaks everything into lines and finds the room for them.
func (s *setter) beginTrial(theme *Theme) *trial {
	t := &trial{theme: theme}
	t.problems = s.apart(func() {
		s.breakAll(t)
		s.endTrial(t)
	})
	return t
}

// beginHastily is beginTrial where another theme is looked for if a paragraph has
// no lines within any tolerance. Such a trial has not all blocks and is not parted.
func (s *setter) beginHastily(theme *Theme) *trial {
	s.hasty, s.patience = true, math.MaxInt64
	t := s.beginTrial(theme)
	t.lost = s.lost
	s.hasty, s.lost = false, false
	return t
}

// part parts the blocks of a trial among the columns.
func (s *setter) part(t *trial, exact bool) {
	t.problems = append(t.problems, s.apart(func() {
		if exact {
			s.fillExactly(t)
		}
		if !t.filled.ok {
			t.filled = s.fill(t.blocks, t.wides, t.plan, false)
			t.outcome = tooShort
			if !t.filled.ok {
				t.outcome = tooLong
			}
		}
	})...)
}

// tryNearly is try with exact where nothing will do but a trial that fits nearly:
// one that does not is left unfinished as soon as that is sure.
func (s *setter) tryNearly(theme *Theme) *trial {
	t := &trial{theme: theme}
	s.hasty, s.patience, s.natural = true, mostFaults, false
	defer func() { s.hasty, s.lost = false, false }()
	t.problems = s.apart(func() {
		if s.breakAll(t); s.lost || t.cannotBeClean() {
			return
		}
		s.endTrial(t)
		if len(t.wides) == 0 {
			s.worth = cleanLimit(0) + 1
		}
		s.fillExactly(t)
		s.worth = 0
	})
	return t
}

// partBelow is part with exact where a fit is of use only if it costs less than
// some demerits, its hyphens too many included: others are not looked for.
func (s *setter) partBelow(t *trial, cost int64) {
	t.problems = append(t.problems, s.apart(func() {
		s.worth = cost
		s.fillExactly(t)
		s.worth = 0
	})...)
	if !t.filled.ok {
		t.outcome = tooShort // or too long: it is not used
	}
}

// breakAll begins a trial: everything in the columns is broken into lines.
func (s *setter) breakAll(t *trial) {
	s.theme = t.theme
	t.root = &node{
		tag:      display.Tag{Role: display.RoleDocument, Lang: s.edition.Language},
		language: s.edition.Language,
	}
	t.front = s.front(t.root)
	t.blocks = s.collectSections(t.root)
}

// endTrial finds what stands below the columns and the room for them. Of all
// trials at one measure the foot is as high; that of the chosen one is set again.
func (s *setter) endTrial(t *trial) {
	measure := s.theme.Page.Measure()
	known, ok := s.feet[measure]
	if ok {
		t.foot = area{rows: s.footRows(known.height), height: known.height, contact: known.contact}
		t.footless = true
	} else {
		t.foot = s.foot(t.root)
		s.feet[measure] = footHeights{t.foot.height, t.foot.contact}
	}
	t.plan = s.planFor(t.front.rows, t.foot.rows)
	t.partWide()
}

// measureFoot finds the heights of the foot with a theme.
func (s *setter) measureFoot(theme *Theme) footHeights {
	s.theme = theme
	var foot area
	s.apart(func() { foot = s.foot(&node{language: s.edition.Language}) })
	heights := footHeights{foot.height, foot.contact}
	s.feet[theme.Page.Measure()] = heights
	return heights
}

// fillExactly asks for full columns on all pages promised.
func (s *setter) fillExactly(t *trial) {
	t.filled = s.fill(t.blocks, t.wides, t.plan, true)
	t.outcome = fitsExactly
	t.nearly = t.isClean()
	t.clean = t.nearly && t.shortRows() == 0
}

// cannotBeClean reports whether the lines are such that the trial cannot be clean,
// nor nearly, whichever of the paragraphs' settings are chosen: it counts the
// fewest faults and the fewest hyphens that there can be.
func (t *trial) cannotBeClean() bool {
	var faults int64
	over := 0 // hundredths of hyphens beyond what the lines may have
	for _, block := range t.blocks {
		least := 0
		for i, set := range block.settings {
			if block.p == nil || block.p.style.Align != Justify {
				continue
			}
			if own := 100*set.hyphens() - mostHyphens*(len(set.lines)-1); i == 0 || own < least {
				least = own
			}
		}
		faults += block.leastFaults()
		over += least
	}
	return faults > mostFaults || over > 0
}

// leastFaults returns those of the setting that has the fewest.
func (b *flowBlock) leastFaults() int64 {
	least := b.settings[0].faults
	for _, set := range b.settings {
		least = min(least, set.faults)
	}
	return least
}

// faults returns how faulty the trial is, in demerits.
func (t *trial) faults() int64 {
	l := t.lineFaults()
	return t.filled.cost + l.all + l.overHyphens*overHyphenPrice + min(l.overHyphens, 1)*anyOverPrice
}

// isClean reports whether the trial fits without a fault that shows. What the
// text itself does not let be better is no fault of the fit, within reason.
func (t *trial) isClean() bool {
	l := t.lineFaults()
	return t.filled.ok && t.filled.cost <= cleanLimit(len(t.wides)) && l.added <= cleanFaults && l.all <= mostFaults && l.overHyphens == 0
}

// cleanLimit is what a clean fit may cost with so many wide blocks.
func cleanLimit(wides int) int64 { return cleanCost + int64(wides)*cleanWide }

// hyphens returns how many lines end within a word, or after a hyphen.
func (set *setting) hyphens() int {
	n := 0
	for i := range set.lines {
		if set.lines[i].parted {
			n++
		}
	}
	return n
}

// shortRows returns the rows that pages before the last end short of their foot.
func (t *trial) shortRows() int {
	short := 0
	for page := range len(t.plan.rows) - 1 {
		short += t.shortRowsOf(page)
	}
	return short
}

// shortRowsOf returns the rows that a page ends short of its foot.
func (t *trial) shortRowsOf(page int) int {
	end := 0
	for i := range t.filled.segments {
		if seg := &t.filled.segments[i]; seg.column/t.plan.columns == page {
			end = max(end, seg.row+seg.rows())
		}
	}
	for _, at := range t.filled.wides {
		if at.page == page {
			end = max(end, at.row+t.wides[at.index].rows()-at.lower-1)
		}
	}
	return max(t.plan.rows[page]-end, 0)
}

// lineFaults is how faulty the lines are that were chosen.
type lineFaults struct {
	all, added  int64 // demerits; and how much more than the natural lines'
	overHyphens int64 // lines that end in a hyphen beyond mostHyphens
}

func (t *trial) lineFaults() lineFaults { return faultsOf(t.filled.segments) }

func faultsOf(segments []segment) lineFaults {
	var l lineFaults
	hyphens, lines := 0, 0
	for i := range segments {
		seg := &segments[i]
		if seg.from != 0 {
			continue
		}
		settings := seg.block.settings
		set := settings[seg.setting]
		l.all += set.faults
		l.added += max(set.faults-settings[0].faults, 0)
		if seg.block.p == nil || seg.block.p.style.Align != Justify {
			continue
		}
		lines += len(set.lines) - 1
		hyphens += set.hyphens()
	}
	l.overHyphens = int64(max(hyphens-lines*mostHyphens/100, 0))
	return l
}

// hopeless reports whether the paragraphs' natural lines have so many faults that
// no choice among their other settings makes the trial clean.
func (t *trial) hopeless() bool {
	l := t.naturalFaults()
	return l.all > mostFaults || l.overHyphens > mostSaved
}

// mostSaved is how many hyphens the paragraphs' other settings may save.
const mostSaved = 3

// planFor returns the room on the pages promised.
func (s *setter) planFor(frontRows, footRows int) columnPlan {
	promised := max(s.edition.Pages, 1)
	plan := columnPlan{columns: s.theme.Page.Columns, rows: slices.Repeat([]int{s.gridRows()}, promised)}
	plan.rows[0] = max(plan.rows[0]-frontRows, 0)
	plan.rows[promised-1] = max(plan.rows[promised-1]-footRows, 0)
	return plan
}

// gridRows returns the grid rows between the margins.
func (s *setter) gridRows() int {
	page := &s.theme.Page
	return int((page.Height - page.Top - page.Bottom) / s.theme.Grid)
}

// footSlack returns what is left between the last grid row and the margin.
func (s *setter) footSlack() display.Length {
	page := &s.theme.Page
	return (page.Height - page.Top - page.Bottom) % s.theme.Grid
}

// need returns the grid rows that the text takes at its natural length.
func (t *trial) need() int {
	rows := 0
	for _, block := range t.blocks {
		rows += block.rows[0] + block.before
	}
	return rows
}

// room returns the grid rows that the pages have.
func (t *trial) room() int {
	rows := 0
	for _, page := range t.plan.rows {
		rows += page * t.plan.columns
	}
	for i := range t.wides {
		rows -= t.wides[i].rows() * t.plan.columns
	}
	return rows
}

// settle ends a trial that was chosen: what is wrong with it is reported, and
// every paragraph gets its lines.
func (s *setter) settle(t *trial) {
	s.theme = t.theme
	s.problems = append(s.problems, t.problems...)
	if t.footless {
		t.foot = s.foot(t.root)
	}
	s.checkAreas(t)
	switch {
	case s.ctx.Err() != nil:
	case t.outcome == tooLong:
		fitting := s.reportOverflow(t)
		t.filled.segments, t.filled.wides = fitting.segments, fitting.wides
	default:
		s.checkEmptyPages(t)
	}
	s.checkWide(t)
	for i := range t.filled.segments {
		seg := &t.filled.segments[i]
		seg.block.choose(seg.setting)
		if seg.block.solid != nil && seg.setting > 0 {
			s.lower(seg.block.solid, seg.setting)
		}
	}
	for _, at := range t.filled.wides {
		if at.lower > 0 {
			s.lower(t.wides[at.index].block.solid, at.lower)
		}
	}
	for _, block := range t.blocks {
		if !block.chosen { // did not fit: its text is told all the same
			block.choose(0)
		}
	}
}

// checkAreas reports a title area or foot that its page cannot hold.
func (s *setter) checkAreas(t *trial) {
	front, foot := t.front.rows, t.foot.rows
	if front > s.gridRows() {
		s.report(Error, s.edition.Front.Title[0].Pos, "make the title shorter, or its type smaller in theme.yaml", "the title is too high for the page")
	}
	if foot > s.gridRows() || len(t.plan.rows) == 1 && front <= s.gridRows() && front+foot > s.gridRows() {
		pos := s.edition.PagesPos
		if s.edition.Office != nil {
			pos = s.edition.Office.Pos
		}
		s.report(Error, pos, "make it shorter, or promise more pages", "the contact block and the colophon are too high for the last page")
	}
}

// reportOverflow reports text that does not fit, and returns what does.
func (s *setter) reportOverflow(t *trial) filling {
	fitting, over := s.overflow(t)
	first := over.first
	if first.File == "" {
		first = s.edition.PagesPos
	}
	if over.lines == 0 {
		s.report(Error, first, "make it shorter, or its type smaller", "what begins here is too high for any column")
		return fitting
	}
	s.report(Error, first,
		"cut about "+strconv.Itoa(over.characters)+" characters, or promise "+count(over.pages, "page")+" in publication.yaml",
		"the text is %s too long for %s; what does not fit begins here%s", count(over.lines, "line"), count(len(t.plan.rows), "page"), over.bySection())
	return fitting
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// lineLength returns how many characters a line of running text has, on average.
func (t *trial) lineLength() int {
	lines, characters := 0, 0
	for _, b := range t.blocks {
		if b.p != nil && b.p.style.Name == BodyStyle {
			lines += len(b.settings[0].lines)
			characters += utf8.RuneCountInString(b.p.text)
		}
	}
	return characters / max(lines, 1)
}

// mostShort is how many rows the columns of the last page may end short without
// a word.
const mostShort = 2 * maxShortfall

// checkEmptyPages warns of pages that were promised and have no text, or not
// enough to fill them with all that the policy lets give.
func (s *setter) checkEmptyPages(t *trial) {
	promised, used := len(t.plan.rows), 0
	for _, seg := range t.filled.segments {
		used = max(used, seg.column/t.plan.columns+1)
	}
	for _, at := range t.filled.wides {
		used = max(used, at.page+1)
	}
	if used < promised && promised > 1 {
		s.report(Warning, s.edition.PagesPos, "promise fewer pages, or write more",
			"the text fills only %s of the %s promised", count(used, "page"), count(promised, "page"))
		return
	}
	missing := t.room() - t.need()
	if t.lacking > 0 {
		missing = t.lacking
	}
	if t.outcome != tooShort || promised == 1 || promised > leafletPages || t.theme.Fit.Off || missing <= mostShort*t.plan.columns {
		return
	}
	s.report(Warning, s.edition.PagesPos,
		"write about "+strconv.Itoa(missing*t.lineLength())+" characters more, promise fewer pages, or let more give under fit in theme.yaml",
		"the text is %s too short to fill %s, whatever gives", count(missing, "line"), count(promised, "page"))
}
