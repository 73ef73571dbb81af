package pdf

import (
	"unicode/utf8"

	"korthet/layout/display"
)

// maxPage is the longest side of a page that PDF readers must show: 14,400
// units (ISO 32000-1, Annex C).
const maxPage = 14_400 * display.Point

// farthest bounds coordinates, so that sums of them fit.
const farthest = 1_000_000 * display.Point

// The bounds of text.
const (
	minSize      = display.Point / 10
	maxExpansion = 5000 // half wider or narrower
)

// maxScale bounds how much nested groups may enlarge together, in 1/65536.
const maxScale = 10_000 << 16

// checkWhole makes sure that the document's parts fit together, so that what
// runs after it needs no guards. What it finds is a fault of the program that
// made the document, not of its author.
func checkWhole(c *checker) {
	d := c.doc
	if len(d.Colours) == 0 {
		c.report(display.Src{}, "the document has no colours")
	}
	c.wholeTags()
	if len(c.found) > 0 {
		return
	}
	pages := map[int]bool{}
	for i := range d.Sheets {
		for j := range d.Sheets[i].Sides {
			side := &d.Sheets[i].Sides[j]
			for k := range side.Panels {
				p := &side.Panels[k]
				if p.Width <= 0 || p.Height <= 0 || p.Width > maxPage || p.Height > maxPage {
					c.report(display.Src{}, "page %d measures %d × %d points; a PDF page may have up to 14400", p.Page, p.Width/display.Point, p.Height/display.Point)
				}
				if pages[p.Page] {
					c.report(display.Src{}, "there are two pages %d", p.Page)
				}
				pages[p.Page] = true
				c.wholeItems(p.Items, 0, display.Transform{A: 1 << 16, D: 1 << 16})
			}
			c.wholeItems(side.Items, 0, display.Transform{A: 1 << 16, D: 1 << 16})
		}
	}
	if len(pages) == 0 {
		c.report(display.Src{}, "the document has no pages")
	}
}

// wholeTags: the tree is one, its kids know their parents, texts are leaves.
func (c *checker) wholeTags() {
	tags := c.doc.Tags
	if len(tags) < 2 || tags[display.Root].Role != display.RoleDocument || tags[display.Root].Parent != display.NoTag {
		c.report(display.Src{}, "the tag tree does not begin with the document")
		return
	}
	kids, seen := 0, make([]bool, len(tags))
	for id := 1; id < len(tags); id++ {
		tag := &tags[id]
		if tag.Role < display.RoleDocument || tag.Role > display.RoleText || id > int(display.Root) && tag.Role == display.RoleDocument {
			c.report(tag.Src, "tag %d has role %d", id, tag.Role)
		}
		if tag.Scope > display.BothScope {
			c.report(tag.Src, "tag %d has scope %d", id, tag.Scope)
		}
		if id > int(display.Root) && (tag.Parent < display.Root || int(tag.Parent) >= id) {
			c.report(tag.Src, "tag %d has parent %d", id, tag.Parent)
		}
		if tag.Role == display.RoleText && len(tag.Kids) > 0 {
			c.report(tag.Src, "tag %d is a text and has kids", id)
		}
		for _, kid := range tag.Kids {
			if kid <= display.Root || int(kid) >= len(tags) || seen[kid] || tags[kid].Parent != display.TagID(id) {
				c.report(tag.Src, "tag %d is not a kid of tag %d", kid, id)
				return
			}
			seen[kid] = true
			kids++
		}
	}
	if len(c.found) == 0 && kids != len(tags)-2 {
		c.report(display.Src{}, "the tag tree has %d tags and %d kids", len(tags)-1, kids)
	}
}

// maxGroups is how deep groups may lie in each other: readers allow 28 saved
// graphics states (Annex C).
const maxGroups = 24

func (c *checker) wholeItems(items []display.Item, depth int, outer display.Transform) {
	for _, item := range items {
		switch item := item.(type) {
		case *display.GlyphRun:
			c.wholeRun(item)
		case *display.Path:
			c.wholePath(item)
		case *display.Image:
			c.tag(item.Tag, item.Src)
			c.place(item.Src, item.X, item.Y, item.Width, item.Height)
			if item.Data == nil {
				c.report(item.Src, "a picture has no data")
			}
		case *display.Group:
			if depth >= maxGroups {
				c.report(display.Src{}, "groups lie more than %d deep in each other", maxGroups)
				return
			}
			c.wholeSegments(item.Clip, display.Src{})
			inner, ok := within(outer, item.Transform)
			if !ok {
				c.report(display.Src{}, "a group is enlarged or moved too much")
				return
			}
			c.wholeItems(item.Items, depth+1, inner)
		case *display.Link:
			c.ink(item.Sign.Ink, display.Src{})
			c.place(display.Src{}, item.Sign.Y, item.Sign.Width)
			c.tag(item.Tag, display.Src{})
			c.place(display.Src{}, item.X, item.Y, item.Width, item.Height)
			if int(item.Tag) < len(c.doc.Tags) && item.Tag >= 0 && c.doc.Tags[item.Tag].Role != display.RoleLink {
				c.report(display.Src{}, "a link's area belongs to tag %d, which is no link", item.Tag)
			}
		default:
			c.report(display.Src{}, "an item is missing")
		}
	}
}

// within composes transforms unless the result goes out of bounds, which it does
// long before a sum overflows.
func within(outer, t display.Transform) (display.Transform, bool) {
	if t.Identity() {
		return outer, true
	}
	bounded := func(t display.Transform) bool {
		for _, n := range [...]int64{t.A, t.B, t.C, t.D} {
			if n > maxScale || n < -maxScale {
				return false
			}
		}
		return t.E <= farthest && t.E >= -farthest && t.F <= farthest && t.F >= -farthest
	}
	if !bounded(t) {
		return t, false
	}
	t = compose(outer, t)
	return t, bounded(t)
}

func (c *checker) tag(tag display.TagID, src display.Src) {
	if tag < 0 || int(tag) >= len(c.doc.Tags) {
		c.report(src, "an item belongs to tag %d, which does not exist", tag)
	}
}

func (c *checker) ink(ink display.Ink, src display.Src) {
	if ink.Colour < 0 || ink.Colour >= len(c.doc.Colours) || ink.Tint > display.Solid {
		c.report(src, "an ink of colour %d and tint %d does not exist", ink.Colour, ink.Tint)
	}
}

func (c *checker) place(src display.Src, lengths ...display.Length) {
	for _, l := range lengths {
		if l > farthest || l < -farthest {
			c.report(src, "something lies %d points away", l/display.Point)
			return
		}
	}
}

func (c *checker) wholeRun(r *display.GlyphRun) {
	c.tag(r.Tag, r.Src)
	c.ink(r.Ink, r.Src)
	c.place(r.Src, r.X, r.Y)
	if r.Face == nil {
		c.report(r.Src, "the text %q has no font", r.Text)
		return
	}
	if r.Size < minSize || r.Size > maxPage || r.Expansion < -maxExpansion || r.Expansion > maxExpansion {
		c.report(r.Src, "the text %q is set in size %d at expansion %d", r.Text, r.Size, r.Expansion)
	}
	c.place(r.Src, r.LetterSpacing)
	if !utf8.ValidString(r.Text) {
		c.report(r.Src, "the text %q is not UTF-8", r.Text)
	}
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		far := uint64(g.Advance+farthest) > 2*uint64(farthest) || uint64(g.DX+farthest) > 2*uint64(farthest) || uint64(g.DY+farthest) > 2*uint64(farthest)
		if far || int(g.ID) >= r.Face.NumGlyphs() || g.Cluster < 0 || int(g.Cluster) >= len(r.Text) || !utf8.RuneStart(r.Text[g.Cluster]) {
			c.report(r.Src, "the text %q has glyph %d at byte %d, %d wide", r.Text, g.ID, g.Cluster, g.Advance)
			return
		}
	}
}

func (c *checker) wholePath(p *display.Path) {
	c.tag(p.Tag, p.Src)
	if p.Fill != nil {
		c.ink(*p.Fill, p.Src)
	}
	if p.Stroke != nil {
		c.ink(p.Stroke.Ink, p.Src)
		c.place(p.Src, p.Stroke.Width)
		sum := display.Length(0)
		for _, length := range p.Stroke.Dash {
			if length < 0 {
				sum = -1
				break
			}
			sum += length
		}
		if p.Stroke.Width < 0 || len(p.Stroke.Dash) > 0 && sum <= 0 {
			c.report(p.Src, "a line of width %d has dashes %d", p.Stroke.Width, p.Stroke.Dash)
		}
	}
	if len(p.Segments) == 0 {
		c.report(p.Src, "a shape has no outline")
	}
	c.wholeSegments(p.Segments, p.Src)
}

// wholeSegments: a path begins with a move, and so does what follows a close.
func (c *checker) wholeSegments(segments []display.Segment, src display.Src) {
	for i := range segments {
		s := &segments[i]
		if s.Op > display.ClosePath || i == 0 && s.Op != display.MoveTo {
			c.report(src, "a shape's step %d is %d", i, s.Op)
			return
		}
		for _, p := range s.Points {
			c.place(src, p.X, p.Y)
		}
	}
}
