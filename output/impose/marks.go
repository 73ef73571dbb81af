package impose

import (
	"slices"
	"strings"

	"korthet/fonts"
	"korthet/layout/display"
	"korthet/output/press"
)

// Slug is the line of text beside the sheet.
type Slug struct {
	// Text says what the file is: its name, edition, date. The names of the plates
	// follow it.
	Text string
	Face *fonts.Face // nil leaves the line out
}

const (
	markWidth = display.Point / 4
	slugSize  = 6 * display.Point
	patch     = 12 * display.Point
	cross     = 5 * display.Point  // radius of a registration mark's circle
	clear     = 30 * display.Point // from the corner to what stands beside crop marks
)

// Marks returns the document with the marks that a profile asks for, outside the
// trim of each side, in the registration colour, which is on all plates; only the
// patches of the colour bar are in their own. Nothing is nearer to the trim than
// the profile's gap, and nothing farther than its room. Where the profile asks
// for none, the document is returned as it is.
func Marks(doc *display.Document, profile *press.Profile, slug Slug) *display.Document {
	if !profile.Marks.Any() {
		return doc
	}
	m := &marker{profile: profile, slug: slug, gap: profile.MarkGap()}
	colours := slices.Clone(doc.Colours)
	add := func(c display.Colour) display.Ink {
		colours = append(colours, c)
		return display.Ink{Colour: len(colours) - 1, Tint: display.Solid}
	}
	m.all = add(display.Colour{Name: "registration", Spot: "All", CMYK: [4]uint16{10000, 10000, 10000, 10000}})
	for i, name := range [...]string{"cyan", "magenta", "yellow", "black"} {
		c := display.Colour{Name: "process " + name, RGB: [...][3]uint8{{0, 158, 224}, {230, 0, 126}, {255, 237, 0}, {29, 29, 27}}[i]}
		c.CMYK[i] = 10000
		m.inks = append(m.inks, add(c))
		m.plates = append(m.plates, strings.ToUpper(name[:1])+name[1:])
	}
	for i := range doc.Colours {
		if spot := doc.Colours[i].Spot; spot != "" && profile.OwnPlate(spot) && !slices.Contains(m.plates, spot) && printed(doc, spot) {
			m.inks = append(m.inks, display.Ink{Colour: i, Tint: display.Solid})
			m.plates = append(m.plates, spot)
		}
	}
	out := eachSide(doc, func(side display.Side) display.Side {
		side.Items = append(slices.Clone(side.Items), m.side(&side)...)
		return side
	})
	out.Colours = colours
	return out
}

// printed reports whether anything of a document is printed with a spot colour.
func printed(doc *display.Document, spot string) bool {
	var holds func(items []display.Item) bool
	is := func(ink display.Ink) bool { return doc.Colours[ink.Colour].Spot == spot }
	holds = func(items []display.Item) bool {
		return slices.ContainsFunc(items, func(item display.Item) bool {
			switch item := item.(type) {
			case *display.GlyphRun:
				return is(item.Ink)
			case *display.Path:
				return item.Fill != nil && is(*item.Fill) || item.Stroke != nil && is(item.Stroke.Ink)
			case *display.Group:
				return holds(item.Items)
			case *display.Image, *display.Link:
			}
			return false
		})
	}
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			if holds(side.Items) || slices.ContainsFunc(side.Panels, func(p display.Panel) bool { return holds(p.Items) }) {
				return true
			}
		}
	}
	return false
}

// marker draws the marks of the sides of a document.
type marker struct {
	profile *press.Profile
	slug    Slug
	gap     display.Length
	all     display.Ink
	inks    []display.Ink // of the colour bar
	plates  []string      // their names
}

func (m *marker) side(side *display.Side) []display.Item {
	var items []display.Item
	w, h := side.Width, side.Height
	near, far := m.gap, m.gap+press.MarkLength
	marks := m.profile.Marks
	across, down := folds(side)
	if marks.Crop {
		for _, y := range [...]display.Length{0, h} {
			items = append(items, m.line(-far, y, -near, y, nil), m.line(w+near, y, w+far, y, nil))
		}
		for _, x := range [...]display.Length{0, w} {
			items = append(items, m.line(x, -far, x, -near, nil), m.line(x, h+near, x, h+far, nil))
		}
	}
	if marks.Fold {
		dash := []display.Length{2 * display.Point, 2 * display.Point}
		for _, x := range across {
			items = append(items, m.line(x, -far, x, -near, dash), m.line(x, h+near, x, h+far, dash))
		}
		for _, y := range down {
			items = append(items, m.line(-far, y, -near, y, dash), m.line(w+near, y, w+far, y, dash))
		}
	}
	middle := m.gap + press.MarkLength/2
	x, y := beside(w/2, across), beside(h/2, down)
	if marks.Registration {
		for _, at := range [...]display.XY{{X: x, Y: -middle}, {X: x, Y: h + middle}, {X: -middle, Y: y}, {X: w + middle, Y: y}} {
			items = append(items, m.registration(at)...)
		}
	}
	room := x - clear - 2*press.MarkLength // to the mark in the middle
	if marks.ColourBar {
		items = append(items, m.bar(display.XY{X: clear, Y: h + near}, room, across)...)
	}
	if marks.Slug && m.slug.Face != nil {
		for _, fold := range across {
			if fold > clear {
				room = min(room, fold-cross-clear) // so that no fold mark crosses it
			}
		}
		if run := m.slugLine(display.XY{X: clear, Y: -middle + slugSize/3}, room); run != nil {
			items = append(items, run)
		}
	}
	return items
}

// folds are the places of the folds across a side, and of those down it.
func folds(side *display.Side) (across, down []display.Length) {
	add := func(list *[]display.Length, at, limit display.Length) {
		if at > 0 && at < limit && !slices.Contains(*list, at) {
			*list = append(*list, at)
		}
	}
	for i := range side.Panels {
		p := &side.Panels[i]
		for _, e := range [...]struct {
			edge display.Edge
			list *[]display.Length
			at   display.Length
			in   display.Length
		}{
			{p.Start, &across, p.X, side.Width},
			{p.End, &across, p.X + p.Width, side.Width},
			{p.Top, &down, p.Y, side.Height},
			{p.Bottom, &down, p.Y + p.Height, side.Height},
		} {
			if e.edge != display.Trim {
				add(e.list, e.at, e.in)
			}
		}
	}
	slices.Sort(across)
	slices.Sort(down)
	return across, down
}

// beside is a place near at that is on no fold.
func beside(at display.Length, folds []display.Length) display.Length {
	for _, fold := range folds {
		if d := fold - at; d > -2*cross && d < 2*cross {
			return at - press.MarkLength*2
		}
	}
	return at
}

func (m *marker) line(x0, y0, x1, y1 display.Length, dash []display.Length) display.Item {
	return &display.Path{
		Segments: []display.Segment{
			{Op: display.MoveTo, Points: [3]display.XY{{X: x0, Y: y0}}}, {Op: display.LineTo, Points: [3]display.XY{{X: x1, Y: y1}}},
		},
		Stroke: &display.Stroke{Ink: m.all, Width: markWidth, Dash: dash},
	}
}

// registration is a circle and a cross.
func (m *marker) registration(at display.XY) []display.Item {
	const reach = press.MarkLength / 2
	return []display.Item{
		m.line(at.X-reach, at.Y, at.X+reach, at.Y, nil),
		m.line(at.X, at.Y-reach, at.X, at.Y+reach, nil),
		&display.Path{Segments: circle(at, cross), Stroke: &display.Stroke{Ink: m.all, Width: markWidth}},
	}
}

// circle is four curves, whose controls lie 0.5523 of the radius from their
// points.
func circle(c display.XY, r display.Length) []display.Segment {
	k := r.Scale(5523, 10_000)
	at := func(x, y display.Length) display.XY { return display.XY{X: c.X + x, Y: c.Y + y} }
	curve := func(a, b, to display.XY) display.Segment {
		return display.Segment{Op: display.CurveTo, Points: [3]display.XY{a, b, to}}
	}
	return []display.Segment{
		{Op: display.MoveTo, Points: [3]display.XY{at(r, 0)}},
		curve(at(r, k), at(k, r), at(0, r)),
		curve(at(-k, r), at(-r, k), at(-r, 0)),
		curve(at(-r, -k), at(-k, -r), at(0, -r)),
		curve(at(k, -r), at(r, -k), at(r, 0)),
		{Op: display.ClosePath},
	}
}

// bar is a patch of each ink at full strength and at half, as many as there is
// room for. Patches that would stand on a fold mark leave it out.
func (m *marker) bar(at display.XY, room display.Length, folds []display.Length) []display.Item {
	var items []display.Item
	x := at.X
	for _, tint := range [...]uint16{display.Solid, display.Solid / 2} {
		for _, ink := range m.inks {
			for slices.ContainsFunc(folds, func(fold display.Length) bool { return fold > x-cross && fold < x+patch+cross }) {
				x += patch
			}
			if x+patch > at.X+room {
				return items
			}
			ink.Tint = tint
			items = append(items, &display.Path{Segments: display.Rectangle(x, at.Y, patch, patch), Fill: &ink})
			x += patch
		}
	}
	return items
}

// slugLine is the slug, small enough for its room; nil where nobody could read
// that.
func (m *marker) slugLine(at display.XY, room display.Length) display.Item {
	text := strings.TrimSpace(m.slug.Text + "   " + strings.Join(m.plates, ", "))
	text = strings.Map(func(r rune) rune {
		if _, ok := m.slug.Face.GlyphIndex(r); !ok {
			return '?' // a name is no reason not to print
		}
		return r
	}, text)
	em := int64(m.slug.Face.UnitsPerEm())
	shaped := m.slug.Face.Shape(text, fonts.ShapeOptions{})
	units := int64(0)
	for _, g := range shaped {
		units += int64(g.Advance)
	}
	if units <= 0 || room <= 0 || room.Scale(em, units) < display.Point {
		return nil
	}
	size := min(slugSize, room.Scale(em, units))
	run := &display.GlyphRun{X: at.X, Y: at.Y, Face: m.slug.Face, Size: size, Text: text, Lang: "zxx", Ink: m.all}
	for _, g := range shaped {
		run.Glyphs = append(run.Glyphs, display.Glyph{
			ID: g.ID, Advance: size.Scale(int64(g.Advance), em), DX: size.Scale(int64(g.DX), em), DY: size.Scale(int64(g.DY), em), Cluster: g.Cluster,
		})
	}
	return run
}
