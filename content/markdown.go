package content

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxParagraph is how long a run of lines without a blank one may be, in bytes,
// and maxParagraphMarks how many of Markdown's marks it may have: its reader
// takes quadratic time over them.
const (
	maxParagraph      = 64 << 10
	maxParagraphMarks = 4000
)

// maxMarks is how deep quotations, lists and emphasis may be nested in a text.
const maxMarks = 16

// markdown reads Markdown: CommonMark without what a printed page has no place
// for (raw HTML, code blocks, rules, images in running text, which are reported)
// and without link references and underlined heads, which make text disappear
// that merely looks like them. Attributes in braces are our one extension.
type markdown struct {
	body parser.Parser // paragraphs, lists, heads, quotations
	line parser.Parser // inline alone
}

// newMarkdown returns a reader of Markdown.
func newMarkdown() *markdown {
	inline := []util.PrioritizedValue{
		{Value: parser.NewCodeSpanParser(), Priority: 100},
		{Value: spanParser{}, Priority: 150},
		{Value: parser.NewLinkParser(), Priority: 200},
		{Value: parser.NewAutoLinkParser(), Priority: 300},
		{Value: parser.NewRawHTMLParser(), Priority: 400},
		{Value: parser.NewEmphasisParser(), Priority: 500},
	}
	block := []util.PrioritizedValue{
		{Value: parser.NewThematicBreakParser(), Priority: 200},
		{Value: parser.NewListParser(), Priority: 300},
		{Value: parser.NewListItemParser(), Priority: 400},
		{Value: parser.NewCodeBlockParser(), Priority: 500},
		{Value: parser.NewATXHeadingParser(), Priority: 600},
		{Value: parser.NewFencedCodeBlockParser(), Priority: 700},
		{Value: parser.NewBlockquoteParser(), Priority: 800},
		{Value: parser.NewHTMLBlockParser(), Priority: 900},
	}
	paragraph := util.PrioritizedValue{Value: parser.NewParagraphParser(), Priority: 1000}
	attributes := util.PrioritizedValue{Value: blockAttributeParser{}, Priority: 50}
	return &markdown{
		body: parser.NewParser(
			parser.WithBlockParsers(append(block, paragraph)...),
			parser.WithInlineParsers(append([]util.PrioritizedValue{attributes}, inline...)...),
		),
		line: parser.NewParser(parser.WithBlockParsers(paragraph), parser.WithInlineParsers(inline...)),
	}
}

// blocks returns the text's blocks and reports what cannot be set.
func (md *markdown) blocks(sc *scalar, m *mistakes) []Block {
	if at := tooDeep(sc.value); at >= 0 {
		m.add(sc.pos(at), "use fewer > and list marks at the beginning of this line",
			fmt.Sprintf("quotations and lists are nested more than %d deep", maxMarks))
		return nil
	}
	if at := tooLong(sc.value); at >= 0 {
		m.add(sc.pos(at), "divide it with blank lines",
			fmt.Sprintf("this paragraph is longer than %d KiB or has more than %d stars, brackets and other marks",
				maxParagraph>>10, maxParagraphMarks))
		return nil
	}
	c := &blockReader{sc: sc, source: []byte(sc.value), mistakes: m}
	root := md.body.Parse(text.NewReader(c.source))
	blocks := c.children(root)
	if len(blocks) == 0 && !c.reported {
		m.add(sc.pos(0), "write a text, or delete the line", "there is no text here")
	}
	return blocks
}

// inlines returns the text's inlines; every line end within it is a break.
func (md *markdown) inlines(sc *scalar, m *mistakes) Inlines {
	if tooLong(sc.value) >= 0 {
		m.add(sc.pos(0), "shorten it", "this text is too long")
		return nil
	}
	source := []byte(sc.value)
	root := md.line.Parse(text.NewReader(source))
	f := &inlineReader{sc: sc, source: source, mistakes: m, breaks: true}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n != root.FirstChild() {
			f.lineBreak(n.Lines().At(0).Start)
		}
		f.children(n, 0)
	}
	if out := f.finish(); len(out) > 0 {
		return out
	}
	m.add(sc.pos(0), "write a text, or delete the line", "there is no text here")
	return nil
}

// tooDeep returns the offset of a line that begins with more marks of
// quotations and lists than may be nested, or -1.
func tooDeep(value string) int {
	for at := 0; at < len(value); {
		line, _, _ := strings.Cut(value[at:], "\n")
		marks := 0
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '>':
				marks++
			case (c == '-' || c == '+' || c == '*' || c == '.' || c == ')') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
				marks++
			case c != ' ' && c != '\t' && (c < '0' || c > '9'):
				i = len(line)
			}
			if marks > maxMarks {
				return at + i
			}
		}
		at += len(line) + 1
	}
	return -1
}

// tooLong returns the offset of the first paragraph that is too long or has too
// many marks, or -1.
func tooLong(value string) int {
	start, marks := 0, 0
	for at := 0; at < len(value); {
		line, _, _ := strings.Cut(value[at:], "\n")
		if strings.TrimSpace(line) == "" {
			start, marks = at+len(line)+1, 0
		}
		for i := range len(line) {
			switch line[i] {
			case '[', ']', '*', '_', '`', '<', '{':
				marks++
			}
		}
		if at+len(line)-start > maxParagraph || marks > maxParagraphMarks {
			return start
		}
		at += len(line) + 1
	}
	return -1
}

// blockReader makes blocks of Markdown's.
type blockReader struct {
	sc       *scalar
	source   []byte
	mistakes *mistakes
	reported bool // something was left out and its place told
}

// children returns the blocks within a node.
func (c *blockReader) children(parent ast.Node) []Block {
	var out []Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		var last Block
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		if b := c.block(n, last); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// block returns a node's block, or nil where it has none. Attributes that stand
// alone belong to the block before them.
func (c *blockReader) block(n ast.Node, before Block) Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return c.paragraph(n, before)
	case *ast.Heading:
		return c.heading(n)
	case *ast.List:
		return c.list(n)
	case *ast.Blockquote:
		before := len(c.mistakes.list)
		q := &Quote{BlockInfo: BlockInfo{Pos: c.pos(n)}, Blocks: c.children(n)}
		switch {
		case len(q.Blocks) > 0:
			return q
		case len(c.mistakes.list) == before:
			c.refuse(n, "write a text behind the >, or delete the line", "this quotation is empty")
		}
	case *ast.CodeBlock:
		c.refuse(n, "take the spaces away: lines with the same indentation belong together",
			"this line is indented by four spaces or more, which makes it program code in Markdown")
	case *ast.FencedCodeBlock:
		c.refuse(n, "", "program code in ``` fences cannot be set")
	case *ast.HTMLBlock:
		c.refuse(n, "use Markdown's marks; a < that shall be printed is written \\<", "HTML cannot be set")
	case *ast.ThematicBreak:
		c.refuse(n, `write \--- if the characters are meant`, "a line of --- or *** is a rule in Markdown, which cannot be set")
	default:
		c.refuse(n, "", "this cannot be set")
	}
	return nil
}

// refuse reports a block that cannot be set.
func (c *blockReader) refuse(n ast.Node, hint, message string) {
	c.reported = true
	c.mistakes.add(c.pos(n), hint, message)
}

// pos returns the place of a block's first character.
func (c *blockReader) pos(n ast.Node) Pos {
	at := n.Pos()
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.CodeBlock:
		if n.Lines().Len() > 0 {
			at = n.Lines().At(0).Start
		}
	}
	return c.sc.pos(max(at, 0))
}

// paragraph returns running text, or nil where it holds but attributes, which
// belong to the block before.
func (c *blockReader) paragraph(n ast.Node, before Block) Block {
	f := &inlineReader{sc: c.sc, source: c.source, mistakes: c.mistakes}
	f.children(n, 0)
	p := &Paragraph{BlockInfo: BlockInfo{Pos: c.pos(n)}, Text: f.finish()}
	if len(p.Text) > 0 {
		p.Pos = p.Text[0].Pos
		c.attribute(&p.BlockInfo, f.attributes)
		return p
	}
	c.reported = true
	switch {
	case f.attributes == nil:
	case before == nil:
		c.mistakes.add(c.sc.pos(f.attributes.offset), "write them below a paragraph, a list or a quotation",
			"these attributes belong to nothing")
	default:
		c.attribute(before.Info(), f.attributes)
	}
	return nil
}

// heading returns a head. In a body ## is one level below the section's own
// head, which # would be.
func (c *blockReader) heading(n *ast.Heading) Block {
	f := &inlineReader{sc: c.sc, source: c.source, mistakes: c.mistakes}
	f.children(n, 0)
	h := &Heading{BlockInfo: BlockInfo{Pos: c.pos(n)}, Level: n.Level - 1, Text: f.finish()}
	switch {
	case len(h.Text) == 0:
		c.refuse(n, "write a text behind the #", "this head is empty")
		return nil
	case h.Level == 0:
		c.mistakes.add(h.Pos, "write ##: the section's title is its head of the first level",
			"a head in a body begins with ## or more")
		h.Level = 1
	}
	c.attribute(&h.BlockInfo, f.attributes)
	return h
}

// list returns a list. Attributes at the end of an item's first paragraph are
// the item's.
func (c *blockReader) list(n *ast.List) Block {
	l := &List{BlockInfo: BlockInfo{Pos: c.pos(n)}, Ordered: n.IsOrdered()}
	if l.Ordered {
		l.Start = n.Start
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		before := len(c.mistakes.list)
		li := &ListItem{BlockInfo: BlockInfo{Pos: c.pos(item)}, Blocks: c.children(item)}
		if len(li.Blocks) == 0 {
			if len(c.mistakes.list) == before {
				c.refuse(item, "write a text behind the mark, or delete the line", "this item of the list is empty")
			}
			continue
		}
		if first, ok := li.Blocks[0].(*Paragraph); ok {
			li.ID, li.Language, li.Optional = first.ID, first.Language, first.Optional
			first.ID, first.Language, first.Optional = "", "", false
		}
		l.Items = append(l.Items, li)
	}
	if len(l.Items) == 0 {
		return nil
	}
	return l
}

// attribute gives a block its attributes.
func (c *blockReader) attribute(info *BlockInfo, list *attributeList) {
	if list == nil {
		return
	}
	for _, a := range list.attributes {
		pos := c.sc.pos(a.offset)
		switch a.key {
		case "#":
			if reason := badID(a.value); reason != "" {
				c.mistakes.add(pos, "", "the id `"+shorten(a.value)+"` "+reason)
				continue
			}
			info.ID = a.value
		case "lang":
			if reason := badLanguage(a.value); reason != "" {
				c.mistakes.add(pos, languageHint(a.value), "`"+shorten(a.value)+"` "+reason)
				continue
			}
			info.Language = a.value
		case "optional":
			if a.value != "true" && a.value != "false" {
				c.mistakes.add(pos, "write optional=true", "optional must be true or false")
				continue
			}
			info.Optional = a.value == "true"
		default:
			c.mistakes.add(pos, didYouMean(a.key, []string{"lang", "optional"}), "unknown attribute `"+shorten(a.key)+"`")
		}
	}
}
