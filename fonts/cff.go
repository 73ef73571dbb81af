package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font/cff"
	"github.com/go-text/typesetting/font/opentype"
	ot "github.com/go-text/typesetting/font/opentype/tables"
)

// CFF is a font program in the Compact Font Format (Adobe Technical Note 5176), as
// PDF files embed it: glyphs with names, or with numbers of characters.
type CFF struct {
	table  *cff.CFF
	glyphs map[string]int // by name
	cids   map[int]int    // by number; nil where glyphs have names
}

// ParseCFF reads a program, which may be cut off or broken: then there is an error.
func ParseCFF(data []byte) (c *CFF, err error) {
	defer func() {
		if broken := recover(); broken != nil { // the library's, on what no font has
			c, err = nil, fmt.Errorf("fonts: the CFF program is broken: %v", broken)
		}
	}()
	table, err := cff.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("fonts: the CFF program: %w", err)
	}
	c = &CFF{table: table, glyphs: map[string]int{}}
	if charset, ok := readCharset(data, len(table.Charstrings)); ok {
		c.cids = make(map[int]int, len(charset))
		for glyph, cid := range charset {
			c.cids[cid] = glyph
		}
		return c, nil
	}
	for glyph := len(table.Charstrings) - 1; glyph >= 0; glyph-- {
		c.glyphs[table.GlyphName(opentype.GID(glyph))] = glyph
	}
	return c, nil
}

// Named returns the glyph of a name; ok is false where there is none.
func (c *CFF) Named(name string) (glyph int, ok bool) {
	glyph, ok = c.glyphs[name]
	return glyph, ok
}

// Numbered returns the glyph of a character's number; of a program whose glyphs
// have names that is the glyph's own (ISO 32000-1, 9.7.4.2).
func (c *CFF) Numbered(cid int) (glyph int, ok bool) {
	if c.cids == nil {
		return cid, cid >= 0 && cid < len(c.table.Charstrings)
	}
	glyph, ok = c.cids[cid]
	return glyph, ok
}

// Area returns the area that a glyph's outline encloses, in 1/1,000,000 of the em's
// square, of a program whose em has 1000 units.
func (c *CFF) Area(glyph int) (area float64, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			area, err = 0, errGlyph
		}
	}()
	if glyph < 0 || glyph >= len(c.table.Charstrings) {
		return 0, errors.New("fonts: the program has no such glyph")
	}
	segments, _, err := c.table.LoadGlyph(ot.GlyphID(glyph))
	if err != nil {
		return 0, errGlyph
	}
	type xy struct{ x, y float64 }
	cross := func(a, b xy) float64 { return float64(a.x*b.y) - float64(b.x*a.y) }
	var begin, at xy
	sum := 0.0
	for _, s := range segments {
		var p [3]xy
		for k, a := range s.Args {
			p[k] = xy{float64(a.X), float64(a.Y)}
		}
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			sum += cross(at, begin) / 2
			begin, at = p[0], p[0]
		case opentype.SegmentOpLineTo:
			sum += cross(at, p[0]) / 2
			at = p[0]
		case opentype.SegmentOpQuadTo: // there is none in this format
			at = p[1]
		case opentype.SegmentOpCubeTo:
			// Of a Bézier curve, by Green's theorem.
			sum += (float64(6*cross(at, p[0])) + float64(3*cross(at, p[1])) + cross(at, p[2]) + float64(3*cross(p[0], p[1])) + float64(3*cross(p[0], p[2])) + float64(6*cross(p[1], p[2]))) / 20
			at = p[2]
		}
	}
	sum += cross(at, begin) / 2
	return max(sum, -sum), nil
}

// readCharset reads the numbers of the characters of a program's glyphs; ok is
// false where these have names.
func readCharset(data []byte, glyphs int) (cids []int, ok bool) {
	top, ok := firstOfIndex(data, skipIndex(data, int(data[2])))
	if !ok {
		return nil, false
	}
	charset, numbered := 0, false
	var operands []int
	for len(top) > 0 {
		b := top[0]
		top = top[1:]
		switch {
		case b == 12 && len(top) > 0:
			numbered = numbered || top[0] == 30 // ROS
			top, operands = top[1:], nil
		case b <= 21:
			if b == 15 && len(operands) > 0 {
				charset = operands[len(operands)-1]
			}
			operands = nil
		case b == 28 && len(top) >= 2:
			operands, top = append(operands, int(int16(binary.BigEndian.Uint16(top)))), top[2:]
		case b == 29 && len(top) >= 4:
			operands, top = append(operands, int(int32(binary.BigEndian.Uint32(top)))), top[4:]
		case b == 30: // a real number, to its end
			for len(top) > 0 && top[0]&0xF != 0xF && top[0]>>4 != 0xF {
				top = top[1:]
			}
			top = top[min(1, len(top)):]
		case b >= 32 && b <= 246:
			operands = append(operands, int(b)-139)
		case b >= 247 && b <= 250 && len(top) >= 1:
			operands, top = append(operands, (int(b)-247)*256+int(top[0])+108), top[1:]
		case b >= 251 && b <= 254 && len(top) >= 1:
			operands, top = append(operands, -(int(b)-251)*256-int(top[0])-108), top[1:]
		}
	}
	if !numbered || charset < 0 || charset >= len(data) {
		return nil, false
	}
	return charsetAt(data[charset:], glyphs), true
}

// charsetAt reads a charset of the formats 0, 1 or 2. The first glyph has no entry.
func charsetAt(data []byte, glyphs int) []int {
	cids := make([]int, 1, glyphs)
	size := map[byte]int{0: 2, 1: 3, 2: 4}[data[0]]
	format := data[0]
	data = data[1:]
	for size > 0 && len(data) >= size && len(cids) < glyphs {
		first, more := int(binary.BigEndian.Uint16(data)), 0
		switch format {
		case 1:
			more = int(data[2])
		case 2:
			more = int(binary.BigEndian.Uint16(data[2:]))
		}
		for n := 0; n <= more && len(cids) < glyphs; n++ {
			cids = append(cids, first+n)
		}
		data = data[size:]
	}
	return cids
}

// firstOfIndex returns the first object of an INDEX.
func firstOfIndex(data []byte, at int) ([]byte, bool) {
	offset, count, size := indexAt(data, at)
	if count == 0 {
		return nil, false
	}
	begin := at + 3 + (count+1)*size - 1
	from, to := begin+offset(0), begin+offset(1)
	if from < 0 || from > to || to > len(data) {
		return nil, false
	}
	return data[from:to], true
}

// skipIndex returns where what follows an INDEX begins.
func skipIndex(data []byte, at int) int {
	offset, count, size := indexAt(data, at)
	if count == 0 {
		return at + 2
	}
	return at + 3 + (count+1)*size - 1 + offset(count)
}

// indexAt reads the head of an INDEX.
func indexAt(data []byte, at int) (offset func(int) int, count, size int) {
	if at < 0 || at+3 > len(data) {
		return nil, 0, 0
	}
	count, size = int(binary.BigEndian.Uint16(data[at:])), int(data[at+2])
	if size < 1 || size > 4 || at+3+(count+1)*size > len(data) {
		return nil, 0, 0
	}
	return func(n int) int {
		sum := 0
		for _, b := range data[at+3+n*size : at+3+(n+1)*size] {
			sum = sum<<8 | int(b)
		}
		return min(sum, len(data))
	}, count, size
}
