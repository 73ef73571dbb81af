package svg

import (
	"errors"
	"math/bits"
	"strings"

	"korthet/layout/display"
)

// Number is a number of a drawing, in 1/2^24.
type Number int64

// one is the number 1.
const one Number = 1 << 24

// Bounds that keep every product and sum within an int64.
const (
	maxCoordinate = one << 19 // of points
	maxFactor     = one << 14 // of a transform's factors
	leastView     = one >> 10 // of a view box's sides
)

var errBounds = errors.New("svg: its numbers are too large")

func (n Number) mul(m Number) Number { return Number(display.MulDiv(int64(n), int64(m), int64(one))) }

func (n Number) div(m Number) Number {
	if m == 0 {
		return 0
	}
	return Number(display.MulDiv(int64(n), int64(one), int64(m)))
}

func (n Number) within(bound Number) bool { return n <= bound && n >= -bound }

// sqrt returns the square root, rounded down; 0 of what is negative.
func (n Number) sqrt() Number {
	if n <= 0 {
		return 0
	}
	// The root of n·2^24, bit by bit from the highest that it may have.
	hi, lo := bits.Mul64(uint64(n), uint64(one))
	var root uint64
	for bit := uint64(1) << 44; bit > 0; bit >>= 1 {
		try := root | bit
		squareHi, squareLo := bits.Mul64(try, try)
		if squareHi < hi || squareHi == hi && squareLo <= lo {
			root = try
		}
	}
	return Number(root)
}

// sincos returns the sine and cosine of an angle in degrees. The angle is turned
// into the first half quadrant, where Taylor's series to the ninth power are
// exact to the last place of a Number.
func sincos(degrees Number) (sine, cosine Number) {
	const turn = 360 * one
	degrees = (degrees%turn + turn) % turn
	quadrant := degrees / (90 * one)
	degrees -= quadrant * 90 * one
	swap := degrees > 45*one
	if swap {
		degrees = 90*one - degrees
	}
	// π/180 in 1/10^18.
	x := Number(display.MulDiv(int64(degrees), 17_453_292_519_943_296, 1_000_000_000_000_000_000))
	square := x.mul(x)
	sine, cosine = x, one
	sineTerm, cosineTerm := x, one
	for i := Number(1); i <= 5; i++ {
		cosineTerm = -cosineTerm.mul(square) / ((2*i - 1) * (2 * i))
		sineTerm = -sineTerm.mul(square) / ((2 * i) * (2*i + 1))
		cosine += cosineTerm
		sine += sineTerm
	}
	if swap {
		sine, cosine = cosine, sine
	}
	for range quadrant {
		sine, cosine = cosine, -sine
	}
	return sine, cosine
}

// scanner reads numbers, as path data and lists have them.
type scanner struct {
	text string
	at   int
	bad  bool // something stood where a number was expected
}

// space skips white space and at most one comma.
func (s *scanner) space() {
	comma := false
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n', '\f':
		case ',':
			if comma {
				return
			}
			comma = true
		default:
			return
		}
		s.at++
	}
}

// more reports whether a number follows.
func (s *scanner) more() bool {
	s.space()
	if s.at >= len(s.text) {
		return false
	}
	c := s.text[s.at]
	return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.'
}

// number reads a number. Where there is none, or one that is out of bounds, bad
// is set.
func (s *scanner) number() Number {
	s.space()
	start := s.at
	if s.at < len(s.text) && (s.text[s.at] == '-' || s.text[s.at] == '+') {
		s.at++
	}
	var mantissa int64
	digits, scale := 0, 0
	read := func(after int) {
		for ; s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9'; s.at++ {
			digits++
			if mantissa >= 1e16 { // what follows is below the last place
				scale += 1 - after
				continue
			}
			mantissa = mantissa*10 + int64(s.text[s.at]-'0')
			scale -= after
		}
	}
	read(0)
	if s.at < len(s.text) && s.text[s.at] == '.' {
		s.at++
		read(1)
	}
	if digits == 0 {
		s.bad = true
		return 0
	}
	value, ok := scaled(mantissa, scale+s.exponent())
	if !ok {
		s.bad = true
		return 0
	}
	if s.text[start] == '-' {
		return -value
	}
	return value
}

// exponent reads a power of ten, unless what follows is a unit such as em.
func (s *scanner) exponent() int {
	if s.at >= len(s.text) || s.text[s.at]|0x20 != 'e' {
		return 0
	}
	at := s.at + 1
	negative := false
	if at < len(s.text) && (s.text[at] == '-' || s.text[at] == '+') {
		negative = s.text[at] == '-'
		at++
	}
	start, exponent := at, 0
	for ; at < len(s.text) && s.text[at] >= '0' && s.text[at] <= '9'; at++ {
		exponent = min(exponent*10+int(s.text[at]-'0'), 1000)
	}
	if at == start {
		return 0
	}
	s.at = at
	if negative {
		return -exponent
	}
	return exponent
}

// scaled returns mantissa·10^exponent, unless it is out of bounds.
func scaled(mantissa int64, exponent int) (Number, bool) {
	for ; exponent > 0; exponent-- {
		if mantissa > int64(maxCoordinate/one) {
			return 0, false
		}
		if mantissa == 0 {
			return 0, true
		}
		mantissa *= 10
	}
	if exponent < -34 {
		return 0, true
	}
	divisor := int64(1)
	for ; exponent < 0; exponent++ {
		if divisor >= 1e17 {
			mantissa /= 10
			continue
		}
		divisor *= 10
	}
	if mantissa/divisor > int64(maxCoordinate/one) {
		return 0, false
	}
	return Number(display.MulDiv(mantissa, int64(one), divisor)), true
}

// flag reads one of the two flags of an arc, which need nothing after them.
func (s *scanner) flag() bool {
	s.space()
	if s.at < len(s.text) && (s.text[s.at] == '0' || s.text[s.at] == '1') {
		s.at++
		return s.text[s.at-1] == '1'
	}
	s.bad = true
	return false
}

// length reads a length with its unit, in user units of 1/96 inch. Percentages
// are of whole.
func length(text string, whole Number) (Number, bool) {
	s := &scanner{text: text}
	n := s.number()
	if s.bad {
		return 0, false
	}
	// User units in 1/720 of a unit's length.
	factors := []struct {
		unit string
		num  int64
		den  int64
	}{{"px", 1, 1}, {"pt", 4, 3}, {"pc", 16, 1}, {"mm", 480, 127}, {"cm", 4800, 127}, {"in", 96, 1}, {"em", 16, 1}, {"ex", 8, 1}, {"rem", 16, 1}}
	unit := strings.ToLower(strings.TrimSpace(s.text[s.at:]))
	switch unit {
	case "":
		return n, n.within(maxCoordinate)
	case "%":
		n = Number(display.MulDiv(int64(n), int64(whole), int64(100*one)))
		return n, n.within(maxCoordinate)
	}
	for _, factor := range factors {
		if factor.unit == unit {
			n = Number(display.MulDiv(int64(n), factor.num, factor.den))
			return n, n.within(maxCoordinate)
		}
	}
	return 0, false
}

// numbers reads a list of numbers.
func numbers(text string) ([]Number, bool) {
	s := &scanner{text: text}
	var list []Number
	for s.more() {
		list = append(list, s.number())
		if s.bad {
			return nil, false
		}
	}
	s.space()
	return list, s.at == len(s.text)
}
