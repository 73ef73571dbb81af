package layout

import (
	"slices"

	"korthet/content"
	"korthet/layout/display"
	"korthet/layout/language"
)

// tableSetter sets one table: a caption, a head row and body rows, each row an
// area of its own, so that a table may go on in the next column.
type tableSetter struct {
	s       *setter
	b       *content.Table
	n       *node
	measure display.Length
	inset   display.Length // of the outer cells, where there is a ground behind them
	columns []tableColumn
	styles  map[tableLook]*Style
}

// tableColumn is a column's place and how its cells stand.
type tableColumn struct {
	x, width      display.Length
	align         cellAlign
	before, after display.Length // widest part of a number before its decimal mark, and from it on
}

// cellAlign is how the cells of a column stand.
type cellAlign uint8

const (
	cellStart cellAlign = iota
	cellCentre
	cellEnd
	cellDecimal
)

// tableLook tells the styles of a table's cells apart.
type tableLook struct {
	head      bool
	align     Align
	hyphenate bool
}

// tableCell is a cell's paragraph: nil where it is empty.
type tableCell struct {
	n       *node
	inlines content.Inlines
	p       *paragraph
	head    bool
	mark    int // offset in the text from which a number stands after its decimal mark; -1: no number
}

// leastTableRows is how many rows a table has at a column's foot and at the next
// one's head at least.
const leastTableRows = 2

// table collects a table as a block for each row. The head is kept with the
// first rows and stands again, as decoration, above rows that begin a column.
func (c *collector) table(parent *node, b *content.Table) {
	if b.Wide && c.wide(b.Pos, func(inner *collector) { inner.table(parent, b) }) {
		return
	}
	t := &tableSetter{s: c.s, b: b, n: c.node(parent, display.RoleTable, b.BlockInfo), measure: c.measure, styles: map[tableLook]*Style{}}
	if len(b.Columns) == 0 {
		return
	}
	if t.s.theme.Blocks.HeadTint != noColour || t.s.theme.Blocks.Stripes != noColour {
		t.inset = t.s.theme.Blocks.CellGap / 2
	}
	first := len(c.blocks)
	if len(b.Caption) > 0 {
		p := t.s.paragraphIn(t.n.child(display.RoleCaption, inlinesPos(b.Caption)), b.Caption, t.s.theme.Styles[CaptionStyle], c.measure)
		caption := t.s.newFlowBlock(p, []*setting{{lines: p.lines}})
		caption.x, caption.keep, caption.whole = c.x, true, true
		c.push(caption)
	}
	head := t.headCells(true)
	rows := make([][]tableCell, len(b.Rows))
	for i := range b.Rows {
		rows[i] = t.rowCells(&b.Rows[i])
	}
	t.align(rows)
	t.widths(head, rows)
	if head != nil {
		block := newSolidBlock(t.headArea(head), b.Pos)
		block.x, block.keep = c.x, true
		c.push(block)
	}
	var again *area
	if head != nil && len(rows) > leastTableRows {
		again = t.headArea(t.headCells(false))
		again.from(b.Pos)
	}
	for i := range rows {
		block := newSolidBlock(t.rowArea(rows[i], i), b.Rows[i].Pos)
		block.x = c.x
		// A row keeps the next one by it at the table's head and foot.
		block.keep = i < leastTableRows-1 || i >= len(rows)-leastTableRows && i < len(rows)-1
		if i >= leastTableRows {
			block.repeat = again
		}
		c.push(block)
	}
	if first < len(c.blocks) {
		c.blocks[first].before = max(c.blocks[first].before, 1)
		c.after, c.plain = 1, true
	}
}

// headCells makes the head row, with its tags or without; nil where no column
// has a head.
func (t *tableSetter) headCells(tagged bool) []tableCell {
	if !slices.ContainsFunc(t.b.Columns, func(column content.TableColumn) bool { return len(column.Head) > 0 }) {
		return nil
	}
	row := &node{language: t.n.language}
	if tagged {
		row = t.n.child(display.RoleTableRow, t.b.Columns[0].Pos)
	}
	cells := make([]tableCell, len(t.b.Columns))
	for i := range t.b.Columns {
		column := &t.b.Columns[i]
		n := row.child(display.RoleTableHead, column.Pos)
		n.tag.Scope = display.ColumnScope
		cells[i] = t.cell(n, column.Head, true)
	}
	return cells
}

// rowCells makes a body row. Cells that the author left out are empty; what
// stands beyond the last column is reported.
func (t *tableSetter) rowCells(row *content.TableRow) []tableCell {
	if len(row.Cells) > len(t.b.Columns) {
		t.s.report(Error, row.Pos, "take the cell out, or add a column", "this row has %s, the table %s", count(len(row.Cells), "cell"), count(len(t.b.Columns), "column"))
	}
	n := t.n.child(display.RoleTableRow, row.Pos)
	cells := make([]tableCell, len(t.b.Columns))
	for i := range cells {
		var inlines content.Inlines
		if i < len(row.Cells) {
			inlines = row.Cells[i]
		}
		heads := i == 0 && t.b.RowHeads
		role := display.RoleTableCell
		if heads {
			role = display.RoleTableHead
		}
		pos := inlinesPos(inlines)
		if pos.File == "" {
			pos = row.Pos
		}
		cell := n.child(role, pos)
		if heads {
			cell.tag.Scope = display.RowScope
		}
		cells[i] = t.cell(cell, inlines, heads)
	}
	return cells
}

func (t *tableSetter) cell(n *node, inlines content.Inlines, head bool) tableCell {
	if len(inlines) == 0 {
		return tableCell{mark: -1}
	}
	p := t.s.newParagraph(inlines, t.style(head, AlignStart, !head), n.language, inlinesPos(inlines))
	n.paragraphs = []*paragraph{p}
	return tableCell{n: n, inlines: inlines, p: p, head: head, mark: decimalMark(p.text, language.Numbers(p.language))}
}

// style returns the style of head or body cells that stand in some way. Words
// are broken only where the theme allows it.
func (t *tableSetter) style(head bool, align Align, hyphenate bool) *Style {
	look := tableLook{head, align, hyphenate}
	if t.styles[look] == nil {
		name := TableStyle
		if head {
			name = TableHeadStyle
		}
		style := *t.s.theme.Styles[name]
		style.Align = align
		style.Hyphenate = style.Hyphenate && hyphenate
		t.styles[look] = &style
	}
	return t.styles[look]
}

// align finds how each column stands: as the author says, or by its cells.
func (t *tableSetter) align(rows [][]tableCell) {
	t.columns = make([]tableColumn, len(t.b.Columns))
	for i := range t.columns {
		column := &t.columns[i]
		switch t.b.Columns[i].Align.Value {
		case "start":
		case "centre":
			column.align = cellCentre
		case "end":
			column.align = cellEnd
		case "decimal":
			column.align = cellDecimal
		default:
			if numeric(rows, i) && (i > 0 || !t.b.RowHeads) {
				column.align = cellDecimal
			}
		}
		for _, row := range rows {
			if column.align != cellDecimal || row[i].mark < 0 {
				continue
			}
			whole, before := t.s.textWidth(row[i].p, row[i].mark)
			column.before, column.after = max(column.before, before), max(column.after, whole-before)
		}
	}
}

// numeric reports whether every cell of a column that says something is a
// number.
func numeric(rows [][]tableCell, column int) bool {
	numbers := 0
	for _, row := range rows {
		switch cell := row[column]; {
		case cell.mark >= 0:
			numbers++
		case cell.p != nil && !emptyMark(cell.p.text):
			return false
		}
	}
	return numbers > 0
}

// widths parts the measure among the columns.
func (t *tableSetter) widths(head []tableCell, rows [][]tableCell) {
	gap := t.s.theme.Blocks.CellGap
	least, most := make([]display.Length, len(t.columns)), make([]display.Length, len(t.columns))
	all := rows
	if head != nil {
		all = append([][]tableCell{head}, rows...)
	}
	for i := range t.columns {
		column := &t.columns[i]
		for r, row := range all {
			if row[i].p == nil {
				continue
			}
			word, line := t.s.wordWidths(row[i].p)
			if column.align == cellDecimal && row[i].mark >= 0 && (head == nil || r > 0) {
				word = line // a number is not broken at its spaces
			}
			least[i], most[i] = max(least[i], word), max(most[i], line)
		}
		number := column.before + column.after
		least[i], most[i] = max(least[i], number), max(most[i], number)
	}
	room := t.measure - 2*t.inset - display.Length(len(t.columns)-1)*gap
	x := t.inset
	for i, width := range columnWidths(least, most, room) {
		t.columns[i].x, t.columns[i].width = x, width
		x += width + gap
	}
}

// headArea sets a head row with the rule below it.
func (t *tableSetter) headArea(cells []tableCell) *area {
	blocks := &t.s.theme.Blocks
	text := t.cells(cells, true)
	done := &area{rows: text.rows}
	if blocks.HeadTint != noColour {
		ink := display.Ink{Colour: blocks.HeadTint, Tint: display.Solid}
		done.decorate(&display.Path{Segments: display.Rectangle(0, t.below(), t.measure, display.Length(text.rows)*t.s.theme.Grid), Fill: &ink})
	}
	done.take(text, 0, 0)
	done.rule(0, t.below()+display.Length(done.rows)*t.s.theme.Grid-blocks.Rule, t.measure, blocks.Rule, blocks.RuleInk)
	return done
}

// rowArea sets body row i with the rule below it.
func (t *tableSetter) rowArea(cells []tableCell, i int) *area {
	blocks := &t.s.theme.Blocks
	text := t.cells(cells, false)
	done := &area{rows: text.rows}
	if blocks.Stripes != noColour && i%2 == 1 {
		ink := display.Ink{Colour: blocks.Stripes, Tint: display.Solid}
		done.decorate(&display.Path{Segments: display.Rectangle(0, t.below(), t.measure, display.Length(text.rows)*t.s.theme.Grid), Fill: &ink})
	}
	done.take(text, 0, 0)
	thickness := blocks.Hairline
	if i == len(t.b.Rows)-1 {
		thickness = blocks.Rule
	}
	done.rule(0, t.below()+display.Length(done.rows)*t.s.theme.Grid-thickness, t.measure, thickness, blocks.RuleInk)
	return done
}

// below returns how far below a baseline the rule's lower edge lies: midway to
// the capitals of the next row.
func (t *tableSetter) below() display.Length {
	return (t.s.theme.Grid - capHeight(t.s.theme.Styles[TableStyle]) + t.s.theme.Blocks.Rule) / 2
}

// cells sets a row's cells. Their first lines are level, and the last line of
// the deepest stands on the grid.
func (t *tableSetter) cells(cells []tableCell, head bool) *area {
	deepest := 1
	for i := range cells {
		cell, column := &cells[i], &t.columns[i]
		if cell.p == nil {
			continue
		}
		if word, _ := t.s.wordWidths(cell.p); cell.head && word > column.width {
			// Heads are broken within words only where there is no other way.
			cell.p = t.s.newParagraph(cell.inlines, t.style(true, AlignStart, true), cell.n.language, inlinesPos(cell.inlines))
			cell.n.paragraphs = []*paragraph{cell.p}
		}
		cell.p.style = t.style(cell.head, column.align.lines(), !cell.head)
		cell.p.lines = t.s.raggedLines(cell.p, column.width, false).lines
		deepest = max(deepest, len(cell.p.lines))
	}
	style := t.style(head, AlignStart, false)
	done := &area{rows: t.s.rowsOf(style, deepest)}
	first := display.Length(done.rows)*t.s.theme.Grid - display.Length(deepest-1)*style.Leading
	for i := range cells {
		cell, column := &cells[i], &t.columns[i]
		if cell.p == nil {
			continue
		}
		x, y := column.x, first
		if head { // the last lines of heads stand on their rule
			y += display.Length(deepest-len(cell.p.lines)) * style.Leading
		}
		if !head && column.align == cellDecimal && cell.mark >= 0 && len(cell.p.lines) == 1 {
			// The decimal marks stand below each other, the widest number at
			// the column's end.
			cell.p.style = t.style(cell.head, AlignStart, !cell.head)
			_, before := t.s.textWidth(cell.p, cell.mark)
			x += column.width - column.after - before
		}
		done.put(cell.p, x, y)
	}
	return done
}

// lines returns how the lines of a column's texts stand. Heads and words in a
// column of numbers stand at its end.
func (a cellAlign) lines() Align {
	switch a {
	case cellCentre:
		return AlignCentre
	case cellEnd, cellDecimal:
		return AlignEnd
	case cellStart:
	}
	return AlignStart
}

// repeatRows returns the grid rows that stand above the block where it begins a
// column.
func (b *flowBlock) repeatRows() int {
	if b.repeat == nil {
		return 0
	}
	return b.repeat.rows
}

// repeats places the heads of the tables that go on in a column, as decoration:
// who listens has heard them.
func (pl *placer) repeats(segments []segment) {
	page := &pl.s.theme.Page
	for i := range segments {
		seg := &segments[i]
		if seg.block.repeat == nil || i > 0 && segments[i-1].column == seg.column {
			continue
		}
		for t := range seg.block.repeat.texts {
			if p := seg.block.repeat.texts[t].p; len(p.leaves) == 0 {
				p.cutLeaves()
			}
		}
		number, column := seg.column/page.Columns, seg.column%page.Columns
		pl.area(seg.block.repeat.clone(), number, page.ColumnX(column)+seg.block.x, pl.top(number, seg.row-seg.block.repeat.rows))
	}
}
