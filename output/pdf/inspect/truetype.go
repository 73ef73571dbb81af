package inspect

import "encoding/binary"

// outlines are the letters' shapes of a TrueType program, of which the areas are
// calculated.
type outlines struct {
	glyf, loca, cmap []byte
	long             bool // loca has 32 bits
	units            float64
	areas            map[int]float64
	// left is how much of the program may yet be gone through, in points and
	// glyphs: one made of others, these of others again, costs more than it weighs.
	left int
}

// mostOutlines is how much of a program is gone through.
const mostOutlines = 20_000_000

// readOutlines reads a TrueType program; nil where it is none.
func readOutlines(program []byte) *outlines {
	if len(program) < 12 {
		return nil
	}
	o := &outlines{areas: map[int]float64{}, left: mostOutlines}
	for k := range int(binary.BigEndian.Uint16(program[4:])) {
		at := 12 + 16*k
		if at+16 > len(program) {
			return nil
		}
		start, size := uint64(binary.BigEndian.Uint32(program[at+8:])), uint64(binary.BigEndian.Uint32(program[at+12:]))
		if start > uint64(len(program)) {
			continue
		}
		table := program[start:min(start+size, uint64(len(program)))]
		switch string(program[at : at+4]) {
		case "head":
			if len(table) < 52 {
				return nil
			}
			o.units, o.long = float64(binary.BigEndian.Uint16(table[18:])), binary.BigEndian.Uint16(table[50:]) == 1
		case "glyf":
			o.glyf = table
		case "loca":
			o.loca = table
		case "cmap":
			o.cmap = table
		}
	}
	if o.units < 16 || o.loca == nil {
		return nil
	}
	return o
}

// area is how much a glyph covers, of an em's square; ok is false where the program
// asks for too much work to tell.
func (o *outlines) area(glyph int) (area float64, ok bool) {
	known, ok := o.areas[glyph]
	if !ok {
		if known = o.measure(glyph, 0); o.left <= 0 {
			return 0, false
		}
		known = max(known, -known) / (o.units * o.units)
		if !(known < 100) {
			known = 0
		}
		o.areas[glyph] = known
	}
	return known, true
}

// data returns a glyph's description; nil where it has none.
func (o *outlines) data(glyph int) []byte {
	var from, to int
	if o.long {
		if glyph < 0 || 4*glyph+8 > len(o.loca) {
			return nil
		}
		from, to = int(binary.BigEndian.Uint32(o.loca[4*glyph:])&0x7FFFFFFF), int(binary.BigEndian.Uint32(o.loca[4*glyph+4:])&0x7FFFFFFF)
	} else {
		if glyph < 0 || 2*glyph+4 > len(o.loca) {
			return nil
		}
		from, to = 2*int(binary.BigEndian.Uint16(o.loca[2*glyph:])), 2*int(binary.BigEndian.Uint16(o.loca[2*glyph+2:]))
	}
	if from >= to || to > len(o.glyf) || to-from < 10 {
		return nil
	}
	return o.glyf[from:to]
}

// measure is a glyph's area in square units, below zero where it goes round the
// other way.
func (o *outlines) measure(glyph, depth int) float64 {
	data := o.data(glyph)
	if o.left--; data == nil || depth > 4 || o.left <= 0 {
		return 0
	}
	contours := int(int16(binary.BigEndian.Uint16(data)))
	if contours < 0 {
		return o.composed(data[10:], depth)
	}
	points := readPoints(data[10:], contours)
	o.left -= cap(points)
	sum, start := 0.0, 0
	for k, p := range points {
		if p.last {
			sum += contourArea(points[start : k+1])
			start = k + 1
		}
	}
	return sum
}

// composed is the area of a glyph made of others (the components' flags are those
// of the OpenType specification).
func (o *outlines) composed(data []byte, depth int) float64 {
	const words, scaled, more, twoScales, fourScales = 0x1, 0x8, 0x20, 0x40, 0x80
	sum := 0.0
	for range 64 {
		if len(data) < 6 {
			return sum
		}
		flags, glyph := binary.BigEndian.Uint16(data), int(binary.BigEndian.Uint16(data[2:]))
		at := 6
		if flags&words != 0 {
			at = 8
		}
		scales := map[bool]int{flags&scaled != 0: 1, flags&twoScales != 0: 2, flags&fourScales != 0: 4}[true]
		if at+2*scales > len(data) {
			return sum
		}
		scale := func(n int) float64 { return float64(int16(binary.BigEndian.Uint16(data[at+2*n:]))) / (1 << 14) }
		size := 1.0
		switch scales {
		case 1:
			size = scale(0) * scale(0)
		case 2:
			size = scale(0) * scale(1)
		case 4:
			size = float64(scale(0)*scale(3)) - float64(scale(1)*scale(2))
		}
		sum += size * o.measure(glyph, depth+1)
		if flags&more == 0 {
			return sum
		}
		data = data[at+2*scales:]
	}
	return sum
}

// outlinePoint is a point of a contour.
type outlinePoint struct {
	x, y     float64
	on, last bool // it lies on the curve; it ends a contour
}

// readPoints reads the points of a simple glyph; none, with the room they were to
// have, where they are cut off.
func readPoints(data []byte, contours int) []outlinePoint {
	if 2*contours+2 > len(data) || contours == 0 {
		return nil
	}
	count := int(binary.BigEndian.Uint16(data[2*contours-2:])) + 1
	points := make([]outlinePoint, count)
	for k := range contours {
		if end := int(binary.BigEndian.Uint16(data[2*k:])); end < count {
			points[end].last = true
		}
	}
	skip := 2*contours + 2 + int(binary.BigEndian.Uint16(data[2*contours:]))
	if skip > len(data) {
		return points[:0]
	}
	data = data[skip:]
	flags := make([]byte, 0, count)
	for len(flags) < count {
		if len(data) == 0 {
			return points[:0]
		}
		flag := data[0]
		data = data[1:]
		flags = append(flags, flag)
		if flag&8 == 0 {
			continue
		}
		if len(data) == 0 {
			return points[:0]
		}
		for n := data[0]; n > 0 && len(flags) < count; n-- {
			flags = append(flags, flag)
		}
		data = data[1:]
	}
	read := func(short, same byte, set func(*outlinePoint, float64)) bool {
		at := 0
		for k, flag := range flags {
			switch {
			case flag&short != 0:
				if len(data) < 1 {
					return false
				}
				if n := int(data[0]); flag&same != 0 {
					at += n
				} else {
					at -= n
				}
				data = data[1:]
			case flag&same == 0:
				if len(data) < 2 {
					return false
				}
				at += int(int16(binary.BigEndian.Uint16(data)))
				data = data[2:]
			}
			set(&points[k], float64(at))
			points[k].on = flag&1 != 0
		}
		return true
	}
	if !read(2, 16, func(p *outlinePoint, n float64) { p.x = n }) || !read(4, 32, func(p *outlinePoint, n float64) { p.y = n }) {
		return points[:0]
	}
	return points
}

// contourArea is the area within a contour of lines and quadratic curves.
func contourArea(points []outlinePoint) float64 {
	n := len(points)
	if n < 3 {
		return 0
	}
	cross := func(a, b outlinePoint) float64 { return float64(a.x*b.y) - float64(b.x*a.y) }
	middle := func(a, b outlinePoint) outlinePoint {
		return outlinePoint{x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true}
	}
	// Between two points off the curve lies one on it.
	var path []outlinePoint
	for k, p := range points {
		if before := points[(k+n-1)%n]; !p.on && !before.on {
			path = append(path, middle(before, p))
		}
		path = append(path, p)
	}
	sum := 0.0
	for k, p := range path {
		next := path[(k+1)%len(path)]
		switch {
		case !p.on:
			before := path[(k+len(path)-1)%len(path)]
			// Of the curve from before by p to next.
			sum += (float64(2*cross(before, p)) + float64(2*cross(p, next)) + cross(before, next)) / 6
		case next.on:
			sum += cross(p, next) / 2
		}
	}
	return sum
}

// glyph returns the glyph that a code of a font of one byte means, by the program's
// own table of characters (9.6.6.4); 0 where there is none.
func (o *outlines) glyph(code int, text []rune) int {
	if len(o.cmap) < 4 {
		return 0
	}
	for k := range int(binary.BigEndian.Uint16(o.cmap[2:])) {
		at := 4 + 8*k
		if at+8 > len(o.cmap) {
			return 0
		}
		platform, encoding, start := binary.BigEndian.Uint16(o.cmap[at:]), binary.BigEndian.Uint16(o.cmap[at+2:]), binary.BigEndian.Uint32(o.cmap[at+4:])
		if uint64(start) >= uint64(len(o.cmap)) {
			continue
		}
		table, found := o.cmap[start:], 0
		switch {
		case platform == 3 && encoding == 0:
			if found = mapped(table, 0xF000+code); found == 0 {
				found = mapped(table, code)
			}
		case platform == 3 && encoding == 1 && len(text) == 1:
			found = mapped(table, int(text[0]))
		case platform == 1:
			found = mapped(table, code)
		}
		if found != 0 {
			return found
		}
	}
	return 0
}

// mapped looks a character up in a table of the formats 0, 4 or 6.
func mapped(table []byte, char int) int {
	word := func(at int) int {
		if at < 0 || at+2 > len(table) {
			return 0
		}
		return int(binary.BigEndian.Uint16(table[at:]))
	}
	switch word(0) {
	case 0:
		if char >= 0 && char < 256 && 6+char < len(table) {
			return int(table[6+char])
		}
	case 4:
		twice := word(6) &^ 1
		for at := 14; at < 14+twice && at < len(table); at += 2 {
			if word(at) < char {
				continue
			}
			first, delta, place := word(at+2+twice), word(at+2+2*twice), at+2+3*twice
			switch offset := word(place); {
			case char < first:
				return 0
			case offset == 0:
				return (char + delta) & 0xFFFF
			default:
				if glyph := word(place + offset + 2*(char-first)); glyph != 0 {
					return (glyph + delta) & 0xFFFF
				}
				return 0
			}
		}
	case 6:
		if first := word(6); char >= first && char < first+word(8) {
			return word(10 + 2*(char-first))
		}
	}
	return 0
}
