package inspect

import (
	"bytes"
	"encoding/binary"
	"strings"

	"korthet/fonts"
	"korthet/output/pdf/object"
)

// winLetters are what PostScript calls the letters of WinAnsiEncoding from ~ on;
// "-" stands for none.
const winLetters = `Euro - quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron guilsinglleft OE - Zcaron -
- quoteleft quoteright quotedblleft quotedblright bullet endash emdash tilde trademark scaron guilsinglright oe - zcaron Ydieresis
space exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot hyphen registered macron
degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown
Agrave Aacute Acircumflex Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis
Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls
agrave aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis
eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn ydieresis`

// macLetters are those of MacRomanEncoding.
const macLetters = `Adieresis Aring Ccedilla Eacute Ntilde Odieresis Udieresis aacute agrave acircumflex adieresis atilde aring ccedilla eacute egrave
ecircumflex edieresis iacute igrave icircumflex idieresis ntilde oacute ograve ocircumflex odieresis otilde uacute ugrave ucircumflex udieresis
dagger degree cent sterling section bullet paragraph germandbls registered copyright trademark acute dieresis - AE Oslash
- plusminus - - yen mu - - - - - ordfeminine ordmasculine - ae oslash
questiondown exclamdown logicalnot - florin - - guillemotleft guillemotright ellipsis space Agrave Atilde Otilde OE oe
endash emdash quotedblleft quotedblright quoteleft quoteright divide - ydieresis Ydieresis fraction currency guilsinglleft guilsinglright fi fl
daggerdbl periodcentered quotesinglbase quotedblbase perthousand Acircumflex Ecircumflex Aacute Edieresis Egrave Iacute Icircumflex Idieresis Igrave Oacute Ocircumflex
- Ograve Uacute Ucircumflex Ugrave dotlessi circumflex tilde macron breve dotaccent ring cedilla hungarumlaut ogonek caron`

// shapes are what is known of the shapes of a font's letters.
type shapes struct {
	truetype *outlines
	compact  *fonts.CFF
	type1    *fonts.Type1
	glyphs   []byte      // by the codes' numbers, two bytes each: a CIDToGIDMap
	names    [256]string // of the letters that the codes mean; "" where the program has a say
}

// programs notes where a font's shapes are. Of a font of two bytes a code must be a
// character's number.
func (i *inspector) programs(f *font, d, below, descriptor object.Dict) {
	if f.double {
		if name := i.name(d.Get("Encoding")); name != "Identity-H" && name != "Identity-V" {
			return
		}
		f.toGlyph = i.stream(below.Get("CIDToGIDMap"))
	}
	f.program = i.stream(descriptor.Get("FontFile2"))
	if f.program == nil {
		f.program = i.stream(descriptor.Get("FontFile3"))
	}
	if f.program == nil && !f.double {
		f.program = i.stream(descriptor.Get("FontFile"))
	}
	f.encoding = d.Get("Encoding")
}

// shapesOf reads the program of a font for the areas of its letters; nil where that
// is none of TrueType, of the Compact Font Format or of Type 1.
func (i *inspector) shapesOf(f *font) *shapes {
	if f.shapesRead || f.program == nil {
		return f.shapes
	}
	f.shapesRead = true
	data, rest, err := i.bytes(f.program, mostStream)
	if err != nil || rest.Filter != "" {
		return nil
	}
	s := &shapes{truetype: readOutlines(data)}
	if s.truetype == nil || s.truetype.glyf == nil {
		if at, size := tableOf(data, "CFF "); size > 0 {
			data = data[at : at+size]
		}
		s.truetype = nil
		s.names = i.letterNames(f)
		if bytes.Contains(data[:min(len(data), 1<<16)], []byte("eexec")) {
			s.type1, err = fonts.ParseType1(data)
		} else {
			s.compact, err = fonts.ParseCFF(data)
		}
		if err != nil {
			return nil
		}
	}
	if f.toGlyph != nil {
		if s.glyphs, rest, err = i.bytes(f.toGlyph, 1<<17); err != nil || rest.Filter != "" {
			return nil
		}
	}
	f.shapes = s
	return s
}

// tableOf finds a table of an OpenType program.
func tableOf(program []byte, name string) (at, size int) {
	if len(program) < 12 || string(program[:4]) != "OTTO" {
		return 0, 0
	}
	for k := range int(binary.BigEndian.Uint16(program[4:])) {
		entry := 12 + 16*k
		if entry+16 > len(program) {
			return 0, 0
		}
		if string(program[entry:entry+4]) == name {
			start, size := int64(binary.BigEndian.Uint32(program[entry+8:])), int64(binary.BigEndian.Uint32(program[entry+12:]))
			if start+size > int64(len(program)) {
				return 0, 0
			}
			return int(start), int(size)
		}
	}
	return 0, 0
}

// letterNames are the names of the letters that the codes of a font mean by its
// encoding; "" where that says nothing.
func (i *inspector) letterNames(f *font) (names [256]string) {
	base := i.name(f.encoding)
	d := i.dict(f.encoding)
	if d != nil {
		base = i.name(d.Get("BaseEncoding"))
	}
	high := ""
	switch base {
	case "WinAnsiEncoding":
		high = winLetters
	case "MacRomanEncoding":
		high = macLetters
	}
	for code := range names {
		switch {
		case base == "StandardEncoding" || high != "" && code < 0x7F:
			names[code] = fonts.StandardName(byte(code))
		default:
		}
	}
	if high != "" {
		names['\''], names['`'] = "quotesingle", "grave"
		for k, name := range strings.Fields(high) {
			if name != "-" {
				names[0x80+k] = name
			}
		}
	}
	code := 0
	for _, v := range i.array(d.Get("Differences")) {
		switch v := i.resolve(v).(type) {
		case object.Integer:
			code = int(min(max(v, 0), 255))
		case object.Name:
			if code < 256 {
				names[code] = string(v)
				code++
			}
		default:
		}
	}
	return names
}

// area is how much a letter covers, of an em's square; ok is false where that is
// not known.
func (f *font) area(code int) (covered float64, ok bool) {
	s, glyph := f.shapes, code
	text, blank := f.letters(code)
	switch {
	case f.double && f.toGlyph != nil && 2*code+2 <= len(s.glyphs):
		glyph = int(binary.BigEndian.Uint16(s.glyphs[2*code:]))
	case f.double && s.compact != nil:
		glyph, ok = s.compact.Numbered(code)
		if !ok {
			return 0, blank
		}
	case f.double:
	case s.type1 != nil:
		return f.areaOfType1(s, byte(code), blank)
	case s.compact != nil:
		if glyph, ok = s.compact.Named(s.names[byte(code)]); !ok && s.names[byte(code)] == "" {
			glyph, ok = s.compact.Coded(byte(code))
		}
		if !ok {
			return 0, blank
		}
	default:
		if glyph = s.truetype.glyph(code, text); glyph == 0 {
			return 0, blank
		}
	}
	if s.compact == nil {
		return s.truetype.area(glyph)
	}
	if f.areas == nil {
		f.areas = map[int]float64{}
	}
	covered, known := f.areas[glyph]
	if !known {
		area, err := s.compact.Area(glyph)
		if covered = area / 1_000_000; err != nil || !(covered < 100) {
			covered = -1
		}
		f.areas[glyph] = covered
	}
	return max(0, covered), covered >= 0
}

// areaOfType1 is area for a font of Type 1.
func (f *font) areaOfType1(s *shapes, code byte, blank bool) (covered float64, ok bool) {
	name := s.names[code]
	switch {
	case name != "":
	case s.type1.Standard:
		name = fonts.StandardName(code)
	default:
		name = s.type1.Encoding[code]
	}
	if !s.type1.Has(name) {
		return 0, blank || name == ".notdef" || name == ""
	}
	if f.areas == nil {
		f.areas = map[int]float64{}
	}
	covered, known := f.areas[int(code)]
	if !known {
		area, err := s.type1.Area(name)
		if covered = area / 1_000_000; err != nil || !(covered < 100) {
			covered = -1
		}
		f.areas[int(code)] = covered
	}
	return max(0, covered), covered >= 0
}
