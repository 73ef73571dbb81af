package html

import (
	"strconv"

	"korthet/layout/display"
)

// figure writes a figure: its picture, then what it says, of which a caption at
// the end is the figure's own. A figure of which nothing can be shown is its
// alternative text.
func (p *page) figure(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	if len(tag.Kids) == 0 && p.figures[int(id)] == nil {
		p.openBlock("figure", tag, "role", "img", "aria-label", oneLine(tag.Alt))
		p.closeBlock("figure")
		return
	}
	p.openBlock("figure", tag)
	p.pictureOf(id)
	for i, kid := range tag.Kids {
		if i == len(tag.Kids)-1 && p.doc.Tags[kid].Role == display.RoleCaption {
			p.caption("figcaption", kid, c)
			continue
		}
		p.tag(kid, c)
	}
	p.line()
	p.closeBlock("figure")
}

// pictureOf writes a figure's pictures, the alternative text standing at the
// first. They measure what they measure on paper, where the window is wide
// enough.
func (p *page) pictureOf(id display.TagID) {
	alt := oneLine(p.doc.Tags[id].Alt)
	for picture := p.figures[int(id)]; picture != nil; picture = picture.next {
		p.raw("<img")
		p.attribute("src", picture.address)
		p.attribute("alt", alt)
		p.attribute("width", strconv.FormatInt(pixels(picture.width), 10))
		p.attribute("height", strconv.FormatInt(pixels(picture.height), 10))
		p.raw("/>")
		alt = ""
	}
}

// pixels returns a length in CSS pixels, of which 96 make an inch; at least one.
func pixels(l display.Length) int64 {
	return max(1, display.MulDiv(int64(l), 96, 72*int64(display.Point)))
}
