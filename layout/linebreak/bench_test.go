package linebreak_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"korthet/layout/linebreak"
)

// prose makes a paragraph of about n items: words of one to four syllables in
// lengths like those of Swedish, in units of 1/65536 pt at 9 pt.
func prose(n int, expand bool) []linebreak.Item {
	const unit = 65536
	random := rand.New(rand.NewPCG(1, 2))
	var items []linebreak.Item
	for len(items) < n {
		if len(items) > 0 {
			items = append(items, linebreak.Item{Kind: linebreak.Glue, Width: 9 * unit / 4, Stretch: 9 * unit / 8, Shrink: 9 * unit / 12})
		}
		for syllable := random.IntN(4); syllable >= 0; syllable-- {
			width := int64(8*unit + random.IntN(8*unit))
			box := linebreak.Item{Kind: linebreak.Box, Width: width}
			if expand {
				box.Expand, box.Contract, box.Track = width/50, width/50, width/200
				box.StartHang, box.EndHang = int64(random.IntN(2*unit)/4), int64(random.IntN(2*unit)/4)
			}
			items = append(items, box)
			if syllable > 0 {
				items = append(items, linebreak.Item{
					Kind: linebreak.Penalty, Width: 3 * unit, Cost: 50, Flagged: true, Hyphenation: true,
					EndHang: unit,
				})
			}
		}
	}
	return linebreak.End(items)
}

// column is 82 mm in units of 1/65536 pt.
const column = 82 * 65536 * 720 / 254

// settings are the options that are measured: TeX's, and all that there is.
func settings() map[string]linebreak.Options {
	return map[string]linebreak.Options{
		"plain": {},
		"all": {
			Tolerance: 400, EmergencyStretch: 9 * 65536, LastResort: true,
			LadderDemerits: 50_000, ExpandDemerits: 500, TrackDemerits: 2000, MinLast: 40 * 65536, RuntDemerits: 50_000,
			ColumnEnds: []int{4, 40}, ColumnHyphenDemerits: 20_000,
			Pair: func(from, to int) int64 { return int64(from+to) % 3 },
		},
	}
}

func BenchmarkBreak(b *testing.B)    { benchmark(b, false) }
func BenchmarkVariants(b *testing.B) { benchmark(b, true) }

func benchmark(b *testing.B, variants bool) {
	for _, name := range []string{"plain", "all"} {
		opts := settings()[name]
		for _, n := range []int{60, 600, 6000} {
			items := prose(n, name == "all")
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				var breaker linebreak.Breaker
				b.ReportAllocs()
				for b.Loop() {
					if variants {
						breaker.Variants(items, []int64{column}, opts)
					} else {
						breaker.Break(items, []int64{column}, opts)
					}
				}
			})
		}
	}
}

// BenchmarkLeaflet breaks 25 paragraphs of a two-page leaflet with all their
// variants.
func BenchmarkLeaflet(b *testing.B) {
	for _, name := range []string{"plain", "all"} {
		opts := settings()[name]
		var leaflet [][]linebreak.Item
		for i := range 25 {
			leaflet = append(leaflet, prose(40+16*i, name == "all"))
		}
		b.Run(name, func(b *testing.B) {
			var breaker linebreak.Breaker
			b.ReportAllocs()
			for b.Loop() {
				for _, items := range leaflet {
					breaker.Variants(items, []int64{column}, opts)
				}
			}
		})
	}
}
