package fonts

// GlyphID is a glyph's number in its font.
type GlyphID uint16

// Face is one font. It never changes after it is parsed and may be used by
// many goroutines at once.
type Face struct {
	name string
}
