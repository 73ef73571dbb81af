package svg

import "korthet/layout/display"

// Place returns the drawing's items with its view box laid on a rectangle. ink
// gives the index of a colour in the document. See-through colours become tints
// of themselves. What stands out of the view box is clipped.
func (d *Drawing) Place(x, y, width, height display.Length, ink func(Colour) int, src display.Src) []display.Item {
	p := &placing{d: d, x: x, y: y, width: width, height: height}
	paint := func(colour Colour) display.Ink {
		return display.Ink{Colour: ink(colour), Tint: colour.Opacity}
	}
	var items []display.Item
	out := false
	for i := range d.Shapes {
		shape := &d.Shapes[i]
		path := &display.Path{Segments: p.segments(shape.Path), EvenOdd: shape.EvenOdd, Src: src}
		if shape.Fill.Painted {
			fill := paint(shape.Fill)
			path.Fill = &fill
		}
		if shape.Stroke.Painted {
			path.Stroke = &display.Stroke{Ink: paint(shape.Stroke), Width: p.length(shape.Width)}
			for _, dash := range shape.Dash {
				path.Stroke.Dash = append(path.Stroke.Dash, p.length(dash))
			}
		}
		out = out || d.standsOut(shape)
		var item display.Item = path
		for c := len(shape.Clips) - 1; c >= 0; c-- {
			clip := p.segments(shape.Clips[c].Path)
			if clip == nil { // nothing is within an empty clip
				clip = []display.Segment{{Op: display.MoveTo}}
			}
			item = &display.Group{Clip: clip, Items: []display.Item{item}}
		}
		items = append(items, item)
	}
	if !out {
		return items
	}
	return []display.Item{&display.Group{Clip: display.Rectangle(x, y, width, height), Items: items}}
}

// placing maps a drawing's coordinates to a rectangle.
type placing struct {
	d                   *Drawing
	x, y, width, height display.Length
}

func (p *placing) segments(path []Segment) []display.Segment {
	var segments []display.Segment
	for i := range path {
		segment := display.Segment{Op: display.SegmentOp(path[i].Op)}
		for k, point := range path[i].Points {
			if path[i].Op == Curve || k == 0 && path[i].Op != Close {
				segment.Points[k] = display.XY{
					X: p.x + p.width.Scale(int64(point.X), int64(p.d.Width)),
					Y: p.y + p.height.Scale(int64(point.Y), int64(p.d.Height)),
				}
			}
		}
		segments = append(segments, segment)
	}
	return segments
}

// length maps a length, by the scale of the width.
func (p *placing) length(n Number) display.Length { return p.width.Scale(int64(n), int64(p.d.Width)) }

// standsOut reports whether a shape may reach out of the view box. A hundredth
// of its width is let pass: drawing programs cut their boxes close.
func (d *Drawing) standsOut(shape *Shape) bool {
	slack := d.Width / 100
	if shape.Stroke.Painted {
		slack -= shape.Width / 2
	}
	for i := range shape.Path {
		for _, point := range shape.Path[i].Points {
			if point.X < -slack || point.Y < -slack || point.X > d.Width+slack || point.Y > d.Height+slack {
				if shape.Path[i].Op != Close {
					return true
				}
			}
		}
	}
	return false
}
