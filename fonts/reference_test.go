package fonts_test

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"korthet/fonts"
)

// These tests hold the package's own reading of font files, and its selection
// of tables for shaping, against the shaping library's reading of whole files.

// allFonts returns the paths of all fonts, embedded and of the tests, from
// their common folders.
func allFonts(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, dir := range []string{"data", filepath.Join("testdata", "fonts")} {
		found, err := filepath.Glob(filepath.Join(dir, "*", "*.ttf"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			relative, _ := filepath.Rel(dir, file)
			files = append(files, filepath.ToSlash(relative))
		}
	}
	if len(files) != 27 {
		t.Fatalf("%d font files, want 27", len(files))
	}
	return files
}

// reference loads a whole font file with the shaping library.
func reference(t testing.TB, data []byte) *font.Face {
	t.Helper()
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

func TestCharacterMap(t *testing.T) {
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		want := reference(t, face.Data())
		for r := rune(0); r <= 0x2FFFF; r++ {
			got, ok := face.GlyphIndex(r)
			expected, has := want.NominalGlyph(r)
			if expected == 0 {
				has = false
			}
			if ok != has || ok && font.GID(got) != expected {
				t.Fatalf("%s: %U is glyph %d, %v; want %d, %v", file, r, got, ok, expected, has)
			}
		}
	}
}

func TestAdvances(t *testing.T) {
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		want := reference(t, face.Data())
		for g := range face.NumGlyphs() {
			if got := face.GlyphAdvance(fonts.GlyphID(g)); got != int32(want.HorizontalAdvance(font.GID(g))) {
				t.Fatalf("%s: glyph %d is %d wide, want %g", file, g, got, want.HorizontalAdvance(font.GID(g)))
			}
		}
		if got := face.GlyphAdvance(fonts.GlyphID(face.NumGlyphs())); got != 0 {
			t.Errorf("%s: a glyph beyond the last is %d wide", file, got)
		}
	}
}

// edge is a step of an outline with both its ends.
type edge struct{ from, control, to [2]int32 }

// edges returns an outline's edges in an order that does not depend on where
// its contours begin, without those that lead nowhere.
func edges(outline []fonts.OutlineSegment) []edge {
	var all []edge
	var from [2]int32
	for _, s := range outline {
		to, control := [2]int32{s.To.X, s.To.Y}, [2]int32{s.Control.X, s.Control.Y}
		if s.Op != fonts.OutlineMoveTo && (from != to || s.Op == fonts.OutlineQuadTo) {
			all = append(all, edge{from, control, to})
		}
		from = to
	}
	return sortEdges(all)
}

// referenceEdges does the same for the outline that the shaping library reads.
func referenceEdges(outline font.GlyphOutline) []edge {
	at := func(p opentype.SegmentPoint) [2]int32 {
		return [2]int32{
			int32(math.Round(float64(p.X) * fonts.OutlineScale)),
			int32(math.Round(float64(p.Y) * fonts.OutlineScale)),
		}
	}
	var all []edge
	var from [2]int32
	for _, s := range outline.Segments {
		to, control := at(s.Args[0]), [2]int32{}
		if s.Op == opentype.SegmentOpQuadTo {
			to, control = at(s.Args[1]), at(s.Args[0])
		}
		if s.Op != opentype.SegmentOpMoveTo && (from != to || s.Op == opentype.SegmentOpQuadTo) {
			all = append(all, edge{from, control, to})
		}
		from = to
	}
	return sortEdges(all)
}

func sortEdges(all []edge) []edge {
	slices.SortFunc(all, func(a, b edge) int {
		return cmp.Or(slices.Compare(a.from[:], b.from[:]), slices.Compare(a.to[:], b.to[:]), slices.Compare(a.control[:], b.control[:]))
	})
	return all
}

func TestOutline(t *testing.T) {
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		want := reference(t, face.Data())
		for g := range face.NumGlyphs() {
			outline, err := face.Outline(fonts.GlyphID(g))
			if err != nil {
				t.Fatal(err)
			}
			expected, _ := want.GlyphData(font.GID(g)).(font.GlyphOutline)
			if !slices.Equal(edges(outline), referenceEdges(expected)) {
				t.Fatalf("%s: glyph %d:\n got %v\nwant %v", file, g, edges(outline), referenceEdges(expected))
			}
		}
		if _, err := face.Outline(fonts.GlyphID(face.NumGlyphs())); err == nil {
			t.Errorf("%s: a glyph beyond the last has an outline", file)
		}
	}
}

// shapeWhole shapes with all tables of a font file.
func shapeWhole(face *font.Face, text, script string, rtl bool, features ...harfbuzz.Feature) []fonts.Glyph {
	buffer := harfbuzz.NewBuffer()
	buffer.Flags = harfbuzz.Bot | harfbuzz.Eot
	for i, r := range text {
		buffer.AddRune(r, i)
	}
	buffer.Props.Script, _ = language.ParseScript(script)
	buffer.Props.Direction = harfbuzz.LeftToRight
	if rtl {
		buffer.Props.Direction = harfbuzz.RightToLeft
	}
	buffer.Shape(harfbuzz.NewFont(face), features)
	glyphs := make([]fonts.Glyph, len(buffer.Info))
	for i, info := range buffer.Info {
		at := buffer.Pos[i]
		glyphs[i] = fonts.Glyph{
			ID: fonts.GlyphID(info.Glyph), Cluster: int32(info.Cluster),
			Advance: at.XAdvance, DX: at.XOffset, DY: at.YOffset,
		}
	}
	return glyphs
}

// TestShapeWithoutOutlines shows that no outline was needed where none was
// loaded: each character of a script in pairs, marks and missing ones too.
func TestShapeWithoutOutlines(t *testing.T) {
	texts := map[string][]string{"Latn": nil, "Grek": nil, "Cyrl": nil, "Arab": {"السلام عليكم", "مُحَمَّد"}, "Hebr": {"שָׁלוֹם"}}
	add := func(script string, from, to rune) {
		for r := from; r <= to; r += 16 {
			var b strings.Builder
			for c := r; c < r+16; c++ {
				fmt.Fprintf(&b, "%cA%c\u0301%c", c, c, c)
			}
			texts[script] = append(texts[script], b.String())
		}
	}
	add("Latn", 0x20, 0x24F)
	add("Latn", 0x300, 0x36F)
	add("Latn", 0x1E00, 0x1EFF)
	add("Latn", 0x2000, 0x22FF)
	add("Grek", 0x370, 0x3FF)
	add("Grek", 0x1F00, 0x1FFF)
	add("Cyrl", 0x400, 0x52F)
	for _, file := range []string{
		"source-serif-4/SourceSerif4-Regular.ttf", "source-sans-3/SourceSans3-It.ttf",
		"noto-serif/NotoSerif_700Bold.ttf", "vazirmatn/Vazirmatn-Regular.ttf",
	} {
		face := readFace(t, file)
		whole := reference(t, face.Data())
		for _, script := range []string{"Latn", "Grek", "Cyrl", "Arab", "Hebr"} {
			rtl := script == "Arab" || script == "Hebr"
			for _, text := range texts[script] {
				got := face.Shape(text, fonts.ShapeOptions{Script: script, RTL: rtl})
				if want := shapeWhole(whole, text, script, rtl); !slices.Equal(got, want) {
					t.Fatalf("%s: %q\n got %v\nwant %v", file, text, got, want)
				}
			}
		}
	}
}

// TestSubset reads subsets back with the shaping library, which gets the
// original's character map, as a PDF's subset has none.
func TestSubset(t *testing.T) {
	const text = "Å ä ö är fjärilar i Västerås: ﬁ ﬂ é ǻ ½ № “”–—…1234 ΑΩ ЖЯ اب"
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		whole := reference(t, face.Data())
		var glyphs []fonts.GlyphID
		for _, g := range face.Shape(text, fonts.ShapeOptions{}) {
			glyphs = append(glyphs, g.ID)
		}
		subset, err := face.Subset(glyphs)
		if err != nil {
			t.Fatal(err)
		}
		checkSums(t, subset)
		got := reference(t, withCharacterMap(t, subset, face.Data()))
		last := slices.Max(glyphs)
		for _, g := range append(glyphs, 0) {
			a, okA := got.GlyphData(font.GID(g)).(font.GlyphOutline)
			b, okB := whole.GlyphData(font.GID(g)).(font.GlyphOutline)
			if okA != okB || !slices.Equal(a.Segments, b.Segments) {
				t.Errorf("%s: the outline of glyph %d differs", file, g)
			}
			if a, b := got.HorizontalAdvance(font.GID(g)), whole.HorizontalAdvance(font.GID(g)); a != b {
				t.Errorf("%s: glyph %d is %g wide, want %g", file, g, a, b)
			}
		}
		if n := len(tableOf(t, subset, "hmtx")) / 4; n <= int(last) || n > face.NumGlyphs() {
			t.Errorf("%s: the subset has %d widths, its last glyph is %d", file, n, last)
		}
		slices.Reverse(glyphs)
		again, err := face.Subset(append(glyphs, glyphs...))
		if err != nil || !bytes.Equal(again, subset) {
			t.Errorf("%s: another order of the glyphs gives another subset (%v)", file, err)
		}
	}
}

// TestSubsetOfAll keeps every glyph, composites with their parts included.
func TestSubsetOfAll(t *testing.T) {
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		all := make([]fonts.GlyphID, face.NumGlyphs())
		for i := range all {
			all[i] = fonts.GlyphID(i)
		}
		subset, err := face.Subset(all)
		if err != nil {
			t.Fatal(err)
		}
		got := parseSubset(t, subset, face)
		for _, g := range all {
			a, err := got.Outline(g)
			if err != nil {
				t.Fatal(err)
			}
			b, _ := face.Outline(g)
			if !slices.Equal(a, b) || got.GlyphAdvance(g) != face.GlyphAdvance(g) {
				t.Fatalf("%s: glyph %d differs", file, g)
			}
		}
	}
}

// TestSubsetKeepsParts asks for composites alone. Both kinds of å are among
// the fonts: drawn whole, and a ring on an a.
func TestSubsetKeepsParts(t *testing.T) {
	composites := 0
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		for _, r := range "åäöÅÄÖé" {
			g, ok := face.GlyphIndex(r)
			if !ok {
				continue
			}
			subset, err := face.Subset([]fonts.GlyphID{g})
			if err != nil {
				t.Fatal(err)
			}
			if filled(t, subset) > 2 { // more than glyph 0 and the letter
				composites++
			}
			want, _ := face.Outline(g)
			got, err := parseSubset(t, subset, face).Outline(g)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %c differs: %v", file, r, err)
			}
		}
	}
	if composites == 0 {
		t.Error("no font has composites: the test shows nothing")
	}
}

// filled returns how many glyphs of a subset have an outline.
func filled(t *testing.T, subset []byte) int {
	t.Helper()
	loca, n := tableOf(t, subset, "loca"), 0
	width := 2
	if tableOf(t, subset, "head")[51] == 1 {
		width = 4
	}
	for i := width; i < len(loca); i += width {
		if !bytes.Equal(loca[i-width:i], loca[i:i+width]) {
			n++
		}
	}
	return n
}

// parseSubset parses a subset with the original's character map.
func parseSubset(t *testing.T, subset []byte, original *fonts.Face) *fonts.Face {
	t.Helper()
	face, err := fonts.Parse("subset", withCharacterMap(t, subset, original.Data()))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// withCharacterMap returns a subset with the original's cmap table.
func withCharacterMap(t *testing.T, subset, original []byte) []byte {
	t.Helper()
	var tables []opentype.Table
	for _, tag := range []string{"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		from := subset
		if tag == "cmap" {
			from = original
		}
		content := tableOf(t, from, tag)
		for len(content)%4 != 0 {
			content = append(content[:len(content):len(content)], 0)
		}
		tables = append(tables, opentype.Table{Tag: opentype.MustNewTag(tag), Content: content})
	}
	return opentype.WriteTTF(tables)
}

// tableOf returns a table of a font file.
func tableOf(t testing.TB, file []byte, tag string) []byte {
	t.Helper()
	loader, err := opentype.NewLoader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	table, err := loader.RawTable(opentype.MustNewTag(tag))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// checkSums verifies a font file's checksums and the order of its tables by
// the rules of the OpenType specification.
func checkSums(t *testing.T, file []byte) {
	t.Helper()
	number := func(b []byte) uint32 {
		return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	}
	sum := func(b []byte) (total uint32) {
		for i := 0; i < len(b); i += 4 {
			var word [4]byte
			copy(word[:], b[i:])
			total += number(word[:])
		}
		return total
	}
	if got := sum(file); got != 0xB1B0AFBA {
		t.Errorf("the file's checksum is %#x", got)
	}
	before := ""
	for i := range int(file[4])<<8 | int(file[5]) {
		record := file[12+16*i:]
		tag, offset, length := string(record[:4]), number(record[8:]), number(record[12:])
		content := bytes.Clone(file[offset : offset+length])
		if tag == "head" {
			copy(content[8:12], "\x00\x00\x00\x00")
		}
		if sum(content) != number(record[4:]) {
			t.Errorf("the checksum of %s is wrong", tag)
		}
		if tag <= before || offset%4 != 0 {
			t.Errorf("table %s at %d comes after %s", tag, offset, before)
		}
		before = tag
	}
}

func TestFilesAreUnmodified(t *testing.T) {
	sums, err := os.ReadFile(filepath.Join("testdata", "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	digests := map[string]string{}
	for line := range strings.Lines(string(sums)) {
		digest, file, _ := strings.Cut(strings.TrimSpace(line), "  ")
		digests[file] = digest
	}
	for _, file := range allFonts(t) {
		face := readFace(t, file)
		want := digests["data/"+file] + digests["testdata/fonts/"+file]
		if len(want) != 64 || face.Digest() != want[:32] {
			t.Errorf("%s has the digest %s, its maker's file %q", file, face.Digest(), want)
		}
	}
}
