package html

import "korthet/layout/display"

// list writes a list. Its items' labels stand in the text, so the style sheet
// takes the browser's own away, and the role says that it is a list: one
// browser does not take lists without markers for lists. A caption that comes
// first stands before the list; what else is no item becomes one.
func (p *page) list(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	kids := tag.Kids
	if len(kids) > 0 && p.doc.Tags[kids[0]].Role == display.RoleCaption {
		p.paragraph(kids[0], c, "caption")
		kids = kids[1:]
	}
	name := "ul"
	if tag.Numbered {
		name = "ol"
	}
	if p.labelled(kids) {
		p.openBlock(name, tag, "role", "list")
	} else {
		p.openBlock(name, tag, "role", "list", "class", "plain")
	}
	for _, kid := range kids {
		if p.doc.Tags[kid].Role == display.RoleListItem {
			p.item(kid, c)
			continue
		}
		p.line()
		p.raw("<li>")
		p.tag(kid, c)
		p.closeBlock("li")
	}
	p.line()
	p.closeBlock(name)
}

// item writes a list item: its label, then its text.
func (p *page) item(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	p.openBlock("li", tag)
	if p.replaced(id) {
		p.text(tag.ActualText)
		p.closeBlock("li")
		return
	}
	for _, kid := range tag.Kids {
		switch p.doc.Tags[kid].Role {
		case display.RoleLabel:
			p.label(kid, c)
		case display.RoleListBody:
			p.block("div", kid, c)
		default:
			p.tag(kid, c)
		}
	}
	p.closeBlock("li")
}

// labelled reports whether an item of a list has a label.
func (p *page) labelled(items []display.TagID) bool {
	for _, item := range items {
		for _, kid := range p.doc.Tags[item].Kids {
			if p.doc.Tags[kid].Role == display.RoleLabel {
				return true
			}
		}
	}
	return false
}
