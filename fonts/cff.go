package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font/cff"
	ps "github.com/go-text/typesetting/font/cff/interpreter"
	"github.com/go-text/typesetting/font/opentype"
)

// CFF is a font program in the Compact Font Format (Adobe Technical Note 5176), as
// PDF files embed it: glyphs with names, or with numbers of characters.
type CFF struct {
	table  *cff.CFF
	glyphs map[string]int // by name
	cids   map[int]int    // by number; nil where glyphs have names
	coded  [256]uint16    // by the program's own codes; 0 for none

	// Subroutines that glyphs call: all, and those of a dictionary, which selected
	// gives by glyph.
	global   [][]byte
	local    [][][]byte
	selected []byte

	left int // operators that may yet be carried out
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
	c = &CFF{table: table, glyphs: map[string]int{}, left: mostOfProgram}
	tops := objectsOfIndex(data, skipIndex(data, int(data[2])))
	if len(tops) == 0 {
		return nil, errGlyph
	}
	top := readDict(tops[0])
	c.readSubroutines(top, data)
	if charset, ok := readNumbers(top, data, len(table.Charstrings)); ok {
		c.cids = make(map[int]int, len(charset))
		for glyph, cid := range charset {
			c.cids[cid] = glyph
		}
		return c, nil
	}
	for glyph := len(table.Charstrings) - 1; glyph >= 0; glyph-- {
		c.glyphs[table.GlyphName(opentype.GID(glyph))] = glyph
	}
	c.readEncoding(top, data)
	return c, nil
}

// readEncoding reads which glyphs the program itself gives to codes (12 of the note).
func (c *CFF) readEncoding(top map[int][]int, data []byte) {
	at, ok := offsetOf(top, opEncoding, data)
	switch said := top[opEncoding]; {
	case len(said) == 0 || said[0] == 0: // StandardEncoding
		for code := range c.coded {
			if name := StandardName(byte(code)); name != "" {
				c.coded[code] = uint16(c.glyphs[name])
			}
		}
		return
	case !ok || said[0] == 1 || at+2 > len(data): // that of small capitals
		return
	}
	format, count := data[at]&0x7F, int(data[at+1])
	data = data[at+2:]
	switch format {
	case 0:
		for k, code := range data[:min(count, len(data))] {
			c.coded[code] = uint16(k + 1)
		}
	case 1:
		glyph := 1
		for ; count > 0 && len(data) >= 2; count-- {
			for n := 0; n <= int(data[1]); n++ {
				if code := int(data[0]) + n; code < 256 {
					c.coded[code] = uint16(glyph)
				}
				glyph++
			}
			data = data[2:]
		}
	}
}

// Coded returns the glyph that the program itself gives to a code; ok is false where
// that is none.
func (c *CFF) Coded(code byte) (glyph int, ok bool) {
	glyph = int(c.coded[code])
	return glyph, glyph > 0 && glyph < len(c.table.Charstrings)
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
// square, of a program whose em has 1000 units. It is an error if that would take
// more work than a font's letters do. Not for several goroutines at once.
func (c *CFF) Area(glyph int) (area float64, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			area, err = 0, errGlyph
		}
	}()
	if glyph < 0 || glyph >= len(c.table.Charstrings) {
		return 0, errors.New("fonts: the program has no such glyph")
	}
	var subroutines [][]byte
	dict := 0
	if glyph < len(c.selected) {
		dict = int(c.selected[glyph])
	}
	if dict < len(c.local) {
		subroutines = c.local[dict]
	}
	var machine ps.Machine
	most := min(mostOperators, c.left)
	drawn := drawing{left: most}
	err = machine.Run(c.table.Charstrings[glyph], subroutines, c.global, &drawn)
	if c.left -= most - drawn.left; err != nil {
		return 0, errGlyph
	}
	var outline enclosed
	for _, s := range drawn.path.Segments {
		var p [3]vector
		for k, a := range s.Args {
			p[k] = vector{float64(a.X), float64(a.Y)}
		}
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			outline.move(p[0])
		case opentype.SegmentOpLineTo:
			outline.line(p[0])
		case opentype.SegmentOpQuadTo: // there is none in this format
			outline.at = p[1]
		case opentype.SegmentOpCubeTo:
			outline.curve(p[0], p[1], p[2])
		}
	}
	outline.close()
	return outline.area(), nil
}

// The operators of the dictionaries that are read here; 12 begins those of two bytes.
const (
	opCharset  = 15
	opEncoding = 16
	opPrivate  = 18
	opSubrs    = 19
	opROS      = 1200 + 30
	opFDArray  = 1200 + 36
	opFDSelect = 1200 + 37
)

// readDict reads the whole numbers before each operator of a DICT.
func readDict(data []byte) map[int][]int {
	said := map[int][]int{}
	var operands []int
	for len(data) > 0 {
		b := data[0]
		data = data[1:]
		switch {
		case b == 12 && len(data) > 0:
			said[1200+int(data[0])] = operands
			data, operands = data[1:], nil
		case b <= 21:
			said[int(b)] = operands
			operands = nil
		case b == 28 && len(data) >= 2:
			operands, data = append(operands, int(int16(binary.BigEndian.Uint16(data)))), data[2:]
		case b == 29 && len(data) >= 4:
			operands, data = append(operands, int(int32(binary.BigEndian.Uint32(data)))), data[4:]
		case b == 30: // a real number, to its end
			for len(data) > 0 && data[0]&0xF != 0xF && data[0]>>4 != 0xF {
				data = data[1:]
			}
			data = data[min(1, len(data)):]
		case b >= 32 && b <= 246:
			operands = append(operands, int(b)-139)
		case b >= 247 && b <= 250 && len(data) >= 1:
			operands, data = append(operands, (int(b)-247)*256+int(data[0])+108), data[1:]
		case b >= 251 && b <= 254 && len(data) >= 1:
			operands, data = append(operands, -(int(b)-251)*256-int(data[0])-108), data[1:]
		}
	}
	return said
}

// offsetOf returns the last number before an operator, where that is a place in the
// data.
func offsetOf(dict map[int][]int, operator int, data []byte) (at int, ok bool) {
	said := dict[operator]
	if len(said) == 0 {
		return 0, false
	}
	at = said[len(said)-1]
	return at, at > 0 && at < len(data)
}

// readNumbers reads the numbers of the characters of a program's glyphs; ok is
// false where these have names.
func readNumbers(top map[int][]int, data []byte, glyphs int) (cids []int, ok bool) {
	_, numbered := top[opROS]
	at, ok := offsetOf(top, opCharset, data)
	if !numbered || !ok {
		return nil, false
	}
	return charsetAt(data[at:], glyphs), true
}

// readSubroutines notes the subroutines of a program, and which of them a glyph may
// call.
func (c *CFF) readSubroutines(top map[int][]int, data []byte) {
	c.global = objectsOfIndex(data, skipIndex(data, skipIndex(data, skipIndex(data, int(data[2])))))
	dicts := []map[int][]int{top}
	if at, ok := offsetOf(top, opFDArray, data); ok {
		dicts = nil
		for _, dict := range objectsOfIndex(data, at) {
			dicts = append(dicts, readDict(dict))
		}
	}
	for _, dict := range dicts {
		var own [][]byte
		if at, ok := offsetOf(dict, opPrivate, data); ok && len(dict[opPrivate]) == 2 {
			if size := dict[opPrivate][0]; size >= 0 && size <= len(data)-at {
				if subrs, ok := offsetOf(readDict(data[at:at+size]), opSubrs, data); ok {
					own = objectsOfIndex(data, at+subrs)
				}
			}
		}
		c.local = append(c.local, own)
	}
	if at, ok := offsetOf(top, opFDSelect, data); ok {
		c.selected = selectionAt(data[at:], len(c.table.Charstrings))
	}
}

// selectionAt reads an FDSelect of the formats 0 or 3: which dictionary each glyph is of.
func selectionAt(data []byte, glyphs int) []byte {
	if data[0] == 0 {
		return data[1:min(1+glyphs, len(data))]
	}
	selected := make([]byte, 0, glyphs)
	if data[0] != 3 || len(data) < 3 {
		return selected
	}
	ranges := int(binary.BigEndian.Uint16(data[1:]))
	for data = data[3:]; ranges > 0 && len(data) >= 5; ranges-- {
		for end := int(binary.BigEndian.Uint16(data[3:])); len(selected) < min(end, glyphs); {
			selected = append(selected, data[2])
		}
		data = data[3:]
	}
	return selected
}

// objectsOfIndex returns the objects of an INDEX; none where it is cut off.
func objectsOfIndex(data []byte, at int) [][]byte {
	offset, count, size := indexAt(data, at)
	begin := at + 3 + (count+1)*size - 1
	objects := make([][]byte, 0, count)
	for k := range count {
		from, to := begin+offset(k), begin+offset(k+1)
		if from < 0 || from > to || to > len(data) {
			return nil
		}
		objects = append(objects, data[from:to])
	}
	return objects
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
