package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// ShapeOptions say how Shape sets a text. The zero value is text of an unknown
// language from left to right in the script of its first letter.
type ShapeOptions struct {
	// Language is the text's language (BCP 47), which chooses among a font's
	// local forms; "" is none.
	Language string
	// Script is the text's script (ISO 15924, as in "Latn"); "" takes the
	// script of the first letter, and Latin where there is none.
	Script string
	// RTL sets the text from right to left.
	RTL bool
	// Features are OpenType features to switch on ("onum", "smcp", "salt=2")
	// or off ("-liga"); those that HarfBuzz has on by itself (kern, liga, ...)
	// need no mention. ReadFeature says which spellings are right; others are
	// ignored.
	Features []string
}

// Glyph is one shaped glyph.
type Glyph struct {
	ID      GlyphID
	Cluster int32 // byte offset in the text of the first character it stands for
	Advance int32 // how far it moves the pen, in font units
	DX, DY  int32 // moves the glyph and not the pen, in font units; DY grows upwards
}

// ReadFeature returns the tag of a feature spelt like "onum", "-liga" and "salt=2",
// and whether it is switched on, or what is wrong with the spelling. Whether a font
// has it, HasFeature knows.
func ReadFeature(feature string) (tag string, on bool, err error) {
	name, value, _ := strings.Cut(strings.TrimLeft(feature, "-+"), "=")
	parsed, err := harfbuzz.ParseFeature(feature)
	if err != nil || len(name) != 4 || !isAlphanumeric(name) || strings.Trim(value, "0123456789") != "" {
		return "", false, fmt.Errorf("%q is not the name of an OpenType feature: it has four letters or digits, as in onum or -liga", feature)
	}
	return name, parsed.Value != 0, nil
}

// isAlphanumeric reports whether a text has nothing but letters and digits.
func isAlphanumeric(text string) bool {
	for _, c := range []byte(text) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// HasFeature reports whether the font's shaping rules know the feature tag.
func (f *Face) HasFeature(tag string) bool {
	return listsFeature(f.tables["GSUB"], tag) || listsFeature(f.tables["GPOS"], tag)
}

// listsFeature reports whether a GSUB or GPOS table lists the feature.
func listsFeature(table []byte, tag string) bool {
	list := int(u16(table, 6))
	for i := range int(u16(table, list)) {
		at := list + 2 + 6*i
		if at+4 > len(table) {
			return false
		}
		if string(table[at:at+4]) == tag {
			return true
		}
	}
	return false
}

// Shape turns text into glyphs in visual order, after the rules of HarfBuzz.
//
// Characters the font lacks become glyph 0. Where the font's shaping rules are
// so broken that they cannot be followed, the glyphs are those of the
// character map with their own widths: text is never lost.
func (f *Face) Shape(text string, opts ShapeOptions) []Glyph {
	if text == "" {
		return nil
	}
	return f.shaper.shape(text, opts)
}

// shaper shapes text with one face.
type shaper struct {
	face *Face
	// plain lacks the outlines, whose loading costs three times all the rest.
	// HarfBuzz needs them only to place marks that the font has no anchors
	// for; as nothing in it changes while it shapes, it is shared.
	plain *harfbuzz.Font
	// outlined has the outlines and a cache of their extents, so it is used
	// by one goroutine at a time.
	outlined     func() *harfbuzz.Font
	outlinedLock sync.Mutex
	buffers      sync.Pool // of *shapingBuffer
}

// shapingBuffer is a buffer with what can be reused from one call to the next.
type shapingBuffer struct {
	*harfbuzz.Buffer
	opts     ShapeOptions // of the call before
	features []harfbuzz.Feature
	language language.Language
	script   language.Script
	settings int // how often opts has changed
}

// maxSettings is how many changes of options a buffer outlives. It keeps a
// plan for each, and looks for the right one in turn.
const maxSettings = 64

// newShaper prepares a face for shaping.
func newShaper(f *Face) (*shaper, error) {
	if err := checkLayout(f.tables); err != nil {
		return nil, err
	}
	plain, err := loadFont(f, "cmap", "head", "maxp", "hhea", "hmtx", "OS/2", "GDEF", "GSUB", "GPOS", "kern")
	if err != nil {
		return nil, err
	}
	s := &shaper{face: f, plain: plain}
	s.outlined = sync.OnceValue(func() *harfbuzz.Font {
		font, err := loadFont(f, "cmap", "head", "maxp", "hhea", "hmtx", "OS/2", "GDEF", "GSUB", "GPOS", "kern", "loca", "glyf")
		if err != nil {
			return s.plain
		}
		return font
	})
	s.buffers.New = func() any { return &shapingBuffer{Buffer: harfbuzz.NewBuffer()} }
	return s, nil
}

// errShapingTables is the error of a font that the shaping library cannot
// load.
var errShapingTables = errors.New("the file is broken: its shaping rules cannot be read")

// loadFont gives the shaping library those tables of the font that are named.
// The library is known to panic on some broken tables, which is an error here.
func loadFont(f *Face, tags ...string) (loaded *harfbuzz.Font, err error) {
	defer func() {
		if recover() != nil {
			loaded, err = nil, errShapingTables
		}
	}()
	loader, err := opentype.NewLoader(newPartialFile(f, tags))
	if err != nil {
		return nil, errShapingTables
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, errShapingTables
	}
	return harfbuzz.NewFont(font.NewFace(parsed)), nil
}

// partialFile is a font file whose table directory lists some tables only.
type partialFile struct {
	directory []byte // lies over the beginning of data
	data      []byte
}

// newPartialFile returns the font's file with the named tables only.
func newPartialFile(f *Face, tags []string) *io.SectionReader {
	directory := bytes.Clone(f.data[:12])
	for i := range int(u16(f.data, 4)) {
		record := f.data[12+16*i : 28+16*i]
		if slices.Contains(tags, string(record[:4])) {
			directory = append(directory, record...)
		}
	}
	binary.BigEndian.PutUint16(directory[4:], uint16(len(directory)/16))
	return io.NewSectionReader(&partialFile{directory: directory, data: f.data}, 0, int64(len(f.data)))
}

// ReadAt implements io.ReaderAt.
func (p *partialFile) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset >= int64(len(p.data)) {
		return 0, io.EOF
	}
	n := copy(b, p.data[offset:])
	if offset < int64(len(p.directory)) {
		copy(b, p.directory[offset:])
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

// shape shapes text, with the outlines where they are needed.
func (s *shaper) shape(text string, opts ShapeOptions) []Glyph {
	buffer, _ := s.buffers.Get().(*shapingBuffer)
	buffer.set(opts)
	if s.needsOutlines(text) {
		s.outlinedLock.Lock()
		defer s.outlinedLock.Unlock()
		return s.run(buffer, s.outlined(), text)
	}
	return s.run(buffer, s.plain, text)
}

// needsOutlines reports whether HarfBuzz may want to place a mark in text by
// the outlines of the glyphs. It does so for marks only, and those come from
// characters that are marks, that the font lacks (they are decomposed), or
// whose script is always decomposed. Latin, Greek and Cyrillic are not.
func (s *shaper) needsOutlines(text string) bool {
	for _, r := range text {
		switch {
		case r < 0xC0, r >= 0x2000 && r < 0x2070: // nothing here is decomposed
			continue
		case r >= 0x530 && r < 0x1E00, r >= 0x2C00:
			return true
		case r >= 0x300 && unicode.Is(unicode.M, r), s.face.cmap.lookup(r) == 0:
			return true
		}
	}
	return false
}

// run shapes text and gives the buffer back.
func (s *shaper) run(buffer *shapingBuffer, with *harfbuzz.Font, text string) (glyphs []Glyph) {
	defer func() {
		// The library panics on some broken rules, which only show when they
		// are applied. The buffer is then in no state to be used again.
		if recover() != nil {
			glyphs = s.face.unshaped(text, buffer.opts.RTL)
		}
	}()
	buffer.Clear()
	buffer.Flags = harfbuzz.Bot | harfbuzz.Eot
	buffer.ClusterLevel = harfbuzz.MonotoneGraphemes
	for i, r := range text {
		buffer.AddRune(r, i)
	}
	buffer.Props = harfbuzz.SegmentProperties{
		Language:  buffer.language,
		Script:    buffer.script,
		Direction: harfbuzz.LeftToRight,
	}
	if buffer.script == 0 {
		buffer.Props.Script = scriptOf(text)
	}
	if buffer.opts.RTL {
		buffer.Props.Direction = harfbuzz.RightToLeft
	}
	buffer.Shape(with, buffer.features)
	glyphs = make([]Glyph, len(buffer.Info))
	for i, info := range buffer.Info {
		at := buffer.Pos[i]
		glyphs[i] = Glyph{
			Cluster: int32(info.Cluster),
			Advance: at.XAdvance, DX: at.XOffset, DY: at.YOffset,
		}
		if int(info.Glyph) < s.face.numGlyphs {
			glyphs[i].ID = GlyphID(info.Glyph)
		}
	}
	if buffer.settings < maxSettings {
		s.buffers.Put(buffer)
	}
	return glyphs
}

// set prepares the buffer for options.
func (b *shapingBuffer) set(opts ShapeOptions) {
	if b.settings > 0 && opts.Language == b.opts.Language && opts.Script == b.opts.Script &&
		slices.Equal(opts.Features, b.opts.Features) {
		b.opts.RTL = opts.RTL
		return
	}
	b.settings++
	b.opts = opts
	b.opts.Features = slices.Clone(opts.Features)
	b.language = language.NewLanguage(opts.Language)
	b.script = 0
	if opts.Script != "" {
		b.script, _ = language.ParseScript(opts.Script)
	}
	b.features = b.features[:0:0]
	for _, name := range opts.Features {
		feature, err := harfbuzz.ParseFeature(name)
		if err != nil || strings.ContainsAny(name, "[]") {
			continue
		}
		b.features = append(b.features, feature)
	}
}

// scriptOf returns the script of the first letter, Latin where there is none.
func scriptOf(text string) language.Script {
	for _, r := range text {
		if script := language.LookupScript(r); script.Strong() && script != language.Unknown {
			return script
		}
	}
	return language.Latin
}

// unshaped returns the glyphs of the character map with their own widths.
func (f *Face) unshaped(text string, rtl bool) []Glyph {
	glyphs := make([]Glyph, 0, len(text))
	for i, r := range text {
		g, _ := f.GlyphIndex(r)
		glyphs = append(glyphs, Glyph{ID: g, Cluster: int32(i), Advance: f.GlyphAdvance(g)})
	}
	if rtl {
		slices.Reverse(glyphs)
	}
	return glyphs
}
