package layout

// exactRows are the rows that what is left of a text takes, by its first block,
// where its columns are to be filled exactly: a way that cannot end at the foot of
// the last page is not gone on.
type exactRows struct {
	known     bool
	low, high []int // at least, white at columns' heads not counted off; and at most
	vanishes  int   // the most white above a block that is lost at a column's head
}

// measureRest finds the exact rows with the heads opened as they are to be. Of long
// texts and of what has wide blocks they are not known.
//
// It counts every row that filling may take: those of blocks, the white before
// them, repeated table heads, and what heads are opened by. Whatever else comes to
// take rows, in setBlock or rest, has to be counted here too, or ways that fit are
// given up. cannotEnd takes it that white is lost at columns' heads alone, that a
// page before the last ends at most maxShortfall rows short, and the last one, for
// there are no wide blocks, not at all.
func (f *filler) measureRest() {
	e, n := &f.exactRows, len(f.blocks)
	e.known = f.exact && !f.uneven && len(f.wides) == 0
	if !e.known {
		return
	}
	if e.low == nil {
		e.low, e.high = make([]int, n+1), make([]int, n+1)
	}
	e.vanishes = 0
	for i := n - 1; i >= 0; i-- {
		b := f.blocks[i]
		least, most := 0, 0
		if b.before > 0 {
			least, most, _ = f.opening.of(f.blocks, i)
		}
		e.low[i] = e.low[i+1] + f.least[i] - f.least[i+1] + least
		e.high[i] = e.high[i+1] + f.most[i] - f.most[i+1] + most
		e.vanishes = max(e.vanishes, b.before+least)
	}
}

// cannotEnd reports whether the text from a block on has more rows than there are
// from a place on, or fewer.
func (f *filler) cannotEnd(block int, at place) bool {
	if !f.exactRows.known {
		return false
	}
	columns, last := f.plan.columns, len(f.plan.rows)-1
	most := (columns-at.column)*f.depth - at.row
	least, heads := most, columns-at.column
	for page := f.page + 1; page <= last; page++ {
		rows := max(f.plan.rows[page], 0)
		most += rows * columns
		if page < last {
			rows = max(rows-maxShortfall, 0)
		}
		least += rows * columns
		heads += columns
	}
	return f.high[block] < least || f.low[block]-heads*f.vanishes > most
}
