package svg

import "strings"

// shapePath returns the path of a shape element. ok is false where its data has
// a mistake.
func shapePath(e *element, view viewBox) (path []Segment, ok bool) {
	ok = true
	get := func(name string, whole Number) Number {
		text, given := e.attributes[name]
		if !given || text == "" {
			return 0
		}
		n, sound := length(text, whole)
		ok = ok && sound
		return n
	}
	b := &pathBuilder{}
	switch e.name {
	case "path":
		return parsePath(e.attributes["d"])
	case "rect":
		rx, ry := radii(e, get("rx", view.width), get("ry", view.height))
		b.rectangle(get("x", view.width), get("y", view.height), get("width", view.width), get("height", view.height), rx, ry)
	case "circle":
		r := get("r", view.width)
		b.ellipse(get("cx", view.width), get("cy", view.height), r, r)
	case "ellipse":
		b.ellipse(get("cx", view.width), get("cy", view.height), get("rx", view.width), get("ry", view.height))
	case "line":
		b.move(Point{get("x1", view.width), get("y1", view.height)})
		b.line(Point{get("x2", view.width), get("y2", view.height)})
	case "polyline", "polygon":
		list, sound := numbers(e.attributes["points"])
		ok = sound && len(list)%2 == 0
		for i := 0; i+1 < len(list); i += 2 {
			if p := (Point{list[i], list[i+1]}); i == 0 {
				b.move(p)
			} else {
				b.line(p)
			}
		}
		if e.name == "polygon" {
			b.close()
		}
	}
	return b.path, ok
}

// radii returns a rectangle's corner radii: where one is not given it is as the
// other.
func radii(e *element, rx, ry Number) (Number, Number) {
	given := func(name string) bool {
		value := strings.TrimSpace(e.attributes[name])
		return value != "" && value != "auto"
	}
	switch {
	case !given("rx"):
		rx = ry
	case !given("ry"):
		ry = rx
	}
	return rx, ry
}

func (b *pathBuilder) rectangle(x, y, width, height, rx, ry Number) {
	if width <= 0 || height <= 0 {
		return
	}
	rx, ry = min(rx, width/2), min(ry, height/2)
	if rx <= 0 || ry <= 0 {
		b.move(Point{x, y})
		b.line(Point{x + width, y})
		b.line(Point{x + width, y + height})
		b.line(Point{x, y + height})
		b.close()
		return
	}
	corner := func(from, to Point, centre Point) {
		place := func(u Point) Point { return Point{centre.X + rx.mul(u.X), centre.Y + ry.mul(u.Y)} }
		b.quarter(from, to, place)
	}
	up, right, down, left := Point{0, -one}, Point{one, 0}, Point{0, one}, Point{-one, 0}
	b.move(Point{x + rx, y})
	b.line(Point{x + width - rx, y})
	corner(up, right, Point{x + width - rx, y + ry})
	b.line(Point{x + width, y + height - ry})
	corner(right, down, Point{x + width - rx, y + height - ry})
	b.line(Point{x + rx, y + height})
	corner(down, left, Point{x + rx, y + height - ry})
	b.line(Point{x, y + ry})
	corner(left, up, Point{x + rx, y + ry})
	b.close()
}

func (b *pathBuilder) ellipse(cx, cy, rx, ry Number) {
	if rx <= 0 || ry <= 0 {
		return
	}
	place := func(u Point) Point { return Point{cx + rx.mul(u.X), cy + ry.mul(u.Y)} }
	b.move(Point{cx + rx, cy})
	u := Point{one, 0}
	for range 4 {
		next := Point{-u.Y, u.X}
		b.quarter(u, next, place)
		u = next
	}
	b.close()
}
