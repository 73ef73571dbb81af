package layout_test

import (
	"context"
	"testing"

	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
)

// BenchmarkLayout measures a whole leaflet: the first edition of a run, for
// which faces and patterns are read and every word is shaped, and a further one.
func BenchmarkLayout(b *testing.B) {
	edition := leaflet(b)
	b.Run("cold", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
			if _, _, err := layout.Layout(context.Background(), edition, opts); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("further", func(b *testing.B) {
		b.ReportAllocs()
		opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
		for b.Loop() {
			if _, _, err := layout.Layout(context.Background(), edition, opts); err != nil {
				b.Fatal(err)
			}
		}
	})
}
