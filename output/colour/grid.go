package colour

// grid is a table of colours at equal steps of each channel.
type grid struct {
	in, out int
	sizes   [4]int
	strides [4]int
	points  []uint16 // the last channel runs fastest
	all     bool     // trilinear instead of tetrahedral
}

// Between points, values are in 1/2^14 of a point's.
const pointBits = 14

// at is the grid's colour for v.
func (g *grid) at(v vector) (out vector) {
	var base int
	var rest, next [4]int64 // how far from a point to the next one, and where that lies
	for i := range g.in {
		place := max(0, min(unit, v[i])) * int64(g.sizes[i]-1)
		index := place >> unitBits
		rest[i] = place & (unit - 1)
		if rest[i] > 0 {
			next[i] = int64(g.strides[i])
		}
		base += int(index) * g.strides[i]
	}
	switch {
	case g.in == 1:
		for k := range g.out {
			out[k] = between(g.point(base+k), g.point(base+int(next[0])+k), rest[0])
		}
	case g.in == 3 && g.all:
		out = g.trilinear(base, [3]int64(next[:3]), [3]int64(rest[:3]))
	case g.in == 3:
		out = g.tetrahedral(base, [3]int64(next[:3]), [3]int64(rest[:3]))
	case g.in == 4:
		// The first channel in a straight line between two of three.
		out = g.tetrahedral(base, [3]int64(next[1:]), [3]int64(rest[1:]))
		if rest[0] > 0 {
			far := g.tetrahedral(base+int(next[0]), [3]int64(next[1:]), [3]int64(rest[1:]))
			for k := range g.out {
				out[k] = between(out[k], far[k], rest[0])
			}
		}
	}
	for k := range g.out {
		out[k] = out[k] * (unit >> pointBits) / 65535
	}
	return out
}

func (g *grid) point(i int) int64 { return int64(g.points[i]) << pointBits }

func between(a, b, rest int64) int64 { return a + ((b-a)*rest)>>unitBits }

// trilinear weighs the eight points around by their nearness.
func (g *grid) trilinear(base int, next, rest [3]int64) (out vector) {
	x, y, z := int(next[0]), int(next[1]), int(next[2])
	far, near := rest[0], unit-rest[0]
	nearY, farY := mul(near, unit-rest[1]), mul(far, unit-rest[1])
	nearXY, farXY := near-nearY, far-farY
	corners := [8]int{base, base + x, base + y, base + x + y, base + z, base + x + z, base + y + z, base + x + y + z}
	var weights [8]int64
	for i, w := range [4]int64{nearY, farY, nearXY, farXY} {
		weights[i+4] = mul(w, rest[2])
		weights[i] = w - weights[i+4]
	}
	for i, corner := range corners {
		w := weights[i]
		for k, n := range g.points[corner : corner+g.out] {
			out[k&3] += int64(n) * w
		}
	}
	for k := range out {
		out[k] >>= unitBits - pointBits
	}
	return out
}

// tetrahedral goes from the near corner to the far one along the channels in
// the order of their rests, the largest first.
func (g *grid) tetrahedral(base int, next, rest [3]int64) (out vector) {
	order := [3]int{0, 1, 2}
	if rest[order[0]] < rest[order[1]] {
		order[0], order[1] = order[1], order[0]
	}
	if rest[order[1]] < rest[order[2]] {
		order[1], order[2] = order[2], order[1]
	}
	if rest[order[0]] < rest[order[1]] {
		order[0], order[1] = order[1], order[0]
	}
	for k := range g.out {
		at := base + k
		before := g.point(at)
		sum := before << 16
		for _, i := range order {
			at += int(next[i])
			here := g.point(at)
			sum += (here - before) * (rest[i] >> (unitBits - 16))
			before = here
		}
		out[k] = sum >> 16
	}
	return out
}
