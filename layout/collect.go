package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// node is a tag on its way into the tag tree, with what it holds: other nodes,
// or paragraphs whose text is its own.
type node struct {
	tag        display.Tag
	kids       []*node
	paragraphs []*paragraph
	language   string
	id         display.TagID // once it is in the tree
}

func (n *node) add(kid *node) *node {
	n.kids = append(n.kids, kid)
	return kid
}

// collector turns an edition's sections into tags and blocks to fill the columns
// with.
type collector struct {
	s       *setter
	blocks  []*flowBlock
	measure display.Length
	x       display.Length // of what is collected, from the column's start
	style   *Style         // of running text
	// plain says that the next paragraph needs no indent: it follows a head.
	plain    bool
	title    string // of the section at hand
	optional int    // blocks so far that may be left out
	// labels wait for the first line of their items.
	labels []label
	faults int64 // of the first so many blocks, see mayYetDo
	judged int
	collectState
}

// label is a list item's bullet or number.
type label struct {
	paragraph *paragraph
	x         display.Length
}

// collectSections collects the sections under parent and returns the blocks.
func (s *setter) collectSections(parent *node) []*flowBlock {
	c := &collector{s: s, measure: s.theme.Page.Measure(), style: s.theme.Styles[BodyStyle]}
	for _, section := range s.edition.Sections {
		c.section(parent, section, 0)
	}
	return c.blocks
}

// section collects a section. Depth 0 is a section of the publication, which
// has a head of level 2 under the document's title.
func (c *collector) section(parent *node, section *content.Section, depth int) {
	if !c.mayYetDo() {
		return
	}
	language := or(section.Language, parent.language)
	n := parent.add(&node{
		tag:      display.Tag{Role: display.RoleSection, ID: section.ID, Lang: differs(language, parent.language), Src: display.Src(section.Pos)},
		language: language,
	})
	if depth == 0 {
		c.title = section.Title.Plain()
	}
	if len(section.Title) > 0 {
		c.head(n, section.Title, depth, content.BlockInfo{Pos: section.Title[0].Pos})
	}
	for _, block := range section.Blocks {
		if c.s.lost || c.s.ctx.Err() != nil || !c.mayYetDo() {
			return
		}
		if block.Info().Optional {
			c.optional++
			if c.s.theme.drops(c.optional - 1) {
				continue
			}
		}
		c.block(n, block, depth)
	}
	for _, sub := range section.Sections {
		c.section(n, sub, depth+1)
	}
}

// mayYetDo reports whether a hasty trial may come to what it is made for: whether
// the blocks so far have no more faults than would be of use.
func (c *collector) mayYetDo() bool {
	for ; c.s.hasty && c.judged < len(c.blocks); c.judged++ {
		if b := c.blocks[c.judged]; c.s.natural {
			c.faults += b.settings[0].faults
		} else {
			c.faults += b.leastFaults()
		}
	}
	return c.faults <= c.s.patience
}

// head collects a head. Heads below the third level look like those of the
// third.
func (c *collector) head(parent *node, title content.Inlines, depth int, info content.BlockInfo) {
	style := c.s.theme.Styles[SectionStyle]
	if depth > 0 {
		style = c.s.theme.Styles[SubsectionStyle]
	}
	n := c.node(parent, display.Role(min(int(display.RoleHeading2)+depth, int(display.RoleHeading6))), info)
	p := c.s.newParagraph(title, style, n.language, info.Pos)
	n.paragraphs = append(n.paragraphs, p)
	block := c.s.newFlowBlock(p, []*setting{c.s.raggedLines(p, c.measure, true)})
	block.keep, block.whole, block.x = true, true, c.x
	if n := len(c.blocks); n > 0 && c.blocks[n-1].keep {
		block.before = 0 // two heads in a row stand together
	}
	c.push(block)
	c.plain = true
}

func (c *collector) node(parent *node, role display.Role, info content.BlockInfo) *node {
	language := or(info.Language, parent.language)
	return parent.add(&node{
		tag:      display.Tag{Role: role, ID: info.ID, Lang: differs(language, parent.language), Src: display.Src(info.Pos)},
		language: language,
	})
}

func (c *collector) block(parent *node, block content.Block, depth int) {
	switch b := block.(type) {
	case *content.Paragraph:
		c.paragraph(c.node(parent, display.RoleParagraph, b.BlockInfo), b)
	case *content.Heading:
		c.head(parent, b.Text, depth+b.Level, b.BlockInfo)
	case *content.List:
		c.list(c.node(parent, display.RoleList, b.BlockInfo), b, depth)
	case *content.Quote:
		c.quote(c.node(parent, display.RoleBlockQuote, b.BlockInfo), b, depth)
	case *content.Figure:
		c.figure(parent, b)
	case *content.Table:
		c.table(parent, b)
	case *content.PullQuote:
		c.pullQuote(parent, b)
	case *content.Box:
		c.box(parent, b, depth)
	case *content.Facts:
		c.facts(parent, b)
	case *content.QR:
		c.qr(parent, b)
	case *content.Note:
		c.note(parent, b, depth)
	}
}

func (c *collector) paragraph(n *node, b *content.Paragraph) {
	p := c.s.bareParagraph(b.Text, c.style, n.language, b.Pos)
	if !c.plain && !c.s.theme.ParagraphSpace {
		p.indent = c.style.Indent
	}
	n.paragraphs = append(n.paragraphs, p)
	var settings []*setting
	if c.style.Align == Justify {
		settings = c.s.breakLines(p, c.measure)
	} else {
		settings = []*setting{c.s.raggedLines(p, c.measure, false)}
	}
	block := c.s.newFlowBlock(p, settings)
	block.x = c.x
	if c.s.theme.ParagraphSpace && !c.plain {
		block.before = max(block.before, 1)
	}
	c.push(block)
	c.plain = false
}

// push adds a block, with the label that waits for one.
func (c *collector) push(block *flowBlock) {
	block.labels, c.labels = c.labels, nil
	block.section = c.title
	block.before, c.after = max(block.before, c.after), 0
	if block.p != nil {
		c.after = block.p.style.After
	}
	c.blocks = append(c.blocks, block)
}

// differs returns own where it is not outer, else "".
func differs(own, outer string) string {
	if own == outer {
		return ""
	}
	return own
}
