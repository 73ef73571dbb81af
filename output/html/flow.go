package html

import (
	"strconv"
	"strings"
	"unicode"

	"korthet/layout/display"
)

// context is where in the page something stands, as far as it matters for what
// may stand there.
type context struct {
	phrasing bool // only running text: within a paragraph, a head, emphasis
	link     bool // within a link: no other link
	plain    bool // within an address or a head cell: no heads, sections, notes, addresses
	noTable  bool // within a table's caption
}

// content writes what a tag holds.
func (p *page) content(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	if p.replaced(id) {
		p.text(tag.ActualText)
		return
	}
	for _, kid := range tag.Kids {
		p.tag(kid, c)
	}
}

// replaced reports whether a tag's actual text says something else than the
// texts below it, for which it then stands.
func (p *page) replaced(id display.TagID) bool {
	actual := p.doc.Tags[id].ActualText
	if actual == "" {
		return false
	}
	rest, ok := p.without(actual, id)
	return !ok || rest != ""
}

// without takes what is written below a tag off the beginning of a text, and
// reports whether it stands there: a kid's actual text before its texts.
func (p *page) without(text string, id display.TagID) (string, bool) {
	tag := &p.doc.Tags[id]
	rest, ok := strings.CutPrefix(text, tag.Text)
	for i := 0; i < len(tag.Kids) && ok; i++ {
		kid := tag.Kids[i]
		if actual := p.doc.Tags[kid].ActualText; actual != "" {
			rest, ok = strings.CutPrefix(rest, actual)
			continue
		}
		rest, ok = p.without(rest, kid)
	}
	return rest, ok
}

// words writes the texts below a tag as they stand.
func (p *page) words(w *strings.Builder, id display.TagID) {
	w.WriteString(p.doc.Tags[id].Text)
	for _, kid := range p.doc.Tags[id].Kids {
		p.words(w, kid)
	}
}

// tag writes a tag where it stands.
func (p *page) tag(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	if c.phrasing || !isBlock(tag.Role) && tag.Role != display.RoleFigure && (!p.blocks[id] || p.replaced(id)) {
		p.phrase(id, c)
		return
	}
	if p.replaced(id) && tag.Role >= display.RoleList && tag.Role < display.RoleLink { // of elements that hold no mere text
		p.block("div", id, c)
		return
	}
	switch tag.Role {
	case display.RoleSection:
		p.section(id, c)
	case display.RoleHeading1, display.RoleHeading2, display.RoleHeading3, display.RoleHeading4, display.RoleHeading5, display.RoleHeading6:
		p.heading(id, c)
	case display.RoleParagraph:
		p.paragraph(id, c, "")
	case display.RoleCaption:
		p.paragraph(id, c, "caption")
	case display.RoleList:
		p.list(id, c)
	case display.RoleTable:
		p.table(id, c)
	case display.RoleFigure:
		p.figure(id, c)
	case display.RoleBlockQuote:
		p.block("blockquote", id, c)
	case display.RoleNote:
		p.note(id, c)
	case display.RoleAddress:
		p.address(id, c)
	case display.RoleLink:
		p.link(id, c)
	case display.RoleLabel:
		p.label(id, c)
	default: // parts of lists and tables out of their places, spans around blocks
		p.block("div", id, c)
	}
}

// block writes an element on lines of its own, with attributes given in pairs.
func (p *page) block(name string, id display.TagID, c context, attributes ...string) {
	p.openBlock(name, &p.doc.Tags[id], attributes...)
	p.content(id, c)
	p.closeBlock(name)
}

func (p *page) openBlock(name string, tag *display.Tag, attributes ...string) {
	p.line()
	p.raw("<" + name)
	p.identity(tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		p.attribute(attributes[i], attributes[i+1])
	}
	p.raw(">")
}

func (p *page) closeBlock(name string) { p.raw("</" + name + ">\n") }

// section writes a section. It has no name of its own, so that it is no
// landmark: heads are what a reader goes by.
func (p *page) section(id display.TagID, c context) {
	if c.plain {
		p.block("div", id, c)
		return
	}
	p.block("section", id, c)
}

// heading writes a head; where none may stand, a paragraph that looks like one.
func (p *page) heading(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	inner := c
	inner.phrasing = true
	if c.plain {
		p.block("p", id, inner, "class", "head")
		return
	}
	p.block("h"+strconv.Itoa(int(tag.Role-display.RoleHeading1)+1), id, inner)
}

// paragraph writes a paragraph, or a division where it holds blocks.
func (p *page) paragraph(id display.TagID, c context, class string) {
	name := "p"
	if p.blocks[id] {
		name = "div"
	} else {
		c.phrasing = true
	}
	if class == "" {
		p.block(name, id, c)
		return
	}
	p.block(name, id, c, "class", class)
}

// note writes a note. By its role it is no landmark, as other asides are.
func (p *page) note(id display.TagID, c context) {
	name := "aside"
	if c.plain {
		name = "div"
	}
	p.block(name, id, c, "role", "note")
}

// address writes a contact block. HTML allows no heads within <address>, so the
// block is a section, and what of it is no head is an address in it.
func (p *page) address(id display.TagID, c context) {
	if c.plain {
		p.block("div", id, c)
		return
	}
	tag := &p.doc.Tags[id]
	p.openBlock("section", tag, "class", "contact")
	inner := c
	inner.plain = true
	open := false
	for _, kid := range tag.Kids {
		bare := p.sections[kid]
		if open && bare {
			p.line()
			p.closeBlock("address")
			open = false
		}
		if !open && !bare {
			p.line()
			p.raw("<address>")
			open = true
		}
		if bare {
			p.tag(kid, c)
			continue
		}
		p.tag(kid, inner)
	}
	if open {
		p.line()
		p.closeBlock("address")
	}
	p.closeBlock("section")
}

// identity writes a tag's id and language as attributes. An id is written once,
// and only where HTML takes it.
func (p *page) identity(tag *display.Tag) {
	if tag.ID != "" && !p.ids[tag.ID] && isID(tag.ID) {
		p.ids[tag.ID] = true
		p.attribute("id", tag.ID)
	}
	if tag.Lang != "" && tag.Role != display.RoleDocument {
		p.language(tag.Lang)
	}
}

// isID reports whether a text may be an id: HTML forbids white space in it.
func isID(text string) bool {
	for _, r := range text {
		if unicode.IsSpace(r) || clean(r) != r {
			return false
		}
	}
	return true
}
