package fonts_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"korthet/fonts"
)

// exercise does with a face all that a face can do, and checks what holds for
// every font and text.
func exercise(t *testing.T, face *fonts.Face, text string) {
	face.Metrics()
	face.HasFeature("kern")
	if face.PostScriptName() == "" || face.Family() == "" || face.Weight() < 1 || face.Weight() > 1000 {
		t.Fatalf("named %q of %q, weight %d", face.PostScriptName(), face.Family(), face.Weight())
	}
	var used []fonts.GlyphID
	for _, rtl := range []bool{false, true} {
		for _, g := range face.Shape(text, fonts.ShapeOptions{Language: "sv", RTL: rtl}) {
			if int(g.ID) >= face.NumGlyphs() {
				t.Fatalf("glyph %d of %d", g.ID, face.NumGlyphs())
			}
			if int(g.Cluster) >= len(text) || !utf8.RuneStart(text[g.Cluster]) && utf8.ValidString(text) {
				t.Fatalf("cluster %d of a text of %d bytes", g.Cluster, len(text))
			}
			used = append(used, g.ID)
		}
	}
	for g := range min(face.NumGlyphs(), 100) {
		used = append(used, fonts.GlyphID(g))
	}
	sound := used[:0]
	for _, g := range used {
		if _, err := face.Outline(g); err == nil {
			sound = append(sound, g)
		}
	}
	subset, err := face.Subset(sound)
	if err != nil {
		if _, zero := face.Outline(0); zero == nil {
			t.Fatalf("glyphs that have outlines have no subset: %v", err)
		}
		return
	}
	again, err := face.Subset(sound)
	if err != nil || !bytes.Equal(subset, again) {
		t.Fatalf("the same glyphs give two subsets: %v", err)
	}
	checkSums(t, subset)
	if limit := 4*len(face.Data()) + 64*1024*8; len(subset) > limit {
		t.Fatalf("a subset of %d bytes of a font of %d", len(subset), len(face.Data()))
	}
}

// FuzzParse reads any bytes as a font.
func FuzzParse(f *testing.F) {
	const distance, more = 3, 0x20
	f.Add(build([][]byte{notdef(), square(), composite(be(distance|more, 1, 0, 0), be(distance, 1, 9, 9))}, nil), "ABA")
	f.Add(build([][]byte{nil, square(), composite(be(0, 2, byte(0), byte(0)))}, map[string][]byte{
		"name": be(0, 1, 18, 3, 1, 0x409, 6, 4, 0, "\x00A\x00B"),
		"post": be(uint32(0x30000), uint32(0), -100, 50, make([]byte, 20)),
		"OS/2": make([]byte, 96),
	}), "AB")
	f.Add(readFace(f, "vazirmatn/Vazirmatn-Regular.ttf").Data(), "سلام é")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		if len(text) > 64 {
			text = text[:64]
		}
		face, err := fonts.Parse("fuzz.ttf", data)
		if err != nil {
			return
		}
		exercise(t, face, text)
	})
}

// FuzzShapingTables puts any bytes in the place of the tables that the shaping
// library reads.
func FuzzShapingTables(f *testing.F) {
	for _, file := range []string{"vazirmatn/Vazirmatn-Regular.ttf", "source-serif-4/SourceSerif4-It.ttf"} {
		data := readFace(f, file).Data()
		f.Add(tableOf(f, data, "GSUB"), tableOf(f, data, "GPOS"), tableOf(f, data, "GDEF"), []byte{}, "ABCDEFGHIJKL")
	}
	single := be(1, 0, 10, 30, 44,
		1, "DFLT", 8, 4, 0, 0, 0xFFFF, 1, 0, // script, its language system
		1, "ccmp", 8, 0, 1, 0, // feature
		1, 4, 2, 0, 1, 8, 1, 8, 1, 14, 3, 2, 2, 2, 1, 1, 1) // lookup: A becomes B B
	f.Add(single, single, []byte{}, be(0, 1, 0, 20, 1, 1, 6, 0, 0, 1, 2, -50), "AAB")
	glyphs := make([][]byte, 60)
	for i := range glyphs {
		glyphs[i] = square()
	}
	f.Fuzz(func(t *testing.T, gsub, gpos, gdef, kern []byte, text string) {
		if len(text) > 64 {
			text = text[:64]
		}
		face, err := fonts.Parse("fuzz.ttf", build(glyphs, map[string][]byte{"GSUB": gsub, "GPOS": gpos, "GDEF": gdef, "kern": kern}))
		if err != nil {
			return
		}
		exercise(t, face, text)
	})
}

// TestDamagedFonts changes bytes within the tables of fonts, which leaves more
// of them standing than changing any byte does. No font may make the package
// panic, or take long.
func TestDamagedFonts(t *testing.T) {
	const rounds = 150
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same damage each time
	for _, file := range []string{"vazirmatn/Vazirmatn-Regular.ttf", "source-serif-4/SourceSerif4-It.ttf", "source-sans-3/SourceSans3-It.ttf"} {
		whole := readFace(t, file).Data()
		sound := 0
		for range rounds {
			data := slices.Clone(whole)
			tag := []string{"GSUB", "GPOS", "GDEF", "glyf", "cmap", "hhea", "loca", "name"}[random.IntN(8)]
			table := bytes.Index(data, tableOf(t, data, tag))
			for range 1 + random.IntN(12) {
				size := len(tableOf(t, whole, tag))
				if random.IntN(2) == 0 {
					size = min(size, 200) // headers matter more
				}
				data[table+random.IntN(size)] = byte(random.UintN(256))
			}
			started := time.Now()
			face, err := fonts.Parse(file, data)
			if err != nil {
				continue
			}
			sound++
			exercise(t, face, "AVé fi سَلام 1/2")
			if took := time.Since(started); took > 5*time.Second {
				t.Fatalf("%s with a damaged %s took %v", file, tag, took)
			}
		}
		if sound < rounds/3 {
			t.Errorf("%s: of %d damaged fonts %d could be used, so little was tested", file, rounds, sound)
		}
	}
}
