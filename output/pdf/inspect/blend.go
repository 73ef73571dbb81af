package inspect

import "korthet/output/pdf/object"

// blendOf is what a blend mode makes of an ink, given how much of it lies below and
// how much is laid on it, both from 0 to 1 (11.3.5.2, where it is said of light); ok is
// false for modes that are not calculated, such as those that mix hues. Normal is nil.
func blendOf(mode object.Name) (blend func(below, above float32) float32, ok bool) {
	hard := func(below, above float32) float32 {
		if above >= 0.5 { // darker than the middle: it multiplies
			above = 2*above - 1
			return below + above - float32(below*above)
		}
		return float32(below * 2 * above)
	}
	switch mode {
	case "", "Normal", "Compatible":
		return nil, true
	case "Multiply":
		return func(below, above float32) float32 { return below + above - float32(below*above) }, true
	case "Screen":
		return func(below, above float32) float32 { return float32(below * above) }, true
	case "Darken":
		return func(below, above float32) float32 { return max(below, above) }, true
	case "Lighten":
		return func(below, above float32) float32 { return min(below, above) }, true
	case "HardLight":
		return hard, true
	case "Overlay":
		return func(below, above float32) float32 { return hard(above, below) }, true
	}
	return nil, false
}

// blending is how what is painted comes to lie on what is below.
type blending struct {
	opacity float64 // of the groups around it, in each other; 1 is all
	foreign bool    // it is blended in other colours than inks
	apart   bool    // it is blended with less than all that lies below
	fade    *mask   // of the groups around it
	lost    bool    // a group around it is blended, which is not calculated
}

// enterGroup begins a transparency group (11.6.6): what is set when it is drawn holds
// for the group, and what it draws begins anew.
func (r *run) enterGroup(group object.Dict, outer *state) {
	if r.name(group.Get("S")) != "Transparency" {
		return
	}
	s := &r.state
	s.group.opacity = outer.group.opacity * outer.alphaFill
	blend, ok := blendOf(outer.blend)
	s.group.lost = outer.group.lost || !ok || blend != nil
	s.alphaFill, s.alphaLine, s.blend = 1, 1, ""
	if r.sheet != nil {
		s.group.fade = outer.group.fade.through(outer.fade, r.sheet)
	}
	s.fade = nil
	isolated, _ := r.resolve(group.Get("I")).(object.Bool)
	knockout, _ := r.resolve(group.Get("K")).(object.Bool)
	s.group.apart = outer.group.apart || bool(isolated) || bool(knockout)
	s.group.foreign = outer.group.foreign || r.foreignBlending(group)
}

// foreignBlending reports whether a group blends in other colours than inks.
func (r *run) foreignBlending(group object.Dict) bool {
	v := group.Get("CS")
	if v == nil {
		return false
	}
	s := r.spaceOf(v, r.resources, 0)
	return s.family != deviceCMYK && !(s.family == icc && s.own)
}

// blendInto sets how a coat lies on what is below, where something below is seen
// through it.
func (r *run) blendInto(c *coat, m *mark) {
	s := r.sheet
	alpha := r.state.alphaFill
	if m.kind == line {
		alpha = r.state.alphaLine
	}
	blend, ok := blendOf(r.state.blend)
	// A picture's own mask takes the place of that of the state (11.6.5.3).
	own := m.picture != nil && m.picture.stream.Dict.Get("SMask") != nil
	switch {
	case r.state.masked && !own || !ok || r.state.group.lost || blend != nil && r.state.group.apart:
		c.blank = s.unknown("what is blended or fades")
	case r.state.group.foreign:
		c.blank = s.unknown("what is blended in other colours than inks")
	default:
		if c.fadeOfGroup = r.state.group.fade; !own {
			c.fade = r.state.fade
		}
		c.alpha, c.blend = float32(min(max(alpha, 0), 1)*r.state.group.opacity), blend
	}
}

// coverOf finds out how opaque a picture is, cell by cell; false where that is not
// known.
func (r *run) coverOf(p *picture) bool {
	if !p.covered {
		p.covered = true
		switch {
		case p.stencil:
			p.cover = &picture{stream: p.stream, width: p.width, height: p.height, bits: 1, decode: p.decode, space: device(deviceGrey)}
			p.coverOpaque = true
		case r.dictOf(p.stream.Dict.Get("SMask")) != nil:
			p.cover = r.pictureOf(p.stream.Dict.Get("SMask"), r.resources)
		case p.stream.Dict.Get("Mask") != nil:
			if p.cover = r.pictureOf(p.stream.Dict.Get("Mask"), r.resources); p.cover != nil && p.cover.stencil {
				p.cover = &picture{stream: p.cover.stream, width: p.cover.width, height: p.cover.height, bits: 1, decode: p.cover.decode, space: device(deviceGrey)}
				p.coverOpaque = true
			} else {
				p.cover = nil
			}
			p.uncovered = p.cover == nil
		}
		if p.cover != nil {
			r.measure(p.cover)
			p.uncovered = p.cover.unread != "" || p.cover.means == nil || len(p.cover.inks) != 1 || p.cover.space.family != deviceGrey
		}
	}
	return !p.uncovered
}

// opacityAt is how opaque a picture is at a place from its upper start corner.
func (p *picture) opacityAt(across, down float64) float32 {
	if p.cover == nil {
		return 1
	}
	n := p.cover.meansAt(across, down)[0]
	if p.coverOpaque {
		return n // a stencil paints where its samples are black
	}
	return 1 - n
}
