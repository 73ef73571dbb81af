package colour

// The connection space's white (7.2.16): D50.
const (
	whiteX = int64(9642) * unit / 10000
	whiteZ = int64(8249) * unit / 10000
)

// lab is a colour of the connection space as lutAToB tables encode it, in
// units: L / 100, (a + 128) / 255, (b + 128) / 255.
type lab [3]int64

// labTable calculates Lab from XYZ: the function f of CIE 15 at equal steps of
// t from 0 to 2.
type labTable [labSteps + 1]int64

const (
	labSteps = 8192
	// Below t = (6/29)^3 f is a straight line: (841/108) t + 16/116.
	lineEnd = int64(216) * unit / 24389
)

func newLabTable() *labTable {
	t := &labTable{}
	for i := range t {
		// The cube root of n / 2^33 has 21 more bits than 2^-11.
		n := uint64(i) * (2 * unit / labSteps) << 33
		t[i] = int64(cubeRoot(n)) << (unitBits - 21)
	}
	return t
}

func (t *labTable) f(x int64) int64 {
	if x <= lineEnd {
		return x*841/108 + int64(16)*unit/116
	}
	const step = 2 * unit / labSteps
	i := x / step
	if i >= labSteps {
		return t[labSteps]
	}
	rest := x - i*step
	return t[i] + (t[i+1]-t[i])*rest/step
}

// lab converts XYZ, in units. What no surface has counts as the nearest that
// one may have.
func (t *labTable) lab(xyz [3]int64) lab {
	for i := range xyz {
		xyz[i] = max(-unit, min(2*unit, xyz[i]))
	}
	fx := t.f(xyz[0] * unit / whiteX)
	fy := t.f(xyz[1])
	fz := t.f(xyz[2] * unit / whiteZ)
	const middle = int64(128) * unit / 255
	return lab{
		(116*fy - 16*unit) / 100,
		500*(fx-fy)/255 + middle,
		200*(fy-fz)/255 + middle,
	}
}

// xyz converts back.
func (l lab) xyz() [3]int64 {
	cube := func(f int64) int64 {
		if f <= int64(6)*unit/29 {
			return (f - int64(16)*unit/116) * 108 / 841
		}
		return mul(mul(f, f), f)
	}
	const middle = int64(128) * unit / 255
	fy := (100*l[0] + 16*unit) / 116
	fx := fy + (l[1]-middle)*255/500
	fz := fy - (l[2]-middle)*255/200
	return [3]int64{mul(cube(fx), whiteX), cube(fy), mul(cube(fz), whiteZ)}
}
