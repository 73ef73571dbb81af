package display

import "korthet/fonts"

// Item is one of *GlyphRun, *Path, *Image, *Group, *Link.
//
//sumtype:decl
type Item interface{ item() }

// GlyphRun is glyphs of one face, size and ink on one baseline, in visual
// order.
type GlyphRun struct {
	X, Y Length // origin of the first glyph, on the baseline
	Face *fonts.Face
	Size Length
	// Expansion is how much wider (+) or narrower (-) than designed the
	// glyphs are drawn, in 1/10000 of their width. Advances contain it.
	Expansion int16
	// LetterSpacing was added between letters. It is told for reports;
	// advances contain it.
	LetterSpacing Length
	Text          string // what the glyphs say; see Hyphen
	Glyphs        []Glyph
	Hyphen        bool   // the last glyph, and the last character of Text, is a hyphen that a line break put there
	Lang          string // BCP 47
	Level         uint8  // bidirectional embedding level; odd runs from right to left
	Ink           Ink
	Tag           TagID
	Running       Running // of an artifact: that it is part of a page's head or foot
	Src           Src
}

// Running tells the heads and feet that pages have from other artifacts.
type Running uint8

// What an artifact is; the zero value is none of these.
const (
	RunningHead Running = iota + 1
	RunningFoot
)

// Glyph is one placed glyph.
type Glyph struct {
	ID      fonts.GlyphID
	Advance Length // to the next glyph's origin: kerning, justification and letter-spacing included
	DX, DY  Length // moves the glyph, not the pen; DY grows upwards, as in fonts
	Cluster int32  // byte offset in the run's Text of the first character it stands for
}

// Path is a shape that is filled, stroked, or both (filled first).
type Path struct {
	Segments []Segment
	Fill     *Ink // nil: not filled
	EvenOdd  bool // fill rule; false is non-zero winding
	Stroke   *Stroke
	Tag      TagID
	Src      Src
}

// Stroke is how a path's line is drawn: butt caps, mitred joins.
type Stroke struct {
	Ink   Ink
	Width Length
	Dash  []Length // on, off, …; nil is a full line
}

// Segment is one step of a path.
type Segment struct {
	Op     SegmentOp
	Points [3]XY // Move and Line use the first; Curve all: two controls and the end
}

// XY is a place.
type XY struct{ X, Y Length }

// SegmentOp says what a Segment does.
type SegmentOp uint8

// The segment operations.
const (
	MoveTo SegmentOp = iota
	LineTo
	CurveTo
	ClosePath
)

// Rectangle returns the closed path of a rectangle.
func Rectangle(x, y, width, height Length) []Segment {
	at := func(op SegmentOp, x, y Length) Segment { return Segment{Op: op, Points: [3]XY{{x, y}}} }
	return []Segment{
		at(MoveTo, x, y), at(LineTo, x+width, y), at(LineTo, x+width, y+height), at(LineTo, x, y+height), {Op: ClosePath},
	}
}

// Image is a picture in a rectangle.
type Image struct {
	X, Y, Width, Height Length
	Data                *ImageData
	Tag                 TagID
	Src                 Src
}

// ImageData is a picture file as it was given. Documents share it.
type ImageData struct {
	Name   string // the file's path in the publication
	Format string // "jpeg" or "png"
	Bytes  []byte
	Width  int    // in pixels
	Height int    // in pixels
	Digest string // of Bytes
}

// Group is items that are moved, turned or clipped together.
type Group struct {
	Transform Transform
	Clip      []Segment // in the group's own coordinates; nil is no clip
	Items     []Item
}

// Transform maps (x, y) to (A*x + C*y + E, B*x + D*y + F). A to D are in
// 1/65536. The zero value is the identity.
type Transform struct {
	A, B, C, D int64
	E, F       Length
}

// Identity reports whether t moves nothing.
func (t Transform) Identity() bool {
	return t == Transform{} || t == Transform{A: 1 << 16, D: 1 << 16}
}

// Link is an area that leads somewhere. Its Tag is a Link tag, which says
// where. A link that was broken over lines has an item for each part.
type Link struct {
	X, Y, Width, Height Length
	Tag                 TagID
	// Sign is the line below the link's words that shows them to be one, in files
	// in which it can be followed; its zero value is none. It is decoration.
	Sign Sign
}

// Sign is a level line below a link, as long as the link is wide.
type Sign struct {
	Y     Length // of the line's middle
	Width Length // how thick it is; 0 for no line
	Ink   Ink
}

func (*GlyphRun) item() {}
func (*Path) item()     {}
func (*Image) item()    {}
func (*Group) item()    {}
func (*Link) item()     {}
