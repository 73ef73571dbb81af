package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// The styles of blocks other than running text.
const (
	TableStyle       StyleName = "table"
	TableHeadStyle   StyleName = "table-head"
	CaptionStyle     StyleName = "caption"
	CreditStyle      StyleName = "credit"
	PullQuoteStyle   StyleName = "pull-quote"
	PullQuoteByStyle StyleName = "pull-quote-by"
	BoxStyle         StyleName = "box"
	BoxTitleStyle    StyleName = "box-title"
	FactNumberStyle  StyleName = "fact-number"
	FactLabelStyle   StyleName = "fact-label"
	NoteStyle        StyleName = "note"
)

// BlockTheme is the measures of blocks that are no type.
type BlockTheme struct {
	Rule      display.Length // thickness of rules that part things: a table's head, pull quotes, facts
	Hairline  display.Length // thickness of the rules between a table's rows
	RuleInk   display.Ink    // of both
	AccentInk display.Ink    // of the rules of pull quotes, facts and notes
	CellGap   display.Length // white between a table's columns, at least
	FactGap   display.Length // white between facts
	BoxInset  display.Length // from a box's edge to what is in it, at its sides
	BoxColour int            // of a box's ground, where its author names none; or noColour
	BoxFrame  int            // the colour of a box's frame, or noColour
	HeadTint  int            // the colour behind a table's head, or noColour
	Stripes   int            // the colour behind every second row of a table, or noColour
	Caption   display.Length // from a picture's edge to the caption's capitals
	QRSize    display.Length // of a QR code with its quiet zone
	QRGap     display.Length // from a QR code to what stands beside it
}

// mostRule is the thickest that a rule may be.
const mostRule = 12 * display.Point

// mostInset is the most white between a box's edge and its text.
const mostInset = 40 * display.Point

// blocks takes over what the author's theme says of boxes and tables.
func (r *resolver) blocks() {
	blocks, box, table := &r.theme.Blocks, &r.fields.Box, &r.fields.Table
	r.rules()
	r.colourIndex(&blocks.BoxColour, box.Colour)
	r.colourIndex(&blocks.BoxFrame, box.Frame)
	r.colourIndex(&blocks.RuleInk.Colour, table.Rule)
	if blocks.RuleInk.Colour == noColour {
		blocks.Rule, blocks.Hairline, blocks.RuleInk.Colour = 0, 0, textColour
	}
	r.colourIndex(&blocks.HeadTint, table.Head)
	r.colourIndex(&blocks.Stripes, table.Stripes)
	inset := blocks.BoxInset
	r.length(&inset, box.Padding, r.theme.Styles[BoxStyle].Size)
	if inset < 0 || inset > mostInset {
		r.problem(box.Padding.Pos, "give a length such as 3 mm", "boxes cannot be padded as much as that")
		return
	}
	blocks.BoxInset = inset
}

// rules takes over what the author's theme says of the rules that part things.
func (r *resolver) rules() {
	blocks, w := &r.theme.Blocks, &r.fields.Rules
	size := r.theme.Styles[BodyStyle].Size
	for _, rule := range []struct {
		to *display.Length
		w  content.Length
	}{{&blocks.Rule, w.Width}, {&blocks.Hairline, w.Hairline}} {
		width := *rule.to
		r.length(&width, rule.w, size)
		if width < 0 || width > mostRule {
			r.problem(rule.w.Pos, "give a length such as 0.5 pt", "rules cannot be as thick as that")
			continue
		}
		*rule.to = width
	}
	r.colourIndex(&blocks.AccentInk.Colour, w.Accent)
	if blocks.AccentInk.Colour == noColour {
		r.problem(w.Accent.Pos, "name it under colours", "these rules need a colour")
		blocks.AccentInk.Colour = brandColour
	}
}

// leastBlockSize is the size that small type is not made smaller than where it
// follows running text.
const leastBlockSize = display.Point * 13 / 2

// leadBlocks moves the leading of blocks' type with the grid.
func (t *Theme) leadBlocks(grid display.Length) {
	for _, standard := range blockStyles() {
		t.Styles[standard.Name].Leading = t.own[standard.Name].Leading.Scale(int64(grid), int64(t.ownGrid))
	}
}

// sizeBlocks changes the size of blocks' type in proportion to running text's.
func (t *Theme) sizeBlocks(size display.Length) {
	from := int64(t.own[BodyStyle].Size)
	for _, standard := range blockStyles() {
		style, own := t.Styles[standard.Name], t.own[standard.Name]
		style.Size = max(own.Size.Scale(int64(size), from), min(own.Size, leastBlockSize))
		style.Indent = own.Indent.Scale(int64(size), from)
	}
}

func builtinBlocks() BlockTheme {
	return BlockTheme{
		Rule: display.Point / 2, Hairline: display.Point / 4,
		RuleInk:   display.Ink{Colour: textColour, Tint: display.Solid},
		AccentInk: display.Ink{Colour: brandColour, Tint: display.Solid},
		CellGap:   points(9), FactGap: points(12),
		BoxInset: display.Millimetres(4_000), BoxColour: tintColour, BoxFrame: noColour,
		HeadTint: noColour, Stripes: noColour,
		Caption: points(5),
		QRSize:  display.Millimetres(24_000), QRGap: display.Millimetres(3_000),
	}
}

// blockStyles returns the built-in styles of blocks other than running text.
func blockStyles() []*Style {
	serif := []string{"Source Serif 4", "Noto Serif"}
	sans := []string{"Source Sans 3", "Noto Sans"}
	text := display.Ink{Colour: textColour, Tint: display.Solid, Overprint: true}
	brand := display.Ink{Colour: brandColour, Tint: display.Solid}
	muted := display.Ink{Colour: mutedColour, Tint: display.Solid}
	half := display.Point / 2
	// Figures of one width stand below each other.
	tabular := []string{"tnum", "lnum"}
	return []*Style{
		{Name: TableStyle, Families: sans, Weight: 400, Size: points(8) + half, Leading: points(12), Ink: text, Features: tabular, Align: AlignStart, Hyphenate: true},
		{Name: TableHeadStyle, Families: sans, Weight: 600, Size: points(8) + half, Leading: points(12), Ink: text, Features: tabular, Align: AlignStart, Hyphenate: true},
		{Name: CaptionStyle, Families: sans, Weight: 400, Size: points(8), Leading: points(10), Ink: muted, Align: AlignStart},
		{Name: CreditStyle, Families: sans, Weight: 400, Size: points(6) + half, Leading: points(9), Ink: muted, Align: AlignStart},
		{Name: PullQuoteStyle, Families: serif, Weight: 400, Italic: true, Size: points(14), Leading: points(18), Ink: brand, Align: AlignStart},
		{Name: PullQuoteByStyle, Families: sans, Weight: 400, Size: points(8), Leading: points(12), Ink: muted, Align: AlignStart},
		{Name: BoxStyle, Families: sans, Weight: 400, Size: bodySize, Leading: points(12), Ink: text, Features: []string{"onum", "pnum"}, Align: AlignStart, Hyphenate: true, Indent: points(9)},
		{Name: BoxTitleStyle, Families: sans, Weight: 600, Size: points(9) + half, Leading: points(12), Ink: brand, Align: AlignStart},
		{Name: FactNumberStyle, Families: sans, Weight: 600, Size: points(24), Leading: points(24), Ink: brand, Features: []string{"lnum", "pnum"}, Align: AlignStart, LetterSpacing: -5},
		{Name: FactLabelStyle, Families: sans, Weight: 400, Size: points(8), Leading: points(10), Ink: text, Align: AlignStart},
		{Name: NoteStyle, Families: sans, Weight: 400, Size: points(7) + half, Leading: points(10), Ink: text, Align: AlignStart, Hyphenate: true},
	}
}
