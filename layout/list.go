package layout

import (
	"strconv"

	"korthet/content"
	"korthet/layout/display"
)

// list collects a list: each item's label hangs before its text. Numbers end
// below each other.
func (c *collector) list(n *node, list *content.List, depth int) {
	n.tag.Numbered = list.Ordered
	style := c.s.theme.Styles[ListStyle]
	if c.own != nil {
		style = c.own
	}
	outer := *c
	labels, widest := c.listLabels(list, style, n.language)
	hang := style.Size * 5 / 4
	if list.Ordered {
		hang = max(hang, widest+style.Size/2)
	}
	for i, item := range list.Items {
		li := c.node(n, display.RoleListItem, item.BlockInfo)
		lbl := c.node(li, display.RoleLabel, content.BlockInfo{Pos: item.Pos})
		p := labels[i]
		lbl.paragraphs = append(lbl.paragraphs, p)
		p.lines = c.s.raggedLines(p, hang, false).lines
		width, _ := c.s.wordWidths(p)
		at := outer.x + widest - width
		c.labels = append(c.labels, label{p, at})
		c.x, c.measure, c.style = outer.x+hang, outer.measure-hang, style
		body := c.node(li, display.RoleListBody, content.BlockInfo{Pos: item.Pos})
		for _, block := range item.Blocks {
			c.plain = true
			c.block(body, block, depth)
		}
		c.x, c.measure, c.style = outer.x, outer.measure, outer.style
		if n := len(c.labels); n > 0 { // an empty item: its label stands alone
			c.labels = c.labels[:n-1]
			block := c.s.newFlowBlock(p, []*setting{{lines: p.lines}})
			block.x = at
			c.push(block)
		}
	}
}

// listLabels makes a list's labels, and returns the width of the widest.
func (c *collector) listLabels(list *content.List, style *Style, language string) (labels []*paragraph, widest display.Length) {
	for i, item := range list.Items {
		text := "•"
		if list.Ordered {
			text = strconv.Itoa(list.Start+i) + "."
		}
		// The space parts the label from what follows when the text is read.
		p := c.s.plainParagraph(content.Text{Value: text + " ", Pos: item.Pos}, style, or(item.Language, language))
		width, _ := c.s.wordWidths(p)
		labels, widest = append(labels, p), max(widest, width)
	}
	return labels, widest
}

// quote collects a block quotation, indented on both sides. Its paragraphs stand
// together; the style's lines above and below are its own.
func (c *collector) quote(n *node, quote *content.Quote, depth int) {
	outer := *c
	style := c.s.theme.Styles[QuoteStyle]
	inset := style.Size
	c.x, c.measure, c.style = outer.x+inset, outer.measure-2*inset, style
	c.plain = true
	first := len(c.blocks)
	for _, block := range quote.Blocks {
		c.block(n, block, depth)
	}
	for i := first + 1; i < len(c.blocks); i++ {
		if b, above := c.blocks[i], c.blocks[i-1]; b.p != nil && b.p.style == style && above.p != nil && above.p.style == style {
			b.before = 0
		}
	}
	c.x, c.measure, c.style = outer.x, outer.measure, outer.style
	c.after = max(c.after, style.After)
	c.plain = true
}
