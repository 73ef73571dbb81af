package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// fixedText is a paragraph whose lines have their places.
type fixedText struct {
	p         *paragraph
	x         display.Length
	baselines []display.Length // of its lines
}

// shape is a path or picture that has its place, and what it is part of: nil
// for decoration.
type shape struct {
	item display.Item // *display.Path, *display.Image or *display.Group
	node *node
}

// area is what is set by itself and moved as a whole: the title area, the foot
// of the last page, a figure. Its places are from a corner of its own. Shapes lie
// below texts.
type area struct {
	rows   int // grid rows that it takes
	texts  []fixedText
	shapes []shape
}

// decorate adds a path that is no part of what is read.
func (a *area) decorate(path *display.Path) { a.shapes = append(a.shapes, shape{item: path}) }

// front sets the title area: title and motto across all columns, and a
// hairline.
func (s *setter) front(root *node) area {
	var done area
	page := &s.theme.Page
	y := page.Top
	if title := s.edition.Front.Title; len(title) > 0 {
		style := s.theme.Styles[TitleStyle]
		p := s.fixedParagraph(root, display.RoleHeading1, title, style, page.TextWidth(), true)
		// The first line's capitals stand at the margin, as nearly as the
		// usual height of capitals tells.
		y += style.Size * 7 / 10
		text := fixedText{p: p, x: page.Start}
		for i := range p.lines {
			text.baselines = append(text.baselines, y+display.Length(i)*style.Leading)
		}
		y += display.Length(len(p.lines)-1) * style.Leading
		done.texts = append(done.texts, text)
	}
	if motto := s.edition.Front.Motto; len(motto) > 0 {
		style := s.theme.Styles[MottoStyle]
		p := s.fixedParagraph(root, display.RoleParagraph, motto, style, page.TextWidth(), true)
		y += style.Leading + style.Leading/3
		text := fixedText{p: p, x: page.Start}
		for i := range p.lines {
			text.baselines = append(text.baselines, y+display.Length(i)*style.Leading)
		}
		y += display.Length(len(p.lines)-1) * style.Leading
		done.texts = append(done.texts, text)
	}
	if len(done.texts) == 0 {
		return done
	}
	y += s.theme.Grid
	done.decorate(&display.Path{
		Segments: levelLine(page.Start, y, page.Start+page.TextWidth()),
		Stroke:   &display.Stroke{Ink: s.theme.Styles[TitleStyle].Ink, Width: display.Point / 2},
	})
	done.rows = s.rowsWithin(y-page.Top) + 1
	return done
}

// rowsWithin returns the grid rows that a height takes.
func (s *setter) rowsWithin(height display.Length) int {
	return int((height + s.theme.Grid - 1) / s.theme.Grid)
}

// fixedParagraph makes a paragraph under a new tag and finds its ragged lines.
func (s *setter) fixedParagraph(parent *node, role display.Role, inlines content.Inlines, style *Style, measure display.Length, balanced bool) *paragraph {
	pos := content.Pos{}
	if len(inlines) > 0 {
		pos = inlines[0].Pos
	}
	n := parent.add(&node{tag: display.Tag{Role: role, Src: display.Src(pos)}, language: parent.language})
	p := s.newParagraph(inlines, style, parent.language, pos)
	n.paragraphs = append(n.paragraphs, p)
	p.lines = s.raggedLines(p, measure, balanced).lines
	return p
}

// levelLine returns a level line.
func levelLine(x, y, end display.Length) []display.Segment {
	return []display.Segment{
		{Op: display.MoveTo, Points: [3]display.XY{{X: x, Y: y}}},
		{Op: display.LineTo, Points: [3]display.XY{{X: end, Y: y}}},
	}
}
