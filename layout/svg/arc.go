package svg

// arc draws an elliptical arc to p as curves (SVG 1.1, F.6.5 and F.6.6). Angles
// are never taken: directions are points of the unit circle, which are halved by
// adding them.
func (b *pathBuilder) arc(rx, ry, angle Number, large, sweep bool, p Point) {
	rx, ry = max(rx, -rx), max(ry, -ry)
	from := b.at
	if from == p {
		return
	}
	if rx < one>>12 || ry < one>>12 || !rx.within(maxCoordinate) || !ry.within(maxCoordinate) {
		b.line(p)
		return
	}
	sine, cosine := sincos(angle)
	// Half the way from the end to the start, turned, in radii.
	dx, dy := (from.X-p.X)/2, (from.Y-p.Y)/2
	x := ratio(cosine.mul(dx)+sine.mul(dy), rx)
	y := ratio(cosine.mul(dy)-sine.mul(dx), ry)
	square := x.mul(x) + y.mul(y)
	if square > one {
		// The radii are too short: they are scaled up just to reach.
		root := square.sqrt()
		if !rx.mul(root).within(maxCoordinate) || !ry.mul(root).within(maxCoordinate) {
			b.line(p)
			return
		}
		rx, ry, square = rx.mul(root), ry.mul(root), one
	}
	// The same way's direction, exact however near the points are.
	for dx.within(maxCoordinate/4) && dy.within(maxCoordinate/4) {
		dx, dy = dx*2, dy*2
	}
	long := Point{(cosine.mul(dx) + sine.mul(dy)).div(rx), (cosine.mul(dy) - sine.mul(dx)).div(ry)}
	direction := long.unit()
	// The centre, in radii: square to the way between the points.
	chord := square.sqrt()
	height := (one - square).sqrt()
	if large == sweep {
		height = -height
	}
	cx, cy := height.mul(direction.Y), -height.mul(direction.X)
	x, y = chord.mul(direction.X), chord.mul(direction.Y)
	start, end := Point{x - cx, y - cy}, Point{-x - cx, -y - cy}
	place := func(u Point) Point {
		ex, ey := rx.mul(u.X+cx), ry.mul(u.Y+cy)
		return Point{cosine.mul(ex) - sine.mul(ey) + (from.X+p.X)/2, sine.mul(ex) + cosine.mul(ey) + (from.Y+p.Y)/2}
	}
	b.sweep(start.unit(), end.unit(), sweep, large, place)
	// The last curve ends where the file says.
	b.path[len(b.path)-1].Points[2] = p
	b.at = p
}

// ratio is a/b, bounded: what is far outside is outside all the same.
func ratio(a, b Number) Number {
	const most = one << 12
	if a/(1<<12) > b || -a/(1<<12) > b {
		if a < 0 {
			return -most
		}
		return most
	}
	return a.div(b)
}

// unit returns the point of the unit circle in the same direction.
func (p Point) unit() Point {
	for !p.X.within(one<<4) || !p.Y.within(one<<4) {
		p.X, p.Y = p.X/2, p.Y/2
	}
	for p != (Point{}) && p.X.within(one) && p.Y.within(one) {
		p.X, p.Y = p.X*2, p.Y*2
	}
	length := (p.X.mul(p.X) + p.Y.mul(p.Y)).sqrt()
	if length == 0 {
		return Point{one, 0}
	}
	return Point{p.X.div(length), p.Y.div(length)}
}

// sweep draws the arc of the unit circle from u to v, clockwise on paper if so
// it sweeps, in curves of a quarter turn at most.
func (b *pathBuilder) sweep(u, v Point, clockwise, large bool, place func(Point) Point) {
	turn := func(p Point) Point { // by a quarter
		if clockwise {
			return Point{-p.Y, p.X}
		}
		return Point{p.Y, -p.X}
	}
	// Whole quarters first, as long as the end is not within the next one.
	for range 4 {
		next := turn(u)
		// The end lies within the quarter from u if it is on the near side of
		// both its edges.
		dotU, dotNext := u.X.mul(v.X)+u.Y.mul(v.Y), next.X.mul(v.X)+next.Y.mul(v.Y)
		if dotU >= 0 && dotNext >= 0 && !(large && dotNext < one>>10 && dotU > 0) {
			break
		}
		b.quarter(u, next, place)
		u, large = next, false
	}
	b.quarter(u, v, place)
}

// quarter draws the arc from u to v, a quarter turn at most, as one curve whose
// controls lie on the tangents, 4/3·tan(θ/4) away.
func (b *pathBuilder) quarter(u, v Point, place func(Point) Point) {
	cosine := u.X.mul(v.X) + u.Y.mul(v.Y)
	cosine = min(max(cosine, 0), one)
	half := ((one + cosine) / 2).sqrt()  // cos θ/2
	quarter := ((one + half) / 2).sqrt() // cos θ/4
	sine := (one - quarter.mul(quarter)).sqrt()
	handle := sine.div(quarter) * 4 / 3
	cross := u.X.mul(v.Y) - u.Y.mul(v.X)
	if cross < 0 {
		handle = -handle
	}
	b.curve(
		place(Point{u.X - handle.mul(u.Y), u.Y + handle.mul(u.X)}),
		place(Point{v.X + handle.mul(v.Y), v.Y - handle.mul(v.X)}),
		place(v),
	)
}
