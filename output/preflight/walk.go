package preflight

import "korthet/layout/display"

// placed is where something that is drawn lies on a page.
type placed struct {
	shape  outline
	clips  []outline // it is seen within all of them
	corner point     // of a picture: where its top start corner lies,
	across point     // and its sides from there
	down   point
	width  int64 // of a line: how wide it is at its narrowest
}

// covers reports whether it lies at a place.
func (p *placed) covers(at point) bool {
	if !p.shape.covers(at) {
		return false
	}
	for i := range p.clips {
		if !p.clips[i].covers(at) {
			return false
		}
	}
	return true
}

// shows reports whether any of it may be seen on a page.
func (p *placed) shows(page box) bool {
	if !p.shape.box.meets(page) {
		return false
	}
	for i := range p.clips {
		if !p.clips[i].box.meets(p.shape.box) {
			return false
		}
	}
	return true
}

// visitor is told of what lies on a page, in the order of drawing.
type visitor interface {
	text(run *display.GlyphRun, within []display.Transform, clips []outline)
	// path is told of a path once for its area and once for its line, which stroke
	// then is.
	path(path *display.Path, stroke *display.Stroke, at placed)
	image(image *display.Image, at placed)
}

// walk goes through items within groups.
func walk(v visitor, items []display.Item, within []display.Transform, clips []outline) {
	for _, item := range items {
		switch it := item.(type) {
		case *display.GlyphRun:
			v.text(it, within, clips)
		case *display.Path:
			if it.Fill != nil {
				v.path(it, nil, placed{shape: filled(it.Segments, it.EvenOdd, within), clips: clips})
			}
			if it.Stroke != nil {
				v.path(it, it.Stroke, placed{
					shape: stroked(it.Segments, it.Stroke.Width, within), clips: clips, width: lineWidth(it.Stroke.Width, within),
				})
			}
		case *display.Image:
			at := func(x, y display.Length) point { return place(display.XY{X: x, Y: y}, within) }
			corner := at(it.X, it.Y)
			v.image(it, placed{
				shape: filled(display.Rectangle(it.X, it.Y, it.Width, it.Height), false, within), clips: clips,
				corner: corner, across: at(it.X+it.Width, it.Y).minus(corner), down: at(it.X, it.Y+it.Height).minus(corner),
			})
		case *display.Group:
			inner, clipped := within, clips
			if !it.Transform.Identity() {
				inner = append(within[:len(within):len(within)], it.Transform)
			}
			if it.Clip != nil {
				clipped = append(clips[:len(clips):len(clips)], filled(it.Clip, false, inner))
			}
			walk(v, it.Items, inner, clipped)
		case *display.Link:
		}
	}
}
