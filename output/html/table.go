package html

import (
	"strconv"

	"korthet/layout/display"
)

// The most columns and rows that a cell may span (HTML, 4.9.11).
const (
	maxColSpan = 1000
	maxRowSpan = 65534
)

// table writes a table. A caption that comes first is the table's own; one that
// comes later becomes the caption of a figure around the table, which may stand
// at the end as the tree has it. Leading rows of heads alone are the table's
// head.
func (p *page) table(id display.TagID, c context) {
	if c.noTable {
		p.block("div", id, c)
		return
	}
	tag := &p.doc.Tags[id]
	kids := tag.Kids
	last := len(kids) - 1
	around := last > 0 && p.doc.Tags[kids[last]].Role == display.RoleCaption
	if around {
		p.line()
		p.raw("<figure>")
		kids = kids[:last]
	}
	p.openBlock("table", tag)
	if len(kids) > 0 && p.doc.Tags[kids[0]].Role == display.RoleCaption {
		inner := c
		inner.noTable = true
		p.caption("caption", kids[0], inner)
		kids = kids[1:]
	}
	heads := 0
	for heads < len(kids) && p.isHeadRow(kids[heads]) {
		heads++
	}
	if heads == len(kids) {
		heads = 0
	}
	p.rows("thead", kids[:heads], c)
	p.rows("tbody", kids[heads:], c)
	p.line()
	p.closeBlock("table")
	if around {
		p.caption("figcaption", tag.Kids[last], c)
		p.line()
		p.closeBlock("figure")
	}
}

// caption writes a caption, which may hold blocks.
func (p *page) caption(name string, id display.TagID, c context) {
	c.phrasing = !p.blocks[id]
	p.block(name, id, c)
}

// isHeadRow reports whether a tag is a row of heads of columns.
func (p *page) isHeadRow(id display.TagID) bool {
	tag := &p.doc.Tags[id]
	if tag.Role != display.RoleTableRow || len(tag.Kids) == 0 || p.replaced(id) {
		return false
	}
	for _, kid := range tag.Kids {
		if cell := &p.doc.Tags[kid]; cell.Role != display.RoleTableHead || cell.Scope == display.RowScope {
			return false
		}
	}
	return true
}

// rows writes rows; what is none becomes a row of one cell.
func (p *page) rows(name string, rows []display.TagID, c context) {
	if len(rows) == 0 {
		return
	}
	p.line()
	p.raw("<" + name + ">")
	for _, row := range rows {
		if p.doc.Tags[row].Role != display.RoleTableRow || p.replaced(row) {
			p.line()
			p.raw("<tr>")
			p.cell(row, c)
			p.line()
			p.closeBlock("tr")
			continue
		}
		p.openBlock("tr", &p.doc.Tags[row])
		for _, kid := range p.doc.Tags[row].Kids {
			p.cell(kid, c)
		}
		p.line()
		p.closeBlock("tr")
	}
	p.line()
	p.closeBlock(name)
}

// cell writes a cell; what is none stands in one. A head of both its row and
// its column has no scope: HTML knows no word for it and finds out by itself.
func (p *page) cell(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	var attributes []string
	if tag.ColSpan > 1 {
		attributes = append(attributes, "colspan", strconv.Itoa(min(tag.ColSpan, maxColSpan)))
	}
	if tag.RowSpan > 1 {
		attributes = append(attributes, "rowspan", strconv.Itoa(min(tag.RowSpan, maxRowSpan)))
	}
	switch tag.Role {
	case display.RoleTableHead:
		switch tag.Scope {
		case display.ColumnScope:
			attributes = append(attributes, "scope", "col")
		case display.RowScope:
			attributes = append(attributes, "scope", "row")
		case display.NoScope, display.BothScope:
		}
		c.plain = true
		p.block("th", id, c, attributes...)
	case display.RoleTableCell:
		p.block("td", id, c, attributes...)
	default:
		p.line()
		p.raw("<td>")
		p.tag(id, c)
		p.closeBlock("td")
	}
}
