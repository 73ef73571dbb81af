package linebreak

import (
	"math/rand/v2"
	"testing"
)

// TestGrowth counts how often lines are considered, which must grow with the
// paragraph's length and not with its square.
func TestGrowth(t *testing.T) {
	visits := func(words int, variants bool) (count, longest int) {
		random := rand.New(rand.NewPCG(5, 6))
		var items []Item
		for range words {
			items = append(items,
				Item{Kind: Box, Width: 20 + random.Int64N(60)},
				Item{Kind: Penalty, Cost: 50, Width: 5, Flagged: true, Hyphenation: true},
				Item{Kind: Box, Width: 10 + random.Int64N(40)},
				Item{Kind: Glue, Width: 10, Stretch: 5, Shrink: 3},
			)
		}
		var b Breaker
		if variants {
			b.Variants(End(items), []int64{800}, Options{})
		} else {
			b.Break(End(items), []int64{800}, Options{})
		}
		return b.visits, len(b.nodes)
	}
	for _, variants := range []bool{false, true} {
		short, nodes := visits(3_000, variants)
		long, more := visits(12_000, variants)
		if long > 7*short || more > 7*nodes { // four times the length; the square would be 16
			t.Errorf("variants %v: %d visits and %d nodes at 3000 words, %d and %d at 12000", variants, short, nodes, long, more)
		}
	}
}
