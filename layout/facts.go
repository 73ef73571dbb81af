package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// Measures of facts, in points.
const (
	factRulePt  = 6 // from the rule to the number's head
	factLabelPt = 2 // more than the label's leading, from the number to its label
)

// mostFacts is how many facts stand side by side at most.
const mostFacts = 4

// factCell is a fact on its way: its paragraphs have no lines yet.
type factCell struct {
	number, label *paragraph
}

// facts collects a row of numbers with what they count: as many side by side as
// their widest number and word allow, at most four, and as many in each row.
func (c *collector) facts(parent *node, b *content.Facts) {
	if len(b.Facts) == 0 || b.Wide && c.wide(b.Pos, func(inner *collector) { inner.facts(parent, b) }) {
		return
	}
	s := c.s
	list := c.node(parent, display.RoleList, b.BlockInfo)
	var least display.Length
	cells := make([]factCell, len(b.Facts))
	for i := range b.Facts {
		cells[i] = s.factCell(list, &b.Facts[i])
		if p := cells[i].number; p != nil {
			_, line := s.wordWidths(p)
			least = max(least, line)
		}
		if p := cells[i].label; p != nil {
			word, _ := s.wordWidths(p)
			least = max(least, word)
		}
	}
	gap := s.theme.Blocks.FactGap
	abreast := min(len(cells), mostFacts)
	for abreast > 1 && (c.measure-display.Length(abreast-1)*gap)/display.Length(abreast) < least {
		abreast--
	}
	rows := (len(cells) + abreast - 1) / abreast
	abreast = (len(cells) + rows - 1) / rows
	width := (c.measure - display.Length(abreast-1)*gap) / display.Length(abreast)
	done := &area{}
	for start := 0; start < len(cells); start += abreast {
		row := cells[start:min(start+abreast, len(cells))]
		top := display.Length(done.rows) * s.theme.Grid
		bottom := top
		for i := range row {
			bottom = max(bottom, s.putFact(done, &row[i], display.Length(i)*(width+gap), top+s.capLine(), width))
		}
		done.rows = s.rowsWithin(bottom)
	}
	c.pushSolid(done, b.Pos)
}

// factCell makes a fact's tags: a list item that says the number and then what
// it counts.
func (s *setter) factCell(list *node, fact *content.Fact) factCell {
	var cell factCell
	item := list.child(display.RoleListItem, fact.Pos).child(display.RoleListBody, fact.Pos)
	n := item.child(display.RoleParagraph, fact.Pos)
	add := func(inlines content.Inlines, style StyleName) *paragraph {
		if len(inlines) == 0 {
			return nil
		}
		p := s.ownParagraph(inlines, s.theme.Styles[style], n.language, inlinesPos(inlines))
		n.paragraphs = append(n.paragraphs, p)
		return p
	}
	number := fact.Number
	if len(fact.Label) > 0 && len(number) > 0 {
		// The space parts the number from its label when the text is read.
		last := number[len(number)-1]
		number = append(append(content.Inlines{}, number...), content.Inline{Text: " ", Pos: last.Pos})
	}
	cell.number = add(number, FactNumberStyle)
	cell.label = add(fact.Label, FactLabelStyle)
	return cell
}

// putFact puts a fact below a rule and returns its last baseline.
func (s *setter) putFact(done *area, cell *factCell, x, y, width display.Length) display.Length {
	blocks := &s.theme.Blocks
	done.rule(x, y, width, blocks.Rule, blocks.AccentInk)
	y += blocks.Rule + points(factRulePt)
	if p := cell.number; p != nil {
		p.lines = s.raggedLines(p, width, true).lines
		y = done.put(p, x, y+capHeight(p.style))
	}
	if p := cell.label; p != nil {
		p.lines = s.raggedLines(p, width, false).lines
		next := p.style.Leading + points(factLabelPt)
		if cell.number != nil {
			// Readers that guess lines from places take what stands less than half a
			// type size below for the same line, and run number and label together.
			next = max(next, cell.number.style.Size*11/20)
		}
		y = done.put(p, x, y+next)
	}
	return y
}
