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
	rows    int            // grid rows that it takes
	height  display.Length // of a foot: what it takes of them
	contact display.Length // of a foot: the height of the contact block in it
	texts   []fixedText
	shapes  []shape
	picture *lowering      // of a figure that may be lower
	rest    display.Length // white below the last line of a figure's caption, in its last row
}

// decorate adds a path that is no part of what is read.
func (a *area) decorate(path *display.Path) { a.shapes = append(a.shapes, shape{item: path}) }

// ground puts a path below all else in the area.
func (a *area) ground(path *display.Path) {
	a.shapes = append([]shape{{item: path}}, a.shapes...)
}

// FrontLook is how the title area looks.
type FrontLook struct {
	Plane  int            // the colour of a plane behind it that reaches the trim, or noColour
	Height display.Length // of the plane, from the paper's upper edge; 0: as high as the title needs
	Image  content.Text   // a decorative picture in the plane's place
	Rule   bool           // a hairline below, where there is no plane
}

// noColour is no colour of a theme.
const noColour = -1

// front sets the title area: title and motto across all columns, and below them
// a hairline, or behind them a plane or picture that reaches the trim.
func (s *setter) front(root *node) area {
	var done area
	page, look := &s.theme.Page, &s.theme.Front
	y := page.Top
	sunk := 0
	if look.Plane == noColour && !s.frontImage().Given() {
		var above int
		above, sunk = s.theme.titleAbove()
		y += display.Length(above) * s.theme.Grid
	}
	if title := s.edition.Front.Title; len(title) > 0 {
		style := s.theme.Styles[TitleStyle]
		p := s.fixedParagraph(root, display.RoleHeading1, title, style, page.TextWidth(), true)
		// The first line's capitals stand at the margin, as nearly as the
		// usual height of capitals tells.
		y += style.Size * 7 / 10
		done.texts = append(done.texts, stack(p, page.Start, y))
		y += display.Length(len(p.lines)-1) * style.Leading
	}
	if motto := s.edition.Front.Motto; len(motto) > 0 {
		style := s.theme.Styles[MottoStyle]
		p := s.fixedParagraph(root, display.RoleParagraph, motto, style, page.TextWidth(), true)
		y += style.Leading + style.Leading/3
		done.texts = append(done.texts, stack(p, page.Start, y))
		y += display.Length(len(p.lines)-1) * style.Leading
	}
	if len(done.texts) == 0 {
		return done
	}
	y += s.theme.Grid
	switch {
	case look.Plane != noColour || s.frontImage().Given():
		y = s.frontGround(root, &done, y+s.theme.Grid/2)
	case look.Rule:
		done.decorate(&display.Path{
			Segments: levelLine(page.Start, y, page.Start+page.TextWidth()),
			Stroke:   &display.Stroke{Ink: s.theme.Styles[TitleStyle].Ink, Width: s.theme.Blocks.Rule},
			Src:      display.Src(inlinesPos(s.edition.Front.Title)),
		})
	}
	done.rows = max(s.rowsWithin(y-page.Top), 0) + 1 + sunk
	return done
}

// frontImage returns the picture behind the title: the author's, or the theme's.
func (s *setter) frontImage() content.Text {
	if s.edition.Front.Image.Given() {
		return s.edition.Front.Image
	}
	return s.theme.Front.Image
}

// frontGround puts the plane behind the title, at least down to bottom, and
// returns where it ends. What touches the trim is drawn to the trim; bleed is the
// press file's.
func (s *setter) frontGround(root *node, done *area, bottom display.Length) display.Length {
	page, look := &s.theme.Page, &s.theme.Front
	height := max(look.Height, bottom) + display.Length(s.theme.title)*s.theme.Grid
	if look.Plane != noColour {
		done.decorate(&display.Path{
			Segments: display.Rectangle(0, 0, page.Width, height),
			Fill:     &display.Ink{Colour: look.Plane, Tint: display.Solid},
			Src:      display.Src(inlinesPos(s.edition.Front.Title)),
		})
	}
	image := s.frontImage()
	if !image.Given() {
		return height
	}
	found := s.picture(image.Value)
	if !s.reportPicture(found, image.Pos) {
		return height
	}
	// The picture covers the ground: what stands out on two sides is cut off.
	width, drop := page.Width, page.Width.Scale(found.height, found.width)
	if drop < height {
		width, drop = height.Scale(found.width, found.height), height
	}
	group := &display.Group{Clip: display.Rectangle(0, 0, page.Width, height)}
	for _, item := range s.pictureItems(found, 0, width, drop, display.Src(image.Pos)) {
		moveItem(item, (page.Width-width)/2, (height-drop)/2)
		group.Items = append(group.Items, item)
	}
	var n *node // without words for it, the picture is decoration
	if alt := s.edition.Front.Alt; alt.Value != "" {
		n = root.add(&node{tag: display.Tag{Role: display.RoleFigure, Alt: alt.Value, Src: display.Src(image.Pos)}, language: root.language})
	}
	done.shapes = append(done.shapes, shape{item: group, node: n})
	return height
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
