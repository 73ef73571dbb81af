package linebreak

// Pass names the attempt that found a result.
type Pass uint8

// The passes in their order.
const (
	FirstPass     Pass = iota + 1 // without hyphenation points, within Pretolerance
	SecondPass                    // with them, within Tolerance
	EmergencyPass                 // with EmergencyStretch
	LastPass                      // without a limit of stretch, see Options.LastResort
)

// Fitness is how tight or loose a line is, in TeX's classes.
type Fitness uint8

// The classes, from loose to tight. Neighbouring lines should be at most one
// apart.
const (
	VeryLoose Fitness = iota
	Loose
	Decent
	Tight
)

// Result is a paragraph in lines.
type Result struct {
	Lines    []Line
	Demerits int64 // of all lines, as the pass counts them: less where it has EmergencyStretch
	Pass     Pass
	Overfull bool // a line stands out into the margin
}

// Line is one line. Its lengths are exact: Measure = Natural + Expansion +
// Tracking + Space - Overfull, where Space is spread over its glue. On a line that
// nothing can stretch far enough, Space exceeds what Stretch is meant for; without
// any glue it is what the line lacks.
type Line struct {
	// Start and End bound the items on the line: items[Start:End]. What
	// vanished at its start and the item it ends at are not among them.
	Start, End int

	// Break is the item that the line ends at, and whose Width, if it is a
	// penalty, is printed at its end; the number of items at the end of a
	// paragraph that has no forced penalty there.
	Break int

	// From is the item that the line before ended at, and whose After, if it is
	// a penalty, is printed at the start; -1 on the first line.
	From int

	Measure int64 // the width that was asked for
	Natural int64 // its own width before anything gives, less what hangs out

	StartHang, EndHang int64 // how far it stands out on either side

	Stretch, Shrink  int64 // sums over its glue; Stretch does not count Fil glue
	Fils             int   // how many of its glues are Fil
	Expand, Contract int64 // sums over its boxes and its hyphen
	Track            int64

	Expansion int64 // of it, taken by font expansion: between -Contract and Expand, and what Options.Reserve adds to these
	Tracking  int64 // of it, taken by letter-spacing: between -Track and Track

	// Space is what its glue takes: if positive, in equal shares by Fil glue if
	// there is any, else in proportion to Stretch; if negative, in proportion to
	// Shrink and at least -Shrink.
	Space int64

	// Overfull is how far it stands out beyond its measure when everything has
	// shrunk to its limit.
	Overfull int64

	Fitness  Fitness
	Flagged  bool  // it ends in a hyphen
	Badness  int32 // as the pass counts it, at most 10000
	Cost     int32 // of the penalty it ends at, 0 at a glue
	Demerits int64 // its part of the result's
}

// Ratio returns what one glue of the line's kind is to give, as a fraction: of
// its Stretch if num is positive, of its Shrink if negative, none if num is
// zero. Where den is zero nothing can give, or Fil glue takes all.
func (l *Line) Ratio() (num, den int64) {
	switch {
	case l.Space > 0 && l.Fils > 0:
		return 0, 0
	case l.Space > 0:
		return l.Space, l.Stretch
	case l.Space < 0:
		return l.Space, l.Shrink
	}
	return 0, 1
}

// Variants are the best results for the line counts next to the best one's.
// One that would not be within the tolerance is nil.
type Variants struct {
	Shorter, Natural, Longer *Result
}
