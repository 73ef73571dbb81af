package proof

import "korthet/layout/display"

// point is a place on a page, in 1/256 of a pixel.
type point struct{ x, y int64 }

// one is a pixel.
const one = 256

// farthest bounds places, in pixels, so that no input makes the arithmetic
// overflow.
const farthest = 1 << 20

// area is what a shape covers: a byte for each pixel of a rectangle, 255 being all
// of it.
type area struct {
	x0, y0, x1, y1 int
	cover          []uint8
}

// at is how much of a pixel is covered.
func (a *area) at(x, y int) int {
	if x < a.x0 || x >= a.x1 || y < a.y0 || y >= a.y1 {
		return 0
	}
	return int(a.cover[(y-a.y0)*(a.x1-a.x0)+x-a.x0])
}

// cells gather, for each pixel, how far the outline goes down in it and how much
// of the pixel lies before the outline: the sum over a row gives exact areas.
type cells struct {
	area
	width      int
	down, left []int64
}

// fill returns what loops enclose, within a width and a height in pixels. Each
// loop is closed.
func fill(loops [][]point, evenOdd bool, width, height int) area {
	c := cells{area: bounds(loops, width, height)}
	c.width = c.x1 - c.x0 + 1
	rows := c.y1 - c.y0
	if c.width <= 1 || rows <= 0 {
		return area{}
	}
	c.down, c.left = make([]int64, c.width*rows), make([]int64, c.width*rows)
	for _, loop := range loops {
		for i, p := range loop {
			c.edge(p, loop[(i+1)%len(loop)])
		}
	}
	c.cover = make([]uint8, (c.width-1)*rows)
	for y := range rows {
		sum := int64(0)
		for x := range c.width - 1 {
			sum += c.down[y*c.width+x]
			c.cover[y*(c.width-1)+x] = covered(sum*2*one-c.left[y*c.width+x], evenOdd)
		}
	}
	return c.area
}

// covered turns a winding, in 1/(2*one*one), into a coverage.
func covered(winding int64, evenOdd bool) uint8 {
	const full = 2 * one * one
	winding = max(winding, -winding)
	if evenOdd {
		if winding %= 2 * full; winding > full {
			winding = 2*full - winding
		}
	}
	return uint8((min(winding, full)*255 + full/2) / full)
}

// bounds is the box of pixels around loops, within the page.
func bounds(loops [][]point, width, height int) area {
	first := true
	var low, high point
	for _, loop := range loops {
		for _, p := range loop {
			if first {
				low, high, first = p, p, false
			}
			low = point{min(low.x, p.x), min(low.y, p.y)}
			high = point{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	pixel := func(n int64, most int) int { return int(max(0, min(int64(most), n>>8))) }
	return area{
		x0: pixel(low.x, width), y0: pixel(low.y, height),
		x1: pixel(high.x+one-1, width), y1: pixel(high.y+one-1, height),
	}
}

// edge adds a straight line, row by row.
func (c *cells) edge(a, b point) {
	sign := int64(1)
	if a.y > b.y {
		a, b, sign = b, a, -1
	}
	top, bottom := max(a.y, int64(c.y0)*one), min(b.y, int64(c.y1)*one)
	at := func(y int64) int64 {
		if b.y == a.y {
			return a.x
		}
		return a.x + display.MulDiv(b.x-a.x, y-a.y, b.y-a.y)
	}
	for y := top; y < bottom; {
		next := min(bottom, (y>>8+1)<<8)
		c.row(int(y>>8)-c.y0, at(y), at(next), next-y, sign)
		y = next
	}
}

// row adds a line within one row: from x a to x b, while it goes down by dy.
func (c *cells) row(y int, a, b, dy, sign int64) {
	low, high := int64(c.x0)*one, int64(c.x1)*one
	a, b = max(low, min(high, a))-low, max(low, min(high, b))-low
	if a > b {
		a, b = b, a // the areas are the same
	}
	line := y * c.width
	done := int64(0)
	for x := a; ; {
		next := min(b, (x>>8+1)<<8)
		part := dy - done
		if next < b {
			part = (next-a)*dy/(b-a) - done
		}
		cell := line + int(x>>8)
		c.down[cell] += sign * part
		c.left[cell] += sign * part * (x&255 + next - x>>8<<8)
		done += part
		if next >= b {
			return
		}
		x = next
	}
}
