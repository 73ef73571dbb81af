package pdf

import (
	"strconv"

	"korthet/layout/display"
)

// milli is a length in 1/1000 of a point, the precision of coordinates in our
// files: 0.35 µm.
type milli int64

// toMilli rounds a length to the nearest 1/1000 of a point, halves up.
func toMilli(l display.Length) milli {
	const unit = int64(display.Point)
	whole, rest := int64(l)/unit, int64(l)%unit
	if rest < 0 {
		whole, rest = whole-1, rest+unit
	}
	return milli(whole*1000 + (rest*1000+unit/2)/unit)
}

// appendMilli appends a number of thousandths: "12.5".
func appendMilli(dst []byte, n milli) []byte { return appendDecimal(dst, int64(n), 3) }

// appendDecimal appends n / 10^places without an exponent, without zeros at the
// end, and without a sign for zero.
func appendDecimal(dst []byte, n int64, places int) []byte {
	if n < 0 {
		dst = append(dst, '-')
	}
	var buffer [24]byte
	digits := strconv.AppendUint(buffer[:0], magnitude(n), 10)
	for len(digits) > 0 && places > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
		places--
	}
	if len(digits) == 0 {
		return append(dst, '0')
	}
	if places == 0 {
		return append(dst, digits...)
	}
	if len(digits) > places {
		dst = append(dst, digits[:len(digits)-places]...)
		digits = digits[len(digits)-places:]
	} else {
		dst = append(dst, '0')
	}
	dst = append(dst, '.')
	for range places - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// divide returns a / b rounded to the nearest integer, halves away from zero. b
// is positive.
func divide(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}
