package main

import "testing"

// TestPace holds that the memory taken does not grow with what is in use until
// that is most of it.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		live uint64 // MiB
		want int
	}{{0, leastPace}, {1, 400}, {10, 400}, {28, 300}, {56, 100}, {70, 60}, {100, 50}, {128, 50}, {4000, 50}} {
		got := pace(c.live << 20)
		if got != c.want {
			t.Errorf("with %d MiB in use the pace is %d, not %d", c.live, got, c.want)
		}
		if all := c.live << 20 * uint64(100+got) / 100; c.live < 74 && all > steadyMemory {
			t.Errorf("with %d MiB in use there may be %d MiB in all", c.live, all>>20)
		}
	}
}
