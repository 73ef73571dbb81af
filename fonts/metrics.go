package fonts

// Metrics are a font's measures, in font units where nothing else is said.
type Metrics struct {
	Ascent    int32    // of a line above the baseline
	Descent   int32    // of a line below the baseline; negative
	LineGap   int32    // between lines
	CapHeight int32    // of H
	XHeight   int32    // of x
	BBox      [4]int32 // around all glyphs: xMin, yMin, xMax, yMax

	ItalicAngle int32 // in 1/65536 of a degree, counter-clockwise from upright
	StemV       int32 // width of the upright stems: that of l, measured

	UnderlinePosition  int32 // of the line's upper edge; negative is below the baseline
	UnderlineThickness int32

	Flags     uint32    // for a PDF font descriptor (ISO 32000-1, table 123)
	Embedding Embedding // what the font's maker allows
}

// Flags of a PDF font descriptor (ISO 32000-1, table 123).
const (
	FlagFixedPitch uint32 = 1 << 0
	FlagSerif      uint32 = 1 << 1
	FlagSymbolic   uint32 = 1 << 2 // has glyphs beyond the standard Latin ones; always set
	FlagScript     uint32 = 1 << 3
	FlagItalic     uint32 = 1 << 6
)

// Embedding is the font maker's permission: the field fsType of OS/2.
type Embedding uint16

// Allowed reports whether the font may be embedded in a document, and in part:
// not if it is restricted, only embeddable whole, or for bitmaps only.
func (e Embedding) Allowed() bool {
	const restricted, noSubsetting, bitmapOnly = 0x0002, 0x0100, 0x0200
	// Where several of the lowest bits are set, the most lenient counts.
	if e&0x000F == restricted {
		return false
	}
	return e&(noSubsetting|bitmapOnly) == 0
}

// Metrics returns the font's measures.
func (f *Face) Metrics() Metrics { return f.metrics() }

// measure reads the measures from the font's tables and, where those are
// silent, from its outlines.
func (f *Face) measure() Metrics {
	head, hhea, os2, post := f.tables["head"], f.tables["hhea"], f.tables["OS/2"], f.tables["post"]
	m := Metrics{
		BBox:               [4]int32{int32(i16(head, 36)), int32(i16(head, 38)), int32(i16(head, 40)), int32(i16(head, 42))},
		ItalicAngle:        int32(u32(post, 4)),
		UnderlinePosition:  int32(i16(post, 8)),
		UnderlineThickness: int32(i16(post, 10)),
		Embedding:          Embedding(u16(os2, 8)),
	}
	m.Ascent, m.Descent, m.LineGap = lineMetrics(hhea, os2)
	if u16(os2, 0) >= 2 {
		m.XHeight, m.CapHeight = int32(i16(os2, 86)), int32(i16(os2, 88))
	}
	if m.XHeight <= 0 {
		m.XHeight = f.height('x', f.unitsPerEm/2)
	}
	if m.CapHeight <= 0 {
		m.CapHeight = f.height('H', f.unitsPerEm*7/10)
	}
	if m.UnderlineThickness <= 0 {
		m.UnderlineThickness = max(1, f.unitsPerEm/20)
	}
	m.StemV = f.stem()
	m.Flags = f.flags()
	return m
}

// lineMetrics chooses among the three sets of line measures a font has, as
// HarfBuzz does: the typographic ones where the font asks for them or has no
// others, else those of hhea.
func lineMetrics(hhea, os2 []byte) (ascent, descent, gap int32) {
	const useTypographic = 1 << 7
	ascent, descent, gap = int32(i16(hhea, 4)), int32(i16(hhea, 6)), int32(i16(hhea, 8))
	if len(os2) < 78 {
		return ascent, descent, gap
	}
	if u16(os2, 62)&useTypographic != 0 || ascent == 0 && descent == 0 {
		ascent, descent, gap = int32(i16(os2, 68)), int32(i16(os2, 70)), int32(i16(os2, 72))
	}
	if ascent == 0 && descent == 0 {
		ascent, descent = int32(u16(os2, 74)), -int32(u16(os2, 76))
	}
	return ascent, descent, gap
}

// height returns the height of a character's glyph, or else the given one.
func (f *Face) height(r rune, otherwise int32) int32 {
	g, ok := f.GlyphIndex(r)
	if !ok {
		return otherwise
	}
	if top := int32(i16(f.glyph(g), 8)); top > 0 {
		return top
	}
	return otherwise
}

// stem measures the stem of l, the thinnest there is to measure: the distance
// of its edges at half its height. Where the font has no l, or one without a
// stem, it is estimated from the weight: 80 thousandths of an em at 400 and
// 140 at 700, as text faces have them.
func (f *Face) stem() int32 {
	estimate := max(20, int32(f.Weight()-400)/5+80) * f.unitsPerEm / 1000
	g, ok := f.GlyphIndex('l')
	if !ok {
		return estimate
	}
	points, err := f.points(nil, g)
	if err != nil || len(points) == 0 {
		return estimate
	}
	low, high := points[0].y, points[0].y
	for _, p := range points {
		low, high = min(low, p.y), max(high, p.y)
	}
	left, right, ok := crossings(trace(points), low+(high-low)/2)
	if width := (right - left + OutlineScale/2) / OutlineScale; ok && width > 0 && width < f.unitsPerEm/2 {
		return width
	}
	return estimate
}

// crossings returns the two leftmost places where an outline crosses the line
// at height y. Curves count as their chords: stems are straight there.
func crossings(outline []OutlineSegment, y int32) (left, right int32, ok bool) {
	var found [2]int64
	count := 0
	var from OutlinePoint
	for _, s := range outline {
		if s.Op != OutlineMoveTo && (from.Y > y) != (s.To.Y > y) {
			x := int64(from.X) + (int64(s.To.X)-int64(from.X))*(int64(y)-int64(from.Y))/(int64(s.To.Y)-int64(from.Y))
			switch {
			case count == 0:
				found[0] = x
			case x < found[0]:
				found[0], found[1] = x, found[0]
			case count == 1 || x < found[1]:
				found[1] = x
			}
			count++
		}
		from = s.To
	}
	return int32(found[0]), int32(found[1]), count >= 2
}

// flags returns the flags of a PDF font descriptor.
func (f *Face) flags() uint32 {
	flags := FlagSymbolic
	if u32(f.tables["post"], 12) != 0 {
		flags |= FlagFixedPitch
	}
	if f.Italic() {
		flags |= FlagItalic
	}
	os2 := f.tables["OS/2"]
	switch class := u16(os2, 30) >> 8; {
	case class >= 1 && class <= 5 || class == 7: // serif classes of sFamilyClass
		flags |= FlagSerif
	case class == 10:
		flags |= FlagScript
	case class == 0 && len(os2) >= 42:
		// PANOSE: a Latin text face whose serif style is a serif one.
		if family, serif := os2[32], os2[33]; family == 2 && serif >= 2 && serif <= 10 {
			flags |= FlagSerif
		} else if family == 3 {
			flags |= FlagScript
		}
	}
	return flags
}
