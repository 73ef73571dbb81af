package inspect

import (
	"korthet/output/preflight"
)

// inkSlack is what more than the limit counts as being at it: bytes are not exact.
const inkSlack = 0.02

// totalInk judges how much ink a mark has in all.
func (r *run) totalInk(m *mark) {
	limit := float64(r.printer.InkLimit) / 10_000
	if limit == 0 {
		return
	}
	if m.picture != nil && !m.picture.stencil {
		r.pictureInk(m, limit)
		return
	}
	p := m.paint
	if p == nil || p.all {
		return
	}
	if p.shading {
		r.shadingInk(m, limit)
		return
	}
	if !p.known {
		r.page.inspector.seen.converted = true
		return
	}
	total := p.total()
	what := m.kind.String() + " in " + p.String()
	if m.overprints(r.state.mode) && !r.glyph && total > 0 {
		at := m.on
		if !m.hasOn {
			at = m.seen.middle()
		}
		if on, known := r.below(at); on != nil {
			switch {
			case known && on.paint.known:
				total = together(on.paint, p)
				what += ", overprinting " + on.paint.String() + ","
			case !r.mayExceed(on, total, limit):
			default:
				r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: "overprint"}, "%s overprints something whose inks are not known; their sum was not calculated", what)
				return
			}
		}
	}
	if m.clear && r.state.blend != "" && r.state.blend != "Normal" && r.state.blend != "Compatible" {
		if on, _ := r.below(m.seen.middle()); on != nil && !r.glyph {
			r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: "blend"}, "%s is blended (%s) with what lies below it; the sum of inks was not calculated", m.kind, printable(string(r.state.blend), 30))
		}
	}
	if total <= limit+inkSlack {
		r.most(total, m)
		return
	}
	f := r.fault(preflight.TotalInk, preflight.Error, r.number, r.place(m.seen), key{what: what}, "%s has %s of ink in all; more than %s does not dry", what, percent(total), percent(limit))
	f.Hint = "lower its inks until their sum is " + percent(limit)
}

// mayExceed reports whether a ground that is not known could have so much ink
// that with more it is too much.
func (r *run) mayExceed(on *ground, more, limit float64) bool {
	if on.paint != nil && on.paint.known && !on.paint.shading {
		return on.paint.total()+more > limit+inkSlack
	}
	return more > 0
}

// most keeps where the most ink is.
func (r *run) most(total float64, m *mark) {
	r.page.inspector.seen.known = r.page.inspector.seen.known || total > 0
	if total > r.edges.most {
		r.edges.most, r.edges.mostOf, r.edges.mostAt = total, m.kind, m.seen
		r.edges.picture = m.picture
	}
}

// together is the sum of inks where one paint overprints another.
func together(below, above *paint) float64 {
	sum := 0.0
	for k := range above.cmyk {
		n := below.cmyk[k]
		if above.cmyk[k] > 0 {
			n = above.cmyk[k]
		}
		sum += n
	}
	for _, s := range below.spots {
		sum += s.tint
	}
	for _, s := range above.spots {
		sum += s.tint
		for _, other := range below.spots {
			if other.ink == s.ink {
				sum -= other.tint
			}
		}
	}
	return sum
}

func percent(n float64) string { return trimmed(n*100, 1) + " %" }

// pictureInk judges the ink of a picture.
func (r *run) pictureInk(m *mark, limit float64) {
	pic := m.picture
	base := pic.space.base()
	inks := 0
	switch base.family {
	case deviceCMYK, deviceGrey, separation, deviceN:
		inks = base.channels
	case icc:
		if base.own {
			inks = 4
		}
	default:
	}
	if base.family == unknownSpace {
		r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: pic.String()}, "%s: its colour space cannot be read", pic)
		return
	}
	if inks == 0 {
		r.page.inspector.seen.converted = true
		return
	}
	if float64(inks) <= limit {
		r.most(float64(min(inks, 1)), m)
		return
	}
	r.measure(pic)
	if pic.unread != "" {
		r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: pic.String()}, "the ink of %s was not looked at: %s", pic, pic.unread)
		return
	}
	if pic.mostInk <= limit+inkSlack {
		r.most(pic.mostInk, m)
		return
	}
	f := r.fault(preflight.TotalInk, preflight.Error, r.number, r.place(m.seen), key{what: pic.String()}, "%s has up to %s of ink in all; more than %s does not dry", pic, percent(pic.mostInk), percent(limit))
	f.Hint = "convert the picture with a profile whose ink limit is " + percent(limit)
}

// ofInks reports whether a space's colours are inks, not converted to any.
func (s *space) ofInks() bool {
	switch s.family {
	case deviceCMYK, deviceGrey, separation, deviceN:
		return true
	case icc:
		return s.own
	case indexed:
		return s.below != nil && s.below.family != indexed && s.below.ofInks()
	default:
		return false
	}
}

// shadingInk judges the ink of a shading.
func (r *run) shadingInk(m *mark, limit float64) {
	p := m.paint
	switch {
	case p.coloured:
		return // its drawing was looked at
	case p.space.family == unknownSpace:
		r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: "shading space"}, "the ink of a shading is not known: its colour space cannot be read")
	case !p.space.ofInks():
		r.page.inspector.seen.converted = true
	case p.cmykMost < 0:
		r.fault(preflight.TotalInk, preflight.NotChecked, r.number, r.place(m.seen), key{what: "shading"}, "the ink of a shading was not calculated: its colours are made by a function that is not read")
	case p.cmykMost > limit+inkSlack:
		f := r.fault(preflight.TotalInk, preflight.Error, r.number, r.place(m.seen), key{what: "shading"}, "a shading has up to %s of ink in all; more than %s does not dry", percent(p.cmykMost), percent(limit))
		f.Hint = "lower the inks of its colours until their sum is " + percent(limit)
	default:
		r.most(p.cmykMost, m)
	}
}
