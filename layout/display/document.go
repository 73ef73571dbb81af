package display

// Document is one edition, laid out: what every writer takes.
type Document struct {
	Meta    Meta
	Colours []Colour // what Ink.Colour indexes; never empty
	// Tags is the tag tree. Tags[0] is unused, so that the zero TagID is an
	// artifact; Tags[Root] is the Document element. Every other tag is the kid
	// of exactly one tag with a smaller id.
	Tags   []Tag
	Sheets []Sheet
}

// Meta is what is said of the document as a whole.
type Meta struct {
	Name     string // the publication's name, which names the files
	Edition  string // the edition's id
	Title    string // not empty; plain text
	Subject  string // may be empty
	Author   string // may be empty
	Keywords []string
	Language string // BCP 47, of the document
	// Source names what the file is made from, as "uuid:" and a UUID, so that a
	// file can be asked whether it is up to date. Empty: it is not told.
	Source string
}

// Sheet is one piece of paper: a front and, where something stands on it, a
// back.
type Sheet struct {
	Sides []Side // one or two
}

// Side is one side of a sheet, before folding.
type Side struct {
	Width, Height Length // of the trimmed, unfolded sheet
	Panels        []Panel
	Items         []Item // over the panels: art that crosses a fold; coordinates from the side's corner
}

// Panel is what the reader takes for a page: a whole side, or the part of it
// between two folds.
type Panel struct {
	X, Y          Length // of the panel's top start corner on its side
	Width, Height Length
	Page          int    // the reader's page number, from 1; unique in the document
	Label         string // what the page is called, "2" or "ii"
	Top, End      Edge
	Bottom, Start Edge
	Items         []Item // coordinates from the panel's corner
}

// Edge is what becomes of a panel's edge. Bleed belongs to trim edges alone.
type Edge uint8

// The kinds of edge.
const (
	Trim  Edge = iota // cut off
	Fold              // folded; art may cross it
	Spine             // folded and bound
)

// Src is the place in the author's files that an item or a tag came from. It
// has the fields of content.Pos, so that layout converts one into the other
// and no writer needs to know a YAML parser.
type Src struct {
	File   string // slash-separated, from the publication's folder; "" for what korthet itself set
	Line   int    // from 1
	Column int    // from 1, in characters
	Path   string // the field: "sections.development.body"
}

// Colour is a colour of the theme with its values for each kind of output.
type Colour struct {
	Name string    // in the theme: "brand"
	CMYK [4]uint16 // ink in 1/100 of a per cent: 10000 is full
	RGB  [3]uint8  // sRGB
	Spot string    // the name of the spot ink; "" for none
	Src  Src       // where the author gave it, or named the theme that has it; zero for neither
}

// Ink is how an item is coloured.
type Ink struct {
	Colour    int    // index in Document.Colours
	Tint      uint16 // 1/100 of a per cent, 10000 is full strength
	Overprint bool   // prints over what lies below instead of knocking it out
}

// Solid is the tint of full strength.
const Solid = 10000
