package linebreak

// Kind tells what an Item is.
type Kind uint8

// The three kinds of Knuth & Plass 1981, p. 1121.
const (
	Box     Kind = iota // something printed: Width, Expand, Contract, Track, hangs
	Glue                // a space: Width, Stretch, Shrink, Fil
	Penalty             // a place where a line may end: Cost and what is printed there
)

// Costs at and beyond which a penalty is no longer a matter of price.
const (
	Forbidden int32 = 10_000  // a line never ends here
	Forced    int32 = -10_000 // a line always ends here
)

// Item is one piece of a paragraph. Lengths are in the caller's unit.
//
// A line may end at a penalty whose Cost is below Forbidden and at a glue that
// comes directly after a box. Glue and penalties after such an end vanish, up
// to the next box or forced penalty; so does a glue that a line ends at.
type Item struct {
	Kind Kind

	// Fil says that a glue stretches without limit: a line that has one is
	// never loose. Stretch is then ignored.
	Fil bool

	// Flagged says that a line ending at this penalty ends in a hyphen. Two
	// such lines in a row cost Options.DoubleHyphenDemerits.
	Flagged bool

	// Hyphenation says that this penalty is a hyphenation point: the first
	// pass does not use it. An explicit hyphen or a dash is usable at once.
	Hyphenation bool

	// Cost is what ending a line at this penalty costs, TeX's penalty.
	Cost int32

	// Width is the natural width of a box or glue. A penalty's is what is
	// added to a line that ends there: the hyphen, less the kern between the
	// letters it parts. It may be negative.
	Width int64

	// Stretch and Shrink are how far a glue may reasonably give. It may
	// stretch further at a rising price; it never shrinks further.
	Stretch, Shrink int64

	// After is a penalty's width at the start of the following line when a
	// line ends there, such as the hyphen that Portuguese repeats.
	After int64

	// Expand and Contract are how much a box, or a penalty's Width, grows and
	// narrows at the limit of font expansion, see Options.Reserve.
	Expand, Contract int64

	// Track is how much a box, or a penalty's Width, grows or narrows at the
	// full limit of letter-spacing. TeX has no such thing.
	Track int64

	// StartHang and EndHang are how far a box may stand out into the margin
	// when it is the first or last on its line. A penalty's EndHang holds when
	// its Width is not zero, its StartHang when its After is not; else those of
	// the neighbouring boxes do.
	StartHang, EndHang int64

	// Demerits are added, once, to a line that ends at this glue or penalty:
	// a price that, unlike Cost, is not squared. Not negative.
	Demerits int64
}

// End appends what TeX puts after a paragraph's last item: glue that fills the
// last line, which no line may end at, and a forced end. A glue at the end of
// items is dropped first.
func End(items []Item) []Item {
	if n := len(items); n > 0 && items[n-1].Kind == Glue {
		items = items[:n-1]
	}
	return append(items,
		Item{Kind: Penalty, Cost: Forbidden},
		Item{Kind: Glue, Fil: true},
		Item{Kind: Penalty, Cost: Forced},
	)
}
