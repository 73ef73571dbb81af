package display

import "math/bits"

// Length is a distance or a place on paper, in 1/65536 of a point of 1/72
// inch. It is an integer so that the same input gives the same lines on every
// machine.
type Length int64

// Point is one point of 1/72 inch.
const Point Length = 1 << 16

// Millimetres returns n thousandths of a millimetre as a Length, rounded to
// the nearest unit: Millimetres(20_000) is 20 mm.
func Millimetres(thousandths int64) Length {
	// 1 mm = 72/25.4 pt; per thousandth 65536*72/25400.
	return Length(MulDiv(thousandths, int64(Point)*72, 25_400))
}

// Scale returns l * num / den, rounded to the nearest unit.
func (l Length) Scale(num, den int64) Length { return Length(MulDiv(int64(l), num, den)) }

// MulDiv returns a*b/c rounded to the nearest integer, halves away from zero,
// with a 128-bit intermediate product. It panics when c is zero or the result
// does not fit an int64: both are broken invariants of the caller.
func MulDiv(a, b, c int64) int64 {
	if c == 0 {
		panic("display: internal error: MulDiv by zero")
	}
	negative := (a < 0) != (b < 0) != (c < 0)
	divisor := magnitude(c)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	lo, carry := bits.Add64(lo, divisor/2, 0)
	hi += carry
	if hi >= divisor {
		panic("display: internal error: MulDiv overflow")
	}
	quotient, _ := bits.Div64(hi, lo, divisor)
	if negative {
		return -int64(quotient)
	}
	return int64(quotient)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}
