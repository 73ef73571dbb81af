package linebreak_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"korthet/layout/linebreak"
)

// space is where a space stands on its line, in a unit so small that rounding
// does not matter.
type space struct{ start, end, lines int64 }

// rivers returns the price of a set of breaks' rivers, from the definition.
func (v *naive) rivers(breaks []int) int64 {
	var price int64
	var above []space
	from := -1
	for _, to := range breaks {
		l, _ := v.line(from, to)
		excess := v.widths[0] - l.width
		var here []space
		x := int64(0)
		start := from + 1
		for start < to && v.items[start].Kind != linebreak.Box {
			start++
		}
		for i := start; i < to; i++ {
			it := &v.items[i]
			if it.Kind == linebreak.Penalty || it.Fil {
				continue
			}
			width := it.Width
			switch {
			case it.Kind == linebreak.Box:
				x += width
				continue
			case excess > 0 && !l.fil:
				width += excess * it.Stretch / l.stretch
			case excess < 0:
				width += excess * it.Shrink / l.shrink
			}
			s := space{x, x + width, 1}
			for _, a := range above {
				if common := min(a.end, s.end) - max(a.start, s.start); 2*common >= min(a.end-a.start, width) {
					s.lines = max(s.lines, a.lines+1)
				}
			}
			if s.lines > 2 {
				price += v.opts.RiverDemerits * (s.lines - 2)
			}
			here, x = append(here, s), x+width
		}
		above, from = here, to
	}
	return price
}

// TestRiversNearBest compares Break with the best of all sets of breaks where
// rivers are priced. What it says a result costs must be so; that it is the best
// is not promised, but must be so nearly always.
func TestRiversNearBest(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var breaker linebreak.Breaker
	cases, priced, best := 0, 0, 0
	var before, after int // rivers with and without their price
	for range 200 {
		const unit = 1 << 16
		v := naive{widths: []int64{(20 + random.Int64N(8)) * unit}}
		for range 14 {
			v.items = append(v.items,
				linebreak.Item{Kind: linebreak.Box, Width: random.Int64N(6*unit) + 2*unit},
				linebreak.Item{Kind: linebreak.Glue, Width: unit, Stretch: unit, Shrink: unit / 3})
		}
		v.items = linebreak.End(v.items)
		v.opts = linebreak.Options{
			Pretolerance: -1, Tolerance: 5000, LinePenalty: 10,
			AdjDemerits: 10_000, DoubleHyphenDemerits: 10_000, FinalHyphenDemerits: 5000,
		}
		plain := breaker.Break(v.items, v.widths, v.opts)
		v.opts.RiverDemerits = 2_000_000
		got := breaker.Break(v.items, v.widths, v.opts)
		breaks := func(r *linebreak.Result) (all []int) {
			for i := range r.Lines {
				all = append(all, r.Lines[i].Break)
			}
			return all
		}
		least := int64(-1)
		places := v.legal()
		for set := range 1 << (len(places) - 1) {
			var chosen []int
			for i, place := range places[:len(places)-1] {
				if set>>i&1 == 1 {
					chosen = append(chosen, place)
				}
			}
			chosen = append(chosen, places[len(places)-1])
			if d, ok := v.demerits(chosen); ok && (least < 0 || d < least) {
				if d += v.rivers(chosen); least < 0 || d < least {
					least = d
				}
			}
		}
		if least < 0 || got.Overfull {
			continue
		}
		cases++
		if d, ok := v.demerits(breaks(&got)); got.Demerits != d+v.rivers(breaks(&got)) {
			t.Fatalf("told %d demerits, there are %d (%v) and %d of rivers", got.Demerits, d, ok, v.rivers(breaks(&got)))
		}
		if got.Demerits < least {
			t.Fatalf("told %d demerits, the best of all has %d", got.Demerits, least)
		}
		if got.Demerits == least {
			best++
		}
		if v.rivers(breaks(&plain)) > 0 {
			priced++
			before++
			if v.rivers(breaks(&got)) > 0 {
				after++
			}
		}
	}
	t.Logf("%d of %d are the best; of %d texts with a river %d kept one", best, cases, before, after)
	if cases < 100 || priced < 20 || best*100 < cases*95 || after*10 > before*9 {
		t.Error("that is too few")
	}
}

// TestRiverAvoided breaks a text whose best lines have a river: "the" over "so"
// over "until", and what is beside them. Another way costs less than it.
func TestRiverAvoided(t *testing.T) {
	const text = "second one at dusk when the wind drops or the tide has turned so that whoever misses both must wait until the morning in"
	opts := linebreak.Options{Pretolerance: -1, Tolerance: 1000}
	plain, with := lines(text, []int64{400}, opts)
	if got := strings.Join(with, "/"); got != "second one at dusk when the wind drops/or the tide has turned so that whoever/misses both must wait until the morning/in" {
		t.Errorf("without a price: %s", got)
	}
	opts.RiverDemerits = 40_000
	priced, without := lines(text, []int64{400}, opts)
	if got := strings.Join(without, "/"); got != "second one at dusk when the wind drops or/the tide has turned so that whoever misses/both must wait until the morning in" {
		t.Errorf("with a price: %s", got)
	}
	if cost := priced.Demerits - plain.Demerits; cost <= 0 || cost >= opts.RiverDemerits {
		t.Errorf("the way around costs %d", cost)
	}
}
