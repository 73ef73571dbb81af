package inspect

import (
	"math"
	"testing"
)

// TestPower holds powers against those of the library.
func TestPower(t *testing.T) {
	for _, x := range []float64{0.001, 0.2, 0.5, 0.999, 1, 1.7} {
		for _, n := range []float64{0, 0.1, 0.5, 1, 1.55, 2, 2.2, 7, 31.25} {
			if got, want := power(x, n), math.Pow(x, n); math.Abs(got-want) > 1e-4*max(1, want) { //nolint:forbidigo // what is compared with
				t.Errorf("%v to the power %v is %v, not %v", x, n, got, want)
			}
		}
	}
	for _, n := range []float64{-1, 1e9, math.NaN(), math.Inf(1)} {
		if got := power(0.5, n); got != 0 {
			t.Errorf("a half to the power %v is %v", n, got)
		}
	}
}
