package layout

import (
	"slices"

	"korthet/content"
	"korthet/layout/display"
	"korthet/layout/svg"
)

// leastResolution is how many pixels an inch a picture should have at the size
// at which it is shown: with fewer the pixels begin to be seen.
const leastResolution = 150

// figure collects a picture with its caption and credit below it. It is as wide
// as the column, and begins level with the capitals of running text; what its
// caption leaves of the last grid row stays white. Where a height is given, or
// the policy of fitting makes pictures lower, it is scaled, never cropped, to the
// highest height within that at which its lower edge stands on a baseline, and
// stands at the column's start. Where a figure ends a column, that white goes above
// it, so that its last line is level with the text of the column beside it.
func (c *collector) figure(parent *node, b *content.Figure) {
	if b.Wide && c.wide(b.Pos, func(inner *collector) { inner.figure(parent, b) }) {
		return
	}
	s := c.s
	n := c.node(parent, display.RoleFigure, b.BlockInfo)
	n.tag.Alt = b.Alt.Value
	captions := n
	if b.Decorative {
		n.tag.Role, n.tag.Alt = display.RoleParagraph, ""
	} else if len(b.Caption)+len(b.Credit) > 0 {
		captions = n.child(display.RoleCaption, b.Pos)
	}
	done := &area{}
	y := s.capLine()
	// A figure without a file is a mistake that was told when it was read.
	if found := s.picture(b.Image.Value); b.Image.Value != "" && s.reportPicture(found, b.Image.Pos) {
		width, height := s.pictureSize(b, found, c.measure)
		s.checkResolution(b, found, width)
		shown := n
		if b.Decorative {
			shown = nil
		}
		for _, item := range s.pictureItems(found, y, width, height, display.Src(b.Image.Pos)) {
			done.shapes = append(done.shapes, shape{item: item, node: shown})
		}
		if most := s.mostLower(height); most > 0 && width < c.measure {
			done.picture = &lowering{most: most, found: found, top: y, width: width, height: height, src: display.Src(b.Image.Pos)}
		}
		y += height
	}
	y = s.captions(done, captions, b, y, c.measure)
	if b.Decorative && len(n.paragraphs) == 0 && len(n.kids) == 0 {
		parent.kids = parent.kids[:len(parent.kids)-1] // nothing to be told of
	}
	done.rows = s.rowsWithin(y)
	done.rest = display.Length(done.rows)*s.theme.Grid - y
	c.pushSolid(done, b.Pos)
}

// captions puts a figure's caption and credit below y and returns the last
// baseline.
func (s *setter) captions(done *area, n *node, b *content.Figure, y, measure display.Length) display.Length {
	for i, text := range []struct {
		inlines content.Inlines
		style   StyleName
	}{{b.Caption, CaptionStyle}, {b.Credit, CreditStyle}} {
		if len(text.inlines) == 0 {
			continue
		}
		style := s.theme.Styles[text.style]
		p := s.paragraphIn(n.child(display.RoleParagraph, inlinesPos(text.inlines)), text.inlines, style, measure)
		first := y + style.Leading
		if i == 0 || len(b.Caption) == 0 {
			first = y + s.theme.Blocks.Caption + capHeight(style)
		}
		y = done.put(p, 0, first)
	}
	return y
}

// pictureSize returns the size at which a figure's picture is shown.
func (s *setter) pictureSize(b *content.Figure, found *picture, measure display.Length) (width, height display.Length) {
	width = measure
	height = width.Scale(found.height, found.width)
	most := height
	if b.Height.Given() {
		r := &resolver{s: s, theme: s.theme}
		limit := height
		r.length(&limit, b.Height, s.theme.Styles[BodyStyle].Size)
		most = min(most, max(limit, s.theme.Grid))
	}
	if s.theme.images > 0 && s.theme.images < 100 {
		most = most.Scale(int64(s.theme.images), 100)
	}
	// No column holds more than this with a caption of two lines.
	most = min(most, display.Length(s.gridRows()-4)*s.theme.Grid)
	if most >= height {
		return width, height
	}
	rows := max((most+s.capLine())/s.theme.Grid, 1)
	height = rows*s.theme.Grid - s.capLine()
	width = height.Scale(found.width, found.height)
	return width, height
}

// lowering is how a figure's picture may be made lower by whole grid rows, so that
// columns end level: within what the policy of fitting lets pictures give, and only
// where it does not reach from one edge of its column to the other, so that nobody
// sees it.
type lowering struct {
	most               int // rows
	found              *picture
	top, width, height display.Length
	src                display.Src
}

// mostLowerRows is by how many rows a picture may be lower than its height.
const mostLowerRows = 3

// mostLower returns by how many grid rows a picture of a height may be lower.
func (s *setter) mostLower(height display.Length) int {
	policy := &s.theme.Fit
	if policy.Off || !slices.Contains(policy.Order, ImagesLever) {
		return 0
	}
	least := height.Scale(int64(policy.LeastImages), int64(max(s.theme.images, 1)))
	return max(min(int((height-least)/s.theme.Grid), mostLowerRows), 0)
}

// costOfLower returns what it costs that a picture is so many rows lower: the more,
// the sooner it is seen.
func costOfLower(rows int) int64 { return int64(rows) * int64(rows) * lowerCost }

// lower makes the picture of a figure lower by so many grid rows.
func (s *setter) lower(a *area, rows int) {
	p := a.picture
	by := display.Length(rows) * s.theme.Grid
	for i, item := range s.pictureItems(p.found, p.top, p.width.Scale(int64(p.height-by), int64(p.height)), p.height-by, p.src) {
		a.shapes[i].item = item
	}
	for i := range a.texts {
		for k := range a.texts[i].baselines {
			a.texts[i].baselines[k] -= by
		}
	}
	a.rows -= rows
	s.lowered = append(s.lowered, rows)
}

// lowerPictures returns the receipt of the pictures that were made lower.
func (s *setter) lowerPictures() []Change {
	if len(s.lowered) == 0 {
		return nil
	}
	what := "a picture " + count(s.lowered[0], "line") + " lower"
	if len(s.lowered) > 1 {
		what = count(len(s.lowered), "picture") + " up to " + count(slices.Max(s.lowered), "line") + " lower"
	}
	return []Change{{"figure", "pictures as high as they may be", what}}
}

// printed reports whether there is to be a file for the press, of which preflight
// says how fine its pictures must be.
func (s *setter) printed() bool {
	return slices.ContainsFunc(s.edition.Targets, func(t content.Text) bool { return t.Value == "print" })
}

// checkResolution warns of a picture whose pixels will be seen.
func (s *setter) checkResolution(b *content.Figure, found *picture, width display.Length) {
	if found.data == nil || width <= 0 || s.printed() {
		return
	}
	inch := int64(72 * display.Point)
	resolution := display.MulDiv(found.width, inch, int64(width))
	if resolution >= leastResolution {
		return
	}
	needed := (int64(width)*leastResolution + inch - 1) / inch
	s.report(Warning, b.Image.Pos, "use a file that is "+count(int(needed), "pixel")+" wide or more, or give the figure a height that makes it smaller",
		"the picture %s has only %d pixels an inch at the %s that it is wide here; %d or more are needed to be sharp", b.Image.Value, resolution, millimetres(width), leastResolution)
}

// pictureItems returns a picture's items, with its top at y.
func (s *setter) pictureItems(found *picture, y, width, height display.Length, src display.Src) []display.Item {
	if found.drawing != nil {
		return found.drawing.Place(0, y, width, height, func(colour svg.Colour) int {
			if colour.Current {
				return textColour
			}
			return s.colourOfRGB(colour.RGB)
		}, src)
	}
	if found.turn < 2 {
		return []display.Item{&display.Image{Y: y, Width: width, Height: height, Data: found.data, Src: src}}
	}
	stored := &display.Image{Width: width, Height: height, Data: found.data, Src: src}
	if found.turn >= 5 {
		stored.Width, stored.Height = height, width
	}
	turned := found.turn.transform(stored.Width, stored.Height)
	turned.F += y
	return []display.Item{&display.Group{Transform: turned, Items: []display.Item{stored}}}
}
