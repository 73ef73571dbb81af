package fonts_test

import (
	"strings"
	"testing"

	"korthet/fonts"
)

// words returns n words of Swedish, taken from the texts of shaping.tsv.
func words(b *testing.B, n int) []string {
	b.Helper()
	var some []string
	for _, c := range shapingCases(b) {
		if c.font == "source-serif-4/SourceSerif4-Regular.ttf" && c.opts.Language == "sv" {
			some = append(some, strings.Fields(c.text)...)
		}
	}
	all := make([]string, n)
	for i := range all {
		all[i] = some[i%len(some)]
	}
	return all
}

func BenchmarkParse(b *testing.B) {
	for _, file := range []string{
		"source-serif-4/SourceSerif4-Regular.ttf", "source-sans-3/SourceSans3-Semibold.ttf", "noto-sans/NotoSans_400Regular.ttf",
	} {
		data := readFace(b, file).Data()
		b.Run(file, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := fonts.Parse(file, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLeaflet is what a leaflet costs before its first line is broken:
// its five faces found and parsed, a word shaped with each, their measures.
func BenchmarkLeaflet(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		library := fonts.Builtin()
		for _, style := range []struct {
			family string
			weight int
			italic bool
		}{{"Source Serif 4", 400, false}, {"Source Serif 4", 400, true}, {"Source Serif 4", 700, false}, {"Source Sans 3", 400, false}, {"Source Sans 3", 600, false}} {
			face, err := library.Find(style.family, style.weight, style.italic)
			if err != nil {
				b.Fatal(err)
			}
			face.Metrics()
			if len(face.Shape("Verksamhetsområden", fonts.ShapeOptions{Language: "sv"})) == 0 {
				b.Fatal("nothing shaped")
			}
		}
	}
}

func BenchmarkShapeWord(b *testing.B) {
	face := readFace(b, "source-serif-4/SourceSerif4-Regular.ttf")
	opts := fonts.ShapeOptions{Language: "sv", Script: "Latn", Features: []string{"onum"}}
	b.ReportAllocs()
	for b.Loop() {
		face.Shape("migration", opts)
	}
}

func BenchmarkShape1000Words(b *testing.B) {
	face := readFace(b, "source-serif-4/SourceSerif4-Regular.ttf")
	opts := fonts.ShapeOptions{Language: "sv", Script: "Latn", Features: []string{"onum"}}
	all := words(b, 1000)
	b.Run("each", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, word := range all {
				face.Shape(word, opts)
			}
		}
	})
	text := strings.Join(all, " ")
	b.Run("whole", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			face.Shape(text, opts)
		}
	})
}

func BenchmarkShapeMarks(b *testing.B) {
	face := readFace(b, "vazirmatn/Vazirmatn-Regular.ttf")
	b.ReportAllocs()
	for b.Loop() {
		face.Shape("سازمان", fonts.ShapeOptions{Language: "fa", Script: "Arab", RTL: true})
	}
}

func BenchmarkSubset(b *testing.B) {
	face := readFace(b, "source-serif-4/SourceSerif4-Regular.ttf")
	var glyphs []fonts.GlyphID
	for r := rune(0x20); r < 0x100; r++ {
		if g, ok := face.GlyphIndex(r); ok {
			glyphs = append(glyphs, g)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := face.Subset(glyphs); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMetrics(b *testing.B) {
	data := readFace(b, "source-serif-4/SourceSerif4-Regular.ttf").Data()
	b.ReportAllocs()
	for b.Loop() {
		face, err := fonts.Parse("", data)
		if err != nil {
			b.Fatal(err)
		}
		face.Digest()
		face.Metrics()
	}
}
