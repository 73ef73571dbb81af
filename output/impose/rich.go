package impose

import (
	"slices"

	"korthet/layout/display"
	"korthet/output/press"
)

// leastRich is how wide and how high an area must be to be printed in a rich black:
// where smaller ones are not quite covered by all plates, colour shows at their
// edges, and in the squares of a QR code readers stumble over it.
const leastRich = 10_000 // 10 mm

// RichBlack returns the document with large rectangles of full black alone printed
// in the profile's mixture of the four inks, which is deeper: on a large area black
// alone looks grey. Text, lines and whatever has another shape stay as they are, and
// so does the document where the profile has no such mixture.
func RichBlack(doc *display.Document, profile *press.Profile) *display.Document {
	if profile.RichBlack == [4]uint16{} {
		return doc
	}
	r := &enricher{doc: doc, profile: profile, rich: display.Ink{Colour: len(doc.Colours), Tint: display.Solid}}
	out := eachSide(doc, func(side display.Side) display.Side {
		side.Panels = slices.Clone(side.Panels)
		for i := range side.Panels {
			side.Panels[i].Items = r.items(side.Panels[i].Items, 1<<16, 1<<16)
		}
		side.Items = r.items(side.Items, 1<<16, 1<<16)
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
}

// items returns the items, which what encloses them enlarges across and down, in
// 1/65536.
func (r *enricher) items(items []display.Item, across, down int64) []display.Item {
	out := slices.Clone(items)
	for i, item := range items {
		switch item := item.(type) {
		case *display.Path:
			if r.large(item, across, down) {
				p := *item
				p.Fill = &r.rich
				out[i], r.used = &p, true
			}
		case *display.Group:
			t := item.Transform
			a, d := across, down
			switch {
			case t.Identity():
			case t.B == 0 && t.C == 0:
				a, d = display.MulDiv(across, abs(t.A), 1<<16), display.MulDiv(down, abs(t.D), 1<<16)
			case t.A == 0 && t.D == 0: // across in the group is down outside
				a, d = display.MulDiv(down, abs(t.B), 1<<16), display.MulDiv(across, abs(t.C), 1<<16)
			default:
				continue // what stands askew is no ground
			}
			g := *item
			g.Items = r.items(item.Items, a, d)
			out[i] = &g
		case *display.GlyphRun, *display.Image, *display.Link:
		}
	}
	return out
}

// large reports whether a path is a large rectangle of full black alone.
func (r *enricher) large(p *display.Path, across, down int64) bool {
	if p.Fill == nil || p.Stroke != nil || p.Fill.Tint != display.Solid {
		return false
	}
	if c := &r.doc.Colours[p.Fill.Colour]; c.Spot != "" && r.profile.OwnPlate(c.Spot) || c.CMYK != [4]uint16{3: 10_000} {
		return false
	}
	box, ok := asRectangle(p.Segments)
	least := display.Millimetres(leastRich)
	return ok && (box[1].X-box[0].X).Scale(across, 1<<16) >= least && (box[1].Y-box[0].Y).Scale(down, 1<<16) >= least
}

func abs(n int64) int64 { return max(n, -n) }
