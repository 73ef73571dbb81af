package fonts_test

import (
	"slices"
	"testing"

	"korthet/fonts"
)

// TestMetrics has the figures that the makers publish: x-heights of 0.475 and
// 0.486 and capitals of 0.670 and 0.660 of the em for the Source faces, italics
// of 12 and 11 degrees, the line measures of their metrics files.
func TestMetrics(t *testing.T) {
	for file, want := range map[string]fonts.Metrics{
		"source-serif-4/SourceSerif4-Regular.ttf": {
			Ascent: 1036, Descent: -335, CapHeight: 670, XHeight: 475, BBox: [4]int32{-240, -321, 2236, 1003},
			StemV: 84, UnderlinePosition: -50, UnderlineThickness: 50, Flags: fonts.FlagSymbolic | fonts.FlagSerif,
		},
		"source-serif-4/SourceSerif4-It.ttf": {
			Ascent: 1036, Descent: -335, CapHeight: 670, XHeight: 475, BBox: [4]int32{-238, -324, 2226, 1009}, ItalicAngle: -12 << 16,
			StemV: 73, UnderlinePosition: -50, UnderlineThickness: 50, Flags: fonts.FlagSymbolic | fonts.FlagSerif | fonts.FlagItalic,
		},
		"source-sans-3/SourceSans3-SemiboldIt.ttf": {
			Ascent: 1000, Descent: -326, CapHeight: 660, XHeight: 491, BBox: [4]int32{-653, -304, 2077, 971}, ItalicAngle: -11 << 16,
			StemV: 107, UnderlinePosition: -50, UnderlineThickness: 50, Flags: fonts.FlagSymbolic | fonts.FlagItalic,
		},
	} {
		if got := readFace(t, file).Metrics(); got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", file, got, want)
		}
	}
}

// TestStemsGrow checks the measured stems against what weights mean.
func TestStemsGrow(t *testing.T) {
	library := fonts.Builtin()
	for _, family := range library.Families() {
		for _, italic := range []bool{false, true} {
			before := int32(40)
			for _, style := range family.Styles {
				if style.Italic != italic {
					continue
				}
				face, err := library.Find(family.Name, style.Weight, italic)
				if err != nil {
					t.Fatal(err)
				}
				stem := face.Metrics().StemV
				if stem <= before || stem > 200 {
					t.Errorf("%s has stems of %d after %d", face.PostScriptName(), stem, before)
				}
				before = stem
			}
		}
	}
}

func TestEmbedding(t *testing.T) {
	for bits, want := range map[fonts.Embedding]bool{
		0: true, 2: false, 4: true, 8: true, 6: true, 0x100: false, 0x104: false, 0x200: false, 0x208: false,
	} {
		if got := bits.Allowed(); got != want {
			t.Errorf("fsType %#x: %v, want %v", uint16(bits), got, want)
		}
	}
}

// TestHasFeature has what the makers' documentation lists.
func TestHasFeature(t *testing.T) {
	for file, features := range map[string]struct{ has, lacks []string }{
		"source-serif-4/SourceSerif4-Regular.ttf": {[]string{"kern", "liga", "onum", "pnum", "tnum", "locl", "smcp", "c2sc"}, []string{"init", "", "kernx"}},
		"source-serif-4/SourceSerif4-It.ttf":      {[]string{"kern", "onum"}, []string{"smcp", "c2sc"}},
		"source-sans-3/SourceSans3-Regular.ttf":   {[]string{"kern", "onum", "smcp"}, []string{"tnum"}},
		"vazirmatn/Vazirmatn-Regular.ttf":         {[]string{"init", "medi", "fina", "mark"}, []string{"stch", "hist"}},
	} {
		face := readFace(t, file)
		for _, tag := range features.has {
			if !face.HasFeature(tag) {
				t.Errorf("%s lacks %q", file, tag)
			}
		}
		for _, tag := range features.lacks {
			if face.HasFeature(tag) {
				t.Errorf("%s has %q", file, tag)
			}
		}
	}
}

func TestReadFeature(t *testing.T) {
	for feature, want := range map[string]string{
		"onum": "onum on", "-liga": "liga off", "salt=2": "salt on", "ss01": "ss01 on", "+kern": "kern on", "smcp=0": "smcp off", "smcp=00": "smcp off",
		"smcp=off": "", "smcp=on": "",
		"": "", "oldstyle": "", "kern[0:3]": "", "on": "", "no um": "", "-": "",
		"onum,pnum": "", "onum, pnum": "", "onum,": "", "on,m": "", "onum=1,2": "", "--liga": "",
	} {
		tag, on, err := fonts.ReadFeature(feature)
		got := ""
		if err == nil {
			got = tag + map[bool]string{true: " on", false: " off"}[on]
		}
		if got != want {
			t.Errorf("%q is %q, %v; want %q", feature, got, err, want)
		}
	}
}

func TestFeatures(t *testing.T) {
	face := readFace(t, "source-serif-4/SourceSerif4-Regular.ttf")
	shape := func(text string, features ...string) []fonts.Glyph {
		return face.Shape(text, fonts.ShapeOptions{Language: "sv", Features: features})
	}
	if got := len(shape("fj")); got != 1 && got != 2 {
		t.Errorf("fj has %d glyphs", got)
	}
	if a, b := shape("fi"), shape("fi", "-liga"); len(b) != 2 || len(a) != 1 || a[0].Cluster != 0 {
		t.Errorf("fi: %v with and %v without ligatures", a, b)
	}
	if a, b := shape("AVA"), shape("AVA", "-kern"); a[0].Advance >= b[0].Advance {
		t.Errorf("AVA: %v with and %v without kerning", a, b)
	}
	if a, b := shape("2005"), shape("2005", "onum"); slices.Equal(a, b) {
		t.Error("onum changes nothing")
	}
	if a, b := shape("abc", "nonsense", "kern[0:1]"), shape("abc"); !slices.Equal(a, b) {
		t.Error("a feature that is none changes something")
	}
	if got := shape("a☎"); len(got) != 2 || got[1].ID != 0 || got[1].Cluster != 1 {
		t.Errorf("a character that the font lacks: %v", got)
	}
	if got := shape(""); got != nil {
		t.Errorf("nothing shapes to %v", got)
	}
	// A soft hyphen shows only where a line ends: layout puts a hyphen there.
	if got := shape("Öst\u00adeuropa"); got[3].Advance != 0 || got[3].Cluster != 4 {
		t.Errorf("soft hyphen: %v", got)
	}
}

func TestClusters(t *testing.T) {
	face := readFace(t, "vazirmatn/Vazirmatn-Regular.ttf")
	glyphs := face.Shape("سلام", fonts.ShapeOptions{Language: "fa", RTL: true})
	if len(glyphs) < 2 || !slices.IsSortedFunc(glyphs, func(a, b fonts.Glyph) int { return int(b.Cluster - a.Cluster) }) {
		t.Errorf("clusters of text from right to left do not run backwards: %v", glyphs)
	}
}
