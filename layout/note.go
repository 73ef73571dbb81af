package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// Measures of a note.
const (
	noteRulePt   = 36 // pt, length of the rule above it
	noteGapPt    = 4  // pt, from the rule to the capitals below it
	mostNoteRows = 16 // a higher note may be parted between its paragraphs
)

// note collects a remark in small type below a short rule. Its lines follow
// each other at their own distance; only the last stands on the grid.
func (c *collector) note(parent *node, b *content.Note, depth int) {
	s := c.s
	n := c.node(parent, display.RoleNote, b.BlockInfo)
	style := s.theme.Styles[NoteStyle]
	inner := &collector{s: s, measure: c.measure, style: style, title: c.title}
	inner.own, inner.within = style, true
	for _, block := range b.Blocks {
		inner.plain = true
		inner.block(n, block, depth)
	}
	if len(inner.blocks) == 0 {
		return
	}
	if done := s.pourNote(inner.blocks, style); done.rows <= mostNoteRows || len(inner.blocks) == 1 {
		c.pushSolid(done, b.Pos)
		return
	}
	for i, block := range inner.blocks {
		block.x += c.x
		if i == 0 {
			block.before = max(block.before, 1)
		}
		c.push(block)
	}
	c.after, c.plain = 1, true
}

// pourNote puts a note's blocks into one area, with a rule above. It leaves the
// blocks as they were.
func (s *setter) pourNote(blocks []*flowBlock, style *Style) *area {
	var height display.Length
	solid := false
	for _, b := range blocks {
		if solid = solid || b.solid != nil; !solid {
			height += display.Length(len(b.settings[0].lines)) * style.Leading
		}
	}
	if solid || height > mostNoteRows*s.theme.Grid && len(blocks) > 1 {
		return &area{rows: mostNoteRows + 1}
	}
	done := s.pour(blocks, false)
	first := done.texts[0].baselines[0]
	for i := range done.texts {
		first = min(first, done.texts[i].baselines[0])
	}
	top := first - capHeight(style) - points(noteGapPt) - s.theme.Blocks.Rule
	if top < s.capLine() {
		done.rows++
		done.move(0, s.theme.Grid)
		top += s.theme.Grid
	}
	done.rule(0, top, points(noteRulePt), s.theme.Blocks.Rule, s.theme.Blocks.AccentInk)
	return done
}
