package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"korthet/content"
)

// Bounds of the search for how far a text overflows.
const (
	leastColumn = 8       // rows of a column, where the plan has no room at all
	mostPages   = 1 << 14 // beyond which a text is only called too long
)

// excess is what does not fit of a text.
type excess struct {
	lines      int // none where something is too high for any column
	characters int
	first      content.Pos // where it begins
	pages      int         // that would hold all
	sections   []sectionExcess
}

// sectionExcess is what does not fit of one section.
type sectionExcess struct {
	title             string
	lines, characters int
}

// overflow sets text that does not fit the plan on more pages. It returns the
// segments on the plan's pages, and what is left over.
func (s *setter) overflow(t *trial) (fitting filling, over excess) {
	blocks, plan := t.blocks, t.plan
	pages := len(plan.rows)
	more := columnPlan{columns: plan.columns, rows: slices.Clone(plan.rows)}
	full := max(s.gridRows(), leastColumn)
	for len(more.rows) < mostPages && s.ctx.Err() == nil {
		for range len(more.rows) {
			more.rows = append(more.rows, full)
		}
		filled := s.fill(blocks, t.wides, more, false)
		if filled.stuck >= 0 {
			return filling{}, excess{first: blocks[min(filled.stuck, len(blocks)-1)].posAt(0, 0)}
		}
		if !filled.ok {
			continue
		}
		for i := range filled.segments {
			seg := &filled.segments[i]
			if seg.column/plan.columns < pages {
				fitting.segments = append(fitting.segments, *seg)
				continue
			}
			over.add(seg)
			over.pages = seg.column/plan.columns + 1
		}
		for _, at := range filled.wides {
			if at.page < pages {
				fitting.wides = append(fitting.wides, at)
				continue
			}
			over.addWide(&t.wides[at.index], plan.columns)
			over.pages = max(over.pages, at.page+1)
		}
		return fitting, over
	}
	return filling{}, excess{}
}

// add counts a segment that is left over.
func (e *excess) add(seg *segment) {
	if e.lines == 0 {
		e.first = seg.block.posAt(seg.setting, seg.from)
	}
	characters := 0
	if p := seg.block.p; p != nil {
		lines := seg.block.settings[seg.setting].lines[seg.from:seg.to]
		characters = utf8.RuneCountInString(p.text[lines[0].start:lines[len(lines)-1].end])
	}
	e.lines += seg.rows()
	e.characters += characters
	if n := len(e.sections); n == 0 || e.sections[n-1].title != seg.block.section {
		e.sections = append(e.sections, sectionExcess{title: seg.block.section})
	}
	last := &e.sections[len(e.sections)-1]
	last.lines += seg.rows()
	last.characters += characters
}

// addWide counts a wide block that is left over.
func (e *excess) addWide(wide *wideBlock, columns int) {
	if e.lines == 0 {
		e.first = wide.block.pos
	}
	e.lines += wide.rows() * columns
}

// bySection returns what is left over by section, in words; nothing where it is
// of one section alone.
func (e *excess) bySection() string {
	if len(e.sections) < 2 {
		return ""
	}
	parts := make([]string, len(e.sections))
	for i, section := range e.sections {
		parts[i] = "“" + section.title + "” " + count(section.lines, "line") + ", " + count(section.characters, "character")
	}
	return " (" + strings.Join(parts, "; ") + ")"
}
