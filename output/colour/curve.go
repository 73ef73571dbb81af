package colour

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// curve is a tone curve from 0 to 1: a table, or a function of parameters. The
// zero value changes nothing.
type curve struct {
	table []int32 // in 1/65535, at equal steps; nil for a function
	kind  int     // of the function (10.16, table 65), -1 for none
	// The function's parameters g a b c d e f in units, but g in 1/2^16.
	params [7]int64
	set    bool
}

// readCurve reads a curveType or parametricCurveType (10.5, 10.16), and how many
// bytes it has.
func readCurve(data []byte) (c curve, size int, err error) {
	if len(data) < 12 {
		return c, 0, errors.New("it is cut off")
	}
	switch string(data[:4]) {
	case "curv":
		return readTableCurve(data)
	case "para":
		counts := [...]int{1, 3, 4, 5, 7}
		kind := int(binary.BigEndian.Uint16(data[8:]))
		if kind >= len(counts) {
			return c, 0, fmt.Errorf("it is a function of kind %d, which is not known", kind)
		}
		size = 12 + 4*counts[kind]
		if len(data) < size {
			return c, 0, errors.New("it is cut off")
		}
		c = curve{kind: kind, set: true}
		for i := range counts[kind] {
			c.params[i] = fixed16(data[12+4*i:])
			if c.params[i] > 64<<16 || c.params[i] < -64<<16 {
				return c, 0, errors.New("its numbers are out of bounds")
			}
			if i > 0 {
				c.params[i] <<= unitBits - 16
			}
		}
		if c.params[0] <= 0 {
			return c, 0, errors.New("its exponent is not positive")
		}
		return c, size, nil
	}
	return c, 0, fmt.Errorf("it is of the type %q, which is no curve", string(data[:4]))
}

func readTableCurve(data []byte) (c curve, size int, err error) {
	count := binary.BigEndian.Uint32(data[8:])
	if uint64(count)*2+12 > uint64(len(data)) {
		return c, 0, errors.New("it is cut off")
	}
	size = 12 + 2*int(count)
	switch count {
	case 0:
		return c, size, nil
	case 1:
		// One number is an exponent, in 1/256.
		gamma := int64(binary.BigEndian.Uint16(data[12:])) << 8
		if gamma == 0 {
			return c, 0, errors.New("its exponent is not positive")
		}
		return curve{set: true, params: [7]int64{gamma}}, size, nil
	}
	c.table, c.set = make([]int32, count), true
	for i := range c.table {
		c.table[i] = int32(binary.BigEndian.Uint16(data[12+2*i:]))
	}
	return c, size, nil
}

// at is the curve's value for x. What lies outside 0 to 1 counts as the nearest
// of the two, and so does the value.
func (c *curve) at(x int64) int64 {
	x = max(0, min(unit, x))
	if !c.set {
		return x
	}
	if c.table == nil {
		return max(0, min(unit, c.function(x)))
	}
	place := x * int64(len(c.table)-1)
	i, rest := place>>unitBits, place&(unit-1)
	value := int64(c.table[i]) << unitBits
	if rest > 0 {
		value += int64(c.table[i+1]-c.table[i]) * rest
	}
	return (value + 65535/2) / 65535
}

// function is a parametric curve's value (10.16, table 65).
func (c *curve) function(x int64) int64 {
	g, a, b, cc, d, e, f := c.params[0], c.params[1], c.params[2], c.params[3], c.params[4], c.params[5], c.params[6]
	steep := func(plus int64) int64 { return power(wide(a, x)+b, g) + plus }
	switch c.kind {
	case 1:
		if wide(a, x)+b >= 0 {
			return steep(0)
		}
		return 0
	case 2:
		if wide(a, x)+b >= 0 {
			return steep(cc)
		}
		return cc
	case 3:
		if x >= d {
			return steep(0)
		}
		return wide(cc, x)
	case 4:
		if x >= d {
			return steep(e)
		}
		return wide(cc, x) + f
	}
	return power(x, g)
}

// wide is mul for numbers up to 64 units.
func wide(a, x int64) int64 { return mulDiv(a, x, unit) }

// baked returns the curve with a function replaced by a table, which is faster.
func (c curve) baked() curve {
	if !c.set || c.table != nil {
		return c
	}
	const steps = 4096
	table := make([]int32, steps+1)
	for i := range table {
		table[i] = int32((c.at(int64(i)*unit/steps)*65535 + unit/2) >> unitBits)
	}
	return curve{set: true, table: table}
}
