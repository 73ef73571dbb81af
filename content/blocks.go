package content

// Figure is a picture with what stands below it.
type Figure struct {
	BlockInfo
	Image      Text // the file's path in the publication: images/bro.jpg
	Alt        Text // what a reader who cannot see it is told
	Decorative bool // it says nothing; Alt is then empty
	Caption    Inlines
	Credit     Inlines
	Wide       bool   // over all columns instead of one
	Height     Length // the most it may be high; zero: as high as its width makes it
}

// Table is rows of cells.
type Table struct {
	BlockInfo
	Caption  Inlines
	Columns  []TableColumn
	Rows     []TableRow
	RowHeads bool // the first cell of each row heads it
	Wide     bool // over all columns instead of one
}

// TableColumn is a column's head and how its cells stand.
type TableColumn struct {
	Head  Inlines
	Align Text // start, centre, end or decimal; zero: by what the cells are
	Pos   Pos
}

// TableRow is a row's cells, one for each column.
type TableRow struct {
	Cells []Inlines
	Pos   Pos
}

// PullQuote is a sentence set large to catch the eye.
type PullQuote struct {
	BlockInfo
	Text Inlines
	By   Inlines // who said it
}

// Box is text set apart on a tint or within a frame.
type Box struct {
	BlockInfo
	Title  Inlines
	Blocks []Block
	Colour Text // of its ground, a name from the theme; zero: the theme's tint
	Keep   bool // never parted between columns
}

// Facts is a row of numbers, each with what it counts.
type Facts struct {
	BlockInfo
	Facts []Fact
	Wide  bool
}

// Fact is a number set large and its label.
type Fact struct {
	Number Inlines
	Label  Inlines
	Pos    Pos
}

// QR is a QR code that leads to an address.
type QR struct {
	BlockInfo
	URI   Text    // absolute
	Label Inlines // what stands beside it
	Alt   Text    // zero: made from the address
	Size  Length  // of the code with its quiet zone; zero: the theme's
}

// Note is a remark in small type.
type Note struct {
	BlockInfo
	Blocks []Block
}

// blocksWithin returns the blocks that stand in a block but for a list's, which
// stand in its items.
func blocksWithin(b Block) []Block {
	switch b := b.(type) {
	case *Quote:
		return b.Blocks
	case *Box:
		return b.Blocks
	case *Note:
		return b.Blocks
	case *Paragraph, *Heading, *List, *Figure, *Table, *PullQuote, *Facts, *QR:
	}
	return nil
}

func (*Figure) block()    {}
func (*Table) block()     {}
func (*PullQuote) block() {}
func (*Box) block()       {}
func (*Facts) block()     {}
func (*QR) block()        {}
func (*Note) block()      {}
