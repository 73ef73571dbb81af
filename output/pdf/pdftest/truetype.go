package pdftest

import (
	"encoding/binary"
	"fmt"
)

// trueType is what is needed of a font program.
type trueType struct {
	glyphs  int
	em      float64
	metrics int // full entries of hmtx
	hmtx    []byte
	loca    []byte
	long    bool
	glyf    []byte
}

// readTrueType reads a font program, and says what is wrong with one that it
// cannot read.
func readTrueType(data []byte) (f *trueType, problem string) {
	defer func() {
		if recover() != nil {
			f, problem = nil, "its tables are too short"
		}
	}()
	tables := map[string][]byte{}
	count := int(binary.BigEndian.Uint16(data[4:]))
	for i := range count {
		entry := data[12+16*i:]
		offset, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = data[offset : offset+length]
	}
	// ISO 32000-1, 9.9: these are required of a program for a CIDFontType2.
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		if tables[tag] == nil {
			return nil, fmt.Sprintf("it has no table %s", tag)
		}
	}
	f = &trueType{
		glyphs: int(binary.BigEndian.Uint16(tables["maxp"][4:])), em: float64(binary.BigEndian.Uint16(tables["head"][18:])),
		metrics: int(binary.BigEndian.Uint16(tables["hhea"][34:])), hmtx: tables["hmtx"],
		loca: tables["loca"], long: binary.BigEndian.Uint16(tables["head"][50:]) == 1, glyf: tables["glyf"],
	}
	before := uint32(0)
	for id := range f.glyphs + 1 {
		at := f.place(id)
		if at < before || int(at) > len(f.glyf) {
			return nil, fmt.Sprintf("glyph %d lies outside its table", id)
		}
		before = at
	}
	for id := range f.glyphs {
		if problem := f.parts(id); problem != "" {
			return nil, problem
		}
	}
	if len(f.hmtx) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return nil, "its widths are too few"
	}
	return f, ""
}

func (f *trueType) place(id int) uint32 {
	if f.long {
		return binary.BigEndian.Uint32(f.loca[4*id:])
	}
	return 2 * uint32(binary.BigEndian.Uint16(f.loca[2*id:]))
}

func (f *trueType) empty(id int) bool { return id >= f.glyphs || f.place(id) == f.place(id+1) }

// width is a glyph's in 1/1000 em.
func (f *trueType) width(id int) float64 {
	if id >= f.metrics {
		id = f.metrics - 1
	}
	return float64(binary.BigEndian.Uint16(f.hmtx[4*id:])) * 1000 / f.em
}

// parts makes sure that the glyphs a composite glyph is made of are there.
func (f *trueType) parts(id int) string {
	if f.empty(id) {
		return ""
	}
	data := f.glyf[f.place(id):f.place(id+1)]
	if int16(binary.BigEndian.Uint16(data)) >= 0 {
		return ""
	}
	for at, more := 10, true; more; {
		flags, part := binary.BigEndian.Uint16(data[at:]), int(binary.BigEndian.Uint16(data[at+2:]))
		if f.empty(part) {
			return fmt.Sprintf("glyph %d is made of glyph %d, which is empty", id, part)
		}
		at += 6
		if flags&1 != 0 {
			at += 2
		}
		switch {
		case flags&0x08 != 0:
			at += 2
		case flags&0x40 != 0:
			at += 4
		case flags&0x80 != 0:
			at += 8
		}
		more = flags&0x20 != 0
	}
	return ""
}
