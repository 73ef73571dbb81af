package fonts

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
)

// GlyphID is a glyph's number in its font. 0 is the glyph that stands for
// characters the font lacks.
type GlyphID uint16

// Face is one font. It never changes after it is parsed and may be used by
// many goroutines at once.
type Face struct {
	name       string // what messages call it
	data       []byte
	tables     tables
	glyf       []byte // these three are looked into for each glyph
	locations  []byte
	hmtx       []byte
	names      names
	cmap       cmap
	unitsPerEm int32
	numGlyphs  int
	numHMetric int  // glyphs that have an advance of their own in hmtx
	longLoca   bool // loca holds 32-bit offsets
	shaper     *shaper
	digest     func() string
	metrics    func() Metrics
}

// Parse reads a font. name is what messages call it: a file's path. The face
// keeps data, which must not change afterwards.
//
// A file that is not a static TrueType font, or a broken one, is an error in
// plain words that begins with name. Parse panics on no input.
func Parse(name string, data []byte) (*Face, error) {
	f, err := open(name, data)
	if err != nil {
		return nil, err
	}
	if err := f.prepare(); err != nil {
		return nil, err
	}
	return f, nil
}

// prepare loads the shaping tables, without which a face can do everything but
// Shape. They cost ten times all the rest.
func (f *Face) prepare() error {
	s, err := newShaper(f)
	if err != nil {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	f.shaper = s
	return nil
}

// open reads all of a font but its shaping tables.
func open(name string, data []byte) (*Face, error) {
	t, err := readTables(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := &Face{name: name, data: data, tables: t}
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f.names = readNames(t["name"])
	f.digest = sync.OnceValue(func() string {
		sum := sha256.Sum256(data)
		return hex.EncodeToString(sum[:16])
	})
	f.metrics = sync.OnceValue(f.measure)
	return f, nil
}

// check reads the tables that everything else rests on and verifies all the
// offsets in them.
func (f *Face) check() error {
	if f.tables["fvar"] != nil {
		return errors.New("this is a variable font; take the font's static files, one for each weight")
	}
	for _, need := range [...]struct {
		tag    string
		length int
	}{{"head", 54}, {"maxp", 6}, {"hhea", 36}, {"hmtx", 4}, {"cmap", 4}, {"loca", 4}, {"glyf", 0}} {
		table, ok := f.tables[need.tag]
		if !ok {
			return fmt.Errorf("the file is not a usable TrueType font: its table %q is missing", need.tag)
		}
		if len(table) < need.length {
			return fmt.Errorf("the file is broken: its table %q is too short", need.tag)
		}
	}
	f.glyf, f.locations, f.hmtx = f.tables["glyf"], f.tables["loca"], f.tables["hmtx"]
	head := f.tables["head"]
	f.unitsPerEm = int32(u16(head, 18))
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return fmt.Errorf("the file is broken: it has %d units per em, where 16 to 16384 are allowed", f.unitsPerEm)
	}
	f.numGlyphs = int(u16(f.tables["maxp"], 4))
	if f.numGlyphs == 0 {
		return errors.New("the file is broken: it has no glyphs")
	}
	f.numHMetric = int(u16(f.tables["hhea"], 34))
	if f.numHMetric == 0 || f.numHMetric > f.numGlyphs ||
		len(f.hmtx) < 4*f.numHMetric+2*(f.numGlyphs-f.numHMetric) {
		return errors.New("the file is broken: its glyph widths (table \"hmtx\") are incomplete")
	}
	if err := f.checkLoca(i16(head, 50)); err != nil {
		return err
	}
	var err error
	f.cmap, err = readCmap(f.tables["cmap"])
	return err
}

// checkLoca verifies that every glyph lies within the glyf table.
func (f *Face) checkLoca(format int16) error {
	if format != 0 && format != 1 {
		return errors.New("the file is broken: its glyph index (table \"loca\") has an unknown format")
	}
	f.longLoca = format == 1
	width := 2
	if f.longLoca {
		width = 4
	}
	if len(f.locations) < width*(f.numGlyphs+1) {
		return errors.New("the file is broken: its glyph index (table \"loca\") is incomplete")
	}
	before := uint32(0)
	for i := range f.numGlyphs + 1 {
		at := f.loca(i)
		if at < before {
			return fmt.Errorf("the file is broken: its glyph index (table \"loca\") runs backwards at glyph %d", i)
		}
		before = at
	}
	if uint64(before) > uint64(len(f.glyf)) {
		return errors.New("the file is broken: its glyph index (table \"loca\") reaches beyond the glyphs")
	}
	return nil
}

// loca returns where glyph i begins in the glyf table. i is at most numGlyphs.
func (f *Face) loca(i int) uint32 {
	if f.longLoca {
		return u32(f.locations, 4*i)
	}
	return 2 * uint32(u16(f.locations, 2*i))
}

// glyph returns the bytes of a glyph's description, none for an empty glyph or
// one beyond the font's last.
func (f *Face) glyph(g GlyphID) []byte {
	if int(g) >= f.numGlyphs {
		return nil
	}
	return f.glyf[f.loca(int(g)):f.loca(int(g)+1)]
}

// Name returns what Parse was given as the font's name for messages.
func (f *Face) Name() string { return f.name }

// Data returns the font file, byte for byte. It must not be changed.
func (f *Face) Data() []byte { return f.data }

// PostScriptName returns the font's own name for itself, fit for a PDF name:
// printable ASCII without spaces and delimiters, never empty.
func (f *Face) PostScriptName() string { return f.names.postScript }

// Family returns the name of the family the font belongs to; where the font
// names none, its PostScript name.
func (f *Face) Family() string { return f.names.family }

// Weight returns the font's weight, 1 to 1000: 400 is regular, 700 bold.
func (f *Face) Weight() int {
	os2 := f.tables["OS/2"]
	if weight := int(u16(os2, 4)); weight >= 1 && weight <= 1000 {
		// Old tools counted from 1 to 9.
		if weight < 10 {
			return weight * 100
		}
		return weight
	}
	if u16(f.tables["head"], 44)&1 != 0 {
		return 700
	}
	return 400
}

// Italic reports whether the font is an italic or an oblique.
func (f *Face) Italic() bool {
	if os2 := f.tables["OS/2"]; len(os2) >= 64 {
		return u16(os2, 62)&(1<<0|1<<9) != 0
	}
	return u16(f.tables["head"], 44)&2 != 0
}

// UnitsPerEm returns how many font units the em has.
func (f *Face) UnitsPerEm() int32 { return f.unitsPerEm }

// Digest returns the first 16 bytes of the file's SHA-256 in hexadecimal.
func (f *Face) Digest() string { return f.digest() }

// NumGlyphs returns how many glyphs the font has.
func (f *Face) NumGlyphs() int { return f.numGlyphs }

// GlyphIndex returns the glyph that the font's character map has for r, and
// whether it has one. Shaping may choose another.
func (f *Face) GlyphIndex(r rune) (GlyphID, bool) {
	g := f.cmap.lookup(r)
	if g == 0 || int(g) >= f.numGlyphs {
		return 0, false
	}
	return g, true
}

// GlyphAdvance returns a glyph's width in font units, 0 for a glyph that the
// font does not have.
func (f *Face) GlyphAdvance(g GlyphID) int32 {
	if int(g) >= f.numGlyphs {
		return 0
	}
	return int32(u16(f.hmtx, 4*min(int(g), f.numHMetric-1)))
}

// sideBearing returns where a glyph's leftmost point lies by the hmtx table.
func (f *Face) sideBearing(g GlyphID) int16 {
	if int(g) < f.numHMetric {
		return i16(f.hmtx, 4*int(g)+2)
	}
	return i16(f.hmtx, 4*f.numHMetric+2*(int(g)-f.numHMetric))
}
