package fonts

import "errors"

// part is a glyph within a composite glyph.
type part struct {
	glyph GlyphID
	flags uint16
	// Where the part goes: a distance in font units or, without
	// partByDistance, the numbers of two points to lay on each other.
	arg1, arg2 int32
	// The transformation in 1/16384: x' = xx*x + yx*y, y' = xy*x + yy*y.
	xx, xy, yx, yy int32
}

// Flags of a part.
const (
	partWords        = 1 << 0 // the arguments have 16 bits
	partByDistance   = 1 << 1
	partScale        = 1 << 3
	partMore         = 1 << 5
	partTwoScales    = 1 << 6
	partMatrix       = 1 << 7
	partInstructions = 1 << 8
	partScaledOffset = 1 << 11
)

// unity is 1 in a part's transformation.
const unity = 1 << 14

// parts reads the parts of a composite glyph. All lie within the font.
func (f *Face) parts(description []byte) ([]part, error) {
	var parts []part
	at := 10
	for {
		p, size, err := readPart(description[at:])
		if err != nil {
			return nil, err
		}
		if int(p.glyph) >= f.numGlyphs {
			return nil, errors.New("it has a part that the font lacks")
		}
		if len(parts) == maxParts {
			return nil, errors.New("it is made of too many parts")
		}
		parts = append(parts, p)
		at += size
		if p.flags&partMore == 0 {
			return parts, nil
		}
	}
}

// readPart reads one part and returns its size in bytes.
func readPart(b []byte) (part, int, error) {
	p := part{flags: u16(b, 0), glyph: GlyphID(u16(b, 2)), xx: unity, yy: unity}
	at := 6
	switch words, distance := p.flags&partWords != 0, p.flags&partByDistance != 0; {
	case words && distance:
		p.arg1, p.arg2, at = int32(i16(b, 4)), int32(i16(b, 6)), 8
	case words:
		p.arg1, p.arg2, at = int32(u16(b, 4)), int32(u16(b, 6)), 8
	case distance:
		p.arg1, p.arg2 = int32(int8(u16(b, 4)>>8)), int32(int8(u16(b, 4)))
	default:
		p.arg1, p.arg2 = int32(u16(b, 4)>>8), int32(u16(b, 4)&0xFF)
	}
	switch {
	case p.flags&partScale != 0:
		p.xx = int32(i16(b, at))
		p.yy = p.xx
		at += 2
	case p.flags&partTwoScales != 0:
		p.xx, p.yy = int32(i16(b, at)), int32(i16(b, at+2))
		at += 4
	case p.flags&partMatrix != 0:
		p.xx, p.xy = int32(i16(b, at)), int32(i16(b, at+2))
		p.yx, p.yy = int32(i16(b, at+4)), int32(i16(b, at+6))
		at += 8
	}
	if at > len(b) {
		return part{}, 0, errGlyph
	}
	return p, at, nil
}

// place moves the part's own points, points[from:], to where they belong among
// the composite's points so far.
func (p part) place(points []point, from int) error {
	own := points[from:]
	if p.xx != unity || p.yy != unity || p.xy != 0 || p.yx != 0 {
		for i := range own {
			x, y := int64(own[i].x), int64(own[i].y)
			own[i].x = scaled(x*int64(p.xx) + y*int64(p.yx))
			own[i].y = scaled(x*int64(p.xy) + y*int64(p.yy))
		}
	}
	var dx, dy int32
	if p.flags&partByDistance != 0 {
		x, y := int64(p.arg1)*OutlineScale, int64(p.arg2)*OutlineScale
		dx, dy = int32(x), int32(y)
		if p.flags&partScaledOffset != 0 {
			dx = scaled(x*int64(p.xx) + y*int64(p.yx))
			dy = scaled(x*int64(p.xy) + y*int64(p.yy))
		}
	} else {
		if int(p.arg1) >= from || int(p.arg2) >= len(own) {
			return errors.New("a part of it is tied to a point that does not exist")
		}
		anchor, tied := points[p.arg1], own[p.arg2]
		dx, dy = anchor.x-tied.x, anchor.y-tied.y
	}
	for i := range own {
		own[i].x += dx
		own[i].y += dy
	}
	return nil
}

// scaled returns a product with a factor in 1/unity, rounded.
func scaled(product int64) int32 { return int32((product + unity/2) >> 14) }
