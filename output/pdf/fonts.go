package pdf

import (
	"crypto/sha256"
	"fmt"
	"strconv"

	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/output/pdf/object"
)

// font is a face with what the document uses of it.
type font struct {
	face   *fonts.Face
	index  int // in file.fonts; its resource name is F and index + 1
	em     int64
	blocks [][]glyph // glyphs by id, 64 to a block; nil where none is used
	ref    object.Ref
}

// glyph is what a font's glyph is to the file.
type glyph struct {
	text  string // what its code is read as; "" until it is used
	width int64  // in 1/1000000 em, which the file tells exactly
	known bool   // width is set
	used  bool
}

const perBlock = 64

// font returns the document's font of a face, which is new at its first use.
func (f *file) font(face *fonts.Face) *font {
	for _, known := range f.fonts {
		if known.face == face {
			return known
		}
	}
	font := &font{
		face: face, index: len(f.fonts), em: int64(face.UnitsPerEm()),
		blocks: make([][]glyph, (face.NumGlyphs()+perBlock-1)/perBlock),
	}
	f.fonts = append(f.fonts, font)
	return font
}

// glyph returns what is kept of a glyph. Its width is as the file tells it: in
// 1/1000 em with up to three decimals.
func (f *font) glyph(id fonts.GlyphID) *glyph {
	block := &f.blocks[id/perBlock]
	if *block == nil {
		*block = make([]glyph, perBlock)
	}
	g := &(*block)[id%perBlock]
	if !g.known {
		g.known = true
		g.width = divide(int64(f.face.GlyphAdvance(id))*1_000_000, f.em)
	}
	return g
}

// means marks a glyph as used for text and reports whether its code is read as
// that. The first text a glyph stands for decides, hyphens of all kinds being
// read as "-" and spaces that do not break as spaces. A reader need not tell a
// space that does not break from one that does, so they count as the same.
func (f *font) means(id fonts.GlyphID, text string) bool {
	g := f.glyph(id)
	g.used = true
	if g.text == text {
		return true
	}
	plain := text
	switch text {
	case "\u00A0":
		plain, text = " ", " "
	case softHyphen, "\u2010", "\u2011":
		// Fonts show these by their hyphen.
		if f.shows(id, '-') {
			plain = "-"
		}
	}
	if g.text == "" || g.text == unread {
		g.text = plain
	}
	return g.text == text
}

// shows reports whether a glyph is the face's for a character.
func (f *font) shows(id fonts.GlyphID, r rune) bool {
	of, ok := f.face.GlyphIndex(r)
	return ok && of == id
}

// each calls yield for the glyphs used, in the order of their ids.
func (f *font) each(yield func(id fonts.GlyphID, g *glyph)) {
	for b, block := range f.blocks {
		for i := range block {
			if block[i].used {
				yield(fonts.GlyphID(b*perBlock+i), &block[i])
			}
		}
	}
}

// subsetKey names a subset in the cache.
type subsetKey struct {
	face   string // the face's digest
	glyphs [sha256.Size]byte
}

// subset is the font program with the glyphs a document uses.
func (f *file) subset(font *font) (*object.Data, error) {
	var used []fonts.GlyphID
	var bytes []byte
	font.each(func(id fonts.GlyphID, _ *glyph) {
		used = append(used, id)
		bytes = append(bytes, byte(id>>8), byte(id))
	})
	key := subsetKey{face: font.face.Digest(), glyphs: sha256.Sum256(bytes)}
	return cache.Get(f.opts.Cache, key, func() (*object.Data, int64, error) {
		program, err := font.face.Subset(used)
		if err != nil {
			return nil, 0, fmt.Errorf("pdf: %w", err)
		}
		data := object.Deflate(program)
		return data, int64(len(data.Packed)), nil
	})
}

// packedKey names a packed stream in the cache.
type packedKey struct{ digest [sha256.Size]byte }

// pack deflates a stream's bytes, or finds them deflated.
func (f *file) pack(data []byte) *object.Data {
	if f.opts.Cache == nil {
		return object.Deflate(data)
	}
	packed, _ := cache.Get(f.opts.Cache, packedKey{sha256.Sum256(data)}, func() (*object.Data, int64, error) {
		packed := object.Deflate(data)
		return packed, int64(len(packed.Packed)), nil
	})
	return packed
}

// putFonts writes the fonts: composite ones whose codes are glyph numbers.
func (f *file) putFonts() error {
	for _, font := range f.fonts {
		program, err := f.subset(font)
		if err != nil {
			return err
		}
		file := f.out.AddStream(program, func(dst []byte) []byte {
			dst = append(dst, "/Length1 "...)
			return strconv.AppendInt(dst, int64(program.Length), 10)
		})
		name := subsetPrefix(program) + font.face.PostScriptName()
		descriptor := f.out.Add(func(dst []byte) []byte { return font.appendDescriptor(dst, name, file) })
		descendant := f.out.Add(func(dst []byte) []byte {
			dst = append(dst, "<</Type/Font/Subtype/CIDFontType2/BaseFont"...)
			dst = object.AppendName(dst, name)
			dst = append(dst, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor "...)
			dst = object.AppendRef(dst, descriptor)
			dst = append(dst, "/W["...)
			dst = font.appendWidths(dst)
			return append(dst, "]>>"...)
		})
		unicode := f.out.AddStream(f.pack(font.toUnicode()), nil)
		f.out.Put(font.ref, func(dst []byte) []byte {
			dst = append(dst, "<</Type/Font/Subtype/Type0/BaseFont"...)
			dst = object.AppendName(dst, name)
			dst = append(dst, "/Encoding/Identity-H/DescendantFonts["...)
			dst = object.AppendRef(dst, descendant)
			dst = append(dst, "]/ToUnicode "...)
			dst = object.AppendRef(dst, unicode)
			return append(dst, ">>"...)
		})
	}
	return nil
}

// subsetPrefix is the six letters and the plus sign before a subset's name
// (9.6.4). They are a hash of the subset, so that equal names are equal fonts.
func subsetPrefix(program *object.Data) string {
	var prefix [7]byte
	n := uint64(0)
	for _, b := range program.Digest[:8] {
		n = n<<8 | uint64(b)
	}
	for i := range 6 {
		prefix[i] = byte('A' + n%26)
		n /= 26
	}
	prefix[6] = '+'
	return string(prefix[:])
}

// appendDescriptor appends the font descriptor, from the font's own tables, in
// 1/1000 em.
func (f *font) appendDescriptor(dst []byte, name string, file object.Ref) []byte {
	m := f.face.Metrics()
	number := func(key string, n int32) {
		dst = append(dst, key...)
		dst = append(dst, ' ')
		dst = appendMilli(dst, milli(divide(int64(n)*1_000_000, f.em)))
	}
	dst = append(dst, "<</Type/FontDescriptor/FontName"...)
	dst = object.AppendName(dst, name)
	dst = append(dst, "/Flags "...)
	dst = strconv.AppendUint(dst, uint64(m.Flags), 10)
	dst = append(dst, "/FontBBox["...)
	for i, n := range m.BBox {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = appendMilli(dst, milli(divide(int64(n)*1_000_000, f.em)))
	}
	dst = append(dst, "]/ItalicAngle "...)
	dst = appendMilli(dst, milli(divide(int64(m.ItalicAngle)*1000, 1<<16)))
	number("/Ascent", m.Ascent)
	number("/Descent", m.Descent)
	number("/CapHeight", m.CapHeight)
	number("/XHeight", m.XHeight)
	number("/StemV", m.StemV)
	dst = append(dst, "/FontFile2 "...)
	dst = object.AppendRef(dst, file)
	return append(dst, ">>"...)
}

// appendWidths appends the widths of the glyphs used, in runs of ids.
func (f *font) appendWidths(dst []byte) []byte {
	next := -1
	f.each(func(id fonts.GlyphID, g *glyph) {
		if int(id) != next {
			if next >= 0 {
				dst = append(dst, ']')
			}
			dst = strconv.AppendInt(dst, int64(id), 10)
			dst = append(dst, '[')
		} else {
			dst = append(dst, ' ')
		}
		dst = appendMilli(dst, milli(g.width))
		next = int(id) + 1
	})
	if next >= 0 {
		dst = append(dst, ']')
	}
	return dst
}

// perBlockOfCMap is the most entries a bfchar block may have (Adobe technical
// note 5014).
const perBlockOfCMap = 100

// toUnicode is the CMap from codes to text (9.10.3).
func (f *font) toUnicode() []byte {
	var ids []fonts.GlyphID
	f.each(func(id fonts.GlyphID, _ *glyph) { ids = append(ids, id) })
	dst := make([]byte, 0, 512+24*len(ids))
	dst = append(dst, `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`...)
	for len(ids) > 0 {
		n := min(len(ids), perBlockOfCMap)
		dst = strconv.AppendInt(dst, int64(n), 10)
		dst = append(dst, " beginbfchar\n"...)
		var utf16 []byte
		for _, id := range ids[:n] {
			dst = object.AppendHex(dst, []byte{byte(id >> 8), byte(id)})
			dst = append(dst, ' ')
			utf16 = appendUTF16(utf16[:0], f.glyph(id).text)
			dst = object.AppendHex(dst, utf16)
			dst = append(dst, '\n')
		}
		dst = append(dst, "endbfchar\n"...)
		ids = ids[n:]
	}
	return append(dst, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
