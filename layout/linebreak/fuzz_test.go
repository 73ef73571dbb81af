package linebreak_test

import (
	"testing"

	"korthet/layout/linebreak"
)

// decode makes items of any bytes: each stands for one, its upper bits for what
// is in it.
func decode(data []byte) []linebreak.Item {
	items := make([]linebreak.Item, 0, len(data))
	for _, b := range data {
		n := int64(b >> 3)
		switch b & 7 {
		case 0, 1, 2:
			items = append(items, linebreak.Item{
				Kind: linebreak.Box, Width: n + 2, Expand: n / 8, Contract: n / 9, Track: n & 1, StartHang: n & 1, EndHang: n & 3,
			})
		case 3, 4:
			items = append(items, linebreak.Item{Kind: linebreak.Glue, Width: 5, Stretch: n / 4, Shrink: n & 3})
		case 5:
			items = append(items, linebreak.Item{Kind: linebreak.Glue, Fil: n&1 == 1, Width: n, Demerits: n})
		case 6:
			items = append(items, linebreak.Item{
				Kind: linebreak.Penalty, Cost: int32(n) * 5, Width: n & 3, Flagged: true, Hyphenation: n&4 != 0, EndHang: n & 1,
			})
		case 7:
			cost := []int32{linebreak.Forced, linebreak.Forbidden, -20, 0}[n&3]
			items = append(items, linebreak.Item{Kind: linebreak.Penalty, Cost: cost, After: n >> 3})
		}
	}
	return items
}

// FuzzBreak states what holds for every paragraph: no item is lost, the lines
// add up, only what cannot be helped stands out, a longer tolerance is never
// worse, and breaking every line where it is full is never better.
func FuzzBreak(f *testing.F) {
	f.Add([]byte("a quick brown fox jumps over the lazy dog"), int64(80), int32(300))
	f.Add([]byte{}, int64(0), int32(0))
	f.Add([]byte{0xff, 0x00, 0xff, 0x00, 0xff}, int64(-5), int32(10000))
	var breaker linebreak.Breaker
	f.Fuzz(func(t *testing.T, data []byte, measure int64, tolerance int32) {
		measure %= 1 << 20
		if len(data) > 400 || tolerance == 0 {
			return
		}
		v := naive{items: decode(data), widths: []int64{measure}}
		v.opts = linebreak.Options{
			Pretolerance: -1, Tolerance: min(max(tolerance, 1), 10_000), LinePenalty: 10,
			AdjDemerits: 10000, DoubleHyphenDemerits: 10000, FinalHyphenDemerits: 5000,
			LadderDemerits: 5000, ExpandDemerits: 100, TrackDemerits: 100,
			Reserve: 500, ReserveFrom: 600, ReserveDemerits: 400,
		}
		r := breaker.Break(v.items, v.widths, v.opts)
		if len(v.items) == 0 {
			if len(r.Lines) != 0 {
				t.Fatal("lines of nothing")
			}
			return
		}
		checkResult(t, &v, r)
		if full := v.firstFit(); full != nil {
			if d, ok := v.demerits(full); ok && (d < r.Demerits || r.Overfull) {
				t.Fatalf("full lines have %d demerits, ours %d (overfull: %v)", d, r.Demerits, r.Overfull)
			}
		}
		hopeful := v.opts
		hopeful.LastResort, hopeful.EmergencyStretch = true, 20
		last := breaker.Break(v.items, v.widths, hopeful)
		checkResult(t, &v, last)
		if last.Overfull && !r.Overfull {
			t.Fatal("the last resort sticks out where tolerance was enough")
		}
		variants := breaker.Variants(v.items, v.widths, hopeful)
		// Of overfull lines there is no best: what cannot be helped counts nothing.
		if !last.Overfull && (variants.Natural.Demerits != last.Demerits || variants.Natural.Pass != last.Pass) {
			t.Fatalf("natural variant: %d demerits in pass %d, Break %d in pass %d",
				variants.Natural.Demerits, variants.Natural.Pass, last.Demerits, last.Pass)
		}
		for i, variant := range []*linebreak.Result{variants.Shorter, variants.Longer} {
			if variant != nil && len(variant.Lines) != len(variants.Natural.Lines)+2*i-1 {
				t.Fatalf("variant %d has %d lines, the natural one %d", i, len(variant.Lines), len(variants.Natural.Lines))
			}
		}
	})
}

// firstFit breaks each line at the last place where it is not overfull, nil if
// there is none.
func (v *naive) firstFit() []int {
	places := v.legal()
	var breaks []int
	from := -1
	for i := 0; i < len(places); {
		fit := -1
		for k := i; k < len(places); k++ {
			l, ok := v.line(from, places[k])
			if ok {
				if bad, _, _ := v.set(l, v.widths[0]-l.width); bad <= 10000 {
					fit = k
				}
			}
			if v.forced(places[k]) {
				break
			}
		}
		if fit < 0 {
			return nil
		}
		breaks = append(breaks, places[fit])
		from, i = places[fit], fit+1
	}
	return breaks
}
