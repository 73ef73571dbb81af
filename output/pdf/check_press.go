package pdf

import (
	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/press"
)

// The rules of the press file that a display document, or the printer's profile,
// can break. The others are kept by how the file is written; PDF_X4.md has both.

// checkPrinter: the output condition is named and its profile is one that a
// press file may embed (O2 to O5).
func checkPrinter(c *checker) {
	var icc *colour.Profile
	if len(c.printer.ICC) > 0 {
		// What was read is kept for writing; what cannot be is told by Check.
		icc, _ = press.NewSeparator(c.printer, c.opts.Cache).Parse(c.printer.ICC)
	}
	if fault := c.printer.Check(icc); fault != nil {
		c.rule = fault.Rule
		c.report(display.Src{}, "%s", fault.Message)
	}
}

func checkDate(c *checker) {
	if c.opts.Date.IsZero() {
		c.report(display.Src{}, "a press file must say when it was made, and the document has no date")
	}
}

// sides visits all sides of all sheets with their numbers as pages of the file.
func (c *checker) sides(visit func(side *display.Side, number int)) {
	number := 0
	for i := range c.doc.Sheets {
		for j := range c.doc.Sheets[i].Sides {
			number++
			visit(&c.doc.Sheets[i].Sides[j], number)
		}
	}
}

// checkSides: a side with the room around it is a page that readers can show.
func checkSides(c *checker) {
	room := c.printer.Room()
	c.sides(func(side *display.Side, number int) {
		if side.Width <= 0 || side.Height <= 0 || side.Width > maxPage-2*room || side.Height > maxPage-2*room {
			c.report(display.Src{}, "side %d measures %d × %d points; with bleed and marks a page may have up to 14400", number, side.Width/display.Point, side.Height/display.Point)
		}
	})
}

// checkSameTrim: a press cuts all sheets of a job alike.
func checkSameTrim(c *checker) {
	var first *display.Side
	c.sides(func(side *display.Side, number int) {
		if first == nil {
			first = side
		}
		if side.Width != first.Width || side.Height != first.Height {
			c.report(display.Src{}, "side %d is not of the size of the first, so that they cannot be cut alike", number)
		}
	})
}

// checkSpots: one spot colour has one name and one mixture that stands for it,
// and no name that means something else (K4; 8.6.6.4). Colours that nothing is
// printed in do not count; those that this printer mixes from the four inks do,
// for the next one may have their plates.
func checkSpots(c *checker) {
	used := make([]display.Src, len(c.doc.Colours))
	isUsed := make([]bool, len(c.doc.Colours))
	c.inks(func(ink display.Ink, src display.Src) {
		if !isUsed[ink.Colour] {
			isUsed[ink.Colour], used[ink.Colour] = true, src
			if given := c.doc.Colours[ink.Colour].Src; given.File != "" {
				used[ink.Colour] = given // where the author can mend it
			}
		}
	})
	for i := range c.doc.Colours {
		colour := &c.doc.Colours[i]
		if !isUsed[i] || colour.Spot == "" || colour.Spot == press.Registration {
			continue
		}
		switch plain := press.PlainSpot(colour.Spot); {
		case plain == "":
			c.report(used[i], "the spot colour of %q has a name of spaces", colour.Name)
		case plain == "all" || plain == "none" || plain == "cyan" || plain == "magenta" || plain == "yellow" || plain == "black":
			c.report(used[i], "the spot colour of %q is called %q, which means another plate; name the ink, such as PANTONE 281 C", colour.Name, colour.Spot)
		case len(colour.Spot) > maxName:
			c.report(used[i], "the name of the spot colour %.20q… is too long; a file may have %d bytes", colour.Spot, maxName)
		default:
			for k := range i {
				if before := &c.doc.Colours[k]; isUsed[k] && press.PlainSpot(before.Spot) == plain {
					c.sameSpot(before, colour, used[i])
				}
			}
		}
	}
}

// maxName is how long a name may be (Annex C).
const maxName = 127

func (c *checker) sameSpot(a, b *display.Colour, src display.Src) {
	if a.Spot != b.Spot {
		c.report(src, "the spot colours %q and %q differ in capitals, spaces or hyphens only; they would be two plates", a.Spot, b.Spot)
	} else if a.CMYK != b.CMYK || press.OnlyRGB(a) && a.RGB != b.RGB {
		c.report(src, "the colours %q and %q are both printed with the spot colour %q, but in the four inks they differ; make `cmyk` the same", a.Name, b.Name, a.Spot)
	}
}

// inks visits all inks with the places they come from.
func (c *checker) inks(visit func(ink display.Ink, src display.Src)) {
	c.items(func(item display.Item) {
		switch item := item.(type) {
		case *display.GlyphRun:
			visit(item.Ink, item.Src)
		case *display.Path:
			if item.Fill != nil {
				visit(*item.Fill, item.Src)
			}
			if item.Stroke != nil {
				visit(item.Stroke.Ink, item.Src)
			}
		case *display.Image, *display.Group, *display.Link:
		}
	})
}

// checkRegistration: the colour that is on all plates is for marks; on the sheet
// that is kept it would be black of 400 %.
func checkRegistration(c *checker) {
	c.placed(func(side *display.Side, _ edges, item display.Item, at extent, _ display.Transform) {
		src, uses := c.registrationOf(item)
		b := c.printer.Bleed
		if uses && at.x1 > -b && at.y1 > -b && at.x0 < side.Width+b && at.y0 < side.Height+b {
			c.report(src, "something is printed in the registration colour, which is on all plates and for marks only; use another colour")
		}
	})
}

func (c *checker) registrationOf(item display.Item) (src display.Src, uses bool) {
	is := func(ink display.Ink) bool { return c.doc.Colours[ink.Colour].Spot == press.Registration }
	switch item := item.(type) {
	case *display.GlyphRun:
		return item.Src, is(item.Ink)
	case *display.Path:
		return item.Src, item.Fill != nil && is(*item.Fill) || item.Stroke != nil && is(item.Stroke.Ink)
	case *display.Image, *display.Group, *display.Link:
	}
	return src, false
}

// checkBleed: areas and pictures that touch the trim go on to the end of the
// bleed, so that no paper shows where the knife errs (P4).
func checkBleed(c *checker) {
	b := c.printer.Bleed
	if b == 0 {
		return
	}
	c.placed(func(side *display.Side, trims edges, item display.Item, at extent, by display.Transform) {
		var src display.Src
		var outline *display.Path
		switch item := item.(type) {
		case *display.Path:
			src, outline = item.Src, item
			if item.Fill == nil || c.white(*item.Fill) {
				return
			}
		case *display.Image:
			src = item.Src
		default:
			return
		}
		if at.x1 <= at.x0 || at.y1 <= at.y0 || at.x1 <= 0 || at.y1 <= 0 || at.x0 >= side.Width || at.y0 >= side.Height {
			return // nothing, or outside: a mark
		}
		for _, edge := range [...]struct {
			trim bool
			past display.Length // how far the item reaches beyond the edge
			name string
			line extent // the edge
		}{
			{trims.top, -at.y0, "upper", extent{-b, 0, side.Width + b, 0}},
			{trims.end, at.x1 - side.Width, "end", extent{side.Width, -b, side.Width, side.Height + b}},
			{trims.bottom, at.y1 - side.Height, "lower", extent{-b, side.Height, side.Width + b, side.Height}},
			{trims.start, -at.x0, "start", extent{0, -b, 0, side.Height + b}},
		} {
			if !edge.trim || edge.past <= -nearTrim || edge.past >= b-nearTrim {
				continue
			}
			// What has a curve or a corner at the edge touches it in a point, where no
			// paper can show; unless a clip cuts it there.
			if outline == nil || edge.past > nearTrim || runsAlong(outline, by, edge.line) || !meets(outline, by, edge.line) {
				c.report(src, "something touches the %s edge and does not reach into the bleed; paper would show where the cut is not exact", edge.name)
				return
			}
		}
	})
}

// runsAlong reports whether a straight piece of an outline lies on a line.
func runsAlong(p *display.Path, by display.Transform, line extent) bool {
	var from, begin display.XY
	for i := range p.Segments {
		s := &p.Segments[i]
		to := apply(by, s.Points[0])
		switch s.Op {
		case display.MoveTo:
			begin = to
		case display.CurveTo:
			from = apply(by, s.Points[2])
			continue
		case display.ClosePath:
			to = begin
		case display.LineTo:
		}
		longer := to.X-from.X > nearTrim || from.X-to.X > nearTrim || to.Y-from.Y > nearTrim || from.Y-to.Y > nearTrim
		if s.Op != display.MoveTo && longer && line.near(from) && line.near(to) {
			return true
		}
		from = to
	}
	return false
}

// meets reports whether an outline by itself ends at a line.
func meets(p *display.Path, by display.Transform, line extent) bool {
	own := around(by, outlinePoints(p))
	for _, corner := range [...]display.XY{{X: own.x0, Y: own.y0}, {X: own.x1, Y: own.y1}} {
		if line.x0 == line.x1 && line.near(display.XY{X: corner.X}) || line.y0 == line.y1 && line.near(display.XY{Y: corner.Y}) {
			return true
		}
	}
	return false
}

// near reports whether a place lies on a box, or nearly.
func (e extent) near(p display.XY) bool {
	return p.X >= e.x0-nearTrim && p.X <= e.x1+nearTrim && p.Y >= e.y0-nearTrim && p.Y <= e.y1+nearTrim
}

// outlinePoints are an outline's corners and points along its curves.
func outlinePoints(p *display.Path) []display.XY {
	const steps = 32
	points := make([]display.XY, 0, len(p.Segments))
	var at display.XY
	for i := range p.Segments {
		s := &p.Segments[i]
		switch s.Op {
		case display.MoveTo, display.LineTo:
			at = s.Points[0]
			points = append(points, at)
		case display.CurveTo:
			for n := int64(1); n <= steps; n++ {
				m := steps - n
				mix := func(a, b, c, d display.Length) display.Length {
					return a.Scale(m*m*m, steps*steps*steps) + b.Scale(3*m*m*n, steps*steps*steps) + c.Scale(3*m*n*n, steps*steps*steps) + d.Scale(n*n*n, steps*steps*steps)
				}
				points = append(points, display.XY{
					X: mix(at.X, s.Points[0].X, s.Points[1].X, s.Points[2].X), Y: mix(at.Y, s.Points[0].Y, s.Points[1].Y, s.Points[2].Y),
				})
			}
			at = s.Points[2]
		case display.ClosePath:
		}
	}
	return points
}

// nearTrim is how near to the trim counts as touching it: less than a printer
// can see.
const nearTrim = display.Point / 10

func (c *checker) white(ink display.Ink) bool {
	colour := &c.doc.Colours[ink.Colour]
	return ink.Tint == 0 || colour.Spot == "" && colour.CMYK == [4]uint16{} && !press.OnlyRGB(colour)
}

// extent is a box in a side's coordinates.
type extent struct{ x0, y0, x1, y1 display.Length }

func (e extent) within(o extent) extent {
	return extent{max(e.x0, o.x0), max(e.y0, o.y0), min(e.x1, o.x1), min(e.y1, o.y1)}
}

// edges tells which edges of a side an item that reaches them is cut at.
type edges struct{ top, end, bottom, start bool }

// placed visits all items that are no groups, with the trim edges each could
// touch, the box around it as far as groups do not clip it away, and the
// transform from its coordinates to the side's.
func (c *checker) placed(visit func(side *display.Side, trims edges, item display.Item, at extent, by display.Transform)) {
	c.sides(func(side *display.Side, _ int) {
		everywhere := extent{-farthest, -farthest, farthest, farthest}
		for k := range side.Panels {
			p := &side.Panels[k]
			trims := edges{p.Top == display.Trim, p.End == display.Trim, p.Bottom == display.Trim, p.Start == display.Trim}
			at := display.Transform{A: 1 << 16, D: 1 << 16, E: p.X, F: p.Y}
			placed(p.Items, at, everywhere, func(item display.Item, box extent, by display.Transform) { visit(side, trims, item, box, by) })
		}
		at := display.Transform{A: 1 << 16, D: 1 << 16}
		placed(side.Items, at, everywhere, func(item display.Item, box extent, by display.Transform) {
			visit(side, edges{true, true, true, true}, item, box, by)
		})
	})
}

func placed(items []display.Item, at display.Transform, clip extent, visit func(display.Item, extent, display.Transform)) {
	for _, item := range items {
		var points []display.XY
		switch item := item.(type) {
		case *display.GlyphRun:
			width := display.Length(0)
			for i := range item.Glyphs {
				width += item.Glyphs[i].Advance
			}
			points = corners(item.X, item.Y-item.Size, width, item.Size+item.Size/4)
		case *display.Path:
			points = outlinePoints(item)
		case *display.Image:
			points = corners(item.X, item.Y, item.Width, item.Height)
		case *display.Link:
			continue
		case *display.Group:
			inner, inClip := at, clip
			if !item.Transform.Identity() {
				inner = compose(at, item.Transform)
			}
			if item.Clip != nil {
				inClip = clip.within(around(inner, outlinePoints(&display.Path{Segments: item.Clip})))
			}
			placed(item.Items, inner, inClip, visit)
			continue
		}
		if len(points) > 0 {
			visit(item, around(at, points).within(clip), at)
		}
	}
}

// around is the box around points after a transform.
func around(t display.Transform, points []display.XY) extent {
	var e extent
	for i, p := range points {
		at := apply(t, p)
		if i == 0 {
			e = extent{at.X, at.Y, at.X, at.Y}
			continue
		}
		e = extent{min(e.x0, at.X), min(e.y0, at.Y), max(e.x1, at.X), max(e.y1, at.Y)}
	}
	return e
}
