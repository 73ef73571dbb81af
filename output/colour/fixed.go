package colour

import "math/bits"

// unit is 1 in the package's fixed-point numbers.
const (
	unitBits = 30
	unit     = 1 << unitBits
)

// mul returns a * b in units, rounded.
func mul(a, b int64) int64 { return (a*b + unit/2) >> unitBits }

// mulDiv returns a * b / c, rounded to the nearest, halves away from zero; 0 where
// the result does not fit, which only the numbers of a broken profile bring about.
// c is not 0.
func mulDiv(a, b, c int64) int64 {
	negative := (a < 0) != (b < 0) != (c < 0)
	magnitude := func(n int64) uint64 {
		if n < 0 {
			return uint64(-n)
		}
		return uint64(n)
	}
	divisor := magnitude(c)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	lo, carry := bits.Add64(lo, divisor/2, 0)
	hi += carry
	if hi >= divisor {
		return 0
	}
	quotient, _ := bits.Div64(hi, lo, divisor)
	if negative {
		return -int64(quotient)
	}
	return int64(quotient)
}

// power returns x ^ (g / 2^16) in units. x is from 0 to a few units; of an x
// that is not positive the power is 0. Logarithm and exponential are taken bit
// by bit, so that the result is the same on every machine; it is within 10^-6.
func power(x, g int64) int64 {
	if x <= 0 {
		return 0
	}
	// x = m * 2^e, m from 1 to 2 in 1/2^31.
	e := int64(bits.Len64(uint64(x))) - 1
	m := uint64(x)
	if e > 31 {
		m >>= e - 31
	} else {
		m <<= 31 - e
	}
	log := (e - unitBits) << unitBits
	for bit := int64(unit / 2); bit > 0; bit >>= 1 {
		m = m * m >> 31
		if m >= 1<<32 {
			m >>= 1
			log += bit
		}
	}
	hi, lo := bits.Mul64(uint64(max(log, -log)), uint64(max(g, -g)))
	exponent := int64(hi<<48 | lo>>16)
	if (log < 0) != (g < 0) {
		exponent = -exponent
	}
	whole := exponent >> unitBits
	fraction := exponent & (unit - 1)
	if whole > 30 {
		return 1 << 60
	}
	if whole < -unitBits-1 {
		return 0
	}
	result := uint64(1) << 31
	for i, root := range roots {
		if fraction&(unit/2>>i) != 0 {
			result = (result*root + 1<<30) >> 31
		}
	}
	if whole >= 1 {
		return int64(result << (whole - 1))
	}
	return int64((result>>(-whole) + 1) >> 1)
}

// roots are 2 ^ (1/2), 2 ^ (1/4), 2 ^ (1/8) and so on, in 1/2^31.
var roots = [unitBits]uint64{ //nolint:gochecknoglobals // a constant table
	3037000500, 2553802834, 2341847524, 2242560872, 2194507417, 2170868212,
	2159144272, 2153306067, 2150392887, 2148937775, 2148210589, 2147847087,
	2147665360, 2147574502, 2147529075, 2147506361, 2147495005, 2147489326,
	2147486487, 2147485068, 2147484358, 2147484003, 2147483825, 2147483737,
	2147483692, 2147483670, 2147483659, 2147483654, 2147483651, 2147483649,
}

// cubeRoot returns the cube root of n, rounded down.
func cubeRoot(n uint64) uint64 {
	var root uint64
	for bit := uint64(1) << 21; bit > 0; bit >>= 1 {
		try := root | bit
		hi, square := bits.Mul64(try, try)
		over, cube := bits.Mul64(square, try)
		if hi == 0 && over == 0 && cube <= n {
			root = try
		}
	}
	return root
}
