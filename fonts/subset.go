package fonts

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Subset returns a TrueType font with the outlines and widths of the given
// glyphs, of the parts they are made of, and of glyph 0. Glyphs keep their
// numbers; the font ends after the last one that is kept, and those that are
// not kept are empty and have no width. It has the tables that a PDF needs for
// a font whose characters are glyph numbers (ISO 32000-1, 9.9: glyf, head,
// hhea, hmtx, loca, maxp) and no instructions: at the sizes of print they move
// nothing, and viewers of documents do not run them.
//
// The same glyphs, in any order, give the same bytes. A glyph that the font
// does not have, or a broken one (see Outline), is an error: what is embedded
// must be sound.
func (f *Face) Subset(glyphs []GlyphID) ([]byte, error) {
	kept, err := f.closure(glyphs)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	count := int(kept[len(kept)-1]) + 1
	glyf, offsets, err := f.keepGlyphs(kept, count)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.name, err)
	}
	long := len(glyf) > 2*0xFFFF
	return assemble([]table{
		{"glyf", glyf},
		{"head", f.subsetHead(long)},
		{"hhea", f.subsetHhea(count)},
		{"hmtx", f.subsetHmtx(kept, count)},
		{"loca", encodeLoca(offsets, long)},
		{"maxp", f.subsetMaxp(count)},
	}), nil
}

// closure returns glyph 0, the given glyphs and all their parts, in order.
func (f *Face) closure(glyphs []GlyphID) ([]GlyphID, error) {
	seen := make([]bool, f.numGlyphs)
	queue := make([]GlyphID, 0, len(glyphs)+16)
	add := func(g GlyphID) {
		if !seen[g] {
			seen[g] = true
			queue = append(queue, g)
		}
	}
	add(0)
	for _, g := range glyphs {
		if int(g) >= f.numGlyphs {
			return nil, fmt.Errorf("glyph %d: the font has no such glyph", g)
		}
		add(g)
	}
	var points []point
	for i := 0; i < len(queue); i++ {
		var err error
		if points, err = f.points(points, queue[i]); err != nil {
			return nil, fmt.Errorf("glyph %d: %w", queue[i], err)
		}
		description := f.glyph(queue[i])
		if len(description) == 0 || i16(description, 0) >= 0 {
			continue
		}
		parts, err := f.parts(description)
		if err != nil {
			return nil, fmt.Errorf("glyph %d: %w", queue[i], err)
		}
		for _, p := range parts {
			add(p.glyph)
		}
	}
	slices.Sort(queue)
	return queue, nil
}

// keepGlyphs returns the glyf table of the kept glyphs and where each of count
// glyphs begins in it, with the end as the last.
func (f *Face) keepGlyphs(kept []GlyphID, count int) (glyf []byte, offsets []uint32, err error) {
	size := 0
	for _, g := range kept {
		size += len(f.glyph(g)) + 3
	}
	glyf = make([]byte, 0, size)
	offsets = make([]uint32, count+1)
	next := 0
	for _, g := range kept {
		for ; next <= int(g); next++ {
			offsets[next] = uint32(len(glyf))
		}
		if glyf, err = appendWithoutInstructions(glyf, f.glyph(g)); err != nil {
			return nil, nil, fmt.Errorf("glyph %d: %w", g, err)
		}
		// Glyphs begin on even offsets, as short loca entries demand; four
		// is what the specification recommends.
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	offsets[count] = uint32(len(glyf))
	return glyf, offsets, nil
}

// appendWithoutInstructions appends the description of a sound glyph to glyf,
// less its instructions.
func appendWithoutInstructions(glyf, description []byte) ([]byte, error) {
	if len(description) == 0 {
		return glyf, nil
	}
	if contours := int(i16(description, 0)); contours >= 0 {
		if contours == 0 {
			return glyf, nil // nothing to draw
		}
		head := 10 + 2*contours
		rest := head + 2 + int(u16(description, head))
		if head+2 > len(description) || rest > len(description) {
			return nil, errGlyph
		}
		glyf = append(glyf, description[:head]...)
		glyf = append(glyf, 0, 0)
		return append(glyf, description[rest:]...), nil
	}
	glyf = append(glyf, description[:10]...)
	for at := 10; ; {
		p, size, err := readPart(description[at:])
		if err != nil {
			return nil, err
		}
		from := len(glyf)
		glyf = append(glyf, description[at:at+size]...)
		binary.BigEndian.PutUint16(glyf[from:], p.flags&^partInstructions)
		at += size
		if p.flags&partMore == 0 {
			return glyf, nil
		}
	}
}

// encodeLoca writes the glyphs' offsets.
func encodeLoca(offsets []uint32, long bool) []byte {
	if long {
		loca := make([]byte, 0, 4*len(offsets))
		for _, offset := range offsets {
			loca = binary.BigEndian.AppendUint32(loca, offset)
		}
		return loca
	}
	loca := make([]byte, 0, 2*len(offsets))
	for _, offset := range offsets {
		loca = binary.BigEndian.AppendUint16(loca, uint16(offset/2))
	}
	return loca
}

// subsetHead returns the head table: checksum open, no flag that speaks of
// instructions, the new format of loca.
func (f *Face) subsetHead(longLoca bool) []byte {
	head := slices.Clone(f.tables["head"][:54])
	binary.BigEndian.PutUint32(head[8:], 0)
	const instructionFlags = 1<<2 | 1<<3 | 1<<4
	binary.BigEndian.PutUint16(head[16:], u16(head, 16)&^instructionFlags)
	binary.BigEndian.PutUint16(head[50:], 0)
	if longLoca {
		binary.BigEndian.PutUint16(head[50:], 1)
	}
	return head
}

// subsetHhea returns the hhea table for count advances.
func (f *Face) subsetHhea(count int) []byte {
	hhea := slices.Clone(f.tables["hhea"][:36])
	binary.BigEndian.PutUint16(hhea[34:], uint16(count))
	return hhea
}

// subsetHmtx returns the hmtx table of count glyphs.
func (f *Face) subsetHmtx(kept []GlyphID, count int) []byte {
	hmtx := make([]byte, 4*count)
	for _, g := range kept {
		binary.BigEndian.PutUint16(hmtx[4*int(g):], uint16(f.GlyphAdvance(g)))
		binary.BigEndian.PutUint16(hmtx[4*int(g)+2:], uint16(f.sideBearing(g)))
	}
	return hmtx
}

// subsetMaxp returns the maxp table: count glyphs, no instructions.
func (f *Face) subsetMaxp(count int) []byte {
	maxp := make([]byte, 32)
	copy(maxp, f.tables["maxp"])
	binary.BigEndian.PutUint32(maxp, 0x00010000)
	binary.BigEndian.PutUint16(maxp[4:], uint16(count))
	binary.BigEndian.PutUint16(maxp[14:], 1) // zones: 1 without the twilight zone
	clear(maxp[16:28])                       // twilight points to instruction size
	return maxp
}

// table is a part of an sfnt file.
type table struct {
	tag  string
	data []byte
}

// assemble writes an sfnt file of tables, which are sorted by tag and of which
// one is head.
func assemble(tables []table) []byte {
	header := 12 + 16*len(tables)
	size := header
	for _, t := range tables {
		size += len(t.data) + 3
	}
	entries, log := 1, 0
	for entries*2 <= len(tables) {
		entries, log = entries*2, log+1
	}
	file := make([]byte, header, size)
	binary.BigEndian.PutUint32(file, 0x00010000)
	binary.BigEndian.PutUint16(file[4:], uint16(len(tables)))
	binary.BigEndian.PutUint16(file[6:], uint16(entries*16))
	binary.BigEndian.PutUint16(file[8:], uint16(log))
	binary.BigEndian.PutUint16(file[10:], uint16(16*(len(tables)-entries)))
	head := 0
	for i, t := range tables {
		if t.tag == "head" {
			head = len(file)
		}
		record := file[12+16*i:]
		copy(record, t.tag)
		binary.BigEndian.PutUint32(record[4:], checksum(t.data))
		binary.BigEndian.PutUint32(record[8:], uint32(len(file)))
		binary.BigEndian.PutUint32(record[12:], uint32(len(t.data)))
		file = append(file, t.data...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	// The whole file's checksum comes out as this constant.
	binary.BigEndian.PutUint32(file[head+8:], 0xB1B0AFBA-checksum(file))
	return file
}

// checksum returns the sum of b's 32-bit numbers, b being padded with zeros.
func checksum(b []byte) uint32 {
	sum := uint32(0)
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
