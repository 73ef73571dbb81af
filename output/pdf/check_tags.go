package pdf

import "korthet/layout/display"

// checkTagged: text that can be read belongs to the tag tree. A page's number
// may be an artifact, so only runs whose tag cannot hold words are wrong.
func checkTagged(c *checker) {
	c.items(func(item display.Item) {
		var tag display.TagID
		var src display.Src
		switch item := item.(type) {
		case *display.GlyphRun:
			tag, src = item.Tag, item.Src
			if tag != display.NoTag && c.doc.Tags[tag].Role != display.RoleText {
				c.report(src, "the text %q belongs to a %s instead of a text", item.Text, c.doc.Tags[tag].Role)
			}
		case *display.Path:
			tag, src = item.Tag, item.Src
		case *display.Image:
			tag, src = item.Tag, item.Src
		case *display.Group, *display.Link:
		}
		if tag != display.NoTag && c.inTable(tag) {
			c.report(src, "something belongs to a %s, which may hold only its own parts", c.doc.Tags[tag].Role)
		}
	})
}

// inTable reports whether a tag is one that holds elements only.
func (c *checker) inTable(tag display.TagID) bool {
	switch c.doc.Tags[tag].Role {
	case display.RoleTable, display.RoleTableRow, display.RoleList, display.RoleListItem, display.RoleDocument:
		return true
	default:
		return false
	}
}

// checkLists: L holds LI and a caption, LI holds Lbl and LBody, and those stand
// nowhere else (Matterhorn 09-005).
func checkLists(c *checker) {
	for id := 1; id < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		parent := c.doc.Tags[tag.Parent].Role
		switch {
		case tag.Role == display.RoleListItem && parent != display.RoleList:
			c.report(tag.Src, "a list item stands outside a list")
		case parent == display.RoleList && tag.Role != display.RoleListItem && tag.Role != display.RoleList && tag.Role != display.RoleCaption:
			c.report(tag.Src, "a %s stands in a list outside its items", tag.Role)
		case tag.Role == display.RoleListBody && parent != display.RoleListItem:
			c.report(tag.Src, "a list item's text stands outside the item")
		case parent == display.RoleListItem && tag.Role != display.RoleLabel && tag.Role != display.RoleListBody:
			c.report(tag.Src, "a %s stands in a list item outside its text", tag.Role)
		}
	}
}

// checkTables: a table has rows, a row cells, all rows the same number of
// columns, and at least one head cell that says what it heads (Matterhorn
// 09-004, 15-003).
func checkTables(c *checker) {
	for id := 1; id < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		parent := c.doc.Tags[tag.Parent].Role
		switch tag.Role {
		case display.RoleTableRow:
			if parent != display.RoleTable {
				c.report(tag.Src, "a table row stands outside a table")
			}
		case display.RoleTableHead, display.RoleTableCell:
			if parent != display.RoleTableRow {
				c.report(tag.Src, "a table cell stands outside a row")
			}
			if tag.Role == display.RoleTableHead && tag.Scope == display.NoScope {
				c.rule = "15-003"
				c.report(tag.Src, "a head cell does not say whether it heads its column or its row")
				c.rule = "09-004"
			}
		case display.RoleTable:
			c.table(display.TagID(id))
		default:
		}
	}
}

// maxSpan bounds how many columns or rows a cell may cover.
const maxSpan = 1000

// table counts the columns of a table's rows, cells that span rows included.
func (c *checker) table(id display.TagID) {
	table := &c.doc.Tags[id]
	columns := -1
	heads := 0
	var hanging []int // by column: how many more rows a cell from above covers
	for _, kid := range table.Kids {
		row := &c.doc.Tags[kid]
		if row.Role == display.RoleCaption {
			continue
		}
		if row.Role != display.RoleTableRow {
			c.report(row.Src, "a %s stands in a table outside its rows", row.Role)
			continue
		}
		width := 0
		skip := func() {
			for width < len(hanging) && hanging[width] > 0 {
				hanging[width]--
				width++
			}
		}
		for _, k := range row.Kids {
			cell := &c.doc.Tags[k]
			if cell.Role == display.RoleTableHead {
				heads++
			} else if cell.Role != display.RoleTableCell {
				c.report(cell.Src, "a %s stands in a table row outside its cells", cell.Role)
				continue
			}
			if cell.ColSpan > maxSpan || cell.RowSpan > maxSpan || cell.ColSpan < 0 || cell.RowSpan < 0 {
				c.report(cell.Src, "a table cell covers %d columns and %d rows", cell.ColSpan, cell.RowSpan)
				return
			}
			skip()
			for range max(1, cell.ColSpan) {
				if width >= len(hanging) {
					hanging = append(hanging, 0)
				}
				hanging[width] = max(1, cell.RowSpan) - 1
				width++
			}
		}
		skip()
		if columns >= 0 && width != columns {
			c.report(row.Src, "this row of the table has %d columns, the rows above have %d", width, columns)
		}
		columns = width
	}
	if heads == 0 {
		c.rule = "15-003"
		c.report(table.Src, "the table has no head cells; say what its columns or rows are")
		c.rule = "09-004"
	}
}
