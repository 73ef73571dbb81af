package impose

import (
	"slices"

	"korthet/layout/display"
	"korthet/output/press"
)

// RichBlack returns the document with large areas of full black alone printed in the
// profile's mixture of the four inks, which is deeper: on a large area black alone
// looks grey. Text and lines stay as they are, and so does the document where the
// profile has no such mixture.
func RichBlack(doc *display.Document, profile *press.Profile) *display.Document {
	if profile.RichBlack == [4]uint16{} {
		return doc
	}
	r := &enricher{doc: doc, profile: profile, rich: display.Ink{Colour: len(doc.Colours), Tint: display.Solid}}
	out := eachSide(doc, func(side display.Side) display.Side {
		side.Panels = slices.Clone(side.Panels)
		for i := range side.Panels {
			side.Panels[i].Items = r.items(side.Panels[i].Items)
		}
		side.Items = r.items(side.Items)
		return side
	})
	if !r.used {
		return doc
	}
	out.Colours = append(slices.Clone(doc.Colours), display.Colour{Name: "rich black", CMYK: profile.RichBlack})
	return out
}

// enricher prints areas in a rich black.
type enricher struct {
	doc     *display.Document
	profile *press.Profile
	rich    display.Ink
	used    bool

	groups []display.Transform // what encloses the items, outermost first
	clips  []region            // of these, on the page
}

func (r *enricher) items(items []display.Item) []display.Item {
	out := slices.Clone(items)
	for i, item := range items {
		switch item := item.(type) {
		case *display.Path:
			if r.black(item) && r.large(item) {
				p := *item
				p.Fill = &r.rich
				out[i], r.used = &p, true
			}
		case *display.Group:
			groups, clips := len(r.groups), len(r.clips)
			r.groups = append(r.groups, item.Transform)
			if item.Clip != nil {
				r.clips = append(r.clips, region{loops: loopsOf(item.Clip, r.groups)})
			}
			g := *item
			g.Items = r.items(item.Items)
			out[i] = &g
			r.groups, r.clips = r.groups[:groups], r.clips[:clips]
		case *display.GlyphRun, *display.Image, *display.Link:
		}
	}
	return out
}

// black reports whether a path is filled with full black alone. The black of the
// screen is that on the press.
func (r *enricher) black(p *display.Path) bool {
	if p.Fill == nil || p.Fill.Tint != display.Solid {
		return false
	}
	c := &r.doc.Colours[p.Fill.Colour]
	black := c.CMYK == [4]uint16{3: 10_000} || press.OnlyRGB(c) && c.RGB == [3]uint8{}
	return black && (c.Spot == "" || !r.profile.OwnPlate(c.Spot))
}

// large reports whether what shows of a path is a large area. One that has small
// parts beside it is none: a drawing's letters may be of one path with its ground.
// Nor is a QR code, which is made of small parts alone.
func (r *enricher) large(p *display.Path) bool {
	whole := region{loops: loopsOf(p.Segments, r.groups), evenOdd: p.EvenOdd}
	var large [][2]display.XY
	found := false
	for _, loop := range whole.loops {
		if box := boxOf(loop); box[1].X-box[0].X >= leastRich && box[1].Y-box[0].Y >= leastRich {
			large = append(large, box)
		}
	}
	for _, loop := range whole.loops {
		box := boxOf(loop)
		if !slices.ContainsFunc(large, func(l [2]display.XY) bool {
			return l[0].X <= box[0].X && l[0].Y <= box[0].Y && l[1].X >= box[1].X && l[1].Y >= box[1].Y
		}) {
			return false
		}
		found = found || slices.Contains(large, box) && roomy(box, append([]region{{loops: [][]display.XY{loop}}, whole}, r.clips...))
	}
	return found
}
