package fonts

import (
	"errors"
	"sort"
)

// cmap is a font's character map: one subtable, read where it lies.
type cmap struct {
	table  []byte // the subtable, from its format on
	format uint16
	symbol bool // characters lie at U+F000 and up
}

// Subtables by platform and encoding in the order HarfBuzz prefers them: the
// symbol map, then those for all of Unicode, then those for its first plane.
//
//nolint:gochecknoglobals // constant table
var cmapPreference = [...][2]uint16{{3, 0}, {3, 10}, {0, 6}, {0, 4}, {3, 1}, {0, 3}, {0, 2}, {0, 1}, {0, 0}}

// readCmap chooses the subtable to use.
func readCmap(table []byte) (cmap, error) {
	count := int(u16(table, 2))
	for _, want := range cmapPreference {
		for i := range count {
			record := 4 + 8*i
			if record+8 > len(table) {
				return cmap{}, errors.New("the file is broken: its character map (table \"cmap\") is incomplete")
			}
			if [2]uint16{u16(table, record), u16(table, record+2)} != want {
				continue
			}
			offset := u32(table, record+4)
			if uint64(offset)+6 > uint64(len(table)) {
				return cmap{}, errors.New("the file is broken: its character map (table \"cmap\") reaches beyond its end")
			}
			c := cmap{table: table[offset:], symbol: want == [2]uint16{3, 0}}
			c.format = u16(c.table, 0)
			switch c.format {
			case 0, 4, 6, 10, 12, 13:
				return c, nil
			}
		}
	}
	return cmap{}, errors.New("the font has no Unicode character map, so no text can be set with it")
}

// lookup returns the glyph of r, 0 where the map has none.
func (c cmap) lookup(r rune) GlyphID {
	if r < 0 {
		return 0
	}
	code := uint32(r)
	g := c.find(code)
	if g == 0 && c.symbol && code <= 0xFF {
		g = c.find(0xF000 + code)
	}
	return g
}

// find looks code up in the subtable.
func (c cmap) find(code uint32) GlyphID {
	switch c.format {
	case 0:
		if code < 256 && int(6+code) < len(c.table) {
			return GlyphID(c.table[6+code])
		}
	case 4:
		if code <= 0xFFFF {
			return c.findSegment(uint16(code))
		}
	case 6:
		first := uint32(u16(c.table, 6))
		if code >= first && code-first < uint32(u16(c.table, 8)) {
			return GlyphID(u16(c.table, int(10+2*(code-first))))
		}
	case 10:
		first := u32(c.table, 12)
		if code >= first && code-first < u32(c.table, 16) && code-first < 1<<20 {
			return GlyphID(u16(c.table, int(20+2*(code-first))))
		}
	case 12, 13:
		return c.findGroup(code)
	}
	return 0
}

// findSegment looks code up in a format 4 subtable.
func (c cmap) findSegment(code uint16) GlyphID {
	segments := int(u16(c.table, 6)) / 2
	ends, starts := 14, 16+2*segments
	deltas, offsets := starts+2*segments, starts+4*segments
	i := sort.Search(segments, func(i int) bool { return u16(c.table, ends+2*i) >= code })
	if i == segments || offsets+2*i+2 > len(c.table) {
		return 0
	}
	start := u16(c.table, starts+2*i)
	if code < start {
		return 0
	}
	delta := u16(c.table, deltas+2*i)
	offset := u16(c.table, offsets+2*i)
	if offset == 0 {
		return GlyphID(code + delta)
	}
	// The offset counts from its own place.
	g := u16(c.table, offsets+2*i+int(offset)+2*int(code-start))
	if g == 0 {
		return 0
	}
	return GlyphID(g + delta)
}

// findGroup looks code up in a format 12 or 13 subtable.
func (c cmap) findGroup(code uint32) GlyphID {
	groups := min(int64(u32(c.table, 12)), int64(len(c.table)/12))
	i := sort.Search(int(groups), func(i int) bool { return u32(c.table, 16+12*i+4) >= code })
	if int64(i) == groups {
		return 0
	}
	start := u32(c.table, 16+12*i)
	if code < start {
		return 0
	}
	g := u32(c.table, 16+12*i+8)
	if c.format == 12 {
		g += code - start
	}
	if g > 0xFFFF {
		return 0
	}
	return GlyphID(g)
}
