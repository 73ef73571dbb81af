package colour

// matrix is a linear map of three numbers: rows of coefficients in units.
type matrix [3][3]int64

// bounded reports whether no coefficient is beyond what sums can hold.
func (m *matrix) bounded() bool {
	for _, row := range m {
		for _, n := range row {
			if n > 4*unit || n < -4*unit {
				return false
			}
		}
	}
	return true
}

func (m *matrix) apply(v [3]int64) (out [3]int64) {
	for i := range out {
		out[i] = (m[i][0]*v[0]>>4 + m[i][1]*v[1]>>4 + m[i][2]*v[2]>>4 + 1<<(unitBits-5)) >> (unitBits - 4)
	}
	return out
}

// inverse returns the matrix that takes back what m does; ok is false where
// there is none.
func (m *matrix) inverse() (inverse matrix, ok bool) {
	minor := func(r, c int) int64 {
		r1, r2, c1, c2 := (r+1)%3, (r+2)%3, (c+1)%3, (c+2)%3
		return wide(m[r1][c1], m[r2][c2]) - wide(m[r1][c2], m[r2][c1])
	}
	determinant := wide(m[0][0], minor(0, 0)) + wide(m[0][1], minor(0, 1)) + wide(m[0][2], minor(0, 2))
	if determinant < unit/1_000_000 && determinant > -unit/1_000_000 {
		return inverse, false
	}
	for r := range 3 {
		for c := range 3 {
			inverse[c][r] = mulDiv(minor(r, c), unit, determinant)
		}
	}
	return inverse, true
}
