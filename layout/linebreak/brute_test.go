package linebreak_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"korthet/layout/linebreak"
)

// naive scores sets of breaks line by line from the definitions, with no sums
// kept between lines.
type naive struct {
	items  []linebreak.Item
	widths []int64
	opts   linebreak.Options // every field as it is to count, no defaults
}

// legal returns the places where a line may end, the end of the items included.
func (v *naive) legal() []int {
	tail := len(v.items)
	for tail > 0 && v.items[tail-1].Kind != linebreak.Box && !v.forced(tail-1) {
		tail--
	}
	var places []int
	for i := range v.items[:tail] {
		switch it := &v.items[i]; it.Kind {
		case linebreak.Glue:
			if i > 0 && v.items[i-1].Kind == linebreak.Box {
				places = append(places, i)
			}
		case linebreak.Penalty:
			if it.Cost < linebreak.Forbidden {
				places = append(places, i)
			}
		case linebreak.Box:
		}
	}
	if len(places) == 0 || places[len(places)-1] != tail-1 || !v.forced(tail-1) {
		places = append(places, len(v.items))
	}
	return places
}

func (v *naive) forced(i int) bool {
	return i < len(v.items) && v.items[i].Kind == linebreak.Penalty && v.items[i].Cost <= linebreak.Forced
}

// line is what a line from one break to another comes to.
type line struct {
	width, stretch, shrink, grows, narrows, track int64
	fil                                           bool
}

// line sums up items[start:end] with what is printed and hangs out at its ends;
// ok is false if it is empty.
func (v *naive) line(from, to int) (l line, ok bool) {
	start := from + 1
	if from >= 0 {
		for start < len(v.items) && v.items[start].Kind != linebreak.Box && !v.forced(start) {
			start++
		}
	}
	if start > to || start == to && !v.forced(to) {
		return l, false
	}
	for i := start; i < to; i++ {
		switch it := &v.items[i]; it.Kind {
		case linebreak.Box:
			l.width, l.grows, l.narrows, l.track = l.width+it.Width, l.grows+it.Expand, l.narrows+it.Contract, l.track+it.Track
		case linebreak.Glue:
			l.width, l.shrink, l.fil = l.width+it.Width, l.shrink+it.Shrink, l.fil || it.Fil
			if !it.Fil {
				l.stretch += it.Stretch
			}
		case linebreak.Penalty:
		}
	}
	// The start.
	if from >= 0 && v.items[from].Kind == linebreak.Penalty && v.items[from].After != 0 {
		l.width += v.items[from].After - v.items[from].StartHang
	} else if start < len(v.items) && v.items[start].Kind == linebreak.Box {
		l.width -= v.items[start].StartHang
	}
	// The end.
	if to < len(v.items) && v.items[to].Kind == linebreak.Penalty {
		it := &v.items[to]
		l.width, l.grows, l.narrows, l.track = l.width+it.Width, l.grows+it.Expand, l.narrows+it.Contract, l.track+it.Track
		if it.Width != 0 {
			l.width -= it.EndHang
			return l, true
		}
	}
	for i := to - 1; i >= 0 && v.items[i].Kind != linebreak.Glue; i-- {
		if v.items[i].Kind == linebreak.Box {
			l.width -= v.items[i].EndHang
			break
		}
	}
	return l, true
}

// demerits returns those of the breaks, whose last is the end; ok is false if a
// line is beyond the tolerance.
func (v *naive) demerits(breaks []int) (total int64, ok bool) {
	fit, run := 2, 0
	from := -1
	for n, to := range breaks {
		l, ok := v.line(from, to)
		if !ok {
			return 0, false
		}
		measure := v.widths[min(n, len(v.widths)-1)]
		bad, class, price := v.set(l, measure-l.width)
		if bad > int64(v.opts.Tolerance) {
			return 0, false
		}
		d := (int64(v.opts.LinePenalty) + bad) * (int64(v.opts.LinePenalty) + bad)
		if int64(v.opts.LinePenalty)+bad >= 10000 {
			d = 100_000_000
		}
		d += price
		flagged := false
		if to < len(v.items) {
			it := &v.items[to]
			cost := int64(it.Cost)
			if it.Kind == linebreak.Penalty && cost > -10000 && cost < 0 {
				d -= cost * cost
			} else if it.Kind == linebreak.Penalty && cost > 0 {
				d += cost * cost
			}
			flagged = it.Kind == linebreak.Penalty && it.Flagged
			d += it.Demerits
		}
		last := n == len(breaks)-1
		if run > 0 && last {
			d += v.opts.FinalHyphenDemerits
		} else if run > 0 && flagged {
			d += v.opts.DoubleHyphenDemerits
			if run > 1 {
				d += v.opts.LadderDemerits
			}
		}
		if last && l.width < v.opts.MinLast {
			d += v.opts.RuntDemerits
		}
		if flagged && slices.Contains(v.opts.ColumnEnds, n) {
			d += v.opts.ColumnHyphenDemerits
		}
		if fit-class > 1 || class-fit > 1 {
			d += v.opts.AdjDemerits
		}
		if v.opts.Pair != nil {
			d += v.opts.Pair(from, to)
		}
		total, fit, from = total+d, class, to
		if run++; !flagged {
			run = 0
		}
	}
	return total, true
}

// set returns a line's badness, its class from 0, very loose, to 3, tight, and
// the price of what its letters give.
func (v *naive) set(l line, excess int64) (bad int64, class int, price int64) {
	switch {
	case v.opts.ExpandSteps > 0:
		switch {
		case excess > 0 && l.grows > excess:
			excess = l.grows / v.opts.ExpandSteps / 2
		case excess > 0:
			excess -= l.grows
		case l.narrows > -excess:
			if excess < 0 {
				excess = -(l.narrows / v.opts.ContractSteps / 2)
			}
		default:
			excess += l.narrows
		}
	case excess > 0 && l.fil: // the filling takes all
	case excess > 0:
		grown := min(excess, l.grows)
		tracked := min(excess-grown, l.track)
		excess -= grown + tracked
		price = square(v.opts.ExpandDemerits, grown, l.grows) + square(v.opts.TrackDemerits, tracked, l.track)
	case excess < 0:
		narrowed := min(-excess, l.narrows)
		tracked := min(-excess-narrowed, l.track)
		excess += narrowed + tracked
		price = square(v.opts.ExpandDemerits, narrowed, l.narrows) + square(v.opts.TrackDemerits, tracked, l.track)
	}
	if v.opts.ExpandSteps == 0 && v.opts.Reserve > 0 {
		took, limit := int64(0), int64(0)
		if spaces := l.stretch * v.opts.ReserveFrom / 1000; excess > spaces && !l.fil {
			limit = l.grows * v.opts.Reserve / 1000
			took = min(limit, excess-spaces)
			excess -= took
		} else if spaces := l.shrink * v.opts.ReserveFrom / 1000; excess < -spaces {
			limit = l.narrows * v.opts.Reserve / 1000
			took = min(limit, -excess-spaces)
			excess += took
		}
		if took > 0 {
			price += v.opts.ReserveDemerits/2 + square(v.opts.ReserveDemerits/2, took, limit)
		}
	}
	switch {
	case excess > 0 && l.fil:
	case excess > 0:
		bad = texBadness(excess, l.stretch)
	case -excess > l.shrink:
		bad = 1 << 30
	default:
		bad = texBadness(-excess, l.shrink)
	}
	switch {
	case bad <= 12:
		class = 2
	case excess < 0:
		class = 3
	case bad <= 99:
		class = 1
	}
	return bad, class, price
}

func square(full, used, limit int64) int64 {
	if limit == 0 {
		return 0
	}
	part := used * 1000 / limit
	return full * part * part / 1_000_000
}

// best returns the fewest demerits over all sets of breaks, by line count.
func (v *naive) best() map[int]int64 {
	places := v.legal()
	best := map[int]int64{}
	end := places[len(places)-1]
	places = places[:len(places)-1]
	for set := range 1 << len(places) {
		var breaks []int
		missing := false
		for i, place := range places {
			if set>>i&1 == 1 {
				breaks = append(breaks, place)
			} else if v.forced(place) {
				missing = true
			}
		}
		if missing {
			continue
		}
		breaks = append(breaks, end)
		if d, ok := v.demerits(breaks); ok {
			if old, ok := best[len(breaks)]; !ok || d < old {
				best[len(breaks)] = d
			}
		}
	}
	return best
}

// randomCase makes a small paragraph with all that items and options know.
func randomCase(random *rand.Rand) naive {
	pick := func(limit int64) int64 { return random.Int64N(limit + 1) }
	sometimes := func(n int, value int64) int64 {
		if random.IntN(n) == 0 {
			return value
		}
		return 0
	}
	v := naive{widths: []int64{60 + pick(40), 60 + pick(40)}[:1+random.IntN(2)]}
	letters, hangs := random.IntN(2) == 0, random.IntN(2) == 0
	places := 3 + random.IntN(8)
	for range places {
		box := linebreak.Item{Kind: linebreak.Box, Width: 8 + pick(20)}
		if letters {
			box.Expand, box.Contract, box.Track = box.Width/8, box.Width/10, pick(2)
		}
		if hangs {
			box.StartHang, box.EndHang = sometimes(2, pick(3)), sometimes(2, pick(4))
		}
		v.items = append(v.items, box)
		switch random.IntN(5) {
		case 0, 1:
			v.items = append(v.items, linebreak.Item{
				Kind: linebreak.Penalty, Cost: int32(pick(150)) - 50, Flagged: true, Hyphenation: random.IntN(2) == 0,
				Width: pick(6), EndHang: sometimes(2, 2), After: sometimes(6, 5), StartHang: 1, Demerits: sometimes(4, pick(900)),
			})
		default:
			v.items = append(v.items, linebreak.Item{
				Kind: linebreak.Glue, Width: 5, Stretch: 1 + pick(4), Shrink: pick(3), Demerits: sometimes(6, 700),
			})
		}
		if random.IntN(12) == 0 {
			cost := []int32{linebreak.Forced, linebreak.Forbidden, 0}[random.IntN(3)]
			v.items = append(v.items, linebreak.Item{Kind: linebreak.Penalty, Cost: cost})
		}
	}
	if random.IntN(5) > 0 {
		v.items = linebreak.End(v.items)
	}
	v.opts = linebreak.Options{
		Pretolerance: -1, Tolerance: []int32{100, 500, 3000, 10000}[random.IntN(4)],
		LinePenalty: 10, AdjDemerits: 10000, DoubleHyphenDemerits: 10000, FinalHyphenDemerits: 5000,
		LadderDemerits: sometimes(2, 3000), MinLast: sometimes(2, 40), RuntDemerits: 2500,
	}
	if random.IntN(3) == 0 {
		v.opts.ColumnEnds, v.opts.ColumnHyphenDemerits = []int{random.IntN(2), 2}, 4000
	}
	if random.IntN(3) == 0 {
		v.opts.Pair = func(from, to int) int64 { return int64(from*7+to*3+10) % 5 * 400 }
	}
	if random.IntN(2) == 0 {
		v.opts.ExpandSteps, v.opts.ContractSteps = 4, 4
	} else {
		v.opts.ExpandDemerits, v.opts.TrackDemerits = 300, 900
		if random.IntN(2) == 0 {
			v.opts.Reserve, v.opts.ReserveFrom, v.opts.ReserveDemerits = 700, 600, 2000
		}
	}
	return v
}

// TestAllBreaks compares Break and Variants with the best of all sets of breaks.
func TestAllBreaks(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var breaker linebreak.Breaker
	feasible, shorter, longer := 0, 0, 0
	for n := range 3000 {
		v := randomCase(random)
		best := v.best()
		least, found := int64(0), false
		for _, d := range best {
			if !found || d < least {
				least, found = d, true
			}
		}
		got := breaker.Break(v.items, v.widths, v.opts)
		if !found {
			continue // see TestOverfull
		}
		feasible++
		if got.Overfull || got.Demerits != least {
			t.Fatalf("case %d: %d demerits (overfull: %v), the best of all has %d\n%+v", n, got.Demerits, got.Overfull, least, v)
		}
		if d := best[len(got.Lines)]; d != least {
			t.Fatalf("case %d: %d lines, of which the best have %d demerits", n, len(got.Lines), d)
		}
		variants := breaker.Variants(v.items, v.widths, v.opts)
		natural := len(variants.Natural.Lines)
		for i, r := range []*linebreak.Result{variants.Shorter, variants.Natural, variants.Longer} {
			want, ok := best[natural+i-1]
			if (r != nil) != ok || ok && (r.Demerits != want || len(r.Lines) != natural+i-1) {
				t.Fatalf("case %d: variant %+d: %+v, want %d (%v)", n, i-1, r, want, ok)
			}
		}
		if variants.Shorter != nil {
			shorter++
		}
		if variants.Longer != nil {
			longer++
		}
		checkResult(t, &v, got)
	}
	if feasible < 500 || shorter < 20 || longer < 20 {
		t.Errorf("%d feasible, %d with a shorter and %d with a longer variant: too few to mean anything", feasible, shorter, longer)
	}
}

// checkResult holds what is true of every result: no item is lost, the lines add
// up, and what gives stays within its limits.
func checkResult(t *testing.T, v *naive, r linebreak.Result) {
	t.Helper()
	at, demerits := 0, int64(0)
	for i, l := range r.Lines {
		for ; at < l.Start; at++ {
			if v.items[at].Kind == linebreak.Box {
				t.Fatalf("line %d: box %d is lost", i, at)
			}
		}
		at = l.End
		demerits += l.Demerits
		if l.Measure != l.Natural+l.Expansion+l.Tracking+l.Space-l.Overfull {
			t.Fatalf("line %d does not add up: %+v", i, l)
		}
		if l.Space < -l.Shrink || l.Expansion > l.Expand*(1000+v.opts.Reserve)/1000 || l.Expansion < -l.Contract*(1000+v.opts.Reserve)/1000 ||
			l.Tracking > l.Track || l.Tracking < -l.Track || l.Overfull < 0 {
			t.Fatalf("line %d gives beyond its limits: %+v", i, l)
		}
		if l.Overfull > 0 != (l.Space == -l.Shrink && l.Overfull != 0) {
			t.Fatalf("line %d is overfull and has not shrunk: %+v", i, l)
		}
	}
	for ; at < len(v.items); at++ {
		if v.items[at].Kind == linebreak.Box {
			t.Fatalf("box %d is lost at the end", at)
		}
	}
	if demerits != r.Demerits {
		t.Fatalf("the lines have %d demerits, the result %d", demerits, r.Demerits)
	}
}
