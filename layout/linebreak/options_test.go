package linebreak_test

import (
	"strings"
	"testing"

	"korthet/layout/linebreak"
)

const sample = "the quick brown fox jumps over the la-zy dog and runs a-way from the won-der-ful old hound that sleeps be-neath the ap-ple tree"

// lines breaks a text of parse.
func lines(text string, widths []int64, opts linebreak.Options) (linebreak.Result, []string) {
	var b linebreak.Breaker
	r := b.Break(linebreak.End(parse(text)), widths, opts)
	return r, show(text, r)
}

func TestWidths(t *testing.T) {
	_, got := lines("aaa bbb ccc ddd eee fff", []int64{30, 70, 110}, linebreak.Options{})
	if s := strings.Join(got, "_"); s != "aaa_bbb ccc_ddd eee fff" {
		t.Errorf("got %s", s)
	}
}

func TestPasses(t *testing.T) {
	tests := []struct {
		name    string
		measure int64
		opts    linebreak.Options
		want    linebreak.Pass
	}{
		{"first", 400, linebreak.Options{Pretolerance: 3000}, linebreak.FirstPass},
		{"no first", 400, linebreak.Options{Pretolerance: -1}, linebreak.SecondPass},
		{"second", 180, linebreak.Options{Pretolerance: 1, Tolerance: 9000}, linebreak.SecondPass},
		{"second, final", 110, linebreak.Options{Tolerance: 1}, linebreak.SecondPass},
		{"emergency", 180, linebreak.Options{Tolerance: 1, EmergencyStretch: 200}, linebreak.EmergencyPass},
		{"last", 110, linebreak.Options{Tolerance: 1, LastResort: true}, linebreak.LastPass},
		{"last after emergency", 110, linebreak.Options{Tolerance: 1, EmergencyStretch: 1, LastResort: true}, linebreak.LastPass},
	}
	for _, tt := range tests {
		if r, got := lines(sample, []int64{tt.measure}, tt.opts); r.Pass != tt.want {
			t.Errorf("%s: pass %d, want %d: %q", tt.name, r.Pass, tt.want, got)
		}
	}
}

func TestOverfull(t *testing.T) {
	r, got := lines("aaaa bbbbbbbbbbbb cc", []int64{50}, linebreak.Options{LastResort: true})
	if s := strings.Join(got, "_"); s != "aaaa_bbbbbbbbbbbb_cc" || !r.Overfull {
		t.Errorf("got %s, overfull %v", s, r.Overfull)
	}
	for i, want := range []int64{0, 70, 0} {
		if r.Lines[i].Overfull != want {
			t.Errorf("line %d stands out by %d, want %d", i, r.Lines[i].Overfull, want)
		}
	}
}

// TestLooseness compares TeX's way of asking for other line counts with Variants.
func TestLooseness(t *testing.T) {
	opts := linebreak.Options{Pretolerance: -1, Tolerance: 9000}
	var b linebreak.Breaker
	found := 0
	for n := 300; n < 700; n += 20 {
		items := prose(n, false)
		variants := b.Variants(items, []int64{column}, opts)
		for i, want := range []*linebreak.Result{variants.Shorter, variants.Natural, variants.Longer} {
			if want == nil {
				continue
			}
			found++
			loose := opts
			loose.Looseness = i - 1
			if r := b.Break(items, []int64{column}, loose); len(r.Lines) != len(want.Lines) || r.Demerits != want.Demerits {
				t.Errorf("looseness %d: %d lines and %d demerits, the variant %d and %d",
					i-1, len(r.Lines), r.Demerits, len(want.Lines), want.Demerits)
			}
		}
		opts := opts
		opts.Looseness = -30 // further than it can
		if r := b.Break(items, []int64{column}, opts); len(r.Lines) > len(variants.Natural.Lines) || r.Overfull {
			t.Errorf("as tight as can be: %d lines, naturally %d", len(r.Lines), len(variants.Natural.Lines))
		}
	}
	if found < 40 {
		t.Errorf("only %d variants", found)
	}
}

// TestPrices shows that each price, when high enough, removes what it is for.
func TestPrices(t *testing.T) {
	items := prose(300, false)
	widths := []int64{column / 2}
	base := linebreak.Options{Pretolerance: -1, Tolerance: 9999, DoubleHyphenDemerits: -1}
	var b linebreak.Breaker
	natural := b.Break(items, widths, base)

	ladder := func(r linebreak.Result) (longest int) {
		run := 0
		for _, line := range r.Lines {
			if run++; !line.Flagged {
				run = 0
			}
			longest = max(longest, run)
		}
		return longest
	}
	if ladder(natural) < 3 {
		t.Fatalf("a ladder of %d proves nothing", ladder(natural))
	}
	priced := base
	priced.LadderDemerits = 1 << 40
	if n := ladder(b.Break(items, widths, priced)); n > 2 {
		t.Errorf("a priced ladder of %d", n)
	}

	priced = base
	priced.ColumnHyphenDemerits = 1 << 40
	for i, line := range b.Break(items, []int64{column}, base).Lines {
		if priced.ColumnEnds = []int{i}; line.Flagged && b.Break(items, []int64{column}, priced).Lines[i].Flagged {
			t.Errorf("a hyphen at the column's end, line %d", i)
		}
	}

	end := natural.Lines[len(natural.Lines)-1].Natural
	priced = base
	priced.MinLast, priced.RuntDemerits = end+1, 1<<40
	r := b.Break(items, widths, priced)
	if r.Lines[len(r.Lines)-1].Natural <= end {
		t.Errorf("a last line of %d, before %d", r.Lines[len(r.Lines)-1].Natural, end)
	}

	from, to := natural.Lines[1].From, natural.Lines[1].Break
	priced = base
	priced.Pair = func(f, b int) int64 {
		if f == from && b == to {
			return 1 << 40
		}
		return 0
	}
	for _, line := range b.Break(items, widths, priced).Lines {
		if line.From == from && line.Break == to {
			t.Error("the line that costs 2^40 is still there")
		}
	}
}

// TestLetters sets one line by each means in turn.
func TestLetters(t *testing.T) {
	word := linebreak.Item{Kind: linebreak.Box, Width: 100, Expand: 4, Contract: 3, Track: 2, StartHang: 5, EndHang: 7}
	space := linebreak.Item{Kind: linebreak.Glue, Width: 20, Stretch: 10, Shrink: 5}
	items := []linebreak.Item{word, space, word, {Kind: linebreak.Penalty, Cost: linebreak.Forced}}
	tests := []struct {
		measure                            int64
		expansion, tracking, space, beyond int64
	}{
		{208, 0, 0, 0, 0}, // 220 less what hangs out
		{212, 4, 0, 0, 0},
		{219, 8, 3, 0, 0},
		{225, 8, 4, 5, 0},
		{205, -3, 0, 0, 0},
		{199, -6, -3, 0, 0},
		{193, -6, -4, -5, 0},
		{190, -6, -4, -5, 3},
	}
	for _, tt := range tests {
		var b linebreak.Breaker
		r := b.Break(items, []int64{tt.measure}, linebreak.Options{Tolerance: 9999})
		l := r.Lines[0]
		if len(r.Lines) != 1 || l.Expansion != tt.expansion || l.Tracking != tt.tracking || l.Space != tt.space || l.Overfull != tt.beyond {
			t.Errorf("%d: %+v, want %+v", tt.measure, l, tt)
		}
	}
}

func TestRatio(t *testing.T) {
	tests := []struct {
		line     linebreak.Line
		num, den int64
	}{
		{linebreak.Line{Space: 3, Stretch: 7}, 3, 7},
		{linebreak.Line{Space: -3, Shrink: 7}, -3, 7},
		{linebreak.Line{Space: 3, Stretch: 7, Fils: 1}, 0, 0},
		{linebreak.Line{Stretch: 7}, 0, 1},
	}
	for _, tt := range tests {
		if num, den := tt.line.Ratio(); num != tt.num || den != tt.den {
			t.Errorf("%+v: %d/%d, want %d/%d", tt.line, num, den, tt.num, tt.den)
		}
	}
}

func TestNothing(t *testing.T) {
	var b linebreak.Breaker
	if r := b.Break(nil, nil, linebreak.Options{}); len(r.Lines) != 0 {
		t.Errorf("nothing has %d lines", len(r.Lines))
	}
	if v := b.Variants(nil, nil, linebreak.Options{}); v.Natural == nil || v.Shorter != nil || v.Longer != nil {
		t.Errorf("nothing has variants: %+v", v)
	}
	for _, items := range [][]linebreak.Item{
		{{Kind: linebreak.Glue, Width: 5}},
		{{Kind: linebreak.Penalty}},
		{{Kind: linebreak.Penalty, Cost: linebreak.Forced}},
	} {
		if r := b.Break(items, []int64{9}, linebreak.Options{}); len(r.Lines) != 1 {
			t.Errorf("%+v: %d lines", items, len(r.Lines))
		}
	}
}
