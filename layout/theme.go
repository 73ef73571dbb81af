package layout

import "korthet/layout/display"

// Theme is a resolved look: every value is known, in the units of the paper.
type Theme struct {
	Page    PageGeometry
	Grid    display.Length // distance of the baseline grid's lines
	Colours []display.Colour
	Styles  map[StyleName]*Style
	// ParagraphSpace is true where paragraphs are told apart by an empty grid
	// line, false where the first line is indented.
	ParagraphSpace bool
	Typography     Typography
	Expansion      int // how far letters may be widened or narrowed: 1/1000 of their width
	MinBefore      int // letters before a hyphen; 0: the language's own minimum
	MinAfter       int // letters after a hyphen; 0: the language's own minimum
	Fit            FitPolicy
	Front          FrontLook
	Running        RunningLook
	Contact        ContactLook
	Blocks         BlockTheme

	// What fitting has moved that no style holds.
	spacing int  // steps of white above heads beyond the theme's, see addSpacing
	title   int  // grid lines above the title
	images  int  // per cent of the pictures' heights
	dropped int  // optional blocks left out
	pages   int  // that were promised
	reserve bool // letters give as far as Expansion in every paragraph, not in hard ones alone
	// optional is how many there are.
	optional int
	// own is what styles had before fitting, and ownGrid the grid: what fitting makes
	// of them is the same however it came there.
	own     map[StyleName]Style
	ownGrid display.Length
}

// PageGeometry is the page's size, margins and columns.
type PageGeometry struct {
	Width, Height           display.Length
	Top, Bottom, Start, End display.Length // margins
	Columns                 int
	Gutter                  display.Length
}

// Measure returns the width of one column.
func (p PageGeometry) Measure() display.Length {
	n := display.Length(p.Columns)
	return (p.TextWidth() - (n-1)*p.Gutter) / n
}

// TextWidth returns the width of all columns with their gutters.
func (p PageGeometry) TextWidth() display.Length { return p.Width - p.Start - p.End }

// ColumnX returns where column n, from 0, starts.
func (p PageGeometry) ColumnX(n int) display.Length {
	return p.Start + display.Length(n)*(p.Measure()+p.Gutter)
}

// Typography says which rules of the language are switched off.
type Typography struct {
	KeepQuotes, KeepDashes, KeepEllipses, KeepSpaces bool
}

// StyleName names a style of the theme.
type StyleName string

// The styles that a theme has.
const (
	BodyStyle         StyleName = "body"
	TitleStyle        StyleName = "title"
	MottoStyle        StyleName = "motto"
	SectionStyle      StyleName = "section"
	SubsectionStyle   StyleName = "subsection"
	ListStyle         StyleName = "list"
	QuoteStyle        StyleName = "quote"
	ContactStyle      StyleName = "contact"
	ContactNameStyle  StyleName = "contact-name"
	ContactLabelStyle StyleName = "contact-label"
	ColophonStyle     StyleName = "colophon"
	RunningStyle      StyleName = "running"
)

// Align is how lines stand in their measure.
type Align uint8

// The alignments.
const (
	Justify Align = iota
	AlignStart
	AlignCentre
	AlignEnd
)

// Style is how one kind of text looks.
type Style struct {
	Name          StyleName
	Families      []string // the first that has a character sets it
	Weight        int
	Italic        bool
	Size          display.Length
	Leading       display.Length
	Ink           display.Ink
	Features      []string
	Align         Align
	Hyphenate     bool
	Indent        display.Length // of a paragraph's first line
	Before, After int            // grid lines above and below
	LetterSpacing int            // 1/1000 of the size, added after each letter
}

// The built-in theme's colours, by their place in its table.
const (
	textColour = iota
	brandColour
	mutedColour
	tintColour
	paperColour
)

func points(n display.Length) display.Length { return n * display.Point }

// bodySize is the size of the built-in theme's running text.
const bodySize = display.Point * 17 / 2

// builtinTheme returns the theme of a publication that has none: an A4 page of
// two columns on a 12 pt grid.
func builtinTheme() *Theme {
	theme := &Theme{
		Page: PageGeometry{
			Width: display.Millimetres(210_000), Height: display.Millimetres(297_000),
			Top: display.Millimetres(24_000), Bottom: display.Millimetres(26_000),
			Start: display.Millimetres(15_500), End: display.Millimetres(15_500),
			Columns: 2, Gutter: display.Millimetres(5_500),
		},
		// More than the usual 2 % is for texts that are hard to set: no line of the
		// sample takes it, in Swedish, nor at any length from 70 to 140 %.
		Grid: points(12), Expansion: 30,
		Fit: builtinPolicy(), images: 100,
		Front:   FrontLook{Plane: noColour, Rule: true},
		Contact: ContactLook{Ground: tintColour, Rule: noColour, Labels: true, Numbers: NumbersAsTyped},
		Blocks:  builtinBlocks(),
		Colours: []display.Colour{
			textColour:  {Name: "text", CMYK: [4]uint16{0, 0, 0, 10000}, RGB: [3]uint8{0x14, 0x14, 0x14}},
			brandColour: {Name: "brand", CMYK: [4]uint16{10000, 7200, 0, 3800}, RGB: [3]uint8{0x0B, 0x2E, 0x6B}, Spot: "PANTONE 281 C"},
			// K 70 alone: grey type that stays in register on the press.
			mutedColour: {Name: "muted", CMYK: [4]uint16{0, 0, 0, 7000}, RGB: [3]uint8{0x59, 0x59, 0x59}},
			// No ink below 5 %, which a plate may not hold.
			tintColour:  {Name: "tint", CMYK: [4]uint16{1200, 700, 0, 0}, RGB: [3]uint8{0xE4, 0xEB, 0xF5}},
			paperColour: {Name: "paper", RGB: [3]uint8{0xFF, 0xFF, 0xFF}},
		},
		Styles: map[StyleName]*Style{},
	}
	for _, style := range append(builtinStyles(), blockStyles()...) {
		theme.Styles[style.Name] = style
	}
	return theme
}

func builtinStyles() []*Style {
	serif := []string{"Source Serif 4", "Noto Serif"}
	sans := []string{"Source Sans 3", "Noto Sans"}
	ink := func(colour int) display.Ink { return display.Ink{Colour: colour, Tint: display.Solid} }
	text := display.Ink{Colour: textColour, Tint: display.Solid, Overprint: true}
	// Source Serif is large on its body: at 8.5 pt its x-height is that of a Times
	// at 9, and its lines are as long. In a column of 82 mm at 9 pt it sets 51
	// characters a line where a Times sets 57, and its word space is narrower:
	// no way to break the sample then parts fewer than 31 of 100 lines within the
	// usual limit of expansion. In this column one parts 24.
	body := Style{
		Name: BodyStyle, Families: serif, Weight: 400, Size: bodySize, Leading: points(12), Ink: text,
		Features: []string{"onum", "pnum"}, Align: Justify, Hyphenate: true, Indent: points(13),
	}
	list, quote := body, body
	list.Name, list.Indent = ListStyle, 0
	quote.Name, quote.Italic, quote.Before, quote.After = QuoteStyle, true, 1, 1
	quote.Indent = 0
	return []*Style{
		&body, &list, &quote,
		{Name: TitleStyle, Families: sans, Weight: 600, Size: points(26), Leading: points(30), Ink: ink(brandColour), Align: AlignStart, LetterSpacing: -6},
		{Name: MottoStyle, Families: serif, Weight: 400, Italic: true, Size: points(12), Leading: points(15), Ink: text, Align: AlignStart},
		{Name: SectionStyle, Families: sans, Weight: 600, Size: points(12), Leading: points(12), Ink: ink(brandColour), Align: AlignStart, Before: 1},
		{Name: SubsectionStyle, Families: sans, Weight: 600, Size: points(9), Leading: points(12), Ink: ink(brandColour), Align: AlignStart, Before: 1},
		{Name: ContactStyle, Families: sans, Weight: 400, Size: points(8) + points(1)/2, Leading: points(12), Ink: text, Align: AlignStart},
		{Name: ContactNameStyle, Families: sans, Weight: 600, Size: points(11), Leading: points(12), Ink: ink(brandColour), Align: AlignStart},
		{Name: ContactLabelStyle, Families: sans, Weight: 600, Size: points(8) + points(1)/2, Leading: points(12), Ink: ink(brandColour), Align: AlignStart},
		{Name: ColophonStyle, Families: sans, Weight: 400, Size: points(7), Leading: points(9), Ink: ink(mutedColour), Align: AlignStart},
		{Name: RunningStyle, Families: sans, Weight: 400, Size: points(8), Leading: points(12), Ink: ink(mutedColour), Align: AlignStart},
	}
}
