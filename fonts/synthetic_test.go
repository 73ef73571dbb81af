package fonts_test

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font/opentype"

	"korthet/fonts"
)

// be writes numbers as font files do: a byte, an int or a rune (16 bits), a uint32, a
// string or bytes as they are.
func be(values ...any) []byte {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case byte:
			b = append(b, v)
		case int:
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		case rune:
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		case uint32:
			b = binary.BigEndian.AppendUint32(b, v)
		case string:
			b = append(b, v...)
		case []byte:
			b = append(b, v...)
		default:
			panic("be: unknown type")
		}
	}
	return b
}

// build makes a font of 1000 units per em whose glyphs are the given
// descriptions, each 500 wide, glyph 1 being A, glyph 2 B and so on. tables
// replace or, where nil, remove those of the same tag.
func build(glyphs [][]byte, tables map[string][]byte) []byte {
	var glyf, hmtx []byte
	loca := be(uint32(0))
	for _, g := range glyphs {
		glyf = append(glyf, g...)
		loca = be(loca, uint32(len(glyf)))
		hmtx = be(hmtx, 500, 0)
	}
	last := 'A' + len(glyphs) - 2
	all := map[string][]byte{
		"head": be(1, 0, uint32(0), uint32(0), uint32(0x5F0F3CF5), 0, 1000, uint32(0), uint32(0), uint32(0), uint32(0),
			-10, -20, 1000, 900, 0, 8, 2, 1, 0),
		"hhea": be(1, 0, 800, -200, 90, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)),
		"maxp": be(uint32(0x10000), len(glyphs), make([]byte, 26)),
		"hmtx": hmtx, "loca": loca, "glyf": glyf,
		"cmap": be(0, 1, 3, 1, uint32(12), 4, 32, 0, 4, 4, 1, 0, last, 0xFFFF, 0, 'A', 0xFFFF, 1-'A', 1, 0, 0),
	}
	for tag, table := range tables {
		all[tag] = table
		if table == nil {
			delete(all, tag)
		}
	}
	var list []opentype.Table
	for tag, table := range all {
		for len(table)%4 != 0 {
			table = append(table[:len(table):len(table)], 0)
		}
		list = append(list, opentype.Table{Tag: opentype.MustNewTag(tag), Content: table})
	}
	slices.SortFunc(list, func(a, b opentype.Table) int { return cmp.Compare(a.Tag, b.Tag) })
	return opentype.WriteTTF(list)
}

// square is a simple glyph: (0,0) (100,0) (100,200) (0,200), with two bytes of
// instructions.
func square() []byte {
	return be(1, 0, 0, 100, 200, 3, 2, byte(0xAA), byte(0xBB),
		byte(0x01), byte(0x01), byte(0x01), byte(0x01), 0, 100, 0, -100, 0, 0, 200, 0)
}

// notdef is the least there is of a glyph with an outline.
func notdef() []byte { return square() }

// composite is a glyph of parts, each an array of flags, glyph and arguments.
func composite(parts ...[]byte) []byte {
	b := be(-1, 0, 0, 0, 0)
	for _, p := range parts {
		b = append(b, p...)
	}
	if len(b)%2 != 0 {
		b = append(b, 0)
	}
	return b
}

func parseBuilt(t *testing.T, glyphs [][]byte) *fonts.Face {
	t.Helper()
	face, err := fonts.Parse("built.ttf", build(glyphs, nil))
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// corners returns where an outline's steps end, in font units.
func corners(outline []fonts.OutlineSegment) [][2]int32 {
	var all [][2]int32
	for _, s := range outline {
		all = append(all, [2]int32{s.To.X / fonts.OutlineScale, s.To.Y / fonts.OutlineScale})
	}
	return all
}

func TestComposites(t *testing.T) {
	const words, distance, more, scale, twoScales, matrix = 1, 2, 0x20, 8, 0x40, 0x80
	for name, c := range map[string]struct {
		glyph []byte
		want  [][2]int32 // of the last part, closing point included
	}{
		"moved":            {composite(be(words|distance, 1, 10, -20)), [][2]int32{{10, -20}, {110, -20}, {110, 180}, {10, 180}, {10, -20}}},
		"moved by bytes":   {composite(be(distance, 1, byte(7), byte(0xFF))), [][2]int32{{7, -1}, {107, -1}, {107, 199}, {7, 199}, {7, -1}}},
		"halved":           {composite(be(words|distance|scale, 1, 10, 0, 0x2000)), [][2]int32{{10, 0}, {60, 0}, {60, 100}, {10, 100}, {10, 0}}},
		"halved in height": {composite(be(words|distance|twoScales, 1, 0, 0, 0x4000, 0x2000)), [][2]int32{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}},
		"turned":           {composite(be(words|distance|matrix, 1, 0, 0, 0, 0x4000, -0x4000, 0)), [][2]int32{{0, 0}, {0, 100}, {-200, 100}, {-200, 0}, {0, 0}}},
		"tied to a point":  {composite(be(words|distance|more, 1, 0, 0), be(0, 1, byte(2), byte(0))), [][2]int32{{100, 200}, {200, 200}, {200, 400}, {100, 400}, {100, 200}}},
		"scaled distance":  {composite(be(words|distance|scale|0x800, 1, 10, 20, 0x2000)), [][2]int32{{5, 10}, {55, 10}, {55, 110}, {5, 110}, {5, 10}}},
	} {
		face := parseBuilt(t, [][]byte{notdef(), square(), c.glyph})
		outline, err := face.Outline(2)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := corners(outline)
		if got = got[len(got)-len(c.want):]; !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
		if _, err := face.Subset([]fonts.GlyphID{2}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBrokenGlyphs(t *testing.T) {
	const words, distance, more = 1, 2, 0x20
	part := func(flags, glyph int) []byte { return be(flags|words|distance, glyph, 0, 0) }
	many := make([][]byte, 300)
	for i := range many {
		many[i] = part(more, 1)
	}
	many[299] = part(0, 1)
	doubling := [][]byte{notdef(), square()}
	for i := range 7 { // each has four of the one before: 4^7 squares
		doubling = append(doubling, composite(part(more, i+1), part(more, i+1), part(more, i+1), part(0, i+1)))
	}
	cut := square()[:18]
	backwards := be(2, 0, 0, 100, 200, 3, 1, 0, make([]byte, 40))
	for name, c := range map[string]struct {
		glyphs [][]byte
		glyph  fonts.GlyphID
		want   string
	}{
		"contains itself":    {[][]byte{notdef(), composite(part(0, 1))}, 1, "contain each other"},
		"contain each other": {[][]byte{notdef(), composite(part(0, 2)), composite(part(0, 1))}, 2, "contain each other"},
		"too many parts":     {[][]byte{notdef(), square(), composite(many...)}, 2, "too many parts"},
		"parts of parts":     {doubling, 8, "too many parts"},
		"a part it lacks":    {[][]byte{notdef(), composite(part(0, 9))}, 1, "lacks"},
		"tied to nothing":    {[][]byte{notdef(), square(), composite(be(0, 1, byte(0), byte(0)))}, 2, "does not exist"},
		"parts without end":  {[][]byte{notdef(), square(), composite(part(more, 1))}, 2, "broken"},
		"cut off":            {[][]byte{notdef(), cut}, 1, "broken"},
		"header cut off":     {[][]byte{notdef(), be(1, 0)}, 1, "broken"},
		"contours backwards": {[][]byte{notdef(), backwards}, 1, "broken"},
		"no such glyph":      {[][]byte{notdef()}, 1, "no such glyph"},
	} {
		face := parseBuilt(t, c.glyphs)
		if _, err := face.Outline(c.glyph); err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "built.ttf: glyph ") {
			t.Errorf("%s: Outline says %v, want ...%s...", name, err, c.want)
		}
		if _, err := face.Subset([]fonts.GlyphID{c.glyph}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: Subset says %v, want ...%s...", name, err, c.want)
		}
	}
}

func TestSubsetDropsInstructions(t *testing.T) {
	const words, distance, instructions = 1, 2, 0x100
	glyph := composite(be(words|distance|instructions, 1, 0, 0), be(3, byte(1), byte(2), byte(3)))
	face := parseBuilt(t, [][]byte{nil, square(), glyph, square()})
	subset, err := face.Subset([]fonts.GlyphID{2})
	if err != nil {
		t.Fatal(err)
	}
	checkSums(t, subset)
	withoutCode := slices.Delete(square(), 14, 16)
	withoutCode[13] = 0 // instruction length
	want := be(withoutCode, make([]byte, (4-len(withoutCode)%4)%4), -1, 0, 0, 0, 0, words|distance, 1, 0, 0, 0)
	if got := tableOf(t, subset, "glyf"); !slices.Equal(got, want) {
		t.Errorf("glyf is\n%x, want\n%x", got, want)
	}
	if got := tableOf(t, subset, "loca"); !slices.Equal(got, be(0, 0, 18, 28)) {
		t.Errorf("loca is %x", got)
	}
	if got := tableOf(t, subset, "hmtx"); !slices.Equal(got, be(500, 0, 500, 0, 500, 0)) {
		t.Errorf("hmtx is %x", got)
	}
}

func TestParseErrors(t *testing.T) {
	glyphs := [][]byte{notdef(), square()}
	whole := build(glyphs, nil)
	with := func(tag string, table []byte) []byte { return build(glyphs, map[string][]byte{tag: table}) }
	twice := slices.Clone(whole)
	copy(twice[12+16:12+32], twice[12:28])
	// A lookup list of 1500 lookups that are all the same one of 1500
	// subtables, each the same coverage of 3000 glyphs.
	bomb := be(1, 0, 10, 10, 12, 0, 1500)
	for range 1500 {
		bomb = be(bomb, 2+2*1500)
	}
	bomb = be(bomb, 1, 0, 1500)
	for range 1500 {
		bomb = be(bomb, 6+2*1500)
	}
	bomb = be(bomb, 1, 6, 0, 1, 3000, make([]byte, 6000))
	// A character map of 64 segments that are all of Unicode's first plane.
	overlapping := be(0, 1, 3, 1, uint32(12), 4, 16+8*64, 0, 2*64, 0, 0, 0,
		bytes.Repeat(be(0xFFFE), 64), 0, make([]byte, 2*64), make([]byte, 2*64), bytes.Repeat(be(2), 64))
	// A becomes 65 glyphs.
	long := be(1, 0, 10, 12, 14, 0, 0, 1, 4, 2, 0, 1, 8, 1, 8, 1, 14, 1, 1, 1, 65, make([]byte, 130))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":             {nil, "too short"},
		"text":              {[]byte("name: iom-i-korthet\n"), "not a font"},
		"OpenType CFF":      {be("OTTO", make([]byte, 20)), "PostScript outlines (an .otf)"},
		"collection":        {be("ttcf", make([]byte, 20)), "collection"},
		"web font":          {be("wOF2", make([]byte, 20)), "web font"},
		"variable":          {with("fvar", make([]byte, 20)), "variable font"},
		"cut off":           {whole[:len(whole)-40], "cut off"},
		"directory cut off": {whole[:60], "cut off"},
		"no tables":         {be(uint32(0x10000), make([]byte, 20)), "0 tables"},
		"a table twice":     {twice, "twice"},
		"no outlines":       {with("glyf", nil), `"glyf" is missing`},
		"short head":        {with("head", make([]byte, 20)), `"head" is too short`},
		"no units":          {with("head", make([]byte, 54)), "0 units per em"},
		"no glyphs":         {with("maxp", make([]byte, 32)), "no glyphs"},
		"few widths":        {with("hmtx", make([]byte, 4)), "widths"},
		"no widths":         {with("hhea", make([]byte, 36)), "widths"},
		"short loca":        {with("loca", be(uint32(0))), "incomplete"},
		"loca backwards":    {with("loca", be(uint32(0), uint32(20), uint32(8))), "runs backwards at glyph 2"},
		"loca too far":      {with("loca", be(uint32(0), uint32(20), uint32(8000))), "beyond the glyphs"},
		"no Unicode":        {with("cmap", be(0, 1, 1, 0, uint32(12), 0, 6, 0)), "no Unicode character map"},
		"cmap cut off":      {with("cmap", be(0, 1, 3, 1, uint32(4000))), "beyond its end"},
		"many lookups":      {with("GSUB", bomb), `"GSUB" describes far more`},
		"many kern tables":  {with("kern", be(1, 0, uint32(0xF70B0000))), `"kern" describes far more`},
		"many sequences":    {with("cmap", overlapping), `"cmap" describes far more`},
		"long sequence":     {with("GSUB", long), `"GSUB" describes far more`},
	} {
		face, err := fonts.Parse("fonts/x.ttf", c.data)
		if err == nil || face != nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "fonts/x.ttf: ") {
			t.Errorf("%s: %v, want fonts/x.ttf: ...%s...", name, err, c.want)
		}
	}
	face, err := fonts.Parse("x", whole)
	if err != nil {
		t.Fatal(err)
	}
	if got := notation(face.Shape("AB", fonts.ShapeOptions{})); got != "1+500|0+500" {
		t.Errorf("the whole font shapes %s", got)
	}
}

// TestMeasuredMetrics has neither OS/2 nor post nor name: what those would
// tell is measured, or the least that does no harm.
func TestMeasuredMetrics(t *testing.T) {
	glyphs := make([][]byte, 'x'-'A'+2)
	for i := range glyphs {
		glyphs[i] = square()
	}
	face, err := fonts.Parse("x.ttf", build(glyphs, nil))
	if err != nil {
		t.Fatal(err)
	}
	want := fonts.Metrics{
		Ascent: 800, Descent: -200, LineGap: 90, CapHeight: 200, XHeight: 200,
		BBox: [4]int32{-10, -20, 1000, 900}, StemV: 100, UnderlineThickness: 50, Flags: fonts.FlagSymbolic,
	}
	if got := face.Metrics(); got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if face.PostScriptName() != "Unnamed" || face.Family() != "Unnamed" || face.Weight() != 400 || face.Italic() {
		t.Errorf("%s of %s, %d, italic %v", face.PostScriptName(), face.Family(), face.Weight(), face.Italic())
	}
}
