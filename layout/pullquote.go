package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// pullQuoteGapPt is the least white, in points, between the rules of a pull
// quote and its words.
const pullQuoteGapPt = 7

// pullQuote collects a pull quote: a sentence set large between two rules, with
// who said it below.
func (c *collector) pullQuote(parent *node, b *content.PullQuote) {
	s := c.s
	n := c.node(parent, display.RoleBlockQuote, b.BlockInfo)
	text := s.paragraphIn(n.child(display.RoleParagraph, inlinesPos(b.Text)), b.Text, s.theme.Styles[PullQuoteStyle], c.measure)
	height := capHeight(text.style) + display.Length(len(text.lines)-1)*text.style.Leading
	var by *paragraph
	if len(b.By) > 0 {
		by = s.paragraphIn(n.child(display.RoleParagraph, inlinesPos(b.By)), b.By, s.theme.Styles[PullQuoteByStyle], c.measure)
		height += pullQuoteBy(text, by) + display.Length(len(by.lines)-1)*by.style.Leading
	}
	// The upper rule is level with the capitals of the text beside it, the lower
	// one stands on a baseline; the words are midway.
	done := &area{}
	top, gap := s.capLine(), points(pullQuoteGapPt)
	blocks := &s.theme.Blocks
	done.rows = s.rowsWithin(top + 2*blocks.Rule + 2*gap + height)
	bottom := display.Length(done.rows) * s.theme.Grid
	done.rule(0, top, c.measure, blocks.Rule, blocks.AccentInk)
	done.rule(0, bottom-blocks.Rule, c.measure, blocks.Rule, blocks.AccentInk)
	y := done.put(text, 0, (top+bottom-height)/2+capHeight(text.style))
	if by != nil {
		done.put(by, 0, y+pullQuoteBy(text, by))
	}
	c.pushSolid(done, b.Pos)
}

// pullQuoteBy returns the distance from a pull quote's last baseline to that of
// who said it.
func pullQuoteBy(text, by *paragraph) display.Length {
	return text.style.Leading - text.style.Size + by.style.Leading
}
