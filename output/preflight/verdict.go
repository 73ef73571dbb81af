package preflight

import (
	"slices"

	"korthet/layout/display"
)

// Check is one thing that preflight looks at, by an id that programs may rely
// on: it is never changed, and new ones are added.
type Check string

// The checks, in the order of reports. Each says in its verdicts what it saw.
const (
	Conformance     Check = "conformance"      // the rules of PDF/X-4 and those of output/pdf/PDF_X4.md that no other check names
	OutputCondition Check = "output-condition" // what it is printed on, and the ICC profile for it
	Fonts           Check = "fonts"            // embedded, and allowed to be; every letter has a glyph
	Colours         Check = "colours"          // no RGB or other colour that is not of inks
	ImageResolution Check = "image-resolution" // effective pixels per inch at the placed size
	TotalInk        Check = "total-ink"        // the sum of inks at the worst place
	InkPerPlate     Check = "ink-per-plate"    // how much of a page each plate covers
	SmallestType    Check = "smallest-type"    // by number of inks, and reversed
	ThinnestLine    Check = "thinnest-line"    // the same
	BlackText       Check = "black-text"       // black text is on the K plate alone
	Overprint       Check = "overprint"        // black text does, white never does
	SpotNames       Check = "spot-names"       // one ink, one name, one mixture
	Boxes           Check = "boxes"            // trim, bleed and media nest; all pages of one trim
	Bleed           Check = "bleed"            // what touches the trim reaches the end of the bleed
	SafeZone        Check = "safe-zone"        // text keeps away from the trim
	Marks           Check = "marks"            // printers' marks keep away from the trim and are on all plates
	EmptyPages      Check = "empty-pages"
)

// Checks are all checks, in the order of reports.
func Checks() []Check {
	return []Check{
		Conformance, OutputCondition, Fonts, Colours, ImageResolution, TotalInk, InkPerPlate, SmallestType,
		ThinnestLine, BlackText, Overprint, SpotNames, Boxes, Bleed, SafeZone, Marks, EmptyPages,
	}
}

// Status is what came of a check.
type Status uint8

// The statuses.
const (
	Passed     Status = iota // it was checked, and is as it should be
	NotChecked               // it could not be checked, or not wholly; the message says why
	Warning                  // a shop may complain; --strict makes it an error
	Error                    // a shop will refuse it, or it will be printed wrong
)

// String returns the status as reports have it.
func (s Status) String() string {
	switch s {
	case Passed:
		return "passed"
	case NotChecked:
		return "not checked"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "unknown"
}

// Verdict is what one check says of one thing, or, where it passed, of all it
// looked at.
type Verdict struct {
	Check   Check
	Status  Status
	Rule    string // the rule's id where it is one of output/pdf/PDF_X4.md: "P4"
	Message string // in plain words, lower case, no full stop: what was seen, with its figures
	Hint    string // what to do; may be empty
	Page    int    // of the file, from 1; 0 where no page is to blame
	// Place is where on that page, from the upper start corner of the trim; nil
	// where it is not known.
	Place *Place
	Src   display.Src // where it came from in the author's files; zero for a foreign PDF
}

// Place is a rectangle on a page.
type Place struct{ X, Y, Width, Height display.Length }

// Report is what preflight says of one file: one that would be written of an
// edition, or one that was found.
type Report struct {
	File        string // the PDF that was looked at; "" for an edition
	Publication string // the publication's name; "" for a foreign PDF
	Edition     string // "" for a foreign PDF
	Profile     string // the printer profile that it is judged by
	Pages       int    // of the file
	// Verdicts are in the order of Checks, those of a check in the order of pages.
	// Every check that was asked for has one at least.
	Verdicts []Verdict
}

// Add adds a verdict; Sort brings them into order.
func (r *Report) Add(v Verdict) { r.Verdicts = append(r.Verdicts, v) }

// Sort brings the verdicts into the order of Checks, those of a check by page;
// what was found first stays first.
func (r *Report) Sort() {
	order := Checks()
	slices.SortStableFunc(r.Verdicts, func(a, b Verdict) int {
		if a.Check != b.Check {
			return slices.Index(order, a.Check) - slices.Index(order, b.Check)
		}
		return a.Page - b.Page
	})
}

// Complete gives each check without a verdict one that says why it was not done.
func (r *Report) Complete(why string) {
	for _, check := range Checks() {
		if len(r.Of(check)) == 0 {
			r.Add(Verdict{Check: check, Status: NotChecked, Message: why})
		}
	}
}

// Worst is the worst status of all verdicts, Passed where there is none.
func (r *Report) Worst() Status {
	worst := Passed
	for i := range r.Verdicts {
		worst = max(worst, r.Verdicts[i].Status)
	}
	return worst
}

// WorstOf is the worst status of one check, Passed where it has none.
func (r *Report) WorstOf(check Check) Status {
	worst := Passed
	for _, v := range r.Of(check) {
		worst = max(worst, v.Status)
	}
	return worst
}

// Of returns the verdicts of one check.
func (r *Report) Of(check Check) []Verdict {
	var found []Verdict
	for _, v := range r.Verdicts {
		if v.Check == check {
			found = append(found, v)
		}
	}
	return found
}

// Manner is how text or a line is printed, which says how small it may be.
type Manner int

// The manners.
const (
	OneInk   Manner = iota // with one ink
	ManyInks               // with several, which are never quite in register
	Reversed               // as paper, or light, in a ground of ink that closes in on it
)

// Manners is how many there are.
const Manners = 3

// String returns the manner in words.
func (m Manner) String() string {
	return [Manners]string{"in one ink", "in several inks", "light on dark"}[m]
}
