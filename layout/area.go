package layout

import (
	"korthet/content"
	"korthet/layout/display"
)

// move moves everything in the area.
func (a *area) move(dx, dy display.Length) {
	for i := range a.texts {
		a.texts[i].x += dx
		for k := range a.texts[i].baselines {
			a.texts[i].baselines[k] += dy
		}
	}
	for _, shape := range a.shapes {
		moveItem(shape.item, dx, dy)
	}
}

// moveItem moves a shape.
func moveItem(item display.Item, dx, dy display.Length) {
	switch it := item.(type) {
	case *display.Path:
		for i := range it.Segments {
			for k := range it.Segments[i].Points {
				it.Segments[i].Points[k].X += dx
				it.Segments[i].Points[k].Y += dy
			}
		}
	case *display.Image:
		it.X += dx
		it.Y += dy
	case *display.Group:
		if it.Transform.Identity() {
			it.Transform = display.Transform{A: 1 << 16, D: 1 << 16}
		}
		it.Transform.E += dx
		it.Transform.F += dy
	case *display.GlyphRun:
		it.X += dx
		it.Y += dy
	case *display.Link:
		it.X += dx
		it.Y += dy
		it.Sign.Y += dy
	}
}

// tagItem makes a shape part of a tag.
func tagItem(item display.Item, tag display.TagID) {
	switch it := item.(type) {
	case *display.Path:
		it.Tag = tag
	case *display.Image:
		it.Tag = tag
	case *display.Group:
		for _, inner := range it.Items {
			tagItem(inner, tag)
		}
	case *display.Link:
		it.Tag = tag
	case *display.GlyphRun:
	}
}

// from tells the area's rules and planes where they came from, those that do not
// know better.
func (a *area) from(pos content.Pos) {
	for i := range a.shapes {
		if path, ok := a.shapes[i].item.(*display.Path); ok && path.Src == (display.Src{}) {
			path.Src = display.Src(pos)
		}
	}
}
