package layout_test

import (
	"context"
	"os"
	"strconv"
	"testing"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
)

// BenchmarkLayout measures a whole leaflet: the first edition of a run, for
// which faces and patterns are read and every word is shaped; one of which only
// faces, patterns and words are known, so that it is lines, pages and fit; and a
// further one of the same text.
func BenchmarkLayout(b *testing.B) {
	edition := leaflet(b)
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
			if _, err := layout.Layout(context.Background(), edition, opts); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("lines", func(b *testing.B) {
		opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
		if _, err := layout.Layout(context.Background(), edition, opts); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		b.ResetTimer()
		for range b.N {
			b.StopTimer()
			again := leaflet(b) // what is known of a text goes by its address
			b.StartTimer()
			if _, err := layout.Layout(context.Background(), again, opts); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("further", func(b *testing.B) {
		b.ReportAllocs()
		opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
		for b.Loop() {
			if _, err := layout.Layout(context.Background(), edition, opts); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkFit measures lines, pages and fit, as BenchmarkLayout's lines do, for
// each of the sample's editions: from those that fit at once to those for which the
// way along the policy's levers is left, with up to 40 trials more.
func BenchmarkFit(b *testing.B) { benchmarkFit(b, false) }

// BenchmarkKept is BenchmarkFit of editions whose fit was kept.
func BenchmarkKept(b *testing.B) { benchmarkFit(b, true) }

func benchmarkFit(b *testing.B, kept bool) {
	b.Helper()
	folder := os.DirFS("../content/iom-i-korthet")
	publication, errs := content.Open(folder)
	if len(errs) > 0 {
		b.Fatal(errs)
	}
	for _, ref := range publication.Editions() {
		b.Run(ref.ID, func(b *testing.B) {
			opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: kept}
			b.ReportAllocs()
			var fit *content.KeptFit
			for i := range b.N + 1 {
				b.StopTimer()
				edition, errs := content.Load(folder, ref.ID) // what is known of a text goes by its address
				if len(errs) > 0 {
					b.Fatal(errs)
				}
				edition.Kept = fit
				if i == 1 {
					b.ResetTimer() // faces, patterns and words are known
				}
				b.StartTimer()
				result, err := layout.Layout(context.Background(), edition, opts)
				if err != nil {
					b.Fatal(err)
				}
				if kept {
					fit = result.Kept
				}
			}
		})
	}
}

// BenchmarkLength sets texts of 2 and of 200 pages. The time a page must not
// grow with the text.
func BenchmarkLength(b *testing.B) {
	for _, pages := range []int{2, 20, 200} {
		b.Run(strconv.Itoa(pages), func(b *testing.B) {
			edition := *leaflet(b)
			sections := edition.Sections
			for range pages/2 - 1 {
				edition.Sections = append(edition.Sections, sections...)
			}
			edition.Pages = pages
			opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
			b.ReportAllocs()
			for b.Loop() {
				result, err := layout.Layout(context.Background(), &edition, opts)
				if err != nil {
					b.Fatal(err)
				}
				for _, problem := range result.Problems {
					if problem.Severity == layout.Error {
						b.Fatal(problem)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}
