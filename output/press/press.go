// Package press says what a print shop demands: the profiles of printers.
//
// A Profile is a value that the steps on the way to a press file read: impose
// takes bleed and marks from it, the PDF writer the output condition, the ink
// limit and the black policy, preflight the smallest type, lines and
// resolutions. A Separator settles what a document's colours and pictures are in
// the printer's inks. The package opens no files: who reads a profile from one
// gives it the bytes of the ICC profile that the file names.
package press

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"korthet/layout/display"
	"korthet/output/colour"
)

// Profile is what one printer, or one way of printing, asks for.
type Profile struct {
	Name string // "sheetfed-coated-fogra39"

	// The output condition, as the characterisation registry names it.
	Condition string // "FOGRA39"; not empty
	Registry  string // where the name is registered; empty for none, then Info must say what is meant
	Info      string // the condition in words
	// ICC is the profile of the condition, of a press with four inks. Where it is
	// empty the profile needs a file that its user has: see Check.
	ICC []byte

	Bleed display.Length // beyond the trim
	Marks Marks

	InkLimit int // the most ink in all, in 1/100 of a per cent; 0 is no limit

	// The smallest type: of one ink, of several, and white or light on a ground.
	// Zero is no limit.
	TypeOneInk, TypeInks, TypeReversed display.Length
	// The thinnest line: of one ink, and white or light on a ground.
	Line, LineReversed display.Length

	Images Resolutions

	// SafeZone is how far what must not be cut keeps from the trim, FoldZone from a
	// fold. Zero is no limit.
	SafeZone, FoldZone display.Length
	// Plates is how many plates the job may have, the four inks' among them. Zero is
	// no limit.
	Plates int

	// KnockOutBlack is the black policy: set, full black alone knocks out what
	// lies below unless its ink says otherwise. The zero value overprints it, so
	// that no misregister shows paper around text.
	KnockOutBlack bool
	// RichBlack is what large areas of full black alone are printed with (see
	// impose.RichBlack); zero leaves them as they are.
	RichBlack [4]uint16

	// Spots are the names of the spot colours that are printed with inks of their
	// own, each on a plate more; PlainSpot tells which are the same. The others are
	// mixed from the four inks: a plate that nobody ordered is paid for, or the file
	// comes back.
	Spots []string
	// SpotSrc says where each of Spots is named; nil where that is not known.
	SpotSrc []display.Src
	// AllSpots prints every spot colour with an ink of its own.
	AllSpots bool
}

// OwnPlate reports whether a spot colour is printed with an ink of its own.
func (p *Profile) OwnPlate(spot string) bool {
	plain := PlainSpot(spot)
	return p.AllSpots || spot == Registration || slices.ContainsFunc(p.Spots, func(name string) bool { return PlainSpot(name) == plain })
}

// PlainSpot is a spot colour's name as a shop's people read it: capitals, spaces
// and hyphens do not count.
func PlainSpot(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '_' {
			return -1
		}
		return r
	}, name))
}

// Marks are what is printed outside the trim for those who cut, fold and check.
type Marks struct {
	Crop         bool // where it is cut
	Fold         bool // where it is folded
	Registration bool // crosses on all plates
	ColourBar    bool // patches of each ink
	Slug         bool // a line that names file, edition, date and separations
	// Gap is how far from the trim marks begin: see MarkGap.
	Gap display.Length
}

// Any reports whether there is any mark.
func (m Marks) Any() bool { return m.Crop || m.Fold || m.Registration || m.ColourBar || m.Slug }

// Resolutions are those of pictures at the size they are placed in, in pixels
// per inch. Zero is no limit.
type Resolutions struct {
	Warn    int // below it a photograph may look soft
	Error   int // below it it does
	LineArt int // what drawings of black and white need
}

// Room is how much paper there is around the trim: the bleed, and where there
// are marks, what they need beyond their gap.
func (p *Profile) Room() display.Length {
	if !p.Marks.Any() {
		return p.Bleed
	}
	return p.MarkGap() + MarkLength + display.Millimetres(3_000)
}

// MarkLength is how long crop and fold marks are.
const MarkLength = display.Point * 15

// leastGap is how near marks may come to the trim where there is little or no
// bleed: shops that allow them ask for 3 mm.
const leastGap = 3_000

// MarkGap is where marks begin, from the trim: where the profile says, but never
// within the bleed nor nearer than 3 mm.
func (p *Profile) MarkGap() display.Length {
	return max(p.Marks.Gap, p.Bleed, display.Millimetres(leastGap))
}

// Error is why a profile cannot be used.
type Error struct {
	Rule    string // of PDF/X-4 by the ids of output/pdf/PDF_X4.md, or "printer"
	Message string // in plain words
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Check returns what makes the profile unusable; nil for nothing. icc is its ICC
// profile where the caller has read it already, else nil.
func (p *Profile) Check(icc *colour.Profile) *Error {
	fail := func(rule, format string, args ...any) *Error {
		return &Error{rule, fmt.Sprintf("the printer profile %q "+format, append([]any{p.Name}, args...)...)}
	}
	switch {
	case p.Condition == "":
		return fail("O2", "names no output condition, such as FOGRA39")
	case p.Registry == "" && p.Info == "":
		return fail("O3", "must say in words what its output condition %s is", p.Condition)
	case len(p.ICC) == 0:
		return fail("O4", "needs the ICC profile of %s, which does not come with this program: name a file", p.Condition)
	case p.Bleed < 0 || p.Bleed > display.Millimetres(50_000) || p.SafeZone < 0 || p.SafeZone > display.Millimetres(50_000) || p.FoldZone < 0 || p.FoldZone > display.Millimetres(50_000) || p.Marks.Gap < 0 || p.Marks.Gap > display.Millimetres(50_000):
		return fail("printer", "has a bleed, a safe zone or a distance of marks that is not between 0 and 50 mm")
	case p.InkLimit < 0 || p.InkLimit > 40_000:
		return fail("printer", "has an ink limit that is not between 0 and 400 per cent")
	}
	if icc == nil {
		var err error
		if icc, err = colour.Parse(p.ICC); err != nil {
			return fail("O5", "cannot be used: %s", err)
		}
	}
	if !icc.Press() {
		return fail("O5", "cannot be used: the ICC profile %q is not one of a press with four inks", icc.Description())
	}
	if major, minor := icc.Version(); major > 4 || major == 4 && minor > 2 {
		return fail("O5", "cannot be used: the ICC profile %q is of version %d.%d; a press file may hold versions up to 4.2", icc.Description(), major, minor)
	}
	return nil
}
