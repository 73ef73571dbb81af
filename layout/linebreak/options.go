package linebreak

// Options are the prices. The zero value is plain TeX's. Where zero stands for
// a default, a negative value means none. Demerits are at most 2^40 each.
type Options struct {
	// Pretolerance is the highest badness of a line in the first pass, which
	// uses no hyphenation points; 0 means 100. Negative skips that pass.
	Pretolerance int32

	// Tolerance is the highest badness of a line in the second pass; 0 means
	// 200. At 10000 every line that is not overfull will do.
	Tolerance int32

	// EmergencyStretch is added to the stretch of every line in a third pass,
	// made where the second finds nothing; 0 means that there is none.
	EmergencyStretch int64

	// LastResort asks for one more pass, in which lines may be stretched
	// without limit, before a line is let stand out into the margin. TeX has
	// none and rather sets a line overfull; a leaflet with a word outside its
	// column is lost, one with a wide gap is only ugly.
	LastResort bool

	// LinePenalty is part of every line's demerits, so that fewer lines are
	// better; 0 means 10.
	LinePenalty int32

	// AdjDemerits are the demerits of two neighbouring lines of which one is
	// tight and the other loose, or one decent and the other very loose; 0
	// means 10000.
	AdjDemerits int64

	// DoubleHyphenDemerits are the demerits of two hyphenated lines in a row;
	// 0 means 10000.
	DoubleHyphenDemerits int64

	// FinalHyphenDemerits are the demerits of a hyphen on the last line but
	// one; 0 means 5000.
	FinalHyphenDemerits int64

	// LadderDemerits are the further demerits of every hyphenated line that
	// comes after two others; 0 means none, as in TeX.
	LadderDemerits int64

	// Looseness asks for a paragraph so many lines longer (or shorter) than
	// the best one, or as near to it as the tolerance allows: TeX's \looseness. 0
	// means the best one.
	Looseness int

	// ExpandSteps and ContractSteps select pdfTeX's rule of font expansion:
	// they are the limits divided by the step, 20 for ±2 % in steps of 0.1 %.
	// Zero means this package's own rule, which has no steps.
	ExpandSteps, ContractSteps int64

	// ExpandDemerits and TrackDemerits are what a line costs whose letters are
	// expanded, or spaced, to their full limit; half the limit costs a quarter.
	// They belong to this package's own rule; 0 means none.
	ExpandDemerits, TrackDemerits int64

	// Reserve is how much further letters may be expanded or contracted, in
	// thousandths of their limit, on a line whose letters and letter-spacing
	// have given all they can and whose spaces ReserveFrom thousandths of their
	// Stretch or Shrink. A line that takes from the reserve costs half of
	// ReserveDemerits, one that takes all of it the whole. It belongs to this
	// package's own rule; 0 means that there is none.
	Reserve, ReserveFrom int64
	ReserveDemerits      int64

	// LooseDemerits are those of each badness that a line has beyond LooseFrom.
	// TeX squares badness, which is little beside a dear hyphen: where Tolerance
	// was raised for one hard line, others would be as loose to save theirs. 0
	// means none.
	LooseDemerits int64
	LooseFrom     int32

	// MinLast is the least width that a last line should have, its filling
	// not counted; a shorter one is a runt and costs RuntDemerits. 0 means that
	// every width is good.
	MinLast      int64
	RuntDemerits int64

	// RiverDemerits are those of a river: a row of spaces on three lines of which
	// each lies with at least half of the narrower one over the next. A fourth
	// line costs twice as much again, a fifth three times. Rivers are counted
	// along the best ways that are kept, so that the result is not always the
	// cheapest there is; see rivers.go. 0 means that they do not matter.
	RiverDemerits int64

	// ColumnEnds are the numbers, from 0 and rising, of the lines that stand
	// last in a column: each costs ColumnHyphenDemerits when it ends in a
	// hyphen. nil means that there are none, or that it does not matter.
	ColumnEnds           []int
	ColumnHyphenDemerits int64

	// Pair gives the demerits of a line that runs from the break at item from
	// (-1: the start of the paragraph) to the break at item to (the number of
	// items: its end). Since the words before and after both breaks are known
	// from these, the same word at the ends of two neighbouring lines can be
	// priced. It is asked about lines within tolerance only. nil means none.
	Pair func(from, to int) int64
}

// resolved returns the options with the defaults filled in.
func (o Options) resolved() Options {
	o.LinePenalty = orDefault(o.LinePenalty, 10)
	o.Tolerance = orDefault(o.Tolerance, 200)
	o.AdjDemerits = orDefault(o.AdjDemerits, 10_000)
	o.DoubleHyphenDemerits = orDefault(o.DoubleHyphenDemerits, 10_000)
	o.FinalHyphenDemerits = orDefault(o.FinalHyphenDemerits, 5_000)
	if o.Pretolerance == 0 {
		o.Pretolerance = 100
	}
	o.Tolerance, o.Pretolerance = min(o.Tolerance, infinite), min(o.Pretolerance, infinite)
	return o
}

func orDefault[T int32 | int64](value, standard T) T {
	if value == 0 {
		return standard
	}
	return max(value, 0)
}
